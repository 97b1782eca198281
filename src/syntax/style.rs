//! Styles: all of one comes along, save for its comments.

use std::ops::Range;

use super::{CommentOf, ModuleFacts, Region, RegionKind};

/// Reads a file of styles. `//` begins a comment in those languages that are compiled to CSS.
pub(super) fn module(text: &str, has_line_comments: bool) -> ModuleFacts {
    let mut facts = ModuleFacts::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = match rest {
            // What begins with `/*!` is kept, as licences are.
            [b'/', b'*', b'!', ..] => after(text, at + 2, "*/"),
            [b'/', b'*', ..] => {
                let end = after(text, at + 2, "*/");
                facts.regions.push(comment(at, end));
                end
            }
            // Of an address, `//` is a part.
            [b'/', b'/', ..] if has_line_comments && (at == 0 || bytes[at - 1] != b':') => {
                let end = after(text, at + 2, "\n");
                facts.regions.push(comment(at, end));
                end
            }
            [quote @ (b'"' | b'\''), ..] => end_of_string(bytes, at, *quote),
            _ => at + 1,
        };
        at = end;
    }
    facts
}

/// Reads a template whose comments the compiler drops.
pub(super) fn template(text: &str) -> ModuleFacts {
    ModuleFacts { regions: html_comments(text, 0), ..ModuleFacts::default() }
}

/// The comments of markup that stands at an offset of its file.
pub(super) fn html_comments(text: &str, offset: usize) -> Vec<Region> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("<!--").map(|start| at + start) {
        at = after(text, start + 4, "-->");
        found.push(of_component(range(offset + start, offset + at)));
    }
    found
}

fn after(text: &str, from: usize, end: &str) -> usize {
    text.get(from..).and_then(|rest| rest.find(end)).map_or(text.len(), |at| from + at + end.len())
}

/// Strings end with their line.
fn end_of_string(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'\n' => return at + 1,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A comment of markup that is compiled.
pub(super) fn of_component(span: Range<u32>) -> Region {
    Region { span, parent: None, kind: RegionKind::Comment(CommentOf::Component) }
}

fn comment(start: usize, end: usize) -> Region {
    Region { span: range(start, end), parent: None, kind: RegionKind::Comment(CommentOf::Style) }
}

fn range(start: usize, end: usize) -> Range<u32> {
    start as u32..end as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(text: &str, has_line_comments: bool) -> Vec<&str> {
        let facts = module(text, has_line_comments);
        facts
            .regions
            .iter()
            .map(|region| &text[region.span.start as usize..region.span.end as usize])
            .collect()
    }

    #[test]
    fn comments_are_told_from_strings_and_licences() {
        let text = "/* a */ b { content: '/* c */'; } /*! d */ // e\n@import url(https://f.example); /* g";
        assert_eq!(comments(text, true), ["/* a */", "// e\n", "/* g"]);
        assert_eq!(comments(text, false), ["/* a */", "/* g"]);
        assert_eq!(comments("a { content: \"\\", true), [""; 0]);
    }

    #[test]
    fn comments_of_templates_may_have_no_end() {
        let text = "<p><!-- a --></p><!-- b";
        let spans: Vec<Range<u32>> = html_comments(text, 10).into_iter().map(|region| region.span).collect();
        assert_eq!(spans, [13..23, 27..33]);
    }
}
