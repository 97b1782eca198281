//! Programs of Node, Deno and Bun that nobody bundles for a browser: servers and functions.

use std::path::PathBuf;

use super::{Answer, Entry, Fate, Framework, Layer, is_test};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{ModuleFacts, Value};

pub struct Node;

/// Packages that only a server depends on.
pub const SERVERS: &[&str] = &[
    "express",
    "fastify",
    "koa",
    "hono",
    "@nestjs/core",
    "@hapi/hapi",
    "polka",
    "restify",
    "h3",
    "nitropack",
    "elysia",
    "@apollo/server",
    "apollo-server",
    "graphql-yoga",
    "socket.io",
    "ws",
    "micro",
    "@feathersjs/feathers",
    "@adonisjs/core",
    "firebase-functions",
    "@google-cloud/functions-framework",
    "@azure/functions",
    "aws-lambda",
    "serverless",
    "@netlify/functions",
    "@vercel/node",
    "wrangler",
    "@trpc/server",
];

/// Folders whose every script is a function of a platform, and the file that says that the platform is used.
const FUNCTIONS: &[(&str, &[&str], &str)] = &[
    ("supabase/functions/*/index.{ts,js}", &[], "is an edge function of Supabase"),
    ("netlify/{functions,edge-functions}/**/*.{ts,js,mts,mjs,cts,cjs}", &[], "is a function of Netlify"),
    ("api/**/*.{ts,js,mts,mjs}", &["vercel.json"], "is a function of Vercel"),
    ("functions/{index,src/index}.{ts,js}", &["firebase.json"], "is a function of Firebase"),
];

/// Programs that run a script.
const RUNNERS: &[&str] =
    &["node", "tsx", "ts-node", "ts-node-dev", "nodemon", "bun", "deno", "swc-node", "esno"];

impl Framework for Node {
    fn name(&self) -> &'static str {
        "Node.js"
    }

    fn applies(&self, package: &Package) -> bool {
        SERVERS.iter().any(|name| package.depends_on(name))
            || FUNCTIONS.iter().any(|row| !functions(package, row).is_empty())
            || !scripts(package).is_empty()
    }

    fn answers(&self, _package: &Package, _path: &str) -> Vec<Answer> {
        // A function of a platform answers with its result's body; some servers with the result as a whole.
        let of_servers = ["fastify", "Fastify", "Elysia"];
        let of_methods = ["get", "post", "put", "patch", "delete", "all"];
        let of_servers = of_servers
            .into_iter()
            .flat_map(|server| of_methods.map(|method| Answer::Call(server, method, None)));
        [Answer::Export("handler", Some("body")), Answer::Call("onCall", "onCall", None)]
            .into_iter()
            .chain(of_servers)
            .collect()
    }

    fn has_private_meta(&self) -> bool {
        true
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let mut entries = Vec::new();
        for row in FUNCTIONS {
            entries.extend(
                functions(package, row).into_iter().map(|file| Entry::new(file, Layer::Server, row.2)),
            );
        }
        let builds = super::esbuild::scripts(package);
        for file in scripts(package).into_iter().filter(|file| !builds.contains(file)) {
            entries.push(Entry::new(file, Layer::Server, "is run by a script of package.json"));
        }
        if !SERVERS.iter().any(|name| package.depends_on(name)) {
            return entries;
        }
        let main = package.manifest("main").as_str().map(|main| main.trim_start_matches("./").to_owned());
        entries.extend(
            main.map(|file| Entry::new(file, Layer::Server, "is the `main` of a server's package.json")),
        );
        for stem in [
            "server",
            "server/index",
            "src/server",
            "src/server/index",
            "src/index",
            "src/main",
            "src/app",
            "index",
            "app",
            "main",
        ] {
            let file = package.script(stem).filter(|_| !is_of_browser(package));
            entries.extend(
                file.map(|file| Entry::new(file, Layer::Server, "is where a server's package begins")),
            );
        }
        entries
    }

    fn module(&self, _package: &Package, path: &str, _facts: &ModuleFacts, layer: Layer) -> Fate {
        // A page that a server imports is one that Bun builds for browsers.
        if layer == Layer::Server && path.ends_with(".html") {
            Fate::Moves(Layer::Client)
        } else {
            Fate::Stays
        }
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let local = deno_imports(package).filter(|(_, path)| path.starts_with('.'));
        local
            .map(|(name, path)| {
                let path = path.trim_start_matches("./").trim_end_matches('/');
                (name.trim_end_matches('/').to_owned(), package.folder.join(path))
            })
            .collect()
    }

    fn exposure(&self, package: &Package) -> Exposure {
        // `[serve.static] env = "BUN_PUBLIC_*"`, for pages that Bun's server builds.
        let text = package.read_text("bunfig.toml").unwrap_or_default();
        let table = text.parse::<toml::Table>().unwrap_or_default();
        let env = table.get("serve").and_then(|serve| serve.get("static")?.get("env")?.as_str());
        match env {
            Some("inline") => Exposure::default().all("Bun"),
            Some(glob) => Exposure::default().prefix(glob.trim_end_matches('*'), "Bun"),
            None => Exposure::default(),
        }
    }
}

/// Whether the package is built for a browser as well, so that `src/index` and the like say nothing.
fn is_of_browser(package: &Package) -> bool {
    ["vite", "react-dom", "vue", "svelte", "@angular/core", "webpack", "parcel", "next"]
        .iter()
        .any(|name| package.depends_on(name))
}

fn functions<'p>(package: &'p Package, (glob, proof, _): &(&str, &[&str], &str)) -> Vec<&'p str> {
    if !proof.is_empty() && !proof.iter().any(|file| package.has_file(file)) {
        return Vec::new();
    }
    package.matching(glob).into_iter().filter(|file| !is_test(file)).collect()
}

/// Scripts of the package that its manifest's scripts or tasks run: `node server.js`.
pub fn scripts(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for command in package.scripts() {
        let words: Vec<&str> = command.words().collect();
        let runners = (0..words.len()).filter(|at| RUNNERS.contains(&words[*at]));
        for at in runners.filter(|at| words.get(at + 1) != Some(&"build")) {
            let mut after = words[at + 1..].iter().take(6).map(|word| word.trim_start_matches("./"));
            let file = after.find(|word| package.has_file(word));
            found.extend(
                file.filter(|file| crate::syntax::is_module(std::path::Path::new(file))).map(str::to_owned),
            );
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The import map of Deno: names and what they stand for.
pub fn deno_imports(package: &Package) -> impl Iterator<Item = (&str, &str)> {
    let configs = ["deno.json", "deno.jsonc", "import_map.json"].into_iter().map(|file| package.config(file));
    let entries = configs.filter_map(|config| config.get(&["imports"])).flat_map(Value::entries);
    entries.filter_map(|entry| Some((entry.name.as_str(), entry.value.text()?)))
}
