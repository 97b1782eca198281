//! What a build keeps: a walk from entries along uses, part by part.
//!
//! Two things bring code into a build. A module that is imported is evaluated, so its parts with effects are kept and its own
//! imports are evaluated in turn; and a name that kept code uses keeps the part that declares it. What nobody uses and has no
//! effects is shaken off, as bundlers do. Code that a framework leaves out of a build neither counts nor uses anything there.

use std::collections::{HashMap, HashSet, VecDeque};

use super::framework::{Entry, Fate, Framework, Layer};
use super::modules::{Module, ModuleId, Modules};
use super::project::{Package, Workspace, slashed};
use crate::syntax::{ImportKind, Target, Use};

/// What one package's builds keep.
#[derive(Debug, Default)]
pub struct Reach {
    states: HashMap<(ModuleId, Layer), State>,
    /// Modules that a build has something else in place of, and why.
    left: HashMap<(ModuleId, Layer), String>,
    entries: Vec<Entry>,
}

/// A module in a build.
#[derive(Debug)]
struct State {
    /// How it got in.
    step: Step,
    /// How each part got in, if it did.
    parts: Vec<Option<Step>>,
    /// Why each region is left out, if it is.
    stripped: Vec<Option<String>>,
    /// Exports that are left out, and why.
    without: (Vec<&'static str>, String),
}

/// How something got into a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The build begins with it.
    Entry(usize),
    /// Another module brings it.
    From {
        /// Which.
        module: ModuleId,
        /// In which build.
        layer: Layer,
        /// The part that uses it; none if it is brought by being imported.
        part: Option<usize>,
        /// Where.
        at: u32,
    },
}

/// What a build makes of a place in a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// It is kept.
    Kept(Step),
    /// It is left out, and why.
    LeftOut(String),
    /// The module is there; this part of it is used by nobody.
    Shaken,
    /// The build does not reach the module.
    Absent,
}

impl Reach {
    /// Walks from a package's entries.
    pub fn walk(
        framework: &'static dyn Framework,
        package: &Package,
        workspace: &Workspace,
        modules: &Modules,
        entries: Vec<Entry>,
    ) -> Self {
        let mut walk =
            Walk { framework, package, workspace, modules, reach: Self::default(), queue: VecDeque::new() };
        for (at, entry) in entries.iter().enumerate() {
            if let Some(module) = modules.find(&package.folder.join(&entry.file)) {
                walk.enter_entry(module, entry, at);
            }
        }
        walk.run();
        walk.reach.entries = entries;
        walk.reach
    }

    /// What a build makes of an offset in a module.
    pub fn presence(&self, modules: &Modules, module: ModuleId, offset: u32, layer: Layer) -> Presence {
        let Some(state) = self.states.get(&(module, layer)) else {
            return self.left.get(&(module, layer)).cloned().map_or(Presence::Absent, Presence::LeftOut);
        };
        let facts = &modules.get(module).facts;
        let around: Vec<usize> = facts.around(facts.region_at(offset)).map(|(at, _)| at).collect();
        if let Some(why) = around.iter().find_map(|at| state.stripped[*at].clone()) {
            return Presence::LeftOut(why);
        }
        let Some(part) = facts.part_at(offset) else { return Presence::Kept(state.step) };
        match state.parts[part] {
            Some(step) => Presence::Kept(step),
            None if is_left_out(state, modules.get(module), part) => {
                Presence::LeftOut(state.without.1.clone())
            }
            None => Presence::Shaken,
        }
    }

    /// The steps from a place back to the entry that the build begins with.
    pub fn chain(&self, step: Step) -> (Vec<Step>, Option<&Entry>) {
        let mut steps = Vec::new();
        let mut seen = HashSet::new();
        let mut step = step;
        loop {
            match step {
                Step::Entry(at) => return (steps, self.entries.get(at)),
                Step::From { module, layer, part, .. } => {
                    steps.push(step);
                    if !seen.insert((module, layer, part)) {
                        return (steps, None);
                    }
                    let Some(state) = self.states.get(&(module, layer)) else { return (steps, None) };
                    step = part.and_then(|part| state.parts[part]).unwrap_or(state.step);
                }
            }
        }
    }

    /// How a module as a whole got into a build, if it did.
    pub fn step(&self, module: ModuleId, layer: Layer) -> Option<Step> {
        self.states.get(&(module, layer)).map(|state| state.step)
    }

    /// Modules that a build keeps something of.
    pub fn modules(&self, layer: Layer) -> impl Iterator<Item = ModuleId> {
        self.states.keys().filter(move |(_, l)| *l == layer).map(|(module, _)| *module)
    }
}

/// Whether a part stands for exports that the build leaves out, or for what only those use.
fn is_left_out(state: &State, module: &Module, part: usize) -> bool {
    if state.without.0.is_empty() {
        return false;
    }
    let names = module.facts.exports.iter().filter(|export| export.target == Target::Part(part));
    let mut names = names.map(|export| export.name.as_str()).peekable();
    names.peek().is_none() || names.any(|name| state.without.0.contains(&name))
}

struct Walk<'w> {
    framework: &'static dyn Framework,
    package: &'w Package,
    workspace: &'w Workspace,
    modules: &'w Modules,
    reach: Reach,
    queue: VecDeque<(ModuleId, Layer, usize)>,
}

impl Walk<'_> {
    fn enter_entry(&mut self, module: ModuleId, entry: &Entry, at: usize) {
        let step = Step::Entry(at);
        let without =
            (entry.without.clone(), format!("{} leaves it out of the client build", self.framework.name()));
        if let Some(layer) = self.enter(module, entry.layer, step, without) {
            self.keep_name(module, layer, "*", step, &mut HashSet::new());
        }
    }

    fn run(&mut self) {
        while let Some((module, layer, part)) = self.queue.pop_front() {
            let facts = &self.modules.get(module).facts;
            let uses = facts.uses.partition_point(|u| u.part < part);
            let uses: Vec<&Use> = facts.uses[uses..].iter().take_while(|u| u.part == part).collect();
            for used in uses {
                if !self.is_stripped(module, layer, used.region) {
                    self.follow(module, layer, used);
                }
            }
        }
    }

    fn is_stripped(&self, module: ModuleId, layer: Layer, region: Option<usize>) -> bool {
        let Some(state) = self.reach.states.get(&(module, layer)) else { return true };
        let facts = &self.modules.get(module).facts;
        facts.around(region).any(|(at, _)| state.stripped[at].is_some())
    }

    fn follow(&mut self, module: ModuleId, layer: Layer, used: &Use) {
        let facts = &self.modules.get(module).facts;
        let step = |import: usize| Step::From {
            module,
            layer,
            part: Some(used.part),
            at: facts.imports[import].span.start,
        };
        match &used.target {
            Target::Part(part) => {
                let step = Step::From { module, layer, part: Some(used.part), at: used.at };
                self.keep_part(module, layer, *part, step);
            }
            Target::Binding(binding) => {
                let binding = &facts.bindings[*binding];
                let import = binding.import;
                let of_data =
                    || self.modules.get(module).targets[import].iter().all(|t| is_data(self.modules.get(*t)));
                let name = match (binding.imported.as_str(), &used.member) {
                    ("*", Some(member)) => member,
                    // `import words from "./words.json"`, and then `words.greeting`.
                    ("default", Some(member)) if self.framework.shakes_data() && of_data() => member,
                    (imported, _) => imported,
                };
                self.keep_import(module, layer, binding.import, name, step(binding.import));
            }
            Target::Module(import) => self.keep_import(module, layer, *import, "*", step(*import)),
            Target::From(import, name) => self.keep_import(module, layer, *import, name, step(*import)),
        }
    }

    fn keep_import(&mut self, module: ModuleId, layer: Layer, import: usize, name: &str, step: Step) {
        for target in &self.modules.get(module).targets[import] {
            if let Some(layer) = self.enter(*target, layer, step, (Vec::new(), String::new())) {
                self.keep_name(*target, layer, name, step, &mut HashSet::new());
            }
        }
    }

    fn keep_part(&mut self, module: ModuleId, layer: Layer, part: usize, step: Step) {
        let Some(state) = self.reach.states.get_mut(&(module, layer)) else { return };
        if state.parts[part].is_none() {
            state.parts[part] = Some(step);
            self.queue.push_back((module, layer, part));
        }
    }

    /// Keeps what a module exports under a name; `*` is all of it.
    fn keep_name(
        &mut self,
        module: ModuleId,
        layer: Layer,
        name: &str,
        step: Step,
        seen: &mut HashSet<(ModuleId, String)>,
    ) {
        if !seen.insert((module, name.to_owned())) {
            return;
        }
        let Some(state) = self.reach.states.get(&(module, layer)) else { return };
        let without = state.without.0.clone();
        let facts = &self.modules.get(module).facts;
        if name == "*" && facts.exports.is_empty() {
            // JSON without keys, and modules that only have effects.
            (0..facts.parts.len()).for_each(|part| self.keep_part(module, layer, part, step));
        }
        let mut found = false;
        for export in &facts.exports {
            let all = name == "*";
            if !(all || export.name == name || export.name == "*") || without.contains(&export.name.as_str())
            {
                continue;
            }
            let here = Step::From { module, layer, part: None, at: export.span.start };
            match &export.target {
                Target::Part(part) => self.keep_part(module, layer, *part, step),
                Target::Binding(binding) => {
                    let binding = &facts.bindings[*binding];
                    self.pass_on(module, layer, binding.import, &binding.imported, here, seen);
                }
                Target::From(import, _) if export.name == "*" => {
                    // Of `export *`, a name that is already found elsewhere needs nothing.
                    if all || !found {
                        self.pass_on(module, layer, *import, name, here, seen);
                    }
                    continue;
                }
                Target::From(import, imported) => self.pass_on(module, layer, *import, imported, here, seen),
                Target::Module(_) => {}
            }
            found = true;
        }
        if !found && name == "default" && is_data(self.modules.get(module)) {
            (0..facts.parts.len()).for_each(|part| self.keep_part(module, layer, part, step));
        }
    }

    fn pass_on(
        &mut self,
        module: ModuleId,
        layer: Layer,
        import: usize,
        name: &str,
        step: Step,
        seen: &mut HashSet<(ModuleId, String)>,
    ) {
        for target in &self.modules.get(module).targets[import] {
            if let Some(layer) = self.enter(*target, layer, step, (Vec::new(), String::new())) {
                self.keep_name(*target, layer, name, step, seen);
            }
        }
    }

    /// Brings a module into a build. Returns the layer in which its names are to be kept, if any.
    fn enter(
        &mut self,
        module: ModuleId,
        layer: Layer,
        step: Step,
        without: (Vec<&'static str>, String),
    ) -> Option<Layer> {
        if self.reach.states.contains_key(&(module, layer)) {
            return Some(layer);
        }
        let parsed = self.modules.get(module);
        let without = match self.framework.module(self.package, &self.path_of(parsed), &parsed.facts, layer) {
            Fate::Stays => without,
            Fate::Loses(exports, why) => (exports, why),
            Fate::InBoth => {
                let other = if layer == Layer::Client { Layer::Server } else { Layer::Client };
                if !self.reach.states.contains_key(&(module, other)) {
                    self.add(module, other, step, (Vec::new(), String::new()));
                }
                without
            }
            Fate::Moves(other) if other == layer => without,
            Fate::Moves(other) => return self.enter(module, other, step, (Vec::new(), String::new())),
            Fate::LeavesTo(other, why) => {
                if self.reach.left.insert((module, layer), why).is_some() {
                    return None;
                }
                let other = other.filter(|other| *other != layer)?;
                let other = self.enter(module, other, step, (Vec::new(), String::new()))?;
                // All that crosses is reached by name from the other side.
                self.keep_name(module, other, "*", step, &mut HashSet::new());
                return None;
            }
        };
        self.add(module, layer, step, without);
        if layer == Layer::Server && is_asset(parsed) {
            // Styles and pictures of what a server renders are fetched by the browser.
            self.add(module, Layer::Client, step, (Vec::new(), String::new()));
        }
        Some(layer)
    }

    fn add(&mut self, module: ModuleId, layer: Layer, step: Step, without: (Vec<&'static str>, String)) {
        let parsed = self.modules.get(module);
        let facts = &parsed.facts;
        let stripped: Vec<Option<String>> = facts
            .regions
            .iter()
            .map(|region| self.framework.strips(self.package, facts, region, layer))
            .collect();
        let trims = !without.0.is_empty() || stripped.iter().any(Option::is_some);
        let state = State { step, parts: vec![None; facts.parts.len()], stripped, without };
        self.reach.states.insert((module, layer), state);
        for (at, part) in facts.parts.iter().enumerate() {
            let waits = trims && self.waits_for_use(module, layer, at);
            if part.effects && !waits {
                self.keep_part(module, layer, at, step);
            }
        }
        for (at, import) in facts.imports.iter().enumerate() {
            let evaluates =
                matches!(import.kind, ImportKind::Static | ImportKind::Reexport | ImportKind::Script);
            let region = facts.region_at(import.span.start);
            if !evaluates || self.is_stripped(module, layer, region) || trims && self.is_for_names(module, at)
            {
                continue;
            }
            let step = Step::From { module, layer, part: None, at: import.span.start };
            for target in &parsed.targets[at] {
                if !self.modules.get(*target).pure {
                    self.enter(*target, layer, step, (Vec::new(), String::new()));
                }
            }
        }
    }

    /// In a module of which something is cut out, what only the cut-out code used goes with it, effects or not.
    fn waits_for_use(&self, module: ModuleId, layer: Layer, part: usize) -> bool {
        let parsed = self.modules.get(module);
        let Some(state) = self.reach.states.get(&(module, layer)) else { return false };
        let exported: Vec<&str> = parsed
            .facts
            .exports
            .iter()
            .filter(|export| export.target == Target::Part(part))
            .map(|export| export.name.as_str())
            .collect();
        if !exported.is_empty() {
            return exported.iter().all(|name| state.without.0.contains(name));
        }
        parsed.facts.uses.iter().any(|u| u.target == Target::Part(part) && u.part != part)
    }

    /// Whether an import brings names and something uses them: then it stays or goes with its uses.
    fn is_for_names(&self, module: ModuleId, import: usize) -> bool {
        let facts = &self.modules.get(module).facts;
        facts.uses.iter().any(|u| match u.target {
            Target::Binding(binding) => facts.bindings[binding].import == import,
            _ => false,
        })
    }

    fn path_of(&self, module: &Module) -> String {
        let below = module.path.strip_prefix(&self.package.folder);
        below.or_else(|_| module.path.strip_prefix(&self.workspace.root)).map(slashed).unwrap_or_default()
    }
}

fn is_data(module: &Module) -> bool {
    module.path.extension().is_some_and(|e| e == "json")
}

fn is_asset(module: &Module) -> bool {
    !crate::syntax::is_module(&module.path) && !is_data(module)
}
