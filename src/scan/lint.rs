//! The lints, run over the modules that may concern them once all files are known.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::excerpt::{self, RawLine};
use super::suspicion::Suspicion;
use super::{FileWorker, Scanner, line_hash};
use crate::finding::{Finding, Level, Location, Secret, Side};
use crate::flow::{Literals, Programs};
use crate::lint::{self, Report};
use crate::location::{Layout, LineCursor, Origin, Span};
use crate::side::{self, Builds, ModuleId, Shown};
use crate::syntax;

/// What was read of each workspace, by its root.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<HashMap<PathBuf, Arc<Programs>>>);

impl Cache {
    fn of(&self, root: &std::path::Path) -> Arc<Programs> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(root.to_owned()).or_default())
    }
}

/// A module that was scanned.
#[derive(Debug)]
pub(super) struct Scanned {
    pub origin: Origin,
    /// Whether lints may have something to say of it.
    pub suspicion: Option<Suspicion>,
}

impl Scanner {
    /// What the lints have to say of modules that were scanned, and of no others.
    pub(super) fn lint(&self, scanned: Vec<Scanned>) -> Vec<Finding> {
        let mut origins: BTreeMap<PathBuf, Origin> = BTreeMap::new();
        let mut suspects: BTreeMap<PathBuf, Vec<(PathBuf, Suspicion)>> = BTreeMap::new();
        for Scanned { origin, suspicion } in scanned {
            let Ok(path) = origin.file_path().canonicalize() else { continue };
            let root = || self.sides.root_of(&path);
            if let Some((suspicion, root)) = suspicion.and_then(|suspicion| Some((suspicion, root()?))) {
                suspects.entry(root).or_default().push((origin.file_path().to_owned(), suspicion));
            }
            origins.insert(path, origin);
        }
        let mut by_file: BTreeMap<PathBuf, Vec<Report>> = BTreeMap::new();
        for suspects in suspects.values() {
            // A bug in a lint takes nothing but what the lints say with it.
            let said = catch_unwind(AssertUnwindSafe(|| self.said(suspects))).unwrap_or_default();
            said.into_iter().for_each(|report| by_file.entry(report.path.clone()).or_default().push(report));
        }
        let known = by_file.into_iter().filter_map(|(path, reports)| {
            let origin = origins.get(&path)?.clone();
            Some((path, origin, reports))
        });
        known.flat_map(|(path, origin, reports)| self.findings_of(&path, &origin, unique(reports))).collect()
    }

    /// What there is to say of one workspace.
    fn said(&self, suspects: &[(PathBuf, Suspicion)]) -> Vec<Report> {
        let Some((first, _)) = suspects.first() else { return Vec::new() };
        let said = self.sides.look(first, |builds, _, shown| {
            let (programs, modules) = (self.programs.of(builds.root()), modules(builds, suspects));
            let run = || {
                let mut said = self.said_of(builds, &programs, &modules, shown);
                said.extend(self.said_of_settings(builds, &programs, suspects, shown));
                let unreached = unreached(builds, suspects);
                if !unreached.is_empty() {
                    let beyond = builds.beyond(unreached.clone());
                    let modules: Vec<_> =
                        unreached.iter().filter_map(|path| beyond.module_at(path)).collect();
                    said.extend(self.said_of(&beyond, &Programs::default(), &modules, shown));
                }
                said
            };
            // Parsers recurse as deeply as a text nests.
            match rayon::ThreadPoolBuilder::new().stack_size(side::STACK).build() {
                Ok(pool) => pool.install(run),
                Err(_) => run(),
            }
        });
        said.unwrap_or_default()
    }

    fn said_of(
        &self,
        builds: &Builds,
        programs: &Programs,
        modules: &[ModuleId],
        shown: &Shown,
    ) -> Vec<Report> {
        let check = |module: &ModuleId| {
            let context = self.context(builds, programs, shown);
            catch_unwind(AssertUnwindSafe(|| context.check(*module))).unwrap_or_default()
        };
        modules.par_iter().flat_map_iter(check).collect()
    }

    fn said_of_settings(
        &self,
        builds: &Builds,
        programs: &Programs,
        suspects: &[(PathBuf, Suspicion)],
        shown: &Shown,
    ) -> Vec<Report> {
        let settings = suspects.iter().filter(|(path, _)| lint::is_settings(path));
        let paths: Vec<PathBuf> = settings.filter_map(|(path, _)| path.canonicalize().ok()).collect();
        let check = |path: &PathBuf| {
            let context = self.context(builds, programs, shown);
            catch_unwind(AssertUnwindSafe(|| context.check_settings(path))).unwrap_or_default()
        };
        paths.par_iter().filter(|path| builds.owns(path)).flat_map_iter(check).collect()
    }

    fn context<'c>(
        &'c self,
        builds: &'c Builds,
        programs: &'c Programs,
        shown: &'c Shown,
    ) -> lint::Context<'c> {
        let literals = Literals::new(&self.detector, &self.filters);
        lint::Context::new(builds, programs, literals, self.rules(), shown, &self.options.names)
    }

    /// One file's findings.
    fn findings_of(&self, path: &Path, origin: &Origin, reports: Vec<Report>) -> Vec<Finding> {
        let Ok(bytes) = self.sides.bytes(path) else { return Vec::new() };
        let mut masks = FileWorker::new(self).masks(origin, &bytes);
        for hidden in reports.iter().filter_map(|report| report.hidden.clone()) {
            let (range, whole) =
                (hidden.start as usize..hidden.end as usize, hidden.start.into()..hidden.end.into());
            let Some(value) = bytes.get(range) else { continue };
            // What a rule knows of a part of it says less than that none of it is to be seen.
            masks.retain(|(mask, _): &(Range<u64>, Secret)| {
                mask.end <= whole.start || whole.end <= mask.start
            });
            masks.push((whole, Secret::new(value, 0)));
        }
        masks.sort_by_key(|(range, _)| range.start);
        let text = Text { origin, bytes: &bytes, masks: &masks };
        // An application among tests ships to nobody; what is said of tests themselves is said all the same.
        let is_fixture = self.sides.of_path(origin.local_path()).side == Side::Test;
        let counts = |report: &&Report| !is_fixture || report.side == Side::Test;
        let mut findings: Vec<Finding> =
            reports.iter().filter(counts).filter_map(|report| self.finding(&text, report)).collect();
        if self.options.line_hashes {
            let wanted: BTreeSet<u64> = findings.iter().map(|finding| finding.location.start.line).collect();
            let hashes = line_hash::of_lines(|| Ok(&bytes[..]), &wanted, &mut Vec::new());
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

/// How many modules are looked at because of one that names a host.
const MOST_IMPORTERS: usize = 256;

/// The modules to look at: suspects, those that import one that names a host, whatever lies between, and those that may hand to clients
/// what they import from a suspect.
fn modules(builds: &Builds, suspects: &[(PathBuf, Suspicion)]) -> Vec<ModuleId> {
    let mut modules: BTreeSet<ModuleId> = BTreeSet::new();
    for (path, suspicion) in suspects {
        let Some(module) = path.canonicalize().ok().and_then(|path| builds.module_at(&path)) else {
            continue;
        };
        modules.insert(module);
        let importers = importers(builds, module);
        let is_asked =
            |importer: &ModuleId| *suspicion == Suspicion::Spreads || builds.may_hand_over(*importer);
        modules.extend(importers.into_iter().filter(is_asked));
    }
    modules.into_iter().collect()
}

/// How many suspects that no build reaches are looked at: little is said of them, and a tree of libraries has nothing else.
const MOST_UNREACHED: usize = 128;

/// Suspects of the workspace that no build reaches and that hold a key or name a host.
fn unreached(builds: &Builds, suspects: &[(PathBuf, Suspicion)]) -> Vec<PathBuf> {
    let spreads = |(path, suspicion): &&(PathBuf, Suspicion)| {
        *suspicion == Suspicion::Spreads && syntax::is_module(path)
    };
    let mut modules: Vec<&(PathBuf, Suspicion)> = suspects.iter().filter(spreads).collect();
    modules.sort_by(|(a, _), (b, _)| a.cmp(b));
    let paths = modules.into_iter().filter_map(|(path, _)| path.canonicalize().ok());
    let is_unreached = |path: &PathBuf| builds.module_at(path).is_none() && builds.owns(path);
    paths.filter(is_unreached).take(MOST_UNREACHED).collect()
}

/// The modules that import a module, whatever lies between.
fn importers(builds: &Builds, module: ModuleId) -> Vec<ModuleId> {
    let mut importers = vec![module];
    let mut seen: HashSet<ModuleId> = HashSet::from([module]);
    let mut at = 0;
    while at < importers.len() && importers.len() < MOST_IMPORTERS {
        importers.extend(builds.importers(importers[at]).iter().filter(|importer| seen.insert(**importer)));
        at += 1;
    }
    importers
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
