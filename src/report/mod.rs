//! Findings to bytes: one file a format. A report never reads a scanned file again; what it needs is in the finding.

mod accepted;
mod csv;
mod github;
mod gitlab;
mod job_summary;
mod json;
mod junit;
mod palette;
mod prose;
mod repository;
pub mod rule_page;
mod sarif;
mod summary;
mod table;
mod text;

use std::io::{self, Write};

pub use repository::Repository;
pub use sarif::SarifOptions;
pub use summary::{gaps, summary};
pub use text::TextOptions;

use crate::finding::{Finding, Level, Outcome, Secret};
use crate::rule::{Provider, Rule, RuleSet};

/// A report's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format<'r> {
    /// For people, with styles as ANSI escapes; strip them where they are not wanted.
    Text(TextOptions),
    /// One JSON document.
    Json,
    /// One finding a line, each as in JSON.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif(SarifOptions<'r>),
    /// Commands that GitHub Actions turns into annotations.
    Github,
    /// GitLab's report of secret detection.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// A table of comma-separated values.
    Csv,
}

/// The run that a report tells of.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// When it began, in seconds since 1970.
    pub started: u64,
    /// When it ended.
    pub ended: u64,
    /// Whether what could not be read fails it.
    pub strict: bool,
    /// Where it ran.
    pub repository: Repository,
}

/// What a report is about.
pub struct Report<'r> {
    /// What the scan came to.
    pub outcome: &'r Outcome,
    /// The rules that were matched.
    pub rules: &'r RuleSet,
    /// Whether secrets are shown; a report is redacted unless the user asked for this very thing.
    pub show_secrets: bool,
    /// When and where it ran.
    pub run: Run,
}

impl Report<'_> {
    /// Writes the report.
    ///
    /// # Errors
    /// The writer's error.
    pub fn write(&self, format: Format<'_>, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text(options) => text::write(self, options, out),
            Format::Json => json::write(self, out),
            Format::Jsonl => self.write_lines(&self.outcome.findings, out),
            Format::Sarif(options) => sarif::write(self, options, out),
            Format::Github => github::write(self, out),
            Format::Gitlab => gitlab::write(self, out),
            Format::Junit => junit::write(self, out),
            Format::Csv => csv::write(self, out),
        }
    }

    /// Writes findings as JSON lines: those of the outcome, or others while the scan goes on.
    ///
    /// # Errors
    /// The writer's error.
    pub fn write_lines(&self, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
        json::write_lines(self, findings, out)
    }

    /// A page in Markdown of at most so many bytes, for the summary that a build service shows of a job.
    pub fn job_summary(&self, most: usize) -> String {
        job_summary::page(self, most)
    }

    fn rule(&self, finding: &Finding) -> Option<&Rule> {
        self.rules.get(&finding.rule).ok()
    }

    fn provider(&self, finding: &Finding) -> Option<&Provider> {
        self.rule(finding).map(|rule| self.rules.provider(rule))
    }

    /// How many pieces of a finding's evidence are steps to its side; what follows them is the other half of a pair.
    fn steps(&self, finding: &Finding) -> usize {
        let halves = self.rule(finding).is_some_and(|rule| rule.near.is_some());
        finding.evidence.len().saturating_sub(usize::from(halves))
    }

    /// Where the rule's page is read, unless the rule is the user's own.
    fn page(&self, finding: &Finding) -> Option<String> {
        let rule = self.rule(finding).filter(|rule| !self.rules.own.contains(&rule.id))?;
        Some(rule_page::url(rule, self.rules.provider(rule)))
    }

    /// The findings that count, the worst first, as many services show only the first few.
    fn worst_first(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> =
            self.outcome.findings.iter().filter(|f| f.is_open() && f.level > Level::None).collect();
        findings.sort_by_key(|f| (std::cmp::Reverse(f.level), !is_exposed(f)));
        findings
    }

    fn secret(&self, secret: &Secret) -> String {
        if self.show_secrets {
            String::from_utf8_lossy(secret.reveal()).into_owned()
        } else {
            secret.to_string()
        }
    }
}

/// Whether the value ends up with whoever uses the application.
fn is_exposed(finding: &Finding) -> bool {
    finding.side.is_exposed()
}
