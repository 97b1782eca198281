//! `[[allow]]` entries: for files that cannot hold a comment, and for whole folders.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::names::{RuleName, Rules, Subject};
use super::{Options, Scope};
use crate::finding::{Finding, Notice, NoticeKind, Suppression, SuppressionKind};
use crate::location::{Base, Origin, PathGlobs};

/// Hexadecimal digits of a fingerprint.
const FINGERPRINT: usize = 24;

/// An entry as the configuration holds it. A finding is accepted if it meets every list; an empty list is met by all. At least
/// one of `paths` and `fingerprints` must say something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allow {
    /// Globs, relative to `base`, as in `.gitignore`: a name without `/` stands at any depth, and a folder for all that is in it.
    pub paths: Vec<String>,
    /// Ids of rules, slugs of providers, or either with `*`.
    pub rules: Vec<String>,
    /// Fingerprints of values, as reports show them.
    pub fingerprints: Vec<String>,
    /// Why.
    pub reason: String,
    /// The folder of the configuration file.
    pub base: PathBuf,
    /// The configuration file and the entry's line in it, for messages.
    pub place: Option<(Origin, u64)>,
}

/// What is wrong with an entry; its author's to mend.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum AllowError {
    /// It would accept everything.
    #[error("an [[allow]] entry needs `paths`, `fingerprints` or both")]
    Everything,
    /// It does not say why.
    #[error("an [[allow]] entry needs a `reason`")]
    NoReason,
    /// A glob that cannot be used.
    #[error("the path {glob:?} of an [[allow]] entry cannot be used: {why}")]
    Path {
        /// As it is written.
        glob: String,
        /// Why.
        why: String,
    },
    /// Not what reports show. It is not repeated, since it may be the secret itself.
    #[error(
        "fingerprint {number} of an [[allow]] entry is none; it has 24 hexadecimal digits, and `keyside scan -v` shows it"
    )]
    Fingerprint {
        /// Which of the list, from 1.
        number: usize,
    },
}

/// Entries, ready to be held against findings.
#[derive(Debug, Default)]
pub struct Allows(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    allow: Allow,
    base: Base,
    /// None if any path will do.
    paths: Option<PathGlobs>,
    names: Vec<RuleName>,
    used: bool,
}

impl Allows {
    /// Checks and compiles entries. Scanned paths are relative to `current`, which is absolute.
    ///
    /// # Errors
    /// The index of the first entry that cannot be used, and why.
    pub fn new(entries: Vec<Allow>, current: &Path, options: Options) -> Result<Self, (usize, AllowError)> {
        let compiled = entries
            .into_iter()
            .enumerate()
            .map(|(index, allow)| Entry::new(allow, current, options).map_err(|error| (index, error)));
        Ok(Self(compiled.collect::<Result<_, _>>()?))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Marks the findings that entries accept and nothing else has accepted.
    pub fn apply(&mut self, findings: &mut [Finding], rules: &Rules<'_>) {
        for finding in findings.iter_mut().filter(|finding| finding.is_open()) {
            let mut reason = None;
            for entry in self.0.iter_mut().filter(|entry| entry.accepts(finding, rules)) {
                entry.used = true;
                reason = reason.or(Some(&entry.allow.reason));
            }
            if let Some(reason) = reason {
                let reason = Some(reason.clone()).filter(|reason| !reason.is_empty());
                finding.suppressed = Some(Suppression { kind: SuppressionKind::Allow, reason });
            }
        }
    }

    /// Tells of entries that have accepted nothing, although everything was looked at that they speak of.
    pub fn unused(&self, scope: &Scope<'_>, rules: &Rules<'_>, options: Options) -> Vec<Notice> {
        self.0
            .iter()
            .filter(|entry| !entry.used && entry.is_judged(scope, rules))
            .map(|entry| entry.notice(rules, options))
            .collect()
    }
}

impl Entry {
    fn new(mut allow: Allow, current: &Path, options: Options) -> Result<Self, AllowError> {
        if allow.paths.is_empty() && allow.fingerprints.is_empty() {
            return Err(AllowError::Everything);
        }
        if allow.reason.trim().is_empty() && options.require_reason {
            return Err(AllowError::NoReason);
        }
        for (index, fingerprint) in allow.fingerprints.iter_mut().enumerate() {
            fingerprint.make_ascii_lowercase();
            if fingerprint.len() != FINGERPRINT || !fingerprint.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(AllowError::Fingerprint { number: index + 1 });
            }
        }
        let base = Base::new(&allow.base, current);
        let paths = match allow.paths.is_empty() {
            true => None,
            false => Some(
                PathGlobs::new(&base, allow.paths.iter().map(String::as_str))
                    .map_err(|(index, why)| AllowError::Path { glob: allow.paths[index].clone(), why })?,
            ),
        };
        let names = allow.rules.iter().map(RuleName::new).collect();
        Ok(Self { allow, base, paths, names, used: false })
    }

    fn accepts(&self, finding: &Finding, rules: &Rules<'_>) -> bool {
        let Allow { fingerprints, .. } = &self.allow;
        (fingerprints.is_empty() || fingerprints.iter().any(|f| f == finding.fingerprint.as_str()))
            && (self.names.is_empty()
                || self.names.iter().any(|name| name.matches(&Subject::of(finding, rules))))
            && self.paths.as_ref().is_none_or(|paths| paths.contains(finding.location.origin.path()))
    }

    /// Whether this run can tell that the entry is of no use: it has read all that the globs can match, with every rule.
    fn is_judged(&self, scope: &Scope<'_>, rules: &Rules<'_>) -> bool {
        let is_silent = match self.names.is_empty() {
            true => rules.any_muted(),
            false => self.names.iter().any(|name| name.is_silent(rules)),
        };
        let folder = self.base.folder();
        let reads_all = match self.allow.paths.is_empty() {
            true => scope.covers(folder),
            false => self.allow.paths.iter().all(|glob| scope.covers(&folder.join(fixed_part(glob)))),
        };
        reads_all && !is_silent
    }

    fn notice(&self, rules: &Rules<'_>, options: Options) -> Notice {
        let what = match (self.allow.paths.first(), self.allow.fingerprints.len()) {
            (Some(path), _) => format!("for {path}"),
            (None, 1) => "with one fingerprint".to_owned(),
            (None, count) => format!("with {count} fingerprints"),
        };
        let unknown = self.names.iter().find_map(|name| name.unknown(rules));
        let hint = unknown.map(|unknown| format!("; {unknown}")).unwrap_or_default();
        let (origin, line) = match &self.allow.place {
            Some((origin, line)) => (origin.clone(), Some(*line)),
            None => (Origin::file(self.allow.base.clone()), None),
        };
        let text = format!("the [[allow]] entry {what} accepts nothing{hint}");
        Notice { kind: NoticeKind::UnusedAllow, level: options.unused, origin, line, text }
    }
}

/// The folder or file, relative to the base, that everything is in that a glob can match.
fn fixed_part(glob: &str) -> PathBuf {
    let glob = glob.trim_end_matches('/').trim_start_matches("./");
    if !glob.contains('/') {
        return PathBuf::new();
    }
    glob.split('/')
        .take_while(|part| !part.contains(['*', '?', '[', '{', '\\']))
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fixed_part_of_a_glob_holds_all_it_matches() {
        for (glob, fixed) in [
            ("*.json", ""),
            ("dist", ""),
            ("/dist", "dist"),
            ("web/dist/", "web/dist"),
            ("./web/*.json", "web"),
            ("web/**/a.json", "web"),
            ("web/a.json", "web/a.json"),
            ("**/a.json", ""),
            ("{a,b}/c", ""),
        ] {
            assert_eq!(fixed_part(glob), Path::new(fixed), "{glob}");
        }
    }
}
