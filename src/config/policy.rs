//! From names and globs to what the stages take: a configuration against the rules that it speaks of.

use std::collections::BTreeSet;

use super::mistake::{ConfigError, Mistake, Place, quoted};
use super::{AllowEntry, Config, FailOn, List, Provenance, Setting, SideEntry, Variables};
use crate::finding::{Configuration, LevelChange, LevelPolicy};
use crate::lint;
use crate::location::{Origin, PathGlobs};
use crate::rule::{RuleSet, RuleSetError};
use crate::scan::{Options, PathPolicy, Policy};
use crate::side::Taught;
use crate::suppress::{self, Allow, EXPOSED};

impl Config {
    /// The scan's options. What the command line leaves out is not reported; what a configuration leaves out is counted as well.
    ///
    /// # Errors
    /// Every name that stands for no rule.
    pub fn scan_options(&self, rules: &RuleSet) -> Result<Options, ConfigError> {
        let mut names = Names { rules, mistakes: Vec::new() };
        let (by_option, by_file): (Vec<_>, Vec<_>) = self.skip.iter().partition(|name| !name.is_configured());
        let mut muted = names.all(by_option, "skip");
        let mut skip = names.all(by_file, "skip");
        let only = names.all(&self.only, "only");
        if let Some(first) = self.only.first() {
            let silent = rules.rules.iter().map(|rule| &rule.id).filter(|id| !only.contains(*id)).cloned();
            if first.is_configured() { skip.extend(silent) } else { muted.extend(silent) }
        }
        let defaults = Options::default();
        let is_configured = self.confidence.is_configured();
        let policy = Policy {
            confidence: is_configured.then_some(self.confidence.value),
            skip,
            levels: self.levels(&mut names),
            paths: self.path_policies(&mut names),
        };
        for entry in &self.allow {
            // An entry may speak of keys that clients see only.
            let rules = entry.value.rules.iter().map(|name| name.strip_suffix(EXPOSED).unwrap_or(name));
            names.of(&rules.map(str::to_owned).collect::<Vec<_>>(), &entry.from, "allow.rules");
        }
        if !names.mistakes.is_empty() {
            return Err(ConfigError(names.mistakes));
        }
        Ok(Options {
            confidence: if is_configured { defaults.confidence } else { self.confidence.value },
            max_file_size: self.max_file_size.value.map(|size| size.0),
            muted,
            policy,
            taught: self.taught(),
            names: self.names(),
            suppress: suppress::Options { require_reason: self.require_reason.value, ..defaults.suppress },
            ..defaults
        })
    }

    /// What `[[side]]` entries say.
    pub fn taught(&self) -> Vec<Taught> {
        let taught = |entry: &Setting<SideEntry>| {
            let SideEntry { files, packages, entries, side } = &entry.value;
            let place = match &entry.from {
                Provenance::File(place) => (place.file.as_ref().into(), place.line as u64),
                _ => return None,
            };
            let (files, entries) = (self.globs(&files.0)?, self.globs(&entries.0)?);
            Some(Taught { files, packages: packages.0.clone(), entries, side: *side, place })
        };
        self.sides.iter().filter_map(taught).collect()
    }

    /// What is said of variables and headers.
    fn names(&self) -> lint::Names {
        let variables = |list: &[Setting<Variables>]| {
            let known = list.iter().map(|setting| match &setting.value {
                Variables::Named(name) => lint::Variables::Named(name.clone()),
                Variables::Beginning(start) => lint::Variables::Beginning(start.clone()),
            });
            known.collect()
        };
        lint::Names {
            public: variables(&self.public_variables),
            secret: variables(&self.secret_variables),
            headers: self.headers.iter().map(|setting| setting.value.clone()).collect(),
        }
    }

    /// What was accepted by entries.
    pub fn allows(&self) -> Vec<Allow> {
        let allow = |entry: &Setting<AllowEntry>| {
            let AllowEntry { paths, rules, fingerprints, reason } = entry.value.clone();
            let place = match &entry.from {
                Provenance::File(place) => {
                    Some((Origin::file(place.file.as_ref().into()), place.line as u64))
                }
                _ => None,
            };
            let base = self.base.folder().to_owned();
            let (List(paths), List(rules), List(fingerprints)) = (paths, rules, fingerprints);
            Allow { paths, rules, fingerprints, reason, base, place }
        };
        self.allow.iter().map(allow).collect()
    }

    /// The files that are not opened.
    pub fn excluded(&self) -> Option<PathGlobs> {
        if self.exclude.is_empty() { None } else { self.globs(self.exclude.iter().map(|glob| &glob.value)) }
    }

    /// What reports say of the configuration that was used.
    pub fn used(&self, replaced_rules: usize) -> Option<Configuration> {
        let never_fails = self.fail_on.is_configured() && self.fail_on.value == FailOn::Never;
        self.file.as_ref().map(|file| Configuration {
            file: file.name.to_string(),
            replaced_rules,
            never_fails,
        })
    }

    fn levels(&self, names: &mut Names<'_>) -> LevelPolicy {
        let mut changes = Vec::new();
        for entry in &self.levels {
            let level = &entry.value;
            changes.push(LevelChange {
                rules: some(&level.rule).map(|rule| names.of(rule, &entry.from, "level.rule")),
                classes: some(&level.class).map(<[_]>::to_vec),
                sides: some(&level.side).map(<[_]>::to_vec),
                paths: some(&level.paths).and_then(|paths| self.globs(paths)),
                level: level.level,
            });
        }
        for entry in &self.overrides {
            for level in &entry.value.level {
                changes.push(LevelChange {
                    rules: some(&level.rule).map(|rule| names.of(rule, &entry.from, "override.level.rule")),
                    classes: some(&level.class).map(<[_]>::to_vec),
                    sides: some(&level.side).map(<[_]>::to_vec),
                    paths: self.globs(entry.value.paths.iter()),
                    level: level.level,
                });
            }
        }
        LevelPolicy::new(changes)
    }

    fn path_policies(&self, names: &mut Names<'_>) -> Vec<PathPolicy> {
        let mut policy = |entry: &Setting<super::OverrideEntry>| {
            let skip = names.of(&entry.value.skip, &entry.from, "override.skip");
            let paths = self.globs(entry.value.paths.iter())?;
            Some(PathPolicy { paths, confidence: entry.value.confidence, skip })
        };
        self.overrides.iter().filter_map(&mut policy).collect()
    }

    /// Globs that were found to be fine when the file was read.
    fn globs<'g>(&self, globs: impl IntoIterator<Item = &'g String>) -> Option<PathGlobs> {
        PathGlobs::new(&self.base, globs.into_iter().map(String::as_str)).ok()
    }
}

/// A list, if anything is in it.
fn some<T>(list: &[T]) -> Option<&[T]> {
    if list.is_empty() { None } else { Some(list) }
}

/// Turns names into ids, and keeps those that stand for nothing.
struct Names<'r> {
    rules: &'r RuleSet,
    mistakes: Vec<Mistake>,
}

impl Names<'_> {
    fn all<'s>(
        &mut self,
        settings: impl IntoIterator<Item = &'s Setting<String>>,
        key: &str,
    ) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        for setting in settings {
            ids.extend(self.one(&setting.value, &setting.from, key));
        }
        ids
    }

    fn of(&mut self, names: &[String], from: &Provenance, key: &str) -> BTreeSet<String> {
        names.iter().flat_map(|name| self.one(name, from, key)).collect()
    }

    fn one(&mut self, name: &str, from: &Provenance, key: &str) -> BTreeSet<String> {
        match self.rules.named(name) {
            Ok(ids) => ids,
            Err(error) => {
                let near = match error {
                    RuleSetError::Unknown { near: Some(near), .. } => format!("; did you mean {near}?"),
                    _ => String::new(),
                };
                let (place, key) = match from {
                    Provenance::File(place) => (place.clone(), key.to_owned()),
                    from => (Place { file: from.to_string().into(), line: 0 }, String::new()),
                };
                let message = format!("there is no rule {}{near}", quoted(name).trim_matches('`'));
                self.mistakes.push(Mistake { place, key, message });
                BTreeSet::new()
            }
        }
    }
}
