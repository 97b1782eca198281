//! `keyside rules`: the catalogue, and the check of rule files.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use keyside::examples;
use keyside::rule::{Rule, RuleSet, RuleSetError};
use serde_json::json;

use crate::Status;
use crate::cli::{ConfigFileArgs, ListFormat};

/// `keyside rules list`
pub fn list(format: ListFormat, file: &ConfigFileArgs, files: &[PathBuf]) -> Result<Status> {
    let rules = super::rules_here(file, files)?;
    let mut out = io::BufWriter::new(anstream::stdout());
    match format {
        ListFormat::Text => {
            let width = rules.rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
            for rule in &rules.rules {
                let (id, class, confidence) = (&rule.id, rule.class.name(), rule.confidence.name());
                writeln!(out, "{id:width$}  {class:11}  {confidence:6}  {}", rule.title)?;
            }
            let providers = rules.providers.len();
            writeln!(out, "\n{} rules of {providers} providers", rules.rules.len())?;
        }
        ListFormat::Json => {
            let list: Vec<_> = rules.rules.iter().map(|rule| entry(&rules, rule)).collect();
            serde_json::to_writer_pretty(&mut out, &list)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}

fn entry(rules: &RuleSet, rule: &Rule) -> serde_json::Value {
    let (provider, prose) = (rules.provider(rule), rule.prose());
    json!({
        "id": rule.id,
        "title": rule.title,
        "provider": provider.name,
        "class": rule.class,
        "confidence": rule.confidence,
        "keywords": rule.keywords,
        "description": prose.description,
        "remediation": prose.remediation,
        "references": prose.references,
        "help": keyside::report::rule_page::url(rule, provider),
    })
}

/// `keyside rules check`
pub fn check(files: &[PathBuf], seeds: u64) -> Result<Status> {
    let mut out = anstream::stdout();
    let mut rules = RuleSet::builtin();
    let ids: Vec<String> = if files.is_empty() {
        rules.rules.iter().map(|rule| rule.id.clone()).collect()
    } else {
        let read = match RuleSet::read_files(files) {
            Ok(read) => read,
            Err(RuleSetError::Rules(mistakes)) => {
                for mistake in mistakes {
                    writeln!(out, "{mistake}")?;
                }
                return Ok(Status::Usage);
            }
            Err(error) => return Err(error.into()),
        };
        let ids = read.iter().flat_map(|file| file.rules.iter().map(|rule| rule.id.clone())).collect();
        rules.merge(read);
        ids
    };
    let scanner = examples::scanner(Arc::new(rules));
    let mut mistakes = 0;
    for id in &ids {
        let rule = scanner.rules().get(id)?;
        if let Err(error) = super::check_in_set(scanner.rules(), rule) {
            writeln!(out, "{error:#}")?;
            mistakes += 1;
        }
        for mistake in examples::check_rule(&scanner, rule, seeds) {
            writeln!(out, "{mistake}")?;
            mistakes += 1;
        }
    }
    if mistakes > 0 {
        return Ok(Status::Findings);
    }
    writeln!(out, "{} rules, every example holds with {seeds} seeds", ids.len())?;
    Ok(Status::Clean)
}
