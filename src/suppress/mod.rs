//! What users have accepted: comments in files, `[[allow]]` entries of the configuration, the baseline.
//!
//! An accepted finding is kept and marked, never deleted; whatever accepts nothing is told as a [`crate::finding::Notice`].
//! The module knows neither rules nor encodings: [`Rules`] tells it which ids there are, and the scan hands it text.

mod allow;
mod baseline;
pub mod inline;
mod names;
mod scope;

pub use allow::{Allow, AllowError, Allows};
pub use baseline::{Baseline, BaselineError, Changes, FILE_NAME, find, place_for};
pub use names::{EXPOSED, RuleName, Rules, Silence, Subject};
pub use scope::Scope;

use crate::finding::Level;

/// How strict marks and entries are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether a mark without a reason counts for nothing.
    pub require_reason: bool,
    /// The level of marks and entries that accept nothing.
    pub unused: Level,
}

impl Default for Options {
    fn default() -> Self {
        Self { require_reason: true, unused: Level::Note }
    }
}
