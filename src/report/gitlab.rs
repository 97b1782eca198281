//! GitLab's report of secret detection, version 15: a job's artefact that its security pages read.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::json::Harmless;
use super::{Report, is_exposed, prose};
use crate::finding::{Finding, Level};
use crate::rule::Rule;

/// The version of the format.
const VERSION: &str = "15.0.7";

/// Where its schema is published.
const SCHEMA: &str = "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v15.0.7/dist/secret-detection-report-format.json";

/// The format wants a commit. Nobody's is written as GitLab's own analyzer writes it.
const NO_COMMIT: &str = "0000000";

/// Characters of a name and of a solution, at most.
const LONGEST_NAME: usize = 255;
const LONGEST_SOLUTION: usize = 7000;

/// Writes the document and a line feed.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut seen = HashMap::new();
    let vulnerabilities: Vec<Value> = report
        .outcome
        .findings
        .iter()
        .filter(|finding| finding.is_open())
        .map(|finding| vulnerability(report, finding, &mut seen))
        .collect();
    let document = json!({
        "version": VERSION,
        "schema": SCHEMA,
        "scan": scan(report),
        "vulnerabilities": vulnerabilities,
    });
    serde_json::to_writer_pretty(Harmless(out), &document)?;
    writeln!(out)
}

fn scan(report: &Report<'_>) -> Value {
    let tool = json!({
        "id": "keyside",
        "name": "keyside",
        "url": env!("CARGO_PKG_REPOSITORY"),
        "version": env!("CARGO_PKG_VERSION"),
        "vendor": { "name": "keyside" },
    });
    let coverage = &report.outcome.coverage;
    let gaps = coverage.gaps.iter().map(|gap| {
        let level = if gap.reason.is_incomplete() { "warn" } else { "info" };
        json!({ "level": level, "value": format!("{}: {}", gap.origin, gap.reason) })
    });
    let notices = report.outcome.notices.iter().filter(|notice| notice.level > Level::None).map(|notice| {
        let level = if notice.level > Level::Note { "warn" } else { "info" };
        let line = notice.line.map(|line| format!(":{line}")).unwrap_or_default();
        json!({ "level": level, "value": format!("{}{line}: {}", notice.origin, prose::printable(&notice.text)) })
    });
    let messages: Vec<Value> = gaps.chain(notices).collect();
    let failed = report.run.strict && coverage.is_incomplete();
    json!({
        "analyzer": tool,
        "scanner": tool,
        "type": "secret_detection",
        "start_time": time(report.run.started),
        "end_time": time(report.run.ended),
        "status": if failed { "failure" } else { "success" },
        "messages": messages,
    })
}

/// In UTC and without saying so, as the format wants it.
fn time(seconds: u64) -> String {
    let time = i64::try_from(seconds).ok().and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    time.unwrap_or_default().format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn vulnerability<'r>(
    report: &'r Report<'_>,
    finding: &'r Finding,
    seen: &mut HashMap<(&'r str, String, &'r str), u64>,
) -> Value {
    let rule = report.rule(finding);
    let prose = rule.map(Rule::prose).unwrap_or_default();
    let title = rule.map_or(finding.rule.as_str(), |rule| &rule.title);
    let headline = prose::headline(finding, rule);
    let secret = report.secret(&finding.secret);
    let original = prose::original(finding);
    let original =
        original.map(|place| format!(" It comes from `{}`.", place.replace('`', "'"))).unwrap_or_default();
    let file = report.run.repository.path(&finding.location.origin.display_path());
    let place = (finding.rule.as_str(), file.clone(), finding.fingerprint.as_str());
    let occurrence = seen.entry(place).and_modify(|n| *n += 1).or_insert(0);
    json!({
        "id": id(finding, &file, *occurrence),
        "category": "secret_detection",
        "name": cut(title, LONGEST_NAME),
        "description": format!("{headline}: `{}`.{original}\n\n{}", secret.replace('`', "'"), prose::one_line(&prose.description)),
        "severity": severity(finding),
        "solution": cut(&prose::one_line(&prose.remediation), LONGEST_SOLUTION),
        "location": {
            "file": file,
            "start_line": finding.location.start.line,
            "end_line": finding.location.end.line,
            "commit": commit(report, finding),
        },
        "identifiers": identifiers(report, finding),
    })
}

/// The commit that brought the value if that is known, else the one that is checked out.
fn commit(report: &Report<'_>, finding: &Finding) -> Value {
    let Some(commit) = finding.location.origin.commit() else {
        return json!({ "sha": report.run.repository.commit.as_deref().unwrap_or(NO_COMMIT) });
    };
    let mut value = json!({ "sha": commit.id, "date": commit.date.to_rfc3339() });
    if let Some(author) = &commit.author {
        value["author"] = json!(author);
    }
    value
}

/// The first one is what GitLab knows a vulnerability by.
fn identifiers(report: &Report<'_>, finding: &Finding) -> Value {
    let name = format!("keyside rule {}", finding.rule);
    let mut rule = json!({ "type": "keyside_rule_id", "name": name, "value": finding.rule });
    if let Some(page) = report.page(finding) {
        rule["url"] = page.into();
    }
    let weakness = "https://cwe.mitre.org/data/definitions/798.html";
    json!([rule, { "type": "cwe", "name": "CWE-798", "value": "798", "url": weakness }])
}

fn severity(finding: &Finding) -> &'static str {
    match finding.level {
        Level::Error if is_exposed(finding) => "Critical",
        Level::Error => "High",
        Level::Warning => "Medium",
        Level::Note => "Low",
        Level::None => "Info",
    }
}

/// A UUID that stays the same when lines move: it is made of the rule, the file and the value.
fn id(finding: &Finding, file: &str, occurrence: u64) -> String {
    let mut hasher =
        blake3::Hasher::new_derive_key("keyside 2026 id of a vulnerability in GitLab's report v1");
    for part in [finding.rule.as_str(), file, finding.fingerprint.as_str(), &occurrence.to_string()] {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
