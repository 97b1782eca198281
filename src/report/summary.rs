//! What was looked at and what it came to, in a few lines: the same for every format.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::time::Duration;

use super::prose::{self, count, size};
use super::{accepted, table};
use crate::finding::{Coverage, Fingerprint, Level, Outcome};

/// How many gaps are listed before the rest is only counted.
const GAPS_LISTED: usize = 10;

/// Writes the summary. `verbosity` 1 adds counts of what was dropped and lists every gap; 2 lists each dropped match.
///
/// # Errors
/// The writer's error.
pub fn summary(outcome: &Outcome, took: Duration, verbosity: u8, out: &mut dyn Write) -> io::Result<()> {
    list_gaps(outcome, if verbosity >= 1 { usize::MAX } else { GAPS_LISTED }, out)?;
    if verbosity >= 2 {
        list_dropped(outcome, out)?;
    }
    table::write(&outcome.findings, out)?;
    if verbosity >= 1 && !outcome.dropped.is_empty() {
        writeln!(out, "Matches dropped: {}.", tally(outcome.dropped.iter().map(|(r, n)| (r.name(), *n))))?;
    }
    if !outcome.public.is_empty() {
        let classes = tally(outcome.public.iter().map(|(class, n)| (class.name(), *n)));
        writeln!(out, "Not reported, since they may be public: {classes}.")?;
    }
    if outcome.before > 0 {
        writeln!(
            out,
            "Not reported, since they were there before: {}.",
            count(outcome.before, "finding", "findings")
        )?;
    }
    accepted::summary(outcome, verbosity >= 1, out)?;
    left_out(&outcome.coverage, out)?;
    if let Some(configuration) = &outcome.configuration {
        writeln!(out, "Configuration: {}{}.", configuration.file, prose::changes(outcome, configuration))?;
    }
    writeln!(out, "Scanned {}, in {:.2} s: {}.", extent(outcome), took.as_secs_f64(), verdict(outcome))
}

/// `2 words, 1 entropy`
fn tally<'n>(counts: impl Iterator<Item = (&'n str, u64)>) -> String {
    counts.map(|(name, n)| format!("{n} {name}")).collect::<Vec<_>>().join(", ")
}

fn list_dropped(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    for dropped in &outcome.dropped_list {
        let (origin, line, rule) = (&dropped.origin, dropped.line, &dropped.rule);
        writeln!(out, "dropped: {origin}:{line}: {rule} ({}): {}", dropped.reason, dropped.secret)?;
    }
    Ok(())
}

/// The gaps by reason, where there are more than anybody would count in the list.
fn left_out(coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    let mut reasons = BTreeMap::new();
    for gap in &coverage.gaps {
        *reasons.entry(gap.reason.name()).or_insert(0) += 1;
    }
    if coverage.gaps.len() <= GAPS_LISTED {
        return Ok(());
    }
    writeln!(out, "Not scanned as they should be: {}.", tally(reasons.iter().map(|(name, n)| (*name, *n))))
}

/// How much was scanned. What kinds of files there were matters to whoever is told that they hold nothing.
fn extent(outcome: &Outcome) -> String {
    let coverage = &outcome.coverage;
    let mut extent = format!("{} ({})", count(coverage.files, "file", "files"), size(coverage.bytes));
    if outcome.findings.iter().all(|finding| !finding.is_open()) {
        extent.push_str(&format!(" with {}", count(coverage.rules as u64, "rule", "rules")));
        if coverage.utf16 > 0 {
            extent.push_str(&format!(", {} as UTF-16", coverage.utf16));
        }
    }
    if coverage.binaries > 0 {
        let binaries = count(coverage.binaries, "binary", "binaries");
        extent.push_str(&format!(", {binaries} in their printable parts only"));
    }
    extent
}

/// `2 errors, 1 note`, or what it means that there is nothing.
pub(super) fn verdict(outcome: &Outcome) -> String {
    let open = || outcome.findings.iter().filter(|finding| finding.is_open());
    let levels = [
        (Level::Error, "error", "errors"),
        (Level::Warning, "warning", "warnings"),
        (Level::Note, "note", "notes"),
    ];
    let found: Vec<String> = levels
        .iter()
        .map(|(level, one, many)| {
            (open().filter(|finding| finding.level == *level).count() as u64, one, many)
        })
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| count(n, one, many))
        .collect();
    let values: HashSet<&Fingerprint> = open().map(|finding| &finding.fingerprint).collect();
    match (found.is_empty(), outcome.coverage.is_incomplete()) {
        (false, _) if values.len() == open().count() => found.join(", "),
        (false, _) => {
            format!("{} from {}", found.join(", "), count(values.len() as u64, "secret", "secrets"))
        }
        (true, false) => "no secrets found".into(),
        (true, true) => "no secrets found in what could be read".into(),
    }
}

/// Writes what was not scanned as it should have been.
///
/// # Errors
/// The writer's error.
pub fn gaps(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    list_gaps(outcome, GAPS_LISTED, out)
}

fn list_gaps(outcome: &Outcome, most: usize, out: &mut dyn Write) -> io::Result<()> {
    let gaps = &outcome.coverage.gaps;
    let listed = most.min(gaps.len());
    for gap in gaps.iter().take(listed) {
        let kind = if gap.reason.is_incomplete() { "warning" } else { "note" };
        writeln!(out, "{kind}: {}: {}", gap.origin, gap.reason)?;
    }
    if gaps.len() > listed {
        writeln!(out, "... and {} more; -v lists them all", gaps.len() - listed)?;
    }
    Ok(())
}
