//! Pages that are made from the rules are current, and pages name only files that exist.

use std::collections::BTreeSet;
use std::path::Path;

use keyside::report::rule_page;
use keyside::rule::RuleSet;

use crate::fixture::{compare, files_below, root};

#[test]
fn rule_pages_are_current() {
    let rules = RuleSet::builtin();
    let folder = root().join("docs/rules");
    let mut wrong = Vec::new();
    let mut written = BTreeSet::from([folder.join("README.md")]);
    wrong.extend(compare(&folder.join("README.md"), &rule_page::index(&rules)).err());
    for provider in &rules.providers {
        let path = folder.join(format!("{}.md", provider.slug));
        wrong.extend(compare(&path, &rule_page::provider(&rules, provider)).err());
        written.insert(path);
    }
    for page in files_below(&folder) {
        if !written.contains(&page) && std::env::var_os("UPDATE").is_some() {
            std::fs::remove_file(&page).expect("a page can be removed");
        } else if !written.contains(&page) {
            wrong.push(format!("{} belongs to no rule file", page.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the README shows is what the case `readme` prints.
#[test]
fn the_readme_shows_real_output() {
    let case = root().join("tests/cmd/readme");
    let read = |path: &Path| std::fs::read_to_string(path).expect("the case has its files");
    let output = read(&case.join("stdout.txt")) + &read(&case.join("stderr.txt"));
    let readme = root().join("README.md");
    let text = read(&readme);
    let command = "```console\n$ keyside scan .\n";
    let (before, rest) = text.split_once(command).expect("the README shows a scan");
    let (_, after) = rest.split_once("```").expect("the block ends");
    let current = format!("{before}{command}{}```{after}", output.replace("[TIME]", "0.01"));
    compare(&readme, &current).expect("the README is current");
}

#[test]
fn named_paths_exist() {
    let mut pages: Vec<_> = files_below(&root().join("docs"))
        .into_iter()
        .filter(|p| !p.starts_with(root().join("docs/rules")))
        .collect();
    pages.push(root().join("README.md"));
    let mut wrong = Vec::new();
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page can be read");
        for name in text.split('`').skip(1).step_by(2) {
            let is_path = ["src/", "tests/", "docs/", "rules/", "benches/", "support/", ".ci/", ".github/"]
                .iter()
                .any(|p| name.starts_with(p));
            let is_plain = !name.contains(['<', '*', ' ', '…']);
            if is_path && is_plain && !root().join(name).exists() {
                wrong.push(format!("{} names {name}", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
