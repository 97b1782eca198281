//! Findings to bytes: one file a format. A report never reads a scanned file again; what it needs is in the finding.

mod json;
mod palette;
mod prose;
pub mod rule_page;
mod sarif;
mod summary;
mod table;
mod text;

use std::io::{self, Write};

pub use summary::{gaps, summary};
pub use text::TextOptions;

use crate::finding::{Finding, Outcome, Secret};
use crate::rule::{Provider, Rule, RuleSet};

/// A report's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, with styles as ANSI escapes; strip them where they are not wanted.
    Text(TextOptions),
    /// One JSON document.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

/// What a report is about.
pub struct Report<'r> {
    /// What the scan came to.
    pub outcome: &'r Outcome,
    /// The rules that were matched.
    pub rules: &'r RuleSet,
    /// Whether secrets are shown; a report is redacted unless the user asked for this very thing.
    pub show_secrets: bool,
}

impl Report<'_> {
    /// Writes the report.
    ///
    /// # Errors
    /// The writer's error.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text(options) => text::write(self, options, out),
            Format::Json => json::write(self, out),
            Format::Sarif => sarif::write(self, out),
        }
    }

    fn rule(&self, finding: &Finding) -> Option<&Rule> {
        self.rules.get(&finding.rule).ok()
    }

    fn provider(&self, finding: &Finding) -> Option<&Provider> {
        self.rule(finding).map(|rule| self.rules.provider(rule))
    }

    /// Where the rule's page is read, unless the rule is the user's own.
    fn page(&self, finding: &Finding) -> Option<String> {
        let rule = self.rule(finding).filter(|rule| !self.rules.own.contains(&rule.id))?;
        Some(rule_page::url(rule, self.rules.provider(rule)))
    }

    fn secret(&self, secret: &Secret) -> String {
        if self.show_secrets {
            String::from_utf8_lossy(secret.reveal()).into_owned()
        } else {
            secret.to_string()
        }
    }
}
