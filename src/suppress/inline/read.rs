//! One mark: the words after `keyside:`.

use std::ops::Range;
use std::path::Path;

use super::comment;

/// What every mark begins with; found by whoever reads the text.
pub const WORD: &str = "keyside:";

/// How far a mark reaches on its line at most.
const LONGEST: usize = 2048;

/// How many names one mark may list.
const MOST_NAMES: usize = 64;

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `allow`: accepts what is found on its own line.
    Line,
    /// `allow-next-line`: accepts what is found on the line after it.
    NextLine,
    /// `allow-begin`: accepts what is found from its line on.
    Begin,
    /// `allow-end`: ends the last `allow-begin`.
    End,
}

const KINDS: [(&str, Kind); 4] = [
    ("allow", Kind::Line),
    ("allow-next-line", Kind::NextLine),
    ("allow-begin", Kind::Begin),
    ("allow-end", Kind::End),
];

/// What other tools call it.
const FOREIGN: &[&str] =
    &["disable", "disable-line", "disable-next-line", "ignore", "ignore-line", "noqa", "nolint", "skip"];

/// What may end a block that a line comment stands in.
const BLOCK_ENDS: &[&str] = &["*/}", "*/", "-->", "#}", "%>", "?>"];

/// Where the parts of a mark stand in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it does, or what is wrong with it.
    pub kind: Result<Kind, String>,
    /// The rules that it names.
    pub names: Vec<Range<usize>>,
    /// Why, without the end of the comment; empty if it does not say.
    pub reason: Range<usize>,
    /// Something stands where ` -- ` and a reason should.
    pub trailing: bool,
    /// Nothing else stands on its line before it.
    pub alone: bool,
}

/// Reads the mark whose [`WORD`] stands at `at`; `None` if this is none: no comment begins before it, or it is about
/// something else.
pub fn read(text: &[u8], at: usize, path: &Path) -> Option<Written> {
    let start = at + WORD.len();
    let most = text.len().min(start + LONGEST);
    let line = memchr::memchr(b'\n', &text[start..most]).map_or(most, |feed| start + feed);
    let comment = comment::around(text, at, &text[start..line], path)?;
    let end = comment
        .end
        .and_then(|end| memchr::memmem::find(&text[start..line], end.as_bytes()))
        .map_or(line, |length| start + length);
    let mut words = Words { text: &text[..end], at: start };
    words.skip_blank();
    let kind = kind(&text[words.take(is_name)])?;
    let mut names = Vec::new();
    words.skip_blank();
    while names.len() < MOST_NAMES && !words.rest().starts_with(b"-") {
        let name = words.take(is_name);
        if name.is_empty() {
            break;
        }
        names.push(name);
        words.skip_blank();
        if !words.skip(b",") {
            break;
        }
        words.skip_blank();
    }
    let has_reason = words.skip(b"--") || words.skip(b":");
    let trailing = !has_reason && words.rest().iter().any(u8::is_ascii_alphanumeric);
    let reason = if has_reason { trimmed(text, words.at..end, comment.end.is_some()) } else { end..end };
    Some(Written { kind, names, reason, trailing, alone: comment.alone })
}

/// What the first word of a mark means; `None` if it may be no mark's.
fn kind(word: &[u8]) -> Option<Result<Kind, String>> {
    let word = String::from_utf8_lossy(word).to_ascii_lowercase();
    if let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == word) {
        return Some(Ok(*kind));
    }
    if FOREIGN.contains(&word.as_str()) {
        return Some(Err(format!("{word} is no mark; write allow")));
    }
    let (near, distance) = KINDS
        .iter()
        .map(|(name, _)| (*name, strsim::damerau_levenshtein(&word, name)))
        .min_by_key(|(_, distance)| *distance)?;
    (distance <= 2).then(|| Err(format!("{word} is no mark; did you mean {near}?")))
}

/// A reason without blanks around it and without what is left of a comment's decoration.
fn trimmed(text: &[u8], range: Range<usize>, in_block: bool) -> Range<usize> {
    let mut reason = text[range.clone()].trim_ascii_end();
    // A line comment may stand within a block that ends on its line.
    if let Some(end) = BLOCK_ENDS.iter().find(|end| !in_block && reason.ends_with(end.as_bytes())) {
        reason = &reason[..reason.len() - end.len()];
    }
    let is_edge = |b: &u8| b.is_ascii_whitespace() || (in_block && matches!(b, b'*' | b'-'));
    let last = reason.iter().rposition(|b| !is_edge(b)).map_or(0, |at| at + 1);
    let first = reason[..last].iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(last);
    range.start + first..range.start + last
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'*' | b'/')
}

/// Takes a text apart from left to right.
struct Words<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Words<'t> {
    fn rest(&self) -> &'t [u8] {
        &self.text[self.at..]
    }

    fn skip_blank(&mut self) {
        self.take(|b| matches!(b, b' ' | b'\t' | b'\r'));
    }

    fn skip(&mut self, token: &[u8]) -> bool {
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn take(&mut self, wanted: fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        self.at += self.rest().iter().take_while(|b| wanted(**b)).count();
        start..self.at
    }
}
