//! A place's line with carets under the secret.

use std::io::{self, Write};
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::margin::Margin;
use crate::finding::{Excerpt, Finding};
use crate::report::palette;
use crate::report::prose::count;

const CUT: &str = "...";

/// Writes the line, the carets with what is said of them, and how far a secret of several lines goes.
pub fn write(
    finding: &Finding,
    margin: &Margin,
    label: &str,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (start, end) = (finding.location.start.line, finding.location.end.line);
    let line = Line::new(&finding.excerpt).cut(width);
    let [before, after] = [line.cut_left, line.cut_right].map(|cut| if cut { CUT } else { "" });
    writeln!(out, "{} {before}{}{after}", margin.numbered(start), line.text)?;

    let offset = " ".repeat(before.len() + line.before().width());
    let carets = "^".repeat(line.highlighted().width().max(1));
    let style = palette::of(finding.level);
    let label = if label.is_empty() { String::new() } else { format!(" {label}") };
    writeln!(out, "{} {offset}{style}{carets}{label}{style:#}", margin.bar())?;
    match end.saturating_sub(start) {
        0 => Ok(()),
        more => writeln!(out, "{CUT} {}, to line {end}", count(more, "more line", "more lines")),
    }
}

/// An excerpt without the space around it.
#[derive(Clone, Copy)]
struct Line<'e> {
    text: &'e str,
    /// Bytes of the text.
    start: usize,
    end: usize,
    cut_left: bool,
    cut_right: bool,
}

impl<'e> Line<'e> {
    fn new(excerpt: &'e Excerpt) -> Self {
        let Excerpt { text, highlight: Range { start, end }, cut_left, cut_right } = excerpt;
        let (cut_left, cut_right) = (*cut_left, *cut_right);
        let byte = |characters: usize| text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
        let line = Self { text, start: byte(*start), end: byte(*end), cut_left, cut_right };
        let indent = line.before().len() - line.before().trim_start().len();
        let trail = line.after().len() - line.after().trim_end().len();
        line.part(indent, text.len() - trail)
    }

    fn before(&self) -> &'e str {
        &self.text[..self.start]
    }

    fn highlighted(&self) -> &'e str {
        &self.text[self.start..self.end]
    }

    fn after(&self) -> &'e str {
        &self.text[self.end..]
    }

    /// What stands between two bytes, the highlight among it.
    fn part(self, from: usize, to: usize) -> Self {
        Self { text: &self.text[from..to], start: self.start - from, end: self.end - from, ..self }
    }

    /// As much around the highlight as fits, about as much on either side.
    fn cut(self, width: usize) -> Self {
        let cuts = CUT.len() * (usize::from(self.cut_left) + usize::from(self.cut_right));
        if self.text.width() + cuts <= width {
            return self;
        }
        let room = width.saturating_sub(2 * CUT.len() + self.highlighted().width());
        let left_room = (room / 2).max(room.saturating_sub(self.after().width()));
        let left = fitting(self.before().chars().rev(), left_room);
        let left_width = self.before()[self.start - left..].width();
        let right = fitting(self.after().chars(), room.saturating_sub(left_width));
        let cut = self.part(self.start - left, self.end + right);
        Line {
            cut_left: self.cut_left || left < self.start,
            cut_right: self.cut_right || right < self.after().len(),
            ..cut
        }
    }
}

/// The bytes of the first characters that fit into some columns.
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut bytes = 0;
    let mut used = 0;
    for c in characters {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}
