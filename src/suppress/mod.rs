//! What users have accepted: comments in files, `[[allow]]` entries of the configuration, the baseline.
//!
//! An accepted finding is kept and marked, never deleted; whatever accepts nothing is told as a
//! [`crate::finding::Notice`]. The module knows neither rules nor text encodings: it is told what it needs.

mod allow;

pub use allow::Allow;
