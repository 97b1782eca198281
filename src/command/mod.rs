//! One file a command. Only here and in `main` are errors made for people to read.

mod accept;
pub mod audit;
pub mod baseline;
pub mod completions;
pub mod config;
pub mod demo;
mod environment;
pub mod explain;
mod git;
mod graph;
pub mod init;
mod job;
mod known;
mod output;
pub mod rules;
pub mod scan;
mod settings;

pub mod side;
mod stream;
mod terminal;

use std::path::Path;

use anyhow::{Context, Result, bail};
use keyside::config::Config;
use keyside::detect;
use keyside::rule::{Rule, RuleSet};

/// Rules to match.
struct Rules {
    set: RuleSet,
    /// How many of the built-in ones the configuration's own replace.
    replaced: usize,
}

/// The built-in rules, those of the configuration's files and those of the command line's, in this order: later ones win.
fn load_rules(config: &Config) -> Result<Rules> {
    let mut set = RuleSet::builtin();
    let mut replaced = 0;
    let (configured, given): (Vec<_>, Vec<_>) = config.rules.iter().partition(|path| path.is_configured());
    for (paths, is_configured) in [(configured, true), (given, false)] {
        let paths: Vec<_> = paths.into_iter().map(|path| path.value.clone()).collect();
        let files = RuleSet::read_files(&paths)?;
        if let (true, Some(path)) = (files.is_empty(), paths.first()) {
            bail!("there is no rule file (*.toml) in {}", path.display());
        }
        let ids: Vec<String> =
            files.iter().flat_map(|file| &file.rules).map(|rule| rule.id.clone()).collect();
        if is_configured {
            replaced = ids.iter().filter(|id| set.get(id).is_ok()).count();
        }
        set.merge(files);
        for id in ids {
            check_in_set(&set, set.get(&id)?)?;
        }
    }
    Ok(Rules { set, replaced })
}

/// The rules of the present folder's configuration, and of more files.
fn rules_here(file: &crate::cli::ConfigFileArgs, paths: &[std::path::PathBuf]) -> Result<RuleSet> {
    let mut config = settings::from_file(file, Path::new("."))?;
    settings::add_rules(&mut config, paths);
    Ok(load_rules(&config)?.set)
}

/// What the check of a single file cannot see: the rest of the set, and the engine's limits.
fn check_in_set(rules: &RuleSet, rule: &Rule) -> Result<()> {
    // What code finds has no pattern.
    if !rule.lint && !detect::compiles(rule) {
        bail!("rule {}: the pattern is too large to compile; lower its counted repetitions", rule.id);
    }
    if let Some(near) = &rule.near {
        rules.get(&near.rule).with_context(|| format!("rule {}: `near`", rule.id))?;
    }
    Ok(())
}
