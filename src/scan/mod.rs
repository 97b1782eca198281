//! Joins the stages: files in, findings out. The only module that knows them all.

mod artefact;
mod before;
mod blobs;
mod excerpt;
mod file;
mod line_hash;
mod lint;
mod marks;
mod names;
mod policy;
mod resolve;
mod setting;
mod suspicion;
mod versions;

use std::collections::BTreeSet;
use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

pub use policy::{PathPolicy, Policy};
use suspicion::Suspicions;

use setting::SideOf;

use crate::detect::{Detector, Scratch};
use crate::filter::{self, Filters};
use crate::finding::{Confidence, Evidence, Finding, Outcome, Side};
use crate::known::Known;
use crate::lint::Names;
use crate::location::{Gap, GapReason, Origin};
use crate::rule::{Rule, RuleSet};
use crate::side::{Overlay, Sides, Taught, Verdict};
use crate::source::{self, Visitor};
use crate::suppress::inline::{self, FileMarks};
use crate::suppress::{self, Rules, Silence};

/// What is believed and how far to read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Findings of less confidence are dropped.
    pub confidence: Confidence,
    /// Larger files are not scanned, in bytes. Files of any size are scanned in bounded memory.
    pub max_file_size: Option<u64>,
    /// What the run takes for the present: tokens that expired before it matter less.
    pub now: SystemTime,
    /// Whether to list every match that was not believed.
    pub list_dropped: bool,
    /// Whether to list keys that may be public as findings of level `none`.
    pub list_public: bool,
    /// Whether to find out which side of an application each finding is on; the project around a file is read for it.
    pub sides: bool,
    /// Whether what is scanned is about to ship: all of it is on the client's side, compressed files and source maps are opened, and
    /// marks accept nothing, since they were made for where the source stands.
    pub artefact: bool,
    /// Values to search for, besides what rules find.
    pub known: Option<Known>,
    /// What a configuration says of sides.
    pub taught: Vec<Taught>,
    /// What a configuration says of variables and headers.
    pub names: Names,
    /// Whether to hash findings' lines as GitHub does. Files with findings are read again for it.
    pub line_hashes: bool,
    /// Rules that report nothing. They are matched all the same: a secret of theirs is still masked, still no other rule's, and
    /// still the other half of a pair.
    pub muted: BTreeSet<String>,
    /// What the project has decided for itself.
    pub policy: Policy,
    /// How strict the marks in files are taken.
    pub suppress: suppress::Options,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            confidence: Confidence::Medium,
            max_file_size: None,
            now: SystemTime::now(),
            list_dropped: false,
            list_public: false,
            sides: false,
            artefact: false,
            known: None,
            taught: Vec::new(),
            names: Names::default(),
            line_hashes: false,
            muted: BTreeSet::new(),
            policy: Policy::default(),
            suppress: suppress::Options::default(),
        }
    }
}

/// The rule of known values. Its pattern finds canaries, which stand for such a value.
const KNOWN_RULE: &str = "keyside-known-value";

/// Is told of findings while the scan goes on: as soon as nothing can change about them any more, from any thread, those of
/// one file at a time in their order. `Break` ends the scan early.
pub type Listener<'l> = dyn Fn(&[Finding]) -> ControlFlow<()> + Sync + 'l;

/// Rules and options, ready to scan anything.
pub struct Scanner {
    detector: Detector,
    /// The rule that speaks of known values, if there are any.
    known_rule: Option<usize>,
    filters: Filters,
    options: Options,
    sides: Sides,
    /// What lints read of modules.
    programs: lint::Cache,
    /// Finds the modules that lints may concern.
    suspicions: Suspicions,
    files_done: AtomicU64,
}

impl Scanner {
    /// Prepares a rule set.
    pub fn new(rules: Arc<RuleSet>, options: Options) -> Self {
        let now = options.now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
        let filters = Filters::new(&rules, now);
        let sides = Sides::new(options.taught.clone());
        let is_known = |rule: &Rule| options.known.is_some() && rule.id == KNOWN_RULE;
        let known_rule = rules.rules.iter().position(is_known);
        Self {
            detector: Detector::new(rules, inline::WORD),
            known_rule,
            filters,
            options,
            sides,
            programs: lint::Cache::default(),
            suspicions: Suspicions::new(),
            files_done: AtomicU64::new(0),
        }
    }

    /// The same, where some texts count in place of what files hold when sides are asked for.
    #[must_use]
    pub fn with_overlay(self, overlay: Overlay) -> Self {
        Self { sides: self.sides.with_overlay(overlay), ..self }
    }

    /// The rules it matches.
    pub fn rules(&self) -> &RuleSet {
        self.detector.rules()
    }

    /// The same, to be shared with other scanners.
    pub fn shared_rules(&self) -> Arc<RuleSet> {
        Arc::clone(self.detector.rules())
    }

    /// The side of a place. A workspace that cannot be read leaves the finding as it is.
    fn verdict(&self, origin: &Origin, side: SideOf, offset: u64, line: u64) -> Verdict {
        if self.options.artefact {
            let text = "is in an artefact that is shipped".to_owned();
            return Verdict {
                side: Side::Client,
                evidence: vec![Evidence { origin: origin.clone(), line, text }],
            };
        }
        if !self.options.sides {
            return Verdict::unknown();
        }
        let ask = || match &side {
            SideOf::Itself => self.sides.of(origin.file_path(), offset),
            SideOf::File(file) => self.sides.of(file, offset),
            SideOf::Path => self.sides.of_path(origin.path()),
        };
        catch_unwind(AssertUnwindSafe(ask)).unwrap_or_else(|_| Verdict::unknown())
    }

    /// Whether a text comes to the same findings under two paths, as far as rules and filters go.
    pub fn reads_alike(&self, one: &Origin, other: &Origin) -> bool {
        let place = |origin: &Origin| filter::Place::of(origin.local_path());
        place(one) == place(other) && self.detector.reads_alike(&one.display_path(), &other.display_path())
    }

    /// How many files have been scanned so far; may be asked from another thread.
    pub fn files_done(&self) -> u64 {
        self.files_done.load(Ordering::Relaxed)
    }

    /// Scans files and folders. The outcome does not depend on the number of threads.
    pub fn paths(&self, walk: &source::Options) -> Outcome {
        self.paths_telling(walk, &|_| ControlFlow::Continue(()))
    }

    /// Scans files and folders, and tells of findings on the way.
    pub fn paths_telling(&self, walk: &source::Options, listener: &Listener<'_>) -> Outcome {
        let total = Mutex::new(Yield::default());
        source::walk(walk, || Box::new(Worker { total: &total, listener, worker: FileWorker::new(self) }));
        self.complete(total.into_inner().unwrap_or_else(PoisonError::into_inner), listener)
    }

    /// Scans what a reader gives, under a name.
    pub fn reader(&self, origin: Origin, reader: impl Read) -> Outcome {
        let mut worker = FileWorker::new(self);
        worker.guarded(&origin.clone(), |worker| worker.read(origin, reader));
        let FileWorker { outcome, marks, modules, .. } = worker;
        self.complete(Yield { outcome, marks, modules }, &|_| ControlFlow::Continue(()))
    }

    fn complete(&self, Yield { mut outcome, marks, modules }: Yield, listener: &Listener<'_>) -> Outcome {
        let mut lints = self.lint(modules);
        lints.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        if !lints.is_empty() {
            self.mask_names_of(&mut lints);
            // There is nothing left to be cut short.
            let _ = listener(&lints);
            outcome.findings.extend(lints);
        }
        let Options { muted, policy, .. } = &self.options;
        let speaks = |rule: &&Rule| !muted.contains(&rule.id) && !policy.skip.contains(&rule.id);
        let not_parsed = |origin| Gap { origin, reason: GapReason::NotParsed };
        outcome.coverage.gaps.extend(self.sides.broken().into_iter().map(not_parsed));
        outcome.coverage.rules = self.rules().rules.iter().filter(speaks).count();
        outcome.sort();
        if !marks.is_empty() {
            let notices =
                inline::apply(&mut outcome.findings, marks, &self.rule_names(), self.options.suppress);
            outcome.notices.extend(notices);
            outcome.sort();
            // A file that was given twice says everything twice.
            outcome.notices.dedup();
        }
        self.mask_names(&mut outcome);
        outcome
    }

    /// What marks and entries may name, and what of it reports nothing in this run.
    pub fn rule_names(&self) -> Rules<'_> {
        let (rules, options) = (self.rules(), &self.options);
        Rules::new(rules.rules.iter().map(|rule| {
            let silence = match () {
                () if options.muted.contains(&rule.id) || options.policy.skip.contains(&rule.id) => {
                    Silence::Muted
                }
                () if options.policy.may_leave_out(rule, options.confidence) => Silence::Unsure,
                () => Silence::Speaks,
            };
            (rule.id.as_str(), rules.provider(rule).slug.as_str(), silence)
        }))
    }

    /// Scans a text in memory, under a name.
    pub fn text(&self, path: &str, text: &[u8]) -> Outcome {
        self.reader(Origin::file(PathBuf::from(path)), text)
    }
}

/// What comes of files before it is known as a whole: a finding's side, and so what accepts it, may depend on other files.
#[derive(Default)]
struct Yield {
    outcome: Outcome,
    marks: Vec<FileMarks>,
    /// The modules among the files.
    modules: Vec<lint::Scanned>,
}

/// One thread of a walk. What it found joins the total when the thread ends.
struct Worker<'s> {
    total: &'s Mutex<Yield>,
    listener: &'s Listener<'s>,
    worker: FileWorker<'s>,
}

impl Visitor for Worker<'_> {
    fn file(&mut self, path: PathBuf, origin: Origin) -> ControlFlow<()> {
        let known = self.worker.outcome.findings.len();
        self.worker.guarded(&origin.clone(), |worker| worker.file(path, origin));
        self.worker.scanner.files_done.fetch_add(1, Ordering::Relaxed);
        let new = &mut self.worker.outcome.findings[known..];
        if new.is_empty() {
            return ControlFlow::Continue(());
        }
        new.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.worker.scanner.mask_names_of(new);
        (self.listener)(new)
    }

    fn excluded(&mut self) {
        self.worker.outcome.muted.files += 1;
    }

    fn gap(&mut self, gap: Gap) {
        self.worker.outcome.coverage.gaps.push(gap);
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        let mut total = self.total.lock().unwrap_or_else(PoisonError::into_inner);
        total.outcome.merge(std::mem::take(&mut self.worker.outcome));
        total.marks.append(&mut self.worker.marks);
        total.modules.append(&mut self.worker.modules);
    }
}

/// What one thread needs to scan file after file.
struct FileWorker<'s> {
    scanner: &'s Scanner,
    buffer: Vec<u8>,
    scratch: Scratch,
    outcome: Outcome,
    marks: Vec<FileMarks>,
    modules: Vec<lint::Scanned>,
}

impl<'s> FileWorker<'s> {
    fn new(scanner: &'s Scanner) -> Self {
        let (scratch, outcome) = (Scratch::default(), Outcome::default());
        Self { scanner, buffer: Vec::new(), scratch, outcome, marks: Vec::new(), modules: Vec::new() }
    }

    /// Runs the scan of one file. A panic is a bug, but the other files' findings are not lost to it.
    fn guarded(&mut self, origin: &Origin, scan: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| scan(self))).is_err() {
            self.buffer = Vec::new();
            self.scratch = Scratch::default();
            self.outcome.coverage.gaps.push(Gap { origin: origin.clone(), reason: GapReason::Failed });
        }
    }
}
