//! Which pieces of text are common in source code and bundles, so that the prefilter looks for the rarest part of a keyword.
//!
//! `common_grams.txt` holds the commonest four-byte pieces of real code, most frequent first, without regard to letter case;
//! `support/common_grams.py` counted them. The list decides speed, never what is found.

/// Four characters a gram, lines of grams.
const COMMON: &str = include_str!("common_grams.txt");

/// Slots of the table, a power of two.
const SLOTS: usize = 1 << 16;

/// Tells how common a gram is, by the hash that the caller uses anyway.
pub struct Commonness {
    /// For each hash the highest level of the grams that have it.
    levels: Box<[u8; SLOTS]>,
}

impl Commonness {
    /// Reads the list; `hash` gives a gram's slot.
    pub fn new(hash: impl Fn(&[u8]) -> usize) -> Self {
        let mut levels = Box::new([0; SLOTS]);
        let grams = COMMON.lines().flat_map(|line| line.as_bytes().chunks_exact(4));
        for (rank, gram) in grams.enumerate() {
            // Each level is twice as long as the one above it.
            let level = (16 - (rank / 16 + 1).ilog2()) as u8;
            let slot = &mut levels[hash(gram) % SLOTS];
            *slot = level.max(*slot);
        }
        Self { levels }
    }

    /// 0 for a gram that is not in the list, more for commoner ones.
    pub fn level(&self, hash: usize) -> u8 {
        self.levels[hash % SLOTS]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_code_are_common_and_key_prefixes_are_not() {
        let hash = |gram: &[u8]| gram.iter().fold(0usize, |hash, b| hash.wrapping_mul(31) ^ usize::from(*b));
        let commonness = Commonness::new(hash);
        assert!(commonness.level(hash(b"tion")) > commonness.level(hash(b"toke")));
        assert!(commonness.level(hash(b"toke")) > commonness.level(hash(b"ghp_")));
    }
}
