//! Docusaurus: a site of files, all of which is public, its configuration too.

use std::path::PathBuf;

use super::{Entry, Fate, Framework, Layer, Published, is_test};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{EnvForm, EnvObject, ModuleFacts, Reading, Value};

pub struct Docusaurus;

const CONFIG: &str = "docusaurus.config";

impl Framework for Docusaurus {
    fn name(&self) -> &'static str {
        "Docusaurus"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("@docusaurus/core")
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let config = package.config(CONFIG);
        let mut entries = Vec::new();
        let mut ships = |file: &str, why: &str| entries.push(Entry::new(file, Layer::Client, why));
        for (folder, why) in contents(config) {
            for file in package.matching(&format!("{folder}/**/*.{{md,mdx,js,jsx,ts,tsx}}")) {
                let is_page = file.ends_with(".md") || file.ends_with(".mdx") || folder.ends_with("pages");
                if is_page && is_published(file, &folder) {
                    ships(file, why);
                }
            }
        }
        for (folder, why) in contents(config) {
            for file in package.matching(&format!("{folder}/{{authors,tags}}.{{yml,yaml,json}}")) {
                ships(file, why);
            }
        }
        for file in package.matching("src/theme/**/*.{js,jsx,ts,tsx,css}") {
            if !is_test(file) {
                ships(file, "takes the place of a component of Docusaurus's theme");
            }
        }
        for key in ["clientModules", "customCss", "sidebarPath"] {
            for file in named(config, key).iter().flat_map(|value| super::paths(value)) {
                ships(&file, "is named by docusaurus.config as part of the site");
            }
        }
        entries
    }

    fn module(&self, _package: &Package, _path: &str, facts: &ModuleFacts, _layer: Layer) -> Fate {
        if facts.directives.iter().any(|field| field == "draft: true") {
            return Fate::LeavesTo(None, "is a draft, which production builds leave out".into());
        }
        Fate::Stays
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        vec![
            ("@site".to_owned(), package.folder.clone()),
            ("@theme".to_owned(), package.folder.join("src/theme")),
        ]
    }

    fn reading(&self, path: &str) -> Option<Reading> {
        (path.ends_with(".md") || path.ends_with(".mdx")).then_some(Reading::Mdx)
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let values = package.config(CONFIG).walk().into_iter();
        values.fold(Exposure::default(), |exposure, value| match value {
            Value::Env(Some(name)) => exposure.always(name, "docusaurus.config, all of which ships,"),
            _ => exposure,
        })
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        object == EnvObject::Process && form == EnvForm::Member
    }

    fn published<'p>(&self, package: &'p Package) -> Vec<Published<'p>> {
        let properties = package.config(CONFIG).entries().iter();
        let called = || "the site's configuration".to_owned();
        properties.map(|property| Published { property, called: called(), if_read: false }).collect()
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        let configured =
            package.config(CONFIG).get(&["staticDirectories"]).map(Value::texts).unwrap_or_default();
        if configured.is_empty() {
            vec!["static".into()]
        } else {
            configured.into_iter().map(str::to_owned).collect()
        }
    }
}

/// Folders of documents, posts and pages: those of the presets and plugins, with what is usual where they say nothing.
fn contents(config: &Value) -> Vec<(String, &'static str)> {
    let mut folders = vec![
        ("versioned_docs".to_owned(), "is a document of an older version of Docusaurus's site"),
        ("i18n".to_owned(), "is a translation of Docusaurus's site"),
    ];
    for (plugin, key, default, why) in [
        ("content-docs", "docs", "docs", "is a document of Docusaurus's site"),
        ("content-blog", "blog", "blog", "is a post of Docusaurus's site"),
        ("content-pages", "pages", "src/pages", "is a page of Docusaurus's site"),
    ] {
        let of_preset = named(config, key)
            .into_iter()
            .filter(|value| matches!(value, Value::Object(_) | Value::Bool(false)));
        let of_plugin = config.walk().into_iter().filter_map(|value| match value.elements() {
            [name, options] if name.text().is_some_and(|name| name.ends_with(plugin)) => Some(options),
            _ => None,
        });
        let options: Vec<&Value> = of_preset.chain(of_plugin).collect();
        let paths = options
            .iter()
            .filter(|value| !value.is(false))
            .map(|value| super::folder(value, &["path"], default));
        let mut paths: Vec<String> = paths.map(str::to_owned).collect();
        if options.is_empty() {
            paths.push(default.to_owned());
        }
        folders.extend(paths.into_iter().map(|path| (path, why)));
    }
    folders
}

/// The values under a key, wherever it stands.
fn named<'v>(config: &'v Value, key: &str) -> Vec<&'v Value> {
    let properties = config.walk().into_iter().flat_map(Value::entries);
    properties.filter(|property| property.name == key).map(|property| &property.value).collect()
}

/// Names that begin with an underscore are partials, which ship if something imports them.
fn is_published(file: &str, folder: &str) -> bool {
    let below = file.strip_prefix(folder).unwrap_or(file);
    !below.split('/').any(|part| part.starts_with('_') && part != "__tests__") && !is_test(below)
}
