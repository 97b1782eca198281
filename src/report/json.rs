//! One JSON document, and JSON lines with the same findings. Fields may be added; those that are here keep their names and
//! meanings. `docs/schema/report.schema.json` is made from these types, with their comments as its descriptions.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::accepted::Accepted;
use super::{Report, prose};
use crate::finding::{
    Confidence, Configuration, Coverage, Environment, Finding, KeyClass, Level, Notice, Original, Side,
    Suppression, SuppressionKind,
};
use crate::location::{Commit, Gap, is_steering};

/// Names the format; the number changes if a field ever loses its meaning.
const SCHEMA: &str = "keyside-report/1";

/// The report of one run of keyside. Fields may be added; those that are here keep their names and meanings.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Report"))]
struct Document<'r> {
    /// The name and version of this format.
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    /// What made the report.
    tool: Tool,
    /// What was looked at.
    coverage: CoverageJson,
    /// How many matches were not believed, by reason.
    dropped: BTreeMap<&'static str, u64>,
    /// How many keys were seen that may be public and are not reported, by class.
    public: BTreeMap<&'static str, u64>,
    /// The configuration that was used.
    configuration: Option<ConfigurationJson<'r>>,
    /// What the configuration left out; what it allowed is among the findings, marked as suppressed.
    muted: MutedJson,
    /// How many findings a scan of a change left out, since their values stood there before it.
    before: u64,
    /// How many findings were accepted, and how much of what accepts is of no use.
    accepted: Accepted,
    /// Remarks that are no findings, such as marks that accept nothing.
    notices: Vec<NoticeJson<'r>>,
    /// What was found, sorted by path and place.
    findings: Vec<FindingJson<'r>>,
}

/// The program that made the report.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Tool {
    /// Always `keyside`.
    name: &'static str,
    /// Its version.
    version: &'static str,
    /// How many rules it knew.
    rules: usize,
}

/// What was looked at.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Coverage"))]
struct CoverageJson {
    /// Files scanned.
    files: u64,
    /// Bytes scanned.
    bytes: u64,
    /// How many of the files are binary: only printable runs were looked at, by rules of high confidence.
    binaries: u64,
    /// Whether findings may be missing because something could not be read.
    incomplete: bool,
    /// What was not scanned as it should have been, sorted by path.
    gaps: Vec<GapJson>,
}

/// The project's configuration, as far as it decides what a report can show.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Configuration"))]
struct ConfigurationJson<'r> {
    /// The file.
    file: &'r str,
    /// How many built-in rules it replaced with its own.
    replaced_rules: usize,
    /// Whether it says that findings never fail the run.
    never_fails: bool,
}

/// What the configuration left out; what it allowed is among the findings, marked as suppressed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Muted"))]
struct MutedJson {
    /// Files that it excludes.
    files: u64,
    /// How many findings it does not show, by reason.
    findings: BTreeMap<&'static str, u64>,
}

/// A remark on what users wrote to accept findings.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Notice"))]
struct NoticeJson<'r> {
    /// What it is about, such as `unused-allow` or `stale-baseline`.
    id: &'static str,
    /// How bad that is.
    level: Level,
    /// The file.
    path: String,
    /// The line; `null` if it is about the file as a whole.
    line: Option<u64>,
    /// What there is to say.
    message: &'r str,
}

/// Something that was not scanned as it should have been.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Gap"))]
struct GapJson {
    /// The file or folder.
    path: String,
    /// The reason as a word for machines, such as `unreadable` or `too-large`.
    reason: &'static str,
    /// The reason as a sentence for people.
    detail: String,
    /// Whether findings may be missing because of it.
    incomplete: bool,
}

/// A secret at a place. A line of a JSONL report is one of these.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Finding"))]
struct FindingJson<'r> {
    /// The id of the rule that found it; `keyside explain` knows it.
    rule: &'r str,
    /// Less specific rules that match the same bytes.
    also: &'r [String],
    /// Whose key it is.
    provider: Option<&'r str>,
    /// What the key is for, and so whether it may be public.
    class: KeyClass,
    /// How bad it is.
    level: Level,
    /// Where the value becomes visible.
    side: Side,
    /// How likely it is what its rule says.
    confidence: Confidence,
    /// The provider's environment that the key itself names.
    environment: Option<Environment>,
    /// The file, with `/` between its parts. A secret in the name itself is masked.
    path: String,
    /// The commit that brought it, where a scan of commits found it; the place is in the file as that commit has it.
    commit: Option<CommitJson<'r>>,
    /// The line of the first character.
    #[cfg_attr(test, schemars(range(min = 1)))]
    start_line: u64,
    /// The column of the first character, in Unicode characters.
    #[cfg_attr(test, schemars(range(min = 1)))]
    start_column: u64,
    /// The line of the last character.
    #[cfg_attr(test, schemars(range(min = 1)))]
    end_line: u64,
    /// The column after the last character, in Unicode characters.
    #[cfg_attr(test, schemars(range(min = 1)))]
    end_column: u64,
    /// The first byte, counted from 0.
    start_byte: u64,
    /// The byte after the last.
    end_byte: u64,
    /// The value, redacted unless `--show-secrets` was given.
    secret: String,
    /// What was found and why it matters, in a line without the value.
    message: String,
    /// Identifies the value wherever it stands; the same in every run.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9a-f]{24}$")))]
    fingerprint: &'r str,
    /// What else the finding rests on, in order.
    evidence: Vec<EvidenceJson<'r>>,
    /// The place in the original source of a bundle.
    original: Option<OriginalJson<'r>>,
    /// What accepted the finding; `null` if it counts.
    suppressed: Option<SuppressionJson<'r>>,
}

/// A commit of the scanned repository.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Commit"))]
struct CommitJson<'r> {
    /// Its id.
    #[cfg_attr(test, schemars(regex(pattern = "^([0-9a-f]{40}|[0-9a-f]{64})$")))]
    id: &'r str,
    /// When its author wrote it, in the author's time zone.
    #[cfg_attr(test, schemars(extend("format" = "date-time")))]
    date: String,
    /// Its author, as `name <address>`; `null` unless `--show-authors` was given.
    author: Option<&'r str>,
    /// The id of the blob that holds the file as the commit has it.
    blob: &'r str,
    /// Whether the value is still in what HEAD holds.
    at_head: bool,
}

/// Another place that a finding rests on.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Evidence"))]
struct EvidenceJson<'r> {
    /// The file.
    path: String,
    /// The line.
    #[cfg_attr(test, schemars(range(min = 1)))]
    line: u64,
    /// What is there, redacted.
    text: &'r str,
}

/// A place in the source that a bundle was made from.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Original"))]
struct OriginalJson<'r> {
    /// The source, as far as its source map tells; relative to the folder that the scan ran in if it is below it.
    path: &'r str,
    /// The line.
    #[cfg_attr(test, schemars(range(min = 1)))]
    line: u64,
    /// The column, in Unicode characters.
    #[cfg_attr(test, schemars(range(min = 1)))]
    column: u64,
}

/// Why a finding does not count.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Suppression"))]
struct SuppressionJson<'r> {
    /// Where it was accepted.
    kind: SuppressionKind,
    /// Why, in the words of whoever accepted it.
    reason: Option<&'r str>,
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
        before: outcome.before,
        accepted: Accepted::of(outcome),
        notices: outcome.notices.iter().map(notice).collect(),
        findings: outcome.findings.iter().map(|f| finding(report, f)).collect(),
    };
    serde_json::to_writer_pretty(Harmless(out), &document)?;
    writeln!(out)
}

fn configuration(used: &Configuration) -> ConfigurationJson<'_> {
    ConfigurationJson { file: &used.file, replaced_rules: used.replaced_rules, never_fails: used.never_fails }
}

fn notice(notice: &Notice) -> NoticeJson<'_> {
    NoticeJson {
        id: notice.kind.name(),
        level: notice.level,
        path: notice.origin.display_path(),
        line: notice.line,
        message: &notice.text,
    }
}

/// Writes findings, one a line.
pub fn write_lines(report: &Report<'_>, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    findings.iter().try_for_each(|f| {
        serde_json::to_writer(Harmless(out), &finding(report, f))?;
        writeln!(out)
    })
}

fn coverage(coverage: &Coverage) -> CoverageJson {
    let gap = |gap: &Gap| GapJson {
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
    let suppression = |s: &'r Suppression| SuppressionJson { kind: s.kind, reason: s.reason.as_deref() };
    FindingJson {
        rule: &finding.rule,
        also: &finding.also,
        provider: report.provider(finding).map(|p| p.name.as_str()),
        class: finding.class,
        level: finding.level,
        side: finding.side,
        confidence: finding.confidence,
        environment: finding.environment,
        path: finding.location.origin.display_path(),
        commit: finding.location.origin.commit().map(commit),
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
        original: finding.original.as_ref().map(original),
        suppressed: finding.suppressed.as_ref().map(suppression),
    }
}

fn original(original: &Original) -> OriginalJson<'_> {
    OriginalJson { path: &original.path, line: original.line, column: original.column }
}

fn commit(commit: &Commit) -> CommitJson<'_> {
    CommitJson {
        id: &commit.id,
        date: commit.date.to_rfc3339(),
        author: commit.author.as_deref(),
        blob: &commit.blob,
        at_head: commit.at_head,
    }
}

/// A writer for JSON text that escapes what JSON would let through but a terminal or a build log would obey.
pub(super) struct Harmless<'w>(pub &'w mut dyn Write);

impl Write for Harmless<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The serializer hands over whole characters, and the only steering one outside of strings is its line feed.
        let text = std::str::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData)?;
        for part in text.split_inclusive(|c: char| is_steering(c) && c != '\n') {
            match part.chars().next_back().filter(|c| is_steering(*c) && *c != '\n') {
                Some(last) => {
                    self.0.write_all(&part.as_bytes()[..part.len() - last.len_utf8()])?;
                    write!(self.0, "\\u{:04x}", u32::from(last))?;
                }
                None => self.0.write_all(part.as_bytes())?,
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_current() {
        let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
        let mut schema = settings.into_generator().into_root_schema_for::<Document<'_>>();
        let id = concat!(env!("CARGO_PKG_REPOSITORY"), "/raw/main/docs/schema/report.schema.json");
        schema.insert("$id".to_owned(), id.into());
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/report.schema.json");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{} is not current; run UPDATE=1 cargo test", path.display());
    }

    #[test]
    fn nothing_in_a_string_steers_a_terminal() {
        let mut out = Vec::new();
        let value = "a\u{1b}[2J \u{9b} \u{7f}\u{202e}b\n\u{1F511}";
        serde_json::to_writer(Harmless(&mut out), value).unwrap();
        assert!(!out.iter().any(|b| b.is_ascii_control()));
        let text = String::from_utf8(out).unwrap();
        assert!(!text.chars().any(is_steering));
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), value);
    }
}
