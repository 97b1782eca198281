//! The module graph as data: what imports what, and on which side it all ends up.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::build::{Build, Builds};
use super::evidence::Shown;
use super::framework::Layer;
use super::modules::{Module, ModuleId};
use super::reach::Presence;
use crate::finding::Side;
use crate::syntax::{ImportKind, Target};

/// Modules and the imports between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// By path.
    pub modules: Vec<Node>,
    /// By the importing module and the place in it.
    pub edges: Vec<Edge>,
}

/// A module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// As it is shown.
    pub path: PathBuf,
    /// Where something of it ends up.
    pub side: Side,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The module that imports.
    pub from: PathBuf,
    /// The line of the import.
    pub line: u64,
    /// The module that is imported.
    pub to: PathBuf,
    /// How: `import`, `export`, `dynamic`, `require`, …
    pub kind: &'static str,
    /// The names that are asked for; `*` for all of them, none for a module that is only run.
    pub names: Vec<String>,
    /// The builds that follow it.
    pub side: Side,
}

impl Builds {
    /// The graph of what a choice of modules imports.
    pub(super) fn graph(&self, shown: &Shown, is_chosen: impl Fn(&std::path::Path) -> bool) -> Graph {
        let mut modules: BTreeSet<ModuleId> = BTreeSet::new();
        let mut edges = Vec::new();
        for from in self.modules.ids().filter(|id| is_chosen(&self.modules.get(*id).path)) {
            modules.insert(from);
            let module = self.modules.get(from);
            for (import, targets) in module.targets.iter().enumerate() {
                for to in targets {
                    modules.insert(*to);
                    edges.push(self.edge(module, import, from, *to, shown));
                }
            }
        }
        let node = |id: ModuleId| {
            let path = &self.modules.get(id).path;
            let published = self.of_public_file(path, shown).map(|verdict| verdict.side);
            let side = published
                .unwrap_or_else(|| self.side_where(|build, layer| build.reach.step(id, layer).is_some()));
            Node { path: shown.path(path), side }
        };
        let mut modules: Vec<Node> = modules.into_iter().map(node).collect();
        modules.sort();
        edges.sort();
        Graph { modules, edges }
    }

    fn edge(&self, module: &Module, import: usize, from: ModuleId, to: ModuleId, shown: &Shown) -> Edge {
        let facts = &module.facts;
        let written = &facts.imports[import];
        let at = written.span.start;
        let follows = |build: &Build, layer: Layer| {
            let is_there = |module| build.reach.step(module, layer).is_some();
            let kept = || build.reach.presence(&self.modules, from, at, layer);
            is_there(from) && is_there(to) && matches!(kept(), Presence::Kept(_))
        };
        Edge {
            from: shown.path(&module.path),
            line: facts.line(at),
            to: shown.path(&self.modules.get(to).path),
            kind: kind(written.kind),
            names: names(module, import),
            side: self.side_where(follows),
        }
    }

    /// The side of what is in the builds for which something holds.
    fn side_where(&self, holds: impl Fn(&Build, Layer) -> bool) -> Side {
        let any = |layer| self.builds.iter().any(|build| holds(build, layer));
        match (any(Layer::Client), any(Layer::Server)) {
            (true, true) => Side::Shared,
            (true, false) => Side::Client,
            (false, true) => Side::Server,
            (false, false) => Side::Unknown,
        }
    }
}

fn kind(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Static | ImportKind::Erased => "import",
        ImportKind::Implicit => "implicit",
        ImportKind::Reexport => "export",
        ImportKind::Script => "script",
        ImportKind::Link => "link",
        ImportKind::FileRead => "text",
        ImportKind::Dynamic => "dynamic",
        ImportKind::Glob => "glob",
        ImportKind::Require => "require",
        ImportKind::Url => "url",
        ImportKind::Worker => "worker",
    }
}

/// The names that a module asks for in one of its imports.
fn names(module: &Module, import: usize) -> Vec<String> {
    let facts = &module.facts;
    let of_target = |target: &Target| match target {
        Target::From(at, name) if *at == import => Some(name.clone()),
        Target::Module(at) if *at == import => Some("*".to_owned()),
        _ => None,
    };
    let bound = facts.bindings.iter().filter(|binding| binding.import == import);
    let bound = bound.map(|binding| binding.imported.clone());
    let used = facts.uses.iter().map(|used| &used.target).filter_map(of_target);
    let passed_on = facts.exports.iter().map(|export| &export.target).filter_map(of_target);
    bound.chain(used).chain(passed_on).collect::<BTreeSet<_>>().into_iter().collect()
}
