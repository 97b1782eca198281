//! What stands apart in a text, since it is scanned as what it stands for: the originals in a source map, a data URL.

use std::ops::Range;

/// The parts of a part of a text that no range covers. The text begins at `offset` of its blob; the ranges are the blob's, sorted,
/// and do not overlap.
pub fn between(part: Range<usize>, offset: u64, ranges: &[Range<u64>]) -> Vec<Range<usize>> {
    let within = |at: u64| usize::try_from(at.saturating_sub(offset)).unwrap_or(usize::MAX);
    let (start, end) = (offset + part.start as u64, offset + part.end as u64);
    let first = ranges.partition_point(|range| range.end <= start);
    let mut parts = Vec::new();
    let mut at = part.start;
    for range in ranges[first..].iter().take_while(|range| range.start < end) {
        let (from, to) = (within(range.start).max(at), within(range.end).min(part.end));
        if at < from {
            parts.push(at..from);
        }
        at = at.max(to);
    }
    if at < part.end || ranges.is_empty() {
        parts.push(at..part.end);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_between_ranges() {
        let ranges = [10..20, 30..40];
        let one = |range: Range<usize>| std::iter::once(range).collect::<Vec<_>>();
        assert_eq!(between(0..50, 0, &ranges), [0..10, 20..30, 40..50]);
        assert_eq!(between(0..5, 15, &ranges), Vec::<Range<usize>>::new());
        assert_eq!(between(0..10, 15, &ranges), one(5..10));
        assert_eq!(between(10..20, 0, &ranges), Vec::<Range<usize>>::new());
        assert_eq!(between(12..35, 0, &ranges), one(20..30));
        assert_eq!(between(3..9, 100, &ranges), one(3..9));
        assert_eq!(between(3..9, 0, &[]), one(3..9));
    }
}
