//! The rules' own examples, run through the whole scan: the tests of `rules/` and of a user's rules alike.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Confidence, Finding};
use crate::rule::{Example, Expect, Rule, RuleSet, example};
use crate::scan::{Options, Scanner};

/// An example that does not show what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The rule whose example it is.
    pub rule: String,
    /// Which of its examples, from 1; `match` examples come first.
    pub number: usize,
    /// The seed of its random parts.
    pub seed: u64,
    /// What is wrong. Shows no generated value.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rule {}, example {} (seed {}): {}", self.rule, self.number, self.seed, self.message)
    }
}

/// A scanner that hides nothing that an example may speak of.
pub fn scanner(rules: Arc<RuleSet>) -> Scanner {
    Scanner::new(rules, Options { confidence: Confidence::Low, list_public: true, ..Options::default() })
}

/// Runs every example of a rule with seeds `0..seeds`.
pub fn check_rule(scanner: &Scanner, rule: &Rule, seeds: u64) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (index, example) in rule.prose().examples.iter().enumerate() {
        let wrong = (0..seeds)
            .find_map(|seed| check(scanner, rule, example, seed).err().map(|message| (seed, message)));
        if let Some((seed, message)) = wrong {
            mistakes.push(Mistake { rule: rule.id.clone(), number: index + 1, seed, message });
        }
    }
    mistakes
}

/// Runs one example with one seed.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn check(scanner: &Scanner, rule: &Rule, example: &Example, seed: u64) -> Result<(), String> {
    let expanded = example::expand(&example.text, seed)?;
    let findings = if rule.lint {
        in_project(scanner, example, &expanded.text, seed)?
    } else {
        scanner.text(&example.path, expanded.text.as_bytes()).findings
    };
    match &example.expect {
        Expect::Silence { .. } => match findings.iter().find(|finding| finding.rule == rule.id) {
            Some(finding) => Err(format!("must stay silent, but reports {}", place(finding))),
            None => Ok(()),
        },
        Expect::Match { also, confidence } => {
            let found: Vec<Range<usize>> = findings
                .iter()
                .filter(|finding| finding.rule == rule.id)
                .map(|finding| finding.location.span.start as usize..finding.location.span.end as usize)
                .collect();
            let others = others(&findings, rule);
            if found != expanded.marked {
                Err(format!(
                    "marks bytes {:?}; reported are {found:?}, by other rules {others:?}",
                    expanded.marked
                ))
            } else if !rule.lint && others != also.iter().map(String::as_str).collect() {
                Err(format!("lists also = {also:?}; the other rules that match are {others:?}"))
            } else if let Some(finding) = unsure(&findings, rule, *confidence) {
                Err(format!(
                    "is reported with {} confidence at {}",
                    finding.confidence.name(),
                    place(finding)
                ))
            } else {
                Ok(())
            }
        }
    }
}

/// What is found in an example's file when it stands among the others of its project: a lint asks which side it is on.
fn in_project(scanner: &Scanner, example: &Example, text: &str, seed: u64) -> Result<Vec<Finding>, String> {
    let failed = |error: std::io::Error| format!("its project cannot be written: {error}");
    let folder = tempfile::tempdir().map_err(failed)?;
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, text))
    };
    write(&example.path, text).map_err(failed)?;
    for (path, text) in &example.files {
        write(path, &example::expand(text, seed)?.text).map_err(failed)?;
    }
    let options = Options { sides: true, ..Options::default() };
    let scanner = Scanner::new(scanner.shared_rules(), options);
    let walk = crate::source::Options {
        paths: vec![folder.path().to_owned()],
        respect_ignore_files: false,
        exclude: None,
        git_folders: false,
        threads: 1,
    };
    let mut findings = scanner.paths(&walk).findings;
    findings.retain(|finding| finding.location.origin.file_path().ends_with(&example.path));
    Ok(findings)
}

/// A finding of the rule that has another confidence than is expected.
fn unsure<'f>(findings: &'f [Finding], rule: &Rule, expected: Option<Confidence>) -> Option<&'f Finding> {
    let expected = expected?;
    findings.iter().find(|finding| finding.rule == rule.id && finding.confidence != expected)
}

/// The other rules that match in an example: the same bytes or others. The other half of the rule's own pair is
/// expected.
fn others<'f>(findings: &'f [Finding], rule: &Rule) -> BTreeSet<&'f str> {
    let partner = rule.near.as_ref().map(|near| near.rule.as_str());
    findings
        .iter()
        .flat_map(|finding| finding.also.iter().chain([&finding.rule]))
        .map(String::as_str)
        .filter(|id| *id != rule.id && Some(*id) != partner)
        .collect()
}

fn place(finding: &Finding) -> String {
    let (start, span) = (finding.location.start, finding.location.span);
    format!("{}:{} (bytes {}..{})", start.line, start.column, span.start, span.end)
}
