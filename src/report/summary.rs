//! What was looked at and what it came to, in a few lines: the same for every format.

use std::io::{self, Write};
use std::time::Duration;

use super::prose::{count, size};
use crate::finding::{Level, Outcome};

/// How many gaps are listed before the rest is only counted.
const GAPS_LISTED: usize = 10;

/// Writes the summary. `verbosity` 1 adds counts of what was dropped and lists every gap; 2 lists each dropped match.
///
/// # Errors
/// The writer's error.
pub fn summary(outcome: &Outcome, took: Duration, verbosity: u8, out: &mut dyn Write) -> io::Result<()> {
    list_gaps(outcome, if verbosity >= 1 { usize::MAX } else { GAPS_LISTED }, out)?;
    if verbosity >= 2 {
        for dropped in &outcome.dropped_list {
            let (origin, line) = (&dropped.origin, dropped.line);
            writeln!(
                out,
                "dropped: {origin}:{line}: {} ({}): {}",
                dropped.rule, dropped.reason, dropped.secret
            )?;
        }
    }
    if verbosity >= 1 && !outcome.dropped.is_empty() {
        let reasons: Vec<String> =
            outcome.dropped.iter().map(|(reason, n)| format!("{n} {reason}")).collect();
        writeln!(out, "Matches dropped: {}.", reasons.join(", "))?;
    }
    if !outcome.public.is_empty() {
        let classes: Vec<String> =
            outcome.public.iter().map(|(class, n)| format!("{n} {}", class.name())).collect();
        writeln!(out, "Not reported, since they may be public: {}.", classes.join(", "))?;
    }
    let coverage = &outcome.coverage;
    let binaries = match coverage.binaries {
        0 => String::new(),
        n => format!(", {} in their printable parts only", count(n, "binary", "binaries")),
    };
    writeln!(
        out,
        "Scanned {} ({}){binaries}, in {:.2} s: {}.",
        count(coverage.files, "file", "files"),
        size(coverage.bytes),
        took.as_secs_f64(),
        verdict(outcome),
    )
}

/// `2 errors, 1 note`, or what it means that there is nothing.
fn verdict(outcome: &Outcome) -> String {
    let levels = [
        (Level::Error, "error", "errors"),
        (Level::Warning, "warning", "warnings"),
        (Level::Note, "note", "notes"),
    ];
    let found: Vec<String> = levels
        .iter()
        .map(|(level, one, many)| {
            (outcome.findings.iter().filter(|f| f.is_open() && f.level == *level).count() as u64, one, many)
        })
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| count(n, one, many))
        .collect();
    match (found.is_empty(), outcome.coverage.is_incomplete()) {
        (false, _) => found.join(", "),
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
