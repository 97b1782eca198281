//! Finds every occurrence of every keyword, in any letter case, while reading each byte once.
//!
//! Each keyword is found by its rarest four neighbouring bytes, its *gram*. Every position's four bytes, folded to one case
//! and hashed, are looked up in a table; positions go by fours, and no branch depends on the answer, so that the loop's
//! speed does not depend on the text. Where one of four may be a gram, about once in a hundred bytes, each of the four is
//! looked at more closely, then the gram is compared, then four more bytes of the keyword, and then all of it.
//!
//! It replaces a case-insensitive Aho-Corasick automaton, whose table outgrows the cache with thousands of keywords, and was
//! measured against a bucketed shift-or over byte pairs (the idea of Hyperscan's FDR), which is good for five hundred keywords
//! and slower for three thousand. Everything outside sees only [`Prefilter`].

use super::commonness::Commonness;

/// Bytes in a gram.
const GRAM: usize = 4;

/// The table has 2^18 entries of a byte: a part of the second-level cache. Bits would need a shift for each position, which
/// costs more than the larger table.
const TABLE_BITS: u32 = 18;

/// Chains of grams start in a table of 2^13 entries.
const HEAD_BITS: u32 = 13;

/// Positions that are looked up together.
const GROUP: usize = 4;

/// Positions that are looked up before what remains of them is compared.
const BLOCK: usize = 1024;

/// The end of a chain.
const NONE: u16 = u16::MAX;

/// A set of keywords, ready to be searched for.
pub struct Prefilter {
    /// Not 0 where a gram has that hash; which bits are set depends on more bits of the hash.
    table: Box<[u8; 1 << TABLE_BITS]>,
    heads: Box<[u16; 1 << HEAD_BITS]>,
    entries: Vec<Entry>,
    keywords: Vec<Keyword>,
}

/// A gram of a keyword, in the chain of its hash. It holds what sends away nearly all, so that the keyword itself is seldom needed.
struct Entry {
    gram: u32,
    /// Four more bytes of the keyword, as far from the gram as may be.
    beside: u32,
    /// How far behind the gram they stand.
    shift: i8,
    keyword: u16,
    next: u16,
}

struct Keyword {
    /// In lower case.
    text: Box<[u8]>,
    /// Where its gram begins.
    gram_at: usize,
}

impl Prefilter {
    /// Prepares up to 65,534 keywords of at least three ASCII bytes. An occurrence is reported by the keyword's index; one of a
    /// keyword of three bytes only where something follows it, as something does in every secret.
    pub fn new(keywords: &[String]) -> Self {
        let commonness = Commonness::new(|gram| slot(hash(fold(gram))));
        let mut prefilter = Self {
            table: Box::new([0; 1 << TABLE_BITS]),
            heads: Box::new([NONE; 1 << HEAD_BITS]),
            entries: Vec::with_capacity(keywords.len()),
            keywords: keywords.iter().map(|keyword| Keyword::new(keyword, &commonness)).collect(),
        };
        for index in 0..prefilter.keywords.len().min(usize::from(NONE)) {
            prefilter.insert(index);
        }
        prefilter
    }

    fn insert(&mut self, index: usize) {
        let keyword = &self.keywords[index];
        match gram_at(&keyword.text, keyword.gram_at) {
            Some(gram) => self.insert_gram(gram, index),
            None => {
                // Any byte may follow; those that fold to the same are one.
                let follows = (0..=u8::MAX).filter(|b| b | 0x20 == *b);
                let grams: Vec<u32> =
                    follows.filter_map(|b| gram_at(&[&keyword.text[..], &[b]].concat(), 0)).collect();
                grams.into_iter().for_each(|gram| self.insert_gram(gram, index));
            }
        }
    }

    fn insert_gram(&mut self, gram: u32, keyword: usize) {
        self.table[place(hash(gram))] |= 1 << tag(hash(gram));
        if self.entries.len() < usize::from(NONE) {
            let next = std::mem::replace(&mut self.heads[head(hash(gram))], self.entries.len() as u16);
            let Keyword { text, gram_at: own } = &self.keywords[keyword];
            let at = if *own >= GRAM { 0 } else { text.len().saturating_sub(GRAM).max(*own) };
            let (beside, shift) = match (gram_at(text, at), i8::try_from(at as isize - *own as isize)) {
                (Some(beside), Ok(shift)) => (beside, shift),
                _ => (gram, 0),
            };
            self.entries.push(Entry { gram, beside, shift, keyword: keyword as u16, next });
        }
    }

    /// Calls `hit` with the index and the start of every occurrence, in no particular order.
    pub fn find(&self, text: &[u8], mut hit: impl FnMut(usize, usize)) {
        let mut groups = [0u16; BLOCK / GROUP];
        let mut positions = [0u16; BLOCK];
        for start in (0..text.len()).step_by(BLOCK) {
            let block = &text[start..text.len().min(start + BLOCK + GRAM)];
            let (count, rest) = self.groups(block, &mut groups);
            let mut remaining = 0;
            for group in &groups[..count] {
                remaining = self.positions(block, usize::from(*group), GROUP, &mut positions, remaining);
            }
            // The last positions of the text made no whole group.
            remaining = self.positions(block, rest, BLOCK - rest, &mut positions, remaining);
            for at in &positions[..remaining] {
                self.compare(text, start + usize::from(*at), &mut hit);
            }
        }
    }

    /// Collects the groups of positions in which a gram may begin. Tells how many there are, and where the positions begin
    /// that made no whole group.
    #[inline]
    fn groups(&self, block: &[u8], groups: &mut [u16; BLOCK / GROUP]) -> (usize, usize) {
        let mut count = 0;
        let mut at = 0;
        while at < BLOCK
            && let Some(bytes) = block.get(at..).and_then(|rest| rest.first_chunk::<8>())
        {
            let folded = u64::from_le_bytes(*bytes) | 0x2020_2020_2020_2020;
            let found =
                (0..GROUP).fold(0, |found, k| found | self.table[place(hash((folded >> (8 * k)) as u32))]);
            groups[count % (BLOCK / GROUP)] = at as u16;
            count += usize::from(found != 0);
            at += GROUP;
        }
        (count, at.min(BLOCK))
    }

    /// Appends those of `most` positions from `from` on in which a gram may begin; tells how many there are now.
    #[inline]
    fn positions(
        &self,
        block: &[u8],
        from: usize,
        most: usize,
        positions: &mut [u16; BLOCK],
        mut count: usize,
    ) -> usize {
        for (k, bytes) in block[from.min(block.len())..].windows(GRAM).take(most).enumerate() {
            positions[count % BLOCK] = (from + k) as u16;
            let hash = hash(fold(bytes));
            count += usize::from(self.table[place(hash)] >> tag(hash) & 1);
        }
        count
    }

    /// Compares the gram at `at`, and where one is equal its keyword.
    #[inline]
    fn compare(&self, text: &[u8], at: usize, hit: &mut impl FnMut(usize, usize)) {
        let Some(gram) = gram_at(text, at) else { return };
        let mut next = self.heads[head(hash(gram))];
        while let Some(entry) = self.entries.get(usize::from(next)) {
            if entry.gram == gram
                && gram_at(text, at.wrapping_add_signed(entry.shift.into())) == Some(entry.beside)
                && let Some(start) = self.keywords[usize::from(entry.keyword)].start_in(text, at)
            {
                hit(usize::from(entry.keyword), start);
            }
            next = entry.next;
        }
    }
}

impl Keyword {
    fn new(keyword: &str, commonness: &Commonness) -> Self {
        let text: Box<[u8]> = keyword.to_ascii_lowercase().into_bytes().into();
        let grams = text.windows(GRAM).map(|gram| commonness.level(slot(hash(fold(gram)))));
        let rarest = grams.enumerate().min_by_key(|(_, level)| *level).map(|(at, _)| at);
        Self { gram_at: rarest.unwrap_or(0), text }
    }

    /// Where the keyword starts whose gram stands at `at`, if all of it is there.
    fn start_in(&self, text: &[u8], at: usize) -> Option<usize> {
        let start = at.checked_sub(self.gram_at)?;
        let found = text.get(start..start + self.text.len())?;
        found.eq_ignore_ascii_case(&self.text).then_some(start)
    }
}

/// The four bytes as a number that is the same in either letter case. Other bytes may fall together too; the comparison of
/// the keyword tells them apart.
#[inline]
fn fold(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) | 0x2020_2020
}

fn gram_at(text: &[u8], at: usize) -> Option<u32> {
    text.get(at..)?.first_chunk::<GRAM>().map(|bytes| fold(bytes))
}

/// Multiplicative hashing with 2^32 over the golden ratio; the upper bits are the good ones.
#[inline]
fn hash(gram: u32) -> u32 {
    gram.wrapping_mul(0x9E37_79B1)
}

/// The entry of the table.
#[inline]
fn place(hash: u32) -> usize {
    (hash >> (32 - TABLE_BITS)) as usize
}

/// The bit within the entry.
#[inline]
fn tag(hash: u32) -> u32 {
    hash >> (32 - TABLE_BITS - 3) & 7
}

/// The upper bits, for a table of 2^16.
fn slot(hash: u32) -> usize {
    (hash >> 16) as usize
}

#[inline]
fn head(hash: u32) -> usize {
    (hash >> (32 - HEAD_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use aho_corasick::AhoCorasick;
    use proptest::prelude::*;

    fn found(prefilter: &Prefilter, text: &[u8]) -> Vec<(usize, usize)> {
        let mut hits = Vec::new();
        prefilter.find(text, |keyword, start| hits.push((start, keyword)));
        hits.sort_unstable();
        hits
    }

    fn expected(keywords: &[String], text: &[u8]) -> Vec<(usize, usize)> {
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(keywords).unwrap();
        let mut hits: Vec<_> =
            automaton.find_overlapping_iter(text).map(|m| (m.start(), m.pattern().as_usize())).collect();
        hits.sort_unstable();
        hits
    }

    proptest! {
        #[test]
        fn finds_what_an_automaton_finds(
            keywords in prop::collection::hash_set("[a-d_]{4,9}", 1..40),
            text in "[a-dA-D_ \u{e9}]{0,3000}",
        ) {
            let keywords: Vec<String> = keywords.into_iter().collect();
            let prefilter = Prefilter::new(&keywords);
            prop_assert_eq!(found(&prefilter, text.as_bytes()), expected(&keywords, text.as_bytes()));
        }

        #[test]
        fn finds_in_any_bytes(
            keywords in prop::collection::hash_set("[ -~]{4,12}", 1..200),
            text in prop::collection::vec(any::<u8>(), 0..2100),
            at in 0usize..2100,
        ) {
            let mut keywords: Vec<String> = keywords.into_iter().map(|k| k.to_ascii_lowercase()).collect();
            keywords.sort();
            keywords.dedup();
            let mut text = text;
            let at = at.min(text.len());
            text.splice(at..at, keywords[0].bytes().map(|b| b.to_ascii_uppercase()));
            prop_assert_eq!(found(&Prefilter::new(&keywords), &text), expected(&keywords, &text));
        }
    }
}
