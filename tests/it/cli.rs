//! The binary, case by case: each folder of `tests/cmd/` holds the arguments and the exit code (`case.toml`), the tree that the
//! command runs in (`in/`, with placeholders), and what it prints (`stdout.txt`, `stderr.txt`).

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::fixture::{compare, expand, expand_folder, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    status: i32,
    #[serde(default)]
    stdin: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
}

#[test]
fn cases() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(root().join("tests/cmd")).expect("there are cases") {
        let folder = entry.expect("a case can be read").path();
        count += 1;
        if let Err(message) = run(&folder) {
            wrong.push(format!("{}: {message}", folder.display()));
        }
    }
    assert!(count > 0);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn run(folder: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(folder.join("case.toml")).map_err(|error| error.to_string())?;
    let case: Case = toml::from_str(&text).map_err(|error| error.to_string())?;
    let tree = expand_folder(&folder.join("in"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(&case.args)
        .current_dir(tree.path())
        .env_clear()
        .envs(&case.env)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    if let (Some(mut pipe), Some(input)) = (child.stdin.take(), &case.stdin) {
        pipe.write_all(expand(input).as_bytes()).map_err(|error| error.to_string())?;
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if output.status.code() != Some(case.status) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(format!("exit code {:?} instead of {}: {stderr}", output.status.code(), case.status));
    }
    compare(&folder.join("stdout.txt"), &plain(&output.stdout))?;
    compare(&folder.join("stderr.txt"), &plain(&output.stderr))
}

/// Without what differs from run to run.
fn plain(output: &[u8]) -> String {
    // An expected output that shows a mark must not be one itself.
    let text = String::from_utf8_lossy(output).replace("keyside: allow", "«keyside»: allow");
    let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
    text.lines()
        .map(|line| {
            match line
                .split_once(", in ")
                .and_then(|(before, after)| Some((before, after.split_once(" s: ")?.1)))
            {
                Some((before, after)) if line.starts_with("Scanned ") => {
                    format!("{}, in [TIME] s: {after}\n", without_count_of_rules(before))
                }
                _ if line.trim_start().starts_with("\"rules\": ")
                    && line.ends_with(|c: char| c.is_ascii_digit()) =>
                {
                    format!(
                        "{}[COUNT]\n",
                        &line[..line.len() - line.trim_start_matches(|c: char| !c.is_ascii_digit()).len()]
                    )
                }
                _ => format!("{}\n", line.replace(&version, "\"[VERSION]\"")),
            }
        })
        .collect()
}

/// `with 900 rules` says another number with every new rule.
fn without_count_of_rules(text: &str) -> String {
    match text.split_once(" with ").and_then(|(before, rest)| Some((before, rest.split_once(" rules")?.1))) {
        Some((before, after)) => format!("{before} with [COUNT] rules{after}"),
        None => text.to_owned(),
    }
}
