//! SARIF 2.1.0, as code-scanning services read it.
//!
//! Columns are UTF-16 code units. Paths are relative where the scanned paths were. A value that is exposed to clients
//! and one that is merely hardcoded are two rules (`x/client` and `x`), since severity belongs to a rule.

use std::collections::BTreeMap;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactLocation, Invocation, Location, Message, MultiformatMessageString, Notification,
    PhysicalLocation, PropertyBag, Region, ReportingConfiguration, ReportingDescriptor,
    Result as SarifResult, ResultLevel, Run, Sarif, Tool, ToolComponent,
};

use super::{Report, prose, rule_page};
use crate::finding::{Evidence, Finding, Level, Side};
use crate::rule::Rule;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What a URI's path cannot hold as it is. `/` separates, so it stays.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'|')
    .add(b'\\')
    .add(b':');

/// Writes the log and a line feed.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rules: BTreeMap<String, (Option<&Rule>, Side)> = BTreeMap::new();
    for finding in &report.outcome.findings {
        rules.entry(rule_id(finding)).or_insert((report.rule(finding), finding.side));
    }
    let index: BTreeMap<&str, i64> =
        rules.keys().enumerate().map(|(i, id)| (id.as_str(), i as i64)).collect();
    let results: Vec<SarifResult> =
        report.outcome.findings.iter().map(|f| result(report, f, &index)).collect();
    let descriptors: Vec<ReportingDescriptor> = rules
        .iter()
        .filter_map(|(id, (rule, side))| rule.map(|rule| descriptor(report, id, rule, *side)))
        .collect();
    let driver = ToolComponent::builder()
        .name("keyside")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .information_uri(env!("CARGO_PKG_REPOSITORY"))
        .rules(descriptors)
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .results(results)
        .invocations(vec![invocation(report)])
        .column_kind(json!("utf16CodeUnits"))
        .build();
    let log = Sarif::builder().schema(SCHEMA).version(json!("2.1.0")).runs(vec![run]).build();
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// The rule's id at the finding's exposure.
fn rule_id(finding: &Finding) -> String {
    match finding.side {
        Side::Client | Side::Shared => format!("{}/client", finding.rule),
        _ => finding.rule.clone(),
    }
}

fn descriptor(report: &Report<'_>, id: &str, rule: &Rule, side: Side) -> ReportingDescriptor {
    let provider = report.rules.provider(rule);
    let exposed = matches!(side, Side::Client | Side::Shared);
    let level = crate::finding::default_level(rule.class, side, rule.confidence);
    let severity = match (level, exposed) {
        (Level::Error, true) => "9.5",
        (Level::Error, false) => "8.0",
        (Level::Warning, true) => "6.5",
        (Level::Warning, false) => "5.0",
        (Level::Note | Level::None, _) => "2.0",
    };
    let precision = match rule.confidence {
        crate::finding::Confidence::High => "very-high",
        crate::finding::Confidence::Medium => "high",
        crate::finding::Confidence::Low => "low",
    };
    let properties = PropertyBag::builder()
        .tags(vec!["security".to_owned(), "secret".to_owned(), "external/cwe/cwe-798".to_owned()])
        .additional_properties(BTreeMap::from([
            ("precision".to_owned(), json!(precision)),
            ("security-severity".to_owned(), json!(severity)),
            ("class".to_owned(), json!(rule.class)),
        ]))
        .build();
    let prose = rule.prose();
    let text = |text: &str| MultiformatMessageString::builder().text(sentence(text)).build();
    let help = MultiformatMessageString::builder()
        .text(format!("{} {}", sentence(&prose.description), sentence(&prose.remediation)))
        .markdown(rule_page::rule(rule, provider))
        .build();
    ReportingDescriptor::builder()
        .id(id)
        .name(pascal_case(id))
        .short_description(text(&rule.title))
        .full_description(text(&prose.description))
        .help(help)
        .help_uri(rule_page::url(rule, provider))
        .default_configuration(ReportingConfiguration::builder().level(json!(level)).build())
        .properties(properties)
        .build()
}

fn result(report: &Report<'_>, finding: &Finding, index: &BTreeMap<&str, i64>) -> SarifResult {
    let id = rule_id(finding);
    let provider = report.provider(finding).map(|p| p.name.clone());
    let properties = BTreeMap::from([
        ("class".to_owned(), json!(finding.class)),
        ("side".to_owned(), json!(finding.side)),
        ("confidence".to_owned(), json!(finding.confidence)),
        ("provider".to_owned(), json!(provider)),
        ("fingerprint".to_owned(), json!(finding.fingerprint.as_str())),
        ("also".to_owned(), json!(finding.also)),
    ]);
    let headline = prose::headline(finding, report.rule(finding));
    let message = format!("{headline}: {}.", report.secret(&finding.secret));
    let related: Vec<Location> =
        finding.evidence.iter().enumerate().map(|(i, e)| related(e, i as i64 + 1)).collect();
    SarifResult::builder()
        .rule_index(index.get(id.as_str()).copied().unwrap_or(-1))
        .rule_id(id)
        .level(result_level(finding.level))
        .message(Message::builder().text(message).build())
        .locations(vec![location(finding)])
        .related_locations(related)
        .partial_fingerprints(BTreeMap::from([(
            "keyside/secret/v1".to_owned(),
            finding.fingerprint.to_string(),
        )]))
        .properties(PropertyBag::builder().additional_properties(properties).build())
        .build()
}

fn result_level(level: Level) -> ResultLevel {
    match level {
        Level::Error => ResultLevel::Error,
        Level::Warning => ResultLevel::Warning,
        Level::Note => ResultLevel::Note,
        Level::None => ResultLevel::None,
    }
}

fn location(finding: &Finding) -> Location {
    let (start, end, span) = (finding.location.start, finding.location.end, finding.location.span);
    let region = Region::builder()
        .start_line(start.line as i64)
        .start_column(start.utf16_column as i64)
        .end_line(end.line as i64)
        .end_column(end.utf16_column as i64)
        .byte_offset(span.start as i64)
        .byte_length((span.end - span.start) as i64)
        .build();
    Location::builder()
        .physical_location(physical(&finding.location.origin.display_path(), Some(region)))
        .build()
}

fn related(evidence: &Evidence, id: i64) -> Location {
    let region = Region::builder().start_line(evidence.line as i64).build();
    Location::builder()
        .id(id)
        .physical_location(physical(&evidence.origin.display_path(), Some(region)))
        .message(Message::builder().text(evidence.text.clone()).build())
        .build()
}

fn physical(path: &str, region: Option<Region>) -> PhysicalLocation {
    let artifact = ArtifactLocation::builder().uri(uri(path)).build();
    match region {
        Some(region) => PhysicalLocation::builder().artifact_location(artifact).region(region).build(),
        None => PhysicalLocation::builder().artifact_location(artifact).build(),
    }
}

/// A path as a URI reference: relative stays relative, absolute becomes `file:`.
fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, NOT_IN_PATH).to_string();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded }
}

/// What could not be read, as notifications; the log is the place where "clean" and "not read" must differ.
fn invocation(report: &Report<'_>) -> Invocation {
    let notifications: Vec<Notification> = report
        .outcome
        .coverage
        .gaps
        .iter()
        .map(|gap| {
            let path = gap.origin.display_path();
            let level: Value = if gap.reason.is_incomplete() { json!("warning") } else { json!("note") };
            Notification::builder()
                .level(level)
                .message(Message::builder().text(sentence(&format!("{path}: {}", gap.reason))).build())
                .locations(vec![Location::builder().physical_location(physical(&path, None)).build()])
                .build()
        })
        .collect();
    Invocation::builder().execution_successful(true).tool_execution_notifications(notifications).build()
}

/// With a full stop, since viewers show the first sentence.
fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.ends_with('.') { text } else { format!("{text}.") }
}

/// `stripe-secret-key/client` to `StripeSecretKeyClient`, as the names of SARIF rules are written.
fn pascal_case(id: &str) -> String {
    id.split(['-', '/'])
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
        })
        .collect()
}
