//! Where comments begin and end, in any language: what stands directly before a mark says whether it is in one.

use std::path::Path;

/// How far back a line is looked at.
const REACH: usize = 4096;

/// How much blank may stand between a comment's start and the mark.
const BLANK: usize = 64;

/// How a comment begins.
struct Start {
    text: &'static str,
    /// What ends the comment; the line does if nothing else.
    end: Option<&'static str>,
    place: Place,
}

/// Where such a start counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    /// At the start of a line, after blanks: elsewhere it is something else.
    LineStart,
    /// At the start of a line or after a blank: it is a word.
    Word,
    /// Only where the file's name says that this is how comments begin, since elsewhere strings do.
    Files(&'static [&'static str]),
}

const fn block(text: &'static str, end: &'static str) -> Start {
    Start { text, end: Some(end), place: Place::Anywhere }
}

const fn line(text: &'static str, place: Place) -> Start {
    Start { text, end: None, place }
}

/// Longer ones before those that they end with.
const STARTS: &[Start] = &[
    block("/**", "*/"),
    block("/*!", "*/"),
    block("/*", "*/"),
    block("<!---", "-->"),
    block("<!--", "-->"),
    block("<%#", "%>"),
    block("<%--", "--%>"),
    block("{{!--", "--}}"),
    block("{{!", "}}"),
    block("{#", "#}"),
    block("{*", "*}"),
    block("{-", "-}"),
    block("@*", "*@"),
    block("(*", "*)"),
    block("<#", "#>"),
    block("--[[", "]]"),
    block("#[[", "]]"),
    block("#|", "|#"),
    line("///", Place::Anywhere),
    line("//!", Place::Anywhere),
    line("//", Place::Anywhere),
    line("--", Place::Anywhere),
    line("#", Place::Anywhere),
    line(";", Place::Anywhere),
    line("%", Place::Anywhere),
    line("::", Place::LineStart),
    line("..", Place::LineStart),
    line("!", Place::Word),
    line("rem", Place::Word),
    line("@rem", Place::Word),
    // Within a block comment of several lines.
    Start { text: "*", end: Some("*/"), place: Place::LineStart },
    line("'", Place::Files(&["bas", "brs", "cls", "frm", "puml", "vb", "vba", "vbs"])),
    line("\"", Place::Files(&["vim", "vimrc", ".vimrc", ".ideavimrc", ".exrc", "_vimrc"])),
];

/// A comment that a mark stands in.
pub(super) struct Comment {
    /// What ends it, if not the end of the line.
    pub end: Option<&'static str>,
    /// Nothing but the comment stands on the line before the mark.
    pub alone: bool,
}

/// The comment whose first word begins at `at`, if there is one. `after` is what follows on the line.
pub(super) fn around(text: &[u8], at: usize, after: &[u8], path: &Path) -> Option<Comment> {
    let from = at.saturating_sub(REACH);
    let line_start = memchr::memrchr(b'\n', &text[from..at]).map(|feed| from + feed + 1);
    // The whole of the line's start is there, or a part of it that may begin anywhere, in a string as well.
    let is_whole = line_start.is_some() || from == 0;
    let before = &text[line_start.unwrap_or(from)..at];
    let opened = trim_blank(before);
    if before.len() - opened.len() > BLANK {
        return None;
    }
    let start = STARTS.iter().find(|start| start.ends(opened, is_whole, path))?;
    let code = trim_blank(&opened[..opened.len() - start.text.len()]);
    let in_string = is_whole && is_in_string(code, after);
    // A quote that begins a comment here begins a string elsewhere, and strings are closed.
    let is_string = matches!(start.place, Place::Files(_)) && closes(after, start.text.as_bytes()[0]);
    let alone = is_whole && strip_mark(code).is_empty();
    (!in_string && !is_string).then_some(Comment { end: start.end, alone })
}

impl Start {
    /// Whether a line's beginning ends with this start of a comment.
    fn ends(&self, line: &[u8], is_whole: bool, path: &Path) -> bool {
        let Some(before) = line.len().checked_sub(self.text.len()) else { return false };
        if !line[before..].eq_ignore_ascii_case(self.text.as_bytes()) {
            return false;
        }
        let is_first = is_whole && strip_mark(trim_blank(&line[..before])).is_empty();
        match self.place {
            Place::Anywhere => true,
            Place::LineStart => is_first,
            Place::Word => is_first || line[..before].last().is_some_and(|b| is_blank(*b)),
            Place::Files(endings) => {
                let name = path.extension().or(path.file_name()).unwrap_or_default().to_string_lossy();
                endings.iter().any(|ending| name.eq_ignore_ascii_case(ending))
            }
        }
    }
}

/// Whether a comment that starts after `before` is part of a string, which then goes on in `after`: a quote is open before it, and
/// closed after it. Both, since a line may hold an odd quote, or the inside of a text of several lines.
fn is_in_string(before: &[u8], after: &[u8]) -> bool {
    let mut open = None;
    let mut escaped = false;
    for (at, byte) in before.iter().enumerate() {
        let is_quote = matches!(byte, b'"' | b'\'' | b'`') && !is_apostrophe(before, at);
        match open {
            _ if escaped => escaped = false,
            Some(_) if *byte == b'\\' => escaped = true,
            Some(quote) if *byte == quote => open = None,
            None if is_quote => open = Some(*byte),
            _ => {}
        }
    }
    open.is_some_and(|quote| closes(after, quote))
}

/// Whether a quote ends in a text.
fn closes(text: &[u8], quote: u8) -> bool {
    memchr::memchr_iter(quote, text).any(|at| !is_apostrophe(text, at))
}

/// `don't` opens no string.
fn is_apostrophe(text: &[u8], at: usize) -> bool {
    let is_letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    text[at] == b'\'' && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1))
}

/// Without the byte-order mark of a file's first line.
fn strip_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
}

fn trim_blank(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|b| !is_blank(*b)).map_or(0, |at| at + 1);
    &text[..end]
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}
