//! Comma-separated values (RFC 4180), for spreadsheets: a header and a line for each finding.
//!
//! A spreadsheet runs a cell that begins like a formula, and file names come from whoever wrote the repository; so such a
//! path gets `./` before it, which names the same file, and any other such text an apostrophe.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::{Report, prose};
use crate::finding::Finding;

const HEADER: [&str; 21] = [
    "level",
    "rule",
    "message",
    "path",
    "start_line",
    "start_column",
    "end_line",
    "end_column",
    "secret",
    "class",
    "side",
    "confidence",
    "environment",
    "provider",
    "also",
    "fingerprint",
    "suppressed",
    "reason",
    "original",
    "commit",
    "at_head",
];

/// Writes the table.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(HEADER)?;
    for finding in &report.outcome.findings {
        table.write_record(row(report, finding))?;
    }
    table.flush()
}

fn row(report: &Report<'_>, finding: &Finding) -> [String; HEADER.len()] {
    let (start, end) = (finding.location.start, finding.location.end);
    let suppressed = finding.suppressed.as_ref();
    let commit = finding.location.origin.commit();
    [
        finding.level.name().into(),
        text(&finding.rule),
        text(&prose::headline(finding, report.rule(finding))),
        path(&finding.location.origin.to_string()),
        start.line.to_string(),
        start.column.to_string(),
        end.line.to_string(),
        end.column.to_string(),
        text(&report.secret(&finding.secret)),
        finding.class.name().into(),
        finding.side.name().into(),
        finding.confidence.name().into(),
        finding.environment.map_or("", |e| e.name()).into(),
        text(report.provider(finding).map_or("", |p| &p.name)),
        text(&finding.also.join(" ")),
        finding.fingerprint.to_string(),
        suppressed.map_or("", |s| s.kind.name()).into(),
        text(suppressed.and_then(|s| s.reason.as_deref()).unwrap_or_default()),
        path(&prose::original(finding).unwrap_or_default()),
        commit.map_or(String::new(), |commit| commit.id.clone()),
        commit.map_or(String::new(), |commit| commit.at_head.to_string()),
    ]
}

fn path(path: &str) -> String {
    if is_formula(path) { format!("./{path}") } else { path.to_owned() }
}

fn text(text: &str) -> String {
    let text = prose::printable(text);
    if is_formula(&text) { format!("'{text}") } else { text }
}

/// Whether a spreadsheet may take a cell for something to run.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
