//! Packages for npm: what is packed is what users get, bundled or as it is.

use std::path::PathBuf;

use super::{Entry, Framework, Layer, is_test};
use crate::side::packing::Packing;
use crate::side::plan::Plan;
use crate::side::project::Package;
use crate::syntax::{EnvForm, EnvObject, Literal, Value};

pub struct NpmPackage;

/// Fields that only packages for others have.
const FIELDS: &[&str] = &["files", "publishConfig"];

/// The same, unless the package is one of several in a workspace, which may be for each other.
const FIELDS_ALONE: &[&str] = &["exports", "module", "bin", "types", "typings"];

/// Programs that bundle libraries: their names, their configuration files, and the key of what they begin with.
const BUNDLERS: &[(&str, &str, &str)] = &[
    ("tsup", "tsup.config", "entry"),
    ("tsdown", "tsdown.config", "entry"),
    ("unbuild", "build.config", "entries"),
    ("obuild", "build.config", "entries"),
    ("bunchee", "bunchee.config", "entry"),
];

impl Framework for NpmPackage {
    fn name(&self) -> &'static str {
        "the library's bundler"
    }

    fn applies(&self, package: &Package) -> bool {
        is_published(package) || !bundled(package).is_empty()
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        let mut plans: Vec<Plan> = bundled(package).iter().map(|build| library(package, build)).collect();
        if is_published(package) {
            let mut packed = Plan::new(Vec::new());
            packed.packing.push(Packing::npm(package));
            plans.push(packed);
            plans.extend(compiled(package));
        }
        Some(plans)
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let builds = bundled(package);
        let tables = builds.iter().filter_map(|build| build.options.get(&["alias"]));
        tables.flat_map(|table| super::vite::alias_table(package, table)).collect()
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        matches!(object, EnvObject::Process | EnvObject::ImportMeta) && form != EnvForm::Destructured
    }
}

/// Whether a package is made for others: it is not private, and says something that only such a package says.
fn is_published(package: &Package) -> bool {
    let is_private = package.manifest("private").as_bool() == Some(true);
    let is_named = !package.name.is_empty() && package.manifest("version").is_string();
    let has = |fields: &[&str]| fields.iter().any(|field| !package.manifest(field).is_null());
    let has_field = || has(FIELDS) || package.is_root() && has(FIELDS_ALONE);
    let publishes = || {
        package.scripts().any(|command| {
            command.name.starts_with("prepublish")
                || command.name == "prepack"
                || command.text.starts_with("npm publish")
        })
    };
    !is_private && is_named && (has_field() || package.has_file(".npmignore") || publishes())
}

/// A library that a bundler makes.
struct Build {
    bundler: &'static str,
    options: Value,
    file: Option<String>,
    entry_key: &'static str,
}

/// What the package's bundlers are told, by a configuration or a command.
fn bundled(package: &Package) -> Vec<Build> {
    let mut found = Vec::new();
    for &(bundler, config, entry_key) in BUNDLERS {
        let commands: Vec<_> =
            package.scripts().filter(|command| command.runs(&[bundler]) && command.is_build()).collect();
        if commands.is_empty() && !package.depends_on(bundler) {
            continue;
        }
        let build = |options: Value| Build { bundler, options, file: package.config_file(config), entry_key };
        let configured = match package.config(config) {
            Value::List(all) => all.clone(),
            Value::Unknown => Vec::new(),
            one => vec![one.clone()],
        };
        if configured.is_empty() {
            let options = commands
                .iter()
                .map(|command| super::esbuild::options_of(package, *command, bundler, entry_key));
            found.extend(options.map(build));
        } else {
            found.extend(configured.into_iter().map(build));
        }
    }
    found
}

fn library(package: &Package, build: &Build) -> Plan {
    let named = build.options.get(&[build.entry_key]).map(Value::walk).unwrap_or_default();
    let paths = named.into_iter().filter_map(Value::text).map(|path| path.trim_start_matches("./"));
    let mut files: Vec<String> = paths
        .flat_map(|path| match path.contains(['*', '{']) {
            true => package.matching(path).into_iter().map(str::to_owned).collect(),
            false => package.find_module(path).into_iter().collect::<Vec<_>>(),
        })
        .filter(|file| !is_test(file))
        .collect();
    if files.is_empty() {
        files.extend(package.script("src/index").or_else(|| package.script("index")));
    }
    let why = format!("is an entry of a library that {} builds", build.bundler);
    let mut plan =
        Plan::new(files.into_iter().map(|file| Entry::new(file, Layer::Client, why.as_str())).collect());
    plan.scripts.extend(build.file.clone());
    plan.bundles = !build.options.get(&["bundle"]).is_some_and(|value| value.is(false));
    plan.shakes = plan.bundles;
    let map = build.options.get(&["sourcemap"]);
    plan.publishes_sources = map.is_some_and(|map| map.is(true) || map.text().is_some());
    for key in ["define", "env"] {
        if let Some(table) = build.options.property(&[key]) {
            plan.define(table, &format!("`{key}` of {}", build.bundler));
        }
    }
    for name in build.options.get(&["env"]).map(Value::entries).unwrap_or_default() {
        if let Some(text) = name.value.text() {
            plan.constants.insert(format!("process.env.{}", name.name), Literal::Text(text.to_owned()));
        }
    }
    for key in ["banner", "footer"] {
        if let Some(text) = build.options.property(&[key]) {
            plan.write_always(text, &format!("`{key}` of {}", build.bundler));
        }
    }
    plan
}

/// What the TypeScript compiler puts, file by file, into a folder that is packed.
fn compiled(package: &Package) -> Option<Plan> {
    let command = package.scripts().find(|command| {
        command.runs(&["tsc", "tspc", "swc", "babel"])
            && command.is_build()
            && !command.words().any(|word| word == "--noEmit")
    })?;
    let project = command
        .options(&["-p", "--project"])
        .into_iter()
        .next()
        .unwrap_or_else(|| "tsconfig.json".to_owned());
    let config = package.read_config(project.trim_start_matches("./"));
    let given = command.options(&["--outDir", "-d", "--out-dir"]).into_iter().next();
    let out = given.or_else(|| Some(config.get(&["compilerOptions", "outDir"])?.text()?.to_owned()))?;
    let out = out.trim_start_matches("./").trim_end_matches('/').to_owned();
    if !Packing::npm(package).holds(&format!("{out}/index.js")) {
        return None;
    }
    let root = config.get(&["compilerOptions", "rootDir"]).and_then(Value::text).unwrap_or("src");
    let root = root.trim_start_matches("./").trim_end_matches('/');
    let glob = super::joined(root, "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}");
    let files = package.matching(&glob).into_iter().filter(|file| !is_test(file) && !file.ends_with(".d.ts"));
    let why = format!("is compiled to `{out}/`, which the package holds");
    let mut plan = Plan::new(files.map(|file| Entry::new(file, Layer::Client, why.as_str())).collect());
    (plan.bundles, plan.shakes, plan.keeps_comments) = (false, false, true);
    Some(plan)
}
