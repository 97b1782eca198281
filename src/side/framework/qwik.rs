//! Qwik City: code is cut at `$`. What a few of these functions are given stays on the server, everything else ships.

use super::ConfigTable;
use super::{Answer, Entry, Fate, Framework, Layer, is_test, vite};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{Callee, ModuleFacts, Reading, Region, RegionKind, Value};

pub struct Qwik;

/// How the names of functions begin whose first argument the client does not get.
const OF_SERVER: &[&str] = &[
    "useServer",
    "route",
    "server",
    "action$",
    "loader$",
    "zod$",
    "valibot$",
    "validator$",
    "globalAction$",
];

/// How the names of functions begin whose first argument the server does not get.
const OF_CLIENT: &[&str] = &["useClient", "useBrowser", "useVisibleTask", "client", "browser", "event$"];

/// Exports that are cut out of the client's modules.
const HANDLERS: &[&str] = &[
    "onGet",
    "onPost",
    "onPut",
    "onRequest",
    "onDelete",
    "onHead",
    "onOptions",
    "onPatch",
    "onStaticGenerate",
];

impl Framework for Qwik {
    fn name(&self) -> &'static str {
        "Qwik"
    }

    fn applies(&self, package: &Package) -> bool {
        ["@builder.io/qwik-city", "@qwik.dev/router", "@qwik.dev/city"]
            .iter()
            .any(|name| package.depends_on(name))
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        Some(package.config("vite.config"))
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        vite::DEFINE
    }

    fn answers(&self, _package: &Package, _path: &str) -> Vec<Answer> {
        ["routeLoader$", "routeAction$", "globalAction$", "server$", "loader$", "action$"]
            .map(|name| Answer::Call(name, name, None))
            .to_vec()
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let source = super::folder(package.config("vite.config"), &["srcDir"], "src");
        let mut entries = Vec::new();
        if let Some(root) = package.script(&format!("{source}/root")) {
            entries.extend(Entry::on_both(&root, "is the root of Qwik's pages"));
        }
        for file in package.matching(&format!("{}/**/*", routes(package))) {
            let Some((stem, extension)) = parts(file).filter(|_| !is_test(file)) else { continue };
            match kind(stem, extension) {
                Some(Kind::Page) => entries.extend(Entry::on_both(file, "is a page of Qwik")),
                Some(Kind::Layout) => entries.extend(Entry::on_both(file, "is a layout of Qwik")),
                Some(Kind::Endpoint) => {
                    entries.push(Entry::new(file, Layer::Server, "is an endpoint of Qwik"))
                }
                Some(Kind::Plugin) => {
                    entries.push(Entry::new(file, Layer::Server, "is a plugin of Qwik's server"))
                }
                Some(Kind::Worker) => entries.push(Entry::new(file, Layer::Client, "is a service worker")),
                None => {}
            }
        }
        for file in package.matching(&format!("{source}/entry.*.{{ts,tsx,js,jsx,mjs}}")) {
            // `entry.dev` is for development without a server.
            if !file.contains("/entry.dev.") {
                entries.push(Entry::new(file, Layer::Server, "is where Qwik's server begins"));
            }
        }
        entries
    }

    fn module(&self, _package: &Package, path: &str, facts: &ModuleFacts, layer: Layer) -> Fate {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let in_folder = folders.starts_with("src/") && folders.split('/').any(|folder| folder == "server");
        match layer {
            Layer::Client if name.contains(".server.") || in_folder => {
                let why = "is for the server only, which Qwik refuses to the client";
                Fate::LeavesTo(Some(Layer::Server), why.into())
            }
            Layer::Client if facts.exports.iter().any(|export| HANDLERS.contains(&export.name.as_str())) => {
                Fate::Loses(HANDLERS.to_vec(), "handles requests, so Qwik cuts it out of the client".into())
            }
            _ => Fate::Stays,
        }
    }

    fn reading(&self, path: &str) -> Option<Reading> {
        super::compiled_prose(path)
    }

    fn strips(
        &self,
        _package: &Package,
        facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        match (&region.kind, layer) {
            (RegionKind::Argument { callee, index: 0, property }, Layer::Client)
                if property.is_empty() && is_cut(callee, OF_SERVER) =>
            {
                Some(format!("is given to `{}`, which Qwik keeps on the server", callee.names[0]))
            }
            (RegionKind::Argument { callee, index: 0, property }, Layer::Server)
                if property.is_empty() && is_cut(callee, OF_CLIENT) =>
            {
                Some(format!("is given to `{}`, which runs in the browser only", callee.names[0]))
            }
            _ => vite::strips(facts, region, layer),
        }
    }

    fn exposure(&self, package: &Package) -> Exposure {
        vite::exposure(package.config("vite.config"), &["VITE_", "PUBLIC_"], "Qwik")
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

/// Whether a call is one of Qwik's optimizer: a function whose name ends in `$`, told by how it begins.
fn is_cut(callee: &Callee, starts: &[&str]) -> bool {
    let [name] = &callee.names[..] else { return false };
    name.ends_with('$') && starts.iter().any(|start| name.starts_with(start))
}

/// What a file below the routes is, by its name.
enum Kind {
    Page,
    Layout,
    Endpoint,
    Plugin,
    Worker,
}

fn kind(stem: &str, extension: &str) -> Option<Kind> {
    let is_page = matches!(extension, "tsx" | "jsx" | "md" | "mdx");
    let is_module = matches!(extension, "ts" | "js" | "mts" | "mjs" | "cts" | "cjs");
    let is_index = stem == "index" || stem == "index!" || stem.starts_with("index@");
    let is_layout = stem == "layout" || stem == "layout!" || stem.starts_with("layout-");
    let is_error = stem == "error" || stem.len() == 3 && stem.starts_with(['4', '5']);
    match stem {
        _ if (is_index || is_error) && is_page => Some(Kind::Page),
        _ if (is_index || is_error) && is_module => Some(Kind::Endpoint),
        _ if is_layout && (is_page || is_module) => Some(Kind::Layout),
        _ if (stem == "plugin" || stem.starts_with("plugin@")) && (is_page || is_module) => {
            Some(Kind::Plugin)
        }
        "service-worker" if is_module => Some(Kind::Worker),
        _ => None,
    }
}

/// A file's name without its extension, and that.
fn parts(file: &str) -> Option<(&str, &str)> {
    file.rsplit('/').next()?.rsplit_once('.')
}

fn routes(package: &Package) -> &str {
    let options = super::plugin_options(package.config("vite.config"), &["qwikCity", "qwikRouter"]);
    super::folder(options, &["routesDir"], "src/routes")
}
