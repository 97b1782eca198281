//! How much a run has looked at: what was not looked at is neither gone nor unused.

use std::path::{Path, PathBuf};

use crate::location::{Base, Origin, OriginSet};

/// The files and folders that a run was given, and what it has scanned of them.
#[derive(Debug)]
pub struct Scope<'o> {
    roots: Vec<Root>,
    scanned: &'o OriginSet,
}

#[derive(Debug)]
struct Root {
    given: PathBuf,
    base: Base,
}

impl<'o> Scope<'o> {
    /// The roots as they were given, relative to `current`, which is absolute. Without roots everything is unknown.
    pub fn new(roots: &[PathBuf], current: &Path, scanned: &'o OriginSet) -> Self {
        let roots = roots.iter().map(|given| Root { given: given.clone(), base: Base::new(given, current) });
        Self { roots: roots.collect(), scanned }
    }

    /// Whether all of a folder or file lies within what was given and was not left out: ignore files may do so.
    pub fn covers(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| path.starts_with(root.base.folder())) && self.is_settled(path)
    }

    /// Whether there is nothing at a path, which is absolute, but what this run has found: it was scanned, or it is not there.
    pub fn is_settled(&self, path: &Path) -> bool {
        self.is_scanned(path) || !exists(path)
    }

    fn is_scanned(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| {
            path.strip_prefix(root.base.folder()).is_ok_and(|below| {
                let name =
                    if below.as_os_str().is_empty() { root.given.clone() } else { root.given.join(below) };
                self.scanned.contains_in(&name) || self.scanned.contains(&Origin::file(name))
            })
        })
    }
}

/// Whether there is a file, or for an archive's member an archive. What cannot be looked at may be there.
fn exists(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let outer = name.split_once("!/").map_or(path, |(outer, _)| Path::new(outer));
    [path, outer].iter().any(|path| match path.symlink_metadata() {
        Ok(_) => true,
        Err(error) => {
            !matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
        }
    })
}
