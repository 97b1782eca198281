//! For people: each finding with its line, why it matters and what to do. Styles are ANSI escapes; whoever writes to
//! something that is no terminal strips them.

use std::collections::HashSet;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Report, prose::headline};
use crate::finding::{Finding, Level};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const FRAME: Style = AnsiColor::Blue.on_default().bold();
const STRONG: Style = Style::new().bold();

/// Writes every finding, in the order of the outcome.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut explained = HashSet::new();
    for finding in report.outcome.findings.iter().filter(|finding| finding.is_open()) {
        let first_of_rule = explained.insert(finding.rule.as_str());
        finding_text(report, finding, first_of_rule, out)?;
    }
    Ok(())
}

/// One finding. Why and what to do are said once for each rule.
fn finding_text(
    report: &Report<'_>,
    finding: &Finding,
    explain: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = style(finding.level);
    let rule = report.rule(finding);
    let location = &finding.location;
    let (line, column) = (location.start.line, location.start.column);
    let gutter = " ".repeat(line.to_string().len());
    let headline = headline(finding, rule);
    let level = finding.level;
    writeln!(out, "{style}{level}[{}]{style:#}{STRONG}: {headline}{STRONG:#}", finding.rule)?;
    writeln!(out, "{gutter}{FRAME}-->{FRAME:#} {}:{line}:{column}", location.origin)?;
    writeln!(out, "{gutter} {FRAME}|{FRAME:#}")?;
    excerpt(report, finding, style, &gutter, out)?;
    writeln!(out, "{gutter} {FRAME}|{FRAME:#}")?;

    let mut remark = |name: &str, text: &str| -> io::Result<()> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{gutter} {FRAME}={FRAME:#} {STRONG}{name}{STRONG:#}: {text}")
    };
    for evidence in &finding.evidence {
        remark("with", &format!("{}:{}: {}", evidence.origin, evidence.line, evidence.text))?;
    }
    if let (true, Some(rule)) = (explain, rule) {
        let prose = rule.prose();
        remark("why", &prose.description)?;
        let rotate = report.provider(finding).and_then(|p| p.rotate.as_deref());
        let rotate = rotate.map(|url| format!(" ({url})")).unwrap_or_default();
        remark("fix", &format!("{}{rotate}", prose.remediation))?;
        remark("more", &format!("keyside explain {}", rule.id))?;
    }
    if !finding.also.is_empty() {
        remark("also", &finding.also.join(", "))?;
    }
    writeln!(out)
}

/// The source line and a caret line under the secret.
fn excerpt(
    report: &Report<'_>,
    finding: &Finding,
    style: Style,
    gutter: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let excerpt = &finding.excerpt;
    let trimmed = excerpt.text.trim_start();
    let indent = excerpt.text.chars().count() - trimmed.chars().count();
    let (before, after) =
        (if excerpt.cut_left { "..." } else { "" }, if excerpt.cut_right { "..." } else { "" });
    let line = finding.location.start.line;
    writeln!(out, "{FRAME}{line} |{FRAME:#} {before}{}{after}", trimmed.trim_end())?;
    let offset = before.len() + excerpt.highlight.start.saturating_sub(indent);
    let carets = "^".repeat(excerpt.highlight.len().max(1));
    let secret = report.secret(&finding.secret);
    let label = format!("{}: {secret}", finding.class.name());
    writeln!(out, "{gutter} {FRAME}|{FRAME:#} {}{style}{carets} {label}{style:#}", " ".repeat(offset))
}

fn style(level: Level) -> Style {
    match level {
        Level::Error => ERROR,
        Level::Warning => WARNING,
        Level::Note | Level::None => NOTE,
    }
}
