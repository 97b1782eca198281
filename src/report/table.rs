//! How many findings there are of each level at each side.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::palette::{self, STRONG};
use crate::finding::{Finding, Level, Side};

const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

/// Writes the table, or nothing if no finding counts.
pub fn write(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let mut rows: BTreeMap<Side, [usize; LEVELS.len()]> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.is_open()) {
        if let Some(column) = LEVELS.iter().position(|level| *level == finding.level) {
            rows.entry(finding.side).or_default()[column] += 1;
        }
    }
    let name_width = rows.keys().map(|side| side.name().len()).max().unwrap_or_default();
    let number_width = |level: Level| level.name().len() + 2;
    if !rows.is_empty() {
        let names = LEVELS.map(|level| format!("{level:>width$}", width = number_width(level)));
        writeln!(out, "{STRONG}{:name_width$}{}{STRONG:#}", "side", names.concat())?;
    }
    for (side, counts) in rows {
        write!(out, "{:name_width$}", side.name())?;
        for (level, count) in LEVELS.into_iter().zip(counts) {
            let (style, width) = (palette::of(level), number_width(level));
            match count {
                0 => write!(out, "{:>width$}", "-")?,
                _ => write!(out, "{style}{count:>width$}{style:#}")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
