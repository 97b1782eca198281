//! Which variables get to clients, whoever sets them.

use std::path::Path;

use super::build::{Build, Builds};
use super::env_file;
use super::evidence::Shown;
use super::framework::Layer;
use super::modules::ModuleId;
use super::reach::Presence;
use crate::finding::Evidence;

/// How a variable gets to clients.
#[derive(Debug, Clone)]
pub struct Exposed {
    /// What writes it there.
    pub mechanism: String,
    /// Whether client code reads it, or gets it anyway.
    pub is_read: bool,
    /// Where client code reads it, and how that got into the build.
    pub evidence: Vec<Evidence>,
}

/// What no file of variables is called: variables that something else sets.
const NO_FILE: &str = "";

/// What no variable is called: a name that only what exposes all names exposes.
const NOBODY: &str = "\u{1}";

impl Builds {
    /// How a variable that a file sets gets to clients, if it does. A file of a package that ships speaks of its builds; any other of
    /// all of them.
    pub fn exposed_variable(&self, path: &Path, name: &str, shown: &Shown) -> Option<Exposed> {
        let package = self.workspace.package_of(path);
        let own = |build: &&Build| Some(build.package) == package;
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let file = if env_file::is_env_file(&file) { &*file } else { NO_FILE };
        let has_own =
            self.builds.iter().filter(own).any(|build| build.reach.modules(Layer::Client).next().is_some());
        let builds = || self.builds.iter().filter(|build| !has_own || own(build));
        let read = builds().find_map(|build| {
            let (mechanism, place) = self.exposed(build, name, file)?;
            let evidence = place.map(|place| self.read_at(build, place, name, shown)).unwrap_or_default();
            Some(Exposed { mechanism, is_read: true, evidence })
        });
        read.or_else(|| {
            let mechanism = builds().find_map(|build| by_prefix(build, name))?;
            Some(Exposed { mechanism, is_read: false, evidence: Vec::new() })
        })
    }

    /// What writes variables whose names begin as this one's into the client builds that hold a module.
    pub fn public_by_prefix(&self, module: ModuleId, name: &str) -> Option<String> {
        let of_client = |build: &&Build| build.reach.step(module, Layer::Client).is_some();
        self.builds.iter().filter(of_client).find_map(|build| by_prefix(build, name))
    }

    /// Whether a place in client code is also run on a server, for the page that browsers get first.
    pub fn is_prerendered(&self, module: ModuleId, at: u32) -> bool {
        self.builds.iter().any(|build| {
            let kept =
                |layer| matches!(build.reach.presence(&self.modules, module, at, layer), Presence::Kept(_));
            kept(Layer::Client) && (build.framework.prerenders() || kept(Layer::Server))
        })
    }

    /// Whether a file of variables beside a module's manifest names a variable, whatever its value.
    pub fn is_named_in_files(&self, module: ModuleId, name: &str) -> bool {
        let Some(package) = self.workspace.package_of(self.module_path(module)) else { return false };
        let package = &self.workspace.packages[package];
        let files = package.files.iter().filter(|file| !file.contains('/') && env_file::is_env_file(file));
        files
            .filter_map(|file| self.workspace.overlay.read(&package.folder.join(file)))
            .any(|text| env_file::assignments(&text).iter().any(|assignment| assignment.name == name))
    }

    /// Whether the package of a file depends on another one.
    pub fn package_depends_on(&self, path: &Path, name: &str) -> bool {
        let package = self.workspace.package_of(path).map(|at| &self.workspace.packages[at]);
        package.is_some_and(|package| package.depends_on(name))
    }
}

/// What exposes a variable by the beginning of its name: it exposes a longer name as well, and not every name.
fn by_prefix(build: &Build, name: &str) -> Option<String> {
    let longer = format!("{name}_");
    let exposes = |name: &str, by: &str| {
        build.plan.exposure.of(name, Some(NO_FILE)).any(|(mechanism, _)| mechanism == by)
    };
    let mut mechanisms = build.plan.exposure.of(name, Some(NO_FILE)).map(|(mechanism, _)| mechanism);
    mechanisms.find(|by| exposes(&longer, by) && !exposes(NOBODY, by)).map(str::to_owned)
}
