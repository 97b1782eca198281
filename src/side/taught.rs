//! Sides that a project's configuration tells, where nothing else does.

use std::path::{Path, PathBuf};

use super::framework::{Entry, Framework, Layer};
use super::project::Package;
use super::{Verdict, evidence::Shown};
use crate::finding::{Evidence, Side};
use crate::location::{Origin, PathGlobs};

/// A `[[side]]` entry of a configuration.
#[derive(Debug, Clone)]
pub struct Taught {
    /// Files that are on the side.
    pub files: PathGlobs,
    /// Packages by name, all of whose files are.
    pub packages: Vec<String>,
    /// Files that a build for that side begins with; what it keeps of what they import is on the side as well.
    pub entries: PathGlobs,
    /// The side.
    pub side: Side,
    /// The configuration and the line that say so.
    pub place: (PathBuf, u64),
}

impl Taught {
    fn covers(&self, shown: &Path, package: Option<&Package>) -> bool {
        let named = || package.is_some_and(|package| self.packages.contains(&package.name));
        self.files.contains(shown) || self.entries.contains(shown) || named()
    }

    fn layer(&self) -> Option<Layer> {
        match self.side {
            Side::Client | Side::Shared => Some(Layer::Client),
            Side::Server => Some(Layer::Server),
            Side::Build | Side::Test | Side::Docs | Side::Unknown => None,
        }
    }
}

/// The side of a file by the last entry that covers it. The path is as it is shown.
pub fn verdict(taught: &[Taught], shown: &Path, package: Option<&Package>) -> Option<Verdict> {
    let entry = taught.iter().rfind(|entry| entry.covers(shown, package))?;
    let (file, line) = entry.place.clone();
    let text =
        format!("says that `{}` is on the side `{}`", Origin::file(shown.to_owned()), entry.side.name());
    let evidence = vec![Evidence { origin: Origin::file(file), line, text }];
    Some(Verdict { side: entry.side, evidence })
}

/// The entries of builds that only the configuration knows.
pub fn entries(taught: &[Taught], package: &Package, shown: &Shown) -> Vec<Entry> {
    let why = "is an entry by the configuration";
    let of_file = |file: &String| {
        let path = shown.path(&package.folder.join(file));
        let layers = taught.iter().filter(|entry| entry.entries.contains(&path)).filter_map(Taught::layer);
        layers.map(|layer| Entry::new(file, layer, why)).collect::<Vec<_>>()
    };
    if taught.iter().all(|entry| entry.layer().is_none()) {
        return Vec::new();
    }
    package.files.iter().flat_map(of_file).collect()
}

/// A build that only the configuration knows: nothing is cut out of it.
pub struct ByConfiguration;

impl Framework for ByConfiguration {
    fn name(&self) -> &'static str {
        "the configuration"
    }

    fn applies(&self, _package: &Package) -> bool {
        false
    }

    fn entries(&self, _package: &Package) -> Vec<Entry> {
        Vec::new()
    }
}
