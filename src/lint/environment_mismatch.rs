//! A key of one environment where another one answers: a sandbox key at a production host, a live key in a test.

use std::ops::Range;

use super::exchange::{Exchange, Sent};
use super::name::{self, Says};
use super::report::{Reports, Saying};
use super::settings::{Kind, SettingsFile};
use super::survey::Survey;
use super::{Context, Lint};
use crate::finding::{Environment, Evidence, KeyClass, Level, Side};
use crate::flow::{Caller, Piece, Source, Spot, Target, Text};
use crate::rule::HostRole;
use crate::syntax::program::{Entry, Expr};
use crate::syntax::settings::Assigned;

pub struct EnvironmentMismatch;

/// Properties that name the environment of a client.
const ENVIRONMENT_OPTIONS: &[&str] = &["environment", "env", "mode", "environmentName", "apiEnvironment"];

/// What these properties say.
const ENVIRONMENT_VALUES: &[(&str, Environment)] = &[
    ("sandbox", Environment::Sandbox),
    ("test", Environment::Sandbox),
    ("testing", Environment::Sandbox),
    ("production", Environment::Production),
    ("prod", Environment::Production),
    ("live", Environment::Production),
];

/// What stands in for a server in tests.
const MOCKS: &[&str] =
    &["nock", "msw", "fetch-mock", "axios-mock-adapter", "mock", "jest-fetch-mock", "pollyjs"];

impl Lint for EnvironmentMismatch {
    fn id(&self) -> &'static str {
        "environment-mismatch"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        let path = context.builds().module_path(survey.module);
        let side = |at: u32| context.builds().verdict(path, at, context.shown).side;
        if side(0) == Side::Docs {
            return;
        }
        let is_test = side(0) == Side::Test || is_test_configuration(path);
        for exchange in survey.exchanges() {
            request(survey, exchange, is_test, reports);
        }
        options(survey, reports);
        if is_test {
            live_literals(survey, reports);
        }
    }

    fn settings(&self, file: &SettingsFile<'_>, reports: &mut Reports<'_>) {
        if file.kind == Kind::Variables {
            variables(file, reports);
        }
    }
}

/// A file of variables: live keys in one for tests, and a key beside the host of another environment.
fn variables(file: &SettingsFile<'_>, reports: &mut Reports<'_>) {
    let context = file.context;
    let spot = Spot { module: 0, expr: 0, frame: None, receiver: None, trail: None };
    let is_test = is_test_file(file.path);
    let host = |variable: &Assigned| {
        let (host, environment) = host_of_text(context, &Text::known(variable.value.clone(), &spot))?;
        Some((name::words(name::bare(&variable.name)).first()?.clone(), host, environment))
    };
    let hosts: Vec<(String, String, Environment)> = file.variables.iter().filter_map(host).collect();
    for variable in &file.variables {
        let Some(key) = literal_key(context, &variable.name, &variable.value, &spot) else { continue };
        let is_secret = matches!(key.class, KeyClass::Secret | KeyClass::Webhook);
        let words = name::words(name::bare(&variable.name));
        let beside: Vec<_> = hosts.iter().filter(|(first, ..)| words.first() == Some(first)).collect();
        let message = match beside.first() {
            Some((_, host, environment))
                if *environment != key.environment
                    && beside.iter().all(|(.., other)| other == environment) =>
            {
                format!(
                    "`{}` holds {}, and stands beside {host}, a {} host",
                    variable.name,
                    key.described,
                    environment.name()
                )
            }
            _ if is_test && is_secret && key.environment == Environment::Production => {
                format!("`{}` of a file for tests holds {}", variable.name, key.described)
            }
            _ => continue,
        };
        let side = context.builds().verdict(file.path, variable.span.start, context.shown).side;
        let subject = format!("{}: {}", variable.name, key.subject);
        let saying = Saying { class: key.class, side, ..Saying::exposed(Level::Warning, subject, message) };
        let hidden = file.value_span(variable);
        reports.say_of(file.path, file.line(variable.span.start), variable.span.clone(), hidden, saying);
    }
}

/// Whether a file of variables is one for tests: `.env.test`.
fn is_test_file(path: &std::path::Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    name.split('.').any(|part| matches!(part, "test" | "testing" | "e2e" | "sandbox"))
}

/// A key, and the environment that it is for.
#[derive(Clone)]
struct Key {
    environment: Environment,
    /// How it is called in a sentence.
    described: String,
    /// What it is about, which is no secret.
    subject: String,
    class: KeyClass,
    spot: Spot,
}

/// A request whose host and key are known.
fn request(survey: &Survey<'_>, exchange: &Exchange, is_test: bool, reports: &mut Reports<'_>) {
    let context = survey.context;
    let Some((host, environment)) = host_of(context, exchange) else { return };
    for sent in exchange.headers.iter().filter(|sent| sent.is_credential(context)) {
        let keys: Vec<Option<Key>> =
            sent.values.iter().map(|text| key_of(context, &sent.name, text)).collect();
        match agreed(&keys) {
            Some(key) if key.environment != environment => {
                let message = format!(
                    "the header `{}` of a request to {host}, a {} host, gets {}",
                    sent.name,
                    environment.name(),
                    key.described
                );
                say(survey, sent.module, sent.span.clone(), &key, &exchange.calls, message, reports);
            }
            Some(key) if is_test && environment == Environment::Production => {
                let message = format!("a test calls {host}, a production host, with {}", key.described);
                say(survey, sent.module, sent.span.clone(), &key, &exchange.calls, message, reports);
            }
            None if is_test && environment == Environment::Production && !is_mocked(survey) => {
                real_variable(survey, exchange, sent, &host, reports);
            }
            _ => {}
        }
    }
}

/// A test that takes a key whose environment is not known from the environment variables.
fn real_variable(
    survey: &Survey<'_>,
    exchange: &Exchange,
    sent: &Sent,
    host: &str,
    reports: &mut Reports<'_>,
) {
    let context = survey.context;
    let pieces = sent.values.iter().flat_map(|text| &text.pieces);
    for piece in pieces {
        let Piece::From(Source::Env(read), spot) = piece else { continue };
        let Some(name) = read.name.as_ref().filter(|name| {
            matches!(context.name_says(name), Says::Secret | Says::Credential)
                && name::environment(name) != Some(Environment::Sandbox)
        }) else {
            continue;
        };
        let message = format!("a test calls {host}, a production host, with `{name}`");
        let evidence = context.way(spot, &exchange.calls);
        let side = Side::Test;
        let saying =
            Saying { side, ..Saying::exposed(Level::Warning, format!("{}: {name}", sent.name), message) };
        reports.say(sent.module, sent.span.clone(), saying.because(evidence));
        return;
    }
}

/// The host of a request and its environment, if all that it may go to are of one.
fn host_of(context: &Context<'_>, exchange: &Exchange) -> Option<(String, Environment)> {
    let hosts: Option<Vec<(String, Environment)>> =
        exchange.targets.iter().map(|(_, text)| host_of_text(context, text)).collect();
    let hosts = hosts?;
    let (name, environment) = hosts.first()?;
    let agree = hosts.iter().all(|(_, other)| other == environment);
    agree.then(|| (name.clone(), *environment))
}

fn host_of_text(context: &Context<'_>, text: &Text) -> Option<(String, Environment)> {
    let target = Target::of(&context.with_variables(text.clone()));
    let name = target.host?;
    let environment = context.rules.providers.iter().find_map(|provider| {
        let host = provider.host(&name).filter(|host| host.role != HostRole::Dashboard)?;
        host.environment
    })?;
    Some((name, environment))
}

/// The key that a text under a name is or holds.
fn key_of(context: &Context<'_>, name: &str, text: &Text) -> Option<Key> {
    if let (Some(whole), Some(first)) = (text.whole(), text.pieces.first()) {
        return literal_key(context, name, &whole, first.spot());
    }
    text.pieces.iter().find_map(|piece| match piece {
        Piece::Known(known, spot) => literal_key(context, name, known, spot),
        Piece::From(Source::Env(read), spot) => {
            let variable = read.name.as_deref()?;
            let by_value = context
                .builds()
                .env_value(spot.module, variable)
                .and_then(|value| literal_key(context, variable, &value, spot))
                .map(|key| Key { described: format!("`{variable}`, {}", key.described), ..key });
            by_value
                .or_else(|| named_key(variable, spot))
                .map(|key| Key { subject: variable.to_owned(), ..key })
        }
        Piece::From(Source::Config(keys), spot) => named_key(keys.last()?, spot),
        Piece::From(_, spot) => spot.hops().iter().rev().find_map(|hop| named_key(&hop.name, spot)),
    })
}

fn literal_key(context: &Context<'_>, name: &str, value: &str, spot: &Spot) -> Option<Key> {
    let literal = context.literals.classify(name, value)?;
    let environment = literal.environment?;
    Some(Key {
        environment,
        described: format!("a {} of the {} environment", literal.rule.title, environment.name()),
        subject: literal.rule.id.clone(),
        class: literal.rule.class,
        spot: spot.clone(),
    })
}

/// A key whose name says which environment it is for.
fn named_key(name: &str, spot: &Spot) -> Option<Key> {
    let environment = name::environment(name).filter(|_| name::says(name) != Says::Nothing)?;
    Some(Key {
        environment,
        described: format!("`{name}`, by its name a key of the {} environment", environment.name()),
        subject: name.to_owned(),
        class: KeyClass::Secret,
        spot: spot.clone(),
    })
}

/// The key of several choices, if all of them are known and of one environment.
fn agreed(keys: &[Option<Key>]) -> Option<Key> {
    let known: Option<Vec<&Key>> = keys.iter().map(Option::as_ref).collect();
    let known = known?;
    let first = *known.first()?;
    known.iter().all(|key| key.environment == first.environment).then(|| first.clone())
}

/// Options in one object, or in one call: `new Shop("snd_…", { environment: "production" })`.
fn options(survey: &Survey<'_>, reports: &mut Reports<'_>) {
    let context = survey.context;
    let Some(program) = context.flow.program(survey.module) else { return };
    for kind in &program.exprs {
        let mut group = Group::default();
        match kind {
            Expr::Object(entries) => {
                group.asks(survey, entries);
                if !group.asked.is_empty() {
                    group.keys_of(survey, entries);
                }
            }
            Expr::Call { arguments, .. } => {
                for argument in arguments {
                    if let Expr::Object(entries) = &program.exprs[argument.value] {
                        group.asks(survey, entries);
                    }
                }
                // What the object holds besides is said of that.
                if !group.asked.is_empty() {
                    arguments.iter().for_each(|argument| group.argument(survey, argument.value));
                }
            }
            _ => continue,
        }
        group.judge(survey, reports);
    }
}

/// What stands together.
#[derive(Default)]
struct Group {
    /// The environments that are asked for, and how that is said.
    asked: Vec<Option<(Environment, String)>>,
    keys: Vec<(Option<Key>, Range<u32>)>,
}

impl Group {
    /// The environment that an object asks for.
    fn asks(&mut self, survey: &Survey<'_>, entries: &[Entry]) {
        let context = survey.context;
        for entry in entries {
            let Entry::Known(name, value, _) = entry else { continue };
            let texts = || context.flow.texts(&context.flow.spot(survey.module, *value));
            if ENVIRONMENT_OPTIONS.contains(&name.as_str()) {
                let said = |text: &Text| {
                    let value = text.whole()?.to_ascii_lowercase();
                    let known = ENVIRONMENT_VALUES.iter().find(|(known, _)| *known == value)?;
                    Some((known.1, format!("`{name}: \"{value}\"`")))
                };
                self.asked.extend(texts().iter().map(said));
            } else if is_address(name) {
                let host = |text: &Text| host_of_text(context, text).map(|(host, of)| (of, host));
                self.asked.extend(texts().iter().map(host));
            }
        }
    }

    /// The keys that an object holds.
    fn keys_of(&mut self, survey: &Survey<'_>, entries: &[Entry]) {
        let context = survey.context;
        for entry in entries {
            let Entry::Known(name, value, span) = entry else { continue };
            if name::says(name) != Says::Nothing && !is_address(name) {
                let keys = context.flow.texts(&context.flow.spot(survey.module, *value));
                self.keys.extend(keys.iter().map(|text| (key_of(context, name, text), span.clone())));
            }
        }
    }

    fn argument(&mut self, survey: &Survey<'_>, value: usize) {
        let context = survey.context;
        let spot = context.flow.spot(survey.module, value);
        let Some(program) = context.flow.program(survey.module) else { return };
        // A function, a list or an object is no key.
        let is_other = |expr: &Expr| {
            matches!(
                expr,
                Expr::Function(_) | Expr::Array(_) | Expr::Class(_) | Expr::Element { .. } | Expr::Object(_)
            )
        };
        if is_other(&program.exprs[value]) {
            return;
        }
        for text in context.flow.texts(&spot) {
            if let Some(key) = key_of(context, "key", &text) {
                self.keys.push((Some(key), program.spans[value].clone()));
            }
        }
    }

    fn judge(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let asked: Option<Vec<&(Environment, String)>> = self.asked.iter().map(Option::as_ref).collect();
        let Some((environment, said)) =
            asked.as_ref().and_then(|asked| asked.first()).map(|first| (first.0, &first.1))
        else {
            return;
        };
        if asked.is_some_and(|asked| asked.iter().any(|(other, _)| *other != environment)) {
            return;
        }
        let known: Vec<&Key> = self.keys.iter().filter_map(|(key, _)| key.as_ref()).collect();
        if known.iter().any(|key| key.environment == environment) {
            return;
        }
        for (key, span) in &self.keys {
            let Some(key) = key else { continue };
            let message = format!("{} stands beside {said}", key.described);
            say(survey, survey.module, span.clone(), key, &[], message, reports);
        }
    }
}

/// Whether a property of this name holds an address.
fn is_address(name: &str) -> bool {
    let words = name::words(name);
    words.last().is_some_and(|last| {
        matches!(
            last.as_str(),
            "url" | "host" | "endpoint" | "base" | "uri" | "hostname" | "server" | "origin"
        )
    })
}

/// Keys of real accounts that are written out in a test.
fn live_literals(survey: &Survey<'_>, reports: &mut Reports<'_>) {
    const SHORTEST: usize = 16;
    let context = survey.context;
    let Some(program) = context.flow.program(survey.module) else { return };
    for (expr, kind) in program.exprs.iter().enumerate() {
        let Expr::Text(text) = kind else { continue };
        if text.len() < SHORTEST || text.contains(char::is_whitespace) {
            continue;
        }
        let spot = context.flow.spot(survey.module, expr);
        let Some(key) = literal_key(context, "key", text, &spot) else { continue };
        let is_secret = matches!(key.class, KeyClass::Secret | KeyClass::Webhook);
        if is_secret && key.environment == Environment::Production {
            let message = format!("a test holds {}", key.described);
            say(survey, survey.module, program.spans[expr].clone(), &key, &[], message, reports);
        }
    }
}

fn say(
    survey: &Survey<'_>,
    module: usize,
    span: Range<u32>,
    key: &Key,
    calls: &[Caller],
    message: String,
    reports: &mut Reports<'_>,
) {
    let context = survey.context;
    let builds = context.builds();
    let verdict = builds.verdict(builds.module_path(module), span.start, context.shown);
    let evidence: Vec<Evidence> = context.way(&key.spot, calls);
    let (class, subject) = (key.class, key.subject.clone());
    let saying = Saying { class, side: verdict.side, ..Saying::exposed(Level::Warning, subject, message) };
    reports.say(module, span, saying.because(evidence));
}

/// Whether requests of a test go nowhere.
fn is_mocked(survey: &Survey<'_>) -> bool {
    let facts = survey.context.builds().facts(survey.module);
    let by_package = facts
        .imports
        .iter()
        .any(|import| import.specifier.split(['/', '@']).any(|part| MOCKS.contains(&part)));
    let by_runner =
        ["jest", "vi", "sinon", "mock", "fetchMock"].iter().any(|name| facts.globals.contains_key(*name))
            || facts.bindings.iter().any(|binding| matches!(binding.local.as_str(), "vi" | "jest" | "sinon"));
    by_package || by_runner
}

/// Whether a file configures a runner of tests.
fn is_test_configuration(path: &std::path::Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    ["jest.", "vitest.", "cypress.", "playwright.", "karma.", "ava.", ".mocharc"]
        .iter()
        .any(|start| name.starts_with(start))
}
