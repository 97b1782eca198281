//! Places of values, the calls that led to them, and what values come to.

use std::rc::Rc;

use crate::side::ModuleId;
use crate::syntax::program::{ClassId, ExprId, FunctionId};

/// An expression of a module, as it is reached.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The module.
    pub module: ModuleId,
    /// The expression.
    pub expr: ExprId,
    /// The calls that the evaluation is in.
    pub frame: Option<Rc<Frame>>,
    /// The object that a method was taken from.
    pub receiver: Option<Rc<Instance>>,
    /// How it was reached.
    pub trail: Option<Rc<Trail>>,
}

/// A step on the way of a value, against its flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// The module that it is in.
    pub module: ModuleId,
    /// The place there.
    pub at: u32,
    /// What happens there: `imports`, `calls`.
    pub what: &'static str,
    /// To what.
    pub name: String,
}

/// The steps so far, the last one first.
#[derive(Debug)]
pub struct Trail {
    hop: Hop,
    before: Option<Rc<Trail>>,
    length: usize,
}

/// How many steps are remembered of a way.
const LONGEST_TRAIL: usize = 32;

impl Spot {
    /// Another expression of the same module, reached from here.
    pub fn at(&self, expr: ExprId) -> Self {
        Self { expr, receiver: None, ..self.clone() }
    }

    /// The same place, reached by one step more.
    pub fn through(mut self, hop: Hop) -> Self {
        let length = self.trail.as_ref().map_or(0, |trail| trail.length) + 1;
        if length <= LONGEST_TRAIL {
            self.trail = Some(Rc::new(Trail { hop, before: self.trail, length }));
        }
        self
    }

    /// The steps from where the question was asked.
    pub fn hops(&self) -> Vec<Hop> {
        let mut hops: Vec<Hop> =
            std::iter::successors(self.trail.as_deref(), |trail| trail.before.as_deref())
                .map(|trail| trail.hop.clone())
                .collect();
        hops.reverse();
        hops
    }
}

/// A call that an evaluation is in.
#[derive(Debug)]
pub struct Frame {
    /// The call.
    pub caller: Caller,
    /// The calls around it.
    pub parent: Option<Rc<Frame>>,
    /// How many there are.
    pub depth: u32,
}

/// A call of a function, or an element of a component.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The function's module.
    pub module: ModuleId,
    /// What is called.
    pub function: FunctionId,
    /// The call.
    pub call: Spot,
    /// The object whose method is called.
    pub this: Option<Rc<Instance>>,
}

impl Caller {
    /// Whether it calls this function.
    pub fn calls(&self, module: ModuleId, function: FunctionId) -> bool {
        self.module == module && self.function == function
    }
}

impl Frame {
    /// Calls within each other, the innermost first.
    pub fn chain(calls: &[Caller]) -> Option<Rc<Self>> {
        let mut frame: Option<Rc<Self>> = None;
        for caller in calls.iter().rev() {
            frame = Some(Rc::new(Self::new(caller.clone(), frame)));
        }
        frame
    }

    /// A call within others.
    pub fn new(caller: Caller, parent: Option<Rc<Self>>) -> Self {
        let depth = parent.as_ref().map_or(0, |parent| parent.depth) + 1;
        Self { caller, parent, depth }
    }

    /// The innermost call of a function.
    pub fn find(self: &Rc<Self>, module: ModuleId, function: FunctionId) -> Option<&Rc<Self>> {
        let mut frame = Some(self);
        while let Some(here) = frame {
            if here.caller.calls(module, function) {
                return frame;
            }
            frame = here.parent.as_ref();
        }
        None
    }
}

/// An object of a class of the workspace.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The class's module.
    pub module: ModuleId,
    /// The class.
    pub class: ClassId,
    /// Where it was made, if that is known.
    pub made: Option<Spot>,
}

/// What an expression comes to.
#[derive(Debug, Clone)]
pub enum Root {
    /// A literal, function or class, or something that is made of values here.
    Value(Spot),
    /// An object of a class of the workspace.
    Instance(Rc<Instance>),
    /// A module of the workspace as such.
    Namespace(ModuleId),
    /// Something that comes from elsewhere.
    Api(Api),
}

/// Something that comes from elsewhere, by what is done to it: `axios.create({…}).post`.
#[derive(Debug, Clone)]
pub struct Api {
    /// What it begins with.
    pub base: Base,
    /// What is done to it.
    pub steps: Vec<Step>,
    /// The last expression that was followed.
    pub spot: Spot,
}

/// What does not come from the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// A global name; `import.meta` counts as one.
    Global(String),
    /// A name of a package, `*` for the whole.
    Package(String, String),
    /// A parameter of a function whose calls are not known.
    Parameter(ModuleId, FunctionId, usize),
}

/// A step of an [`Api`].
#[derive(Debug, Clone)]
pub enum Step {
    /// `.name`
    Member(String),
    /// `[…]`
    Element,
    /// `(…)`, with the call.
    Call(Spot),
    /// `new …(…)`, with the construction.
    New(Spot),
}

impl Api {
    /// Something with nothing done to it.
    pub fn new(base: Base, spot: Spot) -> Self {
        Self { base, steps: Vec::new(), spot }
    }

    /// The same with one step more.
    pub fn then(&self, step: Step, spot: &Spot) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self { base: self.base.clone(), steps, spot: spot.clone() }
    }

    /// Its names in order, calls as `()`: `axios`, `create`, `()`, `post`. A default export and a whole module go by the package's
    /// own name.
    pub fn path(&self) -> Vec<&str> {
        let first = match &self.base {
            Base::Global(name) => name.as_str(),
            Base::Package(specifier, name) if name == "default" || name == "*" => specifier.as_str(),
            Base::Package(_, name) => name.as_str(),
            Base::Parameter(..) => "",
        };
        let steps = self.steps.iter().map(|step| match step {
            Step::Member(name) => name.as_str(),
            Step::Element => "[]",
            Step::Call(_) | Step::New(_) => "()",
        });
        let mut path: Vec<&str> = std::iter::once(first).chain(steps).collect();
        // `import * as axios from "axios"` and then `axios.default`.
        if matches!(self.base, Base::Package(..)) && path.get(1) == Some(&"default") {
            path.remove(1);
        }
        // `window.fetch` and `globalThis.fetch` are `fetch`.
        let is_root = matches!(path[0], "window" | "globalThis" | "self" | "global");
        if matches!(self.base, Base::Global(_)) && is_root && path.len() > 1 {
            path.remove(0);
        }
        path
    }

    /// The package that it comes from.
    pub fn package(&self) -> Option<&str> {
        match &self.base {
            Base::Package(specifier, _) => Some(specifier),
            _ => None,
        }
    }

    /// Its calls, the first one first.
    pub fn calls(&self) -> impl Iterator<Item = &Spot> {
        self.steps.iter().filter_map(|step| match step {
            Step::Call(spot) | Step::New(spot) => Some(spot),
            _ => None,
        })
    }
}
