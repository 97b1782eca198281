//! A variable of the server read in client code: written into the bundle, rendered into the page, or undefined.

use std::collections::HashSet;

use super::env_read::{self, Read};
use super::name::{self, Says};
use super::report::{Reports, Saying};
use super::survey::Survey;
use super::value::Worth;
use super::{Context, Lint};
use crate::finding::Level;
use crate::flow::{Caller, Spot};
use crate::syntax::program::{Entry, Expr, ExprId, Program};

pub struct EnvInlinedInClient;

/// Attributes of elements that no page shows.
const NOT_RENDERED: &[&str] = &["key", "ref", "dangerouslySetInnerHTML"];

impl Lint for EnvInlinedInClient {
    fn id(&self) -> &'static str {
        "env-inlined-in-client"
    }

    fn module(&self, survey: &Survey<'_>, reports: &mut Reports<'_>) {
        let context = survey.context;
        let rendered = rendered(survey, reports);
        for read in env_read::in_module(survey) {
            let is_client = context.builds().ships(survey.module, read.span.start);
            let is_public = context.builds().public_by_prefix(survey.module, &read.name).is_some();
            if !is_client || is_public || name::bare(&read.name) != read.name {
                continue;
            }
            let is_secret = is_secret(context, survey.module, &read.name);
            let (level, message) = match read.mechanism(context) {
                Some(mechanism) if is_secret => (Level::Error, written(&read, &mechanism)),
                Some(mechanism) if context.name_says(&read.name) == Says::Credential => {
                    (Level::Note, written(&read, &mechanism))
                }
                Some(_) => continue,
                None if is_secret && !rendered.contains(&read.name) && !read.is_guarded(context) => {
                    let name = &read.name;
                    let message =
                        format!("client code reads `{name}`, which no build gives it: there it is undefined");
                    (Level::Note, message)
                }
                None => continue,
            };
            reports.say(survey.module, read.span.clone(), Saying::exposed(level, read.name, message));
        }
    }
}

fn written(read: &Read, mechanism: &str) -> String {
    format!("client code reads `{}`, and {mechanism} writes its value into the bundle", read.name)
}

/// Whether a variable is a secret by its name, or by the value that the project's files give it.
fn is_secret(context: &Context<'_>, module: usize, name: &str) -> bool {
    let value = context.builds().env_value(module, name).unwrap_or_default();
    context.why_secret(name, &value).is_some()
}

/// Says which secrets of the server components render on the server. Returns their names.
fn rendered(survey: &Survey<'_>, reports: &mut Reports<'_>) -> HashSet<String> {
    let context = survey.context;
    let builds = context.builds();
    let mut names = HashSet::new();
    let Some(program) = context.flow.program(survey.module) else { return names };
    for shown in shown(program) {
        let at = program.spans[shown].start;
        if !builds.is_prerendered(survey.module, at) {
            continue;
        }
        let spot = context.flow.spot(survey.module, shown);
        let answers = context.flow.in_contexts(&spot, |spot| context.plain_worths("value", spot));
        for (worths, calls) in
            answers.into_iter().filter(|(_, calls)| context.ships(survey.module, at, calls))
        {
            for worth in worths {
                if let Worth::Server(name, source) = &worth
                    && builds.ships(source.module, context.flow.span(source).start)
                    && is_secret(context, source.module, name)
                {
                    names.insert(name.clone());
                    say(survey, name, source, &calls, at, reports);
                }
            }
        }
    }
    names
}

fn say(survey: &Survey<'_>, name: &str, source: &Spot, calls: &[Caller], at: u32, reports: &mut Reports<'_>) {
    let context = survey.context;
    let message = format!(
        "`{name}` is rendered on the server: the page that browsers get holds its value, though the bundle does not"
    );
    let shown = context.flow.spot(survey.module, 0);
    let mut evidence = context.way(source, calls);
    let place = crate::finding::Evidence {
        line: context.builds().facts(survey.module).line(at),
        text: format!("renders `{name}`"),
        ..context.place(&shown)
    };
    evidence.push(place);
    let saying = Saying::exposed(Level::Error, name, message).because(evidence);
    reports.say(source.module, context.flow.span(source), saying);
}

/// The expressions whose values components show: attributes of elements of HTML, and what stands in elements.
fn shown(program: &Program) -> Vec<ExprId> {
    let mut found = Vec::new();
    for action in &program.actions {
        let Expr::Element { name, properties, children } = &program.exprs[*action] else { continue };
        found.extend(children);
        if !matches!(program.exprs[*name], Expr::Text(_)) {
            continue;
        }
        for property in properties {
            match property {
                Entry::Known(name, value, _) if !is_handler(name) => found.push(*value),
                _ => {}
            }
        }
    }
    // `<>{value}</>`
    let returned = program.functions.iter().flat_map(|function| &function.returns);
    for value in returned {
        if let Expr::Mixed(children) = &program.exprs[*value] {
            found.extend(children);
        }
    }
    found.retain(|shown| !matches!(program.exprs[*shown], Expr::Function(_) | Expr::Element { .. }));
    found
}

fn is_handler(name: &str) -> bool {
    NOT_RENDERED.contains(&name)
        || name.strip_prefix("on").is_some_and(|rest| rest.starts_with(char::is_uppercase))
}
