//! The lines that others' files get.

/// The repository, and the release that this program is.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
const RELEASE: &str = concat!("v", env!("CARGO_PKG_VERSION"));

/// What a hook runs: the package of the project, or the program of the machine.
pub fn command(is_npm: bool) -> String {
    let run = if is_npm { "npx --no-install " } else { "" };
    format!("{run}keyside scan --staged")
}

/// An entry of `repos`.
pub fn pre_commit() -> String {
    format!("  - repo: {REPOSITORY}\n    rev: {RELEASE}\n    hooks:\n      - id: keyside\n")
}

pub fn lefthook(command: &str) -> String {
    format!("pre-commit:\n  commands:\n    keyside:\n      run: {command}\n")
}

/// A function, so that no names of files are added.
pub fn lint_staged() -> String {
    "\"*\": () => \"keyside scan --staged\",\n".to_owned()
}

pub fn github() -> String {
    let action = REPOSITORY.trim_start_matches("https://github.com/");
    format!(
        "name: keyside
on:
  push:
  pull_request:

permissions:
  contents: read
  security-events: write

jobs:
  keyside:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - uses: {action}@{RELEASE}
"
    )
}

pub fn gitlab() -> String {
    let raw = REPOSITORY.replace("https://github.com/", "https://raw.githubusercontent.com/");
    format!("include:\n  - remote: {raw}/{RELEASE}/templates/keyside.yml\n    inputs:\n      mode: diff\n")
}

/// A configuration that says what ships.
pub fn configuration(shipped: &[String]) -> String {
    let files: Vec<String> = shipped.iter().map(|glob| format!("\"{glob}\"")).collect();
    format!(
        "# What is installed on the devices of whoever uses the application.\n[[side]]\nfiles = [{}]\nside = \"client\"\n",
        files.join(", ")
    )
}
