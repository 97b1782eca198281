//! A secret of the server that crosses to the client: in a prop, in what a loader returns, in an answer.

mod answer;
mod crossing;
mod element;
mod function;

use super::report::{Reports, Saying};
use super::survey::Survey;
use super::value::Worth;
use super::{Context, Lint};
use crate::finding::{KeyClass, Level};
use crate::flow::{Caller, EnvRead, Held, Piece, Source, Spot};
use crate::syntax::EnvObject;
use crossing::Crossing;

pub struct ServerValueToClient;

impl Lint for ServerValueToClient {
    fn id(&self) -> &'static str {
        "server-value-to-client"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        for crossing in crossing::of_module(context, survey.module) {
            for (held, calls) in context.flow.in_contexts(&crossing.value, |spot| context.flow.held(spot)) {
                for held in &held {
                    leak(context, &crossing, held, &calls, reports);
                }
            }
        }
    }
}

fn leak(
    context: &Context<'_>,
    crossing: &Crossing,
    held: &Held,
    calls: &[Caller],
    reports: &mut Reports<'_>,
) {
    let name = if held.name.is_empty() { &crossing.name } else { &held.name };
    for leaked in leaked(context, name, held) {
        let at = context.flow.span(&leaked.spot).start;
        if crossing.is_shared && leaked.is_literal && context.ships(leaked.spot.module, at, &[]) {
            continue;
        }
        let message = format!("{} gets {}", crossing.what, leaked.described);
        let evidence = context.way(&leaked.spot, calls);
        let saying = Saying { class: leaked.class, ..Saying::exposed(leaked.level, leaked.subject, message) };
        let span = held.span.clone().unwrap_or_else(|| crossing.span.clone());
        reports.say(crossing.value.module, span, saying.because(evidence));
    }
}

/// A secret in a value.
struct Leaked {
    level: Level,
    class: KeyClass,
    subject: String,
    described: String,
    spot: Spot,
    is_literal: bool,
}

fn leaked(context: &Context<'_>, name: &str, held: &Held) -> Vec<Leaked> {
    if held.whole {
        return held.text.pieces.first().and_then(whole).into_iter().collect();
    }
    context.worths(name, &held.text).iter().filter_map(|worth| secret(context, worth)).collect()
}

/// The environment or a configuration as a whole: whatever is in it now or later.
fn whole(piece: &Piece) -> Option<Leaked> {
    let Piece::From(source, spot) = piece else { return None };
    let (subject, described) = match source {
        Source::Env(EnvRead { object: Some(EnvObject::ImportMeta), .. }) => return None,
        Source::Env(EnvRead { module: Some(module), .. }) if module.contains("public") => return None,
        Source::Env(_) => ("process.env", "the whole environment of the server"),
        Source::Config(_) => ("runtimeConfig", "the whole runtime configuration of the server"),
        _ => return None,
    };
    Some(Leaked {
        level: Level::Error,
        class: KeyClass::Secret,
        subject: subject.to_owned(),
        described: described.to_owned(),
        spot: spot.clone(),
        is_literal: false,
    })
}

fn secret(context: &Context<'_>, worth: &Worth<'_>) -> Option<Leaked> {
    let (level, class) = match worth {
        Worth::Literal(rule, _) => match rule.class {
            KeyClass::Secret | KeyClass::Webhook => (Level::Error, rule.class),
            _ => return None,
        },
        Worth::Server(name, spot) => (context.level_of_variable(spot.module, name)?, KeyClass::Secret),
        // Clients have it already, which is for other lints to say.
        Worth::Inlined { .. } | Worth::Runtime(..) | Worth::Plain => return None,
    };
    Some(Leaked {
        level,
        class,
        subject: worth.subject(),
        described: worth.described(),
        spot: worth.spot()?.clone(),
        is_literal: matches!(worth, Worth::Literal(..)),
    })
}
