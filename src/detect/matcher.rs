//! A rule's pattern, compiled when its first keyword is seen.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{self, Cache, Regex};
use regex_automata::util::captures::Captures;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

use crate::rule::Rule;

/// What a pattern matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Index of the rule in its set.
    pub rule: usize,
    /// The whole match.
    pub whole: Range<usize>,
    /// The bytes of the secret.
    pub secret: Range<usize>,
    /// The bytes of the capture `env`.
    pub env: Option<Range<usize>>,
}

/// One rule's pattern. Compiling takes a hundred times as long as a search, and most runs need few rules.
#[derive(Default)]
pub struct Matcher(OnceLock<Option<Compiled>>);

struct Compiled {
    regex: Regex,
    secret: usize,
    env: Option<usize>,
}

/// What one thread needs to search with one pattern.
pub struct Scratch {
    cache: Cache,
    captures: Captures,
}

impl Matcher {
    fn compiled(&self, rule: &Rule) -> Option<&Compiled> {
        self.0.get_or_init(|| compile(&rule.pattern.regex)).as_ref()
    }

    /// The first match of `rule`, the one at `index`, within `window` of `text`; at its start only if `anchored`. Boundaries
    /// look beyond the window.
    pub fn find(
        &self,
        (index, rule): (usize, &Rule),
        text: &[u8],
        window: Range<usize>,
        anchored: bool,
        scratch: &mut Option<Box<Scratch>>,
    ) -> Option<Match> {
        let compiled = self.compiled(rule)?;
        let scratch = scratch.get_or_insert_with(|| {
            Box::new(Scratch {
                cache: compiled.regex.create_cache(),
                captures: compiled.regex.create_captures(),
            })
        });
        let anchored = if anchored { Anchored::Yes } else { Anchored::No };
        let input = Input::new(text).range(window).anchored(anchored);
        compiled.regex.search_captures_with(&mut scratch.cache, &input, &mut scratch.captures);
        let group = |group: usize| scratch.captures.get_group(group).map(|span| span.range());
        Some(Match {
            rule: index,
            whole: scratch.captures.get_match()?.range(),
            secret: group(compiled.secret)?,
            env: compiled.env.and_then(group),
        })
    }
}

/// Compiles a pattern in the dialect of rules. `None` cannot happen for a checked rule; a rule set that was built
/// by hand merely has a rule that never matches.
fn compile(regex: &str) -> Option<Compiled> {
    let regex = builder().build(regex).ok()?;
    let info = regex.group_info();
    let group = |name| info.to_index(regex_automata::PatternID::ZERO, name);
    Some(Compiled { secret: group("secret")?, env: group("env"), regex: regex.clone() })
}

/// Whether a rule's pattern compiles within the limits of the engine.
pub fn compiles(rule: &Rule) -> bool {
    compile(&rule.pattern.regex).is_some()
}

/// A pattern without captures, compiled when it is first needed.
#[derive(Default)]
pub struct BytesPattern(OnceLock<Option<Regex>>);

impl BytesPattern {
    /// Whether the pattern, always the same one, matches anywhere.
    pub fn is_match(&self, pattern: &str, bytes: &[u8]) -> bool {
        let regex = self.0.get_or_init(|| builder().build(pattern).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(bytes))
    }
}

/// Patterns see windows of a few hundred bytes, so that small caches do.
fn builder() -> meta::Builder {
    let mut builder = Regex::builder();
    builder.syntax(syntax::Config::new().unicode(false).utf8(false)).configure(
        Regex::config()
            .utf8_empty(false)
            .hybrid_cache_capacity(512 * 1024)
            .nfa_size_limit(Some(16 * 1024 * 1024)),
    );
    builder
}
