//! One file a command. Only here and in `main` are errors made for people to read.

pub mod demo;
pub mod explain;
pub mod rules;
pub mod scan;

use std::path::PathBuf;

use keyside::rule::{RuleSet, RuleSetError};

/// The built-in rules and those of the user's files.
fn load_rules(files: &[PathBuf]) -> Result<RuleSet, RuleSetError> {
    let mut rules = RuleSet::builtin();
    if !files.is_empty() {
        rules.merge(RuleSet::read_files(files)?);
    }
    Ok(rules)
}
