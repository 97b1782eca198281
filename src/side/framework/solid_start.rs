//! SolidStart: pages and what they use run on both sides, `'use server'` draws the border.

use super::{Answer, ConfigTable, Entry, Fate, Framework, Layer, OF_METHODS, is_test, vite};
use crate::side::project::Package;
use crate::syntax::{ModuleFacts, Reading, Region, Value};

pub struct SolidStart;

impl Framework for SolidStart {
    fn name(&self) -> &'static str {
        "SolidStart"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("@solidjs/start") || package.depends_on("solid-start")
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        let nested = package.config("app.config").get(&["vite"]);
        Some(nested.unwrap_or_else(|| package.config("vite.config")))
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        const TABLES: &[ConfigTable] =
            &[vite::DEFINE[0], ConfigTable { file: "app.config", keys: &["vite", "define"], if_read: true }];
        TABLES
    }

    fn answers(&self, package: &Package, path: &str) -> Vec<Answer> {
        let is_route =
            path.strip_prefix(routes(package).as_str()).is_some_and(|below| below.starts_with('/'));
        if is_route { OF_METHODS.to_vec() } else { Vec::new() }
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let source = source(package);
        let is_rendered = !options(package).get(&["ssr"]).is_some_and(|ssr| ssr.is(false));
        let mut entries = Vec::new();
        let mut page = |file: &str, why: &str| {
            let [client, server] = Entry::on_both(file, why);
            entries.push(client);
            entries.extend(is_rendered.then_some(server));
        };
        for stem in ["app", "root"] {
            let file = package.script(&format!("{source}/{stem}"));
            file.iter().for_each(|file| page(file, "is the root of SolidStart's pages"));
        }
        for file in package.matching(&format!("{}/**/*.{{tsx,jsx,ts,js,mdx,md}}", routes(package))) {
            if !is_test(file) && !file.ends_with(".d.ts") {
                page(file, "is a route of SolidStart");
            }
        }
        for (stem, layer) in [("entry-client", Layer::Client), ("entry-server", Layer::Server)] {
            let file = package.script(&format!("{source}/{stem}"));
            entries.extend(file.map(|file| Entry::new(file, layer, format!("is SolidStart's {stem}"))));
        }
        let middleware = super::folder(options(package), &["middleware"], "");
        let middleware = if package.has_file(middleware) {
            Some(middleware.to_owned())
        } else {
            package.script(middleware).or_else(|| package.script(&format!("{source}/middleware/index")))
        };
        entries.extend(
            middleware.map(|file| Entry::new(file, Layer::Server, "is the middleware of SolidStart")),
        );
        entries
    }

    fn module(&self, package: &Package, path: &str, facts: &ModuleFacts, layer: Layer) -> Fate {
        let is_script = [".ts", ".tsx", ".js", ".jsx"].iter().any(|end| path.ends_with(end));
        let is_route =
            is_script && path.strip_prefix(routes(package).as_str()).is_some_and(|r| r.starts_with('/'));
        let has_page = facts.exports.iter().any(|export| export.name == "default");
        if layer == Layer::Client && is_route && !has_page {
            let why = "answers requests and shows no page, so the client's routes are without it";
            return Fate::LeavesTo(Some(Layer::Server), why.into());
        }
        super::of_server_functions(facts, layer)
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
        super::server_function(region, layer).or_else(|| vite::strips(facts, region, layer))
    }

    fn shakes_data(&self) -> bool {
        true
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        vec![super::folder(package.config("app.config"), &["publicDir"], "public").to_owned()]
    }
}

/// What `defineConfig` is given in `app.config`, or the plugin in `vite.config` after that.
fn options(package: &Package) -> &Value {
    let of_plugin = super::plugin_options(package.config("vite.config"), &["solidStart", "solid"]);
    if package.config_file("app.config").is_some() { package.config("app.config") } else { of_plugin }
}

fn source(package: &Package) -> &str {
    super::folder(options(package), &["appRoot"], "src")
}

fn routes(package: &Package) -> String {
    super::joined(source(package), super::folder(options(package), &["routeDir"], "routes"))
}
