//! What serde does not see: globs, names and reasons.

use super::Variables;
use super::document::Document;
use super::mistake::{Mistake, quoted};
use super::spec::{AllowEntry, LevelEntry, OverrideEntry, SideEntry};
use super::value::List;
use crate::finding::Side;
use crate::location::{Base, PathGlobs, is_steering};

/// Everything that is wrong with a file that parses.
pub(super) fn check(document: &Document, base: &Base) -> Vec<Mistake> {
    let spec = &document.spec;
    let mut wrong = Wrong { document, base, mistakes: Vec::new() };
    wrong.globs("exclude", &spec.exclude);
    for (index, entry) in spec.level.iter().enumerate() {
        level(&mut wrong, &format!("level[{index}]"), entry);
    }
    for (index, entry) in spec.overrides.iter().enumerate() {
        override_(&mut wrong, &format!("override[{index}]"), entry);
    }
    for (index, entry) in spec.allow.iter().enumerate() {
        allow(&mut wrong, &format!("allow[{index}]"), entry);
    }
    for (index, entry) in spec.side.iter().enumerate() {
        side(&mut wrong, &format!("side[{index}]"), entry);
    }
    for (key, names) in
        [("environment.public", &spec.environment.public), ("environment.secret", &spec.environment.secret)]
    {
        wrong.each(key, names, |name| match variables(name) {
            Some(_) => Ok(()),
            None => Err(format!(
                "{} is no name of a variable, and no beginning of one such as PUBLIC_*",
                quoted(name)
            )),
        });
    }
    wrong.each("headers.names", &spec.headers.names, |name| {
        let is_token = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
        if is_token { Ok(()) } else { Err(format!("{} is no name of a header", quoted(name))) }
    });
    wrong.mistakes
}

/// A variable's name, or a beginning of names and `*`.
pub(super) fn variables(text: &str) -> Option<Variables> {
    let (name, is_prefix) = text.strip_suffix('*').map_or((text, false), |prefix| (prefix, true));
    let starts_well = name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_');
    let is_name = starts_well && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let make = if is_prefix { Variables::Beginning } else { Variables::Named };
    is_name.then(|| make(name.to_owned()))
}

fn level(wrong: &mut Wrong<'_>, key: &str, entry: &LevelEntry) {
    wrong.globs(&format!("{key}.paths"), &entry.paths);
    if entry.rule.is_empty() && entry.class.is_empty() && entry.side.is_empty() && entry.paths.is_empty() {
        wrong.push(key, "an entry needs at least one of `rule`, `class`, `side` and `paths`");
    }
}

fn override_(wrong: &mut Wrong<'_>, key: &str, entry: &OverrideEntry) {
    wrong.globs(&format!("{key}.paths"), &entry.paths);
    if entry.paths.is_empty() {
        wrong.push(&format!("{key}.paths"), "an entry needs at least one glob");
    }
    if entry.confidence.is_none() && entry.skip.is_empty() && entry.level.is_empty() {
        wrong.push(key, "an entry needs at least one of `confidence`, `skip` and `[[override.level]]`");
    }
}

fn allow(wrong: &mut Wrong<'_>, key: &str, entry: &AllowEntry) {
    wrong.globs(&format!("{key}.paths"), &entry.paths);
    if entry.paths.is_empty() && entry.fingerprints.is_empty() {
        wrong.push(
            key,
            "an entry needs `paths` or `fingerprints`; to silence rules everywhere there is `skip`",
        );
    }
    // The value itself is the likeliest mistake, so nothing of it is repeated.
    wrong.each(&format!("{key}.fingerprints"), &entry.fingerprints, |print| {
        let is_print = print.len() == 24 && print.bytes().all(|b| b.is_ascii_hexdigit());
        let message = "a fingerprint is 24 hexadecimal digits, as `keyside scan --format json` shows them";
        if is_print { Ok(()) } else { Err(message.to_owned()) }
    });
    if entry.reason.trim().is_empty() {
        wrong.push(&format!("{key}.reason"), "say why the findings are accepted");
    } else if entry.reason.chars().any(is_steering) {
        wrong.push(&format!("{key}.reason"), "a reason is one line without control characters");
    }
}

fn side(wrong: &mut Wrong<'_>, key: &str, entry: &SideEntry) {
    wrong.globs(&format!("{key}.files"), &entry.files);
    wrong.globs(&format!("{key}.entries"), &entry.entries);
    if entry.files.is_empty() && entry.packages.is_empty() && entry.entries.is_empty() {
        wrong.push(key, "an entry needs at least one of `files`, `packages` and `entries`");
    }
    if entry.side == Side::Unknown {
        wrong.push(&format!("{key}.side"), "files that are on no known side need no entry");
    }
}

struct Wrong<'d> {
    document: &'d Document,
    base: &'d Base,
    mistakes: Vec<Mistake>,
}

impl Wrong<'_> {
    fn push(&mut self, key: &str, message: impl Into<String>) {
        self.mistakes.push(self.document.mistake(key, message));
    }

    fn each(&mut self, key: &str, items: &List<String>, check: impl Fn(&str) -> Result<(), String>) {
        for (index, item) in items.iter().enumerate() {
            if let Err(message) = check(item) {
                self.push(&format!("{key}[{index}]"), message);
            }
        }
    }

    fn globs(&mut self, key: &str, globs: &List<String>) {
        let base = self.base;
        self.each(key, globs, |glob| match PathGlobs::new(base, [glob]) {
            Ok(_) => Ok(()),
            Err((_, message)) => Err(format!("{} is no glob: {message}", quoted(glob))),
        });
    }
}
