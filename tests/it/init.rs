//! `keyside init` writes what is missing, once, and nothing that exists.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::fixture::{files_below, write};

fn init(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_keyside"))
        .arg("init")
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

/// A repository with these files.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::create_dir(folder.path().join(".git")).expect("a folder can be made");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder can be made");
        write(&path, text);
    }
    folder
}

/// What lies in a folder, each file with its text.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let below = |path: &Path| path.strip_prefix(folder).expect("it is below").to_string_lossy().into_owned();
    files_below(folder)
        .iter()
        .map(|path| (below(path), std::fs::read(path).expect("it can be read")))
        .collect()
}

const GITHUB: &str = "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://github.com/shop/web.git\n";

#[test]
fn what_is_missing_is_written_once() {
    let repository = repository(&[(".git/config", GITHUB), ("pubspec.yaml", "name: shop\n")]);
    assert_eq!(init(repository.path(), &["--check"]).status.code(), Some(1));
    let before = contents(repository.path());
    // Nobody can be asked, so nothing is written.
    assert_eq!(init(repository.path(), &[]).status.code(), Some(0));
    assert_eq!(contents(repository.path()), before);
    assert_eq!(init(repository.path(), &["--write"]).status.code(), Some(0));
    let written: Vec<String> = contents(repository.path()).into_iter().map(|(name, _)| name).collect();
    let expected = [
        ".git/config",
        ".github/workflows/keyside.yml",
        ".pre-commit-config.yaml",
        "keyside.toml",
        "pubspec.yaml",
    ];
    assert_eq!(written, expected);
    assert_eq!(init(repository.path(), &["--check"]).status.code(), Some(0));
    let after = contents(repository.path());
    assert_eq!(init(repository.path(), &["--write"]).status.code(), Some(0));
    assert_eq!(contents(repository.path()), after);
    // What was written holds: the configuration is one, and says what it is meant to.
    let side = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["config", "--format", "json"])
        .current_dir(repository.path())
        .output()
        .expect("the binary runs");
    assert_eq!(side.status.code(), Some(0), "{}", String::from_utf8_lossy(&side.stderr));
    assert!(String::from_utf8_lossy(&side.stdout).contains("lib/**"));
}

#[test]
fn files_that_exist_stay_as_they_are() {
    let files = [
        (".git/config", "[core]\n\thooksPath = hooks\n"),
        (".git/hooks/pre-commit.sample", "#!/bin/sh\n"),
        (".github/workflows/ci.yml", "on: push\n"),
        (".gitlab-ci.yml", "build: { script: make }\n"),
        (".husky/pre-commit", "npm test\n"),
        ("lefthook.yml", "pre-push: {}\n"),
        ("package.json", "{\"lint-staged\":{\"*.js\":\"eslint\"}}"),
    ];
    let repository = repository(&files);
    let before = contents(repository.path());
    let output = init(repository.path(), &["--write"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0));
    let mut after = contents(repository.path());
    after.retain(|(name, _)| name != ".github/workflows/keyside.yml");
    assert_eq!(after, before, "{said}");
    assert!(
        said.contains(
            ".husky/pre-commit exists; add this line:\n\n    npx --no-install keyside scan --staged\n"
        ),
        "{said}"
    );
    assert!(said.contains(".gitlab-ci.yml exists"), "{said}");
    assert_eq!(init(repository.path(), &["--check"]).status.code(), Some(1));
}

#[test]
fn each_manager_gets_its_own_lines() {
    for (file, text, expected) in [
        (".pre-commit-config.yaml", "repos: []\n", "- id: keyside"),
        ("lefthook.yml", "pre-push: {}\n", "run: keyside scan --staged"),
        ("lint-staged.config.js", "export default {}\n", "\"*\": () => \"keyside scan --staged\","),
        (".git/hooks/pre-commit", "#!/bin/sh\nmake lint\n", "keyside scan --staged"),
    ] {
        let repository = repository(&[(file, text)]);
        let output = init(repository.path(), &[]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains(&format!("hook: {file} exists; add")) && said.contains(expected), "{said}");
        write(&repository.path().join(file), format!("{text}# keyside\n"));
        let output = init(repository.path(), &["--check"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[cfg(unix)]
#[test]
fn a_hook_is_executable() {
    use std::os::unix::fs::PermissionsExt;
    let repository = repository(&[(".git/config", "[core]\n\thooksPath = tools/hooks\n")]);
    assert_eq!(init(repository.path(), &["--write"]).status.code(), Some(0));
    let hook = repository.path().join("tools/hooks/pre-commit");
    assert_eq!(
        std::fs::read_to_string(&hook).expect("it was written"),
        "#!/bin/sh\nexec keyside scan --staged\n"
    );
    assert_eq!(hook.metadata().expect("it is there").permissions().mode() & 0o111, 0o111);
}
