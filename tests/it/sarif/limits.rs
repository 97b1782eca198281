//! What GitHub would reject is cut, the least severe first, and the log says so.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use keyside::finding::{Confidence, Evidence, Finding, Level, Outcome, Suppression, SuppressionKind};
use keyside::location::{Gap, GapReason, Origin};
use keyside::rule::{RuleSet, example};
use keyside::scan::{Options, Scanner};
use serde_json::Value;

use super::{log, parsed, results, text, walk};
use crate::fixture::{expand, write};

fn scanner() -> Scanner {
    Scanner::new(Arc::new(RuleSet::builtin()), Options { line_hashes: true, ..Options::default() })
}

fn finding() -> Finding {
    scanner().text("a.env", expand("KEY=sk_live_<<alnum:24>>").as_bytes()).findings.remove(0)
}

/// The notification that says what is left out.
fn left_out(log: &Value) -> Option<&str> {
    let notifications = log.pointer("/runs/0/invocations/0/toolExecutionNotifications")?.as_array()?;
    let found = notifications.iter().find(|n| n["descriptor"]["id"] == "too-many-results")?;
    Some(text(found, "/message/text"))
}

#[test]
fn at_most_25_000_results() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for file in 0..260u64 {
        let lines: String = (0..100)
            .map(|line| {
                example::expand("sk_live_<<alnum:24>>\n", file * 100 + line).expect("it is known").text
            })
            .collect();
        write(&folder.path().join(format!("{file:03}.txt")), lines);
    }
    let paths = folder.path().to_owned();
    let mut outcome = scanner().paths(&walk(paths));
    assert_eq!(outcome.findings.len(), 26_000);
    // The least severe stand first, so that it is not the order that decides.
    for finding in &mut outcome.findings[..500] {
        finding.level = Level::Note;
    }
    for finding in &mut outcome.findings[500..900] {
        finding.confidence = Confidence::Low;
    }
    for finding in &mut outcome.findings[900..1_100] {
        finding.suppressed = Some(Suppression { kind: SuppressionKind::Baseline, reason: None });
    }
    let log = parsed(&log(&outcome));
    assert_eq!(results(&log).len(), 25_000);
    assert!(
        results(&log).iter().all(|result| result["level"] == "error" && result.get("suppressions").is_none())
    );
    let sure = results(&log).iter().filter(|result| result["properties"]["confidence"] == "high").count();
    assert_eq!(sure, 24_900);
    let said = left_out(&log).expect("it says so");
    assert!(
        said.starts_with("1000 results are left out, since a log holds at most 25000 results."),
        "{said}"
    );
}

#[test]
fn at_most_ten_megabytes_compressed() {
    // Names as long as paths get, of digits that do not compress.
    let template = finding();
    let findings = (0..12_000).map(|seed| {
        let mut finding = template.clone();
        let name = example::expand(&"<<alnum:200>>/".repeat(8), seed).expect("it is known").text;
        finding.location.origin = Origin::file(PathBuf::from(format!("{name}.env")));
        finding.level = if seed < 100 { Level::Warning } else { Level::Error };
        finding
    });
    let outcome = Outcome { findings: findings.collect(), ..Outcome::default() };
    let written = log(&outcome);
    let mut compressed = GzEncoder::new(Vec::new(), Compression::default());
    compressed.write_all(written.as_bytes()).expect("memory can be written to");
    let compressed = compressed.finish().expect("memory can be written to").len();
    assert!(compressed <= 10_000_000, "{compressed} bytes");
    assert!(compressed > 8_000_000, "{compressed} bytes: more is cut than must be");
    let log = parsed(&written);
    let kept = results(&log).len();
    assert!(results(&log).iter().all(|result| result["level"] == "error"));
    assert_eq!(log["runs"][0]["artifacts"].as_array().map(Vec::len), Some(kept));
    let said = left_out(&log).expect("it says so");
    let count = 12_000 - kept;
    assert!(
        said.starts_with(&format!("{count} results are left out, since a compressed log holds")),
        "{said}"
    );
}

#[test]
fn a_log_within_limits_says_nothing() {
    let outcome = Outcome { findings: vec![finding()], ..Outcome::default() };
    assert_eq!(left_out(&parsed(&log(&outcome))), None);
}

#[test]
fn at_most_1_000_locations_a_result() {
    let mut finding = finding();
    let step =
        |line| Evidence { origin: Origin::file(PathBuf::from("a.ts")), line, text: "imports [it](9)".into() };
    finding.evidence = (1..=1_500).map(step).collect();
    let log = parsed(&log(&Outcome { findings: vec![finding], ..Outcome::default() }));
    let result = &results(&log)[0];
    assert_eq!(result["relatedLocations"].as_array().map(Vec::len), Some(999));
    let flow = result.pointer("/codeFlows/0/threadFlows/0/locations").and_then(Value::as_array);
    assert_eq!(flow.map(Vec::len), Some(1000));
    let message = text(result, "/message/text");
    assert!(message.contains(r"[imports \[it\](9)](20), and 1480 more steps."), "{message}");
}

#[test]
fn gaps_without_end_are_counted() {
    let gap = |n| Gap { origin: Origin::file(PathBuf::from(format!("{n}"))), reason: GapReason::Missing };
    let mut outcome = Outcome::default();
    outcome.coverage.gaps = (0..1_200).map(gap).collect();
    let log = parsed(&log(&outcome));
    let notifications = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notifications.as_array().map(Vec::len), Some(1_001));
    assert!(text(&notifications[1_000], "/message/text").starts_with("200 more are left out"));
}

#[test]
fn descriptions_of_a_users_rule_are_short_enough() {
    let long = "é".repeat(2000);
    let file = format!(
        r#"
provider = "Acme"
homepage = "https://acme.example"

[[rule]]
id = "acme-{}"
title = "{long}"
class = "secret"
confidence = "high"
keywords = ["acme_"]
pattern = '\b(?<secret>acme_[0-9a-f]{{32}})\b'
description = "{long}"
remediation = "Revoke it."
references = ["https://acme.example/docs"]
match = [{{ text = "«acme_<<hex:32>>»" }}]
no_match = [{{ text = "x", why = "Short." }}]
"#,
        "x".repeat(300)
    );
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    write(&folder.path().join("acme.toml"), file);
    write(&folder.path().join("a.txt"), expand("acme_<<hex:32>>"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["scan", "a.txt", "--rules", "acme.toml", "--format", "sarif", "-q"])
        .current_dir(folder.path())
        .output()
        .expect("the binary runs");
    let log = parsed(&String::from_utf8_lossy(&output.stdout));
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][0];
    for (pointer, most) in [("/name", 255), ("/shortDescription/text", 1024), ("/fullDescription/text", 1024)]
    {
        assert_eq!(text(rule, pointer).chars().count(), most, "{pointer}");
    }
    // Its page is not among ours.
    assert_eq!(text(rule, "/helpUri"), "https://acme.example/docs");
}
