//! Credentials in the files, headers and languages that people write them in: `tests/data/shapes.toml`.

use std::collections::BTreeSet;
use std::sync::Arc;

use keyside::rule::{RuleSet, example};
use keyside::scan::{Options, Scanner};
use serde::Deserialize;

use crate::fixture::root;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    what: String,
    path: String,
    text: String,
    /// The rules that speak, each at a mark of its own, in order; none for a case that is silent.
    #[serde(default)]
    rules: Vec<String>,
}

#[test]
fn every_shape_is_found_or_silent() {
    let text = std::fs::read_to_string(root().join("tests/data/shapes.toml")).expect("the table can be read");
    let cases: Cases = toml::from_str(&text).expect("the table is well formed");
    let names: BTreeSet<&str> = cases.case.iter().map(|case| case.what.as_str()).collect();
    assert_eq!(names.len(), cases.case.len(), "two cases have one name");
    let scanner = Scanner::new(Arc::new(RuleSet::builtin()), Options::default());
    let wrong: Vec<String> = cases.case.iter().filter_map(|case| check(&scanner, case).err()).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
}

fn check(scanner: &Scanner, case: &Case) -> Result<(), String> {
    for seed in 0..8 {
        let expanded =
            example::expand(&case.text, seed).map_err(|error| format!("{}: {error}", case.what))?;
        let outcome = scanner.text(&case.path, expanded.text.as_bytes());
        let found: Vec<(usize, usize, &str)> = outcome
            .findings
            .iter()
            .map(|f| (f.location.span.start as usize, f.location.span.end as usize, f.rule.as_str()))
            .collect();
        let wanted: Vec<(usize, usize, &str)> = expanded
            .marked
            .iter()
            .zip(&case.rules)
            .map(|(mark, rule)| (mark.start, mark.end, rule.as_str()))
            .collect();
        if expanded.marked.len() != case.rules.len() || found != wanted {
            return Err(format!("{} (seed {seed}): wanted {wanted:?}, found {found:?}", case.what));
        }
    }
    Ok(())
}
