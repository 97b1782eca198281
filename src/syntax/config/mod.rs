//! Configuration files and build scripts, read without being run.
//!
//! [`config`] gives what a file exports, [`script`] what it calls: many builds are a script that calls a bundler. A reader follows
//! constants, small functions, the usual ways to join objects, lists and paths, and what other files of the project export. What a
//! build does not know before it runs stays [`Value::Unknown`].

mod environment;
mod expression;
mod function;
mod path;
mod scope;
mod statement;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use oxc_allocator::Allocator;
use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};

use super::javascript;
use super::value::{Place, Value};
use scope::Scopes;

/// A file that is to be read.
pub struct Source<'s> {
    /// Where it is.
    pub path: &'s Path,
    /// Its folder, as seen from the folder that relative paths count from; empty if it is that one.
    pub folder: &'s str,
    /// Gives the text of another file, if that may be read.
    pub open: &'s dyn Fn(&Path) -> Option<String>,
}

/// A call or a construction.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The names along the callee's chain.
    pub names: Vec<String>,
    /// The specifier that the first of them is imported from.
    pub from: Option<String>,
    /// What is handed over.
    pub arguments: Vec<Value>,
    /// Its bytes.
    pub span: Range<u32>,
}

/// What a script does that tells something of a build.
#[derive(Debug, Default)]
pub struct Script {
    /// What it exports.
    pub exports: Value,
    /// Its calls, in the order in which they are met.
    pub calls: Vec<Call>,
    /// Files of environment variables that it loads, as they are written.
    pub env_files: Vec<String>,
}

impl Script {
    /// The same without what it calls.
    pub fn without_calls(&self) -> Self {
        Self { calls: Vec::new(), exports: Value::Unknown, env_files: self.env_files.clone() }
    }
}

/// How many files are read for one.
const MOST_FILES: usize = 32;

/// What a configuration file exports: JavaScript, TypeScript, or JSON with or without comments.
pub fn config(source: &Source<'_>, text: &str) -> Value {
    exports(source, text, MOST_FILES).default.unwrapped()
}

/// What a script calls, also in functions that it calls itself.
pub fn script(source: &Source<'_>, text: &str) -> Script {
    javascript::with_program(source.path, text, |allocator, program| {
        let mut reader = Reader::new(allocator, source, MOST_FILES);
        reader.record = true;
        reader.program(program);
        let mut everywhere = Everywhere(reader);
        everywhere.visit_program(program);
        let mut reader = everywhere.0;
        let script = std::mem::take(&mut reader.script);
        Script { exports: reader.exported().default.unwrapped(), ..script }
    })
}

/// What a file exports.
#[derive(Debug, Clone, Default)]
struct Exports {
    default: Value,
    named: HashMap<String, Value>,
    env_files: Vec<String>,
}

impl Exports {
    fn get(&self, name: &str) -> Value {
        match name {
            "default" | "*" => self.default.clone(),
            _ => self.named.get(name).or_else(|| self.default.get(&[name])).cloned().unwrap_or_default(),
        }
    }
}

fn exports(source: &Source<'_>, text: &str, files: usize) -> Exports {
    let is_json = source.path.extension().is_some_and(|e| e == "json" || e == "jsonc" || e == "json5")
        || source.path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("rc"));
    if is_json {
        let text = text.trim_start_matches('\u{FEFF}');
        let default = javascript::with_expression(text, |allocator, expression| {
            Reader::new(allocator, source, files).read(expression, 0)
        });
        return Exports { default: default.unwrap_or_default(), ..Exports::default() };
    }
    javascript::with_program(source.path, text, |allocator, program| {
        let mut reader = Reader::new(allocator, source, files);
        reader.program(program);
        reader.exported()
    })
}

/// The deepest nesting that is followed, names and calls included.
const DEEPEST: usize = 64;

/// How many expressions are read for one file at most: functions may call each other.
const MOST_STEPS: usize = 200_000;

/// Reads expressions, with what was seen so far.
struct Reader<'a, 's> {
    allocator: &'a Allocator,
    source: &'s Source<'s>,
    file: Arc<Path>,
    scopes: Scopes<'a>,
    /// The specifier that each imported name comes from.
    imported: HashMap<String, String>,
    default: Value,
    /// The names under which others see names of this file.
    renamed: Vec<(String, String)>,
    steps: usize,
    /// Where the constants stand that were put in so far.
    sources: Vec<Place>,
    /// How many other files may still be read.
    files: usize,
    /// Whether calls are noted.
    record: bool,
    script: Script,
}

impl<'a, 's> Reader<'a, 's> {
    fn new(allocator: &'a Allocator, source: &'s Source<'s>, files: usize) -> Self {
        Self {
            allocator,
            source,
            file: Arc::from(source.path),
            scopes: Scopes::default(),
            imported: HashMap::new(),
            default: Value::Unknown,
            renamed: Vec::new(),
            steps: 0,
            sources: Vec::new(),
            files,
            record: false,
            script: Script::default(),
        }
    }

    fn exported(mut self) -> Exports {
        let renamed = std::mem::take(&mut self.renamed);
        let renamed: Vec<(String, Value)> =
            renamed.into_iter().map(|(outside, inside)| (outside, self.scopes.value(&inside))).collect();
        let mut named = self.scopes.into_values();
        if self.default == Value::Unknown {
            self.default = named.remove(scope::COMMON_EXPORTS).unwrap_or_default();
        }
        named.extend(renamed);
        Exports { default: self.default, named, env_files: self.script.env_files }
    }

    /// What a relative specifier exports.
    fn load(&mut self, specifier: &str) -> Option<Exports> {
        if !specifier.starts_with('.') || self.files == 0 {
            return None;
        }
        self.files -= 1;
        let below = path::normal(&path::join(self.source.path.parent()?.to_str()?, specifier));
        let relative = path::normal(&path::join(self.source.folder, specifier));
        let endings = ["", ".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".json", "/index.js", "/index.ts"];
        let exports = endings.iter().find_map(|ending| {
            let path = format!("{below}{ending}");
            let text = (self.source.open)(Path::new(&path))?;
            let relative = format!("{relative}{ending}");
            let source =
                Source { path: Path::new(&path), folder: path::parent(&relative), open: self.source.open };
            Some(exports(&source, &text, self.files / 2))
        })?;
        self.script.env_files.extend(exports.env_files.iter().cloned());
        Some(exports)
    }
}

/// Reads every call of a file, whatever stands around it.
struct Everywhere<'a, 's>(Reader<'a, 's>);

impl<'a> Visit<'a> for Everywhere<'a, '_> {
    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        self.0.note(it);
        walk::walk_variable_declaration(self, it);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        self.0.call(&it.callee, &it.arguments, it.span, 0);
        walk::walk_call_expression(self, it);
    }

    fn visit_new_expression(&mut self, it: &NewExpression<'a>) {
        self.0.construction(it, 0);
        walk::walk_new_expression(self, it);
    }
}
