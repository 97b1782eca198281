//! Finds every occurrence of every keyword, in any letter case, while reading each byte once.
//!
//! A bucketed shift-or over pairs of neighbouring bytes, the idea behind Hyperscan's FDR. Each keyword has a window of
//! up to five bytes; windows are spread over eight buckets; a table says for each pair of bytes at which distance from
//! a window's end, in which buckets, it can stand. Or-ing the entries of four neighbouring pairs leaves a zero bit where
//! a bucket may have a window, about once in a hundred positions of source code. There the keyword itself is compared.
//!
//! It exists because the automaton it replaces (a case-insensitive Aho-Corasick DFA) was most of a scan's time: it reads
//! two to three times as fast. Everything outside sees only [`Prefilter`].

/// Bytes in the longest window.
const WINDOW: usize = 5;

/// Pairs in the longest window.
const PAIRS: usize = WINDOW - 1;

/// Groups of keywords that share bits of the table; one bit each.
const BUCKETS: usize = 8;

/// A byte class has six bits: the table of pairs then fits into the first-level cache.
const CLASSES: usize = 64;

/// A set of keywords, ready to be searched for.
pub struct Prefilter {
    /// Byte to class. Letters of either case share a class.
    class: [u8; 256],
    /// Pair of classes to, for each distance from a window's end (one byte each), the buckets it rules out (one bit each).
    pairs: Box<[u32; CLASSES * CLASSES]>,
    keywords: Vec<Keyword>,
    by_hash: HashIndex,
}

struct Keyword {
    /// In lower case.
    text: Box<[u8]>,
    /// Where its window ends.
    window_end: usize,
}

impl Prefilter {
    /// Prepares keywords of at least three ASCII bytes; an occurrence is reported by the keyword's index.
    pub fn new(keywords: &[String]) -> Self {
        let keywords: Vec<Keyword> = keywords.iter().map(|keyword| Keyword::new(keyword)).collect();
        let class = classes(&keywords);
        let mut pairs = Box::new([u32::MAX; CLASSES * CLASSES]);
        for (bucket, members) in buckets(&keywords).iter().enumerate() {
            for member in members {
                keywords[*member].allow(bucket, &class, &mut pairs);
            }
        }
        let by_hash = HashIndex::new(&keywords);
        Self { class, pairs, keywords, by_hash }
    }

    /// Calls `hit` with the index and the start of every occurrence, in the order in which their windows end.
    pub fn find(&self, text: &[u8], mut hit: impl FnMut(usize, usize)) {
        let Some((first, rest)) = text.split_first() else { return };
        let mut previous = self.class[usize::from(*first)];
        // Low bytes: verdicts that are complete; high bytes: what later pairs still add to.
        let mut carry = 0u64;
        let mut end = 0;
        let mut groups = rest.chunks_exact(4);
        for group in &mut groups {
            let next = [group[0], group[1], group[2], group[3]].map(|b| self.class[usize::from(b)]);
            let verdict = carry
                | self.pair(previous, next[0])
                | self.pair(next[0], next[1]) << 8
                | self.pair(next[1], next[2]) << 16
                | self.pair(next[2], next[3]) << 24;
            carry = verdict >> 32;
            previous = next[3];
            let alive = !(verdict as u32);
            if alive != 0 {
                self.verify_group(text, end + 2, alive, &mut hit);
            }
            end += 4;
        }
        for byte in groups.remainder() {
            let next = self.class[usize::from(*byte)];
            let verdict = carry | self.pair(previous, next);
            carry = verdict >> 8;
            previous = next;
            if verdict as u8 != u8::MAX {
                self.by_hash.verify(&self.keywords, text, end + 2, &mut hit);
            }
            end += 1;
        }
    }

    #[inline(always)]
    fn pair(&self, left: u8, right: u8) -> u64 {
        let index = usize::from(left) * CLASSES + usize::from(right);
        u64::from(self.pairs[index % (CLASSES * CLASSES)])
    }

    /// Compares keywords at each of four neighbouring window ends where a bucket is left.
    #[inline(never)]
    fn verify_group(&self, text: &[u8], first_end: usize, alive: u32, hit: &mut impl FnMut(usize, usize)) {
        for (offset, alive) in alive.to_le_bytes().into_iter().enumerate() {
            if alive != 0 {
                self.by_hash.verify(&self.keywords, text, first_end + offset, hit);
            }
        }
    }
}

impl Keyword {
    fn new(keyword: &str) -> Self {
        let text: Box<[u8]> = keyword.to_ascii_lowercase().into_bytes().into();
        let length = text.len().min(WINDOW);
        let commonness = |start: &usize| text[*start..start + length].iter().map(|b| u32::from(commonness(*b))).sum::<u32>();
        let start = (0..=text.len() - length).min_by_key(commonness).unwrap_or(0);
        Self { window_end: start + length, text }
    }

    fn window(&self) -> &[u8] {
        &self.text[self.window_end - self.text.len().min(WINDOW)..self.window_end]
    }

    /// Clears the bucket's bits for the pairs of this keyword's window. A shorter window says nothing about the
    /// pairs before it, so that any pair may stand there.
    fn allow(&self, bucket: usize, class: &[u8; 256], pairs: &mut [u32; CLASSES * CLASSES]) {
        let window = self.window();
        for distance in 0..PAIRS {
            let bit = !(1u32 << (8 * distance + bucket));
            if distance + 2 <= window.len() {
                let at = window.len() - 2 - distance;
                let (left, right) = (class[usize::from(window[at])], class[usize::from(window[at + 1])]);
                pairs[usize::from(left) * CLASSES + usize::from(right)] &= bit;
            } else {
                pairs.iter_mut().for_each(|entry| *entry &= bit);
            }
        }
    }
}

/// How often a byte stands in source code, roughly, on a scale of 0 to 9: the window of a keyword is its rarest part.
fn commonness(byte: u8) -> u8 {
    match byte {
        b'e' | b't' => 9,
        b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 8,
        b'c' | b'l' | b'd' | b'u' | b'p' | b'm' => 6,
        b'f' | b'h' | b'g' | b' ' => 5,
        b'b' | b'y' | b'v' | b'.' | b'0' | b'1' => 4,
        b'w' | b'k' | b'x' | b'2'..=b'9' | b'"' | b'=' | b':' | b'/' => 3,
        _ => 2,
    }
}

/// Classes: one for each byte that keywords use, in either case, and one for all others. With more distinct bytes
/// than classes the last ones share.
fn classes(keywords: &[Keyword]) -> [u8; 256] {
    let mut class = [0u8; 256];
    let mut next = 1;
    for byte in 0..=u8::MAX {
        let used = byte == byte.to_ascii_lowercase() && keywords.iter().any(|k| k.window().contains(&byte));
        if used {
            class[usize::from(byte)] = next;
            class[usize::from(byte.to_ascii_uppercase())] = next;
            next = (next + 1).min(CLASSES as u8 - 1);
        }
    }
    class
}

/// Spreads keywords over the buckets. Short windows leave the pairs before them open, so they keep to themselves;
/// among the others neighbours in the alphabet share a bucket, since they share pairs.
fn buckets(keywords: &[Keyword]) -> [Vec<usize>; BUCKETS] {
    let mut buckets: [Vec<usize>; BUCKETS] = Default::default();
    let (short, mut long): (Vec<usize>, Vec<usize>) =
        (0..keywords.len()).partition(|k| keywords[*k].text.len() < WINDOW);
    for keyword in short {
        buckets[keywords[keyword].text.len() - 3].push(keyword);
    }
    long.sort_by(|a, b| keywords[*a].window().cmp(keywords[*b].window()));
    let share = long.len().div_ceil(BUCKETS - 2).max(1);
    for (i, group) in long.chunks(share).enumerate() {
        buckets[i + 2].extend(group);
    }
    buckets
}

/// Finds the keywords whose window ends with given bytes.
struct HashIndex {
    /// Hash of a window's last three bytes to the first entry of its chain, or [`NONE`].
    heads: Vec<u16>,
    /// For each keyword the next one of its chain.
    next: Vec<u16>,
}

const NONE: u16 = u16::MAX;
const HASH_BITS: u32 = 14;

impl HashIndex {
    fn new(keywords: &[Keyword]) -> Self {
        let mut heads = vec![NONE; 1 << HASH_BITS];
        let mut next = vec![NONE; keywords.len()];
        for (i, keyword) in keywords.iter().enumerate().take(usize::from(NONE)) {
            let head = &mut heads[hash(&keyword.text, keyword.window_end)];
            next[i] = std::mem::replace(head, i as u16);
        }
        Self { heads, next }
    }

    /// Reports the keywords whose window ends at `end` in the text.
    #[inline]
    fn verify(&self, keywords: &[Keyword], text: &[u8], end: usize, hit: &mut impl FnMut(usize, usize)) {
        if end < 3 {
            return;
        }
        let mut entry = self.heads[hash(text, end)];
        while entry != NONE {
            let keyword = &keywords[usize::from(entry)];
            if let Some(start) = end.checked_sub(keyword.window_end)
                && let Some(found) = text.get(start..start + keyword.text.len())
                && found.eq_ignore_ascii_case(&keyword.text)
            {
                hit(usize::from(entry), start);
            }
            entry = self.next[usize::from(entry)];
        }
    }
}

/// Hash of the three bytes before `end`, in lower case.
#[inline]
fn hash(text: &[u8], end: usize) -> usize {
    let [a, b, c] = [text[end - 3], text[end - 2], text[end - 1]].map(|b| u32::from(b.to_ascii_lowercase()));
    let mixed = (a | b << 8 | c << 16).wrapping_mul(0x9E37_79B1);
    (mixed >> (32 - HASH_BITS)) as usize
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
            keywords in prop::collection::hash_set("[a-d_]{3,9}", 1..40),
            text in "[a-dA-D_ \u{e9}]{0,300}",
        ) {
            let keywords: Vec<String> = keywords.into_iter().collect();
            let prefilter = Prefilter::new(&keywords);
            prop_assert_eq!(found(&prefilter, text.as_bytes()), expected(&keywords, text.as_bytes()));
        }

        #[test]
        fn finds_in_any_bytes(
            keywords in prop::collection::hash_set("[ -~]{3,12}", 1..200),
            text in prop::collection::vec(any::<u8>(), 0..200),
            at in 0usize..200,
        ) {
            let mut keywords: Vec<String> = keywords.into_iter().map(|k| k.to_ascii_lowercase()).collect();
            keywords.sort();
            keywords.dedup();
            let mut text = text;
            text.splice(at.min(text.len())..at.min(text.len()), keywords[0].bytes().map(|b| b.to_ascii_uppercase()));
            prop_assert_eq!(found(&Prefilter::new(&keywords), &text), expected(&keywords, &text));
        }
    }
}
