//! For people: each secret with the places where it stands, why it matters and what to do. The worst comes first.
//!
//! Styles and links are ANSI escapes; whoever writes to something that is no terminal strips them.
//!
//! `annotate-snippets` was weighed: it counts columns and cuts long lines from whole sources, whereas an excerpt is the masked
//! part of a line; and it knows neither places without a line nor links for paths. So the frames are ours.

mod chain;
mod compact;
mod frame;
mod link;
mod margin;
mod notice;
mod page;
mod story;

use std::collections::HashSet;
use std::io::{self, Write};

use super::Report;
use link::Links;
use page::Page;

/// How the report for people looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// A line for each place, as editors and build logs parse it, and nothing else.
    pub compact: bool,
    /// Every place of a secret with its line, instead of the first few.
    pub all_places: bool,
    /// Whether rules and paths are links, for terminals that know OSC 8.
    pub links: bool,
    /// The column at which prose is wrapped. Code and paths never are.
    pub width: usize,
    /// The columns of the terminal: a longer line is cut around its secret, so that the carets stay under it.
    pub terminal: Option<usize>,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { compact: false, all_places: false, links: false, width: 100, terminal: None }
    }
}

/// Writes every finding that counts, and every notice.
pub fn write(report: &Report<'_>, options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    if options.compact {
        return compact::write(report, options, out);
    }
    let mut explained = HashSet::new();
    for story in story::stories(&report.outcome.findings) {
        let explain = explained.insert(story.first().rule.as_str());
        Page::new(report, options, &story).write(explain, out)?;
    }
    notice::shown(report, options).try_for_each(|notice| notice::write(notice, Links(options.links), out))
}
