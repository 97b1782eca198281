//! Files that set variables or configure a build, and are no modules.

use std::ops::Range;
use std::path::Path;

use super::Context;
use super::name::{self, Says};
use crate::finding::KeyClass;
use crate::rule::Rule;
use crate::side;
use crate::syntax::settings::{self, Assigned};
use crate::syntax::{self, Source, Value, Variables};

/// Beginnings of names that some bundler inlines, in lower case. A workflow or image without one is of no interest.
pub const PUBLIC_PREFIXES: &[&str] = &[
    "public_",
    "vite_",
    "react_app_",
    "vue_app_",
    "gatsby_",
    "ng_app_",
    "storybook_",
    "sanity_studio_",
    "razzle_",
];

/// A file that sets variables.
pub struct SettingsFile<'f> {
    /// What every lint has at hand.
    pub context: &'f Context<'f>,
    /// Absolute.
    pub path: &'f Path,
    /// Its text.
    pub text: String,
    /// The variables that it sets.
    pub variables: Vec<Assigned>,
    /// What it is.
    pub kind: Kind,
}

/// What a file that sets variables is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file of variables.
    Variables,
    /// A file of variables that is copied and filled in.
    Example,
    /// A workflow, image or file of a platform.
    Other,
    /// A script that configures a build.
    Script,
}

/// Whether a file sets variables or configures a build.
pub fn is_settings(path: &Path) -> bool {
    kind_of(path).is_some()
}

/// Whether there are many of its kind that set nothing of interest.
pub fn is_of_many(path: &Path) -> bool {
    settings::is_of_many(path)
}

fn kind_of(path: &Path) -> Option<Kind> {
    let name = path.file_name()?.to_string_lossy();
    let is_example = ["example", "sample", "template", "dist", "tpl", "defaults"]
        .iter()
        .any(|word| name.split(['.', '-', '_']).any(|part| part.eq_ignore_ascii_case(word)));
    let mut parts = name.rsplit('.');
    let extension = parts.next().unwrap_or_default();
    let is_script = matches!(extension, "js" | "ts" | "mjs" | "cjs" | "mts" | "cts");
    match () {
        () if side::is_env_file(&name) && is_example => Some(Kind::Example),
        () if side::is_env_file(&name) => Some(Kind::Variables),
        () if is_script && parts.any(|part| part == "config") => Some(Kind::Script),
        () if settings::sets_variables(path) => Some(Kind::Other),
        () => None,
    }
}

/// Why a variable is taken for a secret.
#[derive(Debug, Clone)]
pub enum Why<'c> {
    /// Its own name.
    Name,
    /// The project's configuration.
    Configured,
    /// Its value, which a rule knows.
    Value(&'c Rule),
    /// A variable that is put into it.
    Holds(String),
}

impl<'f> SettingsFile<'f> {
    /// Reads a file, if it is one.
    pub(super) fn read(context: &'f Context<'f>, path: &'f Path) -> Option<Self> {
        let kind = kind_of(path)?;
        let text = context.builds().text_of(path)?;
        let variables = match kind {
            Kind::Variables | Kind::Example => of_env_file(&text),
            Kind::Other => settings::assigned(path, &text),
            Kind::Script => of_script(path, &text),
        };
        Some(Self { context, path, text, variables, kind })
    }

    /// The line of an offset.
    pub fn line(&self, at: u32) -> u64 {
        let before = self.text.as_bytes().get(..at as usize).unwrap_or_default();
        memchr::memchr_iter(b'\n', before).count() as u64 + 1
    }

    /// The bytes of a variable's value.
    pub fn value_span(&self, variable: &Assigned) -> Option<Range<u32>> {
        let whole = self.text.get(variable.span.start as usize..variable.span.end as usize)?;
        let at = whole.rfind(variable.value.as_str()).filter(|_| !variable.value.is_empty())?;
        let start = variable.span.start + at as u32;
        Some(start..start + variable.value.len() as u32)
    }
}

fn of_env_file(text: &str) -> Vec<Assigned> {
    let assigned = |assignment: side::Assignment| {
        let (_, value) = text.get(assignment.span.clone())?.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'', '`']).to_owned();
        let span = assignment.span.start as u32..assignment.span.end as u32;
        Some(Assigned { name: assignment.name, value, span })
    };
    side::assignments(text).into_iter().filter_map(assigned).collect()
}

/// The properties of a configuration that are texts or variables: `env: { KEY: process.env.KEY }`.
fn of_script(path: &Path, text: &str) -> Vec<Assigned> {
    let whole = syntax::config(&Source { path, folder: "", open: &|_| None }, text);
    let mut found = Vec::new();
    for property in whole.walk().into_iter().flat_map(Value::entries) {
        let value = match property.value.walk().into_iter().find_map(|value| match value {
            Value::Env(Some(name)) | Value::Variables(Variables { name: Some(name), .. }) => {
                Some(format!("${name}"))
            }
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }) {
            Some(value) if !matches!(property.value, Value::Object(_) | Value::List(_)) => value,
            _ => continue,
        };
        found.push(Assigned { name: property.name.clone(), value, span: property.span.clone() });
    }
    found
}

impl<'c> Context<'c> {
    /// Why a variable is a secret by its name or value, if it is one.
    pub fn why_secret(&self, name: &str, value: &str) -> Option<Why<'c>> {
        if let Some(is_public) = self.names.is_public(name) {
            return (!is_public).then_some(Why::Configured);
        }
        let literal = self.literals.classify(name, value);
        match literal.map(|literal| literal.rule) {
            Some(rule) if name::is_public(rule.class) && !rule.fallback => return None,
            Some(rule) if matches!(rule.class, KeyClass::Secret | KeyClass::Webhook) && !rule.fallback => {
                return Some(Why::Value(rule));
            }
            _ => {}
        }
        match self.name_says(name) {
            Says::Secret if !is_harmless(value) => Some(Why::Name),
            Says::Secret | Says::Public => None,
            Says::Credential | Says::Nothing => references(value)
                .into_iter()
                .find(|held| name::bare(held) == held && self.name_says(held) == Says::Secret)
                .map(Why::Holds),
        }
    }
}

/// A switch or an address is no secret, whatever its name.
fn is_harmless(value: &str) -> bool {
    let is_address = value.starts_with("http://") || value.starts_with("https://") || value.starts_with('/');
    matches!(value.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no" | "on" | "off")
        || is_address && !value.contains('@')
}

/// Variables that a value is made of: `$NAME`, `${NAME}`, `${{ secrets.NAME }}`.
pub fn references(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in value.split('$').skip(1) {
        let part = part.trim_start_matches(['{', ' ', '(']);
        let part =
            ["secrets.", "env.", "vars."].iter().find_map(|start| part.strip_prefix(start)).unwrap_or(part);
        let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if !name.is_empty() {
            found.push(name);
        }
    }
    found
}
