//! One file a command. Only here and in `main` are errors made for people to read.

pub mod completions;
pub mod demo;
pub mod explain;
mod output;
pub mod rules;
pub mod scan;
mod terminal;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use keyside::detect;
use keyside::rule::{Rule, RuleSet};

/// The built-in rules and those of the user's files.
fn load_rules(paths: &[PathBuf]) -> Result<RuleSet> {
    let mut rules = RuleSet::builtin();
    if paths.is_empty() {
        return Ok(rules);
    }
    let files = RuleSet::read_files(paths)?;
    if files.is_empty() {
        bail!("there is no rule file (*.toml) in {}", paths[0].display());
    }
    let ids: Vec<String> = files.iter().flat_map(|file| &file.rules).map(|rule| rule.id.clone()).collect();
    rules.merge(files);
    for id in ids {
        check_in_set(&rules, rules.get(&id)?)?;
    }
    Ok(rules)
}

/// What the check of a single file cannot see: the rest of the set, and the engine's limits.
fn check_in_set(rules: &RuleSet, rule: &Rule) -> Result<()> {
    if !detect::compiles(rule) {
        bail!("rule {}: the pattern is too large to compile; lower its counted repetitions", rule.id);
    }
    if let Some(near) = &rule.near {
        rules.get(&near.rule).with_context(|| format!("rule {}: `near`", rule.id))?;
    }
    Ok(())
}
