//! A walk from a package's entries along uses, part by part, that finds out what its builds keep.
//!
//! Two things bring code into a build. A module that is imported is evaluated, so its parts with effects are kept and its own
//! imports are evaluated in turn; and a name that kept code uses keeps the part that declares it. What nobody uses and has no
//! effects is shaken off, as bundlers do. Code that a framework leaves out of a build neither counts nor uses anything there.
//!
//! The nearest to an entry come first, so that the way to a place is a short one; and there is no recursion, since imports may
//! follow each other for as long as people like.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::framework::{Entry, Fate, Framework, Layer};
use super::modules::{Module, ModuleId, Modules};
use super::plan::Plan;
use super::project::{Package, Workspace, slashed};
use super::reach::{Reach, State, Step, Without};
use crate::location::normal;
use crate::syntax::{self, ImportKind, ModuleFacts, Region, Target, Use};

/// A module in one of the builds.
type Place = (ModuleId, Layer);

/// Walks from a package's entries.
pub fn walk(
    framework: &'static dyn Framework,
    plan: &Plan,
    package: &Package,
    workspace: &Workspace,
    modules: &Modules,
) -> Reach {
    let (reach, asked, queue) = (Reach::default(), HashSet::new(), VecDeque::new());
    let tracks_fields = plan.shakes && framework.shakes_fields(package);
    let mut walk = Walk { framework, plan, package, workspace, modules, reach, asked, tracks_fields, queue };
    for (at, entry) in plan.entries.iter().enumerate() {
        if let Some(module) = modules.find(&normal(&package.folder.join(&entry.file))) {
            walk.entry(module, entry, Step::Entry(at));
        }
    }
    walk.run();
    walk.reach.entries = plan.entries.clone();
    walk.reach
}

/// What is left to be done.
enum Work {
    /// Bring in what a module imports.
    Imports(Place),
    /// Keep what a part uses.
    Uses(Place, usize),
    /// Keep what a module exports under a name.
    Name(Place, Wanted, Step),
}

/// What is wanted of a module.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Wanted {
    /// The export; `*` is all of them.
    name: String,
    /// The only field of it that is read, if no more is.
    field: Option<String>,
}

impl Wanted {
    fn whole(name: &str) -> Self {
        Self { name: name.to_owned(), field: None }
    }

    /// The same of another name; of a whole module, the field is the name.
    fn of(&self, name: &str) -> Self {
        match (name, &self.field) {
            ("*", Some(field)) => Self::whole(field),
            _ => Self { name: name.to_owned(), field: self.field.clone() },
        }
    }
}

struct Walk<'w> {
    framework: &'static dyn Framework,
    plan: &'w Plan,
    package: &'w Package,
    workspace: &'w Workspace,
    modules: &'w Modules,
    reach: Reach,
    /// Names that were asked for before.
    asked: HashSet<(Place, Wanted)>,
    /// The minifier drops fields of objects.
    tracks_fields: bool,
    queue: VecDeque<Work>,
}

impl Walk<'_> {
    fn entry(&mut self, module: ModuleId, entry: &Entry, step: Step) {
        let why = format!("{} leaves it out of the client build", self.framework.name());
        let without = Without { exports: entry.without.clone(), why };
        if let Some(layer) = self.enter((module, entry.layer), step, without)
            && !entry.only_runs
        {
            let names = if entry.asks.is_empty() { &["*"] } else { entry.asks };
            names.iter().for_each(|name| self.ask((module, layer), Wanted::whole(name), step));
        }
    }

    fn run(&mut self) {
        while let Some(work) = self.queue.pop_front() {
            self.reach.steps += 1;
            match work {
                Work::Imports(_) | Work::Uses(..) if !self.plan.bundles => {}
                Work::Imports(place) => self.imports(place),
                Work::Uses(place, part) => self.uses(place, part),
                Work::Name(place, wanted, step) => self.name(place, &wanted, step),
            }
        }
    }

    fn module(&self, (module, _): Place) -> &Module {
        self.modules.get(module)
    }

    /// Brings a module into a build. Returns the layer in which its names are to be asked for, if any.
    fn enter(&mut self, (module, layer): Place, step: Step, without: Without) -> Option<Layer> {
        if self.reach.states.contains_key(&(module, layer)) {
            return Some(layer);
        }
        let parsed = self.modules.get(module);
        match self.framework.module(self.package, &self.path_of(parsed), &parsed.facts, layer) {
            Fate::Stays => self.add((module, layer), step, without),
            Fate::Loses(exports, why) => self.add((module, layer), step, Without { exports, why }),
            Fate::InBoth => {
                self.add((module, layer), step, without);
                self.add((module, layer.other()), step, Without::default());
            }
            Fate::Moves(other) => {
                self.add((module, other), step, without);
                return Some(other);
            }
            Fate::LeavesTo(other, why) => {
                let is_new = self.reach.left.insert((module, layer), why).is_none();
                if let Some(other) = other.filter(|_| is_new) {
                    // All that crosses is reached by name from the other side.
                    self.add((module, other), step, Without::default());
                    self.ask((module, other), Wanted::whole("*"), step);
                }
                return None;
            }
        }
        if layer == Layer::Server && is_asset(parsed) {
            // Styles and pictures of what a server renders are fetched by the browser.
            self.add((module, Layer::Client), step, Without::default());
        }
        Some(layer)
    }

    fn add(&mut self, place: Place, step: Step, without: Without) {
        if self.reach.states.contains_key(&place) {
            return;
        }
        let facts = &self.modules.get(place.0).facts;
        let strips = |region: &Region| {
            let by_framework = self.framework.strips(self.package, facts, region, place.1);
            by_framework.or_else(|| self.plan.strips(region))
        };
        let stripped: Vec<Option<String>> = facts.regions.iter().map(strips).collect();
        let (parts, fields) = (vec![None; facts.parts.len()], HashMap::new());
        let state = State { step, parts, fields, stripped, without };
        let trims = trims(&state);
        let waits = |part: usize| trims && waits_for_use(self.modules.get(place.0), &state.without, part);
        let has_effects = |part: usize| {
            !self.plan.shakes || facts.parts[part].effects && !self.is_droppable_export(facts, part)
        };
        let kept: Vec<usize> =
            (0..facts.parts.len()).filter(|part| has_effects(*part) && !waits(*part)).collect();
        self.reach.states.insert(place, state);
        kept.into_iter().for_each(|part| self.keep_part(place, part, None, step));
        self.queue.push_back(Work::Imports(place));
    }

    /// `exports.name = …`, where the bundler drops what nobody imports by name.
    fn is_droppable_export(&self, facts: &ModuleFacts, part: usize) -> bool {
        self.framework.shakes_common_exports() && facts.common.binary_search(&part).is_ok()
    }

    /// Keeps a part, or only what a field of it needs.
    fn keep_part(&mut self, place: Place, part: usize, field: Option<&str>, step: Step) {
        let Some(state) = self.reach.states.get_mut(&place) else { return };
        let facts = &self.modules.get(place.0).facts;
        if self.tracks_fields && facts.has_fields(part) {
            let read = state.fields.entry(part).or_insert_with(|| Some(BTreeSet::new()));
            match field.filter(|_| !facts.parts[part].effects) {
                Some(field) => read.iter_mut().for_each(|read| {
                    read.insert(field.to_owned());
                }),
                None => *read = None,
            }
        }
        if state.parts[part].is_none() {
            state.parts[part] = Some(step);
            self.queue.push_back(Work::Uses(place, part));
        }
    }

    /// Evaluates what a module imports.
    fn imports(&mut self, place: Place) {
        let modules = self.modules;
        let parsed = modules.get(place.0);
        let Some(state) = self.reach.states.get(&place) else { return };
        let trims = trims(state) && self.plan.shakes;
        for (at, import) in parsed.facts.imports.iter().enumerate() {
            let evaluates =
                matches!(import.kind, ImportKind::Static | ImportKind::Reexport | ImportKind::Script)
                    || import.kind == ImportKind::Link;
            let region = parsed.facts.region_at(import.span.start);
            if !evaluates || self.is_stripped(place, region) || trims && is_for_names(parsed, at) {
                continue;
            }
            let step = from(place, None, import.span.start);
            for target in
                parsed.targets[at].iter().filter(|target| !self.plan.shakes || !modules.get(**target).pure)
            {
                self.enter((*target, place.1), step, Without::default());
            }
        }
    }

    fn uses(&mut self, place: Place, part: usize) {
        let uses = &self.modules.get(place.0).facts.uses;
        let first = uses.partition_point(|used| used.part < part);
        for used in uses[first..].iter().take_while(|used| used.part == part) {
            if !self.is_stripped(place, used.region) {
                self.follow(place, used);
            }
        }
    }

    fn is_stripped(&self, place: Place, region: Option<usize>) -> bool {
        let Some(state) = self.reach.states.get(&place) else { return true };
        self.module(place).facts.around(region).any(|(at, _)| state.stripped[at].is_some())
    }

    fn follow(&mut self, place: Place, used: &Use) {
        let facts = &self.modules.get(place.0).facts;
        let (import, wanted) = match &used.target {
            Target::Part(part) => {
                let step = from(place, Some(used.part), used.at);
                return self.keep_part(place, *part, used.member.as_deref(), step);
            }
            Target::Binding(binding) => {
                let binding = &facts.bindings[*binding];
                (binding.import, self.wanted_of(place, binding, used.member.as_deref()))
            }
            Target::Module(import) => (*import, Wanted::whole("*")),
            Target::From(import, name) => (*import, Wanted::whole(name)),
        };
        if facts.imports[import].kind == ImportKind::FileRead && !self.framework.inlines_files() {
            return;
        }
        let step = from(place, Some(used.part), facts.imports[import].span.start);
        self.ask_of_import(place, import, &wanted, step);
    }

    /// What a use of a binding asks for.
    fn wanted_of(&self, place: Place, binding: &syntax::Binding, member: Option<&str>) -> Wanted {
        let targets = &self.module(place).targets[binding.import];
        let is_data = || targets.iter().all(|target| is_data(self.modules.get(*target)));
        match (binding.imported.as_str(), member) {
            ("*", Some(member)) => Wanted::whole(member),
            // `import words from "./words.json"`, and then `words.greeting`.
            ("default", Some(member)) if self.framework.shakes_data() && is_data() => Wanted::whole(member),
            (imported, member) => {
                let field = member.filter(|_| self.tracks_fields).map(str::to_owned);
                Wanted { name: imported.to_owned(), field }
            }
        }
    }

    fn ask_of_import(&mut self, place: Place, import: usize, wanted: &Wanted, step: Step) {
        for target in &self.modules.get(place.0).targets[import] {
            if let Some(layer) = self.enter((*target, place.1), step, Without::default()) {
                self.ask((*target, layer), wanted.clone(), step);
            }
        }
    }

    fn ask(&mut self, place: Place, wanted: Wanted, step: Step) {
        if self.asked.insert((place, wanted.clone())) {
            self.queue.push_back(Work::Name(place, wanted, step));
        }
    }

    fn name(&mut self, place: Place, wanted: &Wanted, step: Step) {
        let name = wanted.name.as_str();
        let Some(state) = self.reach.states.get(&place) else { return };
        let parsed = self.modules.get(place.0);
        let facts = &parsed.facts;
        let without = state.without.exports.clone();
        let is_declared = facts.exports.iter().any(|export| export.name == name);
        // All of what names nothing: modules that only have effects. A file of data is one value, whatever its keys.
        let is_whole = name == "*" && facts.exports.is_empty()
            || name == "default" && !is_declared && (is_data(parsed) || !facts.common.is_empty());
        if is_whole {
            return (0..facts.parts.len()).for_each(|part| self.keep_part(place, part, None, step));
        }
        for export in facts.exports.iter().filter(|export| !without.contains(&export.name.as_str())) {
            let passes_all_on = export.name == "*";
            // `export *` is asked for what is not declared here.
            let is_asked = name == "*" || export.name == name || passes_all_on && !is_declared;
            if !is_asked {
                continue;
            }
            let (import, imported) = match &export.target {
                Target::Part(part) => {
                    self.keep_part(place, *part, wanted.field.as_deref(), step);
                    continue;
                }
                Target::Binding(binding) => {
                    let binding = &facts.bindings[*binding];
                    (binding.import, binding.imported.as_str())
                }
                Target::From(import, _) if passes_all_on => (*import, name),
                Target::From(import, imported) => (*import, imported.as_str()),
                Target::Module(_) => continue,
            };
            let passed_on = wanted.of(imported);
            self.ask_of_import(place, import, &passed_on, from(place, None, export.span.start));
        }
    }

    fn path_of(&self, module: &Module) -> String {
        let below = module.path.strip_prefix(&self.package.folder);
        below.or_else(|_| module.path.strip_prefix(&self.workspace.root)).map(slashed).unwrap_or_default()
    }
}

fn from((module, layer): Place, part: Option<usize>, at: u32) -> Step {
    Step::From { module, layer, part, at }
}

/// Whether a framework cuts something out of a module.
fn trims(state: &State) -> bool {
    !state.without.exports.is_empty() || state.stripped.iter().any(Option::is_some)
}

/// In a module of which something is cut out, what only the cut-out code used goes with it, effects or not.
fn waits_for_use(module: &Module, without: &Without, part: usize) -> bool {
    let facts = &module.facts;
    let mut exports = facts.exports.iter().filter(|export| export.target == Target::Part(part)).peekable();
    if exports.peek().is_some() {
        return exports.all(|export| without.exports.contains(&export.name.as_str()));
    }
    facts.uses.iter().any(|used| used.target == Target::Part(part) && used.part != part)
}

/// Whether an import brings names and something uses them: then it stays or goes with its uses.
fn is_for_names(module: &Module, import: usize) -> bool {
    let facts = &module.facts;
    facts.uses.iter().any(|used| match used.target {
        Target::Binding(binding) => facts.bindings[binding].import == import,
        _ => false,
    })
}

fn is_data(module: &Module) -> bool {
    module.path.extension().is_some_and(|extension| extension == "json")
}

/// Styles, pictures, fonts and the like. Texts that a server's code imports are its own.
fn is_asset(module: &Module) -> bool {
    const ASSETS: &[&str] = &[
        "css",
        "scss",
        "sass",
        "less",
        "styl",
        "pcss",
        "svg",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "webp",
        "avif",
        "ico",
        "bmp",
        "woff",
        "woff2",
        "ttf",
        "otf",
        "eot",
        "mp4",
        "webm",
        "ogg",
        "mp3",
        "wav",
        "flac",
        "pdf",
        "webmanifest",
    ];
    module.path.extension().and_then(|extension| extension.to_str()).is_some_and(|e| ASSETS.contains(&e))
}
