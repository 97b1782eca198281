//! The baseline: what was there when somebody accepted it, known again by value wherever it has moved.
//!
//! `file.rs` reads and writes it, `ledger.rs` holds findings against it, `value.rs` says what of a value is written down.

mod file;
mod ledger;
mod value;

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

pub use file::BaselineError;

use super::Scope;
use super::names::Rules;
use crate::finding::{Finding, Level, Notice, NoticeKind, Outcome, Suppression, SuppressionKind};
use crate::location::{Base, Origin, Span, normal};
use file::Header;
use ledger::Ledger;
use value::{Tag, Tagger};

/// The baseline's name where no other is given.
pub const FILE_NAME: &str = ".keyside-baseline.json";

/// What was accepted, and the folder that its paths are relative to.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// The file, as it is named in messages.
    file: PathBuf,
    base: Base,
    /// It speaks only of what is below its folder.
    is_local: bool,
    header: Header,
    /// In the order of the file: by path, then by value.
    entries: BTreeMap<Key, Entry>,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    /// Relative to the baseline's folder, with `/` between its parts, and `..` where it leads upward.
    path: String,
    value: Tag,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// The rule that found it, for people who read the file.
    rule: String,
    /// How often the value stands in the file.
    count: u64,
}

/// What an update has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Findings that were not in the baseline.
    pub added: u64,
    /// Findings of the baseline that are gone.
    pub removed: u64,
    /// Findings that are in it now.
    pub total: u64,
}

impl Baseline {
    /// One that holds nothing, with a salt of its own.
    ///
    /// # Errors
    /// [`BaselineError::Salt`] if the system has no random numbers.
    pub fn empty(file: &Path, current: &Path) -> Result<Self, BaselineError> {
        let header = Header::new().map_err(|reason| BaselineError::Salt { reason })?;
        Ok(Self::with(file, current, header, BTreeMap::new()))
    }

    /// Reads a baseline. `file` may be relative to `current`, which is absolute.
    ///
    /// # Errors
    /// What is wrong with the file, in words for whoever must mend it.
    pub fn read(file: &Path, current: &Path) -> Result<Self, BaselineError> {
        let (header, entries) = file::read(file)?;
        Ok(Self::with(file, current, header, entries))
    }

    fn with(file: &Path, current: &Path, header: Header, entries: BTreeMap<Key, Entry>) -> Self {
        let folder = file.parent().unwrap_or(Path::new(""));
        Self { file: file.to_owned(), base: Base::new(folder, current), is_local: false, header, entries }
    }

    /// The same, for what is below its folder only: one that was found there has no say elsewhere.
    #[must_use]
    pub fn local(self) -> Self {
        Self { is_local: true, ..self }
    }

    /// The file, as it is named in messages.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Marks the findings that are in it and that nothing else has accepted, and tells of entries whose finding is gone.
    pub fn apply(&self, outcome: &mut Outcome, roots: &[PathBuf], current: &Path, rules: &Rules<'_>) {
        if self.entries.is_empty() {
            return;
        }
        let scope = Scope::new(roots, current, &outcome.scanned);
        let seen = self.seen(&outcome.findings);
        let ledger = Ledger::balance(&self.entries, &seen, |path| self.is_settled(path, &scope), rules);
        let stale =
            ledger.stale.iter().map(|(key, count)| self.stale_notice(key, *count)).collect::<Vec<_>>();
        for at in ledger.accepted {
            outcome.findings[at].suppressed =
                Some(Suppression { kind: SuppressionKind::Baseline, reason: None });
        }
        outcome.notices.extend(stale);
    }

    /// The baseline that accepts what a run has found: what is new comes in, what is gone goes, and what was not looked at stays.
    #[must_use]
    pub fn updated(
        &self,
        outcome: &Outcome,
        roots: &[PathBuf],
        current: &Path,
        rules: &Rules<'_>,
    ) -> (Self, Changes) {
        let scope = Scope::new(roots, current, &outcome.scanned);
        let seen = self.seen(&outcome.findings);
        let ledger = Ledger::balance(&self.entries, &seen, |path| self.is_settled(path, &scope), rules);
        let mut entries = BTreeMap::new();
        let mut add = |key: &Key, rule: &str, count: u64| {
            let entry =
                entries.entry(key.clone()).or_insert_with(|| Entry { rule: rule.to_owned(), count: 0 });
            entry.count += count;
        };
        for held in seen.iter().filter(|held| held.is_open) {
            add(&held.key, &outcome.findings[held.findings[0]].rule, 1);
        }
        for (key, count) in &ledger.kept {
            add(key, &self.entries[key].rule, *count);
        }
        let open = seen.iter().filter(|held| held.is_open).count();
        let changes = Changes {
            added: (open - ledger.known) as u64,
            removed: ledger.stale.iter().map(|(_, count)| count).sum(),
            total: entries.values().map(|entry| entry.count).sum(),
        };
        (Self { entries, ..self.clone() }, changes)
    }

    /// The findings that it speaks of, with what it would know them by.
    fn seen(&self, findings: &[Finding]) -> Vec<Held> {
        let mut tagger = Tagger::new(&self.header.salt, self.header.rounds);
        let mut seen: Vec<Held> = Vec::new();
        let mut places: HashMap<(Key, Span), usize> = HashMap::new();
        for (finding, Finding { location, secret, suppressed, level, .. }) in findings.iter().enumerate() {
            let is_other = suppressed.as_ref().is_some_and(|by| by.kind == SuppressionKind::Baseline);
            if *level == Level::None || is_other {
                continue;
            }
            if let Some(path) = self.path(&location.origin) {
                let key = Key { path, value: tagger.tag(secret.reveal()) };
                match places.entry((key.clone(), location.span)) {
                    Occupied(place) => seen[*place.get()].findings.push(finding),
                    Vacant(place) => {
                        place.insert(seen.len());
                        seen.push(Held { findings: vec![finding], key, is_open: suppressed.is_none() });
                    }
                }
            }
        }
        seen
    }

    /// A path as entries have it; `None` if the baseline does not speak of it.
    fn path(&self, origin: &Origin) -> Option<String> {
        let path = origin.display_path();
        let path = match self.is_local {
            true => self.base.relative(Path::new(&path))?,
            false => self.base.route(Path::new(&path)),
        };
        let path = path.to_string_lossy();
        Some(if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() })
    }

    fn is_settled(&self, path: &str, scope: &Scope<'_>) -> bool {
        scope.is_settled(&normal(&self.base.folder().join(path)))
    }

    fn stale_notice(&self, key: &Key, count: u64) -> Notice {
        let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
        let text = format!(
            "{} in {}{times} is in the baseline and gone",
            self.entries[key].rule,
            printable(&key.path)
        );
        Notice {
            kind: NoticeKind::StaleBaseline,
            level: Level::None,
            origin: Origin::file(self.file.clone()),
            line: None,
            text,
        }
    }
}

/// A finding as the baseline sees it.
struct Held {
    /// Its place among the findings; several if its file was scanned under several names.
    findings: Vec<usize>,
    key: Key,
    /// Nothing else has accepted it.
    is_open: bool,
}

/// The file may be anybody's; its text must not steer a terminal.
fn printable(path: &str) -> String {
    Origin::file(PathBuf::from(path)).to_string()
}

/// The baseline that speaks of a path: the nearest one upward, as far as the repository goes. Where there is no repository, only the
/// current folder and the path's own may have one, so that nobody's file further up decides.
pub fn find(path: &Path, current: &Path) -> Option<PathBuf> {
    let (folder, last) = reach(path, current);
    for folder in folder.ancestors() {
        let file = folder.join(FILE_NAME);
        if file.symlink_metadata().is_ok() {
            return Some(short(file, current));
        }
        if folder == last {
            break;
        }
    }
    None
}

/// Where the baseline of a path belongs that has none yet.
pub fn place_for(path: &Path, current: &Path) -> PathBuf {
    short(reach(path, current).1.join(FILE_NAME), current)
}

/// The folder of a path, and the furthest folder upward that speaks of it.
fn reach(path: &Path, current: &Path) -> (PathBuf, PathBuf) {
    let base = Base::new(path, current);
    let path = base.folder();
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let repository = folder.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok());
    let last = repository.unwrap_or(if folder.starts_with(current) { current } else { folder });
    (folder.to_owned(), last.to_owned())
}

/// A file as people name it who are in the current folder.
fn short(file: PathBuf, current: &Path) -> PathBuf {
    file.strip_prefix(current).map(Path::to_owned).unwrap_or(file)
}
