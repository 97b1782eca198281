//! Where something stands: the origin of bytes, ranges in them, lines and columns.
//!
//! The engine passes byte ranges around; a line and column are worked out once, when something is found.

mod checkout;
mod commit;
mod gap;
mod origin_set;
mod paths;

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

pub use checkout::{Checkout, Place};
pub use commit::Commit;
pub use gap::{Gap, GapReason};
pub use origin_set::OriginSet;
pub use paths::{Base, PathGlobs, normal};

/// Where bytes came from: a file, or what a file was when a commit brought it.
///
/// Two are the same if their paths and commits are, however they were met. The path of what is inside of a file, such as a
/// compressed one, is the file's, `!/` and the name in there: `app.js.gz!/app.js`.
#[derive(Debug, Clone)]
pub struct Origin {
    path: Arc<PathBuf>,
    /// How many levels below what was named it stands; 0 for what was named itself.
    depth: usize,
    /// Set for what is inside of a file.
    member: Option<Arc<Member>>,
    /// What reports show in place of the path, if its name is not to be seen.
    shown: Option<Arc<PathBuf>>,
    commit: Option<Arc<Commit>>,
}

/// What is inside of a file.
#[derive(Debug)]
struct Member {
    file: Arc<PathBuf>,
    /// From the outermost file inwards, each after `!/`.
    name: String,
}

impl Origin {
    /// A file, by the path that it is reported under.
    pub fn file(path: PathBuf) -> Self {
        Self::below(path, 0)
    }

    /// A file that was met so many levels below a folder that was named.
    pub fn below(path: PathBuf, depth: usize) -> Self {
        Self { path: Arc::new(path), depth, member: None, shown: None, commit: None }
    }

    /// What is inside of this under a name, which has `/` between its parts.
    pub fn member(&self, name: &str) -> Self {
        let (file, name_in_file) = match &self.member {
            Some(member) => (Arc::clone(&member.file), format!("{}!/{name}", member.name)),
            None => (Arc::clone(&self.path), name.to_owned()),
        };
        let mut path = self.path.as_os_str().to_owned();
        path.push(format!("!/{name}"));
        let member = Some(Arc::new(Member { file, name: name_in_file }));
        Self { path: Arc::new(path.into()), member, ..self.clone() }
    }

    /// The same, shown under another path.
    #[must_use]
    pub fn shown_as(&self, path: PathBuf) -> Self {
        Self { shown: Some(Arc::new(path)), ..self.clone() }
    }

    /// The file as reports may name it, if it cannot be named as it is.
    pub fn shown_file(&self) -> Option<&Path> {
        let shown = self.shown.as_deref()?;
        // A member's name comes after its file's.
        let name = self.member_name().map_or(0, |name| name.matches("!/").count() + 1);
        let text = shown.to_str()?;
        let end = text
            .rmatch_indices("!/")
            .nth(name.checked_sub(1).unwrap_or(usize::MAX))
            .map_or(text.len(), |(at, _)| at);
        Some(Path::new(&text[..end]))
    }

    /// The name within the file, of what is inside of one.
    pub fn member_name(&self) -> Option<&str> {
        self.member.as_ref().map(|member| member.name.as_str())
    }

    /// The file that can be opened: the outermost one, of what is inside.
    pub fn file_path(&self) -> &Path {
        self.member.as_ref().map_or(&self.path, |member| &member.file)
    }

    /// The same path, as a commit brought it.
    #[must_use]
    pub fn in_commit(&self, commit: Commit) -> Self {
        Self { commit: Some(Arc::new(commit)), ..self.clone() }
    }

    /// The same, where HEAD still has what was found.
    #[must_use]
    pub fn still_at_head(&self) -> Self {
        match self.commit() {
            Some(commit) => self.in_commit(Commit { at_head: true, ..commit.clone() }),
            None => self.clone(),
        }
    }

    /// The commit that brought the bytes, if they are not simply the file's.
    pub fn commit(&self) -> Option<&Commit> {
        self.commit.as_deref()
    }

    /// The part of the path that tells what the file is in its project: all of a relative path; of an absolute one only what is
    /// below the named folder, since where a checkout stands says nothing about what is in it. Of what is inside of a file, its
    /// name there.
    pub fn local_path(&self) -> &Path {
        if let Some(name) = self.member_name() {
            return Path::new(name.rsplit("!/").next().unwrap_or(name));
        }
        if self.path.is_relative() {
            return &self.path;
        }
        let outside = self.path.iter().count().saturating_sub(self.depth.max(1));
        let mut parts = self.path.components();
        parts.by_ref().take(outside).for_each(drop);
        parts.as_path()
    }

    /// The folder that was named, and in which it was met; of what was named itself, the one that it is in.
    pub fn named_folder(&self) -> &Path {
        self.file_path().ancestors().nth(self.depth.max(1)).unwrap_or(Path::new(""))
    }

    /// The path that it is reported under.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path, with `/` between its parts on every system. Parts that are not UTF-8 show replacement characters.
    pub fn display_path(&self) -> String {
        let path = self.shown.as_ref().unwrap_or(&self.path).to_string_lossy();
        let path = if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() };
        path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Origin {}

impl PartialOrd for Origin {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Origin {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let commits = || match (self.commit(), other.commit()) {
            (Some(a), Some(b)) => a.order(b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        };
        self.path.cmp(&other.path).then_with(commits)
    }
}

impl std::hash::Hash for Origin {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.path.hash(state);
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nothing in a scanned tree may steer the terminal or a build log, not even a file's name.
        self.display_path()
            .chars()
            .try_for_each(|c| f.write_char(if is_steering(c) { char::REPLACEMENT_CHARACTER } else { c }))
    }
}

/// Whether a character does something else than show itself: controls, line ends, and those that turn the direction of text.
pub fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A half-open range of bytes of the original blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// A place between two characters. Lines end at a line feed; everything is 1-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// The line.
    pub line: u64,
    /// The column in characters (Unicode scalar values).
    pub column: u64,
    /// The column in UTF-16 code units, as editors and SARIF viewers count.
    pub utf16_column: u64,
}

/// How the characters of a text are laid out in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// UTF-8.
    Utf8,
    /// One character a byte: Latin-1, or a binary.
    Bytes,
}

/// Walks forward through a text and tells the position of each offset it is taken to.
///
/// Only forward: a file's matches are sorted, and a minified line of megabytes is read once, not once a match.
#[derive(Debug, Clone)]
pub struct LineCursor {
    offset: usize,
    here: Position,
}

impl Default for LineCursor {
    fn default() -> Self {
        Self { offset: 0, here: Position { line: 1, column: 1, utf16_column: 1 } }
    }
}

impl LineCursor {
    /// Stands at the start of a text; a byte-order mark there is no character of the first line.
    pub fn new(text: &[u8]) -> Self {
        let mark = if text.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        Self { offset: mark, ..Self::default() }
    }

    /// The position of `offset` in `text`, which is at or after the last one asked for.
    pub fn advance(&mut self, text: &[u8], offset: usize, layout: Layout) -> Position {
        let passed = &text[self.offset.min(offset)..offset];
        let lines = memchr::memchr_iter(b'\n', passed).count() as u64;
        let line_tail = memchr::memrchr(b'\n', passed).map_or(passed, |at| &passed[at + 1..]);
        if lines > 0 {
            self.here = Position { line: self.here.line + lines, column: 1, utf16_column: 1 };
        }
        let (chars, units) = count_chars(line_tail, layout);
        self.here.column += chars;
        self.here.utf16_column += units;
        self.offset = offset;
        self.here
    }

    /// Goes on in a text that begins `dropped` bytes into the present one.
    pub fn rebase(&mut self, dropped: usize) {
        self.offset -= dropped;
    }
}

/// Characters and UTF-16 code units of a piece of text.
fn count_chars(text: &[u8], layout: Layout) -> (u64, u64) {
    match layout {
        Layout::Bytes => (text.len() as u64, text.len() as u64),
        Layout::Utf8 => {
            let continuation = count(text, |b| b & 0xC0 == 0x80);
            let astral = count(text, |b| b >= 0xF0);
            let chars = text.len() - continuation;
            (chars as u64, (chars + astral) as u64)
        }
    }
}

/// Counts bytes; in blocks small enough for a counter of a byte, which the compiler turns into vector code.
fn count(text: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    text.chunks(255).map(|block| usize::from(block.iter().fold(0u8, |n, b| n + u8::from(wanted(*b))))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_member_is_named_after_its_file() {
        let file = Origin::below(PathBuf::from("dist/app.js.map.gz"), 1);
        let source = file.member("app.js.map").member("src/pay.ts");
        assert_eq!(source.display_path(), "dist/app.js.map.gz!/app.js.map!/src/pay.ts");
        assert_eq!(source.member_name(), Some("app.js.map!/src/pay.ts"));
        assert_eq!(source.file_path(), file.path());
        assert_eq!(source.local_path(), Path::new("src/pay.ts"));
        assert_eq!((file.member_name(), file.file_path()), (None, file.path()));
    }

    proptest! {
        #[test]
        fn cursor_agrees_with_counting_from_the_start(text in "[a\\n\u{e9}\u{1F511}]{0,40}", steps in prop::collection::vec(0usize..160, 1..6)) {
            let bytes = text.as_bytes();
            let mut offsets: Vec<usize> = steps.into_iter().filter(|o| *o <= bytes.len() && text.is_char_boundary(*o)).collect();
            offsets.sort_unstable();
            let mut cursor = LineCursor::default();
            for offset in offsets {
                let before = &text[..offset];
                let line = before.rsplit('\n').next().unwrap_or_default();
                let position = cursor.advance(bytes, offset, Layout::Utf8);
                prop_assert_eq!(position.line as usize, before.matches('\n').count() + 1);
                prop_assert_eq!(position.column as usize, line.chars().count() + 1);
                prop_assert_eq!(position.utf16_column as usize, line.encode_utf16().count() + 1);
            }
        }
    }
}
