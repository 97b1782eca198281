//! Electron: the main process, preload scripts and pages are all in the application that customers install.

use std::path::PathBuf;

use super::{Entry, Framework, Layer, vite};
use crate::side::packing::Packing;
use crate::side::plan::Plan;
use crate::side::project::Package;
use crate::syntax::{ModuleFacts, Region, Value};

pub struct Electron;

/// What bundles such an application with a configuration that is known here.
const WITH_VITE: &str = "electron.vite.config";

/// Bundlers: with one of them pages lie where it looks for them.
const BUNDLERS: &[&str] = &[
    "vite",
    "webpack",
    "electron-vite",
    "parcel",
    "@electron-forge/plugin-vite",
    "@electron-forge/plugin-webpack",
    "next",
];

/// Where the main process begins, if the manifest names what is built first.
const MAIN: &[&str] = &[
    "src/main/index",
    "src/main/main",
    "src/main",
    "electron/main/index",
    "electron/main",
    "electron/index",
    "src/electron/main",
    "src/index",
    "main",
    "index",
];

/// Preload scripts, by the names that people give them.
const PRELOADS: &str = "{,app/,src/,src/main/,src/electron/,electron/,electron/main/,src/preload/,electron/preload/}{preload,index.preload}*.{js,cjs,mjs,ts,mts,cts}";

impl Framework for Electron {
    fn name(&self) -> &'static str {
        "Electron"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("electron")
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        let mut plans = match package.config_file(WITH_VITE) {
            Some(_) => vec![main(package), preload(package), renderer(package)],
            None => vec![by_hand(package)],
        };
        plans.extend(packed(package));
        Some(plans)
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let config = package.config(WITH_VITE);
        let parts = ["main", "preload", "renderer"].iter().filter_map(|part| config.get(&[part]));
        parts.flat_map(|config| vite::aliases(package, config)).collect()
    }

    fn strips(
        &self,
        package: &Package,
        facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        match BUNDLERS.iter().any(|name| package.depends_on(name)) {
            true => vite::strips(facts, region, layer),
            false => None,
        }
    }

    fn shakes_fields(&self, _package: &Package) -> bool {
        true
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

/// One of the three builds of electron-vite, with the variables that are its own.
fn build(package: &Package, part: &str, files: Vec<String>, prefix: &str, why: &str) -> Plan {
    let config = package.config(WITH_VITE).get(&[part]).unwrap_or(&Value::Unknown);
    let entries = files.into_iter().map(|file| Entry::new(file, Layer::Client, why));
    let mut plan = Plan::new(entries.collect());
    plan.exposure = vite::exposure(config, &[prefix, "VITE_"], "electron-vite");
    if let Some(table) = config.property(&["define"]) {
        plan.define(table, "`define` of electron-vite");
    }
    plan.publishes_sources = vite::publishes_sources(config);
    plan.dropped_comments = Electron.drops_comments().to_vec();
    plan
}

/// What a part's configuration names as its input, or else the usual files.
fn inputs(package: &Package, part: &str, usual: &[&str]) -> Vec<String> {
    let config = package.config(WITH_VITE).get(&[part]).unwrap_or(&Value::Unknown);
    let keys = [
        &["build", "rollupOptions", "input"][..],
        &["build", "lib", "entry"],
        &["build", "rolldownOptions", "input"],
    ];
    let named: Vec<String> = keys.iter().filter_map(|keys| config.get(keys)).flat_map(super::paths).collect();
    let root = config.get(&["root"]).map(super::paths).and_then(|mut paths| paths.pop()).unwrap_or_default();
    let found: Vec<String> = named
        .iter()
        .filter_map(|path| {
            package.find_module(path).or_else(|| package.find_module(&super::joined(&root, path)))
        })
        .collect();
    if !found.is_empty() {
        return found;
    }
    usual.iter().find_map(|path| package.find_module(path)).into_iter().collect()
}

fn main(package: &Package) -> Plan {
    let files =
        inputs(package, "main", &["src/main/index", "src/main/main", "electron/main/index", "electron/main"]);
    build(
        package,
        "main",
        files,
        "MAIN_VITE_",
        "is the main process of an Electron application, which customers install",
    )
}

fn preload(package: &Package) -> Plan {
    let files =
        inputs(package, "preload", &["src/preload/index", "src/preload/preload", "electron/preload/index"]);
    build(package, "preload", files, "PRELOAD_VITE_", "is the preload script of an Electron application")
}

fn renderer(package: &Package) -> Plan {
    let config = package.config(WITH_VITE).get(&["renderer"]).unwrap_or(&Value::Unknown);
    let root = config.get(&["root"]).map(super::paths).and_then(|mut paths| paths.pop());
    let root = root.unwrap_or_else(|| "src/renderer".to_owned());
    let page = super::joined(&root, "index.html");
    let files = inputs(package, "renderer", &[&page, "index.html"]);
    let mut plan =
        build(package, "renderer", files, "RENDERER_VITE_", "is a page of an Electron application");
    plan.copied =
        vite::public_folder(config).map(|folder| super::joined(&root, &folder)).into_iter().collect();
    plan
}

/// An application that something else builds, or nothing.
fn by_hand(package: &Package) -> Plan {
    let main = package.manifest("main").as_str().and_then(|main| package.find_module(main));
    let main = main.or_else(|| MAIN.iter().find_map(|stem| package.script(stem)));
    let mut files: Vec<(String, &str)> = Vec::new();
    files.extend(
        main.map(|file| (file, "is the main process of an Electron application, which customers install")),
    );
    for file in package.matching(PRELOADS) {
        files.push((file.to_owned(), "is the preload script of an Electron application"));
    }
    files.extend(of_plugins(package).into_iter().map(|file| (file, "is built into an Electron application")));
    if !BUNDLERS.iter().any(|name| package.depends_on(name)) {
        for file in package.matching("{,src/**/,app/**/,renderer/**/,public/**/,windows/**/,views/**/}*.html")
        {
            files.push((file.to_owned(), "is a page of an Electron application"));
        }
    }
    let entries = files.into_iter().map(|(file, why)| Entry::new(file, Layer::Client, why));
    let mut plan = Plan::new(entries.collect());
    plan.exposure = vite::exposure(&Value::Unknown, &["VITE_"], "Vite");
    plan
}

/// What plugins of Vite and Forge are told to build: `electron({ entry: "electron/main.ts" })`, `new VitePlugin({ build: [{ entry }] })`,
/// `entryPoints: [{ html, js, preload: { js } }]`.
fn of_plugins(package: &Package) -> Vec<String> {
    const KEYS: &[&str] = &["entry", "input", "html", "js", "main", "preload"];
    let configs = [package.config("vite.config"), package.config("forge.config")];
    let calls = configs.into_iter().flat_map(Value::walk).filter_map(|value| match value {
        Value::Call(names, arguments) => {
            let name = names.last()?.to_ascii_lowercase();
            (name.contains("electron") || name == "viteplugin" || name == "webpackplugin")
                .then_some(arguments)
        }
        _ => None,
    });
    let options = calls.flatten().flat_map(Value::walk).flat_map(Value::entries);
    let named = options.filter(|entry| KEYS.contains(&entry.name.as_str()));
    named.flat_map(|entry| super::paths(&entry.value)).filter_map(|path| package.find_module(&path)).collect()
}

/// What the builder of the application packs: by its list of files; without one and without a bundler, all.
fn packed(package: &Package) -> Option<Plan> {
    let listed = builder_files(package);
    let is_bundled = BUNDLERS.iter().any(|name| package.depends_on(name));
    let packs = ["electron-builder", "electron-packager", "@electron/packager", "@electron-forge/cli"];
    let packs_all = !is_bundled && packs.iter().any(|name| package.depends_on(name));
    let patterns = listed.or_else(|| packs_all.then(Vec::new))?;
    let mut plan = Plan::new(Vec::new());
    plan.packing.push(Packing::application(&patterns));
    Some(plan)
}

/// `files` of electron-builder.
fn builder_files(package: &Package) -> Option<Vec<String>> {
    let in_manifest = package.manifest("build")["files"]
        .as_array()
        .map(|files| files.iter().filter_map(|file| file.as_str()).map(str::to_owned).collect::<Vec<_>>());
    let in_yaml = || {
        let text = ["electron-builder.yml", "electron-builder.yaml"]
            .iter()
            .find_map(|name| package.read_text(name))?;
        yaml_list(&text, "files")
    };
    let in_config = || {
        let names = ["electron-builder.json", "electron-builder.json5", "electron-builder.config"];
        let files = names.iter().find_map(|name| package.config(name).get(&["files"]))?;
        Some(files.texts().into_iter().map(str::to_owned).collect())
    };
    in_manifest.or_else(in_yaml).or_else(in_config)
}

/// A list at the top of a YAML file, in either of its forms.
fn yaml_list(text: &str, key: &str) -> Option<Vec<String>> {
    let unquoted = |item: &str| item.trim().trim_matches(['"', '\'']).to_owned();
    let mut lines = text.lines();
    let rest = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?.trim();
    if let Some(inline) = rest.strip_prefix('[') {
        let items = inline.trim_end_matches(']').split(',').map(unquoted);
        return Some(items.filter(|item| !item.is_empty()).collect());
    }
    let items = lines.map(str::trim).take_while(|line| line.starts_with('-') || line.starts_with('#'));
    Some(items.filter_map(|line| line.strip_prefix('-')).map(unquoted).collect())
}
