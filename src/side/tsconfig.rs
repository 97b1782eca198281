//! `paths` and `baseUrl` of `tsconfig.json` and `jsconfig.json`, as far as the repository itself has them: what is extended from a package
//! may not be installed, and a file that none of them lists is compiled by them all the same if one that they list imports it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::project::{Package, read_small};
use crate::location::normal;
use crate::syntax::{self, Source, Value};

/// What names of modules stand for.
#[derive(Debug, Default)]
pub struct Paths {
    /// What names begin with, or are if they end in `$`, and the places that they stand for.
    pub aliases: Vec<(String, Vec<PathBuf>)>,
    /// The folder that other names may be relative to.
    pub base: Option<PathBuf>,
}

/// How many files are followed.
const MOST_FILES: usize = 16;

/// Reads what stands nearest to a package, what that extends, and what it refers to.
pub fn paths(package: &Package) -> Paths {
    let mut paths = Paths::default();
    let mut next: Vec<PathBuf> = package.compiler_config().into_iter().collect();
    let mut seen: HashSet<PathBuf> = HashSet::new();
    while let Some(file) = next.pop() {
        if seen.len() >= MOST_FILES || !seen.insert(file.clone()) {
            continue;
        }
        let Some(text) = read_small(&file) else { continue };
        let config = syntax::config(&Source { path: &file, folder: "", open: &|_| None }, &text);
        let folder = file.parent().unwrap_or(&file);
        paths.read(&config, folder);
        let extended = config.get(&["extends"]).map(Value::texts).unwrap_or_default();
        let extended = extended.into_iter().filter(|path| path.starts_with('.'));
        let references = config.get(&["references"]).map(Value::texts).unwrap_or_default();
        next.extend(
            references.into_iter().chain(extended).filter_map(|path| file_of(&normal(&folder.join(path)))),
        );
    }
    // The longest one that fits counts.
    paths.aliases.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    paths
}

impl Paths {
    /// Notes what a file says. What was said before counts more.
    fn read(&mut self, config: &Value, folder: &Path) {
        let base = config.get(&["compilerOptions", "baseUrl"]).and_then(Value::text);
        let base = base.map(|base| normal(&folder.join(base)));
        let root = base.clone().unwrap_or_else(|| folder.to_owned());
        for property in config.get(&["compilerOptions", "paths"]).map(Value::entries).unwrap_or_default() {
            let (name, is_exact) = match property.name.strip_suffix("/*") {
                Some(start) => (start.to_owned(), false),
                None => (format!("{}$", property.name), true),
            };
            // A star alone, or within a name, is more than an alias can say.
            if name.contains('*') || self.aliases.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let target =
                |path: &str| normal(&root.join(if is_exact { path } else { path.trim_end_matches("/*") }));
            self.aliases.push((name, property.value.texts().into_iter().map(target).collect()));
        }
        self.base = self.base.take().or(base);
    }
}

/// `./tsconfig.base`, and folders of references.
fn file_of(path: &Path) -> Option<PathBuf> {
    let with_ending = path.with_file_name(format!("{}.json", path.file_name()?.to_str()?));
    [path.to_owned(), with_ending, path.join("tsconfig.json")].into_iter().find(|path| path.is_file())
}
