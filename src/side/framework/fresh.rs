//! Fresh, Deno's framework: islands ship, routes stay on the server.

use super::{Entry, Framework, Layer, is_test};
use crate::side::project::Package;
use crate::syntax::Value;

pub struct Fresh;

impl Framework for Fresh {
    fn name(&self) -> &'static str {
        "Fresh"
    }

    fn applies(&self, package: &Package) -> bool {
        super::node::deno_imports(package).any(|(name, path)| {
            name.trim_end_matches('/') == "$fresh" || name == "fresh" || path.contains("@fresh/core")
        })
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let mut entries = Vec::new();
        for file in package.matching("{islands/**/*,routes/**/(_islands)/*}.{tsx,jsx,ts,js}") {
            entries.extend(Entry::on_both(file, "is an island of Fresh"));
        }
        for file in package.matching("{routes/**/*,main,fresh.gen,dev}.{tsx,jsx,ts,js}") {
            if !file.contains("(_islands)") && !is_test(file) {
                entries.push(Entry::new(file, Layer::Server, "is a route of Fresh"));
            }
        }
        let client = package.script("client");
        entries.extend(client.map(|file| Entry::new(file, Layer::Client, "is the client's script of Fresh")));
        entries
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        let configured = package.config("fresh.config").get(&["staticDir"]).and_then(Value::text);
        vec![configured.unwrap_or("static").trim_start_matches("./").to_owned()]
    }
}
