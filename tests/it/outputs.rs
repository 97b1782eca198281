//! Where reports go, and in which format.

use std::path::Path;
use std::process::{Command, Output};

use crate::fixture::{expand_folder, root, write};

/// Runs the binary in a copy of a case's tree, without the environment of whoever runs the tests.
pub fn keyside(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the binary runs")
}

/// A file that should be there.
pub fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path).expect("the report was written")
}

#[test]
fn reports_go_to_several_files_and_standard_output() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let output = keyside(folder.path(), &["scan", "server", "-o", "json:a.out", "-o", "sarif:b.out"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("error[stripe-secret-key]"));
    assert!(read(folder.path().join("a.out")).contains("\"schema\": \"keyside-report/1\""));
    assert!(read(folder.path().join("b.out")).contains("\"version\": \"2.1.0\""));
}

#[test]
fn a_file_without_a_format_takes_the_place_of_standard_output() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let output = keyside(folder.path(), &["scan", "server", "-o", "report.txt", "-o", "json:report.json"]);
    assert!(output.stdout.is_empty());
    assert!(read(folder.path().join("report.txt")).starts_with("error[stripe-secret-key]"));
    assert!(read(folder.path().join("report.json")).starts_with('{'));
}

#[test]
fn quiet_with_files_writes_files_alone() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let files_only = keyside(folder.path(), &["scan", "server", "-q", "-o", "json:report.json"]);
    assert!(files_only.stdout.is_empty() && files_only.stderr.is_empty());
    let asked_for = keyside(folder.path(), &["scan", "server", "-q", "--format", "json", "-o", "sarif:x"]);
    assert!(asked_for.stdout.starts_with(b"{"));
}

#[test]
fn a_name_tells_the_format_unless_one_is_given() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let starts = [
        ("a.json", "{\n  \"schema\""),
        ("a.sarif", "{\n  \"$schema\""),
        ("a.SARIF.json", "{\n  \"$schema\""),
    ];
    for (name, start) in starts {
        keyside(folder.path(), &["scan", "server", "-o", name]);
        assert!(read(folder.path().join(name)).starts_with(start), "{name}");
    }
    keyside(folder.path(), &["scan", "server", "--format", "text", "-o", "b.json"]);
    assert!(read(folder.path().join("b.json")).starts_with("error["));
}

#[test]
fn a_report_goes_to_standard_output_by_name() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    for args in [["scan", "server", "-o", "json:-"], ["scan", "server", "-o", "json:/dev/stdout"]] {
        if cfg!(windows) && args[3].contains("/dev") {
            continue;
        }
        let output = keyside(folder.path(), &args);
        assert!(String::from_utf8_lossy(&output.stdout).contains("\"schema\""));
    }
}

#[test]
fn what_cannot_be_written_is_said_before_the_scan() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let cases = [
        (vec!["-o", "json:x", "-o", "sarif:./x"], "x is named twice"),
        (vec!["-o", "json:server/../x", "-o", "x"], "x is named twice"),
        (vec!["-o", "json:-", "-o", "sarif:-"], "standard output can take one report only"),
        (vec!["-o", "missing/x"], "cannot write to the folder missing"),
        (vec!["-o", "srif:x"], "did you mean sarif?"),
    ];
    for (args, message) in cases {
        let output = keyside(folder.path(), &[&["scan", "server"], &args[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(message), "{args:?}");
        assert!(output.stdout.is_empty() && !folder.path().join("x").exists());
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let (precious, link) = (folder.path().join("precious"), folder.path().join("report.json"));
    write(&precious, "as it was");
    std::os::unix::fs::symlink(&precious, &link).expect("a link can be made");
    keyside(folder.path(), &["scan", "server", "-o", "json:report.json"]);
    assert_eq!(read(&precious), "as it was");
    assert!(read(&link).starts_with('{') && !link.is_symlink());
}

#[test]
fn notices_are_told_to_services() {
    let folder = expand_folder(&root().join("tests/cmd/clean/in"));
    let mark =
        format!("let a = 1; // {} allow stripe-secret-key -- was here\n", keyside::suppress::inline::WORD);
    write(&folder.path().join("old.ts"), mark);
    let shown = |format: &str, deny: &[&str]| {
        let output = keyside(folder.path(), &[&["scan", ".", "--format", format], deny].concat());
        assert_eq!(output.status.code(), Some(i32::from(!deny.is_empty())));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let deny = &["--deny-unused-allow"][..];
    assert!(shown("github", &[]).starts_with("::notice file=old.ts,line=1,title=keyside (unused-allow)::"));
    assert!(shown("github", deny).starts_with("::error file=old.ts,line=1,title=keyside (unused-allow)::"));
    for (options, level) in [(&[][..], "info"), (deny, "warn")] {
        let report: serde_json::Value = serde_json::from_str(&shown("gitlab", options)).expect("it is JSON");
        assert_eq!(report["scan"]["messages"][0]["level"], level);
        let text = report["scan"]["messages"][0]["value"].as_str().unwrap_or_default();
        assert!(text.starts_with("old.ts:1: "), "{text}");
    }
    let skipped = shown("junit", &[]);
    assert!(
        skipped.contains("classname=\"unused-allow\"") && skipped.contains("failures=\"0\""),
        "{skipped}"
    );
    assert!(shown("junit", deny).contains("failures=\"1\""));
    assert_eq!(shown("csv", deny).lines().count(), 1, "a table holds findings only");
}

#[test]
fn compact_is_a_form_of_text() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let output = keyside(folder.path(), &["scan", "server", "--compact", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let beside = keyside(folder.path(), &["scan", "server", "--compact", "-o", "json:report.json"]);
    assert_eq!(beside.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&beside.stdout).starts_with("server/"));
}
