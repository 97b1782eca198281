//! Values that cross to the client against the truth: a mark of `tests/projects/` that a real build put into a page or an answer, though not
//! into code, is made a secret, and the lint must find where it crosses; a mark that no client got must stay unsaid.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use keyside::finding::Finding;
use keyside::rule::{RuleSet, example};
use keyside::scan::{Options, Scanner};
use keyside::source;
use serde::Deserialize;

use crate::fixture::{expand_folder, files_below, root};
use crate::projects::{Expected, Mark, find, projects};

const LINT: &str = "server-value-to-client";

/// What is known to differ, and why.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Known {
    without_framework: BTreeSet<String>,
    missed: BTreeMap<String, BTreeSet<String>>,
    said: BTreeMap<String, BTreeSet<String>>,
}

#[test]
fn crossings_agree_with_real_builds() {
    let known =
        std::fs::read_to_string(root().join("tests/projects/crossings.toml")).expect("it can be read");
    let known: Known = toml::from_str(&known).expect("it is as its comments say");
    let rules = Arc::new(RuleSet::builtin());
    let (mut wrong, mut found, mut count) = (Vec::new(), 0, 0);
    for project in projects() {
        let name = project.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if known.without_framework.contains(&name) {
            continue;
        }
        let text = std::fs::read_to_string(project.join("expected.json")).expect("it can be read");
        let expected: Expected = serde_json::from_str(&text).expect("it is as build.mjs writes it");
        let none = BTreeSet::new();
        for (crosses, known) in [(true, &known.missed), (false, &known.said)] {
            let marks: Vec<&str> = expected
                .marks
                .iter()
                .filter(|(_, mark)| if crosses { is_of_code_and_crosses(mark) } else { !mark.client })
                .map(|(mark, _)| mark.as_str())
                .collect();
            let said = said(&rules, &project, &marks);
            let known = known.get(&name).unwrap_or(&none);
            count += marks.len();
            found += said.len();
            let differing = marks.iter().filter(|mark| said.contains(**mark) != crosses);
            let differing: BTreeSet<String> = differing.map(|mark| (*mark).to_owned()).collect();
            let kind = if crosses { "crosses" } else { "stays" };
            wrong.extend(differing.symmetric_difference(known).map(|mark| format!("{name}: {mark} {kind}")));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} marks, {found} said:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 300, "only {count} marks were looked at");
}

/// A value of code or of the environment that reaches clients in pages and answers only.
fn is_of_code_and_crosses(mark: &Mark) -> bool {
    let extension = Path::new(&mark.file).extension().and_then(|extension| extension.to_str());
    let is_of_code = mark.file.starts_with(".env")
        || extension
            .is_some_and(|extension| matches!(extension, "ts" | "tsx" | "js" | "jsx" | "mjs" | "astro"));
    mark.only_crosses() && is_of_code
}

/// The marks of which the lint says something when they are secrets.
fn said(rules: &Arc<RuleSet>, project: &Path, marks: &[&str]) -> BTreeSet<String> {
    let tree = expand_folder(project);
    let mut planted: BTreeMap<&str, String> = BTreeMap::new();
    for (seed, mark) in (1..).zip(marks) {
        let secret = example::expand("ghp_<<github-crc32:36>>", seed).expect("the placeholder is known").text;
        planted.insert(mark, secret);
    }
    for file in files_below(tree.path()) {
        let Ok(mut text) = std::fs::read_to_string(&file) else { continue };
        for (mark, secret) in &planted {
            while let Some(at) = find(&text, mark) {
                text.replace_range(at as usize..at as usize + mark.len(), secret);
            }
        }
        std::fs::write(&file, text).expect("it can be written");
    }
    let scanner = Scanner::new(Arc::clone(rules), Options { sides: true, ..Options::default() });
    let paths = vec![tree.path().to_owned()];
    let walk =
        source::Options { paths, respect_ignore_files: false, git_folders: false, exclude: None, threads: 1 };
    let findings = scanner.paths(&walk).findings;
    let texts: Vec<String> =
        findings.iter().filter(|f| f.rule == LINT).map(|f| source_text(tree.path(), f)).collect();
    let is_said = |secret: &str| texts.iter().any(|text| text.contains(secret));
    planted.iter().filter(|(_, secret)| is_said(secret)).map(|(mark, _)| (*mark).to_owned()).collect()
}

/// The lines that a finding's evidence names, and its own; for a variable, those that assign it.
fn source_text(root: &Path, finding: &Finding) -> String {
    let mut lines = String::new();
    let mut add = |path: &Path, line: u64| {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        lines.extend(text.lines().nth(line.saturating_sub(1) as usize));
        lines.push('\n');
    };
    add(finding.location.origin.file_path(), finding.location.start.line);
    if let Some(source) = finding.evidence.first() {
        add(source.origin.file_path(), source.line);
    }
    let subject = String::from_utf8_lossy(finding.secret.reveal()).into_owned();
    for file in files_below(root) {
        if file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".env")) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let assigns = |line: &&str| line.split('=').next().is_some_and(|name| name.trim() == subject);
            text.lines().filter(assigns).for_each(|line| lines.push_str(line));
        }
    }
    lines
}
