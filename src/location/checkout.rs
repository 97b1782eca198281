//! Paths as a report for others shows them: from the repository's root, whatever folder the scan ran in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Base;

/// The tree that was scanned, and what is checked out there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    base: Base,
    links: BTreeMap<PathBuf, PathBuf>,
    /// The id of the commit, in hexadecimal digits.
    pub revision: Option<String>,
    /// The branch's name.
    pub branch: Option<String>,
    /// Where it was cloned from, as a URL without credentials.
    pub remote: Option<String>,
}

/// A path and what it is relative to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Relative to the root.
    Below(PathBuf),
    /// Absolute, and elsewhere.
    Elsewhere(PathBuf),
}

impl Checkout {
    /// A tree of which nothing but its root is known. `current` is absolute: the folder that scanned paths are relative to.
    pub fn new(root: &Path, current: &Path) -> Self {
        Self {
            base: Base::new(root, current),
            links: BTreeMap::new(),
            revision: None,
            branch: None,
            remote: None,
        }
    }

    /// Adds scanned paths that lead through symbolic links, and where they lead: absolute, without links.
    pub fn with_links(mut self, links: BTreeMap<PathBuf, PathBuf>) -> Self {
        self.links = links;
        self
    }

    /// Where a path is that was scanned.
    pub fn place(&self, path: &Path) -> Place {
        let path = self.links.get(path).map_or(path, PathBuf::as_path);
        match self.base.relative(path) {
            Some(below) => Place::Below(below),
            None => Place::Elsewhere(self.base.absolute(path)),
        }
    }
}
