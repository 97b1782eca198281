//! One named test for each example of each rule, through the whole scan, and the guards over the whole set.
//!
//! `cargo test --test rules stripe` runs one provider's.

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;

use keyside::examples;
use keyside::rule::{Expect, Rule, RuleSet, example};
use keyside::scan::Scanner;
use libtest_mimic::{Arguments, Failed, Trial};

/// With how many seeds each example runs.
const SEEDS: u64 = 16;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let scanner = Arc::new(examples::scanner(Arc::new(RuleSet::builtin())));
    let mut trials = guards(&scanner);
    for rule in &scanner.rules().rules {
        for number in 1..=rule.prose().examples.len() {
            let (scanner, id) = (Arc::clone(&scanner), rule.id.clone());
            trials.push(Trial::test(format!("{id}::example_{number}"), move || {
                run_example(&scanner, &id, number)
            }));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn run_example(scanner: &Scanner, id: &str, number: usize) -> Result<(), Failed> {
    let rule = scanner.rules().get(id).map_err(|error| error.to_string())?;
    // A lint's examples are whole projects, and their random parts matter little.
    let seeds = if rule.lint { 1 } else { SEEDS };
    for seed in 0..seeds {
        examples::check(scanner, rule, &rule.prose().examples[number - 1], seed)
            .map_err(|error| format!("seed {seed}: {error}"))?;
    }
    Ok(())
}

type Guard = fn(&RuleSet) -> Result<(), String>;

/// What must hold for the whole set, beyond what the build script checks of each rule.
fn guards(scanner: &Arc<Scanner>) -> Vec<Trial> {
    let guards: [(&str, Guard); 6] = [
        ("ids_are_sorted_and_unique", ids_are_sorted_and_unique),
        ("ids_begin_with_their_file", ids_begin_with_their_file),
        ("every_match_example_holds_a_keyword", every_match_example_holds_a_keyword),
        ("pairs_name_rules_that_exist", pairs_name_rules_that_exist),
        ("references_are_links", references_are_links),
        ("prose_ends_with_a_full_stop", prose_ends_with_a_full_stop),
    ];
    guards
        .into_iter()
        .map(|(name, guard)| {
            let scanner = Arc::clone(scanner);
            Trial::test(format!("guard::{name}"), move || Ok(guard(scanner.rules())?))
        })
        .collect()
}

fn ids_are_sorted_and_unique(rules: &RuleSet) -> Result<(), String> {
    match rules.rules.windows(2).find(|pair| pair[0].id >= pair[1].id) {
        Some(pair) => Err(format!("{} stands before {}", pair[0].id, pair[1].id)),
        None => Ok(()),
    }
}

fn ids_begin_with_their_file(rules: &RuleSet) -> Result<(), String> {
    all(rules, "id", |rule| rule.lint || rule.id.starts_with(&format!("{}-", rules.provider(rule).slug)))
}

fn every_match_example_holds_a_keyword(rules: &RuleSet) -> Result<(), String> {
    all(rules, "match example without a keyword", |rule| {
        rule.keywords.is_empty()
            || rule.prose().examples.iter().filter(|e| matches!(e.expect, Expect::Match { .. })).all(|e| {
                let text =
                    example::expand(&e.text, 0).map(|e| e.text.to_ascii_lowercase()).unwrap_or_default();
                rule.keywords.iter().any(|keyword| text.contains(keyword))
            })
    })
}

fn pairs_name_rules_that_exist(rules: &RuleSet) -> Result<(), String> {
    let ids: BTreeSet<&str> = rules.rules.iter().map(|rule| rule.id.as_str()).collect();
    all(rules, "near", |rule| rule.near.as_ref().is_none_or(|near| ids.contains(near.rule.as_str())))
}

fn references_are_links(rules: &RuleSet) -> Result<(), String> {
    all(rules, "references", |rule| rule.prose().references.iter().all(|link| link.starts_with("https://")))
}

fn prose_ends_with_a_full_stop(rules: &RuleSet) -> Result<(), String> {
    all(rules, "prose", |rule| {
        [rule.prose().description, rule.prose().remediation]
            .iter()
            .all(|text| text.ends_with(['.', '`', ')']))
            && !rule.title.ends_with('.')
    })
}

/// Names the rules that fail a check.
fn all(rules: &RuleSet, what: &str, holds: impl Fn(&Rule) -> bool) -> Result<(), String> {
    let wrong: Vec<&str> =
        rules.rules.iter().filter(|rule| !holds(rule)).map(|rule| rule.id.as_str()).collect();
    if wrong.is_empty() { Ok(()) } else { Err(format!("{what}: {}", wrong.join(", "))) }
}
