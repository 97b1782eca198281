//! The modules of a workspace, parsed once each, and what their specifiers stand for.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::framework::Framework;
use super::project::Workspace;
use super::read::{Read, Reader};
use crate::syntax::ModuleFacts;

/// A module's place among those of its workspace.
pub type ModuleId = usize;

/// A parsed module.
#[derive(Debug)]
pub struct Module {
    /// Absolute.
    pub path: PathBuf,
    /// What it says.
    pub facts: ModuleFacts,
    /// The modules of the workspace that each of its imports stands for; several for a glob, none for what is installed or virtual.
    pub targets: Vec<Vec<ModuleId>>,
    /// Its package says that evaluating it does nothing.
    pub pure: bool,
}

/// Everything that is reached from some entries, whatever keeps it out of a build.
#[derive(Debug)]
pub struct Modules {
    all: Vec<Module>,
    by_path: HashMap<PathBuf, ModuleId>,
    importers: OnceLock<Vec<Vec<ModuleId>>>,
}

impl Modules {
    /// Parses the entries and all that they lead to, one wave of imports after the other.
    pub fn load(
        workspace: &Workspace,
        frameworks: &[Vec<&'static dyn Framework>],
        entries: Vec<PathBuf>,
    ) -> Self {
        let reader = Reader::new(workspace, frameworks);
        let mut reads: Vec<(PathBuf, Read)> = Vec::new();
        let mut by_path: HashMap<PathBuf, ModuleId> = HashMap::new();
        let mut seen: HashSet<PathBuf> = HashSet::new();
        let mut frontier = entries;
        while !frontier.is_empty() {
            frontier.sort();
            frontier.retain(|path| seen.insert(path.clone()));
            let wave = reader.wave(&frontier);
            let mut next = Vec::new();
            for (path, read) in frontier.drain(..).zip(wave) {
                let Some(read) = read else { continue };
                next.extend(read.targets.iter().flatten().cloned());
                by_path.insert(path.clone(), reads.len());
                reads.push((path, read));
            }
            frontier = next;
        }
        let place = |targets: Vec<Vec<PathBuf>>| -> Vec<Vec<ModuleId>> {
            let ids =
                |paths: Vec<PathBuf>| paths.iter().filter_map(|path| by_path.get(path).copied()).collect();
            targets.into_iter().map(ids).collect()
        };
        let all = reads
            .into_iter()
            .map(|(path, Read { facts, targets, pure })| Module {
                path,
                facts,
                targets: place(targets),
                pure,
            })
            .collect();
        Self { all, by_path, importers: OnceLock::new() }
    }

    /// A module.
    pub fn get(&self, id: ModuleId) -> &Module {
        &self.all[id]
    }

    /// All modules.
    pub fn ids(&self) -> std::ops::Range<ModuleId> {
        0..self.all.len()
    }

    /// The module of an absolute path.
    pub fn find(&self, path: &Path) -> Option<ModuleId> {
        self.by_path.get(path).copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// For each module, those that import it; worked out when it is first asked for.
    pub fn importers(&self) -> &[Vec<ModuleId>] {
        self.importers.get_or_init(|| {
            let mut importers = vec![Vec::new(); self.all.len()];
            for (at, module) in self.all.iter().enumerate() {
                for target in module.targets.iter().flatten() {
                    importers[*target].push(at);
                }
            }
            importers.iter_mut().for_each(|list: &mut Vec<ModuleId>| {
                list.sort_unstable();
                list.dedup();
            });
            importers
        })
    }

    /// The files that do not parse to their end.
    pub fn broken(&self) -> impl Iterator<Item = &Path> {
        self.all.iter().filter(|module| module.facts.broken).map(|module| module.path.as_path())
    }
}
