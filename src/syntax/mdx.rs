//! MDX: prose with modules' imports and exports, components and expressions.
//!
//! What is wanted of it stands in plain sight, so it is read line by line, once. A parser of the whole language takes minutes for
//! a few hundred kilobytes of emphasis.

use std::ops::Range;

use super::{Import, ImportKind, ModuleFacts, Part, Target, Use, javascript, style};

/// Reads a page. What its front matter says stands where directives do.
pub(super) fn module(text: &str) -> ModuleFacts {
    let mut facts = ModuleFacts::default();
    let mut at = front_matter(&mut facts, text);
    let mut prose = at;
    let mut fence: Option<&str> = None;
    let mut after_blank = true;
    while at < text.len() {
        let line = line_at(text, at);
        let end = at + line.len();
        match fence {
            Some(open) if closes(line, open) => fence = None,
            Some(_) => {}
            None if opening(line).is_some() => fence = opening(line),
            None if after_blank && begins_script(line) => {
                self::prose(&mut facts, text, prose..at);
                let script = at..end_of_script(text, at);
                javascript::script_of_page(&mut facts, &text[script.clone()], script.start as u32);
                // A sentence may begin so, too.
                facts.broken = false;
                (at, prose) = (script.end, script.end);
                continue;
            }
            None => {}
        }
        if fence.is_some() || closes_any(line) {
            self::prose(&mut facts, text, prose..at);
            prose = end;
        }
        after_blank = line.trim().is_empty();
        at = end;
    }
    self::prose(&mut facts, text, prose..text.len());
    body(&mut facts, text.len() as u32);
    facts
}

/// Notes the lines between the dashes at the top. Returns where what comes after them begins.
fn front_matter(facts: &mut ModuleFacts, text: &str) -> usize {
    let Some(inner) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return 0 };
    let start = text.len() - inner.len();
    let Some(length) = inner.find("\n---") else { return 0 };
    facts.directives.extend(inner[..length].lines().map(|line| line.trim().to_owned()));
    let fence = start + length + 1;
    fence + line_at(text, fence).len()
}

/// The line that begins at an offset, with its end.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
}

/// The marks that open a block of code.
fn opening(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let marks = line.len() - line.trim_start_matches(mark).len();
    (marks >= 3).then(|| &line[..marks])
}

fn closes(line: &str, open: &str) -> bool {
    let line = line.trim();
    line.starts_with(open) && line.chars().all(|c| open.starts_with(c))
}

/// Whether a line is nothing but marks of a block of code.
fn closes_any(line: &str) -> bool {
    opening(line).is_some_and(|marks| closes(line, marks))
}

fn begins_script(line: &str) -> bool {
    ["import", "export"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '{', '\'', '"', '*'])))
}

/// Imports and exports end at a blank line, save within brackets.
fn end_of_script(text: &str, start: usize) -> usize {
    let mut open = 0usize;
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at);
        if open == 0 && line.trim().is_empty() {
            break;
        }
        for byte in line.bytes() {
            match byte {
                b'(' | b'[' | b'{' => open += 1,
                b')' | b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        at += line.len();
    }
    at
}

/// Comments, components and pictures of a run of prose.
fn prose(facts: &mut ModuleFacts, text: &str, span: Range<usize>) {
    let run = &text[span.clone()];
    facts.regions.extend(style::html_comments(run, span.start));
    let mut at = 0;
    while let Some(start) = run[at..].find("{/*").map(|start| at + start) {
        let end = run[start..].find("*/}").map_or(run.len(), |end| start + end + 3);
        facts.regions.push(style::of_component(range(span.start + start..span.start + end)));
        at = end;
    }
    for (start, _) in run.match_indices('<') {
        let name = &run[start + 1..];
        let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
        if name.starts_with(|c: char| c.is_ascii_uppercase()) {
            let at = (span.start + start) as u32;
            facts.components.entry(name[..length].to_owned()).or_insert(at);
        }
    }
    pictures(facts, run, span.start);
}

/// How many characters of an address are looked at.
const LONGEST_URL: usize = 1024;

/// `![what](where)`: pictures beside the page are published with it.
fn pictures(facts: &mut ModuleFacts, run: &str, offset: usize) {
    let mut from = 0;
    for (middle, _) in run.match_indices("](") {
        let opened = run[from..middle].rfind('[').map(|at| from + at);
        let is_picture = opened.is_some_and(|at| run[..at].ends_with('!'));
        from = middle + 2;
        let rest = &run[from..];
        let ends = |(at, c): (usize, char)| matches!(c, ')' | ' ' | '\n').then_some(at);
        let Some(end) = rest.char_indices().take(LONGEST_URL).find_map(ends) else { continue };
        let url = &rest[..end];
        if !is_picture || url.is_empty() || url.starts_with(['/', '#']) || url.contains(':') {
            continue;
        }
        let specifier = if url.starts_with('.') { url.to_owned() } else { format!("./{url}") };
        let span = range(offset + middle..offset + from);
        facts.imports.push(Import { specifier, kind: ImportKind::Url, span });
    }
}

/// The prose uses whatever is imported; a part without bytes stands for it.
fn body(facts: &mut ModuleFacts, end: u32) {
    let part = facts.parts.len();
    facts.parts.push(Part { span: end..end, declares: Vec::new(), effects: true });
    let pictures = facts.imports.iter().enumerate().filter(|(_, import)| import.kind == ImportKind::Url);
    let pictures = pictures.map(|(import, _)| Target::Module(import));
    let uses: Vec<Target> = (0..facts.bindings.len()).map(Target::Binding).chain(pictures).collect();
    facts.uses.extend(uses.into_iter().map(|target| Use {
        part,
        region: None,
        target,
        member: None,
        at: end,
    }));
}

fn range(span: Range<usize>) -> Range<u32> {
    span.start as u32..span.end as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(text: &str) -> Vec<&str> {
        let facts = module(text);
        let mut spans: Vec<Range<u32>> = facts.regions.into_iter().map(|region| region.span).collect();
        spans.sort_by_key(|span| span.start);
        spans.into_iter().map(|span| &text[span.start as usize..span.end as usize]).collect()
    }

    #[test]
    fn pages_import_export_and_comment() {
        let text = "---\ntitle: T\n---\n\nimport Box from '../Box';\n\nexport const a = {\n\n};\n\n<!-- a -->\n\n:::note\n\n\
                    {/* b */} <Box.Wide />\n\n:::\n\n![shot](./shot.png) [link](./page.md)\n";
        let facts = module(text);
        assert_eq!(facts.directives, ["title: T"]);
        let specifiers: Vec<&str> = facts.imports.iter().map(|import| import.specifier.as_str()).collect();
        assert_eq!(specifiers, ["../Box", "./shot.png"]);
        assert_eq!(facts.exports.len(), 1);
        assert!(facts.components.contains_key("Box"));
        assert_eq!(comments(text), ["<!-- a -->", "{/* b */}"]);
    }

    #[test]
    fn code_blocks_are_no_code() {
        let text = "```js title=\"a\"\nimport a from './a';\n\nimport b from './b';\n{/* c */}\n```\n\n{/* d */}\n\n~~~\n<!-- e -->\n";
        assert!(module(text).imports.is_empty());
        assert_eq!(comments(text), ["{/* d */}"]);
    }

    #[test]
    fn addresses_without_end_take_linear_time() {
        let text = "![a](b".repeat(20_000);
        assert!(module(&text).imports.is_empty());
    }

    #[test]
    fn what_has_no_end_ends_with_the_page() {
        assert!(module("import { a\n\nb <C {/* d\n").exports.is_empty());
        assert_eq!(comments("a\n\n{/* b"), ["{/* b"]);
        assert!(module("---\na").directives.is_empty());
    }
}
