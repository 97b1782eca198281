//! What lints have to say, before it becomes findings.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{Context, Lint};
use crate::finding::{Confidence, Evidence, KeyClass, Level, Side};
use crate::flow::{Caller, Hop, Spot};
use crate::side::ModuleId;

/// Something that a lint has to say.
#[derive(Debug, Clone)]
pub struct Report {
    /// The lint.
    pub lint: &'static str,
    /// Where: a file's absolute path.
    pub path: PathBuf,
    /// And the bytes in it.
    pub span: Range<u32>,
    /// Bytes in it that no report may show.
    pub hidden: Option<Range<u32>>,
    /// How bad that is.
    pub level: Level,
    /// Where the value becomes visible.
    pub side: Side,
    /// What the key is for.
    pub class: KeyClass,
    /// How sure it is.
    pub confidence: Confidence,
    /// What it is about, which is no secret: a variable, a header, an endpoint.
    pub subject: String,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// How to check that: from the value to where it goes, and from an entry to there.
    pub evidence: Vec<Evidence>,
}

/// Collects what lints say.
pub struct Reports<'r> {
    context: &'r Context<'r>,
    lint: &'static str,
    seen: HashSet<(&'static str, PathBuf, u32, String)>,
    found: Vec<Report>,
}

impl<'r> Reports<'r> {
    pub(super) fn new(context: &'r Context<'r>) -> Self {
        Self { context, lint: "", seen: HashSet::new(), found: Vec::new() }
    }

    pub(super) fn of(&mut self, lint: &dyn Lint) {
        self.lint = lint.id();
    }

    pub(super) fn finish(self) -> Vec<Report> {
        self.found
    }

    /// Says something of a place in a module, once.
    pub fn say(&mut self, module: ModuleId, span: Range<u32>, saying: Saying) {
        let builds = self.context.builds();
        let (path, line) = (builds.module_path(module), builds.facts(module).line(span.start));
        self.say_of(path, line, span, None, saying);
    }

    /// Says something of a place in a file, once. The `hidden` part of it is not shown.
    pub fn say_of(
        &mut self,
        path: &Path,
        line: u64,
        span: Range<u32>,
        hidden: Option<Range<u32>>,
        saying: Saying,
    ) {
        let key = (self.lint, path.to_owned(), span.start, saying.subject.clone());
        if !self.seen.insert(key) {
            return;
        }
        let Saying { level, side, class, subject, message, mut evidence } = saying;
        let own = self.context.shown.origin(path);
        evidence.retain(|step| step.line != line || step.origin != own);
        if side.is_exposed() {
            let verdict = self.context.builds().verdict(path, span.start, self.context.shown);
            evidence.extend(verdict.evidence.into_iter().filter(|_| verdict.side.is_exposed()));
        }
        self.found.push(Report {
            lint: self.lint,
            path: path.to_owned(),
            span,
            hidden,
            level,
            side,
            class,
            confidence: Confidence::High,
            subject,
            message,
            evidence,
        });
    }
}

/// What a lint says.
#[derive(Debug, Clone)]
pub struct Saying {
    /// How bad it is.
    pub level: Level,
    /// Where the value becomes visible.
    pub side: Side,
    /// What the key is for.
    pub class: KeyClass,
    /// What it is about, which is no secret.
    pub subject: String,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// Where the value comes from.
    pub evidence: Vec<Evidence>,
}

impl Saying {
    /// Of a secret in what ships.
    pub fn exposed(level: Level, subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            level,
            side: Side::Client,
            class: KeyClass::Secret,
            subject: subject.into(),
            message: message.into(),
            evidence: Vec::new(),
        }
    }

    /// With where the value comes from.
    pub fn because(mut self, evidence: Vec<Evidence>) -> Self {
        self.evidence = evidence;
        self
    }
}

impl Context<'_> {
    /// How a value got to where it was asked for: from its source on, and then the calls that lead to the place.
    pub fn way(&self, value: &Spot, calls: &[Caller]) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = Vec::new();
        let source = self.place(value);
        evidence.push(Evidence { text: "is where the value comes from".to_owned(), ..source });
        evidence.extend(value.hops().iter().rev().map(|hop| self.hop(hop)));
        let called = |caller: &Caller| Evidence { text: "calls it".to_owned(), ..self.place(&caller.call) };
        evidence.extend(calls.iter().map(called));
        // Names on one line are one step.
        evidence.dedup_by(|a, b| a.origin == b.origin && a.line == b.line);
        evidence
    }

    fn hop(&self, hop: &Hop) -> Evidence {
        let builds = self.builds();
        let text =
            if hop.name.is_empty() { hop.what.to_owned() } else { format!("{} `{}`", hop.what, hop.name) };
        Evidence {
            origin: self.shown.origin(builds.module_path(hop.module)),
            line: builds.facts(hop.module).line(hop.at),
            text,
        }
    }

    /// A place without words.
    pub fn place(&self, spot: &Spot) -> Evidence {
        let at = self.flow.span(spot).start;
        self.hop(&Hop { module: spot.module, at, what: "", name: String::new() })
    }
}
