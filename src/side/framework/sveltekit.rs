//! SvelteKit, whose rule for what is server-only changed between its majors.

use std::path::PathBuf;

use super::{Answer, ConfigTable, Entry, Fate, Framework, Layer, OF_METHODS, is_test, vite};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{ModuleFacts, Value};

pub struct SvelteKit;

impl Framework for SvelteKit {
    fn name(&self) -> &'static str {
        "SvelteKit"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("@sveltejs/kit")
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        Some(package.config("vite.config"))
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        const TABLES: &[ConfigTable] = &[
            vite::DEFINE[0],
            ConfigTable { file: "svelte.config", keys: &["kit", "version"], if_read: false },
        ];
        TABLES
    }

    fn answers(&self, _package: &Package, path: &str) -> Vec<Answer> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if name.starts_with("+server.") {
            return OF_METHODS.to_vec();
        }
        if name.starts_with("+page.server.") || name.starts_with("+layout.server.") {
            return vec![Answer::Export("load", None), Answer::ExportedEach("actions")];
        }
        if name.contains(".remote.") {
            return ["query", "form", "command", "prerender"]
                .map(|name| Answer::Call(name, name, None))
                .to_vec();
        }
        Vec::new()
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let routes = folder(package, &["files", "routes"], "src/routes");
        let mut entries = Vec::new();
        for file in package.matching(&format!("{routes}/**/+*")) {
            let name = file.rsplit('/').next().unwrap_or(file);
            if is_test(file) {
                continue;
            }
            if name.starts_with("+server.") || name.contains(".server.") {
                entries.push(Entry::new(file, Layer::Server, "is a server file of SvelteKit's routes"));
            } else if ["+page", "+layout", "+error"].iter().any(|start| name.starts_with(start)) {
                entries.push(Entry::new(file, Layer::Client, "is a page of SvelteKit"));
                entries.push(Entry::new(
                    file,
                    Layer::Server,
                    "is a page of SvelteKit, rendered on the server too",
                ));
            }
        }
        for (key, default, layers) in [
            ("server", "src/hooks.server", &[Layer::Server][..]),
            ("client", "src/hooks.client", &[Layer::Client]),
            ("universal", "src/hooks", &[Layer::Client, Layer::Server]),
        ] {
            let stem = folder(package, &["files", "hooks", key], default);
            let file = package.script(&stem).or_else(|| package.script(&format!("{stem}/index")));
            entries.extend(file.iter().flat_map(|file| {
                layers.iter().map(move |layer| Entry::new(file, *layer, "holds hooks of SvelteKit"))
            }));
        }
        let worker = folder(package, &["files", "serviceWorker"], "src/service-worker");
        let worker = package.script(&worker).or_else(|| package.script(&format!("{worker}/index")));
        entries
            .extend(worker.map(|file| Entry::new(file, Layer::Client, "is the service worker of SvelteKit")));
        let instrumentation = package.script("src/instrumentation.server");
        entries.extend(
            instrumentation.map(|file| Entry::new(file, Layer::Server, "is SvelteKit's instrumentation")),
        );
        let remote = package.matching("src/**/*.remote.{js,ts}");
        entries.extend(
            remote
                .into_iter()
                .map(|file| Entry::new(file, Layer::Server, "holds remote functions of SvelteKit")),
        );
        entries
    }

    fn module(&self, package: &Package, path: &str, _facts: &ModuleFacts, layer: Layer) -> Fate {
        let name = path.rsplit('/').next().unwrap_or(path);
        if layer == Layer::Client && name.split('.').rev().skip(1).any(|part| part == "remote") {
            return Fate::LeavesTo(
                Some(Layer::Server),
                "holds remote functions, so the client gets calls in its place".into(),
            );
        }
        if layer == Layer::Client && is_server_only(package, path, name) {
            return Fate::LeavesTo(
                Some(Layer::Server),
                "is server-only to SvelteKit, which refuses it to the client".into(),
            );
        }
        Fate::Stays
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let lib = folder(package, &["files", "lib"], "src/lib");
        let configured = kit(package).get(&["alias"]).map(Value::entries).unwrap_or_default();
        let configured = configured.iter().filter_map(|property| {
            let path = super::paths(&property.value).pop()?;
            Some((
                property.name.trim_end_matches("/*").to_owned(),
                package.folder.join(path.trim_end_matches("/*")),
            ))
        });
        let own = [("$lib".to_owned(), package.folder.join(lib))];
        own.into_iter()
            .chain(configured)
            .chain(vite::aliases(package, package.config("vite.config")))
            .collect()
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let vite = vite::exposure(package.config("vite.config"), &["VITE_"], "Vite");
        if let Some(file) = package
            .script("src/env")
            .filter(|_| package.major("@sveltejs/kit").is_none_or(|major| major >= 3))
        {
            let declared = package.read_config(&file);
            let named = named_variables(&declared);
            return named.into_iter().fold(vite, |exposure, name| {
                exposure.name(name, "`public: true` in src/env, of SvelteKit,")
            });
        }
        let prefix =
            kit(package).get(&["env", "publicPrefix"]).and_then(Value::text).unwrap_or("PUBLIC_").to_owned();
        vite.prefix(prefix, "SvelteKit")
    }

    fn env_modules(&self) -> &'static [&'static str] {
        &["$env/static/public", "$env/dynamic/public", "$app/env/public"]
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        vec![folder(package, &["files", "assets"], "static")]
    }
}

fn kit(package: &Package) -> &Value {
    const NONE: &Value = &Value::Unknown;
    package.config("svelte.config").get(&["kit"]).unwrap_or(NONE)
}

fn folder(package: &Package, keys: &[&str], default: &str) -> String {
    let configured = kit(package).get(keys).and_then(Value::text).unwrap_or(default);
    configured.trim_start_matches("./").trim_end_matches('/').to_owned()
}

fn is_server_only(package: &Package, path: &str, name: &str) -> bool {
    if package.major("@sveltejs/kit").is_some_and(|major| major >= 3) {
        let routes = folder(package, &["files", "routes"], "src/routes");
        let in_folder =
            path.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').any(|f| f == "server"));
        let by_name = name.starts_with("server.") || name.contains(".server.");
        return by_name || in_folder && !path.starts_with(&format!("{routes}/"));
    }
    let lib = folder(package, &["files", "lib"], "src/lib");
    name.contains(".server.") || path.starts_with(&format!("{lib}/server/"))
}

/// The variables that `defineEnvVars` declares as public.
fn named_variables(declared: &Value) -> Vec<String> {
    let public = |value: &Value| value.get(&["public"]).is_some_and(|value| value.is(true));
    let all = declared.walk().into_iter().flat_map(Value::entries);
    all.filter(|property| public(&property.value)).map(|property| property.name.clone()).collect()
}
