//! One secret in nine files is one story with nine places.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::finding::{Finding, Side};
use crate::report::prose::count;

/// The findings of one rule and one value, the worst first. There is at least one.
pub struct Story<'f> {
    pub places: Vec<&'f Finding>,
}

/// Groups the findings that count, and sorts the groups by their worst.
pub fn stories(findings: &[Finding]) -> Vec<Story<'_>> {
    let mut open: Vec<&Finding> = findings.iter().filter(|finding| finding.is_open()).collect();
    open.sort_by(|a, b| urgency(a).cmp(&urgency(b)).then_with(|| a.sort_key().cmp(&b.sort_key())));
    let mut stories: Vec<Story<'_>> = Vec::new();
    let mut known = HashMap::new();
    for finding in open {
        // Sorted as they are, a story begins with its worst place, and stories come in the order of their first places.
        let at = *known.entry((&finding.rule, &finding.fingerprint)).or_insert(stories.len());
        match stories.get_mut(at) {
            Some(story) => story.places.push(finding),
            None => stories.push(Story { places: vec![finding] }),
        }
    }
    stories
}

/// What comes first: the worse level, then what leaves the server, then what is surer.
fn urgency(finding: &Finding) -> impl Ord + use<> {
    let stays = !matches!(finding.side, Side::Client | Side::Shared);
    (Reverse(finding.level), stays, Reverse(finding.confidence))
}

impl<'f> Story<'f> {
    /// The worst place.
    pub fn first(&self) -> &'f Finding {
        self.places[0]
    }

    /// `9 places in 8 files`, if there is more than one.
    pub fn extent(&self) -> Option<String> {
        let files: BTreeSet<_> = self.places.iter().map(|finding| &finding.location.origin).collect();
        let places = count(self.places.len() as u64, "place", "places");
        match (self.places.len(), files.len()) {
            (1, _) => None,
            (_, 1) => Some(places),
            (_, files) => Some(format!("{places} in {files} files")),
        }
    }

    /// The rules that match as well, at any place.
    pub fn also(&self) -> Vec<&'f str> {
        let rules: BTreeSet<&str> =
            self.places.iter().flat_map(|finding| &finding.also).map(String::as_str).collect();
        rules.into_iter().collect()
    }
}
