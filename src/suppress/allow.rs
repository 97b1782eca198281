//! `[[allow]]` entries: for files that cannot hold a comment, and for whole folders.

use std::path::PathBuf;

use crate::location::Origin;

/// An entry as the configuration holds it. A finding is accepted if it meets every list; an empty list is met by all. At least
/// one of `paths` and `fingerprints` must say something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allow {
    /// Globs, relative to `base`, as in `.gitignore`: a name without `/` stands at any depth, and a folder for all that is in it.
    pub paths: Vec<String>,
    /// Ids of rules, slugs of providers, or either with `*`.
    pub rules: Vec<String>,
    /// Fingerprints of values, as reports show them.
    pub fingerprints: Vec<String>,
    /// Why.
    pub reason: String,
    /// The folder of the configuration file.
    pub base: PathBuf,
    /// The configuration file and the entry's line in it, for messages.
    pub place: Option<(Origin, u64)>,
}
