//! What a run has to say that is no secret: marks that accept nothing, entries that are out of date.

use super::Level;
use crate::location::Origin;

/// A remark about what users wrote: to accept findings, mostly. Shown beside findings, in every format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// How bad that is. `none` is for what is only counted and listed when asked for.
    pub level: Level,
    /// The file that it is about.
    pub origin: Origin,
    /// 1-based; none if it is about the file as a whole.
    pub line: Option<u64>,
    /// A sentence without a full stop. Shows no secret.
    pub text: String,
}

/// What a notice is about; its name is its id in reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoticeKind {
    /// A mark or an `[[allow]]` entry that accepts nothing.
    UnusedAllow,
    /// A mark that does not count, since it gives no reason.
    AllowWithoutReason,
    /// A mark that cannot be understood.
    MalformedAllow,
    /// An `allow-begin` that reaches to the end of the file.
    AllowWithoutEnd,
    /// An entry of the baseline whose finding is gone.
    StaleBaseline,
    /// A known value that is not searched for.
    NotSearchedFor,
}

impl NoticeKind {
    /// Its id in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnusedAllow => "unused-allow",
            Self::AllowWithoutReason => "allow-without-reason",
            Self::MalformedAllow => "malformed-allow",
            Self::AllowWithoutEnd => "allow-without-end",
            Self::StaleBaseline => "stale-baseline",
            Self::NotSearchedFor => "not-searched-for",
        }
    }
}

impl Notice {
    /// The order of reports: by path, then by line.
    pub fn sort_key(&self) -> (&Origin, Option<u64>, NoticeKind, &str) {
        (&self.origin, self.line, self.kind, &self.text)
    }
}
