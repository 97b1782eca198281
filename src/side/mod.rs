//! Which side of an application a place in a file ends up on, and why.
//!
//! [`Sides::of`] answers for one place. The workspace around it is read when the first place in it is asked for: its packages,
//! their frameworks, and every module that their entries lead to. A scan without candidates reads none of it.

mod build;
mod convention;
mod env;
mod env_file;
mod evidence;
mod exposed;
mod framework;
mod graph;
mod modules;
mod overlay;
mod packing;
mod plan;
mod project;
mod query;
mod reach;
mod read;
mod script;
mod taught;
mod tsconfig;
mod variables;
mod walk;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::finding::{Evidence, Side};
use crate::location::Origin;
pub use build::{Builds, STACK};
pub use env_file::{Assignment, assignments, is_env_file};
pub use evidence::Shown;
pub use exposed::Exposed;
pub use framework::Answer;
pub use graph::{Edge, Graph, Node};
pub use modules::ModuleId;
pub use overlay::Overlay;
use project::Workspace;
pub use project::files_below;
pub use taught::Taught;

/// A side and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Where the place ends up.
    pub side: Side,
    /// Why, from the file that a build begins with to the place itself. Paths are as the asked one was given.
    pub evidence: Vec<Evidence>,
}

impl Verdict {
    /// Nothing says which.
    pub fn unknown() -> Self {
        Self { side: Side::Unknown, evidence: Vec::new() }
    }
}

/// The frameworks that the packages of a folder are built or run with, by the packages' folders: relative to it, sorted.
pub fn frameworks(root: &Path) -> Vec<(PathBuf, Vec<&'static str>)> {
    let workspace = Workspace::read(root, &Overlay::default());
    let names = |package| framework::of(package).into_iter().map(|framework| framework.name()).collect();
    let relative = |folder: &Path| folder.strip_prefix(root).unwrap_or(folder).to_owned();
    let mut found: Vec<(PathBuf, Vec<&'static str>)> =
        workspace.packages.iter().map(|package| (relative(&package.folder), names(package))).collect();
    found.retain(|(_, names)| !names.is_empty());
    found.sort();
    found
}

/// What it takes to find out sides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Modules that were read.
    pub modules: usize,
    /// Steps along what uses what.
    pub steps: usize,
}

/// Answers for any number of workspaces; may be asked from many threads.
#[derive(Debug, Default)]
pub struct Sides {
    taught: Vec<Taught>,
    overlay: Overlay,
    workspaces: Mutex<HashMap<PathBuf, Arc<OnceLock<Builds>>>>,
}

impl Sides {
    /// With what a configuration says of sides.
    pub fn new(taught: Vec<Taught>) -> Self {
        Self { taught, ..Self::default() }
    }

    /// The same, where some texts count in place of what files hold. A path is one of the project's all the same only if there is
    /// such a file.
    #[must_use]
    pub fn with_overlay(self, overlay: Overlay) -> Self {
        Self { overlay, ..self }
    }

    /// The side of a byte of a file, whose text is UTF-8. The path is one that can be opened.
    pub fn of(&self, path: &Path, offset: u64) -> Verdict {
        let answer = |builds: &Builds, absolute: &Path, shown: &Shown| {
            builds.verdict(absolute, u32::try_from(offset).unwrap_or(u32::MAX), shown)
        };
        self.ask(path, answer).unwrap_or_else(|| self.without_workspace(path))
    }

    /// The parts of a file with a side of their own, in the order of the text; neighbours of one side and reason are one.
    pub fn regions(&self, path: &Path) -> Vec<(std::ops::Range<u64>, Verdict)> {
        let answer = |builds: &Builds, absolute: &Path, shown: &Shown| builds.regions(absolute, shown);
        self.ask(path, answer).unwrap_or_else(|| {
            let size = path.metadata().map_or(0, |metadata| metadata.len());
            vec![(0..size, self.without_workspace(path))]
        })
    }

    /// The graph of the modules of a file or below a folder, if it belongs to a workspace.
    pub fn graph(&self, path: &Path) -> Option<Graph> {
        let answer = |builds: &Builds, absolute: &Path, shown: &Shown| {
            builds.graph(shown, |module| module.starts_with(absolute))
        };
        self.ask(path, answer)
    }

    /// What it took to answer so far.
    pub fn effort(&self) -> Effort {
        let workspaces = self.workspaces.lock().unwrap_or_else(PoisonError::into_inner);
        let read = workspaces.values().filter_map(|cell| cell.get());
        read.fold(Effort::default(), |effort, builds| Effort {
            modules: effort.modules + builds.modules.ids().len(),
            steps: effort.steps + builds.builds.iter().map(|build| build.reach.steps).sum::<usize>(),
        })
    }

    /// The bytes that count as a file's, by its absolute path.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn bytes(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.overlay.text(path).map_or_else(|| std::fs::read(path), Ok)
    }

    /// The side that a path alone tells, whatever stands there.
    pub fn of_path(&self, path: &Path) -> Verdict {
        self.without_workspace(path)
    }

    fn without_workspace(&self, path: &Path) -> Verdict {
        taught::verdict(&self.taught, path, None).unwrap_or_else(|| convention::verdict(path))
    }

    /// The root of the workspace that a file belongs to; its path is absolute.
    pub fn root_of(&self, file: &Path) -> Option<PathBuf> {
        Workspace::root_of(file)
    }

    /// Looks into the workspace that a file belongs to, if it belongs to one. The closure gets the file's absolute path.
    pub fn look<T>(&self, path: &Path, look: impl FnOnce(&Builds, &Path, &Shown) -> T) -> Option<T> {
        self.ask(path, look)
    }

    /// Asks the workspace that a file belongs to, if it belongs to one. It is read for the first file that is asked about.
    fn ask<T>(&self, path: &Path, answer: impl FnOnce(&Builds, &Path, &Shown) -> T) -> Option<T> {
        let absolute = path.canonicalize().ok()?;
        // A folder may be a project's root itself.
        let within = if absolute.is_dir() { absolute.join("package.json") } else { absolute.clone() };
        let root = Workspace::root_of(&within)?;
        let shown = Shown::new(path, &absolute);
        let cell = {
            let mut workspaces = self.workspaces.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(workspaces.entry(root.clone()).or_default())
        };
        let builds = cell.get_or_init(|| Builds::read(&root, &self.taught, &self.overlay, &shown));
        Some(answer(builds, &absolute, &shown))
    }

    /// Modules of the workspaces that were asked about that do not parse to their end, in no particular order.
    pub fn broken(&self) -> Vec<Origin> {
        let current = std::env::current_dir().unwrap_or_default();
        let workspaces = self.workspaces.lock().unwrap_or_else(PoisonError::into_inner);
        let builds = workspaces.values().filter_map(|cell| cell.get());
        let shown = |path: &Path| Origin::file(path.strip_prefix(&current).unwrap_or(path).to_owned());
        builds.flat_map(|builds| builds.modules.broken()).map(shown).collect()
    }
}
