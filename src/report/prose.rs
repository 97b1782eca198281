//! Sentences that every format shares.

use crate::finding::{Confidence, Configuration, Finding, Outcome, Side};
use crate::location::is_steering;
use crate::rule::Rule;

/// What was found and why it matters, in a line without the value: `Stripe secret API key, hardcoded (production)`.
pub fn headline(finding: &Finding, rule: Option<&Rule>) -> String {
    if let Some(message) = &finding.message {
        return message.clone();
    }
    let title = rule.map_or(finding.rule.as_str(), |rule| rule.title.as_str());
    let mut line = format!("{title}, {}", exposure(finding.side));
    let mut remarks = Vec::new();
    if let Some(environment) = finding.environment {
        remarks.push(environment.name().to_owned());
    }
    if rule.is_some_and(|rule| rule.checksum.is_some() && finding.confidence < rule.confidence) {
        remarks.push("its checksum does not fit".to_owned());
    }
    if finding.confidence == Confidence::Low {
        remarks.push("low confidence".to_owned());
    }
    remarks.extend(finding.remark.map(|remark| remark.to_string()));
    if !remarks.is_empty() {
        line.push_str(&format!(" ({})", remarks.join(", ")));
    }
    line
}

/// The commit that brought a value, and whether it is still there: `commit abc1234, 2024-03-01, still at HEAD`.
pub fn commit(finding: &Finding) -> Option<String> {
    finding.location.origin.commit().map(|commit| printable(&commit.to_string()))
}

/// How a value at that side can be seen.
pub fn exposure(side: Side) -> &'static str {
    match side {
        Side::Client | Side::Shared => "exposed to clients",
        Side::Docs => "in documentation",
        Side::Test => "in a test",
        Side::Server | Side::Build | Side::Unknown => "hardcoded",
    }
}

/// `src/pay.ts:3:14`, where a bundle's finding comes from, if that is known.
pub fn original(finding: &Finding) -> Option<String> {
    let original = finding.original.as_ref()?;
    Some(format!("{}:{}:{}", printable(&original.path), original.line, original.column))
}

/// A text that cannot steer a terminal: a user's rule file, which may be part of the scanned tree, has titles too.
pub fn printable(text: &str) -> String {
    text.replace(is_steering, "\u{FFFD}")
}

/// A value on one line, with what a terminal would obey written as in code.
pub fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        if is_steering(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

/// A text without its line breaks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a configuration changes in silence, in parentheses: ` (muted: 3 findings, 12 files; replaces 1 built-in rule)`.
pub fn changes(outcome: &Outcome, configuration: &Configuration) -> String {
    let findings: u64 = outcome.muted.findings.values().sum();
    let mut muted = Vec::new();
    if findings > 0 {
        muted.push(count(findings, "finding", "findings"));
    }
    if outcome.muted.files > 0 {
        muted.push(count(outcome.muted.files, "file", "files"));
    }
    let mut changes = Vec::new();
    if !muted.is_empty() {
        changes.push(format!("muted: {}", muted.join(", ")));
    }
    if configuration.replaced_rules > 0 {
        let rules = count(configuration.replaced_rules as u64, "built-in rule", "built-in rules");
        changes.push(format!("replaces {rules}"));
    }
    if configuration.never_fails {
        changes.push("no finding fails the run".to_owned());
    }
    if changes.is_empty() { String::new() } else { format!(" ({})", changes.join("; ")) }
}

/// `1 file`, `2 files`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Bytes in the unit that gives a short number.
pub fn size(bytes: u64) -> String {
    let units = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)];
    match units.iter().find(|(_, unit)| bytes as f64 >= *unit) {
        Some((name, unit)) => format!("{:.1} {name}", bytes as f64 / unit),
        None => count(bytes, "byte", "bytes"),
    }
}
