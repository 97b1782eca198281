//! One JSON document. Fields may be added; those that are here keep their names and meanings.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Report, prose};
use crate::finding::{Configuration, Coverage, Finding, KeyClass, Level, Side, SuppressionKind};

/// Names the format; the number changes if a field ever loses its meaning.
const SCHEMA: &str = "keyside-report/1";

#[derive(Serialize)]
struct Document<'r> {
    schema: &'static str,
    tool: Tool,
    coverage: CoverageJson,
    dropped: BTreeMap<&'static str, u64>,
    public: BTreeMap<&'static str, u64>,
    configuration: Option<ConfigurationJson<'r>>,
    muted: MutedJson,
    findings: Vec<FindingJson<'r>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
    rules: usize,
}

#[derive(Serialize)]
struct CoverageJson {
    files: u64,
    bytes: u64,
    binaries: u64,
    incomplete: bool,
    gaps: Vec<GapJson>,
}

#[derive(Serialize)]
struct ConfigurationJson<'r> {
    file: &'r str,
    replaced_rules: usize,
    never_fails: bool,
}

/// What the configuration left out; what it allowed is among the findings, marked as suppressed.
#[derive(Serialize)]
struct MutedJson {
    files: u64,
    findings: BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
struct GapJson {
    path: String,
    reason: &'static str,
    detail: String,
    incomplete: bool,
}

#[derive(Serialize)]
struct FindingJson<'r> {
    rule: &'r str,
    also: &'r [String],
    provider: Option<&'r str>,
    class: KeyClass,
    level: Level,
    side: Side,
    confidence: &'static str,
    environment: Option<&'static str>,
    path: String,
    start_line: u64,
    start_column: u64,
    end_line: u64,
    end_column: u64,
    start_byte: u64,
    end_byte: u64,
    secret: String,
    message: String,
    fingerprint: &'r str,
    evidence: Vec<EvidenceJson<'r>>,
    /// The place in the original source of a bundle; nothing maps back yet.
    original: Option<()>,
    /// What accepted the finding.
    suppressed: Option<SuppressionJson<'r>>,
}

#[derive(Serialize)]
struct SuppressionJson<'r> {
    kind: SuppressionKind,
    reason: Option<&'r str>,
}

#[derive(Serialize)]
struct EvidenceJson<'r> {
    path: String,
    line: u64,
    text: &'r str,
}

/// Writes the document and a line feed.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let outcome = report.outcome;
    let document = Document {
        schema: SCHEMA,
        tool: Tool { name: "keyside", version: env!("CARGO_PKG_VERSION"), rules: report.rules.rules.len() },
        coverage: coverage(&outcome.coverage),
        dropped: outcome.dropped.iter().map(|(reason, n)| (reason.name(), *n)).collect(),
        public: outcome.public.iter().map(|(class, n)| (class.name(), *n)).collect(),
        configuration: outcome.configuration.as_ref().map(configuration),
        muted: MutedJson {
            files: outcome.muted.files,
            findings: outcome.muted.findings.iter().map(|(reason, n)| (reason.name(), *n)).collect(),
        },
        findings: outcome.findings.iter().map(|f| finding(report, f)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn configuration(used: &Configuration) -> ConfigurationJson<'_> {
    ConfigurationJson { file: &used.file, replaced_rules: used.replaced_rules, never_fails: used.never_fails }
}

fn coverage(coverage: &Coverage) -> CoverageJson {
    let gap = |gap: &crate::location::Gap| GapJson {
        path: gap.origin.display_path(),
        reason: gap.reason.name(),
        detail: gap.reason.to_string(),
        incomplete: gap.reason.is_incomplete(),
    };
    CoverageJson {
        files: coverage.files,
        bytes: coverage.bytes,
        binaries: coverage.binaries,
        incomplete: coverage.is_incomplete(),
        gaps: coverage.gaps.iter().map(gap).collect(),
    }
}

fn finding<'r>(report: &'r Report<'_>, finding: &'r Finding) -> FindingJson<'r> {
    let (start, end, span) = (finding.location.start, finding.location.end, finding.location.span);
    FindingJson {
        rule: &finding.rule,
        also: &finding.also,
        provider: report.provider(finding).map(|p| p.name.as_str()),
        class: finding.class,
        level: finding.level,
        side: finding.side,
        confidence: finding.confidence.name(),
        environment: finding.environment.map(|e| e.name()),
        path: finding.location.origin.display_path(),
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        start_byte: span.start,
        end_byte: span.end,
        secret: report.secret(&finding.secret),
        message: prose::headline(finding, report.rule(finding)),
        fingerprint: finding.fingerprint.as_str(),
        evidence: finding
            .evidence
            .iter()
            .map(|e| EvidenceJson { path: e.origin.display_path(), line: e.line, text: &e.text })
            .collect(),
        original: None,
        suppressed: finding
            .suppressed
            .as_ref()
            .map(|s| SuppressionJson { kind: s.kind, reason: s.reason.as_deref() }),
    }
}
