//! Rollup by itself: mostly libraries and scripts for pages.

use std::path::PathBuf;

use super::{Entry, Framework, Implicit, Layer, node, webpack};
use crate::side::plan::Plan;
use crate::side::project::Package;
use crate::syntax::{
    CommentOf, EnvForm, EnvObject, Guard, ModuleFacts, Property, Region, RegionKind, Script, Value,
};

pub struct Rollup;

/// Plugins that take comments away, by parts of their packages' names.
const WITHOUT_COMMENTS: &[&str] = &["terser", "esbuild", "swc", "sucrase", "uglify", "minif"];

/// Keys of the replacing plugin that are no names to replace.
const OPTIONS_OF_REPLACE: &[&str] = &[
    "preventAssignment",
    "delimiters",
    "include",
    "exclude",
    "sourceMap",
    "sourcemap",
    "objectGuards",
    "values",
];

impl Framework for Rollup {
    fn name(&self) -> &'static str {
        "Rollup"
    }

    fn applies(&self, package: &Package) -> bool {
        !configs(package).is_empty()
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        let mut plans = Vec::new();
        for file in configs(package) {
            let script = package.read_script(&file);
            plans.extend(each(&script).into_iter().map(|config| plan(package, config, &script, &file)));
        }
        Some(plans)
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let scripts = configs(package).into_iter().map(|file| package.read_script(&file));
        scripts.flat_map(|script| plugin_tables(&script, "alias", "entries", package)).collect()
    }

    fn implicit(&self, package: &Package) -> Vec<Implicit> {
        let mut found = Vec::new();
        for script in configs(package).into_iter().map(|file| package.read_script(&file)) {
            for (from, arguments) in each(&script).into_iter().flat_map(|config| plugins(config, &script)) {
                let tables = arguments.iter().filter(|_| from.contains("inject"));
                for entry in tables.flat_map(Value::entries) {
                    let mut texts = entry.value.texts().into_iter();
                    let file = texts.next().and_then(|path| package.find_module(path));
                    let export = texts.next().unwrap_or("default").to_owned();
                    found.extend(file.map(|file| Implicit { name: entry.name.clone(), file, export }));
                }
            }
        }
        found
    }

    fn strips(
        &self,
        _package: &Package,
        _facts: &ModuleFacts,
        region: &Region,
        _layer: Layer,
    ) -> Option<String> {
        // It knows no mode, unless one is put in.
        match &region.kind {
            RegionKind::Guard(Guard::Production, _) => None,
            _ => super::not_in_production(region),
        }
    }

    fn shakes_fields(&self, _package: &Package) -> bool {
        true
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        matches!(object, EnvObject::Process | EnvObject::ImportMeta)
            && matches!(form, EnvForm::Member | EnvForm::Dynamic)
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

/// The configuration files of production builds, and scripts that call its API.
fn configs(package: &Package) -> Vec<String> {
    let commands: Vec<_> =
        package.scripts().filter(|command| command.runs(&["rollup"]) && command.is_build()).collect();
    let named = commands.iter().flat_map(|command| command.options(&["--config", "-c"]));
    let mut files: Vec<String> = named.filter_map(|file| package.find_module(&file)).collect();
    if files.is_empty() {
        files.extend(
            package.script("rollup.config").filter(|_| package.depends_on("rollup") || !commands.is_empty()),
        );
    }
    if files.is_empty() && package.depends_on("rollup") {
        let is_one = |file: &String| {
            package
                .read_text(file)
                .is_some_and(|text| text.contains("'rollup'") || text.contains("\"rollup\""))
        };
        files.extend(node::scripts(package).into_iter().filter(is_one));
    }
    files.sort();
    files.dedup();
    files
}

/// The configurations of a file: what it exports, or hands to `rollup()`.
fn each(script: &Script) -> Vec<&Value> {
    fn configs(value: &Value) -> Vec<&Value> {
        match value {
            Value::List(list) => list.iter().flat_map(configs).collect(),
            Value::Object(_) if value.get(&["input"]).is_some() => vec![value],
            _ => Vec::new(),
        }
    }
    let called = script.calls.iter().filter(|call| call.from.as_deref() == Some("rollup"));
    configs(&script.exports)
        .into_iter()
        .chain(called.flat_map(|call| call.arguments.iter().flat_map(configs)))
        .collect()
}

/// The plugins of a configuration, those of its output too: their packages' names and arguments.
fn plugins<'v>(config: &'v Value, script: &'v Script) -> Vec<(&'v str, &'v [Value])> {
    let mut found = Vec::new();
    for value in config.get(&["plugins"]).into_iter().chain(config.get(&["output"])).flat_map(Value::walk) {
        let Value::Call(names, arguments) = value else { continue };
        let call = script.calls.iter().find(|call| call.names == *names && call.from.is_some());
        let name = names.last().map(String::as_str).unwrap_or_default();
        found.push((call.and_then(|call| call.from.as_deref()).unwrap_or(name), arguments.as_slice()));
    }
    found
}

fn plan(package: &Package, config: &Value, script: &Script, file: &str) -> Plan {
    let layer = layer(package, config);
    let inputs = config.get(&["input"]).map(super::paths).unwrap_or_default();
    let files = inputs.iter().filter_map(|input| package.find_module(input));
    let mut plan = Plan::new(files.map(|file| Entry::new(file, layer, "is an entry of Rollup")).collect());
    plan.scripts.push(file.to_owned());
    plan.env_files = script.env_files.clone();
    plan.dropped_comments = vec![CommentOf::Component];
    plan.keeps_comments = true;
    plan.shakes = !config.get(&["treeshake"]).is_some_and(|value| value.is(false));
    let outputs = config.get(&["output"]).into_iter().flat_map(|output| match output {
        Value::List(outputs) => outputs.iter().collect(),
        one => vec![one],
    });
    for output in outputs {
        for key in ["banner", "footer", "intro", "outro"] {
            if let Some(text) = output.property(&[key]) {
                plan.write_always(text, "`output` of Rollup");
            }
        }
        let map = output.get(&["sourcemap"]);
        let has_sources = !output.get(&["sourcemapExcludeSources"]).is_some_and(|value| value.is(true));
        plan.publishes_sources |= has_sources && map.is_some_and(|map| map.is(true) || map.text().is_some());
    }
    for (from, arguments) in plugins(config, script) {
        plug_in(&mut plan, from, arguments);
    }
    if layer == Layer::Server {
        plan.written.clear();
        plan.copied.clear();
        plan.publishes_sources = false;
    }
    plan
}

/// Whom a bundle is for. A private package that leaves Node's own modules out of it is a program of a server.
fn layer(package: &Package, config: &Value) -> Layer {
    let formats: Vec<&str> = config
        .get(&["output"])
        .map(Value::walk)
        .unwrap_or_default()
        .iter()
        .filter_map(|output| output.get(&["format"])?.text())
        .collect();
    let in_pages = formats.iter().any(|format| matches!(*format, "iife" | "umd" | "system" | "amd"));
    let external = config.get(&["external"]).map(Value::texts).unwrap_or_default();
    let of_node = external.iter().any(|name| {
        name.starts_with("node:") || matches!(*name, "fs" | "http" | "path") || node::SERVERS.contains(name)
    });
    let prefers = |value: &&Value| value.get(&["preferBuiltins"]).is_some_and(|value| value.is(true));
    let for_browser = |value: &&Value| value.get(&["browser"]).is_some_and(|value| value.is(true));
    let plugins = config.get(&["plugins"]).map(Value::walk).unwrap_or_default();
    let is_node = of_node || plugins.iter().any(prefers);
    let is_private = package.manifest("private").as_bool() == Some(true);
    if is_node && is_private && !in_pages && !plugins.iter().any(for_browser) {
        Layer::Server
    } else {
        Layer::Client
    }
}

fn plug_in(plan: &mut Plan, from: &str, arguments: &[Value]) {
    let options = arguments.first().unwrap_or(&Value::Unknown);
    if from.contains("replace") {
        if let Some(values) = options.property(&["values"]) {
            plan.define(values, "`@rollup/plugin-replace`");
        }
        let names =
            options.entries().iter().filter(|entry| !OPTIONS_OF_REPLACE.contains(&entry.name.as_str()));
        let names: Vec<Property> = names.cloned().collect();
        if let Some(first) = names.first().cloned() {
            let table = Property { name: String::new(), value: Value::Object(names), span: 0..0, ..first };
            plan.define(&table, "`@rollup/plugin-replace`");
        }
    }
    if from.contains("process-env") || from.contains("rollup-plugin-env") {
        let file = options.entries().first().map(|entry| entry.file.clone());
        let table = Property {
            name: "process.env".into(),
            value: options.clone(),
            span: 0..0,
            file: file.unwrap_or_else(|| std::path::Path::new("").into()),
            sources: Vec::new(),
        };
        let object = Property { value: Value::Object(vec![table.clone()]), ..table };
        plan.define(&object, "a plugin of Rollup");
    }
    if from.contains("dotenv") {
        let exposure = std::mem::take(&mut plan.exposure);
        plan.exposure = exposure.whole("process.env", None, &[], "`rollup-plugin-dotenv`");
    }
    if from.contains("copy") {
        let targets = options.get(&["targets"]).map(Value::elements).unwrap_or_default();
        plan.copied.extend(targets.iter().filter_map(|target| target.get(&["src"])).flat_map(super::paths));
    }
    if WITHOUT_COMMENTS.iter().any(|part| from.contains(part)) {
        plan.keeps_comments = false;
        if let Some(table) = options.property(&["define"]) {
            plan.define(table, "`define` of a plugin of Rollup");
        }
    }
    arguments.iter().for_each(|options| webpack::drop_by_minifier(plan, options));
}

/// The aliases of a plugin whose package's name has a part.
fn plugin_tables(script: &Script, part: &str, key: &str, package: &Package) -> Vec<(String, PathBuf)> {
    let plugins = each(script).into_iter().flat_map(|config| plugins(config, script));
    let tables = plugins.filter(|(from, _)| from.contains(part));
    tables
        .filter_map(|(_, arguments)| arguments.first()?.get(&[key]))
        .flat_map(|table| super::vite::alias_table(package, table))
        .collect()
}
