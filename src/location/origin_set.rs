//! Which blobs have been seen, in eight bytes each.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::Origin;

/// A set of origins that remembers their hashes only, so that it stays small on the largest tree. That two of a million names
/// share a hash of 64 bits has a chance of one in ten million.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OriginSet(HashSet<u64>);

impl OriginSet {
    /// Adds one, and the folders that it is in.
    pub fn insert(&mut self, origin: &Origin) {
        self.0.insert(hash(origin));
        for folder in origin.path().ancestors().skip(1) {
            if !self.0.insert(hash(folder)) {
                break;
            }
        }
    }

    /// Whether it was added, under this very name.
    pub fn contains(&self, origin: &Origin) -> bool {
        self.0.contains(&hash(origin))
    }

    /// Whether anything in a folder was added.
    pub fn contains_in(&self, folder: &Path) -> bool {
        self.0.contains(&hash(folder))
    }

    /// Adds another set's.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
