//! A credential header whose value comes from the build, in code that ships.

use super::exchange::{Exchange, Sent};
use super::name::Says;
use super::report::{Reports, Saying};
use super::survey::Survey;
use super::value::Worth;
use super::{Context, Lint};
use crate::finding::{KeyClass, Level};
use crate::flow::Source;

pub struct AuthHeaderInClient;

impl Lint for AuthHeaderInClient {
    fn id(&self) -> &'static str {
        "auth-header-in-client"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        if !survey.reaches_clients() {
            return;
        }
        for exchange in survey.exchanges() {
            for sent in &exchange.headers {
                let at = sent.span.start;
                if sent.is_credential(context) && context.ships(sent.module, at, &exchange.calls) {
                    header(context, exchange, sent, reports);
                }
            }
        }
    }
}

fn header(context: &Context<'_>, exchange: &Exchange, sent: &Sent, reports: &mut Reports<'_>) {
    let opens = context.opens(exchange);
    let secret_only = opens.iter().find(|(opens, ..)| opens.takes_secrets_only());
    let open_to_all =
        secret_only.is_none() && opens.iter().any(|(opens, ..)| context.welcomes_publishable(opens));
    for worth in sent.values.iter().flat_map(|text| context.worths(&sent.name, text)) {
        let level = match &worth {
            Worth::Literal(rule, _) => match rule.class {
                KeyClass::Secret | KeyClass::Webhook => Some(Level::Error),
                _ => None,
            },
            Worth::Inlined { says: Says::Public, .. } => None,
            Worth::Inlined { says: Says::Secret, .. } => Some(Level::Error),
            // Where a publishable key is welcome, a name that says neither is taken for one.
            Worth::Inlined { .. } if open_to_all => None,
            Worth::Inlined { .. } if secret_only.is_some() => Some(Level::Error),
            Worth::Inlined { says: Says::Credential, .. } => Some(Level::Error),
            Worth::Inlined { .. } => Some(Level::Warning),
            Worth::Runtime(Source::Unknown, _) if secret_only.is_some() => Some(Level::Error),
            Worth::Server(..) | Worth::Runtime(..) | Worth::Plain => None,
        };
        let Some(level) = level else { continue };
        let to = match (secret_only, opens.first()) {
            (Some((opens, ..)), _) => format!(" to {}, which takes a secret key only,", opens.provider.name),
            (None, Some((opens, ..))) => format!(" to {}", opens.provider.name),
            (None, None) => String::new(),
        };
        let message = format!("the header `{}` of a request{to} gets {}", sent.name, worth.described());
        let subject = match worth.subject() {
            subject if subject.is_empty() => sent.name.clone(),
            subject => format!("{}: {subject}", sent.name),
        };
        let evidence = worth.spot().map(|spot| context.way(spot, &exchange.calls)).unwrap_or_default();
        let class = match &worth {
            Worth::Literal(rule, _) => rule.class,
            _ => KeyClass::Secret,
        };
        let saying = Saying { class, ..Saying::exposed(level, subject, message) };
        reports.say(sent.module, sent.span.clone(), saying.because(evidence));
    }
}
