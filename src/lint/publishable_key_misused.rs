//! A publishable key where only a secret works, and a secret under a name that says that it is publishable.

use super::name::{self, Says};
use super::report::{Reports, Saying};
use super::survey::Survey;
use super::value::Worth;
use super::{Context, Lint};
use crate::finding::{KeyClass, Level, Side};
use crate::flow::{Caller, Spot};
use crate::rule::SdkSide;
use crate::side::ModuleId;
use crate::syntax::program::{Definition, Entry, Expr, ExprId};

pub struct PublishableKeyMisused;

impl Lint for PublishableKeyMisused {
    fn id(&self) -> &'static str {
        "publishable-key-misused"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        requests(survey, reports);
        libraries(survey, reports);
        names(survey, reports);
    }
}

/// A publishable key in a request to what only a secret opens.
fn requests(survey: &Survey<'_>, reports: &mut Reports<'_>) {
    let context = survey.context;
    for exchange in survey.exchanges() {
        let mut credentials = exchange.headers.iter().filter(|sent| sent.is_credential(context)).peekable();
        if credentials.peek().is_none() {
            continue;
        }
        let opens = context.opens(exchange);
        let Some((opens, ..)) = opens.iter().find(|(opens, ..)| opens.takes_secrets_only()) else { continue };
        for sent in credentials {
            for worth in sent.values.iter().flat_map(|text| context.worths(&sent.name, text)) {
                if let Some(key) = publishable(&worth) {
                    let to = format!("a request of {} that only a secret key opens", opens.provider.name);
                    let message = format!("the header `{}` of {to} gets {key}", sent.name);
                    let subject = format!("{}: {}", sent.name, worth.subject());
                    say(
                        context,
                        (sent.module, sent.span.clone()),
                        &worth,
                        &exchange.calls,
                        (subject, message),
                        reports,
                    );
                }
            }
        }
    }
}

/// A publishable key for a library that works with secrets only.
fn libraries(survey: &Survey<'_>, reports: &mut Reports<'_>) {
    for handed in survey.handed().iter().filter(|handed| handed.sdk.side == SdkSide::Server) {
        for worth in &handed.worths {
            if let Some(key) = publishable(worth) {
                let package = &handed.sdk.package;
                let message = format!("`{package}`, which works with a secret key only, gets {key}");
                let subject = format!("{package}: {}", worth.subject());
                let place = (handed.module, handed.span.clone());
                say(survey.context, place, worth, &handed.calls, (subject, message), reports);
            }
        }
    }
}

/// How a publishable key is called in a sentence, if a value is one.
fn publishable(worth: &Worth<'_>) -> Option<String> {
    match worth {
        Worth::Literal(rule, _) if rule.class == KeyClass::Publishable => Some(format!("a {}", rule.title)),
        Worth::Inlined { rule: Some(rule), name, .. } => {
            (rule.class == KeyClass::Publishable).then(|| format!("`{name}`, a {},", rule.title))
        }
        Worth::Inlined { name, .. } | Worth::Server(name, _) => {
            name::is_publishable(name).then(|| format!("`{name}`, a publishable key by its name"))
        }
        _ => None,
    }
}

fn say(
    context: &Context<'_>,
    (module, span): (ModuleId, std::ops::Range<u32>),
    worth: &Worth<'_>,
    calls: &[Caller],
    (subject, message): (String, String),
    reports: &mut Reports<'_>,
) {
    let saying = Saying {
        side: side(context, module, span.start),
        class: KeyClass::Publishable,
        ..Saying::exposed(Level::Note, subject, message)
    };
    let evidence = worth.spot().map(|spot| context.way(spot, calls)).unwrap_or_default();
    reports.say(module, span, saying.because(evidence));
}

fn side(context: &Context<'_>, module: ModuleId, at: u32) -> Side {
    if context.builds().ships(module, at) { Side::Client } else { Side::Unknown }
}

/// Variables, properties and attributes that are named publishable and hold a secret.
fn names(survey: &Survey<'_>, reports: &mut Reports<'_>) {
    let (context, module) = (survey.context, survey.module);
    let Some(program) = context.flow.program(module) else { return };
    for expr in &program.exprs {
        match expr {
            Expr::Object(entries) | Expr::Element { properties: entries, .. } => {
                for entry in entries {
                    if let Entry::Known(name, value, span) = entry {
                        named(context, module, name, (*value, span.clone()), reports);
                    }
                }
            }
            Expr::Assign { target, value } => {
                if let Expr::Member(_, name) = &program.exprs[*target] {
                    let span = program.spans[*target].start..program.spans[*value].end;
                    named(context, module, name, (*value, span), reports);
                }
            }
            _ => {}
        }
    }
    for variable in &program.variables {
        for definition in &variable.definitions {
            if let Definition::Value(value, keys) = definition
                && keys.is_empty()
            {
                named(context, module, &variable.name, (*value, program.spans[*value].clone()), reports);
            }
        }
    }
    for (name, value) in program.classes.iter().flat_map(|class| &class.fields) {
        named(context, module, name, (*value, program.spans[*value].clone()), reports);
    }
}

fn named(
    context: &Context<'_>,
    module: ModuleId,
    name: &str,
    (value, span): (ExprId, std::ops::Range<u32>),
    reports: &mut Reports<'_>,
) {
    if !name::is_publishable(name) {
        return;
    }
    let value = context.flow.spot(module, value);
    for worth in context.flow.texts(&value).iter().flat_map(|text| context.worths(name, text)) {
        let Some((class, spot)) = secret(context, &worth) else { continue };
        let message = format!("`{name}`, whose name says that it may be public, holds {}", worth.described());
        let saying = Saying {
            side: side(context, module, span.start),
            class,
            ..Saying::exposed(Level::Error, format!("{name}: {}", worth.subject()), message)
        };
        reports.say(module, span.clone(), saying.because(context.way(&spot, &[])));
    }
}

/// What is a secret whatever it is called here.
fn secret(context: &Context<'_>, worth: &Worth<'_>) -> Option<(KeyClass, Spot)> {
    match worth {
        Worth::Literal(rule, spot) if !rule.fallback => {
            matches!(rule.class, KeyClass::Secret | KeyClass::Webhook).then(|| (rule.class, spot.clone()))
        }
        Worth::Inlined { name, says: Says::Secret, spot, .. } if !name::is_publishable(name) => {
            Some((KeyClass::Secret, spot.clone()))
        }
        Worth::Server(name, spot) if !name::is_publishable(name) => {
            let is_secret = context.level_of_variable(spot.module, name) == Some(Level::Error);
            is_secret.then(|| (KeyClass::Secret, spot.clone()))
        }
        _ => None,
    }
}
