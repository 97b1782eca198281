//! A chain of steps as a list that a person can check.

use std::path::{Component, Path, PathBuf};

use super::framework::Entry;
use super::modules::{ModuleId, Modules};
use super::project::{Package, slashed};
use super::reach::Step;
use crate::finding::Evidence;
use crate::location::{Base, Origin};

/// How absolute paths are shown: as the one that was asked for.
#[derive(Debug)]
pub struct Shown {
    base: Base,
    /// What stands before paths below the base.
    prefix: PathBuf,
}

impl Shown {
    /// From a path as it was given and as it is.
    pub fn new(given: &Path, absolute: &Path) -> Self {
        let mut base = absolute;
        let mut prefix = given;
        // What both end in is not the base's.
        while let (Some(a), Some(b)) = (base.file_name(), prefix.file_name())
            && a == b
        {
            base = base.parent().unwrap_or(base);
            prefix = prefix.parent().unwrap_or(prefix);
        }
        Self { base: Base::new(base, Path::new("")), prefix: prefix.to_owned() }
    }

    /// An absolute path, as it is shown.
    pub fn path(&self, absolute: &Path) -> PathBuf {
        if self.prefix.is_absolute() {
            return absolute.to_owned();
        }
        let shown = self.prefix.join(self.base.route(absolute));
        shown.components().filter(|part| *part != Component::CurDir).collect()
    }

    /// An origin for a finding's evidence.
    pub fn origin(&self, absolute: &Path) -> Origin {
        Origin::file(self.path(absolute))
    }
}

/// The steps from an entry to `module`, in that order.
pub fn chain(
    steps: &[Step],
    entry: Option<(&Entry, &Package)>,
    module: ModuleId,
    modules: &Modules,
    root: &Path,
    shown: &Shown,
) -> Vec<Evidence> {
    let mut chain = Vec::new();
    if let Some((entry, package)) = entry {
        let origin = shown.origin(&package.folder.join(&entry.file));
        chain.push(Evidence { origin, line: 1, text: entry.why.clone() });
    }
    // From the entry on: each step says which module it stands in; the one after it says what it brought.
    let mut places: Vec<(ModuleId, u32)> = steps
        .iter()
        .rev()
        .filter_map(|step| match step {
            Step::From { module, at, .. } => Some((*module, *at)),
            Step::Entry(_) => None,
        })
        .collect();
    places.push((module, 0));
    for pair in places.windows(2) {
        let [(from, at), (to, _)] = pair else { continue };
        if from == to {
            continue;
        }
        let (from, to) = (modules.get(*from), modules.get(*to));
        let name = slashed(to.path.strip_prefix(root).unwrap_or(&to.path));
        let verb = verb(from, *at);
        chain.push(Evidence {
            origin: shown.origin(&from.path),
            line: from.facts.line(*at),
            text: format!("{verb} `{name}`"),
        });
    }
    chain
}

fn verb(from: &super::modules::Module, at: u32) -> &'static str {
    use crate::syntax::ImportKind;
    let import = from.facts.imports.iter().find(|import| import.span.contains(&at));
    match import.map(|import| import.kind) {
        Some(ImportKind::Reexport) => "passes on",
        Some(ImportKind::Dynamic | ImportKind::Glob) => "loads",
        Some(ImportKind::Worker) => "starts",
        Some(ImportKind::Script) => "runs",
        Some(ImportKind::Link) => "links to",
        Some(ImportKind::FileRead) => "is built with the text of",
        _ => "imports",
    }
}
