//! Modules as they are read: parsed, with the files that their specifiers stand for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use oxc_resolver::{AliasValue, ResolveOptions, Resolver, TsconfigDiscovery};
use rayon::prelude::*;
use regex_automata::meta::Regex;

use super::build::STACK;
use super::framework::{Framework, Implicit, Substitution};
use super::project::{Package, Workspace, matcher, slashed};
use super::tsconfig;
use crate::location::normal;
use crate::syntax::{self, Binding, Import, ImportKind, ModuleFacts, Reading, Target, Use};

/// A module as it was read, its targets still paths.
pub struct Read {
    pub facts: ModuleFacts,
    pub targets: Vec<Vec<PathBuf>>,
    pub pure: bool,
}

/// Reads modules and finds the files that their specifiers stand for, by each package's own configuration.
pub struct Reader<'w> {
    workspace: &'w Workspace,
    packages: Vec<Rules>,
    /// Threads with room for parsers; none if the system does not give them.
    pool: Option<rayon::ThreadPool>,
}

/// What a package's configuration says of imports.
struct Rules {
    /// By its aliases and `tsconfig.json`.
    typed: Resolver,
    /// By its aliases and what can be read of the latter, where it is broken, extends what is not installed or lists other files.
    plain: Resolver,
    aliases: Vec<(String, PathBuf)>,
    /// What `tsconfig.json` says of names, as far as it can be read.
    typed_aliases: Vec<(String, Vec<PathBuf>)>,
    /// Requests that become others.
    replacements: Vec<(Regex, String)>,
    effects: SideEffects,
    implicit: Vec<Implicit>,
    frameworks: Vec<&'static dyn Framework>,
    substitutions: Vec<Substitution>,
}

impl Rules {
    fn new(base: &Resolver, package: &Package, frameworks: &[&'static dyn Framework]) -> Self {
        let aliases: Vec<(String, PathBuf)> = frameworks.iter().flat_map(|f| f.aliases(package)).collect();
        let value = |path: &PathBuf| AliasValue::Path(path.to_string_lossy().into_owned());
        let alias = aliases.iter().map(|(name, path)| (name.clone(), vec![value(path)])).collect();
        let roots = frameworks.iter().flat_map(|framework| framework.roots(package));
        let modules = std::iter::once("node_modules".to_owned())
            .chain(roots.map(|root| root.to_string_lossy().into_owned()))
            .collect();
        let mut plain = ResolveOptions { alias, modules, ..options() };
        let extensions: Vec<String> = frameworks.iter().flat_map(|f| f.extensions(package)).collect();
        plain.extensions.splice(..0, extensions);
        let typed = ResolveOptions { tsconfig: Some(TsconfigDiscovery::Auto), ..plain.clone() };
        let paths = tsconfig::paths(package);
        plain
            .alias
            .extend(paths.aliases.iter().map(|(name, to)| (name.clone(), to.iter().map(value).collect())));
        plain.modules.extend(paths.base.iter().map(|base| base.to_string_lossy().into_owned()));
        Self {
            typed: base.clone_with_options(typed),
            plain: base.clone_with_options(plain),
            typed_aliases: paths.aliases,
            aliases,
            replacements: frameworks.iter().flat_map(|f| replacements(*f, package)).collect(),
            effects: SideEffects::of(package),
            implicit: frameworks.iter().flat_map(|framework| framework.implicit(package)).collect(),
            frameworks: frameworks.to_vec(),
            substitutions: frameworks
                .iter()
                .filter_map(|framework| framework.substitution(package))
                .collect(),
        }
    }
}

impl<'w> Reader<'w> {
    /// Prepares a workspace, given the frameworks of each of its packages.
    pub fn new(workspace: &'w Workspace, frameworks: &[Vec<&'static dyn Framework>]) -> Self {
        let base = Resolver::new(options());
        let packages = workspace.packages.iter().zip(frameworks);
        let packages = packages.map(|(package, frameworks)| Rules::new(&base, package, frameworks)).collect();
        let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build().ok();
        Self { workspace, packages, pool }
    }

    /// Reads modules side by side.
    pub fn wave(&self, paths: &[PathBuf]) -> Vec<Option<Read>> {
        let read = || paths.par_iter().map(|path| self.guarded(path)).collect();
        match &self.pool {
            Some(pool) => pool.install(read),
            None => paths.iter().map(|path| self.guarded(path)).collect(),
        }
    }

    /// Reads a module. One that a parser cannot bear is as good as absent; it takes nothing else with it.
    fn guarded(&self, path: &Path) -> Option<Read> {
        catch_unwind(AssertUnwindSafe(|| self.read(path))).ok().flatten()
    }

    fn read(&self, path: &Path) -> Option<Read> {
        let package = self.workspace.package_of(path)?;
        let facts = match (self.reading(package, path), path.extension().and_then(|e| e.to_str())) {
            (Some(reading), _) => syntax::read_as(reading, &self.workspace.overlay.read(path)?),
            (None, Some("json")) => syntax::data(&self.workspace.overlay.read(path)?),
            _ if syntax::is_module(path) => syntax::module(path, &self.workspace.overlay.read(path)?)?,
            // Pictures, texts: they come along whole.
            _ => ModuleFacts::default(),
        };
        let mut facts = facts;
        let implicit = self.use_implicit(package, &mut facts);
        let written = facts.imports.len() - implicit.len();
        let mut targets: Vec<Vec<PathBuf>> = facts.imports[..written]
            .iter()
            .map(|import| match import.kind {
                ImportKind::Erased => Vec::new(),
                ImportKind::Glob => self.glob(package, path, &import.specifier),
                // Addresses count from the page; `app.js` is a file beside it.
                ImportKind::Script | ImportKind::Link | ImportKind::Worker => {
                    let specifier = &import.specifier;
                    let beside = || self.resolve(package, path, &format!("./{specifier}"));
                    let is_name =
                        !specifier.starts_with(['.', '/', '#', '@', '~']) && !specifier.contains(':');
                    let above = || self.of_site(package, path, &format!("/{specifier}"));
                    let found = if is_name { beside().or_else(above) } else { None };
                    let found = found.or_else(|| self.resolve(package, path, specifier));
                    self.stand_ins(package, found)
                }
                _ => self.stand_ins(package, self.resolve(package, path, &import.specifier)),
            })
            .collect();
        targets.extend(implicit.into_iter().map(|path| vec![path]));
        let pure = self.packages[package].effects.is_pure(&self.workspace.packages[package], path);
        Some(Read { facts, targets, pure })
    }

    fn reading(&self, package: usize, path: &Path) -> Option<Reading> {
        let relative = slashed(path.strip_prefix(&self.workspace.packages[package].folder).ok()?);
        let by_framework = self.packages[package].frameworks.iter().find_map(|f| f.reading(&relative));
        by_framework.or_else(|| match path.extension()?.to_str()? {
            "css" | "pcss" => Some(Reading::Styles),
            "scss" | "sass" | "less" | "styl" => Some(Reading::StylesToCompile),
            _ => None,
        })
    }

    /// What is built in place of a file.
    fn stand_ins(&self, package: usize, file: Option<PathBuf>) -> Vec<PathBuf> {
        let Some(file) = file else { return Vec::new() };
        let substitutions = self.packages[package].substitutions.iter();
        let mut found: Vec<PathBuf> = substitutions.filter_map(|of| of(&file)).flatten().collect();
        if found.is_empty() {
            found.push(file);
        }
        found
    }

    /// Notes uses of names that a framework imports by itself, each an import at the end of the list. Returns their files.
    fn use_implicit(&self, package: usize, facts: &mut ModuleFacts) -> Vec<PathBuf> {
        let folder = &self.workspace.packages[package].folder;
        let names = &self.packages[package].implicit;
        let mut found: Vec<(&Implicit, Vec<u32>)> = Vec::new();
        for implicit in names {
            let used = facts.globals.get(&implicit.name).map(Vec::as_slice).unwrap_or_default();
            let mut places: Vec<u32> = used.iter().map(|used| used.at).collect();
            places.extend(facts.components.get(&implicit.name));
            if !places.is_empty() {
                found.push((implicit, places));
            }
        }
        // Markup has no part of its own; the last one without bytes stands for it.
        let markup = facts.parts.iter().rposition(|part| part.span.is_empty());
        let mut files = Vec::new();
        for (implicit, places) in found {
            let import = facts.imports.len();
            let binding = facts.bindings.len();
            let span = places[0]..places[0] + 1;
            facts.imports.push(Import { specifier: implicit.file.clone(), kind: ImportKind::Implicit, span });
            facts.bindings.push(Binding {
                import,
                imported: implicit.export.clone(),
                local: implicit.name.clone(),
            });
            files.push(folder.join(&implicit.file));
            for at in places {
                let Some(part) = facts.part_at(at).or(markup) else { continue };
                let region = facts.region_at(at);
                let target = Target::Binding(binding);
                facts.uses.push(Use { part, region, target, member: None, at });
            }
        }
        facts.uses.sort_by_key(|used| used.part);
        files
    }

    /// The file of the workspace that a specifier stands for.
    fn resolve(&self, package: usize, from: &Path, specifier: &str) -> Option<PathBuf> {
        // What follows a question mark tells a bundler how to load a file.
        let specifier = specifier.split(['?', '#']).next().filter(|s| !s.is_empty()).unwrap_or(specifier);
        let specifier = if specifier.starts_with('#') { specifier } else { specifier.trim_end_matches('/') };
        let Rules { typed, plain, replacements, .. } = &self.packages[package];
        let replaced = replacements.iter().find(|(pattern, _)| pattern.is_match(specifier));
        let specifier = replaced.map_or(specifier, |(_, other)| other.as_str());
        let (first, second) =
            if self.is_aliased(package, specifier) { (plain, typed) } else { (typed, plain) };
        let found = first
            .resolve_file(from, specifier)
            .or_else(|_| second.resolve_file(from, specifier))
            .map(|resolution| resolution.path().to_owned())
            .ok()
            .or_else(|| self.in_workspace(specifier))
            .or_else(|| self.of_site(package, from, specifier))?;
        let is_ours = found.starts_with(&self.workspace.root)
            && !found.components().any(|part| part.as_os_str() == "node_modules");
        is_ours.then_some(found)
    }

    /// Whether a bundler's own aliases say what a specifier stands for; what `tsconfig.json` says is for editors then.
    fn is_aliased(&self, package: usize, specifier: &str) -> bool {
        self.packages[package].aliases.iter().any(|(name, _)| match name.strip_suffix('$') {
            Some(exact) => specifier == exact,
            None => specifier.strip_prefix(name.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('/')),
        })
    }

    /// A package of the workspace by name, whether or not it is linked into `node_modules`.
    fn in_workspace(&self, specifier: &str) -> Option<PathBuf> {
        let mut parts = specifier.splitn(if specifier.starts_with('@') { 3 } else { 2 }, '/');
        let name = match (specifier.starts_with('@'), parts.next()?) {
            (true, scope) => format!("{scope}/{}", parts.next()?),
            (false, name) => name.to_owned(),
        };
        let below = parts.next();
        let package = self.workspace.named(&name)?;
        let resolver = &self.packages.first()?.plain;
        let folder = &package.folder;
        // A package may name itself, and its `exports` count.
        let itself = resolver.resolve(folder, specifier).ok().filter(|r| r.path().starts_with(folder));
        let itself = itself.map(|resolution| resolution.path().to_owned());
        let guess = |relative: &str| resolver.resolve(folder, relative).ok().map(|r| r.path().to_owned());
        // What `main` and `exports` name is often built first; its source has the same name.
        let by_manifest = || resolver.resolve(folder, ".").ok().map(|r| r.path().to_owned());
        itself.or_else(|| match below {
            Some(below) => guess(&format!("./{below}")).or_else(|| guess(&format!("./src/{below}"))),
            None => {
                let usual = ["./src/index", "./src", "./index", "./lib/index"];
                by_manifest().or_else(|| usual.iter().find_map(|relative| guess(relative)))
            }
        })
    }

    /// `/src/main.ts` in a page: a path of the site, which begins somewhere above the page.
    fn of_site(&self, package: usize, from: &Path, specifier: &str) -> Option<PathBuf> {
        let relative = specifier.strip_prefix('/')?;
        let package = &self.workspace.packages[package];
        let above = from.ancestors().skip(1).take_while(|folder| **folder != package.folder);
        if let Some(found) = above.map(|folder| folder.join(relative)).find(|path| path.is_file()) {
            return Some(found);
        }
        let folders = [String::new(), "public/".into(), "src/".into(), "static/".into()];
        let found = folders.iter().map(|folder| package.folder.join(format!("{folder}{relative}")));
        found.into_iter().find(|path| path.is_file())
    }

    fn glob(&self, package: usize, from: &Path, pattern: &str) -> Vec<PathBuf> {
        let typed = self.packages[package].typed_aliases.iter();
        let typed = typed.filter_map(|(name, to)| Some((name, to.first()?)));
        let own = self.packages[package].aliases.iter().map(|(name, to)| (name, to));
        let aliased = own.chain(typed).find_map(|(name, to)| {
            let rest = pattern.strip_prefix(name.as_str())?.strip_prefix('/')?;
            Some(to.join(rest))
        });
        let package = &self.workspace.packages[package];
        let absolute = match (pattern.strip_prefix('/'), aliased) {
            (Some(rest), _) => package.folder.join(rest),
            (None, Some(path)) => path,
            (None, None) if pattern.starts_with('.') => {
                from.parent().unwrap_or(&package.folder).join(pattern)
            }
            (None, None) => return Vec::new(),
        };
        let Ok(relative) = normal(&absolute).strip_prefix(&package.folder).map(slashed) else {
            return Vec::new();
        };
        let Some(matcher) = matcher(&relative) else { return Vec::new() };
        let files = package.files.iter().filter(|file| matcher.is_match(file.as_str()));
        files.map(|file| package.folder.join(file)).filter(|path| path != from).collect()
    }
}

/// JavaScript's patterns, as far as they mean the same here.
fn replacements(framework: &dyn Framework, package: &Package) -> Vec<(Regex, String)> {
    let all = framework.replacements(package).into_iter();
    all.filter_map(|(pattern, other)| Some((Regex::new(&pattern.replace("\\/", "/")).ok()?, other))).collect()
}

fn options() -> ResolveOptions {
    let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    let extensions =
        [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".vue", ".svelte", ".astro"];
    ResolveOptions {
        condition_names: list(&["browser", "import", "module", "source", "production", "default", "require"]),
        extensions: list(&extensions),
        // TypeScript's sources are imported by the names of what they are compiled to.
        extension_alias: vec![
            (".js".into(), list(&[".js", ".ts", ".tsx", ".jsx"])),
            (".jsx".into(), list(&[".jsx", ".tsx"])),
            (".mjs".into(), list(&[".mjs", ".mts"])),
            (".cjs".into(), list(&[".cjs", ".cts"])),
        ],
        main_fields: list(&["source", "browser", "module", "main"]),
        node_path: false,
        ..ResolveOptions::default()
    }
}

/// What a package says about evaluating its modules.
enum SideEffects {
    Any,
    None,
    In(Vec<globset::GlobMatcher>),
}

impl SideEffects {
    fn of(package: &Package) -> Self {
        match package.manifest("sideEffects") {
            serde_json::Value::Bool(false) => Self::None,
            serde_json::Value::Array(globs) => {
                let globs = globs.iter().filter_map(|glob| glob.as_str());
                let globs = globs.map(|glob| {
                    let glob = glob.trim_start_matches("./");
                    if glob.contains('/') { glob.to_owned() } else { format!("**/{glob}") }
                });
                Self::In(globs.filter_map(|glob| matcher(&glob)).collect())
            }
            _ => Self::Any,
        }
    }

    fn is_pure(&self, package: &Package, path: &Path) -> bool {
        match self {
            Self::Any => false,
            Self::None => true,
            Self::In(globs) => {
                let relative = path.strip_prefix(&package.folder).map(slashed).unwrap_or_default();
                !globs.iter().any(|glob| glob.is_match(&relative))
            }
        }
    }
}
