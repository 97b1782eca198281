//! Astro: frontmatter stays on the server, markup is rendered, scripts and islands ship.

use super::{Answer, ConfigTable, Entry, Fate, Framework, Layer, OF_METHODS, is_test, vite};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{Block, ModuleFacts, Region, RegionKind, Value};

pub struct Astro;

impl Framework for Astro {
    fn name(&self) -> &'static str {
        "Astro"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("astro")
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        Some(nested(package))
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        &[
            ConfigTable { file: "astro.config", keys: &["vite", "define"], if_read: true },
            ConfigTable { file: "astro.config", keys: &["redirects"], if_read: true },
        ]
    }

    fn answers(&self, package: &Package, path: &str) -> Vec<Answer> {
        let source = source(package);
        let below = path.strip_prefix(source).map_or(path, |below| below.trim_start_matches('/'));
        if below.starts_with("pages/") && !below.ends_with(".astro") {
            return OF_METHODS.to_vec();
        }
        vec![Answer::Call("defineAction", "defineAction", Some("handler"))]
    }

    fn has_private_meta(&self) -> bool {
        true
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let source = source(package);
        let mut entries = Vec::new();
        for file in package.matching(&format!("{source}/pages/**/*.{{astro,md,mdx,html,ts,js,mts,mjs}}")) {
            if is_test(file) || file.split('/').any(|part| part.starts_with('_')) {
                continue;
            }
            let is_page = [".astro", ".html", ".md", ".mdx"].iter().any(|end| file.ends_with(end));
            let why = if is_page { "is a page of Astro" } else { "is an endpoint of Astro" };
            entries.push(Entry::new(file, Layer::Server, why));
        }
        for (stem, why) in [
            ("middleware", "is Astro's middleware"),
            ("middleware/index", "is Astro's middleware"),
            ("actions", "holds actions of Astro"),
            ("actions/index", "holds actions of Astro"),
            ("content.config", "configures Astro's content"),
            ("content/config", "configures Astro's content"),
            ("live.config", "configures Astro's content"),
        ] {
            let file = package.script(&format!("{source}/{stem}"));
            entries.extend(file.map(|file| Entry::new(file, Layer::Server, why)));
        }
        entries
    }

    fn module(&self, _package: &Package, path: &str, _facts: &ModuleFacts, layer: Layer) -> Fate {
        // A component's scripts ship with every page that renders it: both of its halves come in at once.
        if path.ends_with(".astro") && layer == Layer::Server { Fate::InBoth } else { Fate::Stays }
    }

    fn strips(
        &self,
        _package: &Package,
        facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        match (&region.kind, layer) {
            (RegionKind::Block(Block::Frontmatter), Layer::Client) => {
                Some("is in the frontmatter, which Astro runs on the server only".into())
            }
            (RegionKind::Block(Block::Markup), Layer::Client) => {
                Some("is only rendered, since it has no `client:` directive".into())
            }
            (RegionKind::Block(Block::Bundled | Block::Inline | Block::Island), Layer::Server) => {
                Some("runs in the browser".into())
            }
            _ => vite::strips(facts, region, layer),
        }
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let exposure = vite::exposure(nested(package), &["PUBLIC_"], "Astro");
        let schema =
            package.config("astro.config").get(&["env", "schema"]).map(Value::entries).unwrap_or_default();
        schema.iter().fold(exposure, |exposure, field| {
            let is_client = field
                .value
                .walk()
                .iter()
                .any(|v| v.get(&["context"]).and_then(Value::text) == Some("client"));
            if is_client {
                exposure.name(&field.name, "`env.schema` of Astro, with the context `client`,")
            } else {
                exposure
            }
        })
    }

    fn env_modules(&self) -> &'static [&'static str] {
        &["astro:env/client"]
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        vite::public_folder(package.config("astro.config")).into_iter().collect()
    }
}

fn source(package: &Package) -> &str {
    let configured = package.config("astro.config").get(&["srcDir"]).and_then(Value::text).unwrap_or("src");
    configured.trim_start_matches("./").trim_end_matches('/')
}

/// Vite's configuration within Astro's.
fn nested(package: &Package) -> &Value {
    package.config("astro.config").get(&["vite"]).unwrap_or(&Value::Unknown)
}
