//! Functions whose results go to the client: loaders, handlers, server functions.

use super::crossing::Crossing;
use crate::flow::{Root, Spot};
use crate::lint::Context;
use crate::side::{Answer, ModuleId};
use crate::syntax::program::{Expr, ExprId, FunctionId, Program};

/// Calls of libraries, whatever the framework, whose function answers to clients: how the chain begins and ends.
const PROCEDURES: &[(&str, &str)] = &[("initTRPC", "query"), ("initTRPC", "mutation")];

/// How many functions a function may be wrapped in.
const DEEPEST_WRAPPING: u32 = 6;

pub fn crossings(context: &Context<'_>, module: ModuleId, found: &mut Vec<Crossing>) {
    let Some(program) = context.flow.program(module) else { return };
    let answers = context.builds().answers(module);
    for answer in &answers {
        match answer {
            Answer::Export(name, under) => {
                let what = format!("what `{name}` hands to the client");
                for root in context.flow.exported(module, name) {
                    results(context, &root, *under, &what, 0, found);
                }
            }
            Answer::ExportedEach(name) => {
                let what = format!("what `{name}` hands to the client");
                for root in context.flow.exported(module, name) {
                    let Root::Value(value) = root else { continue };
                    for property in context.flow.properties(&value) {
                        let each = context.flow.roots(&property.value);
                        each.iter().for_each(|root| results(context, root, None, &what, 0, found));
                    }
                }
            }
            Answer::Call(..) => {}
        }
    }
    calls(context, program, module, &answers, found);
    server_functions(context, program, module, found);
}

/// The results of what comes to a function, also if it is wrapped; or the value itself, if it is none.
fn results(
    context: &Context<'_>,
    root: &Root,
    under: Option<&'static str>,
    what: &str,
    depth: u32,
    found: &mut Vec<Crossing>,
) {
    if depth > DEEPEST_WRAPPING {
        return;
    }
    match root {
        Root::Value(value) => {
            let Some(program) = context.flow.program(value.module) else { return };
            match &program.exprs[value.expr] {
                Expr::Function(function) => {
                    for returned in &program.functions[*function].returns {
                        let returned = value.at(*returned);
                        // `wrapper((store) => async (context) => ({ props }))`
                        if matches!(program.exprs[returned.expr], Expr::Function(_)) {
                            results(context, &Root::Value(returned), under, what, depth + 1, found);
                        } else {
                            result(context, returned, under, what, found);
                        }
                    }
                }
                _ => result(context, value.clone(), under, what, found),
            }
        }
        // `withSession(async (context) => …)`
        Root::Api(api) => {
            let Some(call) = api.calls().last() else { return };
            let Some(Expr::Call { arguments, .. }) = context.flow.expr(call) else { return };
            for argument in arguments {
                for root in context.flow.roots(&call.at(argument.value)) {
                    if is_function(context, &root) {
                        results(context, &root, under, what, depth + 1, found);
                    }
                }
            }
        }
        Root::Instance(_) | Root::Namespace(_) => {}
    }
}

fn result(
    context: &Context<'_>,
    value: Spot,
    under: Option<&'static str>,
    what: &str,
    found: &mut Vec<Crossing>,
) {
    let Some(key) = under else {
        found.push(Crossing::of_value(context, value, what));
        return;
    };
    for property in context.flow.properties(&value) {
        if property.name.as_deref() == Some(key) {
            let value = property.value;
            found.push(Crossing {
                value,
                span: property.span,
                name: key.to_owned(),
                what: what.to_owned(),
                is_shared: false,
            });
        }
    }
}

fn is_function(context: &Context<'_>, root: &Root) -> bool {
    let Root::Value(value) = root else { return false };
    matches!(context.flow.expr(value), Some(Expr::Function(_)))
}

/// Functions that are given to `createServerFn().handler(…)` and the like.
fn calls(
    context: &Context<'_>,
    program: &Program,
    module: ModuleId,
    answers: &[Answer],
    found: &mut Vec<Crossing>,
) {
    let of_framework = answers.iter().filter_map(|answer| match answer {
        Answer::Call(first, last, under) => Some((*first, *last, *under)),
        _ => None,
    });
    let known: Vec<(&str, &str, Option<&'static str>)> =
        of_framework.chain(PROCEDURES.iter().map(|(first, last)| (*first, *last, None))).collect();
    for action in &program.actions {
        let Expr::Call { callee, arguments, .. } = &program.exprs[*action] else { continue };
        if !known.iter().any(|(_, last, _)| is_called(program, *callee, last)) {
            continue;
        }
        let spot = context.flow.spot(module, *action);
        for root in context.flow.roots(&context.flow.spot(module, *callee)) {
            let Root::Api(api) = root else { continue };
            let path = api.path();
            let name = path.iter().rev().find(|name| **name != "()");
            let fits = |(first, last, _): &&(&str, &str, Option<&'static str>)| {
                path.first() == Some(first) && name == Some(last)
            };
            for (_, last, under) in known.iter().filter(fits) {
                let what = format!("what `{last}` hands to the client");
                for argument in arguments {
                    let argument = spot.at(argument.value);
                    functions(context, &argument, *under, &what, found);
                }
            }
        }
    }
}

/// Whether a call is one of this name, so that it is worth being followed.
fn is_called(program: &Program, callee: ExprId, last: &str) -> bool {
    match &program.exprs[callee] {
        Expr::Global(name) | Expr::Member(_, name) => name == last,
        // An import may have another name here, and `createFileRoute("/")` is called once more.
        Expr::Variable(_) => true,
        Expr::Call { callee, .. } => is_called(program, *callee, last),
        _ => false,
    }
}

/// The functions in an argument: itself, or what stands under a key of it.
fn functions(
    context: &Context<'_>,
    argument: &Spot,
    under: Option<&'static str>,
    what: &str,
    found: &mut Vec<Crossing>,
) {
    let values = match under {
        None => vec![argument.clone()],
        Some(key) => {
            let properties = context.flow.properties(argument).into_iter();
            properties.filter(|p| p.name.as_deref() == Some(key)).map(|p| p.value).collect()
        }
    };
    for root in values.iter().flat_map(|value| context.flow.roots(value)) {
        if is_function(context, &root) {
            results(context, &root, None, what, 0, found);
        } else if let (Root::Value(value), None) = (&root, under) {
            // `defineEventHandler({ handler: () => … })`
            let handlers = context.flow.properties(value).into_iter();
            let handlers = handlers.filter(|property| property.name.as_deref() == Some("handler"));
            let handlers = handlers.flat_map(|property| context.flow.roots(&property.value));
            handlers.filter(|root| is_function(context, root)).for_each(|root| {
                results(context, &root, None, what, 0, found);
            });
        }
    }
}

/// `'use server'`, of a module or of a function: what such a function returns goes to whoever calls it.
fn server_functions(context: &Context<'_>, program: &Program, module: ModuleId, found: &mut Vec<Crossing>) {
    if !context.builds().is_of_server(module) && program.functions.iter().all(|f| f.directives.is_empty()) {
        return;
    }
    let facts = context.builds().facts(module);
    let is_marked = |directives: &[String]| directives.iter().any(|directive| directive == "use server");
    let what = "what a server function hands to the client";
    if is_marked(&facts.directives) {
        for name in program.exports.keys() {
            for root in context.flow.exported(module, name).iter().filter(|root| is_function(context, root)) {
                results(context, root, None, what, 0, found);
            }
        }
    }
    for (function, known) in program.functions.iter().enumerate() {
        if is_marked(&known.directives) {
            for returned in &known.returns {
                found.push(Crossing::of_value(context, context.flow.spot(module, *returned), what));
            }
            bound(context, program, module, function, found);
        }
    }
}

/// `action.bind(null, value)`: the client gets the value, and sends it back.
fn bound(
    context: &Context<'_>,
    program: &Program,
    module: ModuleId,
    function: FunctionId,
    found: &mut Vec<Crossing>,
) {
    for action in &program.actions {
        let Expr::Call { callee, arguments, .. } = &program.exprs[*action] else { continue };
        let Expr::Member(object, name) = &program.exprs[*callee] else { continue };
        if name != "bind" {
            continue;
        }
        let roots = context.flow.roots(&context.flow.spot(module, *object));
        let is_it = |root: &Root| {
            matches!(root, Root::Value(value) if value.module == module
                && program.exprs[value.expr] == Expr::Function(function))
        };
        if roots.iter().any(is_it) {
            let values = arguments.iter().skip(1).map(|argument| context.flow.spot(module, argument.value));
            let what = "the server function that the client gets";
            found.extend(values.map(|value| Crossing::of_value(context, value, what)));
        }
    }
}
