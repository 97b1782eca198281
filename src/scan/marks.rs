//! Marks of a file: read where they stand, and stripped of secrets once all of the file's secrets are known.

use std::ops::Range;

use super::excerpt::{self, RawLine};
use crate::finding::Secret;
use crate::location::{Layout, Origin};
use crate::suppress::RuleName;
use crate::suppress::inline::{self, Mark, Written};

/// A mark with the bytes that its text is made of, which may hold secrets.
#[derive(Debug)]
pub(super) struct RawMark {
    line: u64,
    written: Written,
    names: Vec<RuleName>,
    /// Where the names stand in the file's text.
    names_at: Range<u64>,
    reason: RawLine,
}

/// Where a piece's text stands in the file, and how it is made.
pub(super) struct Place<'p> {
    pub origin: &'p Origin,
    pub text_offset: u64,
    pub layout: Layout,
}

impl RawMark {
    /// Reads the mark at `at`, if there is one.
    pub fn read(text: &[u8], at: usize, line: u64, place: &Place<'_>) -> Option<Self> {
        let written = inline::read(text, at, place.origin.path())?;
        let offset = |at: usize| place.text_offset + at as u64;
        let names =
            written.names.iter().map(|name| RuleName::new(String::from_utf8_lossy(&text[name.clone()])));
        let (first, last) = (written.names.first(), written.names.last());
        Some(Self {
            line,
            names: names.collect(),
            names_at: first.map_or(0, |name| offset(name.start))..last.map_or(0, |name| offset(name.end)),
            reason: RawLine::of(text, &written.reason, place.text_offset, place.layout),
            written,
        })
    }

    /// What it counts for in [`inline::MOST_NAMES`].
    pub fn weight(&self) -> usize {
        self.names.len().max(1)
    }

    /// Where its text ends in the file's.
    pub fn end(&self) -> u64 {
        self.reason.end().max(self.names_at.end)
    }

    /// The mark as it may be shown.
    pub fn masked(self, secrets: &[(Range<u64>, Secret)]) -> Mark {
        Mark {
            line: self.line,
            kind: self.written.kind,
            names: self.names,
            can_show_names: !excerpt::touches(&self.names_at, secrets),
            reason: excerpt::masked(&self.reason, secrets),
            trailing: self.written.trailing,
            alone: self.written.alone,
        }
    }
}
