//! Members of objects, classes, modules and what comes from elsewhere.

use std::rc::Rc;

use super::spot::Instance;
use super::{Api, Caller, Flow, Frame, Hop, Root, Spot, Step};
use crate::syntax::program::{Argument, Entry, Expr, ExprId};

/// A property that an object has.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its name, if it is known.
    pub name: Option<String>,
    /// Its value.
    pub value: Spot,
    /// The bytes of the whole in its module, name and value.
    pub span: std::ops::Range<u32>,
}

impl Flow<'_> {
    /// `object.name`.
    pub(super) fn member(&self, spot: &Spot, object: ExprId, name: &str, depth: u32, out: &mut Vec<Root>) {
        self.assigned_members(spot, object, name, depth, out);
        if matches!(self.expr(&spot.at(object)), Some(Expr::This(None))) {
            self.member_of_component(spot, name, depth, out);
        }
        let (mut objects, before) = (Vec::new(), out.len());
        self.reduce(&spot.at(object), depth + 1, &mut objects);
        objects.iter().for_each(|root| self.member_of(root, name, spot, depth + 1, out));
        if out.len() == before
            && let Some(Expr::This(Some(class))) = self.expr(&spot.at(object))
        {
            self.note_unknown_this(spot, *class);
        }
    }

    /// What a class does not say itself, those that extend it may: it depends on who calls the method.
    fn note_unknown_this(&self, spot: &Spot, class: usize) {
        let Some(program) = self.program(spot.module) else { return };
        let method =
            program.around(spot.expr).find(|function| program.functions[*function].class == Some(class));
        self.missing.borrow_mut().extend(method.map(|method| (spot.module, method)));
    }

    /// What `variable.name = …` put there, wherever that stands in the variable's module.
    fn assigned_members(&self, spot: &Spot, object: ExprId, name: &str, depth: u32, out: &mut Vec<Root>) {
        let Some(program) = self.program(spot.module) else { return };
        let Expr::Variable(variable) = program.exprs[object] else { return };
        for action in &program.variables[variable].touched {
            let Expr::Assign { target, value } = &program.exprs[*action] else { continue };
            let is_this = match &program.exprs[*target] {
                Expr::Member(of, member) => member == name && program.exprs[*of] == Expr::Variable(variable),
                _ => false,
            };
            if is_this {
                self.reduce(&spot.at(*value), depth + 1, out);
            }
        }
    }

    /// `this.name` in a component that is an object of options: what its data, its setup and its computed members hold.
    fn member_of_component(&self, spot: &Spot, name: &str, depth: u32, out: &mut Vec<Root>) {
        let (Some(program), Some(group)) = (self.program(spot.module), self.object_of_this(spot)) else {
            return;
        };
        let holds_group = |entries: &&Vec<Entry>| {
            entries.iter().any(|entry| match entry {
                Entry::Known(key, value, _) => {
                    *value == group
                        && matches!(key.as_str(), "methods" | "computed" | "watch" | "actions" | "getters")
                }
                _ => false,
            })
        };
        let mut objects = program.exprs.iter().filter_map(|expr| match expr {
            Expr::Object(entries) => Some(entries),
            _ => None,
        });
        let Some(component) = objects.find(holds_group) else { return };
        for entry in component {
            let Entry::Known(key, value, _) = entry else { continue };
            let returned = match &program.exprs[*value] {
                Expr::Function(function) if matches!(key.as_str(), "data" | "setup" | "state") => {
                    program.functions[*function].returns.clone()
                }
                Expr::Object(_) if matches!(key.as_str(), "data" | "state" | "methods" | "actions") => {
                    vec![*value]
                }
                Expr::Object(members) if matches!(key.as_str(), "computed" | "getters") => {
                    for member in members {
                        if let Entry::Known(key, value, _) = member
                            && key == name
                            && let Some(value) = self.return_of(&spot.at(*value))
                        {
                            self.reduce(&value, depth + 1, out);
                        }
                    }
                    continue;
                }
                _ => continue,
            };
            for value in returned {
                let mut roots = Vec::new();
                self.reduce(&spot.at(value), depth + 1, &mut roots);
                roots.iter().for_each(|root| self.member_of(root, name, spot, depth + 1, out));
            }
        }
    }

    pub(super) fn member_of(&self, root: &Root, name: &str, spot: &Spot, depth: u32, out: &mut Vec<Root>) {
        match root {
            Root::Value(value) => self.member_of_value(value, name, depth, out),
            Root::Instance(instance) => self.member_of_instance(instance, name, spot, depth, out),
            Root::Namespace(module) => self.export(spot, *module, name, depth + 1, out),
            Root::Api(api) => match self.unwrapped(api, name) {
                Some(inner) => {
                    let mut objects = Vec::new();
                    self.reduce(&inner, depth + 1, &mut objects);
                    objects.iter().for_each(|root| self.member_of(root, name, spot, depth + 1, out));
                }
                None => self.api_step(api, Step::Member(name.to_owned()), spot, out),
            },
        }
    }

    fn member_of_value(&self, value: &Spot, name: &str, depth: u32, out: &mut Vec<Root>) {
        match self.expr(value) {
            Some(Expr::Object(entries) | Expr::Element { properties: entries, .. }) => {
                let hop = |at: u32| Hop {
                    module: value.module,
                    at,
                    what: "is the property",
                    name: name.to_owned(),
                };
                for entry in entries.iter().rev() {
                    match entry {
                        Entry::Known(key, property, span) if key == name => {
                            return self.reduce(
                                &value.at(*property).through(hop(span.start)),
                                depth + 1,
                                out,
                            );
                        }
                        Entry::Known(..) => {}
                        Entry::Computed(key, property) => {
                            if self.constants(&value.at(*key), depth + 1).iter().any(|known| known == name) {
                                self.reduce(&value.at(*property), depth + 1, out);
                            }
                        }
                        Entry::Spread(object) => {
                            let (before, mut objects) = (out.len(), Vec::new());
                            self.reduce(&value.at(*object), depth + 1, &mut objects);
                            objects.iter().for_each(|root| self.member_of(root, name, value, depth + 1, out));
                            if out.len() > before {
                                return;
                            }
                        }
                    }
                }
            }
            Some(Expr::Array(_)) => {
                if let Ok(at) = name.parse() {
                    self.element_of(&Root::Value(value.clone()), Some(at), value, depth, out);
                }
            }
            Some(Expr::Class(class)) => {
                let instance = Rc::new(Instance { module: value.module, class: *class, made: None });
                self.member_of_instance(&instance, name, value, depth, out);
            }
            Some(Expr::Mixed(_)) => out.push(Root::Value(value.clone())),
            _ => {}
        }
    }

    pub(super) fn member_of_instance(
        &self,
        instance: &Rc<Instance>,
        name: &str,
        spot: &Spot,
        depth: u32,
        out: &mut Vec<Root>,
    ) {
        self.member_of_class(instance, instance, name, spot, depth, out);
    }

    /// A member of an object, as its class or one that it extends has it.
    fn member_of_class(
        &self,
        instance: &Rc<Instance>,
        whole: &Rc<Instance>,
        name: &str,
        spot: &Spot,
        depth: u32,
        out: &mut Vec<Root>,
    ) {
        if depth > super::DEEPEST {
            return;
        }
        let Some(program) = self.program(instance.module) else { return };
        let class = &program.classes[instance.class];
        let inside = |expr: ExprId| Spot {
            module: instance.module,
            expr,
            frame: self.frame_of(instance, class.constructor, spot),
            receiver: Some(Rc::clone(whole)),
            trail: spot.trail.clone(),
        };
        let before = out.len();
        for (_, value) in class.fields.iter().filter(|(field, _)| field == name) {
            let at = program.spans[*value].start;
            let hop = Hop { module: instance.module, at, what: "is the field", name: name.to_owned() };
            match program.exprs[*value] {
                // The method keeps what it was taken from.
                Expr::Function(_) => out.push(Root::Value(inside(*value))),
                _ => self.reduce(&inside(*value).through(hop), depth + 1, out),
            }
        }
        for method in class.methods.iter().filter(|method| method.name == name) {
            if method.getter {
                let caller = Caller {
                    module: instance.module,
                    function: method.function,
                    call: spot.clone(),
                    this: Some(Rc::clone(whole)),
                };
                let frame = Some(Rc::new(Frame::new(caller, spot.frame.clone())));
                for value in &program.functions[method.function].returns {
                    self.reduce(&Spot { frame: frame.clone(), ..inside(*value) }, depth + 1, out);
                }
            } else {
                out.push(Root::Value(inside(method.value)));
            }
        }
        if out.len() == before
            && let Some(parent) = self.parent_of(instance, depth)
        {
            self.member_of_class(&parent, whole, name, spot, depth + 1, out);
        }
    }

    /// The call that made an object, so that the parameters of its constructor are known.
    fn frame_of(
        &self,
        instance: &Rc<Instance>,
        constructor: Option<usize>,
        spot: &Spot,
    ) -> Option<Rc<Frame>> {
        let (Some(made), Some(function)) = (&instance.made, constructor) else { return spot.frame.clone() };
        let caller =
            Caller { module: instance.module, function, call: made.clone(), this: Some(Rc::clone(instance)) };
        Some(Rc::new(Frame::new(caller, made.frame.clone().or_else(|| spot.frame.clone()))))
    }

    /// An element of a list; any, if it is not known which.
    pub(super) fn element_of(
        &self,
        root: &Root,
        index: Option<usize>,
        spot: &Spot,
        depth: u32,
        out: &mut Vec<Root>,
    ) {
        match root {
            Root::Value(value) => match self.expr(value) {
                Some(Expr::Array(elements)) => self.element_of_array(value, elements, index, depth, out),
                Some(Expr::Object(entries)) if index.is_none() => {
                    for entry in entries {
                        if let Entry::Known(_, property, _) | Entry::Computed(_, property) = entry {
                            self.reduce(&value.at(*property), depth + 1, out);
                        }
                    }
                }
                Some(Expr::Mixed(_) | Expr::Call { .. }) => out.push(root.clone()),
                _ => {}
            },
            Root::Api(api) => match self.state(api).filter(|_| index == Some(0)) {
                Some(initial) => {
                    self.reduce(&initial, depth + 1, out);
                    // It may be set to anything later on.
                    self.api_step(api, Step::Element, spot, out);
                }
                None => match self.unwrapped(api, "") {
                    Some(inner) => {
                        let mut lists = Vec::new();
                        self.reduce(&inner, depth + 1, &mut lists);
                        lists.iter().for_each(|list| self.element_of(list, index, spot, depth + 1, out));
                    }
                    None => self.api_step(api, Step::Element, spot, out),
                },
            },
            Root::Instance(_) | Root::Namespace(_) => {}
        }
    }

    fn element_of_array(
        &self,
        value: &Spot,
        elements: &[Argument],
        index: Option<usize>,
        depth: u32,
        out: &mut Vec<Root>,
    ) {
        let spread = elements.iter().position(|element| element.spread);
        match index.filter(|index| spread.is_none_or(|first| *index < first)) {
            Some(index) => {
                if let Some(element) = elements.get(index) {
                    self.reduce(&value.at(element.value), depth + 1, out);
                }
            }
            None => {
                for element in elements {
                    let mut roots = Vec::new();
                    self.reduce(&value.at(element.value), depth + 1, &mut roots);
                    if element.spread {
                        roots.iter().for_each(|root| self.element_of(root, None, value, depth + 1, out));
                    } else {
                        out.append(&mut roots);
                    }
                }
            }
        }
    }

    /// The properties of what a place comes to: literals, what is spread into them, and what is assigned to a variable's members or
    /// set by its methods later on.
    pub fn properties(&self, spot: &Spot) -> Vec<Property> {
        let mut found = Vec::new();
        self.collect_properties(spot, 0, &mut found);
        found
    }

    fn property(&self, name: Option<String>, value: &Spot) -> Property {
        Property { name, value: value.clone(), span: self.span(value) }
    }

    fn collect_properties(&self, spot: &Spot, depth: u32, found: &mut Vec<Property>) {
        if depth > 16 || found.len() > 256 {
            return;
        }
        let mut roots = Vec::new();
        self.reduce(spot, depth, &mut roots);
        for root in roots {
            match root {
                Root::Value(value) => self.properties_of_value(&value, depth, found),
                Root::Api(api) => {
                    // `new Headers({ … })`, `new HttpHeaders({ … })`, `reactive({ … })`, and what was set on the way.
                    for call in api.calls() {
                        self.properties_of_call(call, depth, found);
                    }
                }
                Root::Instance(_) | Root::Namespace(_) => {}
            }
        }
        self.properties_set_later(spot, depth, found);
    }

    fn properties_of_value(&self, value: &Spot, depth: u32, found: &mut Vec<Property>) {
        match self.expr(value) {
            Some(Expr::Object(entries) | Expr::Element { properties: entries, .. }) => {
                for entry in entries {
                    match entry {
                        Entry::Known(name, property, span) => {
                            let (name, span) = (Some(name.clone()), span.clone());
                            found.push(Property { name, value: value.at(*property), span });
                        }
                        Entry::Computed(key, property) => {
                            let names = self.constants(&value.at(*key), depth + 1);
                            let value = value.at(*property);
                            if names.is_empty() {
                                found.push(self.property(None, &value));
                            }
                            found.extend(names.into_iter().map(|name| self.property(Some(name), &value)));
                        }
                        Entry::Spread(object) => {
                            self.collect_properties(&value.at(*object), depth + 1, found)
                        }
                    }
                }
            }
            // `[["api-key", key]]`
            Some(Expr::Array(pairs)) => {
                for pair in pairs {
                    if let Some(Expr::Array(pair)) = self.expr(&value.at(pair.value))
                        && let [name, of] = pair.as_slice()
                    {
                        let names = self.constants(&value.at(name.value), depth + 1);
                        let value = value.at(of.value);
                        found.extend(names.into_iter().map(|name| self.property(Some(name), &value)));
                    }
                }
            }
            _ => {}
        }
    }

    /// Objects that are handed to a call, and pairs that its method sets: `.set("api-key", key)`.
    fn properties_of_call(&self, call: &Spot, depth: u32, found: &mut Vec<Property>) {
        let Some(Expr::Call { callee, arguments, .. }) = self.expr(call) else { return };
        let method = match self.expr(&call.at(*callee)) {
            Some(Expr::Member(_, name)) => name.as_str(),
            _ => "",
        };
        match (method, arguments.as_slice()) {
            ("set" | "append" | "setHeader" | "header" | "setRequestHeader", [name, value, ..]) => {
                let names = self.constants(&call.at(name.value), depth + 1);
                let value = call.at(value.value);
                let span = self.span(call);
                let property = |name| Property { name: Some(name), value: value.clone(), span: span.clone() };
                found.extend(names.into_iter().map(property));
            }
            (_, arguments) => {
                arguments.iter().for_each(|a| self.collect_properties(&call.at(a.value), depth + 1, found));
            }
        }
    }

    /// `headers.Authorization = …`, `headers["api-key"] = …`, `headers.set("api-key", …)`, `Object.assign(headers, …)`.
    fn properties_set_later(&self, spot: &Spot, depth: u32, found: &mut Vec<Property>) {
        let Some(program) = self.program(spot.module) else { return };
        let Some(Expr::Variable(variable)) = program.exprs.get(spot.expr) else { return };
        let variable = *variable;
        let set = |action: ExprId, name: String, value: ExprId| Property {
            name: Some(name),
            value: spot.at(value),
            span: program.spans[action].clone(),
        };
        let is_variable = |expr: ExprId| program.exprs[expr] == Expr::Variable(variable);
        for action in &program.variables[variable].touched {
            match &program.exprs[*action] {
                Expr::Assign { target, value } => match &program.exprs[*target] {
                    Expr::Member(object, name) if is_variable(*object) => {
                        found.push(set(*action, name.clone(), *value));
                    }
                    Expr::Index(object, key) if is_variable(*object) => {
                        for name in self.constants(&spot.at(*key), depth + 1) {
                            found.push(set(*action, name, *value));
                        }
                    }
                    _ => {}
                },
                Expr::Call { callee, arguments, .. } => match &program.exprs[*callee] {
                    Expr::Member(object, _) if is_variable(*object) => {
                        self.properties_of_call(&spot.at(*action), depth, found);
                    }
                    // `Object.assign(headers, { … })`
                    _ => {
                        for argument in arguments.iter().skip(1).filter(|_| depth < 8) {
                            self.collect_properties(&spot.at(argument.value), depth + 1, found);
                        }
                    }
                },
                _ => {}
            }
        }
    }

    /// The object that a function of a framework wraps so that its members are the object's: `reactive({ … }).name`.
    fn unwrapped(&self, api: &Api, name: &str) -> Option<Spot> {
        if matches!(name, "value" | "current") {
            return None;
        }
        let [.., Step::Call(call)] = api.steps.as_slice() else { return None };
        self.wrapped(api, call)
    }
}
