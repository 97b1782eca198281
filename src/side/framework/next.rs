//! Next.js: the App Router, where `'use client'` draws the border, and the Pages Router, where functions for the server are cut out
//! of pages.

use super::{Answer, ConfigTable, Entry, Fate, Framework, Layer, OF_METHODS, is_test};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{EnvForm, EnvObject, Guard, ModuleFacts, Region, RegionKind, Value};

pub struct Next;

/// Files of the App Router that are something by their name.
const APP_FILES: &str = "{page,layout,template,loading,default,not-found,error,global-error,global-not-found,forbidden,unauthorized,\
                         route,sitemap,robots,manifest,icon,apple-icon,opengraph-image,twitter-image}";

/// Exports of a page that run on the server only.
const OF_SERVER: &[&str] = &[
    "getServerSideProps",
    "getStaticProps",
    "getStaticPaths",
    "unstable_getServerProps",
    "unstable_getStaticProps",
];

impl Framework for Next {
    fn name(&self) -> &'static str {
        "Next.js"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("next")
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        &[
            ConfigTable { file: "next.config", keys: &["env"], if_read: true },
            ConfigTable { file: "next.config", keys: &["publicRuntimeConfig"], if_read: true },
            ConfigTable { file: "next.config", keys: &["compiler", "define"], if_read: true },
        ]
    }

    fn answers(&self, package: &Package, path: &str) -> Vec<Answer> {
        let below = path.strip_prefix("src/").unwrap_or(path);
        let stem = below.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        if below.starts_with("app/") {
            return match stem {
                "route" => OF_METHODS.to_vec(),
                "sitemap" | "robots" | "manifest" => vec![Answer::Export("default", None)],
                _ => vec![Answer::Export("generateMetadata", None), Answer::Export("metadata", None)],
            };
        }
        if !is_page(package, path) {
            return Vec::new();
        }
        let of_function = |name| ["props", "redirect"].map(|key| Answer::Export(name, Some(key)));
        ["getServerSideProps", "getStaticProps"].into_iter().flat_map(of_function).collect()
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let mut entries = Vec::new();
        let extensions = extensions(package);
        for root in ["", "src/"] {
            app_router(package, root, &extensions, &mut entries);
            pages_router(package, root, &extensions, &mut entries);
            for stem in ["middleware", "proxy", "instrumentation"] {
                let file = package.script(&format!("{root}{stem}"));
                entries.extend(
                    file.map(|file| Entry::new(file, Layer::Server, format!("is Next.js's {stem} file"))),
                );
            }
            let file = package.script(&format!("{root}instrumentation-client"));
            let why = "is run by Next.js in the browser before the page";
            entries.extend(file.map(|file| Entry::new(file, Layer::Client, why)));
        }
        entries
    }

    fn module(&self, package: &Package, path: &str, facts: &ModuleFacts, layer: Layer) -> Fate {
        let has = |directive: &str| facts.directives.iter().any(|d| d == directive);
        match layer {
            Layer::Server if has("use client") => Fate::Moves(Layer::Client),
            Layer::Client if has("use server") => super::of_server_functions(facts, layer),
            Layer::Client if is_page(package, path) => Fate::Loses(
                OF_SERVER.to_vec(),
                "is for the server only, so Next.js cuts it out of the client's page".into(),
            ),
            _ => Fate::Stays,
        }
    }

    fn strips(
        &self,
        _package: &Package,
        _facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        match (&region.kind, layer) {
            (RegionKind::Directive(_), _) => super::server_function(region, layer),
            (RegionKind::Guard(Guard::Window, false), Layer::Client) => {
                Some("runs only where there is no `window`, so Next.js drops it from the client build".into())
            }
            (RegionKind::Guard(Guard::Window, true), Layer::Server) => {
                Some("runs only where there is a `window`".into())
            }
            _ => super::not_in_production(region),
        }
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let config = package.config("next.config");
        let exposure = Exposure::default().prefix("NEXT_PUBLIC_", "Next.js");
        let tables = [
            (&["env"][..], "`env` of next.config"),
            (&["publicRuntimeConfig"], "`publicRuntimeConfig` of next.config"),
        ];
        tables.into_iter().fold(exposure, |exposure, (keys, mechanism)| {
            super::inlined_by(exposure, config, keys, mechanism)
        })
    }

    fn shakes_fields(&self, _package: &Package) -> bool {
        true
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        object == EnvObject::Process && matches!(form, EnvForm::Member | EnvForm::Bracket)
    }

    fn prerenders(&self) -> bool {
        true
    }

    fn publishes_sources(&self, package: &Package) -> bool {
        package
            .config("next.config")
            .get(&["productionBrowserSourceMaps"])
            .is_some_and(|value| value.is(true))
    }

    fn public_folders(&self, _package: &Package) -> Vec<String> {
        // Pictures and texts that are something by their name are published under it.
        let named = "{favicon.ico,{icon,apple-icon,opengraph-image,twitter-image}*.{ico,jpg,jpeg,png,svg,gif,txt},robots.txt,sitemap.xml,\
                     manifest.{json,webmanifest}}";
        vec!["public".into(), format!("{{app,src/app}}/**/{named}")]
    }
}

/// `pageExtensions`, as a glob's alternatives.
fn extensions(package: &Package) -> String {
    let configured =
        package.config("next.config").get(&["pageExtensions"]).map(Value::texts).unwrap_or_default();
    if configured.is_empty() { "tsx,ts,jsx,js".into() } else { configured.join(",") }
}

fn app_router(package: &Package, root: &str, extensions: &str, entries: &mut Vec<Entry>) {
    for file in package.matching(&format!("{root}app/**/{APP_FILES}.{{{extensions}}}")) {
        // Folders that begin with an underscore are no routes.
        if !file.split('/').any(|part| part.starts_with('_')) {
            entries.push(Entry::new(file, Layer::Server, "is a file of Next.js's App Router"));
        }
    }
}

fn pages_router(package: &Package, root: &str, extensions: &str, entries: &mut Vec<Entry>) {
    for file in package.matching(&format!("{root}pages/**/*.{{{extensions}}}")) {
        let below = &file[root.len() + "pages/".len()..];
        if is_test(file) {
            continue;
        }
        if below.starts_with("api/") || below.starts_with("api.") {
            entries.push(Entry::new(file, Layer::Server, "is an API route of Next.js"));
        } else if below.starts_with("_document.") {
            entries.push(Entry::new(
                file,
                Layer::Server,
                "is Next.js's document, rendered on the server only",
            ));
        } else {
            entries.push(Entry::new(file, Layer::Client, "is a page of Next.js"));
            entries.push(Entry::new(file, Layer::Server, "is a page of Next.js, rendered on the server too"));
        }
    }
}

fn is_page(package: &Package, path: &str) -> bool {
    let below = path.strip_prefix("src/").unwrap_or(path);
    below.starts_with("pages/") && !below.starts_with("pages/api/") && package.has_file(path)
}
