//! TanStack Start: everything runs on both sides, a route's loader too, save for what is handed to a few functions.

use super::{Answer, ConfigTable, Entry, Fate, Framework, Layer, is_test, vite};
use crate::side::env::Exposure;
use crate::side::project::{Package, matcher};
use crate::syntax::{Callee, ModuleFacts, Region, RegionKind, Value};

pub struct TanStackStart;

/// The packages that make an application one of TanStack Start, one for each library of components.
const PACKAGES: &[&str] =
    &["@tanstack/react-start", "@tanstack/solid-start", "@tanstack/vue-start", "@tanstack/start"];

/// Calls of which the client gets nothing: how the chain begins, how it ends.
const OF_SERVER: &[(&str, &str)] = &[
    ("createServerFn", "handler"),
    ("createServerFn", "validator"),
    ("createServerFn", "inputValidator"),
    ("createMiddleware", "server"),
    ("createMiddleware", "validator"),
    ("createMiddleware", "inputValidator"),
    ("createIsomorphicFn", "server"),
    ("createServerOnlyFn", "createServerOnlyFn"),
    ("serverOnly", "serverOnly"),
    ("createServerFileRoute", "methods"),
    ("createServerRoute", "methods"),
    ("createServerRootRoute", "methods"),
    ("createAPIFileRoute", "createAPIFileRoute"),
    ("createStartAPIHandler", "createStartAPIHandler"),
];

/// Calls of which the server gets nothing.
const OF_CLIENT: &[(&str, &str)] = &[
    ("createIsomorphicFn", "client"),
    ("createClientOnlyFn", "createClientOnlyFn"),
    ("clientOnly", "clientOnly"),
];

/// Calls that make a route.
const ROUTES: &[&str] = &["createFileRoute", "createRootRoute", "createRootRouteWithContext", "createRoute"];

/// Options of a route that are cut out of the client's.
const OF_SERVER_IN_ROUTE: &[&str] = &["server", "headers"];

impl Framework for TanStackStart {
    fn name(&self) -> &'static str {
        "TanStack Start"
    }

    fn applies(&self, package: &Package) -> bool {
        PACKAGES.iter().any(|name| package.depends_on(name))
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        let nested = package.config("app.config").get(&["vite"]);
        Some(nested.unwrap_or_else(|| package.config("vite.config")))
    }

    fn published_config(&self) -> &'static [ConfigTable] {
        const TABLES: &[ConfigTable] = &[
            vite::DEFINE[0],
            ConfigTable { file: "app.config", keys: &["vite", "define"], if_read: true },
            ConfigTable { file: "rsbuild.config", keys: &["source", "define"], if_read: true },
        ];
        TABLES
    }

    fn answers(&self, _package: &Package, _path: &str) -> Vec<Answer> {
        // What a route loads when it is rendered is sent along with the page.
        let of_routes = ROUTES.iter().flat_map(|route| {
            ["loader", "beforeLoad", "context"].map(|key| Answer::Call(route, route, Some(key)))
        });
        std::iter::once(Answer::Call("createServerFn", "handler", None)).chain(of_routes).collect()
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let source = source(package);
        let options = options(package);
        let mut entries = Vec::new();
        for file in package.matching(&format!("{}/**/*.{{ts,tsx,js,jsx,vue}}", routes(package, source))) {
            if is_route(file, options) {
                // The tree of routes imports nothing else.
                let [client, server] = Entry::on_both(file, "is a route of TanStack Start");
                entries.push(client.asking(&["Route"]));
                entries.push(server.asking(&["Route", "ServerRoute", "APIRoute"]));
            }
        }
        for (key, default, layers) in [
            ("router", "router", &[Layer::Client, Layer::Server][..]),
            ("start", "start", &[Layer::Client, Layer::Server]),
            ("client", "client", &[Layer::Client]),
            ("server", "server", &[Layer::Server]),
            ("", "ssr", &[Layer::Server]),
            ("", "api", &[Layer::Server]),
            ("", "global-middleware", &[Layer::Client, Layer::Server]),
        ] {
            let path = super::joined(source, super::folder(options, &[key, "entry"], default));
            let file = if package.has_file(&path) { Some(path) } else { package.script(&path) };
            let why = format!("is the {default} of TanStack Start");
            for (file, layer) in file.iter().flat_map(|file| layers.iter().map(move |layer| (file, *layer))) {
                entries.push(Entry::new(file, layer, why.as_str()));
            }
        }
        entries
    }

    fn module(&self, package: &Package, path: &str, facts: &ModuleFacts, layer: Layer) -> Fate {
        let marked = |side: &str| {
            facts.imports.iter().any(|import| {
                let from = import.specifier.strip_suffix(side).and_then(|from| from.strip_suffix('/'));
                from.is_some_and(|from| PACKAGES.contains(&from))
            })
        };
        match layer {
            Layer::Client if marked("server-only") || is_denied(package, path, "client", ".server.") => {
                let why = "is for the server only, which TanStack Start refuses to the client";
                Fate::LeavesTo(Some(Layer::Server), why.into())
            }
            Layer::Server if marked("client-only") || is_denied(package, path, "server", ".client.") => {
                Fate::LeavesTo(
                    None,
                    "is for the client only, which TanStack Start refuses to the server".into(),
                )
            }
            Layer::Client if has_only_handlers(facts) => {
                let why = "has nothing but handlers of requests, so the client's routes are without it";
                Fate::LeavesTo(Some(Layer::Server), why.into())
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
        let RegionKind::Argument { callee, property, .. } = &region.kind else {
            return vite::strips(facts, region, layer);
        };
        let is_any = |calls: &[(&str, &str)]| is_own(callee) && calls.iter().any(|(a, b)| callee.is(a, b));
        let called = match &callee.names[..] {
            [first, .., last] => format!("{first}().{last}"),
            names => names.concat(),
        };
        match layer {
            Layer::Client if is_any(OF_SERVER) || is_handler_of_local(callee) => {
                Some(format!("is handed to `{called}`, which TanStack Start keeps on the server"))
            }
            Layer::Server if is_any(OF_CLIENT) => {
                Some(format!("is handed to `{called}`, which TanStack Start keeps in the client"))
            }
            Layer::Client if is_of_server_in_route(callee, property) => Some(format!(
                "is the `{}` of a route, which TanStack Start cuts out of the client",
                property[0]
            )),
            _ => None,
        }
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let exposure = self.vite(package).map(|config| vite::exposure(config, &["VITE_"], "Vite"));
        let exposure = exposure.unwrap_or_default();
        if package.config_file("rsbuild.config").is_none() {
            return exposure;
        }
        let config = package.config("rsbuild.config");
        let mechanism = "`source.define` of the bundler's configuration";
        super::inlined_by(exposure.prefix("PUBLIC_", "Rsbuild"), config, &["source", "define"], mechanism)
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

fn options(package: &Package) -> &Value {
    let of_plugin =
        |file| super::plugin_options(package.config(file), &["tanstackStart", "TanStackStartVitePlugin"]);
    [of_plugin("vite.config"), of_plugin("rsbuild.config")]
        .into_iter()
        .find(|options| !options.entries().is_empty())
        .unwrap_or_else(|| package.config("app.config"))
}

/// Where the application lies: `src/`, `app/` before that.
fn source(package: &Package) -> &str {
    let options = options(package);
    let default =
        if package.matching("src/routes/**").is_empty() && !package.matching("app/routes/**").is_empty() {
            "app"
        } else {
            "src"
        };
    let old = super::folder(options, &["tsr", "appDirectory"], default);
    super::folder(options, &["srcDirectory"], old)
}

fn routes(package: &Package, source: &str) -> String {
    let by_file = package.config("tsr.config.json").get(&["routesDirectory"]).and_then(Value::text);
    match by_file {
        Some(folder) => folder.trim_start_matches("./").trim_end_matches('/').to_owned(),
        None => {
            super::joined(source, super::folder(options(package), &["router", "routesDirectory"], "routes"))
        }
    }
}

/// Files and folders that begin with a hyphen are no routes.
fn is_route(file: &str, options: &Value) -> bool {
    let ignored = super::folder(options, &["router", "routeFileIgnorePrefix"], "-");
    !is_test(file) && !file.ends_with(".d.ts") && !file.split('/').any(|part| part.starts_with(ignored))
}

/// Whether import protection refuses a file to one of the builds: by its name, or by what is configured.
fn is_denied(package: &Package, path: &str, build: &str, infix: &str) -> bool {
    let protection = options(package).get(&["importProtection"]);
    if protection.and_then(|p| p.get(&["enabled"])).is_some_and(|enabled| enabled.is(false)) {
        return false;
    }
    let configured = protection.and_then(|p| p.get(&[build, "files"])).map(Value::texts);
    match configured {
        Some(globs) => globs.iter().filter_map(|glob| matcher(glob)).any(|glob| glob.is_match(path)),
        None => path.rsplit('/').next().is_some_and(|name| name.contains(infix)),
    }
}

fn is_own(callee: &Callee) -> bool {
    let of_package =
        |from: &str| PACKAGES.iter().any(|name| from.starts_with(name)) || from.starts_with("@tanstack/");
    callee.from.as_deref().is_none_or(of_package)
}

/// `ask().handler(…)`, where another module of the application makes `ask` of `createServerFn`.
fn is_handler_of_local(callee: &Callee) -> bool {
    let is_local = callee
        .from
        .as_deref()
        .is_some_and(|from| from.starts_with(['.', '~', '#']) || from.starts_with("@/"));
    is_local && callee.names.len() > 1 && callee.names.last().is_some_and(|name| name == "handler")
}

fn makes_route(callee: &Callee) -> bool {
    is_own(callee) && matches!(&callee.names[..], [name] if ROUTES.contains(&name.as_str()))
}

fn is_of_server_in_route(callee: &Callee, property: &[String]) -> bool {
    makes_route(callee) && property.first().is_some_and(|key| OF_SERVER_IN_ROUTE.contains(&key.as_str()))
}

/// Whether a route answers requests and shows nothing.
fn has_only_handlers(facts: &ModuleFacts) -> bool {
    let mut options = facts.regions.iter().filter_map(|region| match &region.kind {
        RegionKind::Argument { callee, property, .. } if makes_route(callee) => property.first(),
        _ => None,
    });
    let mut options = options.by_ref().peekable();
    options.peek().is_some() && options.all(|key| key == "server")
}
