//! Angular: what `angular.json`, or `project.json` of Nx, builds for the browser and for the server. Environment files are code, and ship.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{Entry, Framework, Layer, Published, Substitution};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{EnvForm, EnvObject, Guard, ModuleFacts, Reading, Region, RegionKind, Value};

pub struct Angular;

impl Framework for Angular {
    fn name(&self) -> &'static str {
        "Angular"
    }

    fn applies(&self, package: &Package) -> bool {
        !targets(package).is_empty()
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let targets = targets(package);
        let has_application = targets.iter().any(|target| target.kind == Kind::Application);
        let mut entries = Vec::new();
        for target in &targets {
            match target.kind {
                Kind::Application => application(target, &mut entries),
                Kind::Server => {
                    let files = target.paths(&["main"]).into_iter();
                    entries.extend(
                        files.map(|file| {
                            Entry::new(file, Layer::Server, "is built by Angular for the server")
                        }),
                    );
                }
                // Beside an application, libraries are there for it, and ship as far as it uses them.
                Kind::Library if !has_application => library(package, target, &mut entries),
                Kind::Library => {}
            }
        }
        entries
    }

    fn strips(
        &self,
        _package: &Package,
        _facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        match &region.kind {
            RegionKind::Guard(Guard::Constant(name, None), holds) => match (name.as_str(), holds, layer) {
                ("ngServerMode", true, Layer::Client) | ("ngServerMode", false, Layer::Server) => {
                    Some("depends on `ngServerMode`, which this build knows".into())
                }
                ("ngDevMode", true, _) => {
                    Some("runs only in development, so production builds drop it".into())
                }
                _ => None,
            },
            _ => super::not_in_production(region),
        }
    }

    fn substitution(&self, package: &Package) -> Option<Substitution> {
        let mut replaced: HashMap<PathBuf, Vec<PathBuf>> = HashMap::new();
        for target in targets(package) {
            for pair in target.list("fileReplacements") {
                let of = |keys: [&str; 2]| keys.iter().find_map(|key| pair.get(&[key]).and_then(Value::text));
                let (Some(file), Some(by)) = (of(["replace", "src"]), of(["with", "replaceWith"])) else {
                    continue;
                };
                let path = |file: &str| package.folder.join(target.local(file));
                replaced.entry(path(file)).or_default().push(path(by));
            }
        }
        (!replaced.is_empty())
            .then(|| Box::new(move |file: &Path| replaced.get(file).cloned()) as Substitution)
    }

    fn reading(&self, path: &str) -> Option<Reading> {
        let name = path.rsplit('/').next().unwrap_or(path);
        (name.ends_with(".html") && !name.starts_with("index.")).then_some(Reading::Template)
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let exposure = Exposure::default();
        if !targets(package).iter().any(|target| target.builder.starts_with("@ngx-env/")) {
            return exposure;
        }
        exposure.prefix("NG_APP_", "@ngx-env/builder")
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        matches!(object, EnvObject::ImportMeta | EnvObject::Process)
            && matches!(form, EnvForm::Member | EnvForm::Bracket | EnvForm::Dynamic)
    }

    fn published<'p>(&self, package: &'p Package) -> Vec<Published<'p>> {
        let layers = targets(package).into_iter().flat_map(|target| target.layers);
        let tables = layers.filter_map(|options| options.property(&["define"]));
        tables.map(|property| Published { property, called: "define".to_owned(), if_read: true }).collect()
    }

    fn publishes_sources(&self, package: &Package) -> bool {
        targets(package).iter().filter(|target| target.kind == Kind::Application).any(|target| {
            let maps = target.get("sourceMap");
            maps.is_some_and(|maps| {
                maps.is(true) || maps.get(&["scripts"]).is_some_and(|scripts| scripts.is(true))
            })
        })
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        let mut folders = Vec::new();
        for target in targets(package) {
            for asset in target.list("assets") {
                let glob = asset.get(&["glob"]).and_then(Value::text).unwrap_or("**/*");
                let input = asset.text().or_else(|| asset.get(&["input"]).and_then(Value::text));
                let Some(input) = input.map(|input| target.local(input)) else { continue };
                folders.push(if glob == "**/*" { input } else { super::joined(&input, glob) });
            }
        }
        folders
    }
}

/// What a target is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Application,
    Server,
    Library,
}

/// A target that is built: `projects.shop.architect.build`.
struct Target<'p> {
    kind: Kind,
    builder: &'p str,
    /// The project's root and where its sources are, relative to the package.
    root: String,
    source: String,
    /// Its options, and over them those of the configurations that a production build uses.
    layers: Vec<&'p Value>,
    /// Where the package lies in the workspace, whose root paths are relative to.
    place: String,
}

impl<'p> Target<'p> {
    fn get(&self, key: &str) -> Option<&'p Value> {
        self.layers.iter().rev().find_map(|options| options.get(&[key]))
    }

    fn list(&self, key: &str) -> &'p [Value] {
        self.get(key).map(Value::elements).unwrap_or_default()
    }

    /// Files that the first of some keys with a value names: a string, objects with `input`, or a list of them.
    fn paths(&self, keys: &[&str]) -> Vec<String> {
        let value = keys.iter().find_map(|key| self.get(key));
        let list = value.map(|value| match value {
            Value::List(elements) => elements.iter().collect(),
            other => vec![other],
        });
        let of = |value: &'p Value| value.text().or_else(|| value.get(&["input"]).and_then(Value::text));
        list.unwrap_or_default().into_iter().filter_map(of).map(|path| self.local(path)).collect()
    }

    /// A path of the workspace as one of the package.
    fn local(&self, path: &str) -> String {
        let path = path.replace("{workspaceRoot}/", "").replace("{projectRoot}", &self.root);
        let path = path.trim_start_matches("./").trim_matches('/');
        let inner = path.strip_prefix(self.place.as_str()).and_then(|rest| rest.strip_prefix('/'));
        inner.filter(|_| !self.place.is_empty()).unwrap_or(path).to_owned()
    }
}

/// The targets of a package's projects.
fn targets(package: &Package) -> Vec<Target<'_>> {
    if !package.depends_on("@angular/core")
        && !package.files.iter().any(|file| file.ends_with("project.json"))
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (_, project) in named(package.config("angular.json").get(&["projects"])) {
        of_project(package, "", project, &mut found);
    }
    for file in package.files.iter().filter(|file| file.rsplit('/').next() == Some("project.json")) {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        of_project(package, folder, package.config(file), &mut found);
    }
    found
}

fn named(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value
        .map(Value::entries)
        .unwrap_or_default()
        .iter()
        .map(|property| (property.name.as_str(), &property.value))
}

fn of_project<'p>(package: &'p Package, folder: &str, project: &'p Value, found: &mut Vec<Target<'p>>) {
    let root = super::folder(project, &["root"], folder).to_owned();
    let source = project.get(&["sourceRoot"]).and_then(Value::text);
    let source = source.map_or_else(|| super::joined(&root, "src"), str::to_owned);
    for (name, target) in named(project.get(&["architect"]).or_else(|| project.get(&["targets"]))) {
        let builder = ["builder", "executor"].iter().find_map(|key| target.get(&[key]).and_then(Value::text));
        let Some((builder, kind)) = builder.and_then(|builder| Some((builder, kind(name, builder)?))) else {
            continue;
        };
        let mut layers: Vec<&Value> = target.get(&["options"]).into_iter().collect();
        for configuration in configurations(package, target) {
            layers.extend(target.get(&["configurations", configuration]));
        }
        let (root, source) = (root.clone(), source.clone());
        let mut target = Target { kind, builder, root, source, layers, place: package.place() };
        target.source = target.local(&target.source);
        found.push(target);
    }
}

/// By the last part of a builder's name, which is the same with each maker of them.
fn kind(target: &str, builder: &str) -> Option<Kind> {
    let (from, what) = builder.split_once(':')?;
    let is_angular = from.contains("angular") || from.contains("ngx");
    match what {
        "application" | "browser" | "browser-esbuild" | "webpack-browser"
            if is_angular && target != "serve" =>
        {
            Some(Kind::Application)
        }
        "server" | "webpack-server" if is_angular => Some(Kind::Server),
        "ng-packagr" | "package" | "ng-packagr-lite" if is_angular => Some(Kind::Library),
        _ => None,
    }
}

/// The configurations that a production build uses: those that the script `build` names, else the default one.
fn configurations<'p>(package: &'p Package, target: &'p Value) -> Vec<&'p str> {
    let script = package.manifest("scripts")["build"].as_str().unwrap_or_default();
    let words: Vec<&str> = script.split_whitespace().collect();
    let named = words.iter().enumerate().find_map(|(at, word)| match word.split_once('=') {
        Some(("--configuration" | "-c", name)) => Some(name),
        None if matches!(*word, "--configuration" | "-c") => words.get(at + 1).copied(),
        _ => None,
    });
    let default = || target.get(&["defaultConfiguration"]).and_then(Value::text);
    named.or_else(default).unwrap_or("production").split(',').map(str::trim).collect()
}

fn application(target: &Target<'_>, entries: &mut Vec<Entry>) {
    let or_default = |files: Vec<String>, default: &str| {
        if files.is_empty() { vec![super::joined(&target.source, default)] } else { files }
    };
    let index = or_default(target.paths(&["index"]), "index.html");
    let main = or_default(target.paths(&["browser", "main"]), "main.ts");
    for (files, why) in [
        (main, "is where Angular's application begins"),
        (index, "is the page of Angular's application"),
        (target.paths(&["polyfills"]), "is built into Angular's application before it"),
        (target.paths(&["scripts"]), "is one of the `scripts` of Angular's application"),
        (target.paths(&["styles"]), "is one of the `styles` of Angular's application"),
    ] {
        entries.extend(files.into_iter().map(|file| Entry::new(file, Layer::Client, why)));
    }
    let entry = target.get("ssr").and_then(|ssr| ssr.get(&["entry"])).and_then(Value::text);
    let server = target.paths(&["server"]).into_iter().chain(entry.map(|entry| target.local(entry)));
    entries.extend(server.map(|file| Entry::new(file, Layer::Server, "is built by Angular for the server")));
}

fn library(package: &Package, target: &Target<'_>, entries: &mut Vec<Entry>) {
    let configured = target.paths(&["project"]).pop();
    let manifest = configured.unwrap_or_else(|| super::joined(&target.root, "ng-package.json"));
    let folder = manifest.rsplit_once('/').map_or("", |(folder, _)| folder);
    let config = package.read_config(&manifest);
    let entry = super::folder(&config, &["lib", "entryFile"], "src/public-api.ts");
    let why = "is the entry of a library that Angular builds";
    entries.push(Entry::new(super::joined(folder, entry), Layer::Client, why));
}
