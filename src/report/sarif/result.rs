//! A finding as a result.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactContent, CodeFlow, Location, PropertyBag, Region, Result as SarifResult, ResultKind, ResultLevel,
    Suppression, ThreadFlow, ThreadFlowLocation,
};

use super::{Context, limits, message, rules};
use crate::finding::{self, Evidence, Finding, Level, Original, SuppressionKind};
use crate::location::{Commit, Origin};

/// The result of a finding whose line has this hash.
pub(super) fn result(context: &Context<'_>, finding: &Finding, line_hash: Option<&str>) -> SarifResult {
    let id = rules::id(finding);
    let mut fingerprints =
        BTreeMap::from([("keyside/secret/v1".to_owned(), finding.fingerprint.to_string())]);
    fingerprints.extend(line_hash.map(|hash| ("primaryLocationLineHash".to_owned(), hash.to_owned())));
    let mut related: Vec<Location> =
        evidence(finding).zip(1..).map(|(evidence, id)| step(context, evidence, Some(id))).collect();
    let next = related.len() as i64 + 1;
    related.extend(finding.original.as_ref().map(|place| original(context, place, next)));
    let mut result = SarifResult::builder()
        .message(message::of_finding(context.report, finding))
        .level(level(finding.level))
        .locations(vec![location(context, finding)])
        .partial_fingerprints(fingerprints)
        .properties(properties(context, finding))
        .build();
    // Absent means `fail`, and anything else than `fail` goes with level `none` only.
    result.kind = (finding.level == Level::None).then_some(ResultKind::Informational);
    result.rule_index = context.rules.index(&id);
    result.rule_id = Some(id);
    result.related_locations = (!related.is_empty()).then_some(related);
    result.code_flows = code_flow(context, finding).map(|flow| vec![flow]);
    result.suppressions = finding.suppressed.as_ref().map(|suppressed| vec![suppression(suppressed)]);
    result
}

fn level(level: Level) -> ResultLevel {
    match level {
        Level::Error => ResultLevel::Error,
        Level::Warning => ResultLevel::Warning,
        Level::Note => ResultLevel::Note,
        Level::None => ResultLevel::None,
    }
}

fn properties(context: &Context<'_>, finding: &Finding) -> PropertyBag {
    let mut properties = BTreeMap::from([
        ("class".to_owned(), json!(finding.class)),
        ("side".to_owned(), json!(finding.side)),
        ("confidence".to_owned(), json!(finding.confidence)),
        ("provider".to_owned(), json!(context.report.provider(finding).map(|provider| &provider.name))),
        ("fingerprint".to_owned(), json!(finding.fingerprint.as_str())),
        ("also".to_owned(), json!(finding.also)),
    ]);
    let member = finding.location.origin.member_name();
    properties.extend(member.map(|name| ("member".to_owned(), json!(name))));
    properties
        .extend(finding.location.origin.commit().map(|commit| ("commit".to_owned(), of_commit(commit))));
    properties.extend(finding.environment.map(|e| ("environment".to_owned(), json!(e.name()))));
    PropertyBag::builder().additional_properties(properties).build()
}

fn of_commit(commit: &Commit) -> Value {
    let mut properties = json!({
        "id": commit.id,
        "date": commit.date.to_rfc3339(),
        "blob": commit.blob,
        "atHead": commit.at_head,
    });
    if let Some(author) = &commit.author {
        properties["author"] = json!(author);
    }
    properties
}

fn location(context: &Context<'_>, finding: &Finding) -> Location {
    let (start, end, span) = (finding.location.start, finding.location.end, finding.location.span);
    let region = Region::builder()
        .start_line(start.line as i64)
        .start_column(start.utf16_column as i64)
        .end_line(end.line as i64)
        .end_column(end.utf16_column as i64)
        .byte_offset(span.start as i64)
        .byte_length((span.end - span.start) as i64)
        .snippet(text(value(context, finding)))
        .build();
    let mut physical = context.places.physical(&finding.location.origin, Some(region));
    physical.context_region = surroundings(finding);
    Location::builder().physical_location(physical).build()
}

/// What stands in the region, as the report shows it.
fn value(context: &Context<'_>, finding: &Finding) -> String {
    if context.report.show_secrets {
        return context.report.secret(&finding.secret);
    }
    let (from, length) = (finding.excerpt.highlight.start, finding.excerpt.highlight.len());
    finding.excerpt.text.chars().skip(from).take(length).collect()
}

/// The line that the secret stands in, for viewers that have the log but not the file. A part of a line is no region.
fn surroundings(finding: &Finding) -> Option<Region> {
    let (excerpt, line) = (&finding.excerpt, finding.location.start.line);
    let is_whole = !excerpt.cut_left && !excerpt.cut_right && finding.location.end.line == line;
    // It must hold more than the region itself.
    let holds_more = excerpt.text.chars().count() > excerpt.highlight.len();
    (is_whole && holds_more)
        .then(|| Region::builder().start_line(line as i64).snippet(text(excerpt.text.clone())).build())
}

fn text(text: String) -> ArtifactContent {
    ArtifactContent::builder().text(text).build()
}

/// As much as there is room for beside the place itself and the one that it comes from.
fn evidence(finding: &Finding) -> impl Iterator<Item = &Evidence> {
    finding.evidence.iter().take(limits::evidence(finding))
}

/// The place in the source that a bundle was made from. Its column counts characters, so it is not told: regions count UTF-16 units.
fn original(context: &Context<'_>, original: &Original, id: i64) -> Location {
    let origin = Origin::file(original.path.clone().into());
    let region = Region::builder().start_line(original.line as i64).build();
    let mut location = context.places.location(&origin, Some(region));
    location.message = Some(message::plain("is where it comes from"));
    location.id = Some(id);
    location
}

fn step(context: &Context<'_>, evidence: &Evidence, id: Option<i64>) -> Location {
    let region = Region::builder().start_line(evidence.line as i64).build();
    let mut location = context.places.location(&evidence.origin, Some(region));
    location.message = Some(message::plain(&evidence.text));
    location.id = id;
    location
}

/// Several steps are a way that ends at the secret. The other half of a pair is a place beside it, and no step.
fn code_flow(context: &Context<'_>, finding: &Finding) -> Option<CodeFlow> {
    let steps = context.report.steps(finding);
    if steps < 2 {
        return None;
    }
    let mut end = location(context, finding);
    end.message = Some(message::headline(context.report, finding));
    let locations = evidence(finding)
        .take(steps)
        .map(|evidence| step(context, evidence, None))
        .chain([end])
        .map(|location| ThreadFlowLocation::builder().location(location).build());
    let flow = ThreadFlow::builder().locations(locations.collect::<Vec<_>>()).build();
    Some(CodeFlow::builder().thread_flows(vec![flow]).build())
}

fn suppression(suppressed: &finding::Suppression) -> Suppression {
    let kind: Value = match suppressed.kind {
        SuppressionKind::Inline => json!("inSource"),
        SuppressionKind::Allow | SuppressionKind::Baseline | SuppressionKind::Before => json!("external"),
    };
    let mut suppression = Suppression::builder().kind(kind).status(json!("accepted")).build();
    suppression.justification = suppressed.reason.clone();
    suppression
}
