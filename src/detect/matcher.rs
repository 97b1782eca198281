//! A rule's pattern, compiled when its first keyword is seen.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::hybrid::dfa::{self as hybrid, DFA};
use regex_automata::meta::{self, Regex};
use regex_automata::nfa::thompson::{NFA, WhichCaptures};
use regex_automata::util::captures::Captures;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

use crate::rule::{Pattern, Rule};

/// The most that a pattern may take, in bytes.
const MOST_STATES: usize = 16 * 1024 * 1024;

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

/// One rule's pattern. Compiling takes a thousand times as long as a search, and most runs need few rules.
#[derive(Default)]
pub struct Matcher {
    finder: OnceLock<Option<DFA>>,
    captor: OnceLock<Option<Captor>>,
}

/// Tells where the captures are in a text that matches. Most patterns that are tried never match, so it is compiled later.
struct Captor {
    regex: Regex,
    secret: usize,
    env: Option<usize>,
}

/// What one thread needs to search with one pattern.
#[derive(Default)]
pub struct Scratch {
    finder: Option<hybrid::Cache>,
    captor: Option<(meta::Cache, Captures)>,
}

impl Matcher {
    /// The first match of the rule at `index` by its pattern, always the same one, within `window` of `text`; at its start only if `anchored`. Boundaries
    /// look beyond the window.
    pub fn find(
        &self,
        (index, pattern): (usize, &Pattern),
        text: &[u8],
        window: Range<usize>,
        anchored: bool,
        scratch: &mut Option<Box<Scratch>>,
    ) -> Option<Match> {
        let finder = self.finder.get_or_init(|| finder(&pattern.regex)).as_ref()?;
        let scratch = scratch.get_or_insert_default();
        let cache = scratch.finder.get_or_insert_with(|| finder.create_cache());
        let input = Input::new(text).anchored(if anchored { Anchored::Yes } else { Anchored::No });
        let window = match finder.try_search_fwd(cache, &input.clone().range(window.clone())) {
            Ok(Some(matched)) => {
                let end = matched.offset();
                window.start.max(end.saturating_sub(pattern.max_length))..end
            }
            Ok(None) => return None,
            // Where it gives up, the other one decides.
            Err(_) => window,
        };
        let captor = self.captor.get_or_init(|| captor(&pattern.regex)).as_ref()?;
        let (cache, captures) = scratch
            .captor
            .get_or_insert_with(|| (captor.regex.create_cache(), captor.regex.create_captures()));
        captor.regex.search_captures_with(cache, &input.range(window), captures);
        let group = |group: usize| captures.get_group(group).map(|span| span.range());
        Some(Match {
            rule: index,
            whole: captures.get_match()?.range(),
            secret: group(captor.secret)?,
            env: captor.env.and_then(group),
        })
    }
}

/// Compiles a pattern in the dialect of rules to what tells whether it matches, and where the match ends: a forward automaton without
/// captures, which is the least that can be compiled. `None` cannot happen for a checked rule; a rule set that was built by hand merely
/// has a rule that never matches.
fn finder(regex: &str) -> Option<DFA> {
    let nfa = NFA::compiler()
        .syntax(dialect())
        .configure(
            NFA::config().utf8(false).which_captures(WhichCaptures::None).nfa_size_limit(Some(MOST_STATES)),
        )
        .build(regex)
        .ok()?;
    let config = DFA::config().cache_capacity(512 * 1024).skip_cache_capacity_check(true);
    DFA::builder().configure(config).build_from_nfa(nfa).ok()
}

/// Compiles the same to what tells the captures. It sees few texts, none of them longer than a match.
fn captor(regex: &str) -> Option<Captor> {
    let regex = Regex::builder()
        .syntax(dialect())
        .configure(
            Regex::config()
                .utf8_empty(false)
                .hybrid(false)
                .dfa(false)
                .auto_prefilter(false)
                .nfa_size_limit(Some(MOST_STATES)),
        )
        .build(regex)
        .ok()?;
    let info = regex.group_info();
    let group = |name| info.to_index(regex_automata::PatternID::ZERO, name);
    Some(Captor { secret: group("secret")?, env: group("env"), regex: regex.clone() })
}

fn dialect() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false)
}

/// Whether a rule's pattern compiles within the limits of the engine.
pub fn compiles(rule: &Rule) -> bool {
    [Some(&rule.pattern), rule.again.as_ref()]
        .into_iter()
        .flatten()
        .all(|pattern| finder(&pattern.regex).is_some() && captor(&pattern.regex).is_some())
}

/// A pattern without captures, compiled when it is first needed.
#[derive(Default)]
pub struct BytesPattern(OnceLock<Option<Regex>>);

impl BytesPattern {
    /// Whether the pattern, always the same one, matches anywhere.
    pub fn is_match(&self, pattern: &str, bytes: &[u8]) -> bool {
        let regex = self.0.get_or_init(|| plain(pattern));
        regex.as_ref().is_some_and(|regex| regex.is_match(bytes))
    }
}

fn plain(pattern: &str) -> Option<Regex> {
    let config = Regex::config().utf8_empty(false).nfa_size_limit(Some(MOST_STATES));
    Regex::builder().syntax(dialect()).configure(config).build(pattern).ok()
}
