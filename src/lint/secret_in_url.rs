//! A secret in a URL that ships, where every log and history on its way keeps it, or in a log itself.

use std::ops::Range;

use super::logged;
use super::name::{self, Says};
use super::plain::ENVIRONMENT;
use super::report::{Reports, Saying};
use super::survey::Survey;
use super::url::{self, Place};
use super::value::Worth;
use super::{Context, Lint};
use crate::finding::{KeyClass, Level, Side};
use crate::flow::{Caller, Root, Spot, Target, Text};
use crate::side::ModuleId;
use crate::syntax::program::{Entry, Expr, ExprId};

pub struct SecretInUrl;

/// Attributes of elements that hold a URL which the browser asks for or shows.
const URL_ATTRIBUTES: &[&str] =
    &["src", "href", "action", "data", "poster", "srcSet", "formAction", "xlinkHref"];

/// Functions that send a browser to a URL.
const REDIRECTS: &[&str] =
    &["redirect", "permanentRedirect", "navigateTo", "sendRedirect", "redirectDocument", "redirectTo"];

/// Options of requests whose properties become the URL's query.
const QUERY_OPTIONS: &[&str] = &["params", "query", "searchParams", "qs"];

impl Lint for SecretInUrl {
    fn id(&self) -> &'static str {
        "secret-in-url"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let Some(program) = survey.context.flow.program(survey.module) else { return };
        for (expr, kind) in program.exprs.iter().enumerate() {
            match kind {
                Expr::Text(text) if url::is_url(text) => literal(survey, expr, text, reports),
                Expr::Concat(parts) => sum(survey, expr, parts, reports),
                Expr::Call { .. } => parameter_set(survey, expr, reports),
                _ => {}
            }
        }
        for action in &program.actions {
            match &program.exprs[*action] {
                Expr::Element { name, properties, .. } if matches!(program.exprs[*name], Expr::Text(_)) => {
                    for property in properties {
                        if let Entry::Known(name, value, span) = property
                            && URL_ATTRIBUTES.contains(&name.as_str())
                        {
                            sent_to_browser(survey, *value, span.clone(), reports);
                        }
                    }
                }
                Expr::Call { callee, arguments, .. } if is_redirect(survey, *callee) => {
                    for argument in arguments {
                        sent_to_browser(survey, argument.value, program.spans[*action].clone(), reports);
                    }
                }
                _ => {}
            }
        }
        options(survey, reports);
        logs(survey, reports);
    }
}

/// A value that is put into a URL.
struct Put<'c> {
    place: Place,
    worths: Vec<Worth<'c>>,
    /// The whole, as far as it is known.
    url: String,
    /// Where that happens, if it is not where the URL is made.
    at: Option<(ModuleId, Range<u32>)>,
}

/// A URL that is written out.
fn literal(survey: &Survey<'_>, expr: ExprId, text: &str, reports: &mut Reports<'_>) {
    let context = survey.context;
    let spot = context.flow.spot(survey.module, expr);
    if ships(survey, &spot, &[]) {
        for put in written_out(context, &spot, text) {
            say(survey, &spot, &[], &put, reports);
        }
    }
}

/// What of a URL that is known as a whole is a key: a parameter, else the whole, as addresses of webhooks are.
fn written_out<'c>(context: &Context<'c>, spot: &Spot, text: &str) -> Vec<Put<'c>> {
    let put = |place: Place, value: &str| {
        let literal = context.literals.classify(place.name(), value)?;
        let worths = vec![Worth::Literal(literal.rule, spot.clone())];
        Some(Put { place, worths, url: text.to_owned(), at: None })
    };
    let parameters = url::parameters(text);
    let found: Vec<Put<'c>> = parameters
        .iter()
        .filter_map(|(name, value)| put(Place::Parameter((*name).to_owned()), value))
        .collect();
    if found.is_empty() && text.contains("://") {
        let path = text.split(['?', '#']).next().unwrap_or(text);
        let segment = path.split('/').skip(3).find_map(|segment| put(Place::Path, segment));
        return segment.or_else(|| put(Place::Path, path)).into_iter().collect();
    }
    found
}

/// A URL that is put together here.
fn sum(survey: &Survey<'_>, expr: ExprId, parts: &[ExprId], reports: &mut Reports<'_>) {
    let context = survey.context;
    let spot = context.flow.spot(survey.module, expr);
    // Most texts that code puts together are no URL.
    let is_likely = parts.iter().any(|part| {
        matches!(context.flow.expr(&spot.at(*part)), Some(Expr::Text(text)) if text.contains(['/', '?', '=']))
    });
    if !is_likely || !ships(survey, &spot, &[]) {
        return;
    }
    for (puts, calls) in context.flow.in_contexts(&spot, |spot| puts(context, spot, parts)) {
        if ships(survey, &spot, &calls) {
            puts.iter().for_each(|put| say(survey, &spot, &calls, put, reports));
        }
    }
}

fn puts<'c>(context: &Context<'c>, spot: &Spot, parts: &[ExprId]) -> Vec<Put<'c>> {
    let texts: Vec<Vec<Text>> = parts.iter().map(|part| context.flow.texts(&spot.at(*part))).collect();
    let known: Option<String> = texts.iter().map(|texts| texts.first().and_then(Text::whole)).collect();
    if let Some(known) = known {
        return if url::is_url(&known) { written_out(context, spot, &known) } else { Vec::new() };
    }
    let patterns: Vec<String> =
        texts.iter().map(|texts| texts.first().map_or("*".to_owned(), Text::pattern)).collect();
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let (before, after) = (patterns[..at].concat(), patterns[at + 1..].concat());
        let part = spot.at(*part);
        if matches!(context.flow.expr(&part), Some(Expr::Text(_))) {
            continue;
        }
        let url = patterns.concat();
        if let Some(place) = Place::between(&before, &after) {
            // A URL within a URL is one of its own.
            let values =
                texts[at].iter().filter(|text| text.pieces.len() == 1 || !url::is_url(&text.pattern()));
            let worths = values.flat_map(|text| context.worths(place.name(), text)).collect();
            found.push(Put { place, worths, url, at: None });
        } else if before.ends_with(['?', '&']) {
            found.extend(query_of(context, &part, &url));
        }
    }
    found
}

/// What stands in an object that becomes a query: `new URLSearchParams({ key })`, `qs.stringify({ key })`.
fn query_of<'c>(context: &Context<'c>, part: &Spot, url: &str) -> Vec<Put<'c>> {
    let is_query = context.flow.roots(part).iter().any(|root| match root {
        Root::Api(api) => {
            api.path().iter().any(|name| matches!(*name, "URLSearchParams" | "stringify" | "encode"))
        }
        _ => false,
    });
    if !is_query {
        return Vec::new();
    }
    let put = |property: crate::flow::Property| {
        let place = Place::Parameter(property.name?);
        let texts = context.flow.texts(&property.value);
        let worths = texts.iter().flat_map(|text| context.worths(place.name(), text)).collect();
        Some(Put { place, worths, url: url.to_owned(), at: Some((property.value.module, property.span)) })
    };
    context.flow.properties(part).into_iter().filter_map(put).collect()
}

/// `url.searchParams.set("key", key)`
fn parameter_set(survey: &Survey<'_>, call: ExprId, reports: &mut Reports<'_>) {
    let context = survey.context;
    let spot = context.flow.spot(survey.module, call);
    let Some(Expr::Call { callee, arguments, .. }) = context.flow.expr(&spot) else { return };
    let Some(Expr::Member(object, method)) = context.flow.expr(&spot.at(*callee)) else { return };
    let is_query =
        matches!(context.flow.expr(&spot.at(*object)), Some(Expr::Member(_, name)) if name == "searchParams");
    let [name, value, ..] = arguments.as_slice() else { return };
    if !is_query || !matches!(method.as_str(), "set" | "append") || !ships(survey, &spot, &[]) {
        return;
    }
    let url_object = match context.flow.expr(&spot.at(*object)) {
        Some(Expr::Member(url, _)) => spot.at(*url),
        _ => return,
    };
    let answers = context.flow.in_contexts(&spot, |spot| {
        let names = context.flow.texts(&spot.at(name.value)).first().and_then(Text::whole);
        let place = Place::Parameter(names?);
        let texts = context.flow.texts(&spot.at(value.value));
        let worths = texts.iter().flat_map(|text| context.worths(place.name(), text)).collect();
        let url = context.flow.texts(&Spot { frame: spot.frame.clone(), ..url_object.clone() });
        Some(Put { place, worths, url: url.first().map_or(String::new(), Text::pattern), at: None })
    });
    for (put, calls) in answers {
        if let Some(put) = put.filter(|_| ships(survey, &spot, &calls)) {
            say(survey, &spot, &calls, &put, reports);
        }
    }
}

/// `axios.get(url, { params: { key } })`
fn options(survey: &Survey<'_>, reports: &mut Reports<'_>) {
    let context = survey.context;
    for exchange in survey.exchanges() {
        let Some(Expr::Call { arguments, .. }) = context.flow.expr(&exchange.spot) else { continue };
        if !context.ships(survey.module, start(survey, &exchange.spot), &exchange.calls) {
            continue;
        }
        let url = exchange.targets.first().map_or(String::new(), |(_, text)| text.pattern());
        let called = Spot { frame: crate::flow::Frame::chain(&exchange.calls), ..exchange.spot.clone() };
        let objects = arguments.iter().map(|argument| called.at(argument.value));
        let is_query = |property: &crate::flow::Property| {
            property.name.as_deref().is_some_and(|name| QUERY_OPTIONS.contains(&name))
        };
        let queries = objects.flat_map(|object| context.flow.properties(&object)).filter(is_query);
        for property in queries.flat_map(|query| context.flow.properties(&query.value)) {
            let Some(name) = property.name else { continue };
            let place = Place::Parameter(name);
            let texts = context.flow.texts(&property.value);
            let worths = texts.iter().flat_map(|text| context.worths(place.name(), text)).collect();
            let at = Some((property.value.module, property.span));
            let put = Put { place, worths, url: url.clone(), at };
            say(survey, &property.value, &exchange.calls, &put, reports);
        }
    }
}

/// A URL that a server writes into a page or sends a browser to.
fn sent_to_browser(survey: &Survey<'_>, value: ExprId, span: Range<u32>, reports: &mut Reports<'_>) {
    let context = survey.context;
    let builds = context.builds();
    if builds.ships(survey.module, span.start) || !builds.is_served(survey.module, span.start) {
        return;
    }
    let spot = context.flow.spot(survey.module, value);
    let worths = |spot: &Spot| {
        let of_root = |root: Root| match root {
            Root::Value(value) => in_url(context, &value),
            _ => Vec::new(),
        };
        context.flow.roots(spot).into_iter().flat_map(of_root).collect::<Vec<_>>()
    };
    for (puts, calls) in context.flow.in_contexts(&spot, worths) {
        for (place, worth) in puts {
            let is_secret = match &worth {
                Worth::Literal(rule, _) => is_secret(rule.class) && !rule.fallback,
                Worth::Server(name, _) => context.name_says(name) == Says::Secret,
                _ => false,
            };
            if is_secret {
                let message =
                    format!("{} of a URL that browsers get holds {}", place.described(), worth.described());
                let subject = format!("{}: {}", place.name(), worth.subject());
                let saying = Saying::exposed(Level::Error, subject, message);
                let evidence = worth.spot().map(|spot| context.way(spot, &calls)).unwrap_or_default();
                reports.say(survey.module, span.clone(), saying.because(evidence));
            }
        }
    }
}

/// What is put as it is into a URL that a server makes.
fn in_url<'c>(context: &Context<'c>, value: &Spot) -> Vec<(Place, Worth<'c>)> {
    match context.flow.expr(value) {
        Some(Expr::Text(text)) if url::is_url(text) => written_out(context, value, text)
            .into_iter()
            .flat_map(|put| put.worths.into_iter().map(move |worth| (put.place.clone(), worth)))
            .collect(),
        Some(Expr::Concat(parts)) => {
            let pattern = |part: &ExprId| {
                context.flow.texts(&value.at(*part)).first().map_or("*".to_owned(), Text::pattern)
            };
            let patterns: Vec<String> = parts.iter().map(pattern).collect();
            let mut found = Vec::new();
            for (at, part) in parts.iter().enumerate() {
                let place = Place::between(&patterns[..at].concat(), &patterns[at + 1..].concat());
                let Some(place) = place else { continue };
                let worths = context.plain_worths(place.name(), &value.at(*part));
                found.extend(worths.into_iter().map(|worth| (place.clone(), worth)));
            }
            found
        }
        _ => Vec::new(),
    }
}

fn is_redirect(survey: &Survey<'_>, callee: ExprId) -> bool {
    let Some(program) = survey.context.flow.program(survey.module) else { return false };
    let name = match &program.exprs[callee] {
        Expr::Global(name) | Expr::Member(_, name) => name,
        Expr::Variable(variable) => &program.variables[*variable].name,
        _ => return false,
    };
    REDIRECTS.contains(&name.as_str())
}

/// What is written to a log, on whichever side.
fn logs(survey: &Survey<'_>, reports: &mut Reports<'_>) {
    let context = survey.context;
    let builds = context.builds();
    for (call, arguments) in logged::in_module(&context.flow, survey.module) {
        let at = start(survey, &call);
        let side = builds.verdict(builds.module_path(survey.module), at, context.shown).side;
        if matches!(side, Side::Docs | Side::Test) {
            continue;
        }
        // What no build writes into the bundle is undefined in the browser.
        let runs_on_server = !builds.ships(survey.module, at) || builds.is_prerendered(survey.module, at);
        let is_there = |worth: &&Worth<'_>| runs_on_server || !matches!(worth, Worth::Server(..));
        for argument in arguments {
            let answers = context.flow.in_contexts(&argument, |spot| context.plain_worths("value", spot));
            for (worths, calls) in answers {
                let Some(worth) =
                    worths.iter().filter(is_there).find(|worth| is_worth_hiding(context, worth))
                else {
                    continue;
                };
                let what = match worth {
                    Worth::Server(name, _) if name == ENVIRONMENT => {
                        "every variable of the environment".to_owned()
                    }
                    worth => worth.described(),
                };
                let message = format!("a log gets {what}");
                let saying = Saying { side, ..Saying::exposed(Level::Warning, worth.subject(), message) };
                let evidence = worth.spot().map(|spot| context.way(spot, &calls)).unwrap_or_default();
                reports.say(survey.module, context.flow.span(&call), saying.because(evidence));
            }
        }
    }
}

/// Whether a value has no place in a log.
fn is_worth_hiding(context: &Context<'_>, worth: &Worth<'_>) -> bool {
    match worth {
        Worth::Literal(rule, _) => is_secret(rule.class) && !rule.fallback,
        Worth::Inlined { says, .. } => *says == Says::Secret,
        Worth::Server(name, _) if name == ENVIRONMENT => true,
        Worth::Server(name, _) => match context.name_says(name) {
            Says::Secret => true,
            // What builds inline is no secret of the server's.
            Says::Credential => name::bare(name) == name && name::is_api_key(name),
            Says::Public | Says::Nothing => false,
        },
        Worth::Runtime(..) | Worth::Plain => false,
    }
}

fn is_secret(class: KeyClass) -> bool {
    matches!(class, KeyClass::Secret | KeyClass::Webhook)
}

fn start(survey: &Survey<'_>, spot: &Spot) -> u32 {
    survey.context.flow.span(spot).start
}

fn ships(survey: &Survey<'_>, spot: &Spot, calls: &[Caller]) -> bool {
    survey.context.ships(spot.module, start(survey, spot), calls)
}

fn say(survey: &Survey<'_>, spot: &Spot, calls: &[Caller], put: &Put<'_>, reports: &mut Reports<'_>) {
    let context = survey.context;
    let (module, span) = put.at.clone().unwrap_or_else(|| (spot.module, context.flow.span(spot)));
    for worth in put.worths.iter().filter(|worth| is_leak(context, &put.url, worth)) {
        let message = format!("{} of a URL that ships gets {}", put.place.described(), worth.described());
        let class = match worth {
            Worth::Literal(rule, _) => rule.class,
            _ => KeyClass::Secret,
        };
        let subject = format!("{}: {}", put.place.name(), worth.subject());
        let saying = Saying { class, ..Saying::exposed(Level::Error, subject, message) };
        let evidence = worth.spot().map(|spot| context.way(spot, calls)).unwrap_or_default();
        reports.say(module, span.clone(), saying.because(evidence));
    }
}

/// Whether a value in a URL that ships gives something away.
fn is_leak(context: &Context<'_>, url: &str, worth: &Worth<'_>) -> bool {
    let takes = || context.taken_by(&Target::of_pattern(url));
    match worth {
        Worth::Literal(rule, _) if is_secret(rule.class) => !rule.fallback || !takes().is_open(),
        Worth::Literal(rule, _) => rule.class == KeyClass::Scoped && takes().is_secret_only(),
        Worth::Inlined { says: Says::Secret, .. } => true,
        Worth::Inlined { says: Says::Credential, rule: None, .. } => takes().is_secret_only(),
        _ => false,
    }
}
