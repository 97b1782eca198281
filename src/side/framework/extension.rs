//! Browser extensions: all that a manifest names is in the package that users install.

use super::{Entry, Framework, Layer};
use crate::side::plan::Plan;
use crate::side::project::Package;
use crate::syntax::Value;

pub struct Extension;

/// Manifest keys under which files are named, whatever stands in between.
const KEYS: &[&str] = &[
    "background",
    "content_scripts",
    "action",
    "browser_action",
    "page_action",
    "options_page",
    "options_ui",
    "devtools_page",
    "chrome_url_overrides",
    "side_panel",
    "sidebar_action",
    "sandbox",
    "web_accessible_resources",
    "user_scripts",
    "declarative_net_request",
];

impl Framework for Extension {
    fn name(&self) -> &'static str {
        "a browser extension"
    }

    fn applies(&self, package: &Package) -> bool {
        !package.depends_on("wxt") && !package.depends_on("plasmo") && !manifests(package).is_empty()
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        Some(manifests(package).iter().map(|(file, manifest)| plan(package, file, manifest)).collect())
    }
}

/// The manifests of extensions, by the folders that hold them; one that a configuration makes has none of its own.
fn manifests(package: &Package) -> Vec<(String, Value)> {
    let files =
        package.matching("{,src/,app/,extension/,public/,static/,chrome/,firefox/}manifest*.{json,js,ts}");
    let mut found: Vec<(String, Value)> = files
        .into_iter()
        .map(|file| (file.to_owned(), package.read_config(file)))
        .filter(|(_, manifest)| is_manifest(manifest))
        .collect();
    // `crx({ manifest })`
    let of_plugin = package.config("vite.config").walk().into_iter().find(|value| is_manifest(value));
    if let Some(manifest) = of_plugin.filter(|_| found.is_empty()) {
        found.push((package.config_file("vite.config").unwrap_or_default(), manifest.clone()));
    }
    found
}

fn is_manifest(value: &Value) -> bool {
    value.get(&["manifest_version"]).is_some()
}

fn plan(package: &Package, file: &str, manifest: &Value) -> Plan {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let tables = KEYS.iter().filter_map(|key| manifest.get(&[key]));
    let mut entries = Vec::new();
    for path in tables.flat_map(Value::texts) {
        let path = path.trim_start_matches('/').trim_start_matches("./");
        if path.contains("://") || path.is_empty() {
            continue;
        }
        // Plugins of bundlers count from the project's root.
        for path in [super::joined(folder, path), path.to_owned()] {
            let files = match path.contains('*') {
                true => package.matching(&path).into_iter().map(str::to_owned).collect(),
                false => package.find_module(&path).into_iter().collect::<Vec<_>>(),
            };
            entries.extend(files.into_iter().map(|file| {
                Entry::new(file, Layer::Client, "is named by the manifest of a browser extension")
            }));
        }
    }
    let mut plan = Plan::new(entries);
    if file.ends_with(".json") {
        plan.copied.push(file.to_owned());
    }
    plan
}
