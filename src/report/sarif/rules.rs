//! The rules that fired.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;
use serde_sarif::sarif::{
    MultiformatMessageString, PropertyBag, ReportingConfiguration, ReportingDescriptor,
};

use super::limits::{self, shortened};
use super::message::sentence;
use crate::finding::{Confidence, Finding, KeyClass, Level, Side, default_level};
use crate::report::{Report, prose, rule_page};
use crate::rule::Rule;

/// The rule's id at the finding's exposure.
pub(super) fn id(finding: &Finding) -> String {
    match exposure(finding.side) {
        // A lint knows the side that it is about.
        Exposure::Client if finding.message.is_none() => format!("{}/client", finding.rule),
        _ => finding.rule.clone(),
    }
}

/// What tells two SARIF rules of one rule apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exposure {
    Hardcoded,
    Client,
}

fn exposure(side: Side) -> Exposure {
    match side {
        Side::Client | Side::Shared => Exposure::Client,
        Side::Server | Side::Build | Side::Test | Side::Docs | Side::Unknown => Exposure::Hardcoded,
    }
}

/// The rules that fired.
pub(super) struct Rules<'r> {
    by_id: BTreeMap<String, (&'r Rule, Exposure)>,
    indices: HashMap<String, i64>,
}

impl<'r> Rules<'r> {
    /// The rules of these findings.
    pub fn of(report: &'r Report<'_>, findings: impl Iterator<Item = &'r Finding>) -> Self {
        let by_id: BTreeMap<String, _> = findings
            .filter_map(|finding| {
                let rule = report.rule(finding)?;
                let exposure = if rule.lint { Exposure::Client } else { exposure(finding.side) };
                Some((id(finding), (rule, exposure)))
            })
            .collect();
        let indices = by_id.keys().cloned().zip(0..).collect();
        Self { by_id, indices }
    }

    /// Where a rule stands in the list of descriptors.
    pub fn index(&self, id: &str) -> Option<i64> {
        self.indices.get(id).copied()
    }

    /// The list.
    pub fn descriptors(&self, report: &Report<'_>) -> Vec<ReportingDescriptor> {
        self.by_id.iter().map(|(id, (rule, exposure))| descriptor(report, id, rule, *exposure)).collect()
    }
}

fn descriptor(report: &Report<'_>, id: &str, rule: &Rule, exposure: Exposure) -> ReportingDescriptor {
    let provider = report.rules.provider(rule);
    let prose = rule.prose();
    let (title, summary) = match exposure {
        _ if rule.lint => (rule.title.clone(), ""),
        Exposure::Client => (
            format!("{}, {}", rule.title, prose::exposure(Side::Client)),
            " What clients get, anybody can read.",
        ),
        Exposure::Hardcoded => (rule.title.clone(), ""),
    };
    let described =
        |text: String| MultiformatMessageString::builder().text(shortened(text, limits::DESCRIPTION)).build();
    let (description, remediation) = (sentence(&prose.description), sentence(&prose.remediation));
    let help = MultiformatMessageString::builder()
        .text(format!("{description} {remediation}"))
        .markdown(rule_page::rule(rule, provider))
        .build();
    // A rule's level must not depend on what was found this time.
    let level = default_level(rule.class, side_of(exposure), rule.confidence);
    let descriptor = ReportingDescriptor::builder()
        .id(id)
        .short_description(described(sentence(&title)))
        .full_description(described(format!("{description}{summary}")))
        .help(help)
        .help_uri(help_uri(report, rule, &prose.references))
        .default_configuration(ReportingConfiguration::builder().level(json!(level.max(Level::Note))).build())
        .properties(properties(rule, level, exposure))
        .build();
    ReportingDescriptor { name: name(id), ..descriptor }
}

fn side_of(exposure: Exposure) -> Side {
    match exposure {
        Exposure::Client => Side::Client,
        Exposure::Hardcoded => Side::Unknown,
    }
}

/// The rule's page; a user's own rule has none, but has a reference.
fn help_uri(report: &Report<'_>, rule: &Rule, references: &[String]) -> String {
    let provider = report.rules.provider(rule);
    if report.rules.own.contains(&rule.id) {
        references.first().unwrap_or(&provider.homepage).clone()
    } else {
        rule_page::url(rule, provider)
    }
}

fn properties(rule: &Rule, level: Level, exposure: Exposure) -> PropertyBag {
    let precision = match rule.confidence {
        Confidence::High => "very-high",
        Confidence::Medium => "high",
        Confidence::Low => "low",
    };
    let weaknesses = weaknesses(rule.class, exposure).iter().map(|cwe| format!("external/cwe/cwe-{cwe}"));
    PropertyBag::builder()
        .tags(
            ["security".to_owned(), rule.class.name().to_owned()]
                .into_iter()
                .chain(weaknesses)
                .collect::<Vec<_>>(),
        )
        .additional_properties(BTreeMap::from([
            ("precision".to_owned(), json!(precision)),
            ("security-severity".to_owned(), json!(severity(level, exposure))),
            ("class".to_owned(), json!(rule.class)),
        ]))
        .build()
}

/// A score from which GitHub makes critical (over 9), high (7 and more), medium (4 and more) and low. What everybody can read is
/// worse than what everybody in the project can.
fn severity(level: Level, exposure: Exposure) -> &'static str {
    match (level, exposure) {
        (Level::Error, Exposure::Client) => "9.5",
        (Level::Error, Exposure::Hardcoded) => "8.0",
        (Level::Warning, Exposure::Client) => "6.5",
        (Level::Warning, Exposure::Hardcoded) => "5.0",
        (Level::Note, Exposure::Client) => "3.5",
        (Level::Note, Exposure::Hardcoded) => "2.0",
        (Level::None, Exposure::Client) => "0.2",
        (Level::None, Exposure::Hardcoded) => "0.1",
    }
}

/// Numbers of the Common Weakness Enumeration.
fn weaknesses(class: KeyClass, exposure: Exposure) -> &'static [u16] {
    match (class, exposure) {
        // Use of hard-coded credentials.
        (KeyClass::Secret | KeyClass::Webhook | KeyClass::Scoped, Exposure::Hardcoded) => &[798],
        // Insufficiently protected credentials, and exposure of sensitive information.
        (KeyClass::Secret | KeyClass::Webhook | KeyClass::Scoped, Exposure::Client) => &[522, 200],
        // Cleartext storage of what is used up before it is read, mostly.
        (KeyClass::Ephemeral, Exposure::Hardcoded) => &[312],
        (KeyClass::Ephemeral, Exposure::Client) => &[200],
        (KeyClass::Publishable | KeyClass::Identifier, _) => &[200],
    }
}

/// `stripe-secret-key/client` to `StripeSecretKeyClient`, as names are written in SARIF; an id of one word has no other name.
pub(super) fn name(id: &str) -> Option<String> {
    let capitalised = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
    };
    let name: String = id.split(['-', '/']).map(capitalised).collect();
    (!name.eq_ignore_ascii_case(id)).then(|| shortened(name, limits::NAME))
}
