//! JSON lines on standard output while the scan goes on.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use keyside::finding::{Finding, Outcome};
use keyside::report::{Report, Run};
use keyside::rule::RuleSet;

use super::output::Destination;
use crate::cli::{Format, Target};

/// Writes findings as they are told of, if they were asked for as JSON lines on standard output.
pub struct Stream<'r> {
    rules: &'r RuleSet,
    show_secrets: bool,
    is_on: bool,
    /// The first error: nothing is written after it.
    error: Mutex<Option<io::Error>>,
}

impl<'r> Stream<'r> {
    /// One that is silent.
    pub fn new(rules: &'r RuleSet, show_secrets: bool) -> Self {
        Self { rules, show_secrets, is_on: false, error: Mutex::new(None) }
    }

    /// Takes its report out of those that are written at the end.
    pub fn take_from(&mut self, destinations: &mut Vec<Destination>) {
        let streamed = Destination { format: Format::Jsonl, target: Target::Stdout };
        self.is_on = destinations.contains(&streamed);
        destinations.retain(|destination| *destination != streamed);
    }

    /// Writes the findings of one file; `Break` when nobody reads any more.
    pub fn tell(&self, findings: &[Finding]) -> ControlFlow<()> {
        if !self.is_on || findings.is_empty() {
            return ControlFlow::Continue(());
        }
        let outcome = Outcome::default();
        let (rules, show_secrets) = (self.rules, self.show_secrets);
        let report = Report { outcome: &outcome, rules, show_secrets, run: Run::default() };
        let mut lines = Vec::new();
        let made = report.write_lines(findings, &mut lines);
        // The lock also keeps the lines of two files apart.
        let mut error = self.error.lock().unwrap_or_else(PoisonError::into_inner);
        if error.is_none() {
            *error = made.and_then(|()| write(&lines)).err();
        }
        if error.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// What went wrong, if anything did.
    pub fn finish(self) -> io::Result<()> {
        self.error.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}

fn write(lines: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(lines)?;
    stdout.flush()
}
