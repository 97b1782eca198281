//! A page in Markdown, for the summary that a build service shows of a job: the verdict, a table, the findings, what was not read.

use std::collections::BTreeMap;

use super::{Report, prose, summary};
use crate::finding::{Finding, Level, Side};
use crate::location::{Gap, is_steering};

/// Bytes kept for the sentence that says what did not fit.
const RESERVE: usize = 160;

/// The page, of at most so many bytes; what does not fit is counted.
pub fn page(report: &Report<'_>, most: usize) -> String {
    let findings = report.worst_first();
    let gaps: Vec<&Gap> =
        report.outcome.coverage.gaps.iter().filter(|gap| gap.reason.is_incomplete()).collect();
    let mut page = Page { text: String::new(), most };
    page.text.push_str(&format!("## keyside: {}\n\n", summary::verdict(report.outcome)));
    page.text.push_str(&format!("{}\n", scanned(report)));
    if !findings.is_empty() {
        page.text.push_str(&sides(&findings));
        let head = "\n| level | what | where | value | rule |\n|---|---|---|---|---|\n";
        page.list(head, &findings, "findings", |finding| row(report, finding));
    }
    page.list("\n### Not scanned\n\n", &gaps, "files and folders", |gap| {
        let path = report.run.repository.path(&gap.origin.display_path());
        format!("- {}: {}\n", code(&path), prose::one_line(&escaped(&gap.reason.to_string())))
    });
    if page.text.len() > most { String::new() } else { page.text }
}

struct Page {
    text: String,
    most: usize,
}

impl Page {
    /// Adds a heading and as many entries as there is room for.
    fn list<T>(&mut self, heading: &str, entries: &[T], name: &str, entry: impl Fn(&T) -> String) {
        if entries.is_empty() {
            return;
        }
        self.text.push_str(heading);
        for (at, item) in entries.iter().enumerate() {
            let line = entry(item);
            if self.text.len() + line.len() + RESERVE > self.most {
                self.text.push_str(&format!("\n{} more {name} are not listed here.\n", entries.len() - at));
                return;
            }
            self.text.push_str(&line);
        }
    }
}

/// `2 files (1.2 kB) scanned; 1 finding suppressed`
fn scanned(report: &Report<'_>) -> String {
    let coverage = &report.outcome.coverage;
    let files = prose::count(coverage.files, "file", "files");
    let suppressed = report.outcome.findings.iter().filter(|finding| !finding.is_open()).count() as u64;
    let suppressed = match suppressed {
        0 => String::new(),
        n => format!("; {} suppressed", prose::count(n, "finding", "findings")),
    };
    let configuration = report.outcome.configuration.as_ref().map_or_else(String::new, |used| {
        format!(" Configuration: {}{}.", code(&used.file), prose::changes(report.outcome, used))
    });
    format!("{files} ({}) scanned{suppressed}.{configuration}", prose::size(coverage.bytes))
}

/// How many findings of each level there are at each side.
fn sides(findings: &[&Finding]) -> String {
    let mut counts: BTreeMap<(Level, Side), u64> = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.level, finding.side)).or_default() += 1;
    }
    let mut sides: Vec<Side> = counts.keys().map(|(_, side)| *side).collect();
    sides.sort_unstable();
    sides.dedup();
    let names: Vec<&str> = sides.iter().map(|side| side.name()).collect();
    let mut table = format!("\n| | {} |\n|---|{}\n", names.join(" | "), "---:|".repeat(sides.len()));
    for level in [Level::Error, Level::Warning, Level::Note] {
        if !counts.keys().any(|(of, _)| *of == level) {
            continue;
        }
        let cells: Vec<String> = sides
            .iter()
            .map(|side| counts.get(&(level, *side)).map(u64::to_string).unwrap_or_default())
            .collect();
        table.push_str(&format!("| {level} | {} |\n", cells.join(" | ")));
    }
    table
}

fn row(report: &Report<'_>, finding: &Finding) -> String {
    let path = report.run.repository.path(&finding.location.origin.display_path());
    let place = code(&format!("{path}:{}:{}", finding.location.start.line, finding.location.start.column));
    let headline = escaped(&prose::headline(finding, report.rule(finding)));
    let (value, rule) = (code(&report.secret(&finding.secret)), code(&finding.rule));
    format!("| {} | {headline} | {place} | {value} | {rule} |\n", finding.level)
}

/// A text in code letters within a table, where nothing in it means anything.
fn code(text: &str) -> String {
    let text = text.replace(is_steering, "\u{FFFD}");
    if text.contains(['`', '|', '\\']) || text.trim() != text {
        format!("<code>{}</code>", entities(&text))
    } else {
        format!("`{text}`")
    }
}

/// A text within a table, where nothing in it means anything.
fn escaped(text: &str) -> String {
    let text = text.replace(is_steering, "\u{FFFD}");
    let meaning = ['\\', '`', '*', '_', '[', ']', '<', '>', '&', '|', '~', '#', '!', '@', '$'];
    if text.contains(meaning) || text.contains("://") || text.contains("www.") {
        entities(&text)
    } else {
        text
    }
}

/// Every character that may mean something, by its number.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_punctuation() && !matches!(c, '/' | '-' | ',' | '(' | ')' | ';') => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}
