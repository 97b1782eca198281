//! What is packed into what customers get: by lists of files as npm and builders of applications read them.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::project::Package;

/// What `npm pack` never takes.
const NEVER: &[&str] = &[
    ".git",
    "node_modules",
    ".npmrc",
    ".npmignore",
    ".gitignore",
    ".DS_Store",
    "*.orig",
    ".*.swp",
    "._*",
    "CVS",
    ".svn",
    ".hg",
    ".wafpickle-*",
    ".lock-wscript",
    "config.gypi",
    "/package-lock.json",
    "/yarn.lock",
    "/pnpm-lock.yaml",
    "/bun.lock",
    "/bun.lockb",
];

/// What it takes whatever is listed.
const ALWAYS: &[&str] =
    &["/package.json", "/[Rr][Ee][Aa][Dd][Mm][Ee]", "/[Rr][Ee][Aa][Dd][Mm][Ee].*", "/LICEN[CS]E*"];

/// What builders of applications leave out if nothing else is said.
const NOT_IN_APPLICATIONS: &[&str] = &[
    ".git",
    ".github",
    ".gitignore",
    ".gitattributes",
    ".npmignore",
    ".idea",
    ".DS_Store",
    "yarn.lock",
    "package-lock.json",
    "*.{iml,o,hprof,orig,pyc,pyo,rbc,swp,csproj,sln}",
    "electron-builder.*",
];

/// A choice of a package's files.
#[derive(Debug)]
pub struct Packing {
    /// What makes a file be among them, to be said of it.
    pub why: String,
    never: Gitignore,
    always: Gitignore,
    /// Those that are taken; or those that are left out, if nothing lists what to take.
    listed: Gitignore,
    takes_listed: bool,
}

impl Packing {
    /// What `npm pack` takes of a package.
    pub fn npm(package: &Package) -> Self {
        let texts = |key: &str| texts(package.manifest(key));
        let always = ALWAYS.iter().map(|pattern| (*pattern).to_owned());
        let named = texts("main").into_iter().chain(texts("bin")).flat_map(|path| rooted(&path));
        let files = package.manifest("files").as_array().map(|_| texts("files"));
        let takes_listed = files.is_some();
        let listed = match files {
            Some(files) => files.iter().flat_map(|pattern| rooted(pattern)).collect(),
            // A list of npm's own takes the place of git's.
            None => [".npmignore", ".gitignore"]
                .iter()
                .find_map(|name| package.read_text(name))
                .map(|text| text.lines().map(str::to_owned).collect())
                .unwrap_or_default(),
        };
        let never = NEVER.iter().map(|pattern| (*pattern).to_owned()).collect();
        let why = "is in the package that `npm pack` makes";
        Self::new(why, never, always.chain(named).collect(), listed, takes_listed)
    }

    /// What a builder of applications takes, by its patterns: `!` leaves out, and without any other all is taken.
    pub fn application(patterns: &[String]) -> Self {
        let takes_all = patterns.iter().all(|pattern| pattern.starts_with('!'));
        let all = takes_all.then(|| "/**".to_owned());
        let listed = all.into_iter().chain(patterns.iter().flat_map(|pattern| rooted(pattern))).collect();
        let never = NOT_IN_APPLICATIONS.iter().map(|pattern| (*pattern).to_owned()).collect();
        let why = "is packed into the application that customers install";
        Self::new(why, never, vec!["/package.json".to_owned()], listed, true)
    }

    /// What is published of a folder, but for what the lines of an ignore file leave out.
    pub fn folder(folder: &str, ignored: &str) -> Self {
        let why = format!("is in `{folder}/`, which is published as it is");
        // Lines count from the folder.
        let lines = ignored.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let never = lines.map(|line| match line.strip_prefix('!') {
            Some(kept) => format!("!/{folder}/**/{}", kept.trim_start_matches('/')),
            None if line.starts_with('/') => format!("/{folder}{line}"),
            None => format!("/{folder}/**/{line}"),
        });
        Self::new(&why, never.collect(), Vec::new(), vec![format!("/{folder}/**")], true)
    }

    fn new(
        why: &str,
        never: Vec<String>,
        always: Vec<String>,
        listed: Vec<String>,
        takes_listed: bool,
    ) -> Self {
        Self {
            why: why.to_owned(),
            never: rules(never),
            always: rules(always),
            listed: rules(listed),
            takes_listed,
        }
    }

    /// Whether a file is taken. The path is relative to the package.
    pub fn holds(&self, relative: &str) -> bool {
        let is_in =
            |rules: &Gitignore| rules.matched_path_or_any_parents(Path::new(relative), false).is_ignore();
        if is_in(&self.always) {
            return true;
        }
        !is_in(&self.never) && is_in(&self.listed) == self.takes_listed
    }
}

/// Rules as ignore files have them, of which those that cannot be read are none.
fn rules(patterns: Vec<String>) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        // A pattern that means nothing takes nothing.
        let _ = builder.add_line(None, &pattern);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// A pattern that counts from the package's folder.
///
/// What is left out of a folder is left out with all that is in it.
fn rooted(pattern: &str) -> Vec<String> {
    let (not, pattern) = match pattern.strip_prefix('!') {
        Some(pattern) => ("!", pattern),
        None => ("", pattern),
    };
    let pattern = pattern.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
    match pattern {
        "" | "." => vec![format!("{not}/**")],
        _ if not.is_empty() => vec![format!("/{pattern}")],
        _ => vec![format!("!/{pattern}"), format!("!/{pattern}/**")],
    }
}

/// The strings of a manifest's value.
fn texts(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(elements) => elements.iter().flat_map(texts).collect(),
        serde_json::Value::Object(entries) => entries.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
