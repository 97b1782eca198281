//! What a run costs: getting ready, a text without a key, and one with many.
//!
//! `cargo bench`. For whole trees and for rivals see `docs/benchmarks.md`.

use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;
use keyside::detect::Prefilter;
use keyside::rule::{RuleSet, example};
use keyside::scan::{Options, Scanner};

fn main() {
    divan::main();
}

fn scanner() -> Scanner {
    Scanner::new(Arc::new(RuleSet::builtin()), Options::default())
}

/// Source code: this crate's own, again and again.
fn source_code() -> Vec<u8> {
    let own = [
        include_str!("../src/detect/mod.rs"),
        include_str!("../src/scan/file.rs"),
        include_str!("../src/report/sarif/result.rs"),
    ];
    own.concat().repeat(64).into_bytes()
}

#[divan::bench]
fn load_the_rules() -> RuleSet {
    RuleSet::builtin()
}

#[divan::bench]
fn prepare_the_prefilter(bencher: Bencher<'_, '_>) {
    let rules = RuleSet::builtin();
    let keywords: Vec<String> = rules.rules.iter().flat_map(|rule| rule.keywords.clone()).collect();
    bencher.bench(|| Prefilter::new(&keywords));
}

#[divan::bench]
fn source_code_without_keys(bencher: Bencher<'_, '_>) {
    let (scanner, text) = (scanner(), source_code());
    bencher.counter(BytesCount::of_slice(&text)).bench(|| scanner.text("lib.rs", &text));
}

#[divan::bench]
fn a_file_of_keys(bencher: Bencher<'_, '_>) {
    let scanner = scanner();
    let text: String = (0..1000)
        .filter_map(|seed| example::expand("a: sk_live_<<alnum:24>>\n", seed).ok())
        .map(|e| e.text)
        .collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| scanner.text("keys.yml", text.as_bytes()));
}
