//! Projects: packages with their manifests and files, and the workspace that they share.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;
use serde_json::Value as Json;

use super::overlay::Overlay;
use super::script::{Command, commands};
use crate::syntax::{self, ModuleFacts, Script, Source, Value};

/// Folders that hold what others made or what a build puts out.
const NOT_SOURCE: &[&str] =
    &[".git", "node_modules", "bower_components", ".next", ".nuxt", ".output", ".svelte-kit", ".turbo"];

/// The largest file that is read as somebody's source, in bytes. Larger ones are generated, and what may nest in them has an end.
pub const LARGEST: u64 = 1024 * 1024;

/// All packages below one root.
#[derive(Debug)]
pub struct Workspace {
    /// Absolute.
    pub root: PathBuf,
    /// Sorted so that inner packages come before the ones around them.
    pub packages: Vec<Package>,
    /// What counts in place of some of its files.
    pub overlay: Overlay,
    /// The package of each folder that is one's root.
    of_folder: HashMap<PathBuf, usize>,
}

impl Workspace {
    /// Finds the root of the workspace that a file belongs to: its repository, or else the outermost manifest that names a
    /// workspace, or else the nearest manifest. None if there is nothing of the kind above the file.
    pub fn root_of(file: &Path) -> Option<PathBuf> {
        let (mut nearest, mut outermost) = (None, None);
        for above in file.ancestors().skip(1) {
            if above.join(".git").exists() {
                return Some(above.to_owned());
            }
            let manifest = MANIFESTS.iter().any(|name| above.join(name).is_file());
            if manifest && nearest.is_none() {
                nearest = Some(above);
            }
            if manifest && names_workspace(above) {
                outermost = Some(above);
            }
        }
        outermost.or(nearest).map(Path::to_owned)
    }

    /// Lists what is below a root.
    pub fn read(root: &Path, overlay: &Overlay) -> Self {
        let files = files_below(root);
        let mut folders: Vec<PathBuf> = files
            .iter()
            .filter(|file| {
                file.file_name().and_then(|n| n.to_str()).is_some_and(|name| MANIFESTS.contains(&name))
            })
            .filter_map(|file| file.parent().map(Path::to_owned))
            .collect();
        folders.push(root.to_owned());
        folders.sort_by(|a, b| b.components().count().cmp(&a.components().count()).then_with(|| a.cmp(b)));
        folders.dedup();
        let index: HashMap<&Path, usize> =
            folders.iter().enumerate().map(|(i, f)| (f.as_path(), i)).collect();
        let mut of_package: Vec<Vec<String>> = vec![Vec::new(); folders.len()];
        for file in &files {
            let owner = file.ancestors().skip(1).find_map(|above| index.get(above));
            if let Some(owner) = owner
                && let Ok(relative) = file.strip_prefix(&folders[*owner])
            {
                of_package[*owner].push(slashed(relative));
            }
        }
        let packages = folders
            .iter()
            .zip(of_package)
            .map(|(folder, files)| Package::read(folder, root, files, overlay))
            .collect();
        let of_folder = folders.into_iter().zip(0..).collect();
        Self { root: root.to_owned(), packages, overlay: overlay.clone(), of_folder }
    }

    /// The innermost package that holds a path.
    pub fn package_of(&self, path: &Path) -> Option<usize> {
        path.ancestors().skip(1).find_map(|above| self.of_folder.get(above).copied())
    }

    /// The package of a name.
    pub fn named(&self, name: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.name == name)
    }
}

/// Files that make a folder a package.
const MANIFESTS: &[&str] = &["package.json", "deno.json", "deno.jsonc"];

fn names_workspace(folder: &Path) -> bool {
    let by_file = ["pnpm-workspace.yaml", "lerna.json", "nx.json", "rush.json", "turbo.json"];
    by_file.iter().any(|name| folder.join(name).is_file())
        || read_small(&folder.join("package.json"))
            .and_then(|text| serde_json::from_str::<Json>(&text).ok())
            .is_some_and(|manifest| !manifest["workspaces"].is_null())
}

/// Files below a folder, sorted, without what ignore files leave out and what package managers and builds put there.
pub fn files_below(root: &Path) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(root)
        .hidden(false)
        .follow_links(false)
        .require_git(false)
        .filter_entry(|entry| !entry.file_name().to_str().is_some_and(|name| NOT_SOURCE.contains(&name)))
        .build();
    let mut files: Vec<PathBuf> = walk
        .flatten()
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .collect();
    files.sort();
    files
}

/// A path with `/` between its parts.
pub fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A folder with a manifest, or the root of a tree without one.
#[derive(Debug)]
pub struct Package {
    /// Absolute.
    pub folder: PathBuf,
    /// Its name; empty if it has none.
    pub name: String,
    /// Relative to the folder, with `/`, sorted. Those of inner packages are not among them.
    pub files: Vec<String>,
    manifest: Json,
    root: PathBuf,
    overlay: Overlay,
    configs: OnceLock<HashMap<String, Value>>,
}

impl Package {
    fn read(folder: &Path, root: &Path, mut files: Vec<String>, overlay: &Overlay) -> Self {
        files.sort();
        let manifest = overlay
            .read(&folder.join("package.json"))
            .and_then(|text| serde_json::from_str(text.trim_start_matches('\u{FEFF}')).ok())
            .unwrap_or(Json::Null);
        let name = manifest["name"].as_str().unwrap_or_default().to_owned();
        Self {
            folder: folder.to_owned(),
            name,
            files,
            manifest,
            root: root.to_owned(),
            overlay: overlay.clone(),
            configs: OnceLock::new(),
        }
    }

    /// The manifest's value under a key.
    pub fn manifest(&self, key: &str) -> &Json {
        &self.manifest[key]
    }

    /// Where it lies in the workspace; empty if it is all of it.
    pub fn place(&self) -> String {
        self.folder.strip_prefix(&self.root).map(slashed).unwrap_or_default()
    }

    /// The configuration of TypeScript, or of editors, that stands nearest to it in its workspace.
    pub fn compiler_config(&self) -> Option<PathBuf> {
        let names = ["tsconfig.json", "tsconfig.base.json", "jsconfig.json"];
        let folders = self.folder.ancestors().take_while(|folder| folder.starts_with(&self.root));
        folders.flat_map(|folder| names.map(|name| folder.join(name))).find(|path| path.is_file())
    }

    /// Whether it is the outermost one of its workspace.
    pub fn is_root(&self) -> bool {
        self.folder == self.root
    }

    /// Whether it depends on a package, in whatever section; a name ending in `/*` stands for a scope.
    pub fn depends_on(&self, name: &str) -> bool {
        match name.strip_suffix("/*") {
            Some(scope) => self.dependencies().any(|(n, _)| n.split('/').next() == Some(scope)),
            None => self.dependencies().any(|(n, _)| n == name),
        }
    }

    fn dependencies(&self) -> impl Iterator<Item = (&str, &str)> {
        ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]
            .iter()
            .filter_map(|section| self.manifest[*section].as_object())
            .flatten()
            .map(|(name, version)| (name.as_str(), version.as_str().unwrap_or_default()))
    }

    /// The major version of a dependency: as installed, else as the lock file has it, else as the manifest asks for it.
    pub fn major(&self, name: &str) -> Option<u32> {
        let installed = || {
            [&self.folder, &self.root].into_iter().find_map(|above| {
                let text = read_small(&above.join("node_modules").join(name).join("package.json"))?;
                let manifest: Json = serde_json::from_str(&text).ok()?;
                first_number(manifest["version"].as_str()?)
            })
        };
        let locked = || {
            [&self.folder, &self.root].into_iter().find_map(|above| {
                let lock: Json = serde_json::from_str(&read_small(&above.join("package-lock.json"))?).ok()?;
                first_number(lock["packages"][format!("node_modules/{name}")]["version"].as_str()?)
            })
        };
        let asked =
            || self.dependencies().find(|(n, _)| *n == name).and_then(|(_, range)| first_number(range));
        self.depends_on(name).then(|| installed().or_else(asked).or_else(locked)).flatten()
    }

    /// Whether there is such a file.
    pub fn has_file(&self, relative: &str) -> bool {
        self.files.binary_search_by(|file| file.as_str().cmp(relative)).is_ok()
    }

    /// Its files that a glob matches; `*` stays within a folder, `**` does not.
    pub fn matching(&self, glob: &str) -> Vec<&str> {
        let Some(matcher) = matcher(glob) else { return Vec::new() };
        self.files.iter().map(String::as_str).filter(|file| matcher.is_match(file)).collect()
    }

    /// The first of its files with one of the extensions of a script after this stem.
    pub fn script(&self, stem: &str) -> Option<String> {
        let extensions = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];
        extensions.iter().map(|extension| format!("{stem}.{extension}")).find(|file| self.has_file(file))
    }

    /// The file that a path without an ending stands for: itself, with the ending of a script or page, or the index of a folder.
    pub fn find_module(&self, path: &str) -> Option<String> {
        let path = path.trim_start_matches("./").trim_end_matches('/');
        if self.has_file(path) {
            return Some(path.to_owned());
        }
        let index = if path.is_empty() { "index".to_owned() } else { format!("{path}/index") };
        self.script(path).or_else(|| self.script(&index)).or_else(|| {
            // What another package of the workspace holds, by a path that leaves this one.
            let elsewhere = || crate::location::normal(&self.folder.join(path));
            (path.starts_with("..") && elsewhere().is_file()).then(|| path.to_owned())
        })
    }

    /// The commands of the manifest's scripts.
    pub fn scripts(&self) -> impl Iterator<Item = Command<'_>> {
        let all = self.manifest["scripts"].as_object().into_iter().flatten();
        let scripts = all.filter_map(|(name, script)| Some((name.as_str(), script.as_str()?)));
        let deno =
            ["deno.json", "deno.jsonc"].into_iter().filter_map(|file| self.config(file).get(&["tasks"]));
        let tasks = deno.flat_map(Value::entries).filter_map(|task| {
            let command = task.value.get(&["command"]).unwrap_or(&task.value);
            Some((task.name.as_str(), command.text()?))
        });
        scripts.chain(tasks).flat_map(|(name, text)| commands(name, text))
    }

    /// What one of its modules says.
    pub fn read_module(&self, relative: &str) -> Option<ModuleFacts> {
        syntax::module(&self.folder.join(relative), &self.read_text(relative)?)
    }

    /// The text of one of its files.
    pub fn read_text(&self, relative: &str) -> Option<String> {
        self.overlay.read(&self.folder.join(relative))
    }

    /// The value of its configuration file of this stem, such as `vite.config`; or of the file of exactly this name.
    pub fn config(&self, stem: &str) -> &Value {
        const NONE: &Value = &Value::Unknown;
        self.configs.get_or_init(|| self.read_configs()).get(stem).unwrap_or(NONE)
    }

    /// The file that [`Package::config`] is read from.
    pub fn config_file(&self, stem: &str) -> Option<String> {
        if self.has_file(stem) { Some(stem.to_owned()) } else { self.script(stem) }
    }

    /// A manifest's or another package file's value, read anew.
    pub fn read_config(&self, relative: &str) -> Value {
        self.with_source(relative, syntax::config).unwrap_or_default()
    }

    /// What a script of the package calls.
    pub fn read_script(&self, relative: &str) -> Script {
        self.with_source(relative, syntax::script).unwrap_or_default()
    }

    /// What configuration files name may be read if it is in the workspace.
    fn with_source<T>(&self, relative: &str, read: impl FnOnce(&Source<'_>, &str) -> T) -> Option<T> {
        let path = self.folder.join(relative);
        let text = self.overlay.read(&path)?;
        let is_ours = |path: &Path| {
            path.canonicalize().is_ok_and(|path| {
                path.starts_with(&self.root)
                    && !path.components().any(|part| part.as_os_str() == "node_modules")
            })
        };
        let open = |path: &Path| is_ours(path).then(|| self.overlay.read(path)).flatten();
        let folder = relative.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(read(&Source { path: &path, folder, open: &open }, &text))
    }

    fn read_configs(&self) -> HashMap<String, Value> {
        let mut configs = HashMap::new();
        for file in self.files.iter().filter(|file| is_config_of_folder(file)) {
            let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
            let key = if file.ends_with(".json") { file } else { stem };
            configs.insert(key.to_owned(), self.read_config(file));
        }
        for file in self.files.iter().filter(|file| !file.contains('/')) {
            let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
            let is_script = syntax::is_module(Path::new(file)) && !file.ends_with("html");
            if is_script
                && (stem.ends_with(".config")
                    || stem.ends_with(".config.prod")
                    || matches!(stem, "gatsby-config" | "gatsby-node"))
            {
                configs.insert(stem.to_owned(), self.read_config(file));
            } else if file.ends_with(".json") || file.ends_with(".jsonc") {
                configs.insert(file.clone(), self.read_config(file));
            }
        }
        configs
    }
}

/// Configuration that tools look for below a package's own folder.
fn is_config_of_folder(file: &str) -> bool {
    file.starts_with(".storybook/main.") || file.ends_with("/project.json")
}

/// A glob as configuration files write them.
pub fn matcher(glob: &str) -> Option<GlobMatcher> {
    GlobBuilder::new(glob)
        .literal_separator(true)
        .empty_alternates(true)
        .build()
        .ok()
        .map(|glob| glob.compile_matcher())
}

/// A file's text, if it is one of a size that people write.
pub fn read_small(path: &Path) -> Option<String> {
    let size = path.metadata().ok().filter(|m| m.is_file())?.len();
    if size > LARGEST {
        return None;
    }
    std::fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The first number in a version or range: `^15.1.0` is 15.
fn first_number(range: &str) -> Option<u32> {
    let digits = range.find(|c: char| c.is_ascii_digit())?;
    range[digits..].split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
