//! What a value itself says that makes it matter less.

use std::fmt;

use super::Level;

/// What a value itself says that makes it matter less than its rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// It was good until that day.
    Expired(time::Date),
}

impl Remark {
    /// The highest level that a finding with it has.
    pub fn ceiling(self) -> Level {
        match self {
            Self::Expired(_) => Level::Note,
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired(day) => write!(f, "expired on {day}"),
        }
    }
}
