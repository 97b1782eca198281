//! SARIF 2.1.0, as GitHub's code scanning reads it; `docs/sarif.md` says what each field holds.
//!
//! A value that is exposed to clients and one that is merely hardcoded are two rules (`x/client` and `x`), since severity
//! belongs to a rule.

mod fingerprints;
mod invocation;
mod limits;
mod message;
mod places;
mod result;
mod rules;

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::json;
use serde_sarif::sarif::{Run, RunAutomationDetails, Tool, ToolComponent, VersionControlDetails};

use super::Report;
use crate::finding::{Finding, MASK};
use crate::location::Checkout;
use fingerprints::LineHashes;
use limits::Cut;
use places::Places;
use rules::Rules;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What a SARIF log says besides the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SarifOptions<'r> {
    /// Tells this analysis from others of the same commit; a later log of the same category replaces an earlier one.
    pub category: &'r str,
    /// What the process will end with.
    pub exit_code: u8,
    /// What paths are relative to.
    pub checkout: &'r Checkout,
}

/// Writes the log and a line feed.
pub fn write(report: &Report<'_>, options: SarifOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings = &report.outcome.findings;
    let line_hashes = fingerprints::line_hashes(findings);
    let ranked = limits::most_severe_first(findings);
    let mut cut = Cut::at_most_results(ranked.len());
    loop {
        let log = Log::new(report, options, &line_hashes, &ranked[..cut.kept], cut);
        match limits::fitting(&log, cut.kept)? {
            Some(fewer) => cut.shrink_to(fewer),
            None => {
                serde_json::to_writer_pretty(&mut *out, &log)?;
                return writeln!(out);
            }
        }
    }
}

/// What the parts of a log share.
struct Context<'r> {
    report: &'r Report<'r>,
    rules: Rules<'r>,
    places: Places<'r>,
}

/// The whole file.
#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [ResultsLast<'r>; 1],
}

/// A run whose results are made while they are written: as SARIF's types, a result takes kilobytes.
#[derive(Serialize)]
struct ResultsLast<'r> {
    #[serde(flatten)]
    run: Run,
    results: Results<'r>,
}

struct Results<'r> {
    context: Context<'r>,
    findings: Vec<(&'r Finding, Option<&'r str>)>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            self.findings.iter().map(|(finding, hash)| result::result(&self.context, finding, *hash)),
        )
    }
}

impl<'r> Log<'r> {
    /// The log of some of the findings, given by their indices.
    fn new(
        report: &'r Report<'r>,
        options: SarifOptions<'r>,
        line_hashes: &'r LineHashes,
        kept: &[usize],
        cut: Cut,
    ) -> Self {
        // The most severe are kept, and shown in the order of all reports.
        let mut kept = kept.to_vec();
        kept.sort_unstable();
        let findings: Vec<_> =
            kept.iter().map(|&at| (&report.outcome.findings[at], line_hashes[at].as_deref())).collect();
        let listed = || findings.iter().map(|(finding, _)| *finding);
        let context = Context {
            report,
            rules: Rules::of(report, listed()),
            places: Places::of(listed(), options.checkout),
        };
        let notifications = invocation::Notifications::of(&context, cut);
        let driver = ToolComponent::builder()
            .name("keyside")
            .version(env!("CARGO_PKG_VERSION"))
            .semantic_version(env!("CARGO_PKG_VERSION"))
            .information_uri(env!("CARGO_PKG_REPOSITORY"))
            .rules(context.rules.descriptors(report))
            .notifications(notifications.descriptors())
            .build();
        let mut run = Run::builder()
            .tool(Tool::builder().driver(driver).build())
            .automation_details(automation(options))
            .invocations(vec![notifications.invocation(report, options.exit_code)])
            .original_uri_base_ids(places::bases())
            .artifacts(context.places.artifacts())
            .column_kind(json!("utf16CodeUnits"))
            .build();
        run.version_control_provenance = provenance(options.checkout);
        run.redaction_tokens = (!report.show_secrets).then(|| vec![MASK.to_owned()]);
        Self {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [ResultsLast { run, results: Results { context, findings } }],
        }
    }
}

/// The category, and the commit as the run's id: a log of the same tree is the same log, byte for byte.
fn automation(options: SarifOptions<'_>) -> RunAutomationDetails {
    let category = options.category.trim_end_matches('/');
    let revision = options.checkout.revision.as_deref().unwrap_or_default();
    RunAutomationDetails::builder().id(format!("{category}/{revision}")).build()
}

/// Which commit was scanned. SARIF wants a URL, so a repository without a remote is not told of.
fn provenance(checkout: &Checkout) -> Option<Vec<VersionControlDetails>> {
    let mut details = VersionControlDetails::builder()
        .repository_uri(checkout.remote.clone()?)
        .mapped_to(places::root())
        .build();
    details.revision_id = checkout.revision.clone();
    details.branch = checkout.branch.clone();
    Some(vec![details])
}
