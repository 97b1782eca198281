//! One secret's part of the report: a heading, its places, and what to say of it.

use std::io::{self, Write};

use super::link::Links;
use super::margin::Margin;
use super::story::Story;
use super::{TextOptions, chain, frame};
use crate::finding::Finding;
use crate::report::palette::{self, STRONG};
use crate::report::{Report, prose};

/// How many places of a secret are shown with their line.
const FRAMES: usize = 3;
/// How many more are listed.
const LISTED: usize = 10;
/// Narrower terminals get longer lines.
const LEAST_WIDTH: usize = 40;

/// A secret, and how it is shown.
pub struct Page<'r> {
    report: &'r Report<'r>,
    options: TextOptions,
    links: Links,
    story: &'r Story<'r>,
    /// The places that are shown with their line, and those that are only listed.
    framed: &'r [&'r Finding],
    listed: &'r [&'r Finding],
    margin: Margin,
}

impl<'r> Page<'r> {
    pub fn new(report: &'r Report<'r>, options: TextOptions, story: &'r Story<'r>) -> Self {
        let most = if options.all_places { usize::MAX } else { FRAMES };
        let (framed, listed) = story.places.split_at(story.places.len().min(most));
        let margin = Margin::for_lines(framed.iter().map(|finding| finding.location.start.line));
        Self { report, options, links: Links(options.links), story, framed, listed, margin }
    }

    /// Why and what to do are said once for each rule.
    pub fn write(&self, explain: bool, out: &mut dyn Write) -> io::Result<()> {
        self.heading(out)?;
        for (at, finding) in self.framed.iter().enumerate() {
            self.place(finding, out)?;
            writeln!(out, "{}", self.margin.bar())?;
            frame::write(finding, &self.margin, &self.label(finding, at == 0), self.code_width(), out)?;
            writeln!(out, "{}", self.margin.bar())?;
            chain::write(finding, self.report.steps(finding), &self.margin, self.links, out)?;
        }
        self.list(out)?;
        self.remarks(explain, out)?;
        writeln!(out)
    }

    fn heading(&self, out: &mut dyn Write) -> io::Result<()> {
        let finding = self.story.first();
        let (level, style) = (finding.level, palette::of(finding.level));
        let rule = self.report.rule(finding);
        let url = self.report.page(finding);
        let id = self.links.to(url.as_deref(), &finding.rule);
        let headline = prose::printable(&prose::headline(finding, rule));
        let places = self.story.extent().map(|extent| format!(": {extent}")).unwrap_or_default();
        writeln!(out, "{style}{level}[{id}]{style:#}{STRONG}: {headline}{places}{STRONG:#}")
    }

    /// `--> path:line:column`, and what is different here from the heading.
    fn place(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let first = self.story.first();
        let mark = if std::ptr::eq(finding, first) { "-->" } else { ":::" };
        let start = finding.location.start;
        let path = self.links.to_file(&finding.location.origin);
        let (mine, its) = (prose::exposure(finding.side), prose::exposure(first.side));
        let mut remarks = Vec::new();
        remarks.extend((finding.level != first.level).then(|| finding.level.to_string()));
        remarks.extend((mine != its).then(|| mine.to_owned()));
        remarks.extend(prose::commit(finding));
        let remark = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
        let original = prose::original(finding).map(|place| format!(", from {place}")).unwrap_or_default();
        writeln!(out, "{} {path}:{}:{}{original}{remark}", self.margin.mark(mark), start.line, start.column)
    }

    /// The columns beside the margin.
    fn code_width(&self) -> usize {
        let margin = self.margin.width() + " | ".len();
        self.options.terminal.map_or(usize::MAX, |columns| columns.max(LEAST_WIDTH).saturating_sub(margin))
    }

    /// What is said beside the carets: the value once, since all places hold the same.
    fn label(&self, finding: &Finding, first: bool) -> String {
        if !first {
            return String::new();
        }
        let secret = self.report.secret(&finding.secret);
        format!("{}: {}", finding.class.name(), prose::escaped(&secret))
    }

    /// The places beyond the first few.
    fn list(&self, out: &mut dyn Write) -> io::Result<()> {
        // One more place takes no more room than to say that there is one.
        let most = if self.listed.len() == LISTED + 1 { LISTED + 1 } else { LISTED };
        let (listed, rest) = self.listed.split_at(self.listed.len().min(most));
        for finding in listed {
            self.place(finding, out)?;
        }
        if !rest.is_empty() {
            writeln!(out, "{} and {} more; -v shows them all", self.margin.mark(":::"), rest.len())?;
        }
        if !listed.is_empty() {
            writeln!(out, "{}", self.margin.bar())?;
        }
        Ok(())
    }

    fn remarks(&self, explain: bool, out: &mut dyn Write) -> io::Result<()> {
        let finding = self.story.first();
        if let (true, Some(rule)) = (explain, self.report.rule(finding)) {
            let prose = rule.prose();
            self.remark("why", &prose.description, out)?;
            self.remark("fix", &prose.remediation, out)?;
            if let Some(url) = self.report.provider(finding).and_then(|provider| provider.rotate.as_deref()) {
                self.remark("revoke", url, out)?;
            }
            self.remark("more", &format!("keyside explain {}", rule.id), out)?;
        }
        let also = self.story.also();
        if !also.is_empty() {
            self.remark("also", &also.join(", "), out)?;
        }
        // What an [[allow]] entry names; few want to see it.
        let is_wanted = self.options.all_places;
        if is_wanted { self.remark("fingerprint", finding.fingerprint.as_str(), out) } else { Ok(()) }
    }

    /// A named paragraph, wrapped.
    fn remark(&self, name: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let text = prose::printable(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        let indent = self.margin.width() + " = ".len() + name.len() + ": ".len();
        let width = self.options.width.max(LEAST_WIDTH).saturating_sub(indent);
        let options = textwrap::Options::new(width)
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for (at, line) in textwrap::wrap(&text, options).iter().enumerate() {
            match at {
                0 => writeln!(out, "{} {STRONG}{name}{STRONG:#}: {line}", self.margin.mark("="))?,
                _ => writeln!(out, "{}{line}", " ".repeat(indent))?,
            }
        }
        Ok(())
    }
}
