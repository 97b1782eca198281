//! What later stages ask of a workspace's modules.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use super::build::{Build, Builds};
use super::env_file;
use super::framework::{Answer, Layer};
use super::modules::ModuleId;
use super::project::slashed;
use super::reach::Presence;
use crate::syntax::{EnvForm, EnvObject, ImportKind, ModuleFacts};

impl Builds {
    /// The workspace's root.
    pub fn root(&self) -> &Path {
        &self.workspace.root
    }

    /// How many modules there are.
    pub fn module_count(&self) -> usize {
        self.modules.len()
    }

    /// The module of an absolute path.
    pub fn module_at(&self, path: &Path) -> Option<ModuleId> {
        self.modules.find(path)
    }

    /// Whether an absolute path is one of the workspace's own files.
    pub fn owns(&self, path: &Path) -> bool {
        let package = self.workspace.package_of(path).map(|at| &self.workspace.packages[at]);
        package.is_some_and(|package| {
            path.strip_prefix(&package.folder).is_ok_and(|relative| package.has_file(&slashed(relative)))
        })
    }

    /// A module's absolute path.
    pub fn module_path(&self, module: ModuleId) -> &Path {
        &self.modules.get(module).path
    }

    /// What a module says about itself.
    pub fn facts(&self, module: ModuleId) -> &ModuleFacts {
        &self.modules.get(module).facts
    }

    /// A module's text, if it can still be read.
    pub fn module_text(&self, module: ModuleId) -> Option<Cow<'_, str>> {
        self.workspace.overlay.read(self.module_path(module)).map(Cow::Owned)
    }

    /// The text of a file of the workspace, if it is one that people write.
    pub fn text_of(&self, path: &Path) -> Option<String> {
        self.workspace.overlay.read(path)
    }

    /// The modules that a specifier of a module stands for.
    pub fn import_targets(&self, module: ModuleId, specifier: &str) -> &[ModuleId] {
        let module = self.modules.get(module);
        let at = module.facts.imports.iter().position(|import| import.specifier == specifier);
        at.map_or(&[], |at| &module.targets[at])
    }

    /// The module and the name in it that a name stands for which a framework imports by itself.
    pub fn implicit_import(&self, module: ModuleId, name: &str) -> Option<(ModuleId, String)> {
        let module = self.modules.get(module);
        let binding = module.facts.bindings.iter().find(|binding| {
            binding.local == name && module.facts.imports[binding.import].kind == ImportKind::Implicit
        })?;
        Some((*module.targets[binding.import].first()?, binding.imported.clone()))
    }

    /// The modules that import a module.
    pub fn importers(&self, module: ModuleId) -> &[ModuleId] {
        &self.modules.importers()[module]
    }

    /// How a variable is read at exactly this place, if one is.
    pub fn env_read(&self, module: ModuleId, span: &Range<u32>) -> Option<EnvForm> {
        self.facts(module).env.iter().find(|read| read.span == *span).map(|read| read.form)
    }

    /// Whether some build gives something of a module to clients.
    pub fn reaches_clients(&self, module: ModuleId) -> bool {
        self.builds.iter().any(|build| build.reach.step(module, Layer::Client).is_some())
    }

    /// Whether a place in a module is in code that ships.
    pub fn ships(&self, module: ModuleId, at: u32) -> bool {
        self.kept_by(module, at).next().is_some()
    }

    /// Whether a place in a module is in code that a server runs.
    pub fn is_served(&self, module: ModuleId, at: u32) -> bool {
        let runs = |build: &Build| {
            matches!(build.reach.presence(&self.modules, module, at, Layer::Server), Presence::Kept(_))
        };
        self.builds.iter().any(runs)
    }

    /// The builds whose clients get a place in a module.
    fn kept_by(&self, module: ModuleId, at: u32) -> impl Iterator<Item = &Build> {
        let kept = move |build: &&Build| {
            matches!(build.reach.presence(&self.modules, module, at, Layer::Client), Presence::Kept(_))
        };
        self.builds.iter().filter(kept)
    }

    /// Whether a place in a module is in code that a server runs.
    pub fn serves(&self, module: ModuleId, at: u32) -> bool {
        self.builds.iter().any(|build| {
            matches!(build.reach.presence(&self.modules, module, at, Layer::Server), Presence::Kept(_))
        })
    }

    /// Whether `import.meta.env` of a module has the server's variables when a server runs it.
    pub fn has_private_meta(&self, module: ModuleId) -> bool {
        let on_server = self.builds.iter().filter(|build| build.reach.step(module, Layer::Server).is_some());
        on_server.into_iter().any(|build| build.framework.has_private_meta())
    }

    /// What a module on the server hands to clients, each by its framework's convention.
    pub fn answers(&self, module: ModuleId) -> Vec<Answer> {
        let path = self.module_path(module);
        let on_server = self.builds.iter().filter(|build| build.reach.step(module, Layer::Server).is_some());
        on_server
            .flat_map(|build| {
                let package = &self.workspace.packages[build.package];
                let below = path.strip_prefix(&package.folder).map(slashed);
                below.map(|below| build.framework.answers(package, &below)).unwrap_or_default()
            })
            .collect()
    }

    /// Whether an element at a place in a module is written into a page by a server.
    pub fn renders(&self, module: ModuleId, at: u32) -> bool {
        match self.module_path(module).extension().and_then(|extension| extension.to_str()) {
            Some("astro") => self.is_of_server(module),
            // A component is rendered on the server first, with what only the server has.
            Some("vue") => self.serves(module, at),
            _ => self.is_of_server(module) && self.serves(module, at),
        }
    }

    /// Whether a module is in a server's code and in no client's, or is a page that a server makes.
    pub fn is_of_server(&self, module: ModuleId) -> bool {
        let in_layer = |layer| self.builds.iter().any(|build| build.reach.step(module, layer).is_some());
        in_layer(Layer::Server) && (!in_layer(Layer::Client) || is_page(self.module_path(module)))
    }

    /// The texts of the templates that lie beside the one that a server renders under a name, and of that one; none if there is none.
    pub fn views(&self, module: ModuleId, name: &str) -> Vec<String> {
        let Some(at) = self.workspace.package_of(self.module_path(module)) else { return Vec::new() };
        let package = &self.workspace.packages[at];
        let is_it = |file: &&String| {
            let view = file.rsplit_once("views/").map_or(file.as_str(), |(_, view)| view);
            view == name
                || view
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('.') || rest.starts_with("/index."))
        };
        let Some(view) = package.files.iter().find(is_it) else { return Vec::new() };
        let folder = view.rsplit_once("views/").map_or("", |(above, _)| above);
        let beside =
            package.files.iter().filter(|file| file.starts_with(&format!("{folder}views/")) || *file == view);
        beside.filter_map(|file| self.workspace.overlay.read(&package.folder.join(file))).collect()
    }

    /// Whether a module may hand something to clients that it has from others.
    pub fn may_hand_over(&self, module: ModuleId) -> bool {
        if self.is_of_server(module) {
            return true;
        }
        let facts = self.facts(module);
        let is_named = |name: &str| {
            facts.globals.contains_key(name) || facts.bindings.iter().any(|binding| binding.imported == name)
        };
        self.answers(module).iter().any(|answer| match answer {
            Answer::Export(name, _) | Answer::ExportedEach(name) => {
                facts.exports.iter().any(|export| export.name == *name)
            }
            Answer::Call(first, ..) => is_named(first),
        })
    }

    /// What writes a variable's value in the place of a read of this form in a module, if a client build does.
    pub fn inlined(
        &self,
        module: ModuleId,
        object: Option<EnvObject>,
        env_module: Option<&str>,
        name: &str,
        form: EnvForm,
    ) -> Option<String> {
        let of_client = |build: &&Build| build.reach.step(module, Layer::Client).is_some();
        let file = self.env_assignment(module, name).map(|(file, _)| file);
        self.builds.iter().filter(of_client).find_map(|build| {
            let replaces = match (object, env_module) {
                (Some(object), _) => build.framework.inlines(object, form),
                (None, Some(specifier)) => build.framework.env_modules().contains(&specifier),
                (None, None) => false,
            };
            let is_read = |read: &Option<String>| read.as_ref().is_none_or(|read| read == name);
            let mut mechanisms = build.plan.exposure.of(name, file).filter(|(_, read)| is_read(read));
            mechanisms.next().filter(|_| replaces).map(|(mechanism, _)| mechanism.to_owned())
        })
    }

    /// The value that a variable has in a production build of a module's package, by the files of the project.
    pub fn env_value(&self, module: ModuleId, name: &str) -> Option<String> {
        self.env_assignment(module, name).map(|(_, value)| value)
    }

    /// The file that gives a variable its value, and the value.
    fn env_assignment(&self, module: ModuleId, name: &str) -> Option<(&'static str, String)> {
        let package = self.workspace.package_of(self.module_path(module))?;
        let folder = &self.workspace.packages[package].folder;
        [".env.production.local", ".env.production", ".env.local", ".env"].into_iter().find_map(|file| {
            let text = self.workspace.overlay.read(&folder.join(file))?;
            let assignment = env_file::assignments(&text).into_iter().find(|a| a.name == name)?;
            let (_, value) = text.get(assignment.span)?.split_once('=')?;
            Some((file, value.trim().trim_matches(['"', '\'', '`']).to_owned()))
        })
    }
}

/// Whether a file is a page whose markup a server makes, though its scripts ship.
fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "astro")
}
