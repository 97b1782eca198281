//! A variable that builds write into what clients get, and that is a secret by its name or value.

use std::collections::HashSet;

use super::Lint;
use super::env_read;
use super::report::{Reports, Saying};
use super::settings::{Kind, SettingsFile, Why, references};
use super::survey::Survey;
use crate::finding::Level;
use crate::side::Exposed;
use crate::syntax::settings::Assigned;

pub struct PublicEnvSecret;

impl Lint for PublicEnvSecret {
    fn id(&self) -> &'static str {
        "public-env-secret"
    }

    /// Where client code reads a variable that no file sets: it comes from whoever builds.
    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        let builds = context.builds();
        let mut said: HashSet<String> = HashSet::new();
        for read in env_read::in_module(survey) {
            if !builds.ships(survey.module, read.span.start) || said.contains(&read.name) {
                continue;
            }
            let Some(mechanism) = builds.public_by_prefix(survey.module, &read.name) else { continue };
            if read.mechanism(context).is_none() || builds.is_named_in_files(survey.module, &read.name) {
                continue;
            }
            let Some(why) = context.why_secret(&read.name, "") else { continue };
            let message = message(&read.name, &mechanism, &why);
            said.insert(read.name.clone());
            reports.say(survey.module, read.span.clone(), Saying::exposed(Level::Error, read.name, message));
        }
    }

    fn settings(&self, file: &SettingsFile<'_>, reports: &mut Reports<'_>) {
        let context = file.context;
        for variable in &file.variables {
            let Some(exposed) = exposed(file, variable) else { continue };
            // What a form leaves open counts only where somebody fills it in.
            let is_open =
                file.kind == Kind::Example || variable.value.is_empty() && file.kind == Kind::Variables;
            if is_open && !exposed.is_read {
                continue;
            }
            let value = if file.kind == Kind::Example { "" } else { variable.value.as_str() };
            let why = context.why_secret(&variable.name, value);
            let why = why.or_else(|| context.why_secret(&variable.name, &variable.value));
            let Some(why) = why else { continue };
            let message = message(&variable.name, &exposed.mechanism, &why);
            let saying =
                Saying::exposed(Level::Error, variable.name.clone(), message).because(exposed.evidence);
            let hidden = file.value_span(variable).filter(|_| references(&variable.value).is_empty());
            reports.say_of(file.path, file.line(variable.span.start), variable.span.clone(), hidden, saying);
        }
    }
}

/// How a variable of a file gets to clients, if it does.
fn exposed(file: &SettingsFile<'_>, variable: &Assigned) -> Option<Exposed> {
    let (context, builds) = (file.context, file.context.builds());
    let shown = context.shown;
    match file.kind {
        Kind::Script => {
            // A property of a configuration is no variable; what is written into client code is on its side.
            let verdict = builds.verdict(file.path, variable.span.start, shown);
            let mechanism = || "the build's configuration".to_owned();
            verdict.side.is_exposed().then(|| Exposed {
                mechanism: mechanism(),
                is_read: true,
                evidence: Vec::new(),
            })
        }
        Kind::Other if is_extra(file, variable) => {
            let mechanism = "`extra` of the app's configuration".to_owned();
            Some(Exposed { mechanism, is_read: true, evidence: Vec::new() })
        }
        _ => builds.exposed_variable(file.path, &variable.name, shown),
    }
}

/// `expo.extra` of `app.json` is part of the app, whatever its names.
fn is_extra(file: &SettingsFile<'_>, variable: &Assigned) -> bool {
    let before = file.text.get(..variable.span.start as usize).unwrap_or_default();
    file.path.file_name().is_some_and(|name| name == "app.json")
        && before.contains("\"extra\"")
        && file.context.builds().package_depends_on(file.path, "expo")
}

fn message(name: &str, mechanism: &str, why: &Why<'_>) -> String {
    let is = match why {
        Why::Name => "is by its name a secret".to_owned(),
        Why::Configured => "must stay secret by the configuration".to_owned(),
        Why::Value(rule) => format!("holds a {}", rule.title),
        Why::Holds(held) => format!("holds `{held}`, by its name a secret"),
    };
    format!("`{name}` {is}, and {mechanism} writes it into what clients get")
}
