//! Which files lints may have something to say of, told while a file is read for keys, so that no project is read without need.

use std::path::Path;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::lint;
use crate::rule::RuleSet;
use crate::syntax;

/// Why lints may have something to say of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Suspicion {
    /// It has a word of theirs.
    Word,
    /// It names a provider's host or holds a key, so whoever imports it may have something to do with those.
    Spreads,
}

/// What a file is to the lints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A module.
    Module,
    /// A file that sets variables or configures a build.
    Settings,
    /// The same, one of a kind of which there are many.
    OfMany,
}

impl Kind {
    /// By its name.
    fn of(path: &Path) -> Option<Self> {
        match () {
            () if lint::is_of_many(path) => Some(Self::OfMany),
            () if lint::is_settings(path) => Some(Self::Settings),
            () => syntax::is_module(path).then_some(Self::Module),
        }
    }
}

/// What compilers and bundlers leave in what they write.
const OF_TOOLS: &[&str] = &["\"__esModule\"", "'__esModule'", "__webpack_require__", "@generated"];

/// What stands in the last line of what has a source map, and how long such a line is at most where the map is a file.
const MAPPED: &[u8] = b"sourceMappingURL=";
const LAST_LINE: usize = 512;

/// How long lines are on average that people write, in bytes, and how many more a short file may have.
const LONGEST_LINES: u64 = 200;
const MOST_IN_LONG_LINES: u64 = 40;

/// Finds what makes a file suspect; made when the first file is looked at.
pub(super) struct Suspicions {
    words: OnceLock<Words>,
    /// Beginnings of variables that builds inline.
    prefixes: OnceLock<AhoCorasick>,
}

/// Marks of tools, hosts and words, in this order.
struct Words {
    automaton: AhoCorasick,
    hosts: usize,
}

/// What a piece of text shows.
enum Shows {
    Generated,
    Suspicion(Suspicion),
    Nothing,
}

impl Suspicions {
    pub fn new() -> Self {
        Self { words: OnceLock::new(), prefixes: OnceLock::new() }
    }

    fn of(&self, kind: Kind, rules: &RuleSet, text: &[u8]) -> Shows {
        let is_public = || self.prefixes.get_or_init(|| automaton(lint::PUBLIC_PREFIXES)).is_match(text);
        match kind {
            Kind::OfMany if !is_public() => Shows::Nothing,
            Kind::OfMany => Shows::Suspicion(Suspicion::Word),
            Kind::Settings if is_public() => Shows::Suspicion(Suspicion::Word),
            Kind::Settings | Kind::Module => self.words.get_or_init(|| Words::new(rules)).of(text),
        }
    }
}

impl Words {
    fn new(rules: &RuleSet) -> Self {
        let (hosts, packages) = (lint::hosts(rules), lint::packages(rules));
        let words = lint::WORDS.iter().copied().chain(packages.iter().map(String::as_str));
        let all: Vec<&str> = OF_TOOLS.iter().copied().chain(hosts.iter().copied()).chain(words).collect();
        Self { automaton: automaton(&all), hosts: hosts.len() }
    }

    fn of(&self, text: &[u8]) -> Shows {
        let mut shows = Shows::Nothing;
        for found in self.automaton.find_iter(text) {
            let at = found.pattern().as_usize();
            if at < OF_TOOLS.len() {
                return Shows::Generated;
            }
            let spreads = at < OF_TOOLS.len() + self.hosts;
            match (&shows, spreads) {
                (_, true) => shows = Shows::Suspicion(Suspicion::Spreads),
                (Shows::Nothing, false) => shows = Shows::Suspicion(Suspicion::Word),
                _ => {}
            }
        }
        shows
    }
}

fn automaton(words: &[&str]) -> AhoCorasick {
    // A host that begins with a word is the host.
    let builder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(words);
    #[expect(clippy::expect_used, reason = "some hundred words are no more than an automaton can hold")]
    builder.expect("the words are few")
}

/// What is known of a file so far.
#[derive(Debug)]
pub(super) struct Suspect {
    kind: Option<Kind>,
    found: Option<Suspicion>,
    lines: u64,
    bytes: u64,
    /// A compiler or bundler wrote it.
    is_generated: bool,
}

impl Suspect {
    /// A file of which nothing is known but its name; none if lints are not asked for.
    pub fn new(path: Option<&Path>) -> Self {
        Self { kind: path.and_then(Kind::of), found: None, lines: 0, bytes: 0, is_generated: false }
    }

    /// Whether its name is one that lints read.
    pub fn is_read(&self) -> bool {
        self.kind.is_some()
    }

    /// Looks at the next piece of its text.
    pub fn piece(&mut self, suspicions: &Suspicions, rules: &RuleSet, text: &[u8], last: bool) {
        let Some(kind) = self.kind.filter(|_| !self.is_generated) else { return };
        self.lines += memchr::memchr_iter(b'\n', text).count() as u64;
        self.bytes += text.len() as u64;
        if !self.is_written() {
            return;
        }
        let end = &text[text.len().saturating_sub(LAST_LINE)..];
        self.is_generated = last && memchr::memmem::find(end, MAPPED).is_some();
        match suspicions.of(kind, rules, text) {
            Shows::Generated => self.is_generated = true,
            Shows::Suspicion(suspicion) => self.found = self.found.max(Some(suspicion)),
            Shows::Nothing => {}
        }
    }

    /// Why lints may have something to say of it, once all of it is read. `holds_key`: something in it is taken for one.
    pub fn suspicion(&self, holds_key: bool) -> Option<Suspicion> {
        let by_key = holds_key.then_some(Suspicion::Spreads);
        self.found.max(by_key).filter(|_| !self.is_generated && self.is_written())
    }

    /// Whether its lines are as people write them; what a minifier wrote is no module of a project any more.
    fn is_written(&self) -> bool {
        self.bytes < LONGEST_LINES * (self.lines + MOST_IN_LONG_LINES)
    }
}
