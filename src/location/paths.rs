//! Sets of files by glob, as people know them from ignore files.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// A folder that globs are relative to, and the one that the scanned paths are relative to.
///
/// Everything here is worked out from the names alone: no file system is asked, and no symbolic link is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    folder: PathBuf,
    current: PathBuf,
}

impl Base {
    /// `current` is absolute; `folder` may be relative to it.
    pub fn new(folder: &Path, current: &Path) -> Self {
        Self { folder: normal(&current.join(folder)), current: current.to_owned() }
    }

    /// The folder, absolute.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path as it is from everywhere.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        normal(&self.current.join(path))
    }

    /// A path as seen from the folder; `None` if it is elsewhere.
    pub fn relative(&self, path: &Path) -> Option<PathBuf> {
        self.absolute(path).strip_prefix(&self.folder).ok().map(Path::to_path_buf)
    }

    /// The way from the folder to a path, upward with `..` where it is elsewhere.
    pub fn route(&self, path: &Path) -> PathBuf {
        let path = self.absolute(path);
        let mut upward = PathBuf::new();
        for folder in self.folder.ancestors() {
            if let Ok(below) = path.strip_prefix(folder) {
                return upward.join(below);
            }
            upward.push("..");
        }
        // On another drive.
        path
    }
}

/// The same path without `.` and `..`.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            // There is nothing above the root.
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

/// Some of the files below a folder.
///
/// A glob is relative to the folder; without a `/` before its end it is a name at any depth. What matches a folder matches all
/// that is in it. `*` and `?` stop at `/`, `**` does not, and `[a-z]` and `{a,b}` are known.
#[derive(Debug, Clone)]
pub struct PathGlobs {
    base: Base,
    set: GlobSet,
}

impl PathGlobs {
    /// Compiles globs.
    ///
    /// # Errors
    /// The index of the first glob that cannot be used, and why.
    pub fn new<'g>(base: &Base, globs: impl IntoIterator<Item = &'g str>) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (index, glob) in globs.into_iter().enumerate() {
            let anchored = anchored(glob).map_err(|message| (index, message))?;
            for glob in [format!("{anchored}/**"), anchored] {
                let glob = GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build();
                set.add(glob.map_err(|error| (index, error.kind().to_string()))?);
            }
        }
        let set = set.build().map_err(|error| (0, error.kind().to_string()))?;
        Ok(Self { base: base.clone(), set })
    }

    /// Whether a path, as it was scanned, is one of them.
    pub fn contains(&self, path: &Path) -> bool {
        !self.set.is_empty() && self.base.relative(path).is_some_and(|path| self.set.is_match(path))
    }
}

/// A glob as one that is matched against the whole path from the folder.
fn anchored(glob: &str) -> Result<String, String> {
    if glob.starts_with('!') {
        return Err("a glob cannot take back others with `!`".into());
    }
    let trimmed = glob.trim_end_matches('/');
    let trimmed = trimmed.strip_prefix("./").unwrap_or(trimmed);
    if trimmed.split('/').any(|part| part == "..") {
        return Err("a glob cannot leave its folder with `..`".into());
    }
    match (trimmed.strip_prefix('/'), trimmed) {
        (Some(rest), _) if !rest.is_empty() => Ok(rest.to_owned()),
        (_, "") => Err("the glob is empty; `**` is every file".into()),
        (_, "." | "**") => Ok("**".to_owned()),
        (None, name) if !name.contains('/') => Ok(format!("**/{name}")),
        (_, path) => Ok(path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(glob: &str, path: &str) -> bool {
        let base = Base::new(Path::new("/repo/web"), Path::new("/repo"));
        PathGlobs::new(&base, [glob]).unwrap().contains(Path::new(path))
    }

    #[test]
    fn globs_mean_what_they_mean_in_ignore_files() {
        let table: &[(&str, &str, bool)] = &[
            ("*.snap", "web/a.snap", true),
            ("*.snap", "./web/deep/er/a.snap", true),
            ("*.snap", "web/deep/../a.snap", true),
            ("*.snap", "/repo/web/a.snap", true),
            ("*.snap", "a.snap", false),
            ("*.snap", "/elsewhere/a.snap", false),
            ("dist", "web/packages/x/dist/app.js", true),
            ("dist/", "web/dist/app.js", true),
            ("/dist", "web/packages/dist/app.js", false),
            ("./src/dist", "web/src/dist/app.js", true),
            ("src/*.ts", "web/src/a.ts", true),
            ("src/*.ts", "web/src/deep/a.ts", false),
            ("src/**/*.ts", "web/src/deep/a.ts", true),
            ("src/**", "web/src/a.ts", true),
            ("**", "web/a", true),
            (".", "web/a/b", true),
            ("{a,b}.txt", "web/b.txt", true),
            ("[ab].txt", "web/c.txt", false),
            (".env*", "web/.env.local", true),
        ];
        for (glob, path, expected) in table {
            assert_eq!(matches(glob, path), *expected, "{glob} {path}");
        }
    }

    #[test]
    fn a_route_leads_from_the_folder_to_any_path() {
        let base = Base::new(Path::new("web/deep"), Path::new("/repo"));
        for (path, route) in [
            ("web/deep/a.js", "a.js"),
            ("./web/a.js", "../a.js"),
            ("server/b/c.js", "../../server/b/c.js"),
            ("/repo/web/deeper/a.js", "../deeper/a.js"),
            ("/elsewhere/a.js", "../../../elsewhere/a.js"),
        ] {
            assert_eq!(base.route(Path::new(path)), Path::new(route), "{path}");
            assert_eq!(normal(&base.folder().join(route)), base.absolute(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn wrong_globs_say_why() {
        let base = Base::new(Path::new("/repo"), Path::new("/repo"));
        for (glob, word) in
            [("", "empty"), ("/", "empty"), ("!a", "take back"), ("../a", ".."), ("[a", "class")]
        {
            let (index, message) = PathGlobs::new(&base, ["fine", glob]).unwrap_err();
            assert_eq!(index, 1);
            assert!(message.contains(word), "{glob}: {message}");
        }
    }
}
