//! Text against rules: which bytes look like which secret.
//!
//! The [`Prefilter`] reads every byte once; a pattern runs only near its keywords. What comes out is not yet
//! believed: that is [`crate::filter`]'s job.

mod commonness;
mod lead;
mod matcher;
mod paths;
mod prefilter;

use std::ops::Range;
use std::sync::Arc;

use lead::Lead;
pub use lead::begins_name;
pub use matcher::{BytesPattern, Match, compiles};
use matcher::{Matcher, Scratch as PatternScratch};
pub use prefilter::Prefilter;

use crate::finding::Confidence;
use crate::rule::{LONGEST_KEYWORD, Rule, RuleSet};

/// How many patterns' caches a thread keeps; more wake only in texts made of keywords, and each takes some tens of kilobytes.
const MOST_PATTERNS: usize = 200;

/// A rule set, ready to be matched; shared by all threads.
pub struct Detector {
    rules: Arc<RuleSet>,
    prefilter: Prefilter,
    /// The keyword that the word is; it may be a rule's as well.
    word: usize,
    /// For each keyword the rules that it wakes.
    woken: Vec<Vec<u32>>,
    /// The rules without a keyword: they are tried in the files that their paths name.
    unwoken: Vec<u32>,
    leads: Vec<Lead>,
    matchers: Vec<Matcher>,
    /// For the rules that go on behind a match.
    again: Vec<Matcher>,
}

/// What one thread needs besides; reused from text to text.
#[derive(Default)]
pub struct Scratch {
    patterns: Vec<Option<Box<PatternScratch>>>,
    patterns_used: usize,
    hits: Vec<Hit>,
}

/// A keyword of a rule, somewhere in the text. Sorted by rule, then by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    rule: u32,
    start: u32,
}

/// A part of a file's text to be looked at.
#[derive(Debug, Clone)]
pub struct View<'t> {
    /// The file's path, for the rules that are bound to some.
    pub path: &'t str,
    /// The part, with what stands around it.
    pub text: &'t [u8],
    /// The part itself; the rest is context.
    pub own: Range<usize>,
    /// What the text is.
    pub content: Content,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Text in an encoding whose ASCII characters are single bytes.
    Text,
    /// Anything else: only printable runs are looked at, by rules of high confidence.
    Binary,
}

impl Detector {
    /// Prepares a rule set, and a word whose places are told while keys are looked for: one keyword more costs nothing, whereas a
    /// search of its own would read every byte again.
    pub fn new(rules: Arc<RuleSet>, word: &str) -> Self {
        let mut wakes: Vec<(&str, Option<u32>)> = vec![(word, None)];
        for (index, rule) in rules.rules.iter().enumerate() {
            wakes.extend(rule.keywords.iter().map(|keyword| (keyword.as_str(), Some(index as u32))));
        }
        wakes.sort_unstable();
        let mut keywords: Vec<String> = Vec::new();
        let mut woken: Vec<Vec<u32>> = Vec::new();
        for (keyword, rule) in wakes {
            if keywords.last().is_none_or(|last| last != keyword) {
                keywords.push(keyword.to_owned());
                woken.push(Vec::new());
            }
            if let (Some(rules), Some(rule)) = (woken.last_mut(), rule) {
                rules.push(rule);
            }
        }
        let word = keywords.iter().position(|keyword| keyword == word).unwrap_or(usize::MAX);
        let matchers = rules.rules.iter().map(|_| Matcher::default()).collect();
        let again = rules.rules.iter().map(|_| Matcher::default()).collect();
        let leads = rules.rules.iter().map(Lead::new).collect();
        let unwoken = (0..rules.rules.len() as u32)
            .filter(|rule| {
                rules.rules[*rule as usize].keywords.is_empty() && !rules.rules[*rule as usize].lint
            })
            .collect();
        Self { prefilter: Prefilter::new(&keywords), word, woken, unwoken, leads, matchers, again, rules }
    }

    /// The rules it matches.
    pub fn rules(&self) -> &Arc<RuleSet> {
        &self.rules
    }

    /// Whether the same rules look at two paths.
    pub fn reads_alike(&self, one: &str, other: &str) -> bool {
        let bound = self.rules.rules.iter().filter(|rule| !rule.paths.is_empty());
        bound.into_iter().all(|rule| paths::admit(&rule.paths, one) == paths::admit(&rule.paths, other))
    }

    /// Every match whose keyword starts within a view's own part. Of rules without a keyword every match that starts there. In no
    /// particular order, and one match may come twice when it holds its keyword twice. `word` gets the places of the word, in no
    /// particular order either.
    pub fn detect(
        &self,
        view: View<'_>,
        scratch: &mut Scratch,
        mut word: impl FnMut(usize),
        mut found: impl FnMut(Match),
    ) {
        let View { path, text, own, content } = view;
        let mut hits = std::mem::take(&mut scratch.hits);
        // A keyword that starts in `own` may end after it.
        let reach = &text[own.start..text.len().min(own.end + LONGEST_KEYWORD)];
        self.prefilter.find(reach, |keyword, start| {
            let start = own.start + start;
            if start < own.end {
                if keyword == self.word {
                    word(start);
                }
                let admitted =
                    self.woken[keyword].iter().filter(|rule| self.leads[**rule as usize].admits(text, start));
                hits.extend(admitted.map(|rule| Hit { rule: *rule, start: start as u32 }));
            }
        });
        hits.sort_unstable();
        if scratch.patterns_used > MOST_PATTERNS {
            scratch.patterns.clear();
            scratch.patterns_used = 0;
        }
        scratch.patterns.resize_with(self.matchers.len(), || None);
        for group in hits.chunk_by(|a, b| a.rule == b.rule) {
            let index = group[0].rule as usize;
            let rule = &self.rules.rules[index];
            if (content == Content::Binary && rule.confidence < Confidence::High)
                || !paths::admit(&rule.paths, path)
            {
                continue;
            }
            let search = Search {
                text,
                content,
                rule,
                index,
                matcher: &self.matchers[index],
                again: &self.again[index],
            };
            let pattern = &mut scratch.patterns[index];
            let was_used = pattern.is_some();
            search.run(group, pattern, &mut found);
            scratch.patterns_used += usize::from(pattern.is_some() && !was_used);
        }
        hits.clear();
        scratch.hits = hits;
        if content == Content::Text {
            self.detect_unwoken(path, text, own, scratch, &mut found);
        }
    }

    /// The matches of rules without a keyword.
    fn detect_unwoken(
        &self,
        path: &str,
        text: &[u8],
        own: Range<usize>,
        scratch: &mut Scratch,
        found: &mut impl FnMut(Match),
    ) {
        for index in self.unwoken.iter().map(|index| *index as usize) {
            let rule = &self.rules.rules[index];
            if paths::admit(&rule.paths, path) {
                let search = Search {
                    text,
                    content: Content::Text,
                    rule,
                    index,
                    matcher: &self.matchers[index],
                    again: &self.again[index],
                };
                let end = text.len().min(own.end + rule.pattern.max_length);
                search.sweep(own.start..end, &mut scratch.patterns[index], &mut |matched: Match| {
                    if matched.whole.start < own.end {
                        found(matched);
                    }
                });
            }
        }
    }
}

/// One rule's search of one text.
struct Search<'s> {
    text: &'s [u8],
    content: Content,
    rule: &'s Rule,
    index: usize,
    matcher: &'s Matcher,
    again: &'s Matcher,
}

impl Search<'_> {
    /// Searches around the hits. A pattern that starts with its keyword is tried at each; any other, and one whose
    /// keyword stands so close that the tries would read the text many times over, sweeps the windows.
    fn run(&self, hits: &[Hit], scratch: &mut Option<Box<PatternScratch>>, found: &mut impl FnMut(Match)) {
        let reach = self.rule.pattern.max_length;
        if self.rule.pattern.starts_with_keyword
            && hits.len().saturating_mul(reach) <= 8 * self.text.len() + 64 * 1024
        {
            // A value may hold a name with a value of its own: `SECRET = env.SECRET || "v"`.
            let mut searched = 0;
            for hit in hits {
                let start = hit.start as usize;
                if start >= searched
                    && let Some(end) = self.find(self.window(hit, 0, reach), true, scratch, found)
                    && self.rule.assignment.is_none()
                {
                    searched = end;
                }
            }
            return;
        }
        let mut pending: Option<Range<usize>> = None;
        for hit in hits {
            let window = self.window(hit, reach, reach);
            match &mut pending {
                Some(range) if window.start <= range.end => range.end = range.end.max(window.end),
                _ => {
                    if let Some(range) = pending.replace(window) {
                        self.sweep(range, scratch, found);
                    }
                }
            }
        }
        if let Some(range) = pending {
            self.sweep(range, scratch, found);
        }
    }

    /// The bytes that a match around a hit can have; in a binary, only those of its printable run.
    fn window(&self, hit: &Hit, before: usize, after: usize) -> Range<usize> {
        let start = hit.start as usize;
        let (first, last) = (start.saturating_sub(before), (start + after).min(self.text.len()));
        match self.content {
            Content::Text => first..last,
            Content::Binary => {
                let unprintable = |b: &u8| !matches!(b, b'\t' | b'\n' | b'\r' | 0x20..=0x7E);
                let first =
                    self.text[first..start].iter().rposition(unprintable).map_or(first, |at| first + at + 1);
                let last =
                    self.text[start..last].iter().position(unprintable).map_or(last, |at| start + at + 1);
                first..last
            }
        }
    }

    fn sweep(
        &self,
        range: Range<usize>,
        scratch: &mut Option<Box<PatternScratch>>,
        found: &mut impl FnMut(Match),
    ) {
        let mut start = range.start;
        while start < range.end {
            match self.find(start..range.end, false, scratch, found) {
                Some(end) => start = end,
                None => break,
            }
        }
    }

    /// Reports the first match in the window, and what follows it again and again. Tells where the last secret ends.
    fn find(
        &self,
        window: Range<usize>,
        anchored: bool,
        scratch: &mut Option<Box<PatternScratch>>,
        found: &mut impl FnMut(Match),
    ) -> Option<usize> {
        let rule = (self.index, &self.rule.pattern);
        let matched = self.matcher.find(rule, self.text, window, anchored, scratch)?;
        let mut end = matched.secret.end.max(matched.whole.start + 1);
        let mut next = matched.whole.end;
        found(matched);
        let Some(pattern) = &self.rule.again else { return Some(end) };
        let mut scratch = None;
        loop {
            let window = next..self.text.len().min(next + pattern.max_length);
            let rule = (self.index, pattern);
            let Some(matched) = self.again.find(rule, self.text, window, true, &mut scratch) else {
                return Some(end);
            };
            end = matched.secret.end;
            next = matched.whole.end;
            found(matched);
        }
    }
}
