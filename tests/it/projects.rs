//! Sides against the truth: each folder of `tests/projects/` with an `expected.json` was built by its real bundler, and every mark
//! in its sources was looked up in what the build put out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use keyside::finding::Side;
use keyside::side::{Sides, Verdict};
use serde::Deserialize;

use crate::fixture::{expand_folder, root};

#[derive(Deserialize)]
pub struct Expected {
    pub marks: BTreeMap<String, Mark>,
}

#[derive(Deserialize)]
pub struct Mark {
    pub file: String,
    pub client: bool,
    #[serde(rename = "where")]
    places: Vec<String>,
}

impl Mark {
    /// A value that reaches pages only by being rendered or answered: its code stays, the value crosses.
    pub fn only_crosses(&self) -> bool {
        self.client
            && !self.places.iter().any(|place| matches!(place.as_str(), "js" | "map" | "css" | "text"))
    }
}

/// What is known to differ, and why.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Known {
    without_framework: BTreeSet<String>,
    missed: BTreeMap<String, BTreeSet<String>>,
    kept: BTreeMap<String, BTreeSet<String>>,
}

#[test]
fn sides_agree_with_real_builds() {
    let known = std::fs::read_to_string(root().join("tests/projects/known.toml")).expect("it can be read");
    let known: Known = toml::from_str(&known).expect("it is as its comments say");
    let mut wrong = Vec::new();
    let mut count = 0;
    for project in projects() {
        let name = project.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if known.without_framework.contains(&name) {
            continue;
        }
        let none = BTreeSet::new();
        let missed = known.missed.get(&name).unwrap_or(&none);
        let kept = known.kept.get(&name).unwrap_or(&none);
        for (mark, ships, verdict) in verdicts(&project) {
            count += 1;
            let differs = matches!(verdict.side, Side::Client | Side::Shared) != ships;
            if differs != (if ships { missed } else { kept }).contains(&mark) {
                let why: Vec<&str> = verdict.evidence.iter().map(|e| e.text.as_str()).collect();
                let (side, why) = (verdict.side.name(), why.join(" -> "));
                wrong.push(format!("{name}: {mark} ships: {ships}, but is {side}: {why}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} marks:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 500, "only {count} marks were looked at");
}

/// For each mark of a project whether it ships, and what keyside says.
fn verdicts(project: &Path) -> Vec<(String, bool, Verdict)> {
    let text = std::fs::read_to_string(project.join("expected.json")).expect("it can be read");
    let expected: Expected = serde_json::from_str(&text).expect("it is as build.mjs writes it");
    let tree = expand_folder(project);
    let sides = Sides::default();
    let mut found = Vec::new();
    for (name, mark) in expected.marks.iter().filter(|(_, mark)| !mark.only_crosses()) {
        let file = tree.path().join(&mark.file);
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        // Marks of files that the build itself makes are in no source.
        let Some(offset) = find(&text, name) else { continue };
        found.push((name.clone(), mark.client, sides.of(&file, offset)));
    }
    found
}

/// The mark itself, not one that begins with it.
pub fn find(text: &str, mark: &str) -> Option<u64> {
    let ends =
        |at: usize| !text[at + mark.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    text.match_indices(mark).map(|(at, _)| at).find(|at| ends(*at)).map(|at| at as u64)
}

pub fn projects() -> Vec<PathBuf> {
    let folder = root().join("tests/projects");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("there are projects")
        .map(|entry| entry.expect("a project can be read").path())
        .filter(|path: &PathBuf| Path::new(path).join("expected.json").is_file())
        .collect();
    found.sort();
    found
}
