//! Variables that files which are no modules set for builds: workflows, compose files, images, platforms' settings.
//!
//! What such a file means depends on who reads it; that a variable is set is told by the table that it stands in.

mod container;
mod json;
mod table;
mod yaml;

use std::ops::Range;
use std::path::Path;

/// A variable that a file sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    /// The variable.
    pub name: String,
    /// Its value as text; empty if it has none.
    pub value: String,
    /// The bytes of the whole, name and value.
    pub span: Range<u32>,
}

/// Names of tables whose entries are variables.
const TABLES: &[&str] = &[
    "env",
    "environment",
    "variables",
    "vars",
    "args",
    "build-args",
    "build_args",
    "buildArgs",
    "env_variables",
    "env_vars",
    "environment_variables",
    "envVars",
    "extra",
];

/// JSON and TOML files that set variables, by their names.
const OF_PLATFORMS: &[&str] = &[
    "vercel.json",
    "now.json",
    "app.json",
    "eas.json",
    "netlify.toml",
    "fly.toml",
    "railway.toml",
    "railway.json",
    "wrangler.toml",
    "wrangler.json",
    "wrangler.jsonc",
];

/// Whether a file may set variables for builds.
pub fn sets_variables(path: &Path) -> bool {
    format(path).is_some()
}

/// Whether a file's variables are worth a look only if one of them has a name that builds inline.
pub fn is_of_many(path: &Path) -> bool {
    matches!(format(path), Some(Format::Yaml | Format::Container))
}

/// The variables that a file sets. What cannot be read sets none.
pub fn assigned(path: &Path, text: &str) -> Vec<Assigned> {
    match format(path) {
        Some(Format::Yaml) => yaml::assigned(text),
        Some(Format::Toml) => table::assigned(text),
        Some(Format::Json) => json::assigned(path, text),
        Some(Format::Container) => container::assigned(text),
        None => Vec::new(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Yaml,
    Toml,
    Json,
    Container,
}

fn format(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy();
    let lower = name.to_ascii_lowercase();
    let is_container = ["dockerfile", "containerfile"].iter().any(|kind| {
        lower == *kind || lower.starts_with(&format!("{kind}.")) || lower.ends_with(&format!(".{kind}"))
    });
    match () {
        () if is_container => Some(Format::Container),
        () if lower.contains("lock") => None,
        () if lower.ends_with(".yml") || lower.ends_with(".yaml") => Some(Format::Yaml),
        () if !OF_PLATFORMS.contains(&lower.as_str()) => None,
        () if lower.ends_with(".toml") => Some(Format::Toml),
        () => Some(Format::Json),
    }
}

/// `NAME=value`, as lists of variables have it.
fn pair(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    is_name(name.trim()).then(|| (name.trim(), value.trim().trim_matches(['"', '\''])))
}

/// Whether a text is a variable's name.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, text: &str) -> Vec<(String, String, String)> {
        let found = assigned(Path::new(path), text);
        let shown =
            |a: Assigned| (a.name, a.value, text[a.span.start as usize..a.span.end as usize].to_owned());
        found.into_iter().map(shown).collect()
    }

    fn row(name: &str, value: &str, span: &str) -> (String, String, String) {
        (name.to_owned(), value.to_owned(), span.to_owned())
    }

    #[test]
    fn workflows_and_compose_files() {
        let text = "# ümlaut\nenv:\n  A: one\njobs:\n  build:\n    env: { B: \"two\" }\n    steps:\n      - env:\n          C: ${{ secrets.C }}\n";
        let found = of(".github/workflows/ci.yml", text);
        assert_eq!(found[0], row("A", "one", "A: one"));
        assert_eq!(found[1], row("B", "two", "B: \"two\""));
        assert_eq!(found[2], row("C", "${{ secrets.C }}", "C: ${{ secrets.C }}"));
        let text = "services:\n  web:\n    build:\n      args:\n        - A=one\n    environment:\n      - name: B\n        value: two\n";
        let found = of("docker-compose.yml", text);
        assert_eq!(found[0], row("A", "one", "A=one"));
        assert_eq!((found[1].0.as_str(), found[1].1.as_str()), ("B", "two"));
        let text = "variables:\n  A:\n    value: one\n    description: two\n  B: three\n";
        let names: Vec<String> = of(".gitlab-ci.yml", text).into_iter().map(|found| found.0).collect();
        assert_eq!(names, ["A", "B"]);
        let text = "steps:\n  - with:\n      build-args: |\n        A=one\n        B=${{ secrets.B }}\n";
        assert_eq!(of("build.yml", text)[1], row("B", "${{ secrets.B }}", "B=${{ secrets.B }}"));
        assert_eq!(of("broken.yml", "env:\n  A: one\n  : [\n").len(), 1, "what was read still counts");
    }

    #[test]
    fn images_and_platforms() {
        let text =
            "FROM node\nARG A\nARG B=two\nENV C=\"three\" \\\n    D=four\nenv E five six\n# ENV F=no\n";
        let found = of("Dockerfile", text);
        let expected = [
            row("A", "", "A"),
            row("B", "two", "B=two"),
            row("C", "three", "C=\"three\""),
            row("D", "four", "D=four"),
            row("E", "five six", "E five six"),
        ];
        assert_eq!(found, expected);
        let found = of("netlify.toml", "[build.environment]\nA = \"one\"\n[build]\ncommand = \"x\"\n");
        assert_eq!(found, [row("A", "one", "A = \"one\"")]);
        let found = of("vercel.json", r#"{ "build": { "env": { "A": "one" } }, "version": 2 }"#);
        assert_eq!(found, [row("A", "one", "\"A\": \"one\"")]);
    }
}
