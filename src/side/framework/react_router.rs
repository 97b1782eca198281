//! React Router 7 in framework mode, and Remix before it. In data mode, loaders run in the browser: that is plain Vite.

use super::{Answer, ConfigTable, Entry, Fate, Framework, Layer, is_test, vite};
use crate::side::project::Package;
use crate::syntax::{ModuleFacts, Value};

pub struct ReactRouter;

/// Exports of a route that stay on the server.
const OF_SERVER: &[&str] = &["loader", "action", "middleware", "unstable_middleware", "headers"];

/// Exports of a route that stay on the server where React Server Components are on.
const OF_SERVER_IN_RSC: &[&str] =
    &["ServerComponent", "ServerErrorBoundary", "ServerLayout", "ServerHydrateFallback"];

/// Exports of routes that the client gets.
const OF_CLIENT: &[&str] = &[
    "default",
    "clientLoader",
    "clientAction",
    "clientMiddleware",
    "unstable_clientMiddleware",
    "handle",
    "meta",
    "links",
    "shouldRevalidate",
    "ErrorBoundary",
    "CatchBoundary",
    "HydrateFallback",
    "Layout",
    "Component",
    "ClientComponent",
];

impl Framework for ReactRouter {
    fn name(&self) -> &'static str {
        "React Router"
    }

    fn applies(&self, package: &Package) -> bool {
        ["@react-router/dev", "@remix-run/dev"].iter().any(|name| package.depends_on(name))
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        Some(package.config("vite.config"))
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        vite::DEFINE
    }

    fn answers(&self, package: &Package, path: &str) -> Vec<Answer> {
        let app = app(package);
        let below = path.strip_prefix(app.as_str()).filter(|below| below.starts_with('/'));
        let names: &[&str] = match below {
            Some(below) if below.starts_with("/routes/") || below.starts_with("/root.") => {
                &["loader", "action", "headers"]
            }
            Some(_) => &["loader", "action"],
            None => &[],
        };
        names.iter().map(|name| Answer::Export(name, None)).collect()
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let app = app(package);
        let mut entries = Vec::new();
        let root = package.script(&format!("{app}/root"));
        for file in root.into_iter().chain(routes(package, &app)) {
            let (client, server) =
                ("is a route of React Router", "is a route of React Router, run on the server too");
            let client = Entry::new(&file, Layer::Client, client).without(&left_out());
            entries.push(client.asking(OF_CLIENT));
            entries.push(Entry::new(file, Layer::Server, server));
        }
        for (stem, layer) in
            [("entry.client", Layer::Client), ("entry.server", Layer::Server), ("entry.rsc", Layer::Server)]
        {
            let file = package.script(&format!("{app}/{stem}"));
            entries.extend(file.map(|file| Entry::new(file, layer, format!("is React Router's {stem}"))));
        }
        for stem in ["server", "server/index", "server/app"] {
            entries.extend(
                package
                    .script(stem)
                    .map(|file| Entry::new(file, Layer::Server, "runs React Router's server")),
            );
        }
        entries
    }

    fn module(&self, package: &Package, path: &str, facts: &ModuleFacts, layer: Layer) -> Fate {
        let name = path.rsplit('/').next().unwrap_or(path);
        let named = |side: &str| {
            name.contains(&format!(".{side}.")) || path.split('/').any(|p| p == format!(".{side}"))
        };
        let has = |directive: &str| facts.directives.iter().any(|d| d == directive);
        // With server components the names protect nothing; directives do.
        if is_rsc(package) {
            return match layer {
                Layer::Server if has("use client") => Fate::Moves(Layer::Client),
                Layer::Client if has("use server") => {
                    Fate::LeavesTo(Some(Layer::Server), "starts with 'use server'".into())
                }
                _ => Fate::Stays,
            };
        }
        match layer {
            Layer::Client if named("server") && !name.starts_with("entry.") => {
                let why = "is named as server-only, which React Router refuses to the client";
                Fate::LeavesTo(Some(Layer::Server), why.into())
            }
            Layer::Server if named("client") && !name.starts_with("entry.") => {
                Fate::LeavesTo(None, "is named as client-only, so the server gets nothing of it".into())
            }
            _ => Fate::Stays,
        }
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

fn left_out() -> Vec<&'static str> {
    OF_SERVER.iter().chain(OF_SERVER_IN_RSC).copied().collect()
}

fn app(package: &Package) -> String {
    let configured = ["react-router.config", "remix.config"]
        .iter()
        .find_map(|stem| package.config(stem).get(&["appDirectory"]).and_then(Value::text));
    configured.unwrap_or("app").trim_start_matches("./").trim_end_matches('/').to_owned()
}

fn is_rsc(package: &Package) -> bool {
    package.depends_on("@vitejs/plugin-rsc")
}

/// The routes that `routes.ts` names; all of the routes folder, if it takes them by their names or there is none.
fn routes(package: &Package, app: &str) -> Vec<String> {
    let by_name = || {
        let files = package.matching(&format!("{app}/routes/**/*.{{ts,tsx,js,jsx,md,mdx}}")).into_iter();
        files.filter(|file| !is_test(file)).map(str::to_owned).collect::<Vec<_>>()
    };
    let Some(file) = package.script(&format!("{app}/routes")) else { return by_name() };
    let config = package.read_config(&file);
    let calls = config.walk();
    let is_flat = calls.iter().any(
        |value| matches!(value, Value::Call(names, _) if names.last().is_some_and(|n| n.contains("lat"))),
    );
    let mut named: Vec<String> = calls
        .iter()
        .flat_map(|value| value.texts())
        .chain(
            calls
                .iter()
                .filter_map(|value| match value {
                    Value::Call(_, arguments) => Some(arguments.iter().filter_map(Value::text)),
                    _ => None,
                })
                .flatten(),
        )
        .filter_map(|text| {
            let path = super::joined(app, text);
            if package.has_file(&path) { Some(path) } else { package.script(&path) }
        })
        .collect();
    if is_flat || named.is_empty() {
        named.extend(by_name());
    }
    named.sort();
    named.dedup();
    named
}
