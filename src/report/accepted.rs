//! What somebody accepted, and what there is to say of how they did.

use std::io::{self, Write};

use super::prose::{self, count};
use crate::finding::{NoticeKind, Outcome, SuppressionKind};

/// How many findings were accepted and how, and how much of what accepts is of no use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Accepted {
    /// By marks in comments.
    pub inline: u64,
    /// By `[[allow]]` entries.
    pub allow: u64,
    /// By the baseline.
    pub baseline: u64,
    /// Marks and entries that accept nothing.
    pub unused: u64,
    /// Entries of the baseline whose findings are gone.
    pub stale: u64,
}

impl Accepted {
    pub fn of(outcome: &Outcome) -> Self {
        let mut accepted = Self::default();
        for suppression in outcome.findings.iter().filter_map(|finding| finding.suppressed.as_ref()) {
            match suppression.kind {
                SuppressionKind::Inline => accepted.inline += 1,
                SuppressionKind::Allow => accepted.allow += 1,
                SuppressionKind::Baseline => accepted.baseline += 1,
                SuppressionKind::Before => {}
            }
        }
        for notice in &outcome.notices {
            match notice.kind {
                NoticeKind::StaleBaseline => accepted.stale += 1,
                NoticeKind::AllowWithoutEnd | NoticeKind::NotSearchedFor => {}
                NoticeKind::UnusedAllow | NoticeKind::AllowWithoutReason | NoticeKind::MalformedAllow => {
                    accepted.unused += 1;
                }
            }
        }
        accepted
    }

    /// `3 accepted (1 inline, 2 in the baseline), 1 unused allow`; empty if there is nothing to say.
    fn sentence(&self) -> String {
        let ways =
            [(self.inline, "inline"), (self.allow, "by [[allow]]"), (self.baseline, "in the baseline")];
        let ways: Vec<String> =
            ways.iter().filter(|(n, _)| *n > 0).map(|(n, way)| format!("{n} {way}")).collect();
        let total = self.inline + self.allow + self.baseline;
        let mut parts = Vec::new();
        if total > 0 {
            parts.push(format!("{total} accepted ({})", ways.join(", ")));
        }
        if self.unused > 0 {
            parts.push(count(self.unused, "unused allow", "unused allows"));
        }
        if self.stale > 0 {
            parts.push(count(self.stale, "stale entry in the baseline", "stale entries in the baseline"));
        }
        parts.join(", ")
    }
}

/// A line of the summary; with `verbose`, before it what was accepted.
pub fn summary(outcome: &Outcome, verbose: bool, out: &mut dyn Write) -> io::Result<()> {
    if verbose {
        list(outcome, out)?;
    }
    let sentence = Accepted::of(outcome).sentence();
    if sentence.is_empty() { Ok(()) } else { writeln!(out, "{sentence}.") }
}

fn list(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    for finding in &outcome.findings {
        let Some(suppression) = &finding.suppressed else { continue };
        let reason = suppression.reason.as_deref().map(|reason| format!(": {}", prose::printable(reason)));
        let (origin, line) = (&finding.location.origin, finding.location.start.line);
        let (kind, reason) = (suppression.kind.name(), reason.unwrap_or_default());
        writeln!(out, "accepted: {origin}:{line}: {} ({kind}){reason}", finding.rule)?;
    }
    Ok(())
}
