//! From an expression to what it comes to.

use std::rc::Rc;

use super::spot::Instance;
use super::{Api, Base, DEEPEST, Flow, Hop, Root, Spot, Step};
use crate::side::ModuleId;
use crate::syntax::program::{Definition, Exported, Expr, ExprId, Key, VariableId};

/// How many things an expression may come to.
const MOST_ROOTS: usize = 64;

/// How many classes that extend each other are followed.
const LONGEST_LINE: usize = 8;

impl Flow<'_> {
    /// What an expression comes to, whichever way a program takes.
    pub fn roots(&self, spot: &Spot) -> Vec<Root> {
        let mut roots = Vec::new();
        self.reduce(spot, 0, &mut roots);
        roots
    }

    /// The expression of a place.
    pub fn expr(&self, spot: &Spot) -> Option<&Expr> {
        self.program(spot.module)?.exprs.get(spot.expr)
    }

    pub(super) fn reduce(&self, spot: &Spot, depth: u32, out: &mut Vec<Root>) {
        if out.len() >= MOST_ROOTS || !self.may_go_on(depth) {
            return;
        }
        let Some(expr) = self.expr(spot) else { return };
        match expr {
            Expr::Variable(variable) => self.variable(spot, *variable, depth, out),
            Expr::Global(name) => self.global(spot, name, depth, out),
            Expr::Meta => out.push(Root::Api(Api::new(Base::Global("import.meta".into()), spot.clone()))),
            Expr::Member(object, name) => self.member(spot, *object, name, depth, out),
            Expr::Index(object, key) => self.index(spot, *object, *key, depth, out),
            Expr::Call { callee, new, .. } => self.call(spot, *callee, *new, depth, out),
            Expr::OneOf(values) => {
                values.iter().for_each(|value| self.reduce(&spot.at(*value), depth + 1, out))
            }
            Expr::Assign { value, .. } => self.reduce(&spot.at(*value), depth + 1, out),
            Expr::This(Some(class)) => out.push(Root::Instance(self.this(spot, *class))),
            Expr::Super(Some(class)) => {
                let made = self.this(spot, *class).made.clone();
                let this = Instance { module: spot.module, class: *class, made };
                out.extend(self.parent_of(&this, depth).map(Root::Instance));
            }
            Expr::Module(specifier) => self.imported(spot, specifier, "*", depth, out),
            Expr::This(None) => {
                if let Some(object) = self.object_of_this(spot) {
                    out.push(Root::Value(spot.at(object)));
                }
            }
            Expr::Super(None) => {}
            _ => out.push(Root::Value(spot.clone())),
        }
    }

    /// Counts work; tells whether some is left.
    fn may_go_on(&self, depth: u32) -> bool {
        let left = self.work.get().min(self.left.get());
        if left == 0 || depth > DEEPEST {
            if left == 1 || depth > DEEPEST {
                self.bounded.set(self.bounded.get() + 1);
            }
            return false;
        }
        self.work.set(self.work.get().saturating_sub(1));
        self.left.set(self.left.get() - 1);
        if left == 1 {
            self.bounded.set(self.bounded.get() + 1);
        }
        true
    }

    fn global(&self, spot: &Spot, name: &str, depth: u32, out: &mut Vec<Root>) {
        match self.builds.implicit_import(spot.module, name) {
            Some((module, export)) => self.export(spot, module, &export, depth, out),
            None => out.push(Root::Api(Api::new(Base::Global(name.to_owned()), spot.clone()))),
        }
    }

    fn variable(&self, spot: &Spot, variable: VariableId, depth: u32, out: &mut Vec<Root>) {
        let Some(program) = self.program(spot.module) else { return };
        let known = &program.variables[variable];
        for definition in &known.definitions {
            match definition {
                Definition::Value(value, keys) => {
                    let at = program.spans[*value].start;
                    let hop =
                        Hop { module: spot.module, at, what: "is the value of", name: known.name.clone() };
                    let mut roots = Vec::new();
                    let through = spot.at(*value).through(hop);
                    self.reduce(&through, depth + 1, &mut roots);
                    out.extend(self.take(roots, keys, &through, depth));
                }
                Definition::Parameter(function, index, keys) => {
                    let roots = self.parameter(spot, *function, *index, depth);
                    out.extend(self.take(roots, keys, spot, depth));
                }
                Definition::Import(specifier, name) => self.imported(spot, specifier, name, depth, out),
            }
        }
    }

    /// What a pattern takes out of values.
    fn take(&self, mut roots: Vec<Root>, keys: &[Key], spot: &Spot, depth: u32) -> Vec<Root> {
        for key in keys {
            let mut next = Vec::new();
            match key {
                Key::Name(name) => {
                    let at = self.span(spot).start;
                    let hop = Hop { module: spot.module, at, what: "is the property", name: name.clone() };
                    let through = spot.clone().through(hop);
                    roots.iter().for_each(|root| self.member_of(root, name, &through, depth + 1, &mut next));
                }
                Key::Element(at) => {
                    roots
                        .iter()
                        .for_each(|root| self.element_of(root, Some(*at), spot, depth + 1, &mut next));
                }
                Key::Rest => next = roots,
                Key::Default(value) => {
                    next = roots;
                    self.reduce(&spot.at(*value), depth + 1, &mut next);
                }
            }
            roots = next;
        }
        roots
    }

    fn parameter(&self, spot: &Spot, function: usize, index: usize, depth: u32) -> Vec<Root> {
        let mut roots = Vec::new();
        let frame = spot.frame.as_ref().and_then(|frame| frame.find(spot.module, function));
        let Some(frame) = frame else {
            if let Some(handed) = self.handed_on(spot, function, index, depth) {
                return handed;
            }
            self.missing.borrow_mut().push((spot.module, function));
            let base = Base::Parameter(spot.module, function, index);
            return vec![Root::Api(Api::new(base, spot.clone()))];
        };
        let call = &frame.caller.call;
        let Some(program) = self.program(call.module) else { return roots };
        let hop = |name: &str| Hop {
            module: call.module,
            at: program.spans[call.expr].start,
            what: "is passed by",
            name: name.to_owned(),
        };
        let at = |expr: ExprId| Spot {
            module: call.module,
            expr,
            frame: call.frame.clone().or_else(|| frame.parent.clone()),
            receiver: None,
            trail: spot.trail.clone(),
        };
        match &program.exprs[call.expr] {
            // A component gets one object of all attributes.
            Expr::Element { .. } if index == 0 => {
                roots.push(Root::Value(at(call.expr).through(hop("an element"))));
            }
            Expr::Call { arguments, .. } => {
                let spread = arguments.iter().position(|argument| argument.spread);
                match arguments.get(index) {
                    Some(argument) if spread.is_none_or(|first| index < first) => {
                        self.reduce(&at(argument.value).through(hop("a call")), depth + 1, &mut roots);
                    }
                    _ => {
                        // `f(...list)`: one of its elements.
                        let list = spread.and_then(|first| arguments.get(first));
                        let mut lists = Vec::new();
                        list.into_iter().for_each(|list| self.reduce(&at(list.value), depth + 1, &mut lists));
                        lists
                            .iter()
                            .for_each(|list| self.element_of(list, None, spot, depth + 1, &mut roots));
                    }
                }
            }
            _ => {}
        }
        roots
    }

    pub(super) fn imported(&self, spot: &Spot, specifier: &str, name: &str, depth: u32, out: &mut Vec<Root>) {
        let targets = self.builds.import_targets(spot.module, specifier);
        if targets.is_empty() {
            let base = Base::Package(specifier.to_owned(), name.to_owned());
            out.push(Root::Api(Api::new(base, spot.clone())));
        }
        for target in targets {
            let at = self.span(spot).start;
            let hop = Hop { module: spot.module, at, what: "imports", name: name.to_owned() };
            self.export(&spot.clone().through(hop), *target, name, depth + 1, out);
        }
    }

    /// What a module exports under a name, asked from nowhere in particular.
    pub fn exported(&self, module: ModuleId, name: &str) -> Vec<Root> {
        let mut roots = Vec::new();
        self.export(&self.spot(module, 0), module, name, 0, &mut roots);
        roots
    }

    /// What a module exports under a name.
    pub(super) fn export(&self, spot: &Spot, module: ModuleId, name: &str, depth: u32, out: &mut Vec<Root>) {
        if name == "*" {
            return out.push(Root::Namespace(module));
        }
        if !self.may_go_on(depth) {
            return;
        }
        let Some(program) = self.program(module) else { return };
        // What a module declares does not depend on the calls that led to its importer.
        let at = |expr| Spot { module, expr, frame: None, receiver: None, trail: spot.trail.clone() };
        match program.exports.get(name) {
            Some(Exported::Value(value)) => self.reduce(&at(*value), depth + 1, out),
            Some(Exported::Variable(variable)) => self.variable(&at(0), *variable, depth + 1, out),
            Some(Exported::From(specifier, imported)) => {
                self.imported(&at(0), specifier, imported, depth + 1, out);
            }
            None => {
                let before = out.len();
                for specifier in &program.passed_on {
                    for target in self.builds.import_targets(module, specifier) {
                        if out.len() == before {
                            self.export(&at(0), *target, name, depth + 1, out);
                        }
                    }
                }
                // What is not ours may be what is meant.
                let unknown = || {
                    let is_package = |s: &&String| self.builds.import_targets(module, s).is_empty();
                    program.passed_on.iter().find(is_package)
                };
                if out.len() == before
                    && let Some(specifier) = unknown()
                {
                    let base = Base::Package(specifier.clone(), name.to_owned());
                    out.push(Root::Api(Api::new(base, at(0))));
                }
            }
        }
    }

    /// The object literal that `this` is in one of its methods.
    pub(super) fn object_of_this(&self, spot: &Spot) -> Option<ExprId> {
        let program = self.program(spot.module)?;
        let method = program.around(spot.expr).find(|function| !program.functions[*function].arrow)?;
        program.functions[method].object
    }

    /// The object that `this` is.
    fn this(&self, spot: &Spot, class: usize) -> Rc<Instance> {
        let mut frame = spot.frame.as_ref();
        while let Some(here) = frame {
            if let Some(this) = &here.caller.this
                && self.is_one(this, spot.module, class)
            {
                return Rc::clone(this);
            }
            frame = here.parent.as_ref();
        }
        Rc::new(Instance { module: spot.module, class, made: None })
    }

    /// Whether an object is one of a class, or of one that extends it.
    fn is_one(&self, object: &Rc<Instance>, module: ModuleId, class: usize) -> bool {
        let parents = std::iter::successors(Some(Rc::clone(object)), |object| self.parent_of(object, 0));
        parents.take(LONGEST_LINE).any(|object| (object.module, object.class) == (module, class))
    }

    /// The same object, as its parent class sees it.
    pub(super) fn parent_of(&self, instance: &Instance, depth: u32) -> Option<Rc<Instance>> {
        let program = self.program(instance.module)?;
        let parent = program.classes[instance.class].parent?;
        let mut roots = Vec::new();
        self.reduce(&self.spot(instance.module, parent), depth + 1, &mut roots);
        roots.into_iter().find_map(|root| match root {
            Root::Value(spot) => match self.expr(&spot)? {
                Expr::Class(class) => Some(Rc::new(Instance {
                    module: spot.module,
                    class: *class,
                    made: instance.made.clone(),
                })),
                _ => None,
            },
            _ => None,
        })
    }

    /// `object[key]`.
    fn index(&self, spot: &Spot, object: ExprId, key: ExprId, depth: u32, out: &mut Vec<Root>) {
        let mut objects = Vec::new();
        self.reduce(&spot.at(object), depth + 1, &mut objects);
        let names = self.constants(&spot.at(key), depth + 1);
        for object in &objects {
            if names.is_empty() {
                self.element_of(object, None, spot, depth + 1, out);
            }
            names.iter().for_each(|name| self.member_of(object, name, spot, depth + 1, out));
        }
    }

    pub(super) fn api_step(&self, api: &Api, step: Step, spot: &Spot, out: &mut Vec<Root>) {
        // What is done to something over and over, in a loop of calls, has an end.
        if api.steps.len() < 16 && out.len() < MOST_ROOTS {
            out.push(Root::Api(api.then(step, spot)));
        }
    }
}
