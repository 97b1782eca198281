//! Findings against entries: what is known, what has moved, what is gone.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::{Entry, Held, Key, Rules, Tag};

/// How findings and entries come out even.
pub(super) struct Ledger<'b> {
    /// Places of the findings that entries accept.
    pub accepted: Vec<usize>,
    /// How many these are, each counted once.
    pub known: usize,
    /// Entries, with how many of their findings are gone.
    pub stale: Vec<(&'b Key, u64)>,
    /// Entries, with how many of their findings nobody has looked for.
    pub kept: Vec<(&'b Key, u64)>,
}

impl<'b> Ledger<'b> {
    /// Holds findings against entries. An entry accepts as many findings of its value as it counts: those in its own file first. What
    /// is left of it accepts findings of the value elsewhere, but only if it is not in its file any more, as `is_settled` can tell
    /// of a path: otherwise there is one place more than was accepted.
    pub fn balance(
        entries: &'b BTreeMap<Key, Entry>,
        seen: &[Held],
        is_settled: impl Fn(&str) -> bool,
        rules: &Rules<'_>,
    ) -> Self {
        let mut left: BTreeMap<&Key, u64> = entries.iter().map(|(key, entry)| (key, entry.count)).collect();
        let mut accepted: Vec<&Held> = Vec::new();
        let mut homeless = Vec::new();
        for held in seen.iter().filter(|held| held.is_open) {
            if take(&mut left, &held.key) {
                accepted.push(held);
            } else {
                homeless.push(held);
            }
        }
        // What something else accepts by now is where it was, so it has not moved; its entry is of no use any more.
        let mut stale: BTreeMap<&Key, u64> = BTreeMap::new();
        for held in seen.iter().filter(|held| !held.is_open) {
            if let Some((key, _)) = entries.get_key_value(&held.key)
                && take(&mut left, key)
            {
                *stale.entry(key).or_default() += 1;
            }
        }
        let mut kept = Vec::new();
        let mut gone: HashMap<&Tag, VecDeque<&'b Key>> = HashMap::new();
        for (key, count) in &left {
            let is_judged = !rules.is_silent(&entries[*key].rule) && is_settled(&key.path);
            match (*count, is_judged) {
                (0, _) => {}
                (count, false) => kept.push((*key, count)),
                (_, true) => gone.entry(&key.value).or_default().push_back(key),
            }
        }
        for held in homeless {
            let Some(keys) = gone.get_mut(&held.key.value) else { continue };
            while let Some(key) = keys.front() {
                if take(&mut left, key) {
                    accepted.push(held);
                    break;
                }
                keys.pop_front();
            }
        }
        for key in gone.into_values().flatten() {
            *stale.entry(key).or_default() += left[key];
        }
        stale.retain(|_, count| *count > 0);
        let known = accepted.len();
        let accepted = accepted.into_iter().flat_map(|held| held.findings.iter().copied()).collect();
        Self { accepted, known, stale: stale.into_iter().collect(), kept }
    }
}

/// Takes one of what is left of an entry, if anything is.
fn take(left: &mut BTreeMap<&Key, u64>, key: &Key) -> bool {
    match left.get_mut(key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}
