//! Colours, as ANSI escapes.

use anstyle::{AnsiColor, Style};

use crate::finding::Level;

/// What frames the text.
pub const FRAME: Style = AnsiColor::Blue.on_default().bold();
/// Headings.
pub const STRONG: Style = Style::new().bold();

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// The style of a level.
pub fn of(level: Level) -> Style {
    match level {
        Level::Error => ERROR,
        Level::Warning => WARNING,
        Level::Note | Level::None => NOTE,
    }
}
