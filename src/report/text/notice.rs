//! Remarks about what users wrote to accept findings.

use std::io::{self, Write};

use super::TextOptions;
use super::link::Links;
use super::margin::Margin;
use crate::finding::{Level, Notice};
use crate::report::palette::{self, STRONG};
use crate::report::{Report, prose};

/// The notices to show: one of level `none` waits until everything is asked for.
pub fn shown<'r>(report: &'r Report<'_>, options: TextOptions) -> impl Iterator<Item = &'r Notice> {
    report.outcome.notices.iter().filter(move |notice| notice.level > Level::None || options.all_places)
}

/// A heading and its place.
pub fn write(notice: &Notice, links: Links, out: &mut dyn Write) -> io::Result<()> {
    let (name, level, style) = (notice.kind.name(), word(notice.level), palette::of(notice.level));
    let text = prose::printable(&notice.text);
    writeln!(out, "{style}{level}[{name}]{style:#}{STRONG}: {text}{STRONG:#}")?;
    let path = links.to_file(&notice.origin);
    let line = notice.line.map(|line| format!(":{line}")).unwrap_or_default();
    writeln!(out, "{} {path}{line}\n", Margin::for_lines(notice.line.into_iter()).mark("-->"))
}

/// A line that editors parse; what is about a whole file is at its start.
pub fn write_compact(notice: &Notice, out: &mut dyn Write) -> io::Result<()> {
    let (origin, line, level) = (&notice.origin, notice.line.unwrap_or(1), word(notice.level));
    let text = prose::printable(&notice.text);
    writeln!(out, "{origin}:{line}:1: {level} {} {text}", notice.kind.name())
}

/// `none` says nothing to whoever asked to see it.
fn word(level: Level) -> Level {
    level.max(Level::Note)
}
