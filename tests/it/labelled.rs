//! Recall and false alarms of the rules that go by names, on `tests/data/labelled.toml`. `docs/accuracy.md` has the same numbers for
//! other scanners.

use std::ops::Range;
use std::sync::Arc;

use keyside::rule::{RuleSet, example};
use keyside::scan::{Options, Scanner};
use serde::Deserialize;

use crate::fixture::root;

/// Each case runs with so many seeds.
const SEEDS: u64 = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    secret: Vec<Case>,
    other: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    path: String,
    text: String,
    #[serde(default)]
    missed: bool,
    #[serde(default)]
    why: String,
}

fn labelled() -> Labelled {
    let text = std::fs::read_to_string(root().join("tests/data/labelled.toml")).expect("it is committed");
    toml::from_str(&text).expect("it is well formed")
}

/// The ranges that are reported with default confidence, and those that the case marks.
fn found(scanner: &Scanner, case: &Case, seed: u64) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let expanded = example::expand(&case.text, seed).expect("the placeholders are known");
    let findings = scanner.text(&case.path, expanded.text.as_bytes()).findings;
    let range = |span: keyside::location::Span| span.start as usize..span.end as usize;
    (findings.iter().map(|finding| range(finding.location.span)).collect(), expanded.marked)
}

fn scanner() -> Scanner {
    Scanner::new(Arc::new(RuleSet::builtin()), Options::default())
}

#[test]
fn secrets_of_every_kind_of_file_are_found() {
    let (scanner, labelled) = (scanner(), labelled());
    let mut wrong = Vec::new();
    for case in &labelled.secret {
        let misses = (0..SEEDS).filter(|seed| {
            let (found, marked) = found(&scanner, case, *seed);
            found != marked
        });
        let misses = misses.count();
        if (misses > 0) != case.missed {
            wrong.push(format!("{misses} of {SEEDS} seeds: {}: {}", case.path, case.text));
        }
    }
    assert!(wrong.is_empty(), "missed, or found though marked as missed:\n{}", wrong.join("\n"));
    assert!(labelled.secret.len() >= 80);
}

#[test]
fn what_only_looks_like_secrets_is_silent() {
    let (scanner, labelled) = (scanner(), labelled());
    let mut wrong = Vec::new();
    for case in &labelled.other {
        let alarms = (0..SEEDS).filter(|seed| !found(&scanner, case, *seed).0.is_empty()).count();
        if alarms > 0 {
            wrong.push(format!("{alarms} of {SEEDS} seeds: {}: {} ({})", case.path, case.text, case.why));
        }
    }
    assert!(wrong.is_empty(), "reported:\n{}", wrong.join("\n"));
    assert!(labelled.other.len() >= 120);
}
