//! Answers to requests, by what sends them: bodies, headers, cookies.

use super::crossing::Crossing;
use crate::flow::{Api, Base, Root, Spot};
use crate::lint::Context;
use crate::side::ModuleId;
use crate::syntax::program::{Argument, Expr, ExprId, Program};

/// Names of parameters that stand for an answer, or for what holds one.
const ANSWERS: &[&str] = &["res", "response", "reply", "resp", "rep"];
const CONTEXTS: &[&str] = &["c", "ctx", "context", "event", "h"];
const SOCKETS: &[&str] = &["socket", "ws"];

/// Packages whose functions of these names make an answer.
const MAKERS: &[&str] =
    &["remix-run", "react-router", "sveltejs", "solidjs", "tanstack", "qwik", "itty-router", "astro"];
const OF_LOADERS: &[&str] = &["remix-run", "react-router"];
const MAKE: &[&str] = &["json", "data", "defer", "text", "fail", "error", "redirect", "unstable_data"];

/// Functions that set something of the answer to the request that they get first.
const OF_EVENTS: &[&str] = &[
    "setCookie",
    "setHeader",
    "setHeaders",
    "setResponseHeader",
    "setResponseHeaders",
    "appendHeader",
    "appendResponseHeader",
    "sendRedirect",
];

/// Which arguments of a call go to the client.
enum Sent {
    All,
    /// All but the first, which is a name.
    AfterName,
    /// The first.
    Body,
    /// The first, and the headers among the second's properties.
    BodyAndHeaders,
    /// The headers among the first's properties.
    Headers,
    /// What a template is given, which the first argument names.
    Rendered,
    Nothing,
}

pub fn crossings(context: &Context<'_>, module: ModuleId, found: &mut Vec<Crossing>) {
    let Some(program) = context.flow.program(module) else { return };
    for action in &program.actions {
        let at = program.spans[*action].start;
        let is_of_server = || context.builds().serves(module, at) && !context.builds().ships(module, at);
        match &program.exprs[*action] {
            Expr::Call { callee, arguments, new } if !arguments.is_empty() && is_of_server() => {
                call(context, program, module, (*callee, arguments, *new), found);
            }
            Expr::Assign { target, value } => {
                let Expr::Member(object, name) = &program.exprs[*target] else { continue };
                // `ctx.body = …`
                if name == "body" && is_of_server() && is_context(context, program, module, *object) {
                    let value = context.flow.spot(module, *value);
                    found.push(Crossing::of_value(context, value, "an answer to the client"));
                }
                if name == "getInitialProps" {
                    let returns = context.flow.returns_of(&context.flow.spot(module, *value));
                    let what = "what `getInitialProps` hands to the client";
                    found.extend(returns.into_iter().map(|r| Crossing::of_value(context, r, what)));
                }
            }
            _ => {}
        }
    }
}

fn call(
    context: &Context<'_>,
    program: &Program,
    module: ModuleId,
    (callee, arguments, new): (ExprId, &[Argument], bool),
    found: &mut Vec<Crossing>,
) {
    if !may_answer(program, callee) {
        return;
    }
    let mut sent = Vec::new();
    for root in context.flow.roots(&context.flow.spot(module, callee)) {
        let Root::Api(api) = root else { continue };
        match of_api(context, &api, new, arguments.len()) {
            Sent::All => {
                sent.extend(arguments.iter().map(|argument| context.flow.spot(module, argument.value)))
            }
            Sent::AfterName => {
                // `cookies.set({ name, value })`
                let after = arguments.iter().skip(usize::from(arguments.len() > 1));
                sent.extend(after.map(|argument| context.flow.spot(module, argument.value)));
            }
            Sent::Body => {
                let body = arguments.iter().take(1);
                sent.extend(body.map(|argument| context.flow.spot(module, argument.value)));
            }
            Sent::BodyAndHeaders => {
                let body = arguments.iter().take(1);
                sent.extend(body.map(|argument| context.flow.spot(module, argument.value)));
                sent.extend(headers(context, module, arguments.get(1)));
            }
            Sent::Headers => sent.extend(headers(context, module, arguments.first())),
            Sent::Rendered => return rendered(context, module, arguments, found),
            Sent::Nothing => continue,
        }
        break;
    }
    let what = "an answer to the client";
    found.extend(sent.into_iter().map(|value| Crossing::of_value(context, value, what)));
}

/// Whether a call has a name that some answer is sent by, before it is followed.
fn may_answer(program: &Program, callee: ExprId) -> bool {
    match &program.exprs[callee] {
        Expr::Member(_, name) => {
            METHODS.contains(&name.as_str()) || SETTERS.contains(&name.as_str()) || name == "emit"
        }
        Expr::Global(name) => {
            matches!(name.as_str(), "Response" | "NextResponse") || OF_EVENTS.contains(&name.as_str())
        }
        Expr::Variable(_) => true,
        _ => false,
    }
}

/// `{ headers }`
fn headers(context: &Context<'_>, module: ModuleId, options: Option<&Argument>) -> Vec<Spot> {
    let Some(options) = options else { return Vec::new() };
    let options = context.flow.properties(&context.flow.spot(module, options.value)).into_iter();
    options.filter(|option| option.name.as_deref() == Some("headers")).map(|option| option.value).collect()
}

/// `res.render("page", { name: value })`: what the template does not name is not shown.
fn rendered(context: &Context<'_>, module: ModuleId, arguments: &[Argument], found: &mut Vec<Crossing>) {
    let [view, values, ..] = arguments else { return };
    let names = context.flow.texts(&context.flow.spot(module, view.value));
    let name = names.first().and_then(crate::flow::Text::whole).unwrap_or_default();
    let views = context.builds().views(module, &name);
    let is_named = |property: &str| {
        views.iter().any(|text| {
            let words = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$');
            words.into_iter().any(|word| word == property)
        })
    };
    for property in context.flow.properties(&context.flow.spot(module, values.value)) {
        let Some(name) = property.name.filter(|name| views.is_empty() || is_named(name)) else { continue };
        let what = "the page that the server renders".to_owned();
        found.push(Crossing { value: property.value, span: property.span, name, what, is_shared: false });
    }
}

/// Methods of an answer that send their arguments.
const METHODS: &[&str] =
    &["json", "jsonp", "send", "end", "write", "html", "text", "body", "setHeaders", "redirect", "next"];

/// Methods that set what their first argument names.
const SETTERS: &[&str] =
    &["cookie", "header", "setHeader", "set", "append", "writeHead", "render", "setCookie"];

fn of_api(context: &Context<'_>, api: &Api, new: bool, arguments: usize) -> Sent {
    let path = api.path();
    let (Some(first), Some(last)) = (path.first().copied(), path.last().copied()) else {
        return Sent::Nothing;
    };
    let is_class = |name: &str| name == "Response" || name == "NextResponse";
    let sets = matches!(last, "set" | "append");
    match &api.base {
        _ if new && is_class(last) => Sent::BodyAndHeaders,
        Base::Global(_) | Base::Package(..) if is_class(first) && last == "json" => Sent::BodyAndHeaders,
        Base::Global(_) | Base::Package(..) if is_class(first) && last == "redirect" => Sent::All,
        Base::Global(_) | Base::Package(..) if is_class(first) && last == "next" => Sent::Headers,
        Base::Global(_) | Base::Package(..) if is_class(first) && sets => Sent::AfterName,
        _ if sets
            && path.iter().rev().nth(1).is_some_and(|name| *name == "cookies" || *name == "()")
            && path.contains(&"cookies") =>
        {
            Sent::AfterName
        }
        Base::Global(global) if global == "Astro" && sets && path.contains(&"response") => Sent::AfterName,
        Base::Package(package, _) if path.len() == 1 && MAKE.contains(&last) => {
            match last {
                _ if !MAKERS.iter().any(|maker| package.contains(maker)) => Sent::Nothing,
                // The headers of a loader are not sent but by a function of the route.
                "json" | "data" | "defer" if OF_LOADERS.iter().any(|of| package.contains(of)) => Sent::Body,
                "json" | "text" => Sent::BodyAndHeaders,
                _ => Sent::All,
            }
        }
        Base::Package(package, _) if last == "redirect" && package.starts_with("next/") => Sent::All,
        Base::Global(_) | Base::Package(..) if path.len() == 1 && OF_EVENTS.contains(&last) => {
            Sent::AfterName
        }
        // `const response = await resolve(event)`
        Base::Parameter(..) if sets && path.ends_with(&["resolve", "()", "headers", last]) => Sent::AfterName,
        Base::Parameter(module, function, index) => {
            let name = parameter(context, *module, *function, *index);
            of_parameter(name.as_deref(), *index, &path, arguments)
        }
        _ => Sent::Nothing,
    }
}

/// The name of a parameter; none for a pattern.
fn parameter(context: &Context<'_>, module: ModuleId, function: usize, index: usize) -> Option<String> {
    let program = context.flow.program(module)?;
    let variable = (*program.functions[function].parameters.get(index)?)?;
    Some(program.variables[variable].name.trim_start_matches('_').to_ascii_lowercase())
}

/// What is done to a parameter: `res.status(200).json(…)`, `c.html(…)`, `({ json }) => json(…)`.
fn of_parameter(name: Option<&str>, index: usize, path: &[&str], arguments: usize) -> Sent {
    let Some(last) = path.last().copied() else { return Sent::Nothing };
    let is_headers = path.iter().rev().nth(1).is_some_and(|name| *name == "headers");
    match name {
        // `({ json }) => …` of an event, and `({ cookies })`.
        None => match last {
            "json" | "send" | "html" | "text" if path.len() == 2 && arguments > 0 => Sent::All,
            "setHeaders" if path.len() == 2 => Sent::All,
            _ => Sent::Nothing,
        },
        Some(name) if ANSWERS.contains(&name) || (index == 1 && name == "r") => match last {
            _ if METHODS.contains(&last) && last != "next" => Sent::All,
            // `res.set({ … })`
            "render" => Sent::Rendered,
            _ if SETTERS.contains(&last) && arguments == 1 => Sent::All,
            _ if SETTERS.contains(&last) => Sent::AfterName,
            _ => Sent::Nothing,
        },
        Some(name) if CONTEXTS.contains(&name) => match last {
            "json" | "html" | "text" | "body" | "send" | "redirect" | "setHeaders" => Sent::All,
            "header" | "setHeader" | "setCookie" | "render" => Sent::AfterName,
            "set" | "append" if is_headers && path.contains(&"response") => Sent::AfterName,
            _ => Sent::Nothing,
        },
        Some(name) if SOCKETS.contains(&name) => match last {
            "send" => Sent::All,
            "emit" => Sent::AfterName,
            _ => Sent::Nothing,
        },
        Some(_) => Sent::Nothing,
    }
}

fn is_context(context: &Context<'_>, program: &Program, module: ModuleId, object: ExprId) -> bool {
    if !matches!(program.exprs[object], Expr::Variable(_)) {
        return false;
    }
    context.flow.roots(&context.flow.spot(module, object)).iter().any(|root| match root {
        Root::Api(Api { base: Base::Parameter(of, function, index), steps, .. }) => {
            let name = parameter(context, *of, *function, *index);
            steps.is_empty() && name.is_some_and(|name| name == "ctx" || name == "context")
        }
        _ => false,
    })
}
