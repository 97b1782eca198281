//! esbuild by itself: a build for each call of its API in a script, and for each command of the manifest.

use std::path::PathBuf;

use super::{Entry, Framework, Implicit, Layer, webpack};
use crate::side::plan::Plan;
use crate::side::project::Package;
use crate::side::script::Command;
use crate::syntax::{
    Call, CommentOf, EnvForm, EnvObject, Guard, Literal, ModuleFacts, Property, Region, RegionKind, Script,
    Value,
};

pub struct Esbuild;

/// Folders that hold scripts, and what scripts that build are called.
const SCRIPTS: &str =
    "{,script/,scripts/,build/,config/,tools/,tasks/}{build,bundle,esbuild,compile}*.{js,mjs,cjs,ts,mts,cts}";

impl Framework for Esbuild {
    fn name(&self) -> &'static str {
        "esbuild"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("esbuild") && !builds(package).is_empty()
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        Some(builds(package).iter().map(|build| plan(package, build)).collect())
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let builds = builds(package);
        let entries =
            builds.iter().filter_map(|build| build.options.get(&["alias"])).flat_map(Value::entries);
        let paths = entries.filter_map(|entry| Some((entry, entry.value.text()?)));
        let local = paths.filter(|(_, path)| path.starts_with('.') || path.contains('/'));
        local
            .map(|(entry, path)| (entry.name.clone(), package.folder.join(path.trim_start_matches("./"))))
            .collect()
    }

    fn implicit(&self, package: &Package) -> Vec<Implicit> {
        let builds = builds(package);
        let files = builds.iter().flat_map(|build| injected(package, &build.options));
        let names = files.flat_map(|file| {
            let facts = package.read_module(&file).unwrap_or_default();
            let names = facts.exports.into_iter().map(|export| export.name);
            names.map(|name| Implicit { export: name.clone(), name, file: file.clone() }).collect::<Vec<_>>()
        });
        names.filter(|implicit| !matches!(implicit.name.as_str(), "*" | "default")).collect()
    }

    fn strips(
        &self,
        _package: &Package,
        _facts: &ModuleFacts,
        region: &Region,
        _layer: Layer,
    ) -> Option<String> {
        // Which mode it is, each build says by a constant.
        match &region.kind {
            RegionKind::Guard(Guard::Production, _) => None,
            _ => super::not_in_production(region),
        }
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        matches!(object, EnvObject::Process | EnvObject::ImportMeta) && form != EnvForm::Destructured
    }
}

/// A build: its options, and the script that asks for it.
struct Build {
    options: Value,
    file: Option<String>,
    script: Script,
    /// Files and folders that the script copies.
    copied: Vec<String>,
}

fn builds(package: &Package) -> Vec<Build> {
    let mut found: Vec<Build> = package
        .scripts()
        .filter(|command| command.runs(&["esbuild"]) && command.is_build())
        .map(|command| Build {
            options: options_of(package, command, "esbuild", "entryPoints"),
            file: None,
            script: Script::default(),
            copied: Vec::new(),
        })
        .collect();
    for file in scripts(package) {
        let script = package.read_script(&file);
        let copied = copied_by(&script);
        let calls = script.calls.iter().filter(|call| is_build(call));
        let options: Vec<Value> = calls.filter_map(|call| call.arguments.first().cloned()).collect();
        found.extend(options.into_iter().filter(|options| options.get(&["entryPoints"]).is_some()).map(
            |options| Build {
                options,
                file: Some(file.clone()),
                script: script.without_calls(),
                copied: copied.clone(),
            },
        ));
    }
    found
}

fn is_build(call: &Call) -> bool {
    call.from.as_deref().is_some_and(|from| from == "esbuild" || from == "esbuild-wasm")
        && matches!(call.names.last().map(String::as_str), Some("build" | "buildSync" | "context"))
}

/// Scripts that may call esbuild: those that the manifest runs, and those that are called so.
pub fn scripts(package: &Package) -> Vec<String> {
    if !package.depends_on("esbuild") {
        return Vec::new();
    }
    let run = super::node::scripts(package).into_iter();
    let named = package.matching(SCRIPTS).into_iter().map(str::to_owned);
    let mut files: Vec<String> = run.chain(named).collect();
    files.sort();
    files.dedup();
    files.retain(|file| package.read_text(file).is_some_and(|text| text.contains("esbuild")));
    files
}

/// What a script copies beside its output: `fs.copyFileSync("src/index.html", "dist/index.html")`.
pub fn copied_by(script: &Script) -> Vec<String> {
    const COPIES: &[&str] = &["copyFile", "copyFileSync", "cp", "cpSync", "copy", "copySync"];
    let copies = script.calls.iter().filter(|call| {
        call.arguments.len() >= 2 && call.names.last().is_some_and(|name| COPIES.contains(&name.as_str()))
    });
    copies.filter_map(|call| super::paths(&call.arguments[0]).pop()).collect()
}

fn plan(package: &Package, build: &Build) -> Plan {
    let options = &build.options;
    let is = |key: &str| options.get(&[key]).is_some_and(|value| value.is(true));
    let platform = options.get(&["platform"]).and_then(Value::text).unwrap_or("browser");
    let layer =
        if platform == "node" && !package.depends_on("electron") { Layer::Server } else { Layer::Client };
    let entries = entry_points(package, options);
    let entries = entries.into_iter().map(|file| Entry::new(file, layer, "is an entry of esbuild"));
    let mut plan = Plan::new(entries.collect());
    let injected = injected(package, options).into_iter();
    plan.entries.extend(injected.map(|file| Entry::new(file, layer, "is injected by esbuild").only_runs()));
    plan.scripts.extend(build.file.clone());
    plan.env_files = build.script.env_files.clone();
    plan.bundles = is("bundle");
    plan.shakes = plan.bundles && !options.get(&["treeShaking"]).is_some_and(|value| value.is(false));
    plan.dropped_comments = vec![CommentOf::Component];
    if is("minify") {
        plan.dropped_comments.push(CommentOf::Style);
    }
    let has_map = options.get(&["sourcemap"]).is_some_and(|map| map.is(true) || map.text().is_some());
    let has_sources = !options.get(&["sourcesContent"]).is_some_and(|value| value.is(false));
    plan.publishes_sources = layer == Layer::Client && has_map && has_sources;
    if platform == "browser" {
        let mode = if is("minify") { "production" } else { "development" };
        plan.constants.insert("process.env.NODE_ENV".to_owned(), Literal::Text(mode.to_owned()));
    }
    if let Some(table) = options.property(&["define"]) {
        plan.define(table, "`define` of esbuild");
    }
    for key in ["banner", "footer"] {
        if let Some(texts) = options.property(&[key]) {
            plan.write_always(texts, &format!("`{key}` of esbuild"));
        }
    }
    webpack::drop_by_minifier(&mut plan, options);
    if layer == Layer::Client {
        plan.copied = build.copied.clone();
    } else {
        plan.written.clear();
    }
    plan
}

fn entry_points(package: &Package, options: &Value) -> Vec<String> {
    let Some(points) = options.get(&["entryPoints"]) else { return Vec::new() };
    let paths = match points {
        Value::List(points) => {
            points.iter().flat_map(|point| super::paths(point.get(&["in"]).unwrap_or(point))).collect()
        }
        other => super::paths(other),
    };
    let files = paths.into_iter().flat_map(|path| match path.contains(['*', '{']) {
        true => package.matching(&path).into_iter().map(str::to_owned).collect(),
        false => package.find_module(&path).into_iter().collect::<Vec<_>>(),
    });
    files.collect()
}

fn injected(package: &Package, options: &Value) -> Vec<String> {
    let paths = options.get(&["inject"]).map(super::paths).unwrap_or_default();
    paths.into_iter().filter_map(|path| package.find_module(&path)).collect()
}

/// The options that a command gives: `esbuild src/app.ts --bundle --define:X=1`. What is no option is an entry.
pub fn options_of(package: &Package, command: Command<'_>, program: &str, entry_key: &str) -> Value {
    let manifest = package.folder.join("package.json");
    let file: std::sync::Arc<std::path::Path> = manifest.as_path().into();
    let whole = package.read_text("package.json").unwrap_or_default();
    let property = |name: &str, value: Value, written: &str| {
        // A literal of a command stands in the manifest.
        let start = whole.find(written).unwrap_or_default() as u32;
        let end = start + written.len() as u32;
        Property { name: name.to_owned(), value, span: start..end, file: file.clone(), sources: Vec::new() }
    };
    let mut options: Vec<Property> = Vec::new();
    let mut tables: std::collections::BTreeMap<&str, Vec<Property>> = std::collections::BTreeMap::new();
    let mut entries = Vec::new();
    let words = command.text.split_whitespace().skip_while(|word| !word.ends_with(program)).skip(1);
    for word in words {
        let Some(option) = word.strip_prefix("--") else {
            entries.push(Value::Text(word.trim_matches(['"', '\'']).to_owned()));
            continue;
        };
        let (name, value) = option.split_once('=').unwrap_or((option, "true"));
        match name.split_once(':') {
            Some((table, key)) => {
                let entry = property(key, code_of_shell(value), word);
                tables.entry(table).or_default().push(entry);
            }
            None => {
                let value = match value {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    text => Value::Text(text.to_owned()),
                };
                options.push(property(name, value, word));
            }
        }
    }
    for (table, entries) in tables {
        // `--drop:console` and the like are lists.
        let keys = || Value::List(entries.iter().map(|entry| Value::Text(entry.name.clone())).collect());
        let (name, value) = match table {
            "drop" | "pure" | "inject" => (table, keys()),
            "drop-labels" => ("dropLabels", keys()),
            _ => (table, Value::Object(entries.clone())),
        };
        options.push(property(name, value, command.text));
    }
    options.push(property(entry_key, Value::List(entries), command.text));
    Value::Object(options)
}

/// What a shell hands over: quotes around code, `$NAME` for a variable.
fn code_of_shell(value: &str) -> Value {
    let code = value.replace("\\\"", "\"");
    let name = code.split_once('$').map(|(_, rest)| rest.trim_start_matches('{'));
    let name = name
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>());
    match name {
        Some(name) if !name.is_empty() => Value::Env(Some(name)),
        _ => Value::Text(code),
    }
}
