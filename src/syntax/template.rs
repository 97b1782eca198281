//! Markup with expressions in braces: where the expressions of a page stand, and which elements get them.

use std::ops::Range;

/// Something in the markup that has expressions.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'t> {
    /// `{expression}` among the text.
    Text(Range<usize>),
    /// An element with its attributes.
    Element {
        /// As written.
        name: &'t str,
        /// In order.
        attributes: Vec<Attribute<'t>>,
        /// The bytes of its start tag.
        span: Range<usize>,
    },
}

/// An attribute.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'t> {
    /// As written; empty for `{...spread}`.
    pub name: &'t str,
    /// What it holds.
    pub value: Held<'t>,
    /// The bytes of name and value.
    pub span: Range<usize>,
}

/// What an attribute holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held<'t> {
    /// Nothing: it is just there.
    Nothing,
    /// Text.
    Text(&'t str, Range<usize>),
    /// The expression at these bytes.
    Expression(Range<usize>),
    /// `{...expression}`.
    Spread(Range<usize>),
}

/// Elements whose text is no markup.
const RAW: &[&str] = &["script", "style"];

/// Reads markup from `start` on.
pub(super) fn read(text: &str, start: usize) -> Vec<Found<'_>> {
    let mut reader = Reader { text, at: start, found: Vec::new() };
    while let Some(next) = reader.peek() {
        match next {
            b'<' => reader.markup(),
            b'{' => match reader.braces() {
                Some(inside) => reader.found.push(Found::Text(inside)),
                None => reader.at += 1,
            },
            _ => reader.at += 1,
        }
    }
    reader.found
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    found: Vec<Found<'t>>,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_while(&mut self, holds: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        while self.peek().is_some_and(&holds) {
            self.at += 1;
        }
        start..self.at
    }

    /// At `<`: a comment, an end tag, a doctype or an element.
    fn markup(&mut self) {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.at += rest.find("-->").map_or(rest.len(), |at| at + 3);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.element();
        } else {
            self.at += 1;
        }
    }

    fn element(&mut self) {
        let start = self.at;
        self.at += 1;
        let name = self.skip_while(|c| c.is_ascii_alphanumeric() || b"-_.:".contains(&c));
        let name = &self.text[name];
        let mut attributes = Vec::new();
        let mut is_closed = false;
        while let Some(next) = self.peek() {
            match next {
                b'>' => {
                    self.at += 1;
                    break;
                }
                b'/' => {
                    is_closed = true;
                    self.at += 1;
                }
                c if c.is_ascii_whitespace() => self.at += 1,
                _ => {
                    let before = self.at;
                    attributes.extend(self.attribute());
                    // Whatever this is, it ends.
                    self.at = self.at.max(before + 1);
                }
            }
        }
        self.found.push(Found::Element { name, attributes, span: start..self.at });
        if RAW.contains(&name) && !is_closed {
            let end = self.rest().find("</").map_or(self.text.len(), |at| self.at + at);
            let closing = format!("</{name}");
            let end = self.text[end..].find(&closing).map_or(self.text.len(), |at| end + at);
            self.at = end;
        }
    }

    fn attribute(&mut self) -> Option<Attribute<'t>> {
        let start = self.at;
        if self.peek() == Some(b'{') {
            let inside = self.braces()?;
            let written = &self.text[inside.clone()];
            let trimmed = written.trim_start();
            let (name, value) = match trimmed.strip_prefix("...") {
                Some(_) => {
                    let from = inside.start + (written.len() - trimmed.len()) + 3;
                    ("", Held::Spread(from..inside.end))
                }
                None => (written.trim(), Held::Expression(inside)),
            };
            return Some(Attribute { name, value, span: start..self.at });
        }
        let name = self.skip_while(|c| !c.is_ascii_whitespace() && !b"=>{/\"'`".contains(&c));
        let name = &self.text[name];
        if name.is_empty() {
            return None;
        }
        if self.peek() != Some(b'=') {
            return Some(Attribute { name, value: Held::Nothing, span: start..self.at });
        }
        self.at += 1;
        let value = match self.peek()? {
            b'{' => Held::Expression(self.braces()?),
            b'`' => {
                let from = self.at;
                self.at = string_end(self.text.as_bytes(), self.at)?;
                Held::Expression(from..self.at)
            }
            quote @ (b'"' | b'\'') => {
                let from = self.at + 1;
                let length = self.text[from..].find(char::from(quote))?;
                self.at = from + length + 1;
                Held::Text(&self.text[from..from + length], from..from + length)
            }
            _ => {
                let bare = self.skip_while(|c| !c.is_ascii_whitespace() && c != b'>');
                Held::Text(&self.text[bare.clone()], bare)
            }
        };
        Some(Attribute { name, value, span: start..self.at })
    }

    /// At `{`: the bytes between it and the brace that closes it.
    fn braces(&mut self) -> Option<Range<usize>> {
        let end = closing(self.text.as_bytes(), self.at)?;
        let inside = self.at + 1..end;
        self.at = end + 1;
        Some(inside)
    }
}

/// The place of the brace that closes the one at `open`.
fn closing(text: &[u8], open: usize) -> Option<usize> {
    let (mut depth, mut at) = (0usize, open);
    while let Some(&next) = text.get(at) {
        match next {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            b'"' | b'\'' | b'`' if begins_string(text, at) => {
                at = string_end(text, at).map_or(at, |end| end - 1);
            }
            b'/' if text.get(at + 1) == Some(&b'*') => {
                at += text[at..].windows(2).position(|pair| pair == b"*/").map_or(0, |end| end + 1);
            }
            b'/' if text.get(at + 1) == Some(&b'/') && at.checked_sub(1).is_some_and(|b| text[b] != b':') => {
                at += memchr::memchr(b'\n', &text[at..]).unwrap_or(1);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether a quote is one of the language, not an apostrophe in the text of an element within.
fn begins_string(text: &[u8], at: usize) -> bool {
    if text[at] == b'`' {
        return true;
    }
    let before = &text[..at];
    let is_word = before.last().is_some_and(u8::is_ascii_alphanumeric);
    let before = before.trim_ascii_end();
    !is_word && (!before.ends_with(b">") || before.ends_with(b"=>"))
}

/// Behind the quote that ends the string which begins at `at`; none if it does not end on its line.
fn string_end(text: &[u8], at: usize) -> Option<usize> {
    let quote = text[at];
    let mut here = at + 1;
    while let Some(&next) = text.get(here) {
        match next {
            b'\\' => here += 1,
            b'\n' if quote != b'`' => return None,
            b'$' if quote == b'`' && text.get(here + 1) == Some(&b'{') => here = closing(text, here + 1)?,
            next if next == quote => return Some(here + 1),
            _ => {}
        }
        here += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expressions(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for part in read(text, 0) {
            match part {
                Found::Text(range) => found.push(text[range].to_owned()),
                Found::Element { name, attributes, .. } => {
                    for Attribute { name: attribute, value, .. } in attributes {
                        let value = match value {
                            Held::Nothing => "-",
                            Held::Text(text, _) => text,
                            Held::Expression(range) | Held::Spread(range) => &text[range],
                        };
                        found.push(format!("{name}.{attribute}: {value}"));
                    }
                }
            }
        }
        found
    }

    #[test]
    fn expressions_are_found_where_they_stand() {
        assert_eq!(
            expressions("<p>Don't {say} {`it ${`twice ${{ a }.a}`}`}</p>"),
            ["say", "`it ${`twice ${{ a }.a}`}`"]
        );
        assert_eq!(
            expressions("<Chart client:load {data} {...rest} title=\"a\" of={{ b: '}' }} on=`${c}` bare=d/>"),
            [
                "Chart.client:load: -",
                "Chart.data: data",
                "Chart.: rest",
                "Chart.title: a",
                "Chart.of: { b: '}' }",
                "Chart.on: `${c}`",
                "Chart.bare: d/"
            ]
        );
        assert_eq!(
            expressions("{list.map((x) => <li>It's {x}</li>)}<b>{y}</b>"),
            ["list.map((x) => <li>It's {x}</li>)", "y"]
        );
    }

    #[test]
    fn what_is_no_markup_is_left_alone() {
        assert_eq!(
            expressions(
                "<!-- {a} --><style>p { color: red }</style><script define:vars={{ k }}>if (x) { y }</script>{b}"
            ),
            ["script.define:vars: { k }", "b"]
        );
        assert_eq!(expressions("{/* {a} */}{b // }\n}"), ["/* {a} */", "b // }\n"]);
        assert_eq!(expressions("<p {a <"), ["p.a: -", "p.<: -"]);
        assert_eq!(expressions("{{{"), Vec::<String>::new());
    }
}
