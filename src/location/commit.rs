//! The commit that brought bytes into a repository.

use std::cmp::Ordering;
use std::fmt;

use chrono::{DateTime, FixedOffset};

/// Digits of an id as people quote it.
const SHORT: usize = 7;

/// A commit, and what has become of what it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its id, in hexadecimal digits.
    pub id: String,
    /// When its author wrote it, in the author's own time zone.
    pub date: DateTime<FixedOffset>,
    /// Who that was, as `name <address>`, if that was asked for.
    pub author: Option<String>,
    /// The object that holds the bytes, in hexadecimal digits: `git cat-file -p` shows it.
    pub blob: String,
    /// Whether what was found is still in what is checked out.
    pub at_head: bool,
}

impl Commit {
    /// The id as people quote it.
    pub fn short_id(&self) -> &str {
        self.id.get(..SHORT).unwrap_or(&self.id)
    }

    /// The day, as the author's calendar had it.
    pub fn day(&self) -> String {
        self.date.format("%Y-%m-%d").to_string()
    }

    /// The older first.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.date.cmp(&other.date).then_with(|| (&self.id, &self.blob).cmp(&(&other.id, &other.blob)))
    }
}

impl fmt::Display for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let now = if self.at_head { "still at HEAD" } else { "not at HEAD any more" };
        write!(f, "commit {}, {}, {now}", self.short_id(), self.day())?;
        self.author.iter().try_for_each(|author| write!(f, ", by {author}"))
    }
}
