//! Images: `ENV` and `ARG` of Dockerfiles.

use std::ops::Range;

use super::{Assigned, is_name};

pub(super) fn assigned(text: &str) -> Vec<Assigned> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = instruction_end(text, at);
        instruction(text, at..end, &mut found);
        at = end + 1;
    }
    found
}

/// A line that ends in a backslash goes on.
fn instruction_end(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        if end == text.len() || !text[at..end].trim_end().ends_with('\\') {
            return end;
        }
        at = end + 1;
    }
}

fn instruction(text: &str, range: Range<usize>, found: &mut Vec<Assigned>) {
    let line = &text[range.clone()];
    let body = line.trim_start();
    let Some(word) = body.split_whitespace().next() else { return };
    if !word.eq_ignore_ascii_case("env") && !word.eq_ignore_ascii_case("arg") {
        return;
    }
    let start = range.start + (line.len() - body.len()) + word.len();
    let words = words(text, start..range.end);
    let Some(first) = words.first() else { return };
    // `ENV NAME the rest of the line`
    if word.eq_ignore_ascii_case("env") && !text[first.clone()].contains('=') {
        let value = text[first.end..range.end].trim().to_owned();
        let end = text[..range.end].trim_end().len();
        return push(text[first.clone()].to_owned(), value, first.start..end, found);
    }
    for span in words {
        let (name, value) = text[span.clone()].split_once('=').unwrap_or((&text[span.clone()], ""));
        push(name.to_owned(), value.trim_matches(['"', '\'']).to_owned(), span, found);
    }
}

fn push(name: String, value: String, span: Range<usize>, found: &mut Vec<Assigned>) {
    if is_name(&name) {
        found.push(Assigned { name, value, span: span.start as u32..span.end as u32 });
    }
}

/// The words of an instruction; quotes hold one together.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let (mut start, mut quote) = (None, None);
    for (offset, c) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => {
                quote = Some(c);
                start.get_or_insert(at);
            }
            (None, c) if c.is_whitespace() => words.extend(start.take().map(|start| start..at)),
            (None, _) => {
                start.get_or_insert(at);
            }
        }
    }
    words.extend(start.map(|start| start..range.end));
    words.retain(|word| &text[word.clone()] != "\\");
    words
}
