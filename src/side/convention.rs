//! Sides that a path alone tells: tests, documentation, build files.

use std::path::Path;

use super::Verdict;
use super::project::slashed;
use crate::finding::{Evidence, Side};
use crate::location::Origin;

/// Folders of tests and what they feed on.
const TEST_FOLDERS: &[&str] = &[
    "test",
    "tests",
    "__tests__",
    "__mocks__",
    "__fixtures__",
    "spec",
    "specs",
    "e2e",
    "cypress",
    "playwright",
    "fixtures",
    "testdata",
];

/// Folders of documentation.
const DOCS_FOLDERS: &[&str] = &["docs", "doc", "documentation"];

/// Build steps and configuration, by whole names.
const BUILD_FILES: &[&str] = &[
    "dockerfile",
    "containerfile",
    "makefile",
    "justfile",
    "jenkinsfile",
    "procfile",
    "vagrantfile",
    "rakefile",
    "gulpfile.js",
    "gruntfile.js",
    ".gitlab-ci.yml",
    ".travis.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
    "appveyor.yml",
    "turbo.json",
    "angular.json",
    "nx.json",
    "lerna.json",
];

/// The side of a file that belongs to no project.
pub fn verdict(path: &Path) -> Verdict {
    let Some((side, text)) = of(&slashed(path)) else { return Verdict::unknown() };
    Verdict { side, evidence: vec![Evidence { origin: Origin::file(path.to_owned()), line: 1, text }] }
}

/// The side and why, from a path with `/` between its parts.
pub fn of(path: &str) -> Option<(Side, String)> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_ascii_lowercase();
    if let Some(folder) = folders.split('/').find(|folder| TEST_FOLDERS.contains(folder)) {
        return Some((Side::Test, format!("is in a folder of tests (`{folder}/`)")));
    }
    if is_test_name(&lower) {
        return Some((Side::Test, "has the name of a test".into()));
    }
    if is_build(folders, &lower) {
        return Some((Side::Build, "is a build or configuration file".into()));
    }
    if [".md", ".mdx", ".rst", ".adoc", ".asciidoc"].iter().any(|end| lower.ends_with(end)) {
        return Some((Side::Docs, "is a document".into()));
    }
    if let Some(folder) = folders.split('/').find(|folder| DOCS_FOLDERS.contains(folder)) {
        return Some((Side::Docs, format!("is in a folder of documentation (`{folder}/`)")));
    }
    None
}

fn is_test_name(lower: &str) -> bool {
    let parts: Vec<&str> = lower.split('.').collect();
    let middle = parts.len() >= 3
        && parts[1..parts.len() - 1].iter().any(|p| matches!(*p, "test" | "spec" | "cy" | "e2e"));
    middle
        || lower.starts_with("test_") && lower.ends_with(".py")
        || lower.ends_with("_test.go")
        || lower.ends_with("_test.py")
        || lower.ends_with("_spec.rb")
        || lower == "conftest.py"
}

fn is_build(folders: &str, lower: &str) -> bool {
    let parts: Vec<&str> = lower.split('.').collect();
    let config = parts.len() >= 3
        && parts[1..parts.len() - 1].contains(&"config")
        && matches!(parts[parts.len() - 1], "js" | "ts" | "mjs" | "cjs" | "mts" | "cts");
    let of_gatsby = matches!(parts[0], "gatsby-config" | "gatsby-node") && parts.len() == 2;
    let of_bundler = matches!(parts[0], "webpack" | "rollup" | "rspack" | "esbuild")
        && matches!(parts[parts.len() - 1], "js" | "ts" | "mjs" | "cjs");
    config
        || of_gatsby
        || of_bundler && parts.len() >= 3
        || folders.rsplit('/').next() == Some(".storybook") && parts[0] == "main"
        || BUILD_FILES.contains(&lower)
        || lower.starts_with("dockerfile.")
        || lower.ends_with(".dockerfile")
        || lower.starts_with("docker-compose")
        || folders.split('/').any(|folder| {
            matches!(folder, ".github" | ".circleci" | ".gitlab" | ".buildkite" | ".woodpecker")
        })
}
