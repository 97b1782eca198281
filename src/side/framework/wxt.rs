//! WXT: what lies among the entrypoints of a browser extension is built into it.

use super::{Entry, Framework, Layer, is_test, vite};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::Value;

pub struct Wxt;

impl Framework for Wxt {
    fn name(&self) -> &'static str {
        "WXT"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("wxt")
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        Some(package.config("wxt.config").get(&["vite"]).unwrap_or(&Value::Unknown))
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let folder = super::joined(
            source(package),
            super::folder(package.config("wxt.config"), &["entrypointsDir"], "entrypoints"),
        );
        let glob =
            format!("{folder}/{{*,*/index,*/*.content}}.{{ts,tsx,js,jsx,mts,mjs,html,vue,svelte,css,scss}}");
        let files = package.matching(&glob).into_iter().filter(|file| !is_test(file));
        files.map(|file| Entry::new(file, Layer::Client, "is an entrypoint of a browser extension")).collect()
    }

    fn aliases(&self, package: &Package) -> Vec<(String, std::path::PathBuf)> {
        let (source, root) = (package.folder.join(source(package)), package.folder.clone());
        let mut all: Vec<_> =
            self.vite(package).map(|config| vite::aliases(package, config)).unwrap_or_default();
        all.extend(
            [("@", &source), ("~", &source), ("@@", &root), ("~~", &root)]
                .map(|(name, path)| (name.to_owned(), path.clone())),
        );
        all
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let config = self.vite(package).unwrap_or(&Value::Unknown);
        vite::exposure(config, &["VITE_", "WXT_"], "WXT")
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        let config = package.config("wxt.config");
        vec![
            super::folder(config, &["publicDir"], "public").to_owned(),
            super::joined(source(package), "public"),
        ]
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

fn source(package: &Package) -> &str {
    super::folder(package.config("wxt.config"), &["srcDir"], "")
}
