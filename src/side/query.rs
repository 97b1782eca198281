//! What later stages ask of a workspace's modules.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use super::build::Builds;
use super::modules::ModuleId;
use super::project::read_small;
use crate::syntax::{EnvForm, ImportKind, ModuleFacts};

impl Builds {
    /// How many modules there are.
    pub fn module_count(&self) -> usize {
        self.modules.len()
    }

    /// The module of an absolute path.
    pub fn module_at(&self, path: &Path) -> Option<ModuleId> {
        self.modules.find(path)
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
        read_small(self.module_path(module)).map(Cow::Owned)
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
}
