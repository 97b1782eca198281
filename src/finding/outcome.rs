//! What a scan comes to: never an error as a whole, always with an account of what was looked at.

use std::collections::BTreeMap;
use std::fmt;

use super::{Finding, KeyClass, Notice, Secret, SuppressionKind};
use crate::location::{Gap, Origin, OriginSet};

/// Findings and an account of the scan.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Sorted by path and place.
    pub findings: Vec<Finding>,
    /// Remarks that are no findings, sorted by path and line.
    pub notices: Vec<Notice>,
    /// What was looked at.
    pub coverage: Coverage,
    /// How many matches were not believed, by reason.
    pub dropped: BTreeMap<DropReason, u64>,
    /// Each of them and each that was muted, if that was asked for.
    pub dropped_list: Vec<Dropped>,
    /// How many keys were seen that may be public, by class.
    pub public: BTreeMap<KeyClass, u64>,
    /// What was scanned from its first to its last byte: an old finding that is not there any more is gone.
    pub scanned: OriginSet,
    /// What the configuration left out.
    pub muted: Muted,
    /// The configuration that was used, if one was.
    pub configuration: Option<Configuration>,
    /// How many findings a scan of a change has left out, since their values stood there before.
    pub before: u64,
}

/// What a configuration left out, so that nothing is silent that somebody wrote into a scanned tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Muted {
    /// Files that were not opened.
    pub files: u64,
    /// Findings that are not reported, by reason.
    pub findings: BTreeMap<MuteReason, u64>,
}

/// Why a configuration leaves a finding out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum MuteReason {
    /// It gives the finding the level `none`.
    Level,
    /// It skips the rule.
    Skip,
    /// It asks for more confidence.
    Confidence,
}

impl MuteReason {
    /// A word for counting and for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Skip => "skip",
            Self::Confidence => "confidence",
        }
    }
}

/// A configuration that was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// Its file, as a report shows it.
    pub file: String,
    /// How many of the built-in rules its own rules replace.
    pub replaced_rules: usize,
    /// Whether it says that no finding is to fail the run.
    pub never_fails: bool,
}

/// What was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Files scanned.
    pub files: u64,
    /// Bytes scanned.
    pub bytes: u64,
    /// The largest number of rules that could speak.
    pub rules: usize,
    /// How many of the files are UTF-16.
    pub utf16: u64,
    /// How many of the files are binary: only printable runs were looked at, by rules of high confidence.
    pub binaries: u64,
    /// What was not scanned as it should have been, sorted by path.
    pub gaps: Vec<Gap>,
}

impl Coverage {
    /// Whether findings may be missing.
    pub fn is_incomplete(&self) -> bool {
        self.gaps.iter().any(|gap| gap.reason.is_incomplete())
    }
}

/// A match that is not reported.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// Where it stands.
    pub origin: Origin,
    /// 1-based.
    pub line: u64,
    /// The rule that matched.
    pub rule: String,
    /// Why it is not reported.
    pub reason: DropReason,
    /// What matched; it redacts itself.
    pub secret: Secret,
}

/// Why a match is not reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DropReason {
    /// `YOUR_KEY`, `xxxx`, `${KEY}` and the like.
    Placeholder,
    /// A value that its provider publishes for everybody.
    WellKnown,
    /// The name is part of another word, or says that the value is none.
    Name,
    /// Code that yields a value, not a value.
    Expression,
    /// Words or a name where a random value or a password should stand.
    Words,
    /// Too regular for a random value.
    Entropy,
    /// Not the structure that the rule asks for.
    Structure,
    /// Credentials of a service on the developer's own machine or of a documentation host.
    Local,
    /// The other half of a pair is not near.
    Alone,
    /// Less sure than was asked for.
    LowConfidence,
    /// Believed, but the configuration leaves it out.
    Muted(MuteReason),
}

impl DropReason {
    /// A word for counting.
    pub fn name(self) -> &'static str {
        match self {
            Self::Placeholder => "placeholder",
            Self::WellKnown => "well-known",
            Self::Name => "name",
            Self::Expression => "expression",
            Self::Words => "words",
            Self::Entropy => "entropy",
            Self::Structure => "structure",
            Self::Local => "local",
            Self::Alone => "alone",
            Self::LowConfidence => "low-confidence",
            Self::Muted(MuteReason::Level) => "muted by level",
            Self::Muted(MuteReason::Skip) => "muted by skip",
            Self::Muted(MuteReason::Confidence) => "muted by confidence",
        }
    }
}

impl fmt::Display for DropReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Outcome {
    /// Adds another scan's outcome; sort when all are in.
    pub fn merge(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.notices.extend(other.notices);
        self.scanned.merge(other.scanned);
        self.coverage.files += other.coverage.files;
        self.coverage.bytes += other.coverage.bytes;
        self.coverage.rules = self.coverage.rules.max(other.coverage.rules);
        self.coverage.utf16 += other.coverage.utf16;
        self.coverage.binaries += other.coverage.binaries;
        self.coverage.gaps.extend(other.coverage.gaps);
        self.dropped_list.extend(other.dropped_list);
        for (reason, count) in other.dropped {
            *self.dropped.entry(reason).or_default() += count;
        }
        for (class, count) in other.public {
            *self.public.entry(class).or_default() += count;
        }
        self.muted.files += other.muted.files;
        for (reason, count) in other.muted.findings {
            *self.muted.findings.entry(reason).or_default() += count;
        }
        self.configuration = self.configuration.take().or(other.configuration);
        self.before += other.before;
    }

    /// Leaves out, and counts, what stood there before the change that was scanned. Until all else is decided they stay: what was
    /// accepted is known by them.
    pub fn leave_out_old(&mut self) {
        let is_old = |finding: &Finding| {
            finding.suppressed.as_ref().is_some_and(|by| by.kind == SuppressionKind::Before)
        };
        let all = self.findings.len();
        self.findings.retain(|finding| !is_old(finding));
        self.before += (all - self.findings.len()) as u64;
    }

    /// The places that it names.
    pub(crate) fn origins_mut(&mut self) -> impl Iterator<Item = &mut Origin> {
        let findings = self.findings.iter_mut().flat_map(Finding::origins_mut);
        let notices = self.notices.iter_mut().map(|notice| &mut notice.origin);
        let gaps = self.coverage.gaps.iter_mut().map(|gap| &mut gap.origin);
        let dropped = self.dropped_list.iter_mut().map(|dropped| &mut dropped.origin);
        findings.chain(notices).chain(gaps).chain(dropped)
    }

    /// The texts that it shows and that may quote a place's name.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let findings = self.findings.iter_mut().flat_map(Finding::texts_mut);
        findings.chain(self.notices.iter_mut().map(|notice| &mut notice.text))
    }

    /// Puts everything into the order of reports.
    pub fn sort(&mut self) {
        self.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.notices.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.coverage.gaps.sort();
        self.coverage.gaps.dedup();
        self.dropped_list.sort_by(|a, b| (&a.origin, a.line, &a.rule).cmp(&(&b.origin, b.line, &b.rule)));
    }
}
