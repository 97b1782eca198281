//! Nuxt 3 and 4: pages and what they use run on both sides, `server/` on one, and names need no imports.

use std::path::PathBuf;

use super::{Answer, ConfigTable, Entry, Fate, Framework, Implicit, Layer, is_test, vite};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{Callee, Guard, ModuleFacts, Region, RegionKind, Value};

pub struct Nuxt;

/// What makes handlers of requests.
const HANDLERS: &[&str] = &[
    "defineEventHandler",
    "eventHandler",
    "defineCachedEventHandler",
    "cachedEventHandler",
    "defineHandler",
];

impl Framework for Nuxt {
    fn name(&self) -> &'static str {
        "Nuxt"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("nuxt") || package.depends_on("nuxt-nightly")
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        Some(nested(package))
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        &[
            ConfigTable { file: "nuxt.config", keys: &["vite", "define"], if_read: true },
            ConfigTable { file: "nuxt.config", keys: &["runtimeConfig", "public"], if_read: false },
            ConfigTable { file: "nuxt.config", keys: &["appConfig"], if_read: false },
            ConfigTable { file: "nuxt.config", keys: &["app"], if_read: false },
        ]
    }

    fn answers(&self, _package: &Package, path: &str) -> Vec<Answer> {
        let of_call = |name: &&'static str| Answer::Call(name, name, None);
        if path.starts_with("server/") || path.starts_with("app/server/") {
            return HANDLERS.iter().map(of_call).collect();
        }
        // What these hold when a page is rendered is sent along with it.
        ["useState", "useAsyncData", "useLazyAsyncData"].iter().map(of_call).collect()
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let source = source(package);
        let mut entries = Vec::new();
        for (glob, why) in [
            ("{app,App,error}.vue", "is a page of Nuxt"),
            ("pages/**/*.{vue,ts,tsx,js,jsx}", "is a page of Nuxt"),
            ("layouts/**/*.vue", "is a layout of Nuxt"),
            ("middleware/*.{ts,js,mjs}", "is a route middleware of Nuxt, which runs in the browser too"),
            ("{plugins/*,plugins/*/index}.{ts,js,mjs,tsx,jsx}", "is a plugin of Nuxt"),
            ("app.config.{ts,js,mjs}", "is Nuxt's app.config, which ships"),
        ] {
            for file in package.matching(&format!("{source}{glob}")) {
                match file {
                    file if is_test(file) => {}
                    file if file.contains(".server.") => entries.push(Entry::new(file, Layer::Server, why)),
                    file if file.contains(".client.") => entries.push(Entry::new(file, Layer::Client, why)),
                    file => {
                        entries.push(Entry::new(file, Layer::Client, why));
                        entries.push(Entry::new(file, Layer::Server, format!("{why}, on the server too")));
                    }
                }
            }
        }
        for server in ["server/", "app/server/"] {
            for file in package
                .matching(&format!("{server}{{api,routes,middleware,plugins,tasks}}/**/*.{{ts,js,mjs}}"))
            {
                if !is_test(file) {
                    entries.push(Entry::new(file, Layer::Server, "is run by Nuxt's server"));
                }
            }
        }
        entries
    }

    fn module(&self, _package: &Package, path: &str, _facts: &ModuleFacts, layer: Layer) -> Fate {
        let name = path.rsplit('/').next().unwrap_or(path);
        match layer {
            Layer::Client if name.ends_with(".server.vue") => Fate::LeavesTo(
                Some(Layer::Server),
                "is a server component, of which the client gets the rendered page".into(),
            ),
            Layer::Server if name.ends_with(".client.vue") => {
                Fate::LeavesTo(Some(Layer::Client), "is rendered in the browser only".into())
            }
            _ => Fate::Stays,
        }
    }

    fn strips(
        &self,
        _package: &Package,
        facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        match (&region.kind, layer) {
            (
                RegionKind::Guard(Guard::MetaServer, true) | RegionKind::Guard(Guard::MetaClient, false),
                Layer::Client,
            ) => Some(
                "runs only where `import.meta.server` holds, so Nuxt drops it from the client build".into(),
            ),
            (
                RegionKind::Guard(Guard::MetaServer, false) | RegionKind::Guard(Guard::MetaClient, true),
                Layer::Server,
            ) => Some("runs only in the browser".into()),
            (RegionKind::Argument { callee, .. }, Layer::Client) if is_dropped(callee) => {
                Some(format!("is in `{}`, which Nuxt drops from the client build", callee.names[0]))
            }
            _ => vite::strips(facts, region, layer),
        }
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let source = package.folder.join(source(package).trim_end_matches('/'));
        let root = package.folder.clone();
        let configured =
            package.config("nuxt.config").get(&["alias"]).map(Value::entries).unwrap_or_default();
        let configured = configured.iter().filter_map(|property| {
            let path = super::paths(&property.value).pop()?;
            Some((property.name.clone(), package.folder.join(path)))
        });
        [
            ("~~", root.clone()),
            ("@@", root.clone()),
            ("#shared", root.join("shared")),
            ("#server", root.join("server")),
            ("~", source.clone()),
            ("@", source),
        ]
        .into_iter()
        .map(|(name, path)| (name.to_owned(), path))
        .chain(configured)
        .collect()
    }

    fn implicit(&self, package: &Package) -> Vec<Implicit> {
        let source = source(package);
        let mut names = Vec::new();
        for glob in [
            format!("{source}{{composables,utils}}/{{*,*/index}}.{{ts,js,mjs}}"),
            "shared/{utils,types}/*.{ts,js}".to_owned(),
            "server/utils/**/*.{ts,js}".to_owned(),
        ] {
            for file in package.matching(&glob) {
                names.extend(exports(package, file));
            }
        }
        for file in package.matching(&format!("{source}components/**/*.{{vue,tsx,jsx,ts,js}}")) {
            names.extend(
                component_names(&file[source.len() + "components/".len()..])
                    .into_iter()
                    .map(|name| Implicit { name, file: file.to_owned(), export: "default".into() }),
            );
        }
        names
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let config = package.config("nuxt.config");
        let exposure = vite::exposure(nested(package), &["VITE_"], "Vite");
        let public = config.get(&["runtimeConfig", "public"]);
        let exposure =
            public.map(Value::walk).unwrap_or_default().into_iter().fold(exposure, |exposure, value| {
                match value {
                    Value::Env(Some(name)) => exposure.always(name, "`runtimeConfig.public` of Nuxt"),
                    _ => exposure,
                }
            });
        let overridden = public.map(Value::entries).unwrap_or_default();
        overridden.iter().fold(exposure, |exposure, property| {
            exposure.always(
                format!("NUXT_PUBLIC_{}", screaming(&property.name)),
                "`runtimeConfig.public` of Nuxt",
            )
        })
    }

    fn publishes_sources(&self, package: &Package) -> bool {
        match package.config("nuxt.config").get(&["sourcemap"]) {
            Some(Value::Bool(on)) => *on,
            Some(other) => other.get(&["client"]).is_some_and(|value| value.is(true)),
            None => false,
        }
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        vec![
            format!("{}public", if package.matching("app/public/**").is_empty() { "" } else { "app/" }),
            "public".into(),
        ]
    }
}

/// Where pages and components lie: `app/` in Nuxt 4, the root before it.
fn source(package: &Package) -> String {
    if let Some(folder) = package.config("nuxt.config").get(&["srcDir"]).and_then(Value::text) {
        let folder = folder.trim_start_matches("./").trim_end_matches('/');
        return if folder.is_empty() || folder == "." { String::new() } else { format!("{folder}/") };
    }
    let is_new =
        package.major("nuxt").is_none_or(|major| major >= 4) || package.matching("app/app.vue").len() == 1;
    if is_new && !package.matching("app/**/*.{vue,ts,js}").is_empty() { "app/".into() } else { String::new() }
}

/// Vite's configuration within Nuxt's.
fn nested(package: &Package) -> &Value {
    package.config("nuxt.config").get(&["vite"]).unwrap_or(&Value::Unknown)
}

/// Calls that a production build takes out of the client: the defaults of `optimization.treeShake.composables.client` in
/// @nuxt/schema 4, without `onPrehydrate` and `definePageMeta`, whose arguments get to the client by other ways.
fn is_dropped(callee: &Callee) -> bool {
    let [name] = &callee.names[..] else { return false };
    let is_own = callee.from.as_deref().is_none_or(|from| matches!(from, "vue" | "#imports" | "#app"));
    is_own
        && matches!(
            name.as_str(),
            "onServerPrefetch" | "onRenderTracked" | "onRenderTriggered" | "definePayloadReducer"
        )
}

fn exports(package: &Package, file: &str) -> Vec<Implicit> {
    let path = package.folder.join(file);
    let Some(text) = crate::side::project::read_small(&path) else { return Vec::new() };
    let facts = crate::syntax::module(&path, &text).unwrap_or_default();
    let stem = file.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let names = facts.exports.iter().map(|export| {
        let name = if export.name == "default" { camel(stem) } else { export.name.clone() };
        Implicit { name, file: file.to_owned(), export: export.name.clone() }
    });
    names.collect()
}

/// `base/Button.vue` is `BaseButton`, `LazyBaseButton`, `base-button`.
fn component_names(below: &str) -> Vec<String> {
    let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
    let stem = stem
        .trim_end_matches(".client")
        .trim_end_matches(".server")
        .trim_end_matches(".global")
        .trim_end_matches("/index");
    let mut words: Vec<String> = Vec::new();
    for part in stem.split('/') {
        let part = words_of(part);
        // A file that repeats its folder's name does not say it twice.
        let common = (0..=part.len().min(words.len()))
            .rev()
            .find(|n| words[words.len() - n..] == part[..*n])
            .unwrap_or(0);
        words.extend(part[common..].iter().cloned());
    }
    let pascal: String = words.iter().map(|word| capital(word)).collect();
    vec![format!("Lazy{pascal}"), words.join("-"), format!("lazy-{}", words.join("-")), pascal]
}

/// `truckCard`, `TruckCard` and `truck-card` are `truck` and `card`.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match c {
            '-' | '_' | '.' => words.push(String::new()),
            c if c.is_ascii_uppercase() => words.push(c.to_ascii_lowercase().to_string()),
            c => match words.last_mut() {
                Some(word) => word.push(c),
                None => words.push(c.to_string()),
            },
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

fn camel(name: &str) -> String {
    let words = words_of(name);
    words.iter().enumerate().map(|(at, word)| if at == 0 { word.clone() } else { capital(word) }).collect()
}

/// `apiBase` is `API_BASE`.
fn screaming(name: &str) -> String {
    words_of(name).join("_").to_ascii_uppercase()
}
