//! Secrets in the names of files: a report names files, and must not show a secret all the same.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::Scanner;
use crate::detect::{Content, Match, Scratch, View};
use crate::filter::{self, Context, Decision};
use crate::finding::{Confidence, Finding, KeyClass, MASK, Outcome, Secret};
use crate::location::Origin;

/// A value of fewer bytes stands in many a name by chance.
const SHORTEST: usize = 8;

impl Scanner {
    /// Masks what is a secret in the names that an outcome shows. What is masked already stays so.
    pub fn mask_names(&self, outcome: &mut Outcome) {
        let mut names = Names::new(self, &outcome.findings);
        outcome.origins_mut().for_each(|origin| names.mask(origin));
        names.mask_texts(outcome.texts_mut());
    }

    /// The same for findings that are told of while the scan goes on.
    pub(super) fn mask_names_of(&self, findings: &mut [Finding]) {
        let mut names = Names::new(self, findings);
        findings.iter_mut().flat_map(Finding::origins_mut).for_each(|origin| names.mask(origin));
        names.mask_texts(findings.iter_mut().flat_map(Finding::texts_mut));
    }

    /// The secrets in a text that is a name.
    fn secrets_of_name(&self, name: &str) -> Vec<Secret> {
        let text = name.as_bytes();
        let (mut matches, mut secrets): (Vec<Match>, Vec<Secret>) = (Vec::new(), Vec::new());
        let view = View { path: "", text, own: 0..text.len(), content: Content::Text };
        self.detector.detect(view, &mut Scratch::default(), |_| {}, |found| matches.push(found));
        matches.sort_by_key(|found| (found.secret.start, found.secret.end));
        let mut context = Context::new(text, filter::Place::of(Path::new("")));
        for found in matches {
            let rule = &self.rules().rules[found.rule];
            let bytes = &text[found.secret.clone()];
            let secret = Secret::new(bytes, filter::public_length(rule, bytes));
            let is_public = matches!(rule.class, KeyClass::Publishable | KeyClass::Identifier);
            let decision = self.filters.judge(rule, &mut context, &found, &secret);
            if !is_public && matches!(decision, Decision::Keep(confidence, _) if confidence > Confidence::Low)
            {
                secrets.push(secret);
            }
        }
        secrets
    }
}

/// Names that were looked at, and the secrets that were found in any.
struct Names<'s> {
    scanner: &'s Scanner,
    /// Values of findings, some of which may be somebody's name for a file.
    values: Vec<Secret>,
    masked: HashMap<PathBuf, Option<PathBuf>>,
    found: BTreeSet<Vec<u8>>,
}

impl<'s> Names<'s> {
    fn new(scanner: &'s Scanner, findings: &[Finding]) -> Self {
        let long = |finding: &&Finding| finding.secret.body().len() >= SHORTEST;
        let mut values: Vec<Secret> =
            findings.iter().filter(long).map(|finding| finding.secret.clone()).collect();
        values.sort_by(|a, b| a.reveal().cmp(b.reveal()));
        values.dedup();
        Self { scanner, values, masked: HashMap::new(), found: BTreeSet::new() }
    }

    fn mask(&mut self, origin: &mut Origin) {
        let known = self.masked.get(origin.path()).cloned();
        let masked = known.unwrap_or_else(|| {
            let masked = self.masked_path(origin.path());
            self.masked.insert(origin.path().to_owned(), masked.clone());
            masked
        });
        if let Some(shown) = masked {
            *origin = origin.shown_as(shown);
        }
    }

    fn masked_path(&mut self, path: &Path) -> Option<PathBuf> {
        let name = path.to_string_lossy();
        let mut secrets = self.scanner.secrets_of_name(&name);
        let is_in_name = |secret: &&Secret| memchr::memmem::find(name.as_bytes(), secret.reveal()).is_some();
        secrets.extend(self.values.iter().filter(is_in_name).cloned());
        // The longest first: one may be a part of another.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.reveal().len()));
        let shown = secrets
            .iter()
            .fold(name.to_string(), |name, secret| masked(&name, secret.reveal(), secret.public_length()));
        self.found.extend(secrets.iter().map(|secret| secret.reveal().to_vec()));
        (!secrets.is_empty()).then(|| shown.into())
    }

    /// Masks what was found in names where texts quote them.
    fn mask_texts<'t>(&self, texts: impl Iterator<Item = &'t mut String>) {
        if self.found.is_empty() {
            return;
        }
        for text in texts {
            for secret in &self.found {
                if memchr::memmem::find(text.as_bytes(), secret).is_some() {
                    *text = masked(text, secret, 0);
                }
            }
        }
    }
}

fn masked(text: &str, secret: &[u8], public: usize) -> String {
    let secret = String::from_utf8_lossy(secret);
    let shown = secret.get(..public).unwrap_or_default();
    text.replace(&*secret, &format!("{shown}{MASK}"))
}
