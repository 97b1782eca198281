//! What frameworks and bundlers make of a project. One file each, one line each in [`ALL`].

mod angular;
mod astro;
mod cloudflare;
mod create_react_app;
mod docusaurus;
mod electron;
mod esbuild;
mod extension;
mod fresh;
mod gatsby;
mod next;
mod node;
mod npm_package;
mod nuxt;
mod pages;
mod parcel;
mod plasmo;
mod qwik;
mod react_native;
mod react_router;
mod rollup;
mod rsbuild;
mod solid_start;
mod storybook;
mod sveltekit;
mod tanstack_start;
mod vite;
mod vue_cli;
mod webpack;
mod wxt;

use std::path::{Path, PathBuf};

use super::env::Exposure;
use super::plan::{self, Plan};
use super::project::Package;
use crate::syntax::{
    CommentOf, EnvForm, EnvObject, Guard, ModuleFacts, Property, Reading, Region, RegionKind, Value,
};

/// Every framework, the more specific ones first.
pub const ALL: &[&dyn Framework] = &[
    &next::Next,
    &react_router::ReactRouter,
    &sveltekit::SvelteKit,
    &nuxt::Nuxt,
    &astro::Astro,
    &tanstack_start::TanStackStart,
    &solid_start::SolidStart,
    &qwik::Qwik,
    &angular::Angular,
    &gatsby::Gatsby,
    &docusaurus::Docusaurus,
    &react_native::ReactNative,
    &storybook::Storybook,
    &create_react_app::CreateReactApp,
    &vue_cli::VueCli,
    &electron::Electron,
    &wxt::Wxt,
    &plasmo::Plasmo,
    &extension::Extension,
    &vite::Vite,
    &parcel::Parcel,
    &rsbuild::Rsbuild,
    &webpack::Webpack,
    &rollup::Rollup,
    &esbuild::Esbuild,
    &npm_package::NpmPackage,
    &cloudflare::Cloudflare,
    &fresh::Fresh,
    &node::Node,
];

/// A build of a package: which files it begins with, what it leaves out.
pub trait Framework: Sync {
    /// As people write it.
    fn name(&self) -> &'static str;

    /// Whether a package is built or run with it.
    fn applies(&self, package: &Package) -> bool;

    /// The files that a build begins with.
    fn entries(&self, _package: &Package) -> Vec<Entry> {
        Vec::new()
    }

    /// Its builds: one by what it answers below, unless the package's configuration asks for several.
    fn plans(&self, _package: &Package) -> Option<Vec<Plan>> {
        None
    }

    /// What becomes of a module that a build reaches. `path` is relative to the package, or to the workspace if it is in another.
    fn module(&self, _package: &Package, _path: &str, _facts: &ModuleFacts, _layer: Layer) -> Fate {
        Fate::Stays
    }

    /// Vite's configuration, if the build is one of Vite's. What Vite does is then the default of everything below.
    fn vite<'p>(&self, _package: &'p Package) -> Option<&'p Value> {
        None
    }

    /// Why a layer's build leaves a region out, if it does.
    fn strips(
        &self,
        package: &Package,
        facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        match self.vite(package) {
            Some(_) => vite::strips(facts, region, layer),
            None => not_in_production(region),
        }
    }

    /// Paths that specifiers beginning with a name stand for, besides what `tsconfig.json` says.
    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        self.vite(package).map(|config| vite::aliases(package, config)).unwrap_or_default()
    }

    /// Names that need no import, with the file (relative to the package) and the export that they stand for.
    fn implicit(&self, _package: &Package) -> Vec<Implicit> {
        Vec::new()
    }

    /// Folders in which specifiers that are no paths are looked for, besides `node_modules`.
    fn roots(&self, _package: &Package) -> Vec<PathBuf> {
        Vec::new()
    }

    /// Requests that the build replaces by others: a pattern of what is imported, and what is imported instead.
    fn replacements(&self, _package: &Package) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Endings of files that specifiers may leave out, besides and before the usual ones.
    fn extensions(&self, _package: &Package) -> Vec<String> {
        Vec::new()
    }

    /// What is built in place of a file that a specifier stands for, if anything is.
    fn substitution(&self, _package: &Package) -> Option<Substitution> {
        None
    }

    /// How a file is read that its ending alone does not tell.
    fn reading(&self, _path: &str) -> Option<Reading> {
        None
    }

    /// Whether builds drop what nobody uses.
    fn shakes(&self) -> bool {
        true
    }

    /// Whether what `exports.name = …` exports is dropped if nobody imports it by name.
    fn shakes_common_exports(&self) -> bool {
        false
    }

    /// Which comments the production build drops, besides those of scripts.
    fn drops_comments(&self) -> &'static [CommentOf] {
        &[CommentOf::Style, CommentOf::Component]
    }

    /// Whether the minifier drops fields of constant objects that nobody reads.
    fn shakes_fields(&self, package: &Package) -> bool {
        self.vite(package).is_some() && vite::shakes_fields(package)
    }

    /// Whether the build puts a file's text in place of a call that reads it.
    fn inlines_files(&self) -> bool {
        false
    }

    /// Whether a production build drops the keys of JSON that nobody reads though the file is imported as a whole.
    fn shakes_data(&self) -> bool {
        false
    }

    /// Which environment variables the client build inlines.
    fn exposure(&self, package: &Package) -> Exposure {
        self.vite(package).map(|config| vite::exposure(config, &["VITE_"], "Vite")).unwrap_or_default()
    }

    /// Whether the client build writes values in place of reads of this form. A read of the whole environment is one that is replaced
    /// by an object of all exposed variables.
    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        object == EnvObject::ImportMeta || object == EnvObject::Process && form == EnvForm::Member
    }

    /// Whether `import.meta.env` has the server's variables on the server, not only those that clients get.
    fn has_private_meta(&self) -> bool {
        false
    }

    /// Modules that are made of variables: what client code imports from one is inlined.
    fn env_modules(&self) -> &'static [&'static str] {
        &[]
    }

    /// Tables of configuration files whose values get to the client.
    fn published_config(&self) -> &'static [ConfigTable] {
        &[]
    }

    /// The same, where they are to be looked for.
    fn published<'p>(&self, package: &'p Package) -> Vec<Published<'p>> {
        self.published_config().iter().filter_map(|table| table.of(package)).collect()
    }

    /// Whether everything that clients run is run on the server first, for the page that they get.
    fn prerenders(&self) -> bool {
        false
    }

    /// What of a module on the server ends up with clients: answers to requests, data of pages. `path` is relative to the package.
    fn answers(&self, _package: &Package, _path: &str) -> Vec<Answer> {
        Vec::new()
    }

    /// Whether source maps with the original text lie beside the client's bundles.
    fn publishes_sources(&self, package: &Package) -> bool {
        self.vite(package).is_some_and(vite::publishes_sources)
    }

    /// Folders and files, relative to the package, that are published as they are; or globs of them.
    fn public_folders(&self, package: &Package) -> Vec<String> {
        self.vite(package).and_then(vite::public_folder).into_iter().collect()
    }
}

/// A table of a configuration file whose values get to the client.
#[derive(Debug, Clone, Copy)]
pub struct ConfigTable {
    /// The file's stem.
    pub file: &'static str,
    /// The keys that lead to the table.
    pub keys: &'static [&'static str],
    /// Whether only those do that client code reads by their keys.
    pub if_read: bool,
}

impl ConfigTable {
    /// The table in a package's file, if it has one.
    pub fn of<'p>(&self, package: &'p Package) -> Option<Published<'p>> {
        let property = package.config(self.file).property(self.keys)?;
        Some(Published { property, called: self.keys.join("."), if_read: self.if_read })
    }
}

/// What of a configuration file gets to the client.
#[derive(Debug)]
pub struct Published<'p> {
    /// A value, or a table of them.
    pub property: &'p Property,
    /// What it stands in, such as the keys that lead to it.
    pub called: String,
    /// Whether only what client code reads by its name does.
    pub if_read: bool,
}

/// Tells what is built in place of a file.
pub type Substitution = Box<dyn Fn(&Path) -> Option<Vec<PathBuf>> + Send + Sync>;

/// What a module hands to clients by a framework's convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// What an exported function returns, or the exported value itself; or what stands under a key of that.
    Export(&'static str, Option<&'static str>),
    /// What each function of an exported object returns.
    ExportedEach(&'static str),
    /// What a function returns that a call is given, or that stands under a key of what it is given. A call goes by the names that its
    /// chain begins and ends with: `createServerFn().handler` by `createServerFn` and `handler`.
    Call(&'static str, &'static str, Option<&'static str>),
}

/// Handlers of requests that go by the name of a method.
pub const OF_METHODS: &[Answer] = &[
    Answer::Export("GET", None),
    Answer::Export("POST", None),
    Answer::Export("PUT", None),
    Answer::Export("PATCH", None),
    Answer::Export("DELETE", None),
    Answer::Export("OPTIONS", None),
    Answer::Export("ALL", None),
    Answer::Export("fallback", None),
];

/// The frameworks of a package.
pub fn of(package: &Package) -> Vec<&'static dyn Framework> {
    let mut found: Vec<&'static dyn Framework> =
        ALL.iter().copied().filter(|framework| framework.applies(package)).collect();
    if found.is_empty() && pages::Pages.applies(package) {
        found.push(&pages::Pages);
    }
    found
}

/// Which of a framework's builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// What ships to browsers, apps or customers.
    Client,
    /// What stays on a server.
    Server,
}

impl Layer {
    /// The one of the two that it is not.
    pub fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }
}

/// A file that a build begins with.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Relative to the package.
    pub file: String,
    /// Which build.
    pub layer: Layer,
    /// Exports that this build leaves out.
    pub without: Vec<&'static str>,
    /// The only exports that this build asks for; all of them, if none is named.
    pub asks: &'static [&'static str],
    /// It is only run: nobody gets its exports unless something imports them.
    pub only_runs: bool,
    /// Why it is one: `is a page of Next.js`.
    pub why: String,
}

impl Entry {
    /// An entry of which all exports count.
    pub fn new(file: impl Into<String>, layer: Layer, why: impl Into<String>) -> Self {
        Self { file: file.into(), layer, without: Vec::new(), asks: &[], only_runs: false, why: why.into() }
    }

    /// A file that runs in the browser and on the server.
    pub fn on_both(file: &str, why: &str) -> [Self; 2] {
        let on_server = format!("{why}, on the server too");
        [Self::new(file, Layer::Client, why), Self::new(file, Layer::Server, on_server)]
    }

    /// The same, of which no export counts.
    pub fn only_runs(mut self) -> Self {
        self.only_runs = true;
        self
    }

    /// The same without some exports.
    pub fn without(mut self, exports: &[&'static str]) -> Self {
        self.without = exports.to_vec();
        self
    }

    /// The same where only some exports are asked for: what else there is stays if it has effects.
    pub fn asking(mut self, exports: &'static [&'static str]) -> Self {
        self.asks = exports;
        self
    }
}

/// A name that needs no import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implicit {
    /// The name as code or markup has it.
    pub name: String,
    /// Relative to the package.
    pub file: String,
    /// The export; `*` for the whole module.
    pub export: String,
}

/// What becomes of a module that a build reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is part of the build.
    Stays,
    /// It belongs to the other layer, which gets what is used of it.
    Moves(Layer),
    /// It is part of both layers, of each with what that does not leave out.
    InBoth,
    /// The build has calls, stubs or nothing in its place; it belongs to the other layer, if one is named.
    LeavesTo(Option<Layer>, String),
    /// It is part of the build without some of its exports.
    Loses(Vec<&'static str>, String),
}

/// Whether a file is a test or a story by its name: frameworks take neither for a page.
pub fn is_test(file: &str) -> bool {
    super::convention::of(file).is_some_and(|(side, _)| side == crate::finding::Side::Test)
}

/// What becomes of a module that begins with `'use server'`: clients get calls to the server in its place.
pub fn of_server_functions(facts: &ModuleFacts, layer: Layer) -> Fate {
    let is_theirs = facts.directives.iter().any(|directive| directive == "use server");
    if is_theirs && layer == Layer::Client {
        let why = "starts with 'use server', so the client gets calls to the server in its place";
        return Fate::LeavesTo(Some(Layer::Server), why.into());
    }
    Fate::Stays
}

/// Why a region is left out if it is a server function's body.
pub fn server_function(region: &Region, layer: Layer) -> Option<String> {
    let is_one = matches!(&region.kind, RegionKind::Directive(directive) if directive == "use server");
    (is_one && layer == Layer::Client).then(|| {
        "is the body of a server function ('use server'), of which the client gets a reference".into()
    })
}

/// The options that a configuration gives to a plugin: the first object among the arguments of a call of one of these names.
pub fn plugin_options<'v>(config: &'v Value, calls: &[&str]) -> &'v Value {
    const NONE: &Value = &Value::Unknown;
    let arguments = config.walk().into_iter().find_map(|value| match value {
        Value::Call(names, arguments) if names.last().is_some_and(|name| calls.contains(&name.as_str())) => {
            Some(arguments)
        }
        _ => None,
    });
    let options = arguments.and_then(|all| all.iter().find(|value| matches!(value, Value::Object(_))));
    options.unwrap_or(NONE)
}

/// A folder of a configuration, without what paths may begin and end with.
pub fn folder<'v>(config: &'v Value, keys: &[&str], default: &'v str) -> &'v str {
    let configured = config.get(keys).and_then(Value::text).unwrap_or(default);
    configured.trim_start_matches("./").trim_end_matches('/')
}

/// Prose that is compiled to a module.
pub fn compiled_prose(path: &str) -> Option<Reading> {
    path.ends_with(".mdx").then_some(Reading::Mdx)
}

/// Code that runs in development only is in no build that ships.
pub fn not_in_production(region: &Region) -> Option<String> {
    match region.kind {
        RegionKind::Guard(Guard::Production, false) => {
            Some("runs only in development, so production builds drop it".into())
        }
        _ => None,
    }
}

/// The variables that a table of a configuration file, such as `define`, writes into client code that reads its keys.
pub fn inlined_by(exposure: Exposure, config: &Value, keys: &[&str], mechanism: &str) -> Exposure {
    let entries = config.get(keys).map(Value::entries).unwrap_or_default();
    entries.iter().fold(exposure, |exposure, property| {
        plan::exposed_by(exposure, &property.name, &property.value, mechanism)
    })
}

/// What a regular expression of an alias begins with, if that is plain text: `^~/(.*)$` is `~`.
pub fn literal_start(pattern: &str) -> Option<String> {
    let text = pattern.strip_prefix('^')?.trim_end_matches('$');
    let text = ["(.*)", "(.+)", ".*", ".+"].iter().fold(text, |text, end| text.trim_end_matches(end));
    let text = text.replace("\\/", "/");
    let plain = |c: char| c.is_ascii_alphanumeric() || "@~#/_-".contains(c);
    (!text.is_empty() && text.chars().all(plain)).then_some(text)
}

/// Relative paths in a value of a configuration file: strings, or calls that join them to the configuration's own folder.
pub fn paths(value: &Value) -> Vec<String> {
    let clean = |text: &str| text.trim_start_matches("./").to_owned();
    match value {
        Value::Text(text) => vec![clean(text)],
        Value::List(elements) => elements.iter().flat_map(paths).collect(),
        Value::Object(entries) => entries.iter().flat_map(|property| paths(&property.value)).collect(),
        // `path.resolve(__dirname, "src", "main.ts")`, `fileURLToPath(new URL("./src", import.meta.url))`.
        Value::Call(_, arguments) => {
            let parts: Vec<String> =
                arguments.iter().flat_map(paths).filter(|part| !part.is_empty()).collect();
            if parts.is_empty() { Vec::new() } else { vec![parts.join("/")] }
        }
        _ => Vec::new(),
    }
}

/// A path below a root of the package.
pub fn joined(root: &str, file: &str) -> String {
    let root = root.trim_matches('/');
    let file = file.trim_start_matches("./").trim_start_matches('/');
    if root.is_empty() || root == "." { file.to_owned() } else { format!("{root}/{file}") }
}
