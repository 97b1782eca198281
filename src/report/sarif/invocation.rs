//! What was looked at and what was not: the log is a place where "clean" and "not read" must differ.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use serde_sarif::sarif::{
    Invocation, MultiformatMessageString, Notification, PropertyBag, Region, ReportingDescriptor,
    ReportingDescriptorReference,
};

use super::Context;
use super::limits::{self, Cut};
use super::message::plain;
use super::rules::name;
use crate::finding::{Level, Notice, Outcome};
use crate::location::Gap;
use crate::report::{Report, prose};

const TOO_MANY_RESULTS: &str = "too-many-results";
const TOO_MANY_NOTIFICATIONS: &str = "too-many-notifications";

/// The notifications of a run, each with its kind.
pub(super) struct Notifications {
    execution: Vec<(&'static str, Notification)>,
    configuration: Vec<(&'static str, Notification)>,
}

impl Notifications {
    /// What could not be read, what users should know of their own files, and what is left out here.
    pub fn of(context: &Context<'_>, cut: Cut) -> Self {
        let outcome = context.report.outcome;
        let mut execution: Vec<_> = left_out(cut).into_iter().collect();
        execution.extend(listed(outcome.coverage.gaps.iter().map(|gap| of_gap(context, gap))));
        // What is of no level is only counted, in other reports.
        let notices = outcome.notices.iter().filter(|notice| notice.level > Level::None);
        let configuration = listed(notices.map(|notice| of_notice(context, notice)));
        Self { execution, configuration }
    }

    /// The kinds of notifications there are.
    pub fn descriptors(&self) -> Vec<ReportingDescriptor> {
        let descriptor = |kind: &str| {
            // GitHub's checks ask as much of these as of rules.
            let text = MultiformatMessageString::builder().text(meaning(kind)).build();
            let descriptor = ReportingDescriptor::builder()
                .id(kind)
                .short_description(text.clone())
                .full_description(text.clone())
                .help(text)
                .build();
            ReportingDescriptor { name: name(kind), ..descriptor }
        };
        self.kinds().into_iter().map(descriptor).collect()
    }

    fn kinds(&self) -> BTreeSet<&'static str> {
        self.execution.iter().chain(&self.configuration).map(|(kind, _)| *kind).collect()
    }

    /// The run's only invocation. Without times: a log of the same tree is the same log.
    pub fn invocation(self, report: &Report<'_>, exit_code: u8) -> Invocation {
        let indices: BTreeMap<&str, i64> = self.kinds().into_iter().zip(0..).collect();
        let with_descriptor = |(kind, notification): (&str, Notification)| {
            let descriptor = ReportingDescriptorReference::builder().id(kind).index(indices[kind]).build();
            Notification { descriptor: Some(descriptor), ..notification }
        };
        Invocation::builder()
            // Findings are what a run is for; it fails when it could not do what it was asked to.
            .execution_successful(exit_code <= 1)
            .exit_code(i64::from(exit_code))
            .tool_execution_notifications(self.execution.into_iter().map(with_descriptor).collect::<Vec<_>>())
            .tool_configuration_notifications(
                self.configuration.into_iter().map(with_descriptor).collect::<Vec<_>>(),
            )
            .properties(PropertyBag::builder().additional_properties(coverage(report.outcome)).build())
            .build()
    }
}

/// How much was looked at, and how much the configuration left out.
fn coverage(outcome: &Outcome) -> BTreeMap<String, Value> {
    let coverage = &outcome.coverage;
    let mut properties = BTreeMap::from([
        ("files".to_owned(), json!(coverage.files)),
        ("bytes".to_owned(), json!(coverage.bytes)),
        ("binaries".to_owned(), json!(coverage.binaries)),
        ("incomplete".to_owned(), json!(coverage.is_incomplete())),
    ]);
    if let Some(configuration) = &outcome.configuration {
        let muted: BTreeMap<&str, u64> =
            outcome.muted.findings.iter().map(|(reason, number)| (reason.name(), *number)).collect();
        properties.extend([
            ("configuration".to_owned(), json!(configuration.file)),
            ("mutedFiles".to_owned(), json!(outcome.muted.files)),
            ("mutedFindings".to_owned(), json!(muted)),
        ]);
    }
    properties
}

/// The first of them, and how many more there are.
fn listed(
    mut notifications: impl Iterator<Item = (&'static str, Notification)>,
) -> Vec<(&'static str, Notification)> {
    let mut listed: Vec<_> = notifications.by_ref().take(limits::NOTIFICATIONS).collect();
    let more = notifications.count();
    if more > 0 {
        let text = format!(
            "{} left out; the JSON report has them all.",
            prose::count(more as u64, "more is", "more are")
        );
        listed.push((TOO_MANY_NOTIFICATIONS, made("warning", text)));
    }
    listed
}

fn left_out(cut: Cut) -> Option<(&'static str, Notification)> {
    let count = |number: usize| prose::count(number as u64, "result is", "results are");
    let reasons = [
        (cut.by_number, format!("a log holds at most {} results", limits::RESULTS)),
        (cut.by_size, format!("a compressed log holds at most {}", prose::size(limits::COMPRESSED))),
    ];
    let reasons: Vec<String> = reasons
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, reason)| format!("{} left out, since {reason}", count(number)))
        .collect();
    (!reasons.is_empty()).then(|| {
        let text = format!(
            "{}. The {} most severe are here; the JSON report has them all.",
            reasons.join("; "),
            cut.kept
        );
        (TOO_MANY_RESULTS, made("warning", text))
    })
}

fn of_gap(context: &Context<'_>, gap: &Gap) -> (&'static str, Notification) {
    let level = if gap.reason.is_incomplete() { "warning" } else { "note" };
    let text = format!("{}: {}", gap.origin, gap.reason);
    let mut notification = made(level, text);
    notification.locations = Some(vec![context.places.location(&gap.origin, None)]);
    (gap.reason.name(), notification)
}

fn of_notice(context: &Context<'_>, notice: &Notice) -> (&'static str, Notification) {
    let mut notification = made(notice.level.name(), notice.text.clone());
    let region = notice.line.map(|line| Region::builder().start_line(line as i64).build());
    notification.locations = Some(vec![context.places.location(&notice.origin, region)]);
    (notice.kind.name(), notification)
}

fn made(level: &str, text: String) -> Notification {
    Notification::builder().level(json!(level)).message(plain(&text)).build()
}

/// What a kind of notification is about.
fn meaning(kind: &str) -> &'static str {
    match kind {
        "missing" => "There is no such file or folder.",
        "unreadable" => "A file or folder could not be read.",
        "special-file" => "A device, pipe or socket was not opened.",
        "too-large" => "A file is larger than was asked for.",
        "changed" => "A file changed while it was being read.",
        "too-many-findings" => "Not all findings of a file are listed.",
        "failed" => "The scan of a file failed.",
        "not-unpacked" => "A compressed file was not unpacked to its end.",
        "broken-source-map" => "A source map cannot be read.",
        "source-map-too-large" => "A source map is too large to look into.",
        "empty" => "There is nothing in what was to be audited.",
        "shallow-clone" => "The clone does not have all of the history.",
        "missing-object" => "The repository lacks an object.",
        "broken-object" => "An object of the repository cannot be read.",
        "unmerged" => "A file has conflicts that are not resolved.",
        "name-not-utf-8" => "The name of a file is not UTF-8.",
        "unused-allow" => "A mark or an entry accepts nothing.",
        "allow-without-reason" => "A mark does not count, since it gives no reason.",
        "malformed-allow" => "A mark cannot be understood.",
        "allow-without-end" => "A mark reaches to the end of its file.",
        "not-searched-for" => "A known value is not searched for.",
        "stale-baseline" => "An entry of the baseline has no finding any more.",
        TOO_MANY_RESULTS => "Not all results are in this log.",
        TOO_MANY_NOTIFICATIONS => "Not all notifications are in this log.",
        _ => "Something is not as it should be.",
    }
}
