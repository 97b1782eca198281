//! Workflow commands that GitHub Actions turns into annotations of the changed files.
//!
//! GitHub keeps ten annotations of each level for a step and cuts long messages, and says neither; so the worst come first,
//! and the last notice tells what is missing.

use std::io::{self, Write};

use super::{Report, prose};
use crate::finding::{Finding, Level, Notice};
use crate::location::{Gap, is_steering};

/// Annotations of a level that GitHub keeps for a step.
const MOST: usize = 10;

/// Characters of a message that the runner keeps, with room for the sentence that ends a list.
const LONGEST: usize = 4096 - 96;

struct Annotation {
    level: Level,
    /// `file=…,line=…` and the like, escaped.
    place: String,
    title: String,
    message: String,
    /// Where it is, in a few words, for the list of those that are not shown.
    short: String,
}

/// Writes one command a line.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let annotations = annotations(report);
    let count = |level: Level| annotations.iter().filter(|a| a.level == level).count();
    let all_fit = [Level::Error, Level::Warning, Level::Note].iter().all(|level| count(*level) <= MOST);
    // The notice about the rest is one of the ten.
    let notices = if all_fit { MOST } else { MOST - 1 };
    let mut rest = Vec::new();
    for level in [Level::Error, Level::Warning, Level::Note] {
        let most = if level == Level::Note { notices } else { MOST };
        for (at, annotation) in annotations.iter().filter(|a| a.level == level).enumerate() {
            if at < most {
                command(annotation, out)?;
            } else {
                rest.push(annotation);
            }
        }
    }
    if rest.is_empty() { Ok(()) } else { command(&about_the_rest(&rest), out) }
}

fn command(annotation: &Annotation, out: &mut dyn Write) -> io::Result<()> {
    let command = match annotation.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::None => "notice",
    };
    let Annotation { place, title, message, .. } = annotation;
    let separator = if place.is_empty() { "" } else { "," };
    writeln!(out, "::{command} {place}{separator}title={}::{}", property(title), data(message))
}

/// Findings, then gaps, then notices, the worst first.
fn annotations(report: &Report<'_>) -> Vec<Annotation> {
    let findings = report.worst_first().into_iter().map(|finding| of_finding(report, finding));
    let gaps = report.outcome.coverage.gaps.iter().filter(|gap| gap.reason.is_incomplete());
    let notices = report.outcome.notices.iter().filter(|notice| notice.level > Level::None);
    let mut all: Vec<Annotation> = findings
        .chain(gaps.map(|gap| of_gap(report, gap)))
        .chain(notices.map(|notice| of_notice(report, notice)))
        .collect();
    all.sort_by_key(|annotation| std::cmp::Reverse(annotation.level));
    all
}

fn of_finding(report: &Report<'_>, finding: &Finding) -> Annotation {
    let (start, end) = (finding.location.start, finding.location.end);
    let file = report.run.repository.path(&finding.location.origin.display_path());
    let mut place = format!("file={},line={},endLine={}", property(&file), start.line, end.line);
    // GitHub refuses columns of more than one line.
    if start.line == end.line {
        place.push_str(&format!(",col={},endColumn={}", start.utf16_column, end.utf16_column));
    }
    let rule = report.rule(finding);
    let mut message = format!("{}: {}", prose::headline(finding, rule), report.secret(&finding.secret));
    message.extend(prose::original(finding).map(|place| format!("\nfrom {place}")));
    if let Some(commit) = finding.location.origin.commit() {
        message.push_str(&format!("\nin {commit}"));
    }
    for evidence in &finding.evidence {
        let path = report.run.repository.path(&evidence.origin.display_path());
        message.push_str(&format!("\nwith {path}:{}: {}", evidence.line, evidence.text));
    }
    if let Some(rule) = rule {
        message.push_str(&format!("\n{}", prose::one_line(&rule.prose().remediation)));
    }
    let short = format!("{file}:{}: {}", start.line, finding.rule);
    Annotation { level: finding.level, place, title: format!("keyside ({})", finding.rule), message, short }
}

fn of_gap(report: &Report<'_>, gap: &Gap) -> Annotation {
    let file = report.run.repository.path(&gap.origin.display_path());
    Annotation {
        level: if report.run.strict { Level::Error } else { Level::Warning },
        place: format!("file={}", property(&file)),
        title: "keyside (not scanned)".to_owned(),
        message: gap.reason.to_string(),
        short: format!("{file}: {}", gap.reason.name()),
    }
}

fn of_notice(report: &Report<'_>, notice: &Notice) -> Annotation {
    let file = report.run.repository.path(&notice.origin.display_path());
    let line = notice.line.map(|line| format!(",line={line}")).unwrap_or_default();
    let kind = notice.kind.name();
    Annotation {
        level: notice.level,
        place: format!("file={}{line}", property(&file)),
        title: format!("keyside ({kind})"),
        message: notice.text.clone(),
        short: format!("{file}: {kind}"),
    }
}

fn about_the_rest(rest: &[&Annotation]) -> Annotation {
    let levels: Vec<String> = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "notice")]
        .into_iter()
        .map(|(level, name)| (rest.iter().filter(|a| a.level == level).count() as u64, name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| prose::count(count, name, &format!("{name}s")))
        .collect();
    let mut message = format!("GitHub shows {MOST} of each level. Not shown: {}:", levels.join(", "));
    let mut length = message.chars().count();
    for (at, annotation) in rest.iter().enumerate() {
        length += annotation.short.chars().count() + 1;
        if length > LONGEST {
            message.push_str(&format!("\nand {} more; `keyside scan` lists them all", rest.len() - at));
            break;
        }
        message.push_str(&format!("\n{}", annotation.short));
    }
    let title = format!("keyside: {} more", rest.len());
    Annotation { level: Level::Note, place: String::new(), title, message, short: String::new() }
}

/// Escapes what stands behind the second `::`.
fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c if is_steering(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// Escapes a property's value, where `:` and `,` mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
