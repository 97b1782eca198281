//! Cloudflare Workers and Pages: code stays on the server, a folder of assets is published.

use super::{Entry, Framework, Layer};
use crate::side::packing::Packing;
use crate::side::plan::Plan;
use crate::side::project::Package;
use crate::syntax::Value;

pub struct Cloudflare;

/// Configuration files, and whether they are TOML.
const FILES: &[&str] = &["wrangler.json", "wrangler.jsonc", "wrangler.toml"];

impl Framework for Cloudflare {
    fn name(&self) -> &'static str {
        "Cloudflare Workers"
    }

    fn applies(&self, package: &Package) -> bool {
        FILES.iter().any(|file| package.has_file(file))
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        let configs = FILES.iter().filter(|file| package.has_file(file));
        let settings: Vec<Settings> = configs.map(|file| read(package, file)).collect();
        let mains = settings.iter().flat_map(|settings| &settings.mains);
        let mut entries: Vec<Entry> = mains
            .filter_map(|main| package.find_module(main))
            .map(|file| Entry::new(file, Layer::Server, "is a Worker of Cloudflare"))
            .collect();
        for file in package.matching("{functions/**/*,_worker}.{ts,js,tsx,jsx,mjs}") {
            entries.push(Entry::new(file, Layer::Server, "is a function of Cloudflare Pages"));
        }
        let mut plan = Plan::new(entries);
        for folder in settings.into_iter().flat_map(|settings| settings.published) {
            let ignored = package.read_text(&super::joined(&folder, ".assetsignore")).unwrap_or_default();
            plan.packing.push(Packing::folder(&folder, &ignored));
        }
        Some(vec![plan])
    }
}

/// What a configuration names.
#[derive(Default)]
struct Settings {
    mains: Vec<String>,
    published: Vec<String>,
}

impl Settings {
    fn add(&mut self, key: &[&str], path: &str) {
        let path = path.trim_start_matches("./").trim_end_matches('/').to_owned();
        match key {
            ["main"] => self.mains.push(path),
            ["assets", "directory"] | ["site", "bucket"] | ["pages_build_output_dir"] | ["assets"] => {
                self.published.push(path);
            }
            _ => {}
        }
    }
}

/// What is named at the top, and for each environment.
const KEYS: &[&[&str]] =
    &[&["main"], &["assets", "directory"], &["assets"], &["site", "bucket"], &["pages_build_output_dir"]];

fn read(package: &Package, file: &str) -> Settings {
    let mut settings = Settings::default();
    if file.ends_with(".toml") {
        let text = package.read_text(file).unwrap_or_default();
        let table = text.parse::<toml::Table>().unwrap_or_default();
        let environments =
            table.get("env").and_then(toml::Value::as_table).into_iter().flat_map(|env| env.values());
        for table in environments.filter_map(toml::Value::as_table).chain([&table]) {
            for keys in KEYS {
                let value = keys.iter().try_fold(None, |at: Option<&toml::Value>, key| {
                    Some(Some(match at {
                        Some(value) => value.get(key)?,
                        None => table.get(*key)?,
                    }))
                });
                if let Some(path) = value.flatten().and_then(toml::Value::as_str) {
                    settings.add(keys, path);
                }
            }
        }
        return settings;
    }
    let config = package.config(file);
    let environments = config.get(&["env"]).map(Value::entries).unwrap_or_default();
    for config in environments.iter().map(|environment| &environment.value).chain([config]) {
        for keys in KEYS {
            if let Some(path) = config.get(keys).and_then(Value::text) {
                settings.add(keys, path);
            }
        }
    }
    settings
}
