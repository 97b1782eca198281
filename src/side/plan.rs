//! One build of a package: what it begins with, and what its configuration puts into or takes out of code.
//!
//! A framework has one plan for most packages. A bundler has as many as its configuration asks for, one for the browser and one for
//! the server, say, each with constants of its own.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::env::Exposure;
use super::framework::{Entry, Framework};
use super::packing::Packing;
use super::project::Package;
use crate::syntax::{CommentOf, Guard, Literal, Property, Region, RegionKind, Value};

/// One build of a package.
#[derive(Debug)]
pub struct Plan {
    /// The files that it begins with.
    pub entries: Vec<Entry>,
    /// Which variables it inlines.
    pub exposure: Exposure,
    /// What it takes from configuration files.
    pub written: Vec<Written>,
    /// Names and what it puts in their place, as far as that is known.
    pub constants: HashMap<String, Literal>,
    /// Functions whose calls it drops, by the names along the chain: `console`, `console.log`.
    pub dropped_calls: Vec<String>,
    /// Functions whose calls it drops if nobody uses the result.
    pub pure_calls: Vec<String>,
    /// Labels whose statements it drops.
    pub dropped_labels: Vec<String>,
    /// Comments that it drops.
    pub dropped_comments: Vec<CommentOf>,
    /// Comments of scripts stay in its output.
    pub keeps_comments: bool,
    /// Files of variables that it loads besides the usual ones, relative to the package.
    pub env_files: Vec<String>,
    /// Files and folders that it publishes as they are, relative to the package.
    pub copied: Vec<String>,
    /// What is packed into what customers get.
    pub packing: Vec<Packing>,
    /// Files that make it: they are of the build's side.
    pub scripts: Vec<String>,
    /// Source maps with the original text lie beside its output.
    pub publishes_sources: bool,
    /// It drops what nobody uses.
    pub shakes: bool,
    /// It follows imports. A build that does not takes each file by itself.
    pub bundles: bool,
}

/// A literal of a configuration file that a build writes into its output.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The configuration file, absolute.
    pub file: Arc<Path>,
    /// Its bytes there.
    pub span: Range<u32>,
    /// What it is called, such as a key of `define`.
    pub name: String,
    /// The table that it stands in.
    pub table: String,
    /// Code that ships must read the name, or else the build has no use for it.
    pub if_read: bool,
    /// A variable that takes its place if it is set.
    pub unless: Option<String>,
}

impl Plan {
    /// A plan of some entries and nothing else.
    pub fn new(entries: Vec<Entry>) -> Self {
        Self {
            entries,
            exposure: Exposure::default(),
            written: Vec::new(),
            constants: HashMap::new(),
            dropped_calls: Vec::new(),
            pure_calls: Vec::new(),
            dropped_labels: Vec::new(),
            dropped_comments: Vec::new(),
            keeps_comments: false,
            env_files: Vec::new(),
            copied: Vec::new(),
            packing: Vec::new(),
            scripts: Vec::new(),
            publishes_sources: false,
            shakes: true,
            bundles: true,
        }
    }

    /// What a framework does with a package by its other answers.
    pub fn of(framework: &dyn Framework, package: &Package) -> Self {
        let mut plan = Self::new(framework.entries(package));
        plan.exposure = framework.exposure(package);
        plan.publishes_sources = framework.publishes_sources(package);
        plan.copied = framework.public_folders(package);
        plan.dropped_comments = framework.drops_comments().to_vec();
        plan.shakes = framework.shakes();
        for published in framework.published(package) {
            plan.write(published.property, &published.called, published.if_read);
        }
        if let Some(defined) = framework.vite(package).and_then(|config| config.get(&["define"])) {
            plan.constants.extend(constants_of(defined));
        }
        plan
    }

    /// A table of a configuration file: each of its entries is written by its name.
    pub fn write(&mut self, property: &Property, table: &str, if_read: bool) {
        self.write_below("", property, table, if_read);
    }

    fn write_below(&mut self, name: &str, property: &Property, table: &str, if_read: bool) {
        for entry in unquoted(&property.value).entries() {
            let name = if name.is_empty() { entry.name.clone() } else { format!("{name}.{}", entry.name) };
            self.write_below(&name, entry, table, if_read);
        }
        let name = if name.is_empty() { property.name.as_str() } else { name };
        let own = (Arc::clone(&property.file), property.span.clone());
        for (file, span) in std::iter::once(own).chain(property.sources.iter().cloned()) {
            let (name, table) = (name.to_owned(), table.to_owned());
            self.written.push(Written { file, span, name, table, if_read, unless: None });
        }
    }

    /// A table of names and the code that takes their place, such as `DefinePlugin` gets: what it exposes, writes and decides.
    pub fn define(&mut self, table: &Property, mechanism: &str) {
        for entry in table.value.entries() {
            let exposure = std::mem::take(&mut self.exposure);
            self.exposure = exposed_by(exposure, &entry.name, &entry.value, mechanism);
        }
        if !matches!(table.value, Value::Object(_)) {
            let exposure = std::mem::take(&mut self.exposure);
            self.exposure = exposed_by(exposure, "...", &table.value, mechanism);
        }
        self.constants.extend(constants_of(&table.value));
        self.write(table, mechanism, true);
    }

    /// A literal that is in the output whatever the code does.
    pub fn write_always(&mut self, property: &Property, table: &str) {
        self.write(property, table, false);
    }

    /// Why the build leaves a region out by its configuration, if it does.
    pub fn strips(&self, region: &Region) -> Option<String> {
        match &region.kind {
            RegionKind::Guard(Guard::Never, true) => Some("never runs, so builds drop it".into()),
            RegionKind::Guard(guard, holds) => {
                let name = name_of(guard)?;
                let is_true = self.decide(guard)?;
                (is_true != *holds)
                    .then(|| format!("depends on `{name}`, which the build knows, so it is dropped"))
            }
            RegionKind::Call { callee, unused } => {
                let name = callee.names.join(".");
                let named = |calls: &[String]| {
                    calls.iter().any(|call| name == *call || name.starts_with(&format!("{call}.")))
                };
                let dropped = named(&self.dropped_calls) || *unused && named(&self.pure_calls);
                dropped.then(|| format!("is a call of `{name}`, which the build is told to drop"))
            }
            RegionKind::Label(label) if self.dropped_labels.contains(label) => {
                Some(format!("has the label `{label}`, which the build is told to drop"))
            }
            RegionKind::Comment(CommentOf::Template) => {
                Some("runs when the page is made, and leaves nothing in it".into())
            }
            RegionKind::Comment(of) if self.dropped_comments.contains(of) => {
                Some("is in a comment, which builds drop".into())
            }
            _ => None,
        }
    }

    /// What a condition comes to.
    fn decide(&self, guard: &Guard) -> Option<bool> {
        let known = self.constants.get(name_of(guard)?)?;
        Some(match guard {
            Guard::Constant(_, Some(other)) => known == other,
            Guard::Production => *known == Literal::Text("production".into()),
            // What is known is what `typeof` gives.
            Guard::Window => *known != Literal::Text("undefined".into()),
            _ => known.is_true(),
        })
    }
}

/// The name that a condition is about.
fn name_of(guard: &Guard) -> Option<&str> {
    match guard {
        Guard::Constant(name, _) => Some(name),
        Guard::Production => Some("process.env.NODE_ENV"),
        Guard::Window => Some("typeof window"),
        Guard::Ssr => Some("import.meta.env.SSR"),
        Guard::MetaClient => Some("process.browser"),
        Guard::MetaServer | Guard::Never | Guard::Imported(_) => None,
    }
}

/// The variables that are put in place of a name.
pub fn exposed_by(exposure: Exposure, name: &str, value: &Value, mechanism: &str) -> Exposure {
    match unquoted(value) {
        Value::Object(entries) => entries.iter().fold(exposure, |exposure, entry| {
            let name = if entry.name == "..." { name.to_owned() } else { format!("{name}.{}", entry.name) };
            exposed_by(exposure, &name, &entry.value, mechanism)
        }),
        Value::Env(None) => exposure.whole(name, None, &[], mechanism),
        Value::Variables(variables) => match &variables.name {
            None => exposure.whole(name, variables.file.as_deref(), &variables.prefixes, mechanism),
            Some(variable) => exposure.constant(variable, name, mechanism),
        },
        other => other.walk().into_iter().fold(exposure, |exposure, part| match part {
            Value::Env(Some(variable)) => exposure.constant(variable, name, mechanism),
            Value::Env(None) => exposure.whole(name, None, &[], mechanism),
            Value::Variables(variables) => match &variables.name {
                Some(variable) => exposure.constant(variable, name, mechanism),
                None => exposure.whole(name, variables.file.as_deref(), &variables.prefixes, mechanism),
            },
            _ => exposure,
        }),
    }
}

/// `JSON.stringify(value)` is the value.
fn unquoted(value: &Value) -> &Value {
    match value {
        Value::Call(names, arguments) if is_stringify(names) => arguments.first().unwrap_or(value),
        other => other,
    }
}

fn is_stringify(names: &[String]) -> bool {
    matches!(names, [json, stringify] if json == "JSON" && stringify == "stringify")
}

/// What the names of a table stand for, where that is known.
pub fn constants_of(table: &Value) -> HashMap<String, Literal> {
    let mut found = HashMap::new();
    collect_constants("", table, &mut found);
    found
}

fn collect_constants(name: &str, value: &Value, found: &mut HashMap<String, Literal>) {
    for entry in unquoted(value).entries() {
        let name = if name.is_empty() { entry.name.clone() } else { format!("{name}.{}", entry.name) };
        match literal(&entry.value) {
            Some(literal) => {
                found.insert(name, literal);
            }
            None => collect_constants(&name, &entry.value, found),
        }
    }
}

/// The literal that a piece of code is, or that a value is turned into.
fn literal(value: &Value) -> Option<Literal> {
    match value {
        Value::Bool(value) => Some(Literal::Bool(*value)),
        Value::Number(number) => Some(Literal::Number(number.to_string())),
        Value::Text(code) => code_literal(code.trim()),
        Value::Call(names, arguments) if is_stringify(names) => plain(arguments.first()?),
        _ => None,
    }
}

/// The literal that a value is.
pub fn plain(value: &Value) -> Option<Literal> {
    match value {
        Value::Bool(value) => Some(Literal::Bool(*value)),
        Value::Number(number) => Some(Literal::Number(number.to_string())),
        Value::Text(text) => Some(Literal::Text(text.clone())),
        Value::Env(Some(name)) if name == "NODE_ENV" => Some(Literal::Text("production".into())),
        _ => None,
    }
}

fn code_literal(code: &str) -> Option<Literal> {
    let quoted = |quote: char| code.strip_prefix(quote)?.strip_suffix(quote);
    match code {
        "true" | "!0" => Some(Literal::Bool(true)),
        "false" | "!1" => Some(Literal::Bool(false)),
        "null" | "undefined" | "void 0" => Some(Literal::Nothing),
        _ => match code.parse::<f64>() {
            Ok(number) => Some(Literal::Number(number.to_string())),
            Err(_) => quoted('"').or_else(|| quoted('\'')).map(|text| Literal::Text(text.to_owned())),
        },
    }
}
