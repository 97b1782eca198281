//! A library for servers, or one for both, that gets a secret in code that ships.

use super::Lint;
use super::name::{self, Says};
use super::report::{Reports, Saying};
use super::sdk::Handed;
use super::survey::Survey;
use super::value::Worth;
use crate::finding::{KeyClass, Level};
use crate::flow::Source;
use crate::rule::SdkSide;

pub struct BrowserSdkWithSecret;

impl Lint for BrowserSdkWithSecret {
    fn id(&self) -> &'static str {
        "browser-sdk-with-secret"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        for handed in survey.handed() {
            let at = context.flow.span(&handed.call).start;
            if !context.ships(handed.call.module, at, &handed.calls) {
                continue;
            }
            for worth in &handed.worths {
                let Some(level) = level(handed, worth) else { continue };
                let library = match handed.sdk.side {
                    SdkSide::Server => "is for servers,",
                    SdkSide::Browser => "is for publishable keys,",
                    SdkSide::Both => "runs in browsers with a publishable key,",
                };
                let described = match worth {
                    Worth::Runtime(Source::Input, _) => "a key that its user brings".to_owned(),
                    other => other.described(),
                };
                let package = &handed.sdk.package;
                let message = format!("client code gives `{package}`, which {library} {described}");
                let subject = match worth.subject() {
                    subject if subject.is_empty() => package.clone(),
                    subject => format!("{package}: {subject}"),
                };
                let class = match worth {
                    Worth::Literal(rule, _) => rule.class,
                    _ => KeyClass::Secret,
                };
                let evidence = worth.spot().map(|spot| context.way(spot, &handed.calls)).unwrap_or_default();
                let saying = Saying { class, ..Saying::exposed(level, subject, message) };
                reports.say(handed.module, handed.span.clone(), saying.because(evidence));
            }
        }
    }
}

fn level(handed: &Handed<'_>, worth: &Worth<'_>) -> Option<Level> {
    let is_of_server = handed.sdk.side == SdkSide::Server;
    match worth {
        Worth::Literal(rule, _) => match rule.class {
            KeyClass::Secret | KeyClass::Webhook => Some(Level::Error),
            // Whether it opens anything depends on the provider's console, but here it is used as a secret.
            KeyClass::Scoped if is_of_server => Some(Level::Error),
            _ => None,
        },
        Worth::Inlined { says: Says::Secret, .. } => Some(Level::Error),
        Worth::Inlined { name, .. } if is_of_server && name::opens_a_store(name) => Some(Level::Error),
        // A provider that has publishable keys does not take them in a library for servers.
        Worth::Inlined { name, says: Says::Public, rule: None, .. }
            if is_of_server && name::says(name) == Says::Credential =>
        {
            Some(Level::Error)
        }
        Worth::Inlined { says: Says::Public, .. } => None,
        Worth::Inlined { says: Says::Credential, .. } if is_of_server => Some(Level::Error),
        Worth::Inlined { .. } if is_of_server => Some(Level::Warning),
        // Whoever brings a key of his own shows it to nobody else.
        Worth::Runtime(..) if handed.switched => Some(Level::Note),
        Worth::Inlined { .. } | Worth::Server(..) | Worth::Runtime(..) | Worth::Plain => None,
    }
}
