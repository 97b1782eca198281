//! Where a configuration is: upward from what is scanned, and within its repository.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::document::{KEY, Kind};
use crate::location::normal;

/// The names that a configuration can have; the first in a folder that holds one wins.
const NAMES: [(&str, Kind); 3] =
    [("keyside.toml", Kind::Own), ("package.json", Kind::Package), ("Cargo.toml", Kind::Cargo)];

/// Larger files are no configuration.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Files that may hold a configuration, nearest first. The search ends with the root of the repository.
pub(super) fn candidates(start: &Path) -> impl Iterator<Item = (PathBuf, Kind)> {
    let root = repository(start);
    start
        .ancestors()
        .take_while(move |folder| root.as_ref().is_none_or(|root| folder.starts_with(root)))
        .flat_map(|folder| NAMES.map(|(name, kind)| (folder.join(name), kind)))
        .filter(|(path, _)| path.is_file())
}

/// The root of the repository that a path is in: the nearest folder that holds `.git`.
pub(super) fn repository(path: &Path) -> Option<PathBuf> {
    path.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok()).map(Path::to_path_buf)
}

/// The text of a file that may be large, may be no text, and may be a pipe that never ends.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let bytes = read_bytes(path)?;
    if bytes.len() as u64 > LARGEST {
        return Err("is larger than 4 MiB".into());
    }
    String::from_utf8(bytes).map_err(|_| "is not UTF-8".into())
}

/// Whether a manifest speaks of keyside. Most do not, and need neither be parsed nor be fine.
pub(super) fn mentions_keyside(manifest: &Path) -> bool {
    read_bytes(manifest).is_ok_and(|bytes| memchr::memmem::find(&bytes, KEY.as_bytes()).is_some())
}

/// What a file begins with, one byte longer than the largest configuration at most.
fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    if !path.metadata().map_err(cannot)?.is_file() {
        return Err("is no file".into());
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(cannot)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    Ok(bytes)
}

/// Whether a file lies below a folder, also when symbolic links are followed. What does not exist yet lies where its folder does.
pub(super) fn is_within(root: &Path, path: &Path) -> bool {
    let path = normal(path);
    if !path.starts_with(root) {
        return false;
    }
    let Ok(root) = root.canonicalize() else { return false };
    for ancestor in path.ancestors() {
        match ancestor.canonicalize() {
            Ok(real) => return real.starts_with(&root),
            // A link that leads nowhere may lead somewhere tomorrow.
            Err(_) if ancestor.symlink_metadata().is_ok() => return false,
            Err(_) => {}
        }
    }
    false
}

/// A path as the user would name it: relative to the current folder where that is short.
pub(super) fn shown(path: &Path, current: &Path) -> PathBuf {
    if let Ok(below) = path.strip_prefix(current) {
        return below.to_owned();
    }
    for (up, ancestor) in current.ancestors().enumerate().skip(1).take(4) {
        if let Ok(below) = path.strip_prefix(ancestor)
            && ancestor.parent().is_some()
        {
            return PathBuf::from("../".repeat(up)).join(below);
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_short() {
        let shown = |path: &str| shown(Path::new(path), Path::new("/home/u/repo/web")).display().to_string();
        assert_eq!(shown("/home/u/repo/web/keyside.toml"), "keyside.toml");
        assert_eq!(shown("/home/u/repo/keyside.toml"), "../keyside.toml");
        assert_eq!(shown("/home/u/repo/api/keyside.toml"), "../api/keyside.toml");
        assert_eq!(shown("/etc/keyside.toml"), "/etc/keyside.toml");
    }
}
