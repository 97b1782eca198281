//! What a build keeps, and how each of it got in: what [`super::walk`] comes to.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::framework::{Entry, Layer};
use super::modules::{Module, ModuleId, Modules};
use crate::syntax::{ModuleFacts, Target};

/// What one package's builds keep.
#[derive(Debug, Default)]
pub struct Reach {
    pub(super) states: HashMap<(ModuleId, Layer), State>,
    /// Modules that a build has something else in place of, and why.
    pub(super) left: HashMap<(ModuleId, Layer), String>,
    pub(super) entries: Vec<Entry>,
    /// How many steps it took to find out.
    pub(super) steps: usize,
}

/// A module in a build.
#[derive(Debug)]
pub(super) struct State {
    /// How it got in.
    pub step: Step,
    /// How each part got in, if it did.
    pub parts: Vec<Option<Step>>,
    /// Of objects whose fields are told apart, the fields that are read; none if the object is used as a whole.
    pub fields: HashMap<usize, Option<BTreeSet<String>>>,
    /// Why each region is left out, if it is.
    pub stripped: Vec<Option<String>>,
    /// What its framework cuts out of its exports.
    pub without: Without,
}

impl State {
    /// Whether an offset is in a field of a kept object that nobody reads.
    fn is_unread(&self, facts: &ModuleFacts, part: usize, offset: u32) -> bool {
        let Some(Some(read)) = self.fields.get(&part) else { return false };
        facts.field_at(offset).is_some_and(|field| field.part == part && !read.contains(&field.name))
    }
}

/// Exports that a build leaves out, and why.
#[derive(Debug, Clone, Default)]
pub(super) struct Without {
    pub exports: Vec<&'static str>,
    pub why: String,
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
            Some(_) if state.is_unread(facts, part, offset) => Presence::Shaken,
            Some(step) => Presence::Kept(step),
            None if is_left_out(state, modules.get(module), part) => {
                Presence::LeftOut(state.without.why.clone())
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
    if state.without.exports.is_empty() {
        return false;
    }
    let names = module.facts.exports.iter().filter(|export| export.target == Target::Part(part));
    let mut names = names.map(|export| export.name.as_str()).peekable();
    names.peek().is_none() || names.any(|name| state.without.exports.contains(&name))
}
