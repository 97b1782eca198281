//! The invariants of `docs/architecture.md` that can be read off the source.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fixture::{files_below, root};

/// What each module may use besides itself, in topological order.
const MAY_USE: &[(&str, &[&str])] = &[
    ("location", &[]),
    ("finding", &["location"]),
    ("known", &["location", "finding"]),
    ("rule", &["finding"]),
    ("source", &["location"]),
    ("decode", &["location", "source"]),
    ("detect", &["location", "finding", "rule", "decode"]),
    ("filter", &["location", "finding", "rule", "detect"]),
    ("syntax", &["location", "decode"]),
    ("side", &["location", "finding", "syntax"]),
    ("flow", &["location", "finding", "rule", "syntax", "side", "detect", "filter"]),
    ("lint", &["location", "finding", "rule", "syntax", "side", "flow"]),
    ("suppress", &["location", "finding"]),
    (
        "scan",
        &[
            "location", "finding", "known", "rule", "source", "decode", "detect", "filter", "syntax", "side",
            "flow", "lint", "suppress",
        ],
    ),
    ("config", &["location", "finding", "rule", "side", "lint", "suppress", "scan"]),
    ("examples", &["finding", "rule", "source", "scan"]),
    ("report", &["location", "finding", "rule"]),
];

/// The binary's own modules use the library's front doors.
const BINARY: &[&str] = &["main", "cli", "command"];

#[test]
fn modules_depend_downwards_only() {
    let mut wrong = Vec::new();
    for file in sources() {
        let module = module_of(&file);
        if BINARY.contains(&module.as_str()) || module == "lib" {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{module} is not in the table of tests/it/architecture.rs"));
            continue;
        };
        for used in modules_used(&text(&file)) {
            if used != module && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn table_is_in_topological_order() {
    for (at, (module, allowed)) in MAY_USE.iter().enumerate() {
        for used in *allowed {
            assert!(
                MAY_USE[..at].iter().any(|(name, _)| name == used),
                "{module} may use {used}, which stands below it"
            );
        }
    }
}

#[test]
fn every_file_is_declared() {
    let declared: BTreeSet<String> = sources()
        .iter()
        .flat_map(|file| {
            text(file)
                .lines()
                .filter_map(|line| {
                    line.trim().strip_suffix(';')?.rsplit_once("mod ").map(|(_, name)| name.to_owned())
                })
                .collect::<Vec<_>>()
        })
        .collect();
    for file in sources() {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = if stem == "mod" { module_name_of_folder(&file) } else { stem };
        assert!(
            declared.contains(&name) || name == "main" || name == "lib",
            "{} is declared nowhere",
            file.display()
        );
    }
}

#[test]
fn names_say_something() {
    for file in sources() {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let empty = ["utils", "util", "helpers", "helper", "common", "misc", "types", "models"];
        assert!(!empty.contains(&stem.as_str()), "{}", file.display());
    }
}

#[test]
fn providers_are_data() {
    let slugs = ["stripe", "hyperswitch", "perfectpay", "supabase", "clerk", "slack", "openai"];
    // A framework's conventions may have a provider's name in them: folders of its functions, say.
    let is_convention = |file: &Path| file.components().any(|part| part.as_os_str() == "framework");
    for file in sources().iter().filter(|file| module_of(file) != "command" && !is_convention(file)) {
        let code = text(file);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let line = line.to_ascii_lowercase();
            let named = slugs.iter().find(|slug| line.contains(*slug));
            assert!(named.is_none(), "{} names a provider: {line}", file.display());
        }
    }
}

fn sources() -> Vec<std::path::PathBuf> {
    files_below(&root().join("src"))
        .into_iter()
        .filter(|file| file.extension().is_some_and(|e| e == "rs"))
        .collect()
}

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).expect("a source can be read")
}

/// The top-level module that a file belongs to.
fn module_of(file: &Path) -> String {
    let below = file.strip_prefix(root().join("src")).expect("sources are below src");
    let first = below.components().next().expect("a file has a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn module_name_of_folder(file: &Path) -> String {
    file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned()
}

/// Every `crate::x` of the code; tests of a module may use what they like.
fn modules_used(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>())
        .filter(|name| !name.is_empty())
        .collect()
}
