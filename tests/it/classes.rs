//! The class of every kind of key that the domain facts list: `tests/data/classes.toml`.

use std::sync::Arc;

use keyside::examples;
use keyside::rule::{RuleSet, example};
use serde::Deserialize;

use crate::fixture::root;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    source: String,
    path: String,
    text: String,
    class: String,
    #[serde(default)]
    rule: Option<String>,
}

#[test]
fn every_kind_of_key_has_its_class() {
    let text =
        std::fs::read_to_string(root().join("tests/data/classes.toml")).expect("the table can be read");
    let cases: Cases = toml::from_str(&text).expect("the table is well formed");
    let scanner = examples::scanner(Arc::new(RuleSet::builtin()));
    assert!(cases.case.len() > 300);
    let wrong: Vec<String> = cases.case.iter().filter_map(|case| check(&scanner, case).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(scanner: &keyside::scan::Scanner, case: &Case) -> Result<(), String> {
    for seed in 0..8 {
        let expanded = example::expand(&case.text, seed)?;
        let marked = expanded.marked.first().ok_or_else(|| format!("{}: nothing is marked", case.source))?;
        let findings = scanner.text(&case.path, expanded.text.as_bytes()).findings;
        let found = findings.iter().find(|f| f.location.span.start as usize == marked.start);
        let found =
            found.ok_or_else(|| format!("{} (seed {seed}): nothing is found at the mark", case.source))?;
        if found.class.name() != case.class || case.rule.as_ref().is_some_and(|rule| *rule != found.rule) {
            return Err(format!(
                "{}: {} by {}, not {}",
                case.source,
                found.class.name(),
                found.rule,
                case.class
            ));
        }
    }
    Ok(())
}
