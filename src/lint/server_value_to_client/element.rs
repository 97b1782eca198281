//! Elements that a server renders: what they show, and what they hand to components of the client.

use super::crossing::Crossing;
use crate::flow::{Root, Spot};
use crate::lint::Context;
use crate::side::ModuleId;
use crate::syntax::program::{Entry, Expr, ExprId, Program};

/// Attributes that are not rendered.
const NOT_RENDERED: &[&str] = &["key", "ref", "slot"];

/// What a server does with an element.
enum Fate {
    /// It writes the element into the page.
    Rendered,
    /// It hands the attributes to a component that runs in the browser.
    HandedOn(String),
    /// It calls a component of its own, or one that is not known.
    Called,
}

pub fn crossings(context: &Context<'_>, module: ModuleId, found: &mut Vec<Crossing>) {
    let Some(program) = context.flow.program(module) else { return };
    for action in &program.actions {
        let Expr::Element { name, properties, children } = &program.exprs[*action] else { continue };
        let at = program.spans[*action].start;
        if !context.builds().renders(module, at) {
            continue;
        }
        let fate = fate(context, program, module, *name, properties);
        let (of, is_shown) = match &fate {
            Fate::Rendered => ("the page that the server renders".to_owned(), true),
            Fate::HandedOn(component) => (format!("`{component}`, a component of the client,"), true),
            Fate::Called => (String::new(), false),
        };
        if is_shown {
            attributes(context, program, module, properties, &of, found);
        } else {
            inner_html(context, program, module, properties, found);
        }
        // Whoever renders the children, they end up in the page.
        for child in children {
            let is_value = !matches!(program.exprs[*child], Expr::Element { .. } | Expr::Function(_));
            if is_value {
                let what = "the page that the server renders";
                let value = context.flow.spot(module, *child);
                let is_shared = !context.builds().is_of_server(module);
                found.push(Crossing { is_shared, ..Crossing::of_value(context, value, what) });
            }
        }
    }
}

fn attributes(
    context: &Context<'_>,
    program: &Program,
    module: ModuleId,
    properties: &[Entry],
    of: &str,
    found: &mut Vec<Crossing>,
) {
    for entry in properties {
        match entry {
            Entry::Known(name, value, span) if !is_left_out(name) => found.push(Crossing {
                value: context.flow.spot(module, *value),
                span: span.clone(),
                name: name.clone(),
                what: of.to_owned(),
                is_shared: false,
            }),
            Entry::Spread(value) => {
                let span = program.spans[*value].clone();
                let value = context.flow.spot(module, *value);
                found.push(Crossing {
                    value,
                    span,
                    name: String::new(),
                    what: of.to_owned(),
                    is_shared: false,
                });
            }
            Entry::Known(..) | Entry::Computed(..) => {}
        }
    }
}

/// `dangerouslySetInnerHTML` and its like are markup whatever the component.
fn inner_html(
    context: &Context<'_>,
    program: &Program,
    module: ModuleId,
    properties: &[Entry],
    found: &mut Vec<Crossing>,
) {
    let is_markup = |entry: &&Entry| {
        matches!(entry, Entry::Known(name, ..)
            if matches!(name.as_str(), "dangerouslySetInnerHTML" | "set:html" | "define:vars"))
    };
    let markup: Vec<Entry> = properties.iter().filter(is_markup).cloned().collect();
    attributes(context, program, module, &markup, "the page that the server renders", found);
}

/// Handlers are functions, and directives of a framework are for the framework.
fn is_left_out(name: &str) -> bool {
    NOT_RENDERED.contains(&name) || name.starts_with("client:") || name.starts_with("transition:")
}

fn fate(
    context: &Context<'_>,
    program: &Program,
    module: ModuleId,
    name: ExprId,
    properties: &[Entry],
) -> Fate {
    if let Expr::Text(_) = program.exprs[name] {
        return Fate::Rendered;
    }
    let shown = || shown_name(program, name);
    // `<Chart client:load data={data} />`
    let is_hydrated =
        properties.iter().any(|entry| matches!(entry, Entry::Known(name, ..) if name.starts_with("client:")));
    if is_hydrated {
        return Fate::HandedOn(shown());
    }
    let roots = context.flow.roots(&context.flow.spot(module, name));
    let is_client = |id: ModuleId| {
        id != module
            && context.builds().facts(id).directives.iter().any(|directive| directive == "use client")
    };
    if roots.iter().any(|root| modules_of(context, root).into_iter().any(is_client)) {
        return Fate::HandedOn(shown());
    }
    // A component of a package runs in the browser, or is rendered.
    let is_of_package = roots
        .iter()
        .any(|root| matches!(root, Root::Api(api) if api.package().is_some() && api.steps.is_empty()));
    if is_of_package { Fate::HandedOn(shown()) } else { Fate::Called }
}

/// The modules that a component comes from, and those that pass it on.
fn modules_of(context: &Context<'_>, root: &Root) -> Vec<ModuleId> {
    let spot = match root {
        Root::Value(spot) => spot,
        Root::Api(api) => &api.spot,
        Root::Instance(instance) => return vec![instance.module],
        Root::Namespace(module) => return vec![*module],
    };
    let mut modules: Vec<ModuleId> = spot.hops().iter().map(|hop| hop.module).collect();
    modules.push(spot.module);
    // `dynamic(() => import("./chart"))`
    if let Root::Api(api) = root {
        modules.extend(api.calls().flat_map(|call| loaded(context, call)));
    }
    modules
}

/// The modules that the functions load that a call is given.
fn loaded(context: &Context<'_>, call: &Spot) -> Vec<ModuleId> {
    let Some(Expr::Call { arguments, .. }) = context.flow.expr(call) else { return Vec::new() };
    let returns = arguments.iter().flat_map(|argument| context.flow.returns_of(&call.at(argument.value)));
    returns.flat_map(|returned| module_in(context, &returned)).collect()
}

/// `import("./chart")`, `import("./chart").then((module) => module.Chart)`
fn module_in(context: &Context<'_>, spot: &Spot) -> Vec<ModuleId> {
    match context.flow.expr(spot) {
        Some(Expr::Call { callee, .. }) => match context.flow.expr(&spot.at(*callee)) {
            Some(Expr::Member(object, _)) => module_in(context, &spot.at(*object)),
            _ => Vec::new(),
        },
        _ => {
            let modules = context.flow.roots(spot).into_iter().filter_map(|root| match root {
                Root::Namespace(module) => Some(module),
                _ => None,
            });
            modules.collect()
        }
    }
}

fn shown_name(program: &Program, name: ExprId) -> String {
    match &program.exprs[name] {
        Expr::Variable(variable) => program.variables[*variable].name.clone(),
        Expr::Global(name) | Expr::Member(_, name) => name.clone(),
        _ => "a component".to_owned(),
    }
}
