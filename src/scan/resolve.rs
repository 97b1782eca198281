//! A file's candidates against each other: pairs must be complete, and one secret is one finding.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::file::Candidate;
use crate::finding::{Confidence, Evidence, KeyClass};
use crate::location::Origin;
use crate::rule::{Rule, RuleSet};

/// A candidate that no more specific one overlaps.
pub(super) struct Winner {
    pub candidate: Candidate,
    /// Ids of the rules that match some of the same bytes.
    pub also: Vec<String>,
    pub evidence: Vec<Evidence>,
}

/// Chooses. The second list holds the candidates whose other half is missing.
pub(super) fn resolve(
    candidates: Vec<Candidate>,
    origin: &Origin,
    rules: &RuleSet,
) -> (Vec<Winner>, Vec<Candidate>) {
    let partners = Partners::new(&candidates, rules);
    let mut winners = Vec::new();
    let mut alone = Vec::new();
    for candidate in candidates {
        match partners.partner(&candidate, rules) {
            Partner::NotNeeded => winners.push((candidate, Vec::new())),
            Partner::At(line, text) => {
                winners.push((candidate, vec![Evidence { origin: origin.clone(), line, text }]));
            }
            Partner::Missing => alone.push(candidate),
        }
    }
    without_public(&mut winners, rules);
    (one_per_secret(winners, rules), alone)
}

/// How many bytes a line counts for at most, so that halves in a minified file of one line have to stand together too.
const LINE: u64 = 256;

/// What the candidates of each rule are that others want nearby, by where they start.
struct Partners(HashMap<String, BTreeMap<u64, (u64, String)>>);

enum Partner {
    NotNeeded,
    At(u64, String),
    Missing,
}

impl Partners {
    fn new(candidates: &[Candidate], rules: &RuleSet) -> Self {
        let wanted: HashSet<&str> = candidates
            .iter()
            .filter_map(|c| rules.rules[c.rule].near.as_ref())
            .map(|near| near.rule.as_str())
            .collect();
        let mut partners: HashMap<String, BTreeMap<u64, (u64, String)>> = HashMap::new();
        for candidate in candidates {
            let rule = &rules.rules[candidate.rule];
            if wanted.contains(rule.id.as_str()) {
                let text = format!("{}: {}", rule.title, candidate.secret);
                let by_start = partners.entry(rule.id.clone()).or_default();
                by_start.insert(candidate.text.start, (candidate.start.line, text));
            }
        }
        Self(partners)
    }

    fn partner(&self, candidate: &Candidate, rules: &RuleSet) -> Partner {
        let Some(near) = &rules.rules[candidate.rule].near else { return Partner::NotNeeded };
        let (line, start, lines) = (candidate.start.line, candidate.text.start, u64::from(near.lines));
        let reach = (lines + 1) * LINE;
        let nearest = self.0.get(&near.rule).and_then(|by_start| {
            by_start
                .range(start.saturating_sub(reach)..=start + reach)
                .filter(|(_, (at, _))| at.abs_diff(line) <= lines)
                .min_by_key(|(at, _)| at.abs_diff(start))
        });
        nearest.map_or(Partner::Missing, |(_, (line, text))| Partner::At(*line, text.clone()))
    }
}

/// A known value whose own shape says that it may be public is nothing to hide, whatever its variable is called.
fn without_public(candidates: &mut Vec<(Candidate, Vec<Evidence>)>, rules: &RuleSet) {
    let is_public = |candidate: &Candidate| {
        let class = rules.rules[candidate.rule].class;
        candidate.confidence == Confidence::High
            && matches!(class, KeyClass::Publishable | KeyClass::Identifier)
    };
    if !candidates.iter().any(|(candidate, _)| candidate.known.is_some()) {
        return;
    }
    let public: HashSet<(u64, u64)> =
        candidates.iter().filter(|(c, _)| is_public(c)).map(|(c, _)| (c.text.start, c.text.end)).collect();
    candidates.retain(|(c, _)| c.known.is_none() || !public.contains(&(c.text.start, c.text.end)));
}

/// Of candidates whose secrets overlap the most specific one wins.
fn one_per_secret(mut candidates: Vec<(Candidate, Vec<Evidence>)>, rules: &RuleSet) -> Vec<Winner> {
    let rank = |candidate: &Candidate| -> (bool, bool, Confidence, u32) {
        let rule = &rules.rules[candidate.rule];
        (candidate.known.is_some(), !rule.fallback, candidate.confidence, rule.pattern.bits)
    };
    candidates.sort_by(|(a, _), (b, _)| {
        rank(b)
            .cmp(&rank(a))
            .then_with(|| (a.text.start, a.text.end, a.rule).cmp(&(b.text.start, b.text.end, b.rule)))
    });
    // Winners do not overlap each other, so the ones that a range touches are neighbours by start.
    let mut winners: BTreeMap<u64, Winner> = BTreeMap::new();
    for (candidate, evidence) in candidates {
        let Rule { id: rule, fallback, .. } = &rules.rules[candidate.rule];
        let overlapped = winners
            .range_mut(..candidate.text.end)
            .next_back()
            .filter(|(_, winner)| winner.candidate.text.end > candidate.text.start);
        match overlapped {
            Some((_, winner)) => {
                if !fallback && rules.rules[winner.candidate.rule].id != *rule && !winner.also.contains(rule)
                {
                    winner.also.push(rule.clone());
                }
            }
            None => {
                winners.insert(candidate.text.start, Winner { candidate, also: Vec::new(), evidence });
            }
        }
    }
    winners
        .into_values()
        .map(|mut winner| {
            winner.also.sort();
            winner
        })
        .collect()
}
