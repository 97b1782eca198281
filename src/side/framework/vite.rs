//! Vite by itself: pages, libraries, and server-side rendering by hand.

use std::path::PathBuf;

use super::{ConfigTable, Entry, Framework, Layer};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{EnvForm, EnvObject, Guard, ModuleFacts, Reading, Region, RegionKind, Value};

pub struct Vite;

/// `define`, where `vite.config` has it.
pub const DEFINE: &[ConfigTable] = &[ConfigTable { file: "vite.config", keys: &["define"], if_read: true }];

/// Frameworks that bring entries of their own.
const BUILT_ON_IT: &[&str] = &[
    "@sveltejs/kit",
    "astro",
    "nuxt",
    "@solidjs/start",
    "@tanstack/react-start",
    "@tanstack/solid-start",
    "@tanstack/vue-start",
    "@tanstack/start",
    "@react-router/dev",
    "@remix-run/dev",
    "@builder.io/qwik-city",
    "@qwik.dev/router",
    "electron-vite",
    "wxt",
];

impl Framework for Vite {
    fn name(&self) -> &'static str {
        "Vite"
    }

    fn applies(&self, package: &Package) -> bool {
        let has_config = package.config_file("vite.config").is_some();
        (has_config || package.depends_on("vite") && !package.matching("index.html").is_empty())
            && !BUILT_ON_IT.iter().any(|name| package.depends_on(name))
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        Some(package.config("vite.config"))
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        DEFINE
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let config = package.config("vite.config");
        let root = config.get(&["root"]).and_then(Value::text).unwrap_or("").trim_start_matches("./");
        let at = |file: &str| super::joined(root, file);
        let mut entries = Vec::new();
        let mut inputs: Vec<String> = Vec::new();
        for value in config.walk() {
            let input = value.entries().iter().filter(|property| property.name == "input");
            inputs.extend(input.flat_map(|property| super::paths(&property.value)).map(|path| at(&path)));
        }
        inputs.push(at("index.html"));
        for file in inputs {
            entries.push(Entry::new(
                file,
                Layer::Client,
                "is a page or script that Vite builds for the browser",
            ));
        }
        for file in config.get(&["build", "lib", "entry"]).map(super::paths).unwrap_or_default() {
            entries.push(Entry::new(at(&file), Layer::Client, "is the entry of a library that Vite builds"));
        }
        for file in server_entries(package, config) {
            entries.push(Entry::new(at(&file), Layer::Server, "is what Vite builds for the server"));
        }
        entries
    }

    fn reading(&self, path: &str) -> Option<Reading> {
        super::compiled_prose(path)
    }

    fn inlines(&self, object: EnvObject, _form: EnvForm) -> bool {
        matches!(object, EnvObject::ImportMeta | EnvObject::Process)
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

/// `vite build --ssr src/entry-server.ts` in a script, `build.ssr` in the configuration.
fn server_entries(package: &Package, config: &Value) -> Vec<String> {
    let scripts = package.manifest("scripts").as_object().into_iter().flatten();
    let mut found: Vec<String> = scripts
        .filter_map(|(_, script)| script.as_str())
        .flat_map(|script| {
            let words: Vec<&str> = script.split_whitespace().collect();
            let after = words.windows(2).filter(|pair| pair[0] == "--ssr").map(|pair| pair[1].to_owned());
            after.collect::<Vec<_>>()
        })
        .collect();
    found.extend(config.get(&["build", "ssr"]).and_then(Value::text).map(str::to_owned));
    found
}

/// Constants that packages and frameworks give to each build with a value of its own: the specifier, the name, and whether it holds
/// in the browser.
const FLAGS: &[(&str, &str, bool)] = &[
    ("$app/environment", "browser", true),
    ("esm-env", "BROWSER", true),
    ("solid-js/web", "isServer", false),
    ("@solidjs/web", "isServer", false),
    ("@builder.io/qwik/build", "isServer", false),
    ("@builder.io/qwik/build", "isBrowser", true),
    ("@qwik.dev/core/build", "isServer", false),
    ("@qwik.dev/core/build", "isBrowser", true),
];

/// What a build of Vite's replaces by constants, and so drops.
pub fn strips(facts: &ModuleFacts, region: &Region, layer: Layer) -> Option<String> {
    let for_client = match &region.kind {
        RegionKind::Guard(Guard::Ssr, holds) => !holds,
        RegionKind::Guard(Guard::Imported(binding), holds) => {
            let binding = &facts.bindings[*binding];
            let specifier = facts.imports[binding.import].specifier.as_str();
            let known = FLAGS.iter().find(|(from, name, _)| *from == specifier && *name == binding.imported);
            known?.2 == *holds
        }
        _ => return super::not_in_production(region),
    };
    match (for_client, layer) {
        (false, Layer::Client) => {
            Some("runs on a server only, so it is dropped from the client build".into())
        }
        (true, Layer::Server) => Some("runs in the browser only".into()),
        _ => None,
    }
}

/// `resolve.alias`, an object or a list.
pub fn aliases(package: &Package, config: &Value) -> Vec<(String, PathBuf)> {
    config.get(&["resolve", "alias"]).map(|table| alias_table(package, table)).unwrap_or_default()
}

/// A table of aliases: names and paths, or a list of `{ find, replacement }`.
pub fn alias_table(package: &Package, alias: &Value) -> Vec<(String, PathBuf)> {
    let pair = |name: &str, to: &Value| {
        let path = super::paths(to).pop()?;
        Some((
            name.trim_end_matches("/*").trim_end_matches('/').to_owned(),
            package.folder.join(path.trim_start_matches('/').trim_end_matches("/$1")),
        ))
    };
    let find = |value: &Value| match value {
        Value::Text(text) => Some(text.clone()),
        Value::Pattern(pattern) => super::literal_start(pattern),
        _ => None,
    };
    let of_object = alias.entries().iter().filter_map(|property| pair(&property.name, &property.value));
    let of_list = alias
        .elements()
        .iter()
        .filter_map(|entry| pair(&find(entry.get(&["find"])?)?, entry.get(&["replacement"])?));
    of_object.chain(of_list).collect()
}

/// `envPrefix` and `define`.
pub fn exposure(config: &Value, defaults: &[&str], name: &str) -> Exposure {
    let configured = config.get(&["envPrefix"]).map(Value::texts).unwrap_or_default();
    let prefixes = if configured.is_empty() { defaults.to_vec() } else { configured };
    let by_prefix =
        prefixes.iter().fold(Exposure::default(), |exposure, prefix| exposure.prefix(*prefix, name));
    super::inlined_by(by_prefix, config, &["define"], "`define` of the bundler's configuration")
}

/// Rollup looks into objects since the versions that come with Vite 6.
pub fn shakes_fields(package: &Package) -> bool {
    package.major("vite").is_none_or(|major| (6..8).contains(&major))
}

/// `publicDir`; none if it is switched off.
pub fn public_folder(config: &Value) -> Option<String> {
    match config.get(&["publicDir"]) {
        Some(Value::Bool(false)) => None,
        Some(Value::Text(folder)) => Some(folder.trim_start_matches("./").to_owned()),
        _ => Some("public".to_owned()),
    }
}

/// `build.sourcemap`: hidden ones lie beside the bundle as well.
pub fn publishes_sources(config: &Value) -> bool {
    matches!(config.get(&["build", "sourcemap"]), Some(Value::Bool(true) | Value::Text(_)))
}
