//! What a value that is known is by itself: the rules say.

use std::cell::RefCell;
use std::path::Path;

use crate::detect::{Content, Detector, Match, Scratch, View};
use crate::filter::{self, Context, Decision, Filters};
use crate::finding::{Confidence, Environment, KeyClass, Secret};
use crate::rule::Rule;

/// Tells of texts what they are.
pub struct Literals<'l> {
    detector: &'l Detector,
    filters: &'l Filters,
    scratch: RefCell<Scratch>,
}

/// What a text is by itself.
#[derive(Debug, Clone, Copy)]
pub struct Literal<'l> {
    /// The rule that knows its format.
    pub rule: &'l Rule,
    /// How sure that is.
    pub confidence: Confidence,
    /// The environment that its own text names.
    pub environment: Option<Environment>,
}

impl<'l> Literals<'l> {
    /// By a rule set.
    pub fn new(detector: &'l Detector, filters: &'l Filters) -> Self {
        Self { detector, filters, scratch: RefCell::default() }
    }

    /// What a text is that stands under a name: a header, a variable.
    pub fn classify(&self, name: &str, value: &str) -> Option<Literal<'l>> {
        let text =
            format!("const options = {{ \"{name}\": \"{}\" }};\n", value.replace(['"', '\\', '\n'], " "));
        let bytes = text.as_bytes();
        let view = View { path: "value.ts", text: bytes, own: 0..bytes.len(), content: Content::Text };
        let mut matches: Vec<Match> = Vec::new();
        self.detector.detect(view, &mut self.scratch.borrow_mut(), |_| {}, |found| matches.push(found));
        matches.sort_by_key(|found| (found.secret.start, found.secret.end, found.rule));
        matches.dedup();
        let mut context = Context::new(bytes, filter::Place::of(Path::new("value.ts")));
        let rules = &self.detector.rules().rules;
        let believed = matches.iter().filter_map(|found| {
            let rule = &rules[found.rule];
            let bytes = &bytes[found.secret.clone()];
            let secret = Secret::new(bytes, filter::public_length(rule, bytes));
            match self.filters.judge(rule, &mut context, found, &secret) {
                Decision::Keep(confidence, _) if confidence > Confidence::Low => {
                    let environment = found.env.clone().and_then(|env| named(rule, &text.as_bytes()[env]));
                    Some(Literal { rule, confidence, environment })
                }
                _ => None,
            }
        });
        // The most specific rule decides, and of equals the one that says that it is a secret.
        believed.max_by_key(|literal| {
            (!literal.rule.fallback, literal.rule.pattern.bits, is_secret(literal.rule.class))
        })
    }
}

/// What a rule says of the part of a key that names its environment.
fn named(rule: &Rule, part: &[u8]) -> Option<Environment> {
    rule.environments.iter().find(|(text, _)| text.as_bytes() == part).map(|(_, environment)| *environment)
}

/// Whether keys of a class must not leave the server.
pub fn is_secret(class: KeyClass) -> bool {
    matches!(class, KeyClass::Secret | KeyClass::Webhook)
}
