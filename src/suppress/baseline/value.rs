//! What of a secret is written down: enough to know it again, and dear to guess.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// Bytes of a salt.
pub const SALT: usize = 16;

/// Bytes of a tag: two of a million different values have the same with a chance of one in 10^17.
const TAG: usize = 12;

/// How often a value is hashed. A guess costs as much as a look-up: about a tenth of a millisecond, a thousand times what a
/// single hash would take, and little beside the scan.
pub const ROUNDS: u32 = 1024;

/// More is not believed: a file must not be able to stop the run.
pub const MOST_ROUNDS: u32 = 1 << 20;

/// A value's salted, stretched and shortened hash, in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(String);

impl Tag {
    /// Whether it could be one.
    pub fn is_well_formed(&self) -> bool {
        self.0.len() == 2 * TAG && self.0.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    }
}

/// Makes the tags of one file.
pub struct Tagger {
    key: [u8; 32],
    rounds: u32,
    known: HashMap<Vec<u8>, Tag>,
}

impl Tagger {
    /// One for a file's salt.
    pub fn new(salt: &[u8; SALT], rounds: u32) -> Self {
        let key = blake3::derive_key("keyside 2026 value in a baseline v1", salt);
        Self { key, rounds, known: HashMap::new() }
    }

    /// The tag of a value. Blanks do not count: a block of several lines may have been indented anew.
    pub fn tag(&mut self, value: &[u8]) -> Tag {
        let value: Vec<u8> = value.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
        if let Some(tag) = self.known.get(&value) {
            return tag.clone();
        }
        let mut hash = blake3::keyed_hash(&self.key, &value);
        for _ in 1..self.rounds {
            hash = blake3::keyed_hash(&self.key, hash.as_bytes());
        }
        let tag = Tag(hash.to_hex()[..2 * TAG].to_owned());
        self.known.insert(value, tag.clone());
        tag
    }
}
