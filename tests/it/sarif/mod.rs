//! SARIF, as code scanning reads it: whole logs, and each promise of `docs/sarif.md`.

mod columns;
mod limits;
mod line_hash;
mod project;
mod reference;
mod whole;

use std::path::{Path, PathBuf};

use keyside::finding::Outcome;
use keyside::location::Checkout;
use keyside::report::{Format, Report, Run, SarifOptions};
use keyside::rule::RuleSet;
use keyside::source;
use serde_json::Value;

use crate::fixture::{compare, root};

/// What to walk.
fn walk(path: PathBuf) -> source::Options {
    source::Options {
        paths: vec![path],
        respect_ignore_files: true,
        exclude: None,
        git_folders: false,
        threads: 2,
    }
}

/// The log of an outcome, through the library's front door.
fn log(outcome: &Outcome) -> String {
    let checkout = Checkout::new(Path::new("/shop"), Path::new("/shop"));
    let options = SarifOptions { category: "keyside", exit_code: 1, checkout: &checkout };
    written(outcome, options)
}

fn written(outcome: &Outcome, options: SarifOptions<'_>) -> String {
    let report = Report { outcome, rules: &RuleSet::builtin(), show_secrets: false, run: Run::default() };
    let mut out = Vec::new();
    report.write(Format::Sarif(options), &mut out).expect("memory can be written to");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn parsed(log: &str) -> Value {
    serde_json::from_str(log).expect("a log is JSON")
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("a run has results")
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("there is no text at {pointer}"))
}

/// Compares with a committed log.
fn golden(name: &str, log: &str) {
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    let log = log.replace(&version, "\"[VERSION]\"");
    if let Err(message) = compare(&root().join("tests/data/sarif").join(name), &log) {
        panic!("{message}");
    }
}
