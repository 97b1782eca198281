//! Calls: of functions and classes here, and of what frameworks offer to wrap values in.

use std::rc::Rc;

use super::spot::Instance;
use super::{Api, Caller, Flow, Frame, Root, Spot, Step};
use crate::syntax::program::{Expr, ExprId, FunctionId};

/// How many calls are followed within each other.
const DEEPEST_CALL: u32 = 12;

/// What a wrapper gives back.
#[derive(Clone, Copy)]
enum Gives {
    /// Its first argument.
    First,
    /// What its first argument returns.
    Returned,
    /// What its last argument returns.
    LastReturned,
    /// What stands under one of these keys of its first argument.
    Under(&'static [&'static str]),
}

/// Functions that give back what they got, in whatever wrapping; by their last name.
const WRAPPERS: &[(&[&str], Gives)] = &[
    // React, Preact, Solid
    (
        &["useRef", "createRef", "useState", "createSignal", "useSignal", "useStore", "createStore"],
        Gives::First,
    ),
    (&["useMemo", "createMemo", "cache", "unstable_cache", "useCallback"], Gives::Returned),
    // Vue, Nuxt
    (
        &[
            "ref",
            "shallowRef",
            "reactive",
            "shallowReactive",
            "readonly",
            "toRaw",
            "markRaw",
            "unref",
            "toRef",
        ],
        Gives::First,
    ),
    (&["computed", "defineStore"], Gives::Returned),
    // Svelte, Angular, MobX
    (&["$state", "$derived", "writable", "readable", "signal", "observable", "untrack"], Gives::First),
    // The language
    (
        &["freeze", "seal", "preventExtensions", "structuredClone", "String", "resolve", "fromEntries"],
        Gives::First,
    ),
    (&["trim", "toString", "valueOf"], Gives::First),
    // Checked environments
    (
        &["parse", "safeParse", "parseAsync", "validate", "validateSync", "cleanEnv", "assert", "cast"],
        Gives::First,
    ),
    (&["createEnv"], Gives::Under(&["runtimeEnv", "runtimeEnvStrict", "experimental__runtimeEnv"])),
    // Configuration
    (&["defineConfig", "defineNuxtConfig", "defineAppConfig", "registerAs"], Gives::First),
    (&["definePlugin", "defineNuxtPlugin", "lazy"], Gives::LastReturned),
];

/// Hooks whose first element is a state that begins with their first argument.
const STATES: &[&str] = &["useState", "createSignal", "useSignalState", "createStore", "useLocalObservable"];

impl Flow<'_> {
    pub(super) fn call(&self, spot: &Spot, callee: ExprId, new: bool, depth: u32, out: &mut Vec<Root>) {
        let mut callees = Vec::new();
        self.reduce(&spot.at(callee), depth + 1, &mut callees);
        if callees.is_empty() {
            // A method of a text or a list.
            out.push(Root::Value(spot.clone()));
        }
        for root in callees {
            match root {
                Root::Value(called) => match self.expr(&called) {
                    Some(Expr::Function(function)) => self.returned(&called, *function, spot, depth, out),
                    Some(Expr::Class(class)) => {
                        let (module, class) = (called.module, *class);
                        out.push(Root::Instance(Rc::new(Instance {
                            module,
                            class,
                            made: Some(spot.clone()),
                        })));
                    }
                    _ => out.push(Root::Value(spot.clone())),
                },
                Root::Api(api) => {
                    let step = if new { Step::New(spot.clone()) } else { Step::Call(spot.clone()) };
                    self.api_step(&api, step, spot, out);
                }
                Root::Instance(_) | Root::Namespace(_) => {}
            }
        }
    }

    /// What a function returns to a call.
    fn returned(&self, called: &Spot, function: FunctionId, call: &Spot, depth: u32, out: &mut Vec<Root>) {
        let this = called.receiver.clone();
        let caller = Caller { module: called.module, function, call: call.clone(), this };
        let frame = Frame::new(caller, called.frame.clone().or_else(|| call.frame.clone()));
        if frame.depth > DEEPEST_CALL {
            return;
        }
        let Some(program) = self.program(called.module) else { return };
        let frame = Some(Rc::new(frame));
        for value in &program.functions[function].returns {
            let inside = Spot { frame: frame.clone(), trail: call.trail.clone(), ..called.at(*value) };
            self.reduce(&inside, depth + 1, out);
        }
    }

    /// What a callback gets from whoever calls it: `promise.then((value) => …)`, `list.map((element) => …)`.
    pub(super) fn handed_on(
        &self,
        spot: &Spot,
        function: FunctionId,
        index: usize,
        depth: u32,
    ) -> Option<Vec<Root>> {
        let program = self.program(spot.module)?;
        let (call, _) = program.functions[function].passed_to?;
        let Expr::Call { callee, .. } = &program.exprs[call] else { return None };
        let Expr::Member(object, method) = &program.exprs[*callee] else { return None };
        let mut objects = Vec::new();
        match (method.as_str(), index) {
            ("then", 0) => {
                self.reduce(&spot.at(*object), depth + 1, &mut objects);
                Some(objects)
            }
            ("map" | "forEach" | "filter" | "find" | "flatMap" | "some" | "every", 0) => {
                self.reduce(&spot.at(*object), depth + 1, &mut objects);
                let mut elements = Vec::new();
                objects.iter().for_each(|list| self.element_of(list, None, spot, depth + 1, &mut elements));
                Some(elements)
            }
            _ => None,
        }
    }

    /// What a wrapper's call gives back.
    pub(super) fn wrapped(&self, api: &Api, call: &Spot) -> Option<Spot> {
        let path = api.path();
        let name = path.iter().rev().find(|name| **name != "()")?;
        // `trim(text)`, but not `bytes.toString("base64")`; `Promise.resolve(value)`, but not `resolve(event)`.
        let is_other = match *name {
            "trim" | "toString" | "valueOf" => path.len() > 2,
            "resolve" => path.first() != Some(&"Promise"),
            _ => false,
        };
        if is_other {
            return None;
        }
        let (_, gives) = WRAPPERS.iter().find(|(names, _)| names.contains(name))?;
        // `cache(load)()`: the wrapper is what is called first.
        let called = api.steps.iter().rev().take_while(|step| matches!(step, Step::Call(_))).last();
        let call = match called {
            Some(Step::Call(first)) => first,
            _ => call,
        };
        let Some(Expr::Call { arguments, .. }) = self.expr(call) else { return None };
        let first = call.at(arguments.first()?.value);
        match gives {
            Gives::First => Some(first),
            Gives::Returned => self.return_of(&first).or(Some(first)),
            Gives::LastReturned => self.return_of(&call.at(arguments.last()?.value)),
            Gives::Under(keys) => {
                let property = self
                    .properties(&first)
                    .into_iter()
                    .find(|property| property.name.as_deref().is_some_and(|name| keys.contains(&name)))?;
                Some(property.value)
            }
        }
    }

    /// What a function that stands here returns, if it is a single value.
    pub(super) fn return_of(&self, spot: &Spot) -> Option<Spot> {
        let Expr::Function(function) = self.expr(spot)? else { return None };
        match self.program(spot.module)?.functions[*function].returns.as_slice() {
            [value] => Some(spot.at(*value)),
            _ => None,
        }
    }

    /// The first value of a state: `useState(value)`.
    pub(super) fn state(&self, api: &Api) -> Option<Spot> {
        let [.., Step::Call(call)] = api.steps.as_slice() else { return None };
        let path = api.path();
        let name = path.iter().rev().find(|name| **name != "()")?;
        let Some(Expr::Call { arguments, .. }) = self.expr(call) else { return None };
        let first = arguments.first().filter(|_| STATES.contains(name))?;
        Some(call.at(first.value))
    }
}
