//! What stands left of the text: line numbers, and marks that are aligned with them.

use crate::report::palette::FRAME;

/// A margin as wide as the longest line number.
pub struct Margin {
    digits: usize,
}

impl Margin {
    pub fn for_lines(lines: impl Iterator<Item = u64>) -> Self {
        Self { digits: lines.map(|line| line.to_string().len()).max().unwrap_or(1) }
    }

    /// The columns before the space that a bar follows.
    pub fn width(&self) -> usize {
        self.digits
    }

    /// `   |`
    pub fn bar(&self) -> String {
        self.mark("|")
    }

    /// `12 |`
    pub fn numbered(&self, line: u64) -> String {
        format!("{FRAME}{line:>width$} |{FRAME:#}", width = self.digits)
    }

    /// `-->`, `:::` or `=`.
    pub fn mark(&self, mark: &str) -> String {
        // Arrows reach into the column of spaces before the bars.
        let width = if mark.len() == 1 { self.digits + 1 } else { self.digits };
        format!("{}{FRAME}{mark}{FRAME:#}", " ".repeat(width))
    }
}
