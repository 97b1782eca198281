//! GitHub rejects a log that is too large as a whole, so the least severe results are left out.

use std::cmp::Reverse;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Log;
use crate::finding::Finding;

/// Results of a run. Each has one rule, so that the equal limit on rules is met as well.
pub(super) const RESULTS: usize = 25_000;
/// Bytes of a log after gzip.
pub(super) const COMPRESSED: u64 = 10_000_000;
/// Characters of a description.
pub(super) const DESCRIPTION: usize = 1024;
/// Characters of a rule's name.
pub(super) const NAME: usize = 255;
/// Places of a result, its own included.
pub(super) const LOCATIONS: usize = 1000;
/// How many pieces of a finding's evidence are places of its result.
pub(super) fn evidence(finding: &Finding) -> usize {
    finding.evidence.len().min(LOCATIONS - 1 - usize::from(finding.original.is_some()))
}

/// Notifications of a run. GitHub has no limit for them, but for the file.
pub(super) const NOTIFICATIONS: usize = 1000;

/// What was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Results in the log.
    pub kept: usize,
    /// Results left out since there are too many.
    pub by_number: usize,
    /// Results left out since the file would be too large.
    pub by_size: usize,
}

impl Cut {
    /// Keeps as many of so many results as a run may have.
    pub fn at_most_results(number: usize) -> Self {
        let kept = number.min(RESULTS);
        Self { kept, by_number: number - kept, by_size: 0 }
    }

    /// Keeps fewer, so that the file gets smaller.
    pub fn shrink_to(&mut self, fewer: usize) {
        self.by_size += self.kept - fewer;
        self.kept = fewer;
    }
}

/// Indices of findings: those that count before those that are accepted, then by level, by confidence and in their order.
pub(super) fn most_severe_first(findings: &[Finding]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&at| {
        let finding = &findings[at];
        (!finding.is_open(), Reverse(finding.level), Reverse(finding.confidence))
    });
    order
}

/// With how many results a log would be small enough; `None` if it is.
pub(super) fn fitting(log: &Log<'_>, results: usize) -> io::Result<Option<usize>> {
    // What is small as it is need not be compressed to know.
    if results == 0 || length(log, Counter::default())?.0 <= COMPRESSED {
        return Ok(None);
    }
    let compressed = length(log, GzEncoder::new(Counter::default(), Compression::default()))?.finish()?.0;
    if compressed <= COMPRESSED {
        return Ok(None);
    }
    // Results are about equally large; a little less spares another round.
    let fewer = results as u64 * COMPRESSED / compressed * 95 / 100;
    Ok(Some(usize::try_from(fewer).unwrap_or(0).min(results - 1)))
}

fn length<W: Write>(log: &Log<'_>, mut out: W) -> io::Result<W> {
    serde_json::to_writer_pretty(&mut out, log)?;
    Ok(out)
}

/// Counts bytes and forgets them.
#[derive(Default)]
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Text of at most so many characters.
pub(super) fn shortened(text: String, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text,
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
    }
}
