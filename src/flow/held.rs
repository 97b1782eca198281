//! What a value holds when it is handed on as a whole: the texts in it, and whether it is all of the environment.

use std::ops::Range;
use std::rc::Rc;

use super::fold::is_masked;
use super::spot::Instance;
use super::{Api, DEEPEST, EnvRead, Flow, Root, Source, Spot, Step, Text};
use crate::side::ModuleId;
use crate::syntax::program::{Argument, Entry, Expr, ExprId};

/// A text in a value.
#[derive(Debug, Clone)]
pub struct Held {
    /// The innermost name that it goes by there; empty if it has none.
    pub name: String,
    /// The text.
    pub text: Text,
    /// It is the environment as a whole, or a whole configuration, rather than a text.
    pub whole: bool,
    /// Where it is put in, if that is written out at the place that was asked for.
    pub span: Option<Range<u32>>,
}

/// How many texts of one value are looked at.
const MOST_HELD: usize = 256;

/// How deeply what is in a value is looked at.
const DEEPEST_INSIDE: u32 = 12;

/// Functions that put their arguments into another form or shape, by their last name.
const RESHAPERS: &[&str] = &[
    "stringify",
    "serialize",
    "uneval",
    "structuredClone",
    "clone",
    "cloneDeep",
    "assign",
    "merge",
    "freeze",
    "values",
    "entries",
    "all",
    "btoa",
    "encodeURIComponent",
    "encodeURI",
    "escape",
    "URLSearchParams",
    "Map",
    "Set",
    "String",
    "raw",
    "html",
];

/// Functions of frameworks that make an answer of their arguments.
const ANSWERS: &[&str] = &["json", "data", "defer", "fail", "text", "typedjson", "Response", "NextResponse"];

/// Where the walk is.
#[derive(Clone)]
struct Within {
    name: String,
    span: Option<Range<u32>>,
    /// The expression that is written at the place that was asked for, as long as the walk is in it.
    here: Option<(ModuleId, ExprId)>,
    inside: u32,
    depth: u32,
}

impl Within {
    /// Something that is written within it.
    fn at(&self, value: &Spot, span: Option<Range<u32>>, is_here: bool) -> Self {
        Self {
            name: self.name.clone(),
            span: if is_here { span.or_else(|| self.span.clone()) } else { self.span.clone() },
            here: is_here.then_some((value.module, value.expr)),
            inside: self.inside + 1,
            depth: self.depth + 2,
        }
    }

    fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }
}

impl Flow<'_> {
    /// The texts in a value.
    pub fn held(&self, spot: &Spot) -> Vec<Held> {
        let mut found = Vec::new();
        let here = Some((spot.module, spot.expr));
        let within = Within { name: String::new(), span: None, here, inside: 0, depth: 0 };
        self.hold(spot, &within, &[], &mut found);
        found
    }

    /// `without` are names that later properties of the object around it replace.
    fn hold(&self, spot: &Spot, within: &Within, without: &[&str], found: &mut Vec<Held>) {
        if within.inside > DEEPEST_INSIDE || within.depth > DEEPEST || found.len() > MOST_HELD {
            return;
        }
        let mut roots = Vec::new();
        self.reduce(spot, within.depth, &mut roots);
        for root in roots {
            match root {
                Root::Value(value) => self.hold_value(&value, within, without, found),
                Root::Instance(instance) => self.hold_instance(&instance, spot, within, found),
                Root::Namespace(module) => self.hold_module(module, spot, within, found),
                Root::Api(api) => self.hold_api(&api, within, found),
            }
        }
        self.hold_later(spot, within, without, found);
    }

    fn hold_value(&self, value: &Spot, within: &Within, without: &[&str], found: &mut Vec<Held>) {
        let is_here = within.here == Some((value.module, value.expr));
        match self.expr(value) {
            Some(Expr::Object(entries)) => self.hold_object(value, entries, is_here, within, without, found),
            Some(Expr::Array(elements)) => {
                for Argument { value: element, .. } in elements {
                    let element = value.at(*element);
                    self.hold(&element, &within.at(&element, Some(self.span(&element)), is_here), &[], found);
                }
            }
            Some(Expr::Concat(parts)) => {
                let texts = self.sum(value, parts, within.depth);
                if texts.iter().all(|text| text.whole().is_some()) {
                    return texts.into_iter().for_each(|text| push(text, within, found));
                }
                for part in parts {
                    let part = value.at(*part);
                    self.hold(&part, &within.at(&part, None, is_here), &[], found);
                }
            }
            Some(Expr::Mixed(parts)) => {
                for part in parts {
                    let part = value.at(*part);
                    self.hold(&part, &within.at(&part, None, is_here), &[], found);
                }
            }
            Some(Expr::Call { callee, arguments, .. }) => {
                self.hold_method(value, *callee, arguments, within, found);
            }
            Some(Expr::Text(_) | Expr::Number(_)) => {
                self.texts_at(value, within.depth).into_iter().for_each(|text| push(text, within, found));
            }
            _ => {}
        }
    }

    fn hold_object(
        &self,
        object: &Spot,
        entries: &[Entry],
        is_here: bool,
        within: &Within,
        without: &[&str],
        found: &mut Vec<Held>,
    ) {
        for (at, entry) in entries.iter().enumerate() {
            match entry {
                Entry::Known(name, _, _) if without.contains(&name.as_str()) => {}
                Entry::Known(name, value, span) => {
                    let value = object.at(*value);
                    let inside = within.at(&value, Some(span.clone()), is_here).named(name);
                    self.hold(&value, &inside, &[], found);
                }
                Entry::Computed(_, value) => {
                    let value = object.at(*value);
                    self.hold(&value, &within.at(&value, None, is_here), &[], found);
                }
                Entry::Spread(value) => {
                    let value = object.at(*value);
                    let span = Some(self.span(&value));
                    let later = entries[at + 1..].iter().filter_map(|entry| match entry {
                        Entry::Known(name, ..) => Some(name.as_str()),
                        _ => None,
                    });
                    let replaced: Vec<&str> = without.iter().copied().chain(later).collect();
                    self.hold(&value, &within.at(&value, span, is_here), &replaced, found);
                }
            }
        }
    }

    /// `config.key = …`, wherever that stands in the variable's module.
    fn hold_later(&self, spot: &Spot, within: &Within, without: &[&str], found: &mut Vec<Held>) {
        let Some(program) = self.program(spot.module) else { return };
        let Some(Expr::Variable(variable)) = program.exprs.get(spot.expr).cloned() else { return };
        for action in &program.variables[variable].touched {
            let Expr::Assign { target, value } = &program.exprs[*action] else { continue };
            let Expr::Member(object, name) = &program.exprs[*target] else { continue };
            if program.exprs[*object] == Expr::Variable(variable) && !without.contains(&name.as_str()) {
                let value = spot.at(*value);
                self.hold(&value, &within.at(&value, None, false).named(name), &[], found);
            }
        }
    }

    /// A method of a text or a list that is known here.
    fn hold_method(
        &self,
        call: &Spot,
        callee: ExprId,
        arguments: &[Argument],
        within: &Within,
        found: &mut Vec<Held>,
    ) {
        let Some(Expr::Member(object, method)) = self.expr(&call.at(callee)) else { return };
        let object = call.at(*object);
        match method.as_str() {
            "map" | "flatMap" => {
                let Some(argument) = arguments.first().map(|argument| call.at(argument.value)) else {
                    return;
                };
                for returned in self.returns_of(&argument) {
                    self.hold(&returned, &within.at(&returned, None, false), &[], found);
                }
            }
            "filter" | "reverse" | "sort" | "toSorted" | "flat" => {
                self.hold(&object, &within.at(&object, None, false), &[], found);
            }
            _ => {
                let texts = self.texts_at(call, within.depth);
                texts.into_iter().for_each(|text| push(text, within, found));
            }
        }
    }

    /// What a function that an expression comes to returns, each value by itself.
    pub fn returns_of(&self, function: &Spot) -> Vec<Spot> {
        let mut returns = Vec::new();
        for root in self.roots(function) {
            let Root::Value(value) = root else { continue };
            if let Some(Expr::Function(function)) = self.expr(&value)
                && let Some(program) = self.program(value.module)
            {
                returns.extend(program.functions[*function].returns.iter().map(|expr| value.at(*expr)));
            }
        }
        returns
    }

    fn hold_instance(&self, instance: &Rc<Instance>, spot: &Spot, within: &Within, found: &mut Vec<Held>) {
        let Some(program) = self.program(instance.module) else { return };
        let class = &program.classes[instance.class];
        // It says itself what is told of it.
        if class.methods.iter().any(|method| method.name == "toJSON") {
            return;
        }
        let mut names: Vec<&str> = class.fields.iter().map(|(name, _)| name.as_str()).collect();
        names.dedup();
        for name in names.into_iter().filter(|name| !name.starts_with('#')) {
            let mut roots = Vec::new();
            self.member_of_instance(instance, name, spot, within.depth + 2, &mut roots);
            let inside = Within { here: None, inside: within.inside + 1, ..within.clone() }.named(name);
            self.hold_roots(&roots, &inside, found);
        }
    }

    /// All that a module exports: `import * as config`.
    fn hold_module(&self, module: ModuleId, spot: &Spot, within: &Within, found: &mut Vec<Held>) {
        let Some(program) = self.program(module) else { return };
        for name in program.exports.keys() {
            let mut roots = Vec::new();
            self.export(spot, module, name, within.depth + 2, &mut roots);
            let inside = Within { here: None, inside: within.inside + 1, ..within.clone() }.named(name);
            self.hold_roots(&roots, &inside, found);
        }
    }

    fn hold_roots(&self, roots: &[Root], within: &Within, found: &mut Vec<Held>) {
        for root in roots {
            match root {
                Root::Value(value) => self.hold_value(value, within, &[], found),
                Root::Api(api) => self.hold_api(api, within, found),
                Root::Instance(_) | Root::Namespace(_) => {}
            }
        }
    }

    fn hold_api(&self, api: &Api, within: &Within, found: &mut Vec<Held>) {
        let is_here = within.here == Some((api.spot.module, api.spot.expr));
        if let Some(arguments) = self.reshaped(api, is_here) {
            for argument in arguments {
                let span = Some(self.span(&argument));
                self.hold(&argument, &within.at(&argument, span, is_here), &[], found);
            }
            return;
        }
        if self.shows_little(api) {
            return;
        }
        if let [.., Step::Call(call)] = api.steps.as_slice()
            && let Some(inner) = self.wrapped(api, call)
        {
            return self.hold(&inner, &within.at(&inner, None, false), &[], found);
        }
        let texts = match self.folded_api(api, within.depth) {
            Some(texts) => texts,
            None => vec![Text::from(self.source(api), &api.spot)],
        };
        let is_whole = self.is_whole(api);
        for text in texts {
            push(text, within, found);
            if let Some(last) = found.last_mut() {
                last.whole = is_whole;
            }
        }
    }

    /// The arguments of a function that makes nothing else of them than another form or shape. An answer that is made elsewhere is sent from
    /// there.
    fn reshaped(&self, api: &Api, is_here: bool) -> Option<Vec<Spot>> {
        let [.., Step::Call(call) | Step::New(call)] = api.steps.as_slice() else { return None };
        let path = api.path();
        let name = path.iter().rev().find(|name| **name != "()")?;
        let is_answer =
            is_here && ANSWERS.contains(name) && (path.len() == 2 || path[0].ends_with("Response"));
        if !RESHAPERS.contains(name) && !is_answer {
            return None;
        }
        let Some(Expr::Call { arguments, .. }) = self.expr(call) else { return None };
        let arguments: Vec<Spot> = arguments.iter().map(|argument| call.at(argument.value)).collect();
        // What else an answer is given is about it.
        if is_answer {
            let body = if *name == "fail" { 1 } else { 0 };
            return Some(arguments.into_iter().skip(body).take(1).collect());
        }
        // `JSON.stringify(config, ["name"])` and `JSON.stringify(config, replacer)` leave things out.
        if *name == "stringify" {
            let is_filtered =
                arguments.get(1).is_some_and(|filter| self.expr(filter) != Some(&Expr::Nothing));
            return Some(if is_filtered { Vec::new() } else { arguments.into_iter().take(1).collect() });
        }
        Some(arguments)
    }

    /// Whether so little is left of it that people show it of keys: `process.env.KEY.slice(-4)`.
    fn shows_little(&self, api: &Api) -> bool {
        api.calls().any(|call| {
            let Some(Expr::Call { callee, arguments, .. }) = self.expr(call) else { return false };
            let Some(Expr::Member(_, method)) = self.expr(&call.at(*callee)) else { return false };
            let argument = |at: usize| {
                let argument = arguments.get(at)?;
                self.constants(&call.at(argument.value), 8).into_iter().next()
            };
            is_masked(method, argument(0).as_deref(), argument(1).as_deref())
        })
    }

    /// Whether something is all of the environment or of a configuration, not a variable of it.
    fn is_whole(&self, api: &Api) -> bool {
        match self.source(api) {
            Source::Env(EnvRead { name: None, .. }) => {
                !matches!(api.steps.last(), Some(Step::Element | Step::Call(_)))
            }
            Source::Config(keys) => keys.is_empty(),
            _ => false,
        }
    }
}

fn push(text: Text, within: &Within, found: &mut Vec<Held>) {
    found.push(Held { name: within.name.clone(), text, whole: false, span: within.span.clone() });
}
