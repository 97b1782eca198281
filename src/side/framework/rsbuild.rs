//! Rsbuild, and Rslib, which builds libraries the same way: a build for each environment.

use std::path::PathBuf;

use super::{Entry, Framework, Layer, webpack};
use crate::side::env::Exposure;
use crate::side::plan::Plan;
use crate::side::project::Package;
use crate::syntax::{CommentOf, EnvForm, EnvObject, Guard, Literal, ModuleFacts, Region, RegionKind, Value};

pub struct Rsbuild;

/// Frameworks that bring entries of their own.
const BUILT_ON_IT: &[&str] = &["@tanstack/react-start", "@tanstack/solid-start", "@rspress/core", "rspress"];

impl Framework for Rsbuild {
    fn name(&self) -> &'static str {
        "Rsbuild"
    }

    fn applies(&self, package: &Package) -> bool {
        let is_configured = config_name(package).is_some();
        (is_configured || package.depends_on("@rsbuild/core"))
            && !BUILT_ON_IT.iter().any(|name| package.depends_on(name))
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        let file = config_name(package).unwrap_or("rsbuild.config");
        let config = package.config(file);
        let nested = |key: &str| config.get(&[key]);
        let environments = nested("environments").map(Value::entries).unwrap_or_default();
        let libraries = nested("lib").map(Value::elements).unwrap_or_default();
        let parts: Vec<&Value> =
            environments.iter().map(|environment| &environment.value).chain(libraries).collect();
        let parts = if parts.is_empty() { vec![&Value::Unknown] } else { parts };
        Some(parts.into_iter().map(|own| plan(package, file, own, config)).collect())
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let config = config_name(package).map_or(&Value::Unknown, |name| package.config(name));
        let environments = config.get(&["environments"]).map(Value::entries).unwrap_or_default();
        let all = environments.iter().map(|environment| &environment.value).chain([config]);
        let tables =
            all.flat_map(|config| [config.get(&["resolve", "alias"]), config.get(&["source", "alias"])]);
        tables.flatten().flat_map(|table| super::vite::alias_table(package, table)).collect()
    }

    fn strips(
        &self,
        _package: &Package,
        _facts: &ModuleFacts,
        region: &Region,
        _layer: Layer,
    ) -> Option<String> {
        match &region.kind {
            RegionKind::Guard(Guard::Production, _) => None,
            _ => super::not_in_production(region),
        }
    }

    fn shakes_fields(&self, _package: &Package) -> bool {
        true
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        matches!(object, EnvObject::Process | EnvObject::ImportMeta) && form != EnvForm::Destructured
    }

    fn shakes_common_exports(&self) -> bool {
        true
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

fn config_name(package: &Package) -> Option<&'static str> {
    ["rsbuild.config", "rslib.config"].into_iter().find(|name| package.config_file(name).is_some())
}

/// What an environment of its own says, or else the whole configuration.
struct Settings<'v> {
    own: &'v Value,
    shared: &'v Value,
}

impl<'v> Settings<'v> {
    fn get(&self, keys: &[&str]) -> Option<&'v Value> {
        self.own.get(keys).or_else(|| self.shared.get(keys))
    }

    /// The tables of both.
    fn both(&self) -> [&'v Value; 2] {
        [self.shared, self.own]
    }
}

fn plan(package: &Package, file: &str, own: &Value, shared: &Value) -> Plan {
    let settings = Settings { own, shared };
    let target = settings.get(&["output", "target"]).and_then(Value::text).unwrap_or("web");
    let is_library = file == "rslib.config";
    let layer = if target == "node" && !is_library && !package.depends_on("electron") {
        Layer::Server
    } else {
        Layer::Client
    };
    let entry = settings.get(&["source", "entry"]);
    let paths = match entry {
        Some(Value::Object(entries)) => entries
            .iter()
            .flat_map(|entry| super::paths(entry.value.get(&["import"]).unwrap_or(&entry.value)))
            .collect(),
        Some(other) => super::paths(other),
        None => vec!["src/index".to_owned()],
    };
    let files = paths.iter().filter_map(|path| package.find_module(path));
    let mut plan = Plan::new(files.map(|file| Entry::new(file, layer, "is an entry of Rsbuild")).collect());
    plan.constants.insert("process.env.NODE_ENV".to_owned(), Literal::Text("production".to_owned()));
    plan.constants.insert("import.meta.env.PROD".to_owned(), Literal::Bool(true));
    plan.dropped_comments = vec![CommentOf::Style, CommentOf::Component];
    plan.exposure = Exposure::default().prefix("PUBLIC_", "Rsbuild");
    for config in settings.both() {
        if let Some(table) = config.get(&["source"]).and_then(|source| source.property(&["define"])) {
            plan.define(table, "`source.define` of Rsbuild");
        }
        for (name, arguments) in config.get(&["tools", "rspack"]).into_iter().flat_map(webpack::plugins) {
            webpack::plug_in(&mut plan, package, layer, name, arguments);
        }
        page(&mut plan, package, layer, config);
    }
    remove_calls(&mut plan, &settings);
    if layer == Layer::Client {
        let map = settings.get(&["output", "sourceMap"]);
        let kind = map.map(|map| map.get(&["js"]).unwrap_or(map));
        plan.publishes_sources = kind.is_some_and(|kind| {
            kind.is(true)
                || kind.text().is_some_and(|kind| kind.contains("source-map") && !kind.contains("nosources"))
        });
        plan.copied = public_folder(&settings).into_iter().collect();
    } else {
        plan.written.clear();
    }
    plan
}

/// `html`: the template is a page, and what it is given stands in it.
fn page(plan: &mut Plan, package: &Package, layer: Layer, config: &Value) {
    let Some(html) = config.get(&["html"]) else { return };
    let templates = html.get(&["template"]).map(super::paths).unwrap_or_default();
    for template in templates.into_iter().filter(|file| package.has_file(file)) {
        plan.entries.push(Entry::new(template, layer, "is the template of Rsbuild's pages"));
    }
    for key in ["title", "meta", "templateParameters", "tags"] {
        if let Some(property) = html.property(&[key]) {
            plan.write_always(property, "`html` of Rsbuild");
        }
    }
}

/// `performance.removeConsole`.
fn remove_calls(plan: &mut Plan, settings: &Settings<'_>) {
    let Some(removed) = settings.get(&["performance", "removeConsole"]) else { return };
    if removed.is(true) {
        plan.dropped_calls.push("console".to_owned());
    }
    plan.dropped_calls.extend(removed.texts().into_iter().map(|method| format!("console.{method}")));
}

fn public_folder(settings: &Settings<'_>) -> Option<String> {
    match settings.get(&["server", "publicDir"]) {
        Some(Value::Bool(false)) => None,
        Some(options) => {
            let named = options.get(&["name"]).unwrap_or(options);
            Some(super::paths(named).pop().unwrap_or_else(|| "public".to_owned()))
        }
        None => Some("public".to_owned()),
    }
}
