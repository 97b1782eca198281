//! The summary, through the library's front door.

use std::path::PathBuf;
use std::time::Duration;

use keyside::finding::{Coverage, Finding, Level, Outcome, Side, Suppression, SuppressionKind};
use keyside::location::{Gap, GapReason, Origin};
use keyside::report;
use keyside::rule::RuleSet;
use keyside::scan::{Options, Scanner};

use crate::fixture::expand;

fn summary(outcome: &Outcome, verbosity: u8) -> String {
    let mut out = Vec::new();
    report::summary(outcome, Duration::from_millis(1500), verbosity, &mut out)
        .expect("memory can be written to");
    anstream::adapter::strip_str(&String::from_utf8(out).expect("summaries are UTF-8")).to_string()
}

/// Findings of two secrets at several sides and levels, one of them accepted.
fn findings() -> Vec<Finding> {
    let scanner = Scanner::new(RuleSet::builtin().into(), Options::default());
    let places = [
        (Side::Client, Level::Error),
        (Side::Server, Level::Error),
        (Side::Client, Level::Warning),
        (Side::Docs, Level::Note),
        (Side::Test, Level::Warning),
    ];
    let text = expand("a = 'sk_live_<<alnum:24>>'\nb = 'ghp_<<github-crc32:36>>'\n");
    let two = scanner.text("a.ts", text.as_bytes()).findings;
    assert_eq!(two.len(), 2);
    let mut findings: Vec<Finding> = two.iter().cycle().take(places.len()).cloned().collect();
    for (finding, (side, level)) in findings.iter_mut().zip(places) {
        (finding.side, finding.level) = (side, level);
    }
    if let Some(last) = findings.last_mut() {
        last.suppressed = Some(Suppression { kind: SuppressionKind::Inline, reason: None });
    }
    findings
}

#[test]
fn findings_are_counted_by_side_and_level() {
    let coverage = Coverage { files: 5, bytes: 2_500_000, ..Coverage::default() };
    let outcome = Outcome { findings: findings(), coverage, ..Outcome::default() };
    let expected = "\
side    error  warning  note
client      1        1     -
server      1        -     -
docs        -        -     1
1 accepted (1 inline).
Scanned 5 files (2.5 MB), in 1.50 s: 2 errors, 1 warning, 1 note from 2 secrets.
";
    assert_eq!(summary(&outcome, 0), expected);
}

#[test]
fn nothing_found_is_told_with_what_was_looked_at() {
    let coverage = Coverage { files: 3, bytes: 700, rules: 12, utf16: 1, binaries: 2, ..Coverage::default() };
    let outcome = Outcome { coverage, ..Outcome::default() };
    assert_eq!(
        summary(&outcome, 0),
        "Scanned 3 files (700 bytes) with 12 rules, 1 as UTF-16, 2 binaries in their printable parts only, in 1.50 s: \
         no secrets found.\n"
    );
}

#[test]
fn many_gaps_are_counted_by_reason() {
    let gap = |n: usize| Gap {
        origin: Origin::file(PathBuf::from(format!("{n:02}"))),
        reason: if n == 0 { GapReason::Missing } else { GapReason::TooLarge(9) },
    };
    let coverage = Coverage { gaps: (0..12).map(gap).collect(), ..Coverage::default() };
    let outcome = Outcome { coverage, ..Outcome::default() };
    let short = summary(&outcome, 0);
    assert_eq!(short.matches("larger than").count(), 9);
    assert!(short.contains("... and 2 more; -v lists them all\n"), "{short}");
    assert!(short.contains("Not scanned as they should be: 1 missing, 11 too-large.\n"), "{short}");
    assert!(short.ends_with("no secrets found in what could be read.\n"));
    assert_eq!(summary(&outcome, 1).matches("larger than").count(), 11);
}
