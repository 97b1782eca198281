//! Recall and false alarms of the rules that go by names, on `tests/data/labelled.toml`. `docs/accuracy.md` has the same numbers for
//! other scanners.

use std::ops::Range;
use std::path::PathBuf;
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

/// Writes the cases with one seed as files, and `cases.json` that says which lines of which file hold a secret; `benches/accuracy.py`
/// compares other scanners' reports with it.
#[test]
#[ignore = "for other scanners: KEYSIDE_CASES=DIR cargo test --test it labelled -- --ignored"]
fn the_cases_as_files() {
    let folder = PathBuf::from(std::env::var_os("KEYSIDE_CASES").expect("KEYSIDE_CASES names a folder"));
    let labelled = labelled();
    let mut index = Vec::new();
    for (kind, cases) in [("secret", &labelled.secret), ("other", &labelled.other)] {
        for (number, case) in cases.iter().enumerate() {
            let expanded = example::expand(&case.text, 1).expect("the placeholders are known");
            let file = format!("{kind}/{number}/{}", case.path);
            let path = folder.join(&file);
            std::fs::create_dir_all(path.parent().expect("it is in a folder"))
                .expect("the folder can be made");
            std::fs::write(&path, &expanded.text).expect("the file can be written");
            let line = |at: usize| 1 + expanded.text[..at].matches('\n').count();
            let lines: Vec<_> =
                expanded.marked.iter().map(|mark| [line(mark.start), line(mark.end)]).collect();
            index.push(serde_json::json!({ "file": file, "lines": lines }));
        }
    }
    let index = serde_json::to_string_pretty(&index).expect("it is plain data");
    std::fs::write(folder.join("cases.json"), index).expect("the file can be written");
}
