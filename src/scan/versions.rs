//! A history's findings: a value is in every version of a file between its coming and its going, and is one finding.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::finding::{Finding, Fingerprint};

/// What tells findings apart.
type Key = (String, Fingerprint, PathBuf);

/// One finding for each rule, value and path: the place of the first version that has it.
#[derive(Default)]
pub(super) struct Versions(HashMap<Key, Version>);

/// A finding of one version of a file.
pub(super) struct Version {
    /// The place of its commit in the order of history.
    pub order: u32,
    /// Whether it is what the project has now, so that its side is known.
    pub is_present: bool,
    pub finding: Finding,
}

impl Versions {
    /// Adds a version's finding to those of the others.
    pub fn add(&mut self, version: Version) {
        let Finding { rule, fingerprint, location, .. } = &version.finding;
        let key = (rule.clone(), fingerprint.clone(), location.origin.path().to_owned());
        match self.0.remove(&key) {
            Some(known) => self.0.insert(key, known.merged(version)),
            None => self.0.insert(key, version),
        };
    }

    /// Adds what another thread has seen.
    pub fn merge(&mut self, other: Self) {
        other.0.into_values().for_each(|version| self.add(version));
    }

    /// The findings.
    pub fn into_findings(self) -> impl Iterator<Item = Finding> {
        self.0.into_values().map(|version| version.finding)
    }
}

impl Version {
    /// The first place of two, with the side that is known and with what accepted it in either.
    fn merged(self, other: Self) -> Self {
        let place = |version: &Self| (version.order, version.finding.location.span);
        let (mut first, later) = if place(&self) <= place(&other) { (self, other) } else { (other, self) };
        if later.is_present && !first.is_present {
            first.is_present = true;
            first.finding.side = later.finding.side;
            first.finding.level = later.finding.level;
            first.finding.evidence = later.finding.evidence;
        }
        if later.finding.location.origin.commit().is_some_and(|commit| commit.at_head) {
            first.finding.location.origin = first.finding.location.origin.still_at_head();
        }
        first.finding.suppressed = first.finding.suppressed.take().or(later.finding.suppressed);
        first
    }
}
