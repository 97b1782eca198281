//! Marks in comments: `keyside: allow RULE -- reason`, `allow-next-line`, and `allow-begin` with `allow-end`.
//!
//! The scan looks for [`WORD`] while it looks for keys, and hands each place to [`read()`]; what a file's marks accept is known when
//! the file has been read. Findings are held against them once their sides are known, with [`apply`].

mod comment;
mod read;

use std::collections::BTreeMap;

pub use read::{Kind, WORD, Written, read};

use super::Options;
use super::names::{RuleName, Rules, Subject};
use crate::finding::{Finding, Level, Notice, NoticeKind, Suppression, SuppressionKind};
use crate::location::Origin;

/// How many names in marks of one file count, so that a file made of marks takes neither the memory nor the time.
pub const MOST_NAMES: usize = 2048;

/// Endings of pages that show marks as examples: what is not used in them is not told.
const PAGES: &[&str] = &["adoc", "markdown", "md", "mdx", "rst"];

/// A mark, apart from the text that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// 1-based.
    pub line: u64,
    /// What it does, or what is wrong with it.
    pub kind: Result<Kind, String>,
    /// The rules that it names.
    pub names: Vec<RuleName>,
    /// Whether the names can be shown; a secret may stand where a name should.
    pub can_show_names: bool,
    /// Why; shows no secret.
    pub reason: String,
    /// Something stands where a reason should that is none.
    pub trailing: bool,
    /// Nothing else stands on its line before it.
    pub alone: bool,
}

/// The marks of one file and what each is good for.
#[derive(Debug, Clone)]
pub struct FileMarks {
    origin: Origin,
    accepting: Vec<Accepting>,
    /// What is wrong with marks, whatever is found.
    notices: Vec<Notice>,
}

/// A mark that counts.
#[derive(Debug, Clone)]
struct Accepting {
    mark: Mark,
    /// The first and the last line of what it accepts.
    lines: (u64, u64),
    /// For each name whether it has accepted anything.
    used: Vec<bool>,
}

impl Mark {
    /// What it counts for in [`MOST_NAMES`].
    pub fn weight(&self) -> usize {
        self.names.len().max(1)
    }
}

impl FileMarks {
    /// Works out what the marks of a file reach. They are in the order of the file.
    pub fn new(origin: &Origin, marks: Vec<Mark>, options: Options) -> Self {
        let mut file = Self { origin: origin.clone(), accepting: Vec::new(), notices: Vec::new() };
        if marks.iter().map(Mark::weight).sum::<usize>() >= MOST_NAMES {
            let text = format!(
                "marks that follow do not count, since those before name {MOST_NAMES} rules; use regions"
            );
            file.notice(NoticeKind::MalformedAllow, options.unused, marks.last().map(|mark| mark.line), text);
        }
        let mut open: Vec<usize> = Vec::new();
        for mark in marks {
            match file.judge(&mark, options) {
                Err((kind, text)) => file.notice(kind, options.unused, Some(mark.line), text),
                Ok(Kind::End) => file.end(&mark, &mut open, options),
                Ok(kind) => {
                    let lines = match kind {
                        Kind::NextLine => (mark.line + 1, mark.line + 1),
                        Kind::Begin => (mark.line, u64::MAX),
                        Kind::Line | Kind::End => (mark.line, mark.line),
                    };
                    if kind == Kind::Begin {
                        open.push(file.accepting.len());
                    }
                    let used = vec![false; mark.names.len()];
                    file.accepting.push(Accepting { mark, lines, used });
                }
            }
        }
        for at in open {
            let line = file.accepting[at].mark.line;
            let text = "allow-begin has no allow-end after it and reaches to the end of the file".to_owned();
            file.notice(NoticeKind::AllowWithoutEnd, Level::Note, Some(line), text);
        }
        file.chain_next_lines();
        file
    }

    /// Whether there is nothing to hold findings against and nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.accepting.is_empty() && self.notices.is_empty()
    }

    /// What a mark does, or what is wrong with it.
    fn judge(&self, mark: &Mark, options: Options) -> Result<Kind, (NoticeKind, String)> {
        let malformed = |text: String| (NoticeKind::MalformedAllow, text);
        let kind = mark.kind.clone().map_err(malformed)?;
        if kind == Kind::End {
            return Ok(kind);
        }
        if mark.names.is_empty() {
            return Err(malformed("this mark names no rule; write keyside: allow RULE -- reason".into()));
        }
        if mark.trailing && options.require_reason {
            return Err((
                NoticeKind::AllowWithoutReason,
                "this mark does not count: its reason must stand after ` -- `".into(),
            ));
        }
        if mark.reason.is_empty() && options.require_reason {
            return Err((
                NoticeKind::AllowWithoutReason,
                "this mark does not count: it gives no reason; add ` -- ` and why".into(),
            ));
        }
        Ok(kind)
    }

    /// Ends the last open region; of several, the last that names the same rules if the end names any.
    fn end(&mut self, end: &Mark, open: &mut Vec<usize>, options: Options) {
        let same = |at: &usize| end.names.is_empty() || self.accepting[*at].mark.names == end.names;
        match open.iter().rposition(same) {
            Some(place) => self.accepting[open.remove(place)].lines.1 = end.line,
            None => {
                let text = "this allow-end ends nothing: there is no allow-begin before it".to_owned();
                self.notice(NoticeKind::MalformedAllow, options.unused, Some(end.line), text);
            }
        }
    }

    /// Of `allow-next-line` marks that stand on lines of their own, one below the other, all speak of the line below the last.
    fn chain_next_lines(&mut self) {
        let mut target: BTreeMap<u64, u64> = BTreeMap::new();
        for accepting in self.accepting.iter_mut().rev() {
            if accepting.mark.kind == Ok(Kind::NextLine) {
                let below = accepting.mark.line + 1;
                let line = target.get(&below).copied().unwrap_or(below);
                accepting.lines = (line, line);
                if accepting.mark.alone {
                    target.insert(accepting.mark.line, line);
                }
            }
        }
    }

    /// The reason of the first mark that accepts what is found from the first to the last of these lines. Every mark that does
    /// counts as used.
    pub fn accept(&mut self, subject: &Subject<'_>, first: u64, last: u64) -> Option<&str> {
        let mut by = None;
        for (at, accepting) in self.accepting.iter_mut().enumerate() {
            let (from, to) = accepting.lines;
            if !(from..=to).contains(&first) && !(from..=to).contains(&last) {
                continue;
            }
            for (name, used) in accepting.mark.names.iter().zip(&mut accepting.used) {
                if name.matches(subject) {
                    *used = true;
                    by = by.or(Some(at));
                }
            }
        }
        by.map(|at| self.accepting[at].mark.reason.as_str())
    }

    /// The same, as findings have it.
    pub fn suppression(&mut self, subject: &Subject<'_>, first: u64, last: u64) -> Option<Suppression> {
        let reason = self.accept(subject, first, last)?;
        let reason = Some(reason.to_owned()).filter(|reason| !reason.is_empty());
        Some(Suppression { kind: SuppressionKind::Inline, reason })
    }

    /// Tells of marks that accept nothing, of those that are wrong, and of regions without an end.
    fn conclude(mut self, rules: &Rules<'_>, options: Options) -> Vec<Notice> {
        let is_page =
            self.origin.path().extension().is_some_and(|ending| PAGES.iter().any(|page| ending == *page));
        if is_page {
            return Vec::new();
        }
        for accepting in std::mem::take(&mut self.accepting) {
            if let Some(text) = accepting.unused(rules) {
                self.notice(NoticeKind::UnusedAllow, options.unused, Some(accepting.mark.line), text);
            }
        }
        self.notices
    }

    fn notice(&mut self, kind: NoticeKind, level: Level, line: Option<u64>, text: String) {
        self.notices.push(Notice { kind, level, origin: self.origin.clone(), line, text });
    }
}

impl Accepting {
    /// What to say of the names that accept nothing, if there are any.
    fn unused(&self, rules: &Rules<'_>) -> Option<String> {
        let idle: Vec<&RuleName> = (self.mark.names.iter().zip(&self.used))
            .filter(|(name, used)| !**used && !name.is_silent(rules))
            .map(|(name, _)| name)
            .collect();
        if idle.is_empty() {
            return None;
        }
        if !self.mark.can_show_names {
            return Some("this mark accepts nothing by a name that is not shown".to_owned());
        }
        if let Some(unknown) = idle.iter().find_map(|name| name.unknown(rules)) {
            return Some(format!("this mark accepts nothing: {unknown}"));
        }
        let by = if idle.len() == self.mark.names.len() { ":" } else { " by the name" };
        let hint = match self.mark.kind {
            Ok(Kind::Line) if self.mark.alone => {
                "; it speaks of its own line, allow-next-line of the one below"
            }
            _ => "",
        };
        Some(format!("this mark accepts nothing{by} {}{hint}", list(&idle)))
    }
}

fn list(names: &[&RuleName]) -> String {
    names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Marks the findings that files' own marks accept, and tells what is wrong with marks. The findings are sorted by path.
pub fn apply(
    findings: &mut [Finding],
    files: Vec<FileMarks>,
    rules: &Rules<'_>,
    options: Options,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    for mut marks in files {
        let from = findings.partition_point(|finding| finding.location.origin < marks.origin);
        let to = findings.partition_point(|finding| finding.location.origin <= marks.origin);
        for finding in &mut findings[from..to] {
            let is_old = finding.suppressed.as_ref().is_some_and(|by| by.kind == SuppressionKind::Before);
            let (first, last) = (finding.location.start.line, finding.location.end.line);
            if let Some(by) = marks.suppression(&Subject::of(finding, rules), first, last) {
                finding.suppressed = Some(by).filter(|_| !is_old).or(finding.suppressed.take());
            }
        }
        notices.extend(marks.conclude(rules, options));
    }
    notices
}
