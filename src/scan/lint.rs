//! The lints, run over the modules that may concern them once all files are known.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::excerpt::{self, RawLine};
use super::{FileWorker, Scanner, line_hash};
use crate::finding::{Finding, Level, Location, Secret};
use crate::flow::{Literals, Programs};
use crate::lint::{self, Report};
use crate::location::{Layout, LineCursor, Origin, Span};
use crate::side;

/// What was read of each workspace, by its root.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<HashMap<PathBuf, Arc<Programs>>>);

impl Cache {
    fn of(&self, root: &std::path::Path) -> Arc<Programs> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(root.to_owned()).or_default())
    }
}

/// Something that a lint says, and where.
struct Said {
    report: Report,
    path: PathBuf,
}

impl Scanner {
    /// What the lints have to say of modules. Says nothing of other modules than these.
    pub(super) fn lint(&self, suspects: Vec<Origin>) -> Vec<Finding> {
        let by_path: BTreeMap<PathBuf, Origin> = suspects
            .into_iter()
            .filter_map(|origin| Some((origin.file_path().canonicalize().ok()?, origin)))
            .collect();
        if by_path.is_empty() {
            return Vec::new();
        }
        // Parsers recurse as deeply as a text nests.
        let pool = rayon::ThreadPoolBuilder::new().stack_size(side::STACK).build();
        let run = || -> Vec<Said> {
            by_path.values().par_bridge().flat_map_iter(|origin| self.said_of(origin)).collect()
        };
        let said = match pool {
            Ok(pool) => pool.install(run),
            Err(_) => by_path.values().flat_map(|origin| self.said_of(origin)).collect(),
        };
        let mut by_file: BTreeMap<PathBuf, Vec<Report>> = BTreeMap::new();
        for Said { report, path } in said {
            by_file.entry(path).or_default().push(report);
        }
        let known =
            by_file.into_iter().filter_map(|(path, reports)| Some((by_path.get(&path)?.clone(), reports)));
        known.flat_map(|(origin, reports)| self.findings_of(&origin, unique(reports))).collect()
    }

    fn said_of(&self, origin: &Origin) -> Vec<Said> {
        let check = || {
            self.sides.look(origin.file_path(), |builds, path, shown| {
                let Some(module) = builds.module_at(path) else { return Vec::new() };
                let programs = self.programs.of(builds.root());
                let literals = Literals::new(&self.detector, &self.filters);
                let context = lint::Context::new(builds, &programs, literals, self.rules(), shown);
                let said =
                    |report: Report| Said { path: builds.module_path(report.module).to_owned(), report };
                context.check(module).into_iter().map(said).collect()
            })
        };
        // A bug in a lint takes no other file's findings with it.
        catch_unwind(AssertUnwindSafe(check)).ok().flatten().unwrap_or_default()
    }

    /// One file's findings.
    fn findings_of(&self, origin: &Origin, reports: Vec<Report>) -> Vec<Finding> {
        let Ok(bytes) = std::fs::read(origin.file_path()) else { return Vec::new() };
        let masks = FileWorker::new(self).masks(origin, &bytes);
        let text = Text { origin, bytes: &bytes, masks: &masks };
        let mut findings: Vec<Finding> =
            reports.iter().filter_map(|report| self.finding(&text, report)).collect();
        if self.options.line_hashes {
            let wanted: BTreeSet<u64> = findings.iter().map(|finding| finding.location.start.line).collect();
            let hashes = line_hash::of_lines(|| File::open(origin.file_path()), &wanted, &mut Vec::new());
            let hashes = hashes.unwrap_or_default();
            for finding in &mut findings {
                finding.location.line_hash = hashes.get(&finding.location.start.line).cloned();
            }
        }
        findings
    }

    fn finding(&self, text: &Text<'_>, report: &Report) -> Option<Finding> {
        let rule = self.rules().get(report.lint).ok()?;
        let options = &self.options;
        if options.muted.contains(&rule.id) {
            return None;
        }
        let policy = options.policy.at(text.origin.file_path());
        let level =
            policy.judge_from(report.level, rule, report.side, report.confidence, options.confidence).ok()?;
        if level == Level::None && !options.list_public {
            return None;
        }
        let secret = Secret::open(&report.subject);
        Some(Finding {
            rule: rule.id.clone(),
            also: Vec::new(),
            class: report.class,
            confidence: report.confidence,
            level,
            side: report.side,
            environment: None,
            location: text.location(&report.span),
            excerpt: text.excerpt(&report.span),
            fingerprint: secret.fingerprint(),
            secret,
            remark: None,
            original: None,
            message: Some(report.message.clone()),
            evidence: report.evidence.clone(),
            suppressed: None,
        })
    }
}

/// A file's text and the secrets in it.
struct Text<'t> {
    origin: &'t Origin,
    bytes: &'t [u8],
    masks: &'t [(Range<u64>, Secret)],
}

impl Text<'_> {
    fn location(&self, span: &Range<u32>) -> Location {
        let mut cursor = LineCursor::new(self.bytes);
        let (start, end) = (self.clamped(span.start), self.clamped(span.end));
        Location {
            origin: self.origin.clone(),
            span: Span { start: start as u64, end: end as u64 },
            start: cursor.advance(self.bytes, start, Layout::Utf8),
            end: cursor.advance(self.bytes, end, Layout::Utf8),
            line_hash: None,
        }
    }

    fn excerpt(&self, span: &Range<u32>) -> crate::finding::Excerpt {
        let range = self.clamped(span.start)..self.clamped(span.end);
        let line = RawLine::around(self.bytes, &range, 0, Layout::Utf8);
        excerpt::around_place(&line, &(range.start as u64..range.end as u64), self.masks)
    }

    fn clamped(&self, at: u32) -> usize {
        (at as usize).min(self.bytes.len())
    }
}

/// Of what is said of one place in different ways, what says most.
fn unique(reports: Vec<Report>) -> Vec<Report> {
    let mut known: BTreeMap<(u32, &'static str, String), Report> = BTreeMap::new();
    for report in reports {
        let key = (report.span.start, report.lint, report.subject.clone());
        let says_more =
            |other: &Report| (report.level, report.message.len()) > (other.level, other.message.len());
        if known.get(&key).is_none_or(says_more) {
            known.insert(key, report);
        }
    }
    known.into_values().collect()
}
