//! Which side of an application a place in a file ends up on, and why.
//!
//! [`Sides::of`] answers for one place. The workspace around it is read when the first place in it is asked for: its packages,
//! their frameworks, and every module that their entries lead to. A scan without candidates reads none of it.

mod build;
mod convention;
mod env;
mod env_file;
mod evidence;
mod framework;
mod modules;
mod project;
mod reach;
mod variables;
mod walk;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::finding::{Evidence, Side};
use build::Builds;
use project::Workspace;
pub use project::files_below;

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

/// Answers for any number of workspaces; may be asked from many threads.
#[derive(Debug, Default)]
pub struct Sides {
    workspaces: Mutex<HashMap<PathBuf, Arc<OnceLock<Builds>>>>,
}

impl Sides {
    /// The side of a byte of a file, whose text is UTF-8. The path is one that can be opened.
    pub fn of(&self, path: &Path, offset: u64) -> Verdict {
        let Ok(absolute) = path.canonicalize() else { return convention::verdict(path) };
        let Some(builds) = self.builds(&absolute) else { return convention::verdict(path) };
        let Some(builds) = builds.get() else { return convention::verdict(path) };
        let shown = evidence::Shown::new(path, &absolute);
        builds.verdict(&absolute, u32::try_from(offset).unwrap_or(u32::MAX), &shown)
    }

    /// The parts of a file with a side of their own, in the order of the text; neighbours of one side and reason are one.
    pub fn regions(&self, path: &Path) -> Vec<(std::ops::Range<u64>, Verdict)> {
        let size = path.metadata().map_or(0, |m| m.len());
        let whole = || vec![(0..size, convention::verdict(path))];
        let Ok(absolute) = path.canonicalize() else { return whole() };
        let Some(builds) = self.builds(&absolute) else { return whole() };
        let Some(builds) = builds.get() else { return whole() };
        builds.regions(&absolute, &evidence::Shown::new(path, &absolute))
    }

    fn builds(&self, file: &Path) -> Option<Arc<OnceLock<Builds>>> {
        let root = Workspace::root_of(file)?;
        let cell = {
            let mut workspaces = self.workspaces.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(workspaces.entry(root.clone()).or_default())
        };
        cell.get_or_init(|| Builds::read(&root));
        Some(cell)
    }
}
