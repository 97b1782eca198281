//! What a repository has: frameworks, managers of hooks, build services, and keyside itself.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use keyside::side;
use keyside::source;

/// A larger file is nobody's configuration, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// What there is; paths are relative to the root.
#[derive(Debug, Default)]
pub struct Survey {
    pub root: PathBuf,
    /// By the folder of the package.
    pub frameworks: Vec<(PathBuf, Vec<&'static str>)>,
    /// The files that tell git's hooks what to do, those that say most first.
    pub hooks: Vec<Hooks>,
    pub services: Vec<Service>,
    /// The configuration, if there is one.
    pub configuration: Option<PathBuf>,
    /// Folders of what ships and what no framework tells of.
    pub shipped: Vec<String>,
}

/// Something that runs on commits.
#[derive(Debug, PartialEq, Eq)]
pub struct Hooks {
    pub manager: Manager,
    /// Where keyside would be named.
    pub path: PathBuf,
    pub exists: bool,
    /// Whether it is named.
    pub has_keyside: bool,
}

/// Who runs hooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manager {
    PreCommit,
    Husky,
    Lefthook,
    LintStaged,
    /// A folder that `core.hooksPath` names, or git's own.
    Git,
}

/// Something that runs on pushes.
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    pub kind: ServiceKind,
    pub path: PathBuf,
    pub exists: bool,
    pub has_keyside: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceKind {
    GitHub,
    GitLab,
}

impl Survey {
    /// Looks at a repository, and runs nothing of it.
    pub fn of(root: &Path) -> Result<Self> {
        let full = root.canonicalize().with_context(|| format!("cannot read {}", root.display()))?;
        let mut survey =
            Self { root: root.to_owned(), frameworks: side::frameworks(&full), ..Self::default() };
        survey.find_hooks();
        survey.find_services(&full);
        survey.configuration = survey.find_configuration();
        survey.shipped = survey.find_shipped();
        Ok(survey)
    }

    /// Where a build leaves what ships, if the framework says.
    pub fn build_folder(&self) -> Option<String> {
        let folders = [
            ("Next.js", ".next/static"),
            ("Nuxt", ".output/public"),
            ("Create React App", "build"),
            ("SvelteKit", ".svelte-kit/output/client"),
            ("React Router", "build/client"),
            ("Astro", "dist"),
            ("Vue CLI", "dist"),
            ("Vite", "dist"),
        ];
        let of_names =
            |names: &[&str]| folders.iter().find(|(name, _)| names.contains(name)).map(|(_, to)| *to);
        self.frameworks.iter().find_map(|(folder, names)| {
            let build = of_names(names)?;
            Some(keyside::location::Origin::file(folder.join(build)).display_path())
        })
    }

    fn text(&self, path: impl AsRef<Path>) -> Option<String> {
        let path = self.root.join(path);
        let size = path.metadata().ok().filter(|metadata| metadata.is_file())?.len();
        if size > LARGEST {
            return None;
        }
        std::fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    fn find_hooks(&mut self) {
        let package = self.text("package.json").unwrap_or_default();
        let package: serde_json::Value = serde_json::from_str(&package).unwrap_or_default();
        let first =
            |names: &[&str]| names.iter().find(|name| self.has(name)).map(|name| PathBuf::from(*name));
        let mut found: Vec<(Manager, PathBuf)> = Vec::new();
        found.extend(
            first(&[".pre-commit-config.yaml", ".pre-commit-config.yml"])
                .map(|path| (Manager::PreCommit, path)),
        );
        if self.has(".husky") || package["devDependencies"]["husky"].is_string() {
            found.push((Manager::Husky, ".husky/pre-commit".into()));
        }
        let lefthook = [
            "lefthook.yml",
            "lefthook.yaml",
            "lefthook.toml",
            "lefthook.json",
            ".lefthook.yml",
            ".lefthook.yaml",
        ];
        found.extend(first(&lefthook).map(|path| (Manager::Lefthook, path)));
        let lint_staged = [
            ".lintstagedrc",
            ".lintstagedrc.json",
            ".lintstagedrc.yaml",
            ".lintstagedrc.yml",
            ".lintstagedrc.js",
            ".lintstagedrc.mjs",
            ".lintstagedrc.cjs",
            "lint-staged.config.js",
            "lint-staged.config.mjs",
            "lint-staged.config.cjs",
            "lint-staged.config.ts",
        ];
        let in_package = (!package["lint-staged"].is_null()).then(|| "package.json".into());
        found.extend(first(&lint_staged).or(in_package).map(|path| (Manager::LintStaged, path)));
        let own = self.hooks_folder().join("pre-commit");
        // A folder that is named is used; git's own holds samples only, until somebody writes a hook.
        if self.root.join(&own).exists() || !own.starts_with(".git") {
            found.push((Manager::Git, own));
        }
        self.hooks = found
            .into_iter()
            .map(|(manager, path)| {
                let text = self.text(&path);
                let has_keyside = text.as_deref().is_some_and(|text| text.contains("keyside"));
                Hooks { manager, exists: self.root.join(&path).exists(), has_keyside, path }
            })
            .collect();
    }

    /// `core.hooksPath` of the repository's own configuration, or git's own folder.
    fn hooks_folder(&self) -> PathBuf {
        let config = self.text(".git/config").unwrap_or_default();
        let mut section = "";
        for line in config.lines().map(str::trim) {
            if line.starts_with('[') {
                section = line;
            } else if let Some((key, value)) = line.split_once('=')
                && section.eq_ignore_ascii_case("[core]")
                && key.trim().eq_ignore_ascii_case("hooksPath")
            {
                return value.trim().trim_matches('"').into();
            }
        }
        ".git/hooks".into()
    }

    fn find_services(&mut self, full: &Path) {
        let remote = source::checkout(full).remote.unwrap_or_default();
        let host = |name: &str| remote.split("://").nth(1).is_some_and(|rest| rest.starts_with(name));
        let mut workflows: Vec<PathBuf> = std::fs::read_dir(self.root.join(".github/workflows"))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| Path::new(".github/workflows").join(entry.file_name()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "yml" || ending == "yaml"))
            .collect();
        workflows.sort();
        let named =
            workflows.iter().find(|path| self.text(path).is_some_and(|text| text.contains("keyside")));
        if !workflows.is_empty() || host("github.com/") {
            let path = named.cloned().unwrap_or_else(|| ".github/workflows/keyside.yml".into());
            let exists = self.root.join(&path).exists();
            self.services.push(Service {
                kind: ServiceKind::GitHub,
                exists,
                has_keyside: named.is_some(),
                path,
            });
        }
        let gitlab = self.text(".gitlab-ci.yml");
        if gitlab.is_some() || host("gitlab.com/") {
            let has_keyside = gitlab.as_deref().is_some_and(|text| text.contains("keyside"));
            let (kind, path, exists) = (ServiceKind::GitLab, ".gitlab-ci.yml".into(), gitlab.is_some());
            self.services.push(Service { kind, path, exists, has_keyside });
        }
    }

    fn find_configuration(&self) -> Option<PathBuf> {
        let package = || {
            let text = self.text("package.json")?;
            let manifest: serde_json::Value = serde_json::from_str(&text).ok()?;
            (!manifest["keyside"].is_null()).then(|| "package.json".into())
        };
        let cargo = || {
            let manifest: toml::Table = self.text("Cargo.toml")?.parse().ok()?;
            let tables = ["package", "workspace"];
            let named =
                |table: &&str| manifest.get(*table).and_then(|t| t.get("metadata")?.get("keyside")).is_some();
            tables.iter().any(named).then(|| "Cargo.toml".into())
        };
        self.has("keyside.toml").then(|| "keyside.toml".into()).or_else(package).or_else(cargo)
    }

    /// Applications whose frameworks are not read: all of them is on the devices of whoever uses them.
    fn find_shipped(&self) -> Vec<String> {
        let mut shipped = Vec::new();
        if self.has("pubspec.yaml") {
            shipped.extend(["lib/**", "assets/**"]);
        }
        if self.has("android/app") || self.has("app/src/main/AndroidManifest.xml") {
            shipped.push(if self.has("android/app") { "android/**" } else { "app/src/main/**" });
        }
        if self.has("ios") {
            shipped.push("ios/**");
        }
        if self.has("src-tauri/tauri.conf.json") {
            shipped.push("src-tauri/**");
        }
        let is_extension = || {
            let text = self.text("manifest.json")?;
            let manifest: serde_json::Value = serde_json::from_str(&text).ok()?;
            manifest["manifest_version"].is_number().then_some(())
        };
        if is_extension().is_some() {
            shipped.extend(["*.js", "*.html"]);
        }
        shipped.into_iter().map(str::to_owned).collect()
    }
}
