//! Files with placeholders made into real ones, in a folder of their own.

use std::path::{Path, PathBuf};

use keyside::rule::example;
use tempfile::TempDir;

/// The seed of every fixture.
pub const SEED: u64 = 1;

/// The project's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A text with its placeholders filled.
pub fn expand(template: &str) -> String {
    example::expand(template, SEED).expect("a fixture's placeholders are known").text
}

/// A copy of a folder with every placeholder filled. It is the root of a repository, so that no search upward leaves it.
pub fn expand_folder(template: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(folder.path().join(".git")).expect("a folder can be made");
    copy(template, folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a fixture's folder can be read") {
        let path = entry.expect("its entries too").path();
        // Git would honour an ignore file within the fixtures, so they are stored under another name.
        let name = path.file_name().unwrap_or_default().to_string_lossy().replace("dot-", ".");
        let target = to.join(name);
        if path.is_dir() {
            std::fs::create_dir(&target).expect("a folder can be made");
            copy(&path, &target);
        } else {
            let text = std::fs::read_to_string(&path).expect("fixtures are text");
            // A rule file's placeholders are its own.
            write(
                &target,
                if target.extension().is_some_and(|e| e == "toml") { text } else { expand(&text) },
            );
        }
    }
}

/// Writes a file of a fixture.
pub fn write(path: &Path, content: impl AsRef<[u8]>) {
    std::fs::write(path, content).expect("a fixture can be written");
}

/// Compares with a committed file, or writes it when `UPDATE=1` is set. Tells what is wrong.
pub fn compare(path: &Path, actual: &str) -> Result<(), String> {
    if std::env::var_os("UPDATE").is_some() {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        return std::fs::write(path, actual).map_err(|error| error.to_string());
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    let line = expected.lines().zip(actual.lines()).position(|(a, b)| a != b);
    let line = line.unwrap_or_else(|| expected.lines().count().min(actual.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
    Err(format!(
        "{} is not current; run UPDATE=1 cargo test.\nLine {}:\n  expected: {}\n  actual:   {}",
        path.display(),
        line + 1,
        at(&expected),
        at(actual)
    ))
}

/// Every file below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("its entries too").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
