//! Paths as the service that hosts the code knows them: relative to the repository's root.

use std::path::PathBuf;

use crate::location::normal;

/// The repository that was scanned, as far as the environment tells.
#[derive(Debug, Clone, Default)]
pub struct Repository {
    /// Its root folder.
    pub root: Option<PathBuf>,
    /// The folder that relative paths start from.
    pub folder: PathBuf,
    /// The commit that is checked out.
    pub commit: Option<String>,
}

impl Repository {
    /// A reported path relative to the root, or to the folder where the scan ran, or as it is.
    pub(super) fn path(&self, reported: &str) -> String {
        let full = normal(&self.folder.join(reported));
        let below = self.root.iter().chain([&self.folder]).find_map(|base| full.strip_prefix(base).ok());
        match below.filter(|path| !path.as_os_str().is_empty()) {
            Some(path) => {
                let parts: Vec<_> =
                    path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                parts.join("/")
            }
            None => reported.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_root() {
        let root = std::env::temp_dir();
        let repository =
            Repository { root: Some(root.join("repo")), folder: root.join("repo/web"), commit: None };
        assert_eq!(repository.path("src/a.ts"), "web/src/a.ts");
        assert_eq!(repository.path("../server/./b.ts"), "server/b.ts");
        assert_eq!(repository.path(&root.join("repo/c.ts").to_string_lossy()), "c.ts");
        let elsewhere = Repository { root: Some(root.join("other")), ..repository };
        assert_eq!(elsewhere.path("src/a.ts"), "src/a.ts");
        assert_eq!(elsewhere.path("../../outside.ts"), "../../outside.ts");
        assert_eq!(Repository::default().path("a/b.ts"), "a/b.ts");
    }
}
