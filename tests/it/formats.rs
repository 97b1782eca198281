//! What each machine-readable format promises: its schema, its escapes, its limits.

use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex};

use keyside::finding::{Level, Outcome, Side, Suppression, SuppressionKind};
use keyside::location::{Gap, GapReason, Origin};
use keyside::report::{Format, Report, Run};
use keyside::rule::RuleSet;
use keyside::scan::{Options, Scanner};
use keyside::source;
use serde_json::Value;

use crate::fixture::{compare, expand, expand_folder, root, write};
use crate::outputs::{keyside, read};

/// Names that mean something in one format or another.
#[cfg(unix)]
const HOSTILE: [&str; 8] = [
    "line\nfeed\r.txt",
    "::error file=x::y,z.txt",
    "100%25 a%0Ab.txt",
    "a|b`c`\\|d.txt",
    "<script>alert(1)</script>&amp;.txt",
    "\u{1b}[2J\u{9b}2J\u{202e}.txt",
    "=cmd|' /C calc'!A0.txt",
    "-\"quoted\", 'twice'.txt",
];

/// A finding in a file of each hostile name.
#[cfg(unix)]
fn hostile_tree() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, seed) in HOSTILE.iter().zip(1..) {
        let key =
            keyside::rule::example::expand("key = sk_live_<<alnum:24>>", seed).expect("it is known").text;
        // A name has no slash.
        write(&folder.path().join(name.replace('/', "_")), key);
    }
    folder
}

#[cfg(unix)]
fn hostile(format: &str) -> String {
    let output = keyside(hostile_tree().path(), &["scan", ".", "--format", format]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).expect("reports are UTF-8");
    let steering = text.chars().find(|c| keyside::location::is_steering(*c) && !"\r\n".contains(*c));
    assert_eq!(steering, None, "{format} lets a name steer the terminal");
    text
}

#[cfg(unix)]
fn sorted_names() -> Vec<String> {
    let mut names: Vec<String> = HOSTILE.iter().map(|name| name.replace('/', "_")).collect();
    names.sort();
    names
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

fn strings(value: &Value, pointer: &str) -> Vec<String> {
    let list = value.as_array().expect("it is a list");
    list.iter()
        .map(|item| item.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned())
        .collect()
}

// JSON and JSON lines

fn schema() -> Value {
    parse(&read(root().join("docs/schema/report.schema.json")))
}

/// The same schema for a line of JSONL.
fn line_schema() -> Value {
    let mut schema = schema();
    let object = schema.as_object_mut().expect("a schema is an object");
    object.retain(|key, _| key.starts_with('$'));
    object.insert("$ref".into(), "#/$defs/Finding".into());
    schema
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::new(schema).expect("the schema is one")
}

fn assert_valid(validator: &jsonschema::Validator, document: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn json_follows_its_schema() {
    let validator = validator(&schema());
    for case in ["json", "clean", "pair", "missing-beside-good", "own-rules"] {
        let folder = expand_folder(&root().join("tests/cmd").join(case).join("in"));
        let output = keyside(folder.path(), &["scan", ".", "missing", "--format", "json"]);
        assert_valid(&validator, &parse(&String::from_utf8_lossy(&output.stdout)));
    }
    assert_valid(&validator, &parse(&show(&every_kind(), Format::Json, Run::default())));
}

#[test]
fn the_schema_rejects_broken_documents() {
    let validator = validator(&schema());
    let good = parse(&show(&every_kind(), Format::Json, Run::default()));
    let broken: [fn(&mut Value); 7] = [
        |document| document["schema"] = "keyside-report/0".into(),
        |document| drop(document.as_object_mut().map(|object| object.remove("coverage"))),
        |document| document["findings"][0]["level"] = "fatal".into(),
        |document| document["findings"][0]["start_line"] = 0.into(),
        |document| document["findings"][0]["fingerprint"] = "a value".into(),
        |document| document["findings"][0]["suppressed"] = true.into(),
        |document| drop(document["findings"][0].as_object_mut().map(|finding| finding.remove("path"))),
    ];
    for (at, break_it) in broken.into_iter().enumerate() {
        let mut document = good.clone();
        break_it(&mut document);
        assert!(!validator.is_valid(&document), "broken document {at} is accepted");
    }
}

/// Everything that the schema speaks of has a description.
#[test]
fn the_schema_explains_every_field() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().expect("there are definitions");
    for (name, definition) in definitions.iter().chain([(&"Report".to_owned(), &schema)]) {
        assert!(definition["description"].is_string(), "{name}");
        for (field, property) in definition["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{name}.{field}");
        }
    }
}

#[test]
fn json_lines_are_the_findings_of_json() {
    let outcome = every_kind();
    let document = parse(&show(&outcome, Format::Json, Run::default()));
    let lines = show(&outcome, Format::Jsonl, Run::default());
    let lines: Vec<Value> = lines.lines().map(parse).collect();
    assert_eq!(document["findings"].as_array(), Some(&lines));
    let validator = validator(&line_schema());
    lines.iter().for_each(|line| assert_valid(&validator, line));
    assert!(!validator.is_valid(&document));
}

fn one_thread(folder: &Path) -> source::Options {
    let paths = vec![folder.to_owned()];
    source::Options { paths, respect_ignore_files: false, exclude: None, git_folders: false, threads: 1 }
}

#[test]
fn findings_are_told_when_their_file_is_done() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let scanner = Scanner::new(Arc::new(RuleSet::builtin()), Options::default());
    let options = one_thread(folder.path());
    let told = Mutex::new(Vec::new());
    let outcome = scanner.paths_telling(&options, &|findings| {
        let places =
            findings.iter().map(|f| (f.location.origin.clone(), f.location.span)).collect::<Vec<_>>();
        told.lock().expect("no thread panics").push((scanner.files_done(), places));
        ControlFlow::Continue(())
    });
    let told = told.into_inner().expect("no thread panics");
    assert_eq!(told.iter().map(|(done, _)| *done).collect::<Vec<_>>(), [1, 2, 3]);
    let mut all: Vec<_> = told.into_iter().flat_map(|(_, places)| places).collect();
    all.sort();
    let found: Vec<_> =
        outcome.findings.iter().map(|f| (f.location.origin.clone(), f.location.span)).collect();
    assert_eq!(all, found);
}

#[test]
fn a_listener_can_end_the_scan() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let scanner = Scanner::new(Arc::new(RuleSet::builtin()), Options::default());
    let options = one_thread(folder.path());
    let outcome = scanner.paths_telling(&options, &|_| ControlFlow::Break(()));
    assert_eq!(outcome.coverage.files, 1);
}

/// A thousand files after the first, and nobody who reads on.
#[test]
fn a_closed_pipe_ends_a_stream_quietly() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let key = expand("sk_live_<<alnum:24>>");
    for number in 0..1000 {
        write(&folder.path().join(format!("{number}.txt")), format!("{key}\n").repeat(20));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["scan", ".", "--format", "jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut first = [0; 100];
    let mut stdout = child.stdout.take().expect("it is a pipe");
    stdout.read_exact(&mut first).expect("a line comes");
    drop(stdout);
    let output = child.wait_with_output().expect("it ends");
    assert!(first.starts_with(b"{\"rule\":"));
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(unix)]
#[test]
fn names_in_json_are_exact() {
    let document = parse(&hostile("json"));
    assert_eq!(strings(&document["findings"], "/path"), sorted_names());
    let mut names: Vec<String> = hostile("jsonl")
        .lines()
        .map(|line| parse(line)["path"].as_str().unwrap_or_default().into())
        .collect();
    names.sort();
    assert_eq!(names, sorted_names());
}

// GitHub

/// What the runner makes of a line: command, properties, message.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let line = line.strip_prefix("::").expect("it is a command");
    let (head, message) = line.split_once("::").expect("it has a message");
    let (name, properties) = head.split_once(' ').expect("it has properties");
    let undo = |text: &str, marks: &[(&str, &str)]| {
        marks.iter().fold(text.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
    };
    let data = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
    let property = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    let properties = properties
        .split(',')
        .map(|pair| pair.split_once('=').expect("a property has a value"))
        .map(|(key, value)| (key.to_owned(), undo(value, &property)))
        .collect();
    (name.to_owned(), properties, undo(message, &data))
}

fn value<'c>(command: &'c (String, Vec<(String, String)>, String), key: &str) -> Option<&'c str> {
    command.1.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

#[cfg(unix)]
#[test]
fn names_in_annotations_survive_the_runner() {
    let text = hostile("github");
    let commands: Vec<_> = text.lines().map(command).collect();
    let names: Vec<String> = sorted_names()
        .iter()
        .map(|name| name.replace(['\u{1b}', '\u{9b}', '\u{202e}'], "\u{FFFD}"))
        .collect();
    assert_eq!(commands.iter().filter_map(|c| value(c, "file")).collect::<Vec<_>>(), names);
    for command in &commands {
        assert_eq!((command.0.as_str(), value(command, "line")), ("error", Some("1")));
        assert_eq!((value(command, "col"), value(command, "endColumn")), (Some("7"), Some("39")));
        assert_eq!(value(command, "title"), Some("keyside (stripe-secret-key)"));
    }
}

#[test]
fn a_secret_of_several_lines_has_no_columns() {
    let outcome = scan("key.pem", "<<pem:RSA PRIVATE KEY>>");
    let text = show(&outcome, Format::Github, Run::default());
    let command = command(text.trim_end());
    assert_eq!((value(&command, "line"), value(&command, "endLine")), (Some("1"), Some("9")));
    assert_eq!((value(&command, "col"), value(&command, "endColumn")), (None, None));
}

#[test]
fn annotations_keep_to_what_is_shown() {
    let mut outcome = Outcome::default();
    for number in 0..60 {
        let mut found = scan(&format!("src/{number:02}.ts"), "sk_live_<<alnum:24>>");
        for finding in &mut found.findings {
            finding.level = [Level::Note, Level::Error, Level::Warning, Level::Error][number % 4];
            finding.side = if number == 59 { Side::Client } else { Side::Server };
        }
        outcome.merge(found);
    }
    let text = show(&outcome, Format::Github, Run::default());
    let commands: Vec<_> = text.lines().map(command).collect();
    let count = |name: &str| commands.iter().filter(|command| command.0 == name).count();
    assert_eq!((count("error"), count("warning"), count("notice")), (10, 10, 10));
    // The one that is exposed is the worst.
    assert_eq!(value(&commands[0], "file"), Some("src/59.ts"));
    let last = commands.last().expect("there are commands");
    assert_eq!(value(last, "title"), Some("keyside: 31 more"));
    assert!(
        last.2.contains("20 errors, 5 warnings, 6 notices:\nsrc/19.ts:1: stripe-secret-key\n"),
        "{}",
        last.2
    );
    assert!(commands.iter().all(|command| command.2.chars().count() <= 4096));
}

#[test]
fn the_list_of_the_rest_keeps_to_the_length_of_a_message() {
    let mut outcome = Outcome::default();
    for number in 0..400 {
        outcome.merge(scan(&format!("src/some/folder/file-{number:03}.ts"), "sk_live_<<alnum:24>>"));
    }
    let text = show(&outcome, Format::Github, Run::default());
    let last = command(text.lines().next_back().unwrap_or_default());
    assert!(last.2.chars().count() <= 4096);
    let listed = last.2.lines().count() - 2;
    assert!(
        last.2.ends_with(&format!("and {} more; `keyside scan` lists them all", 390 - listed)),
        "{}",
        last.2
    );
}

#[test]
fn paths_of_annotations_begin_at_the_workspace() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let workspace = folder.path().canonicalize().expect("the folder is there");
    let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["scan", "pay.ts", "../web", "--format", "github"])
        .current_dir(folder.path().join("server"))
        .env_clear()
        .env("GITHUB_WORKSPACE", &workspace)
        .output()
        .expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let files: Vec<_> =
        text.lines().map(command).filter_map(|c| value(&c, "file").map(str::to_owned)).collect();
    assert_eq!(files, ["web/checkout.ts", "server/pay.ts"]);
}

#[test]
fn what_was_not_scanned_is_an_annotation() {
    let outcome = with_gap(Outcome::default());
    let warning = show(&outcome, Format::Github, Run::default());
    assert_eq!(
        warning,
        "::warning file=big.bin,title=keyside (not scanned)::larger than --max-file-size (9 bytes)\n"
    );
    let error = show(&outcome, Format::Github, Run { strict: true, ..Run::default() });
    assert!(error.starts_with("::error file=big.bin,"));
}

// The job summary

#[test]
fn the_summary_is_appended() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let path = folder.path().join("summary.md");
    write(&path, "# Build\n");
    let args = ["scan", ".env", "server", "web", "missing", "--summary", "summary.md", "-o", "json:-"];
    let output = keyside(folder.path(), &args);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.starts_with(b"{"));
    let summary = read(&path);
    compare(&root().join("tests/data/summary.md"), &summary).expect("the summary is as it was");
    assert!(summary.starts_with("# Build\n\n## keyside: 4 errors\n"));
}

#[cfg(unix)]
#[test]
fn names_in_the_summary_mean_nothing() {
    let folder = hostile_tree();
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let path = place.path().join("summary.md");
    let path_text = path.to_str().expect("the path is UTF-8");
    keyside(folder.path(), &["scan", ".", "-q", "-o", "/dev/null", "--summary", path_text]);
    let summary = read(&path);
    assert!(!summary.chars().any(|c| keyside::location::is_steering(c) && c != '\n'));
    let rows: Vec<&str> = summary.lines().filter(|line| line.starts_with("| error | Stripe")).collect();
    assert_eq!(rows.len(), HOSTILE.len());
    for row in rows {
        assert_eq!(row.matches('|').count(), 6, "{row}");
        // Outside of code, nothing is left that Markdown or HTML knows.
        let plain: String = row.split('`').step_by(2).collect();
        let plain = plain.replace("<code>", "").replace("</code>", "");
        assert!(!plain.contains(['<', '>', '*', '_', '[', ']', '\\', '`']), "{row}");
        assert_eq!(row.matches('`').count() % 2, 0, "{row}");
    }
}

#[test]
fn the_summary_keeps_to_a_mebibyte() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    let path = folder.path().join("summary.md");
    let before = "x".repeat(1024 * 1024 - 800);
    write(&path, &before);
    keyside(folder.path(), &["scan", "server", "web", ".env", "-o", "json:a", "--summary", "summary.md"]);
    let summary = read(&path);
    assert!(summary.len() <= 1024 * 1024 && summary.starts_with(&before));
    let page = &summary[before.len()..];
    let rows =
        page.lines().filter(|line| line.starts_with("| error | ") && line.contains("hardcoded")).count();
    assert!(
        rows < 4 && page.contains(&format!("\n{} more findings are not listed here.", 4 - rows)),
        "{page}"
    );

    write(&path, "x".repeat(1024 * 1024));
    let output = keyside(folder.path(), &["scan", "server", "-q", "--summary", "summary.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no room below the limit of 1 MiB"));
}

#[cfg(unix)]
#[test]
fn the_summary_is_not_written_through_a_link() {
    let folder = expand_folder(&root().join("tests/cmd/json/in"));
    write(&folder.path().join("precious"), "as it was");
    std::os::unix::fs::symlink("precious", folder.path().join("summary.md")).expect("a link can be made");
    let output = keyside(folder.path(), &["scan", "server", "-q", "--summary", "summary.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(read(folder.path().join("precious")), "as it was");
}

// GitLab

/// What the published schema of secret detection, version 15.0.7, asks for.
fn assert_gitlab(document: &Value) {
    let text = |value: &Value, pointer: &str| {
        let text = value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        assert!(!text.is_empty(), "{pointer} is missing or empty");
        text
    };
    let version = text(document, "/version");
    assert!(version.split('.').count() == 3 && version.starts_with("15."));
    assert!(text(document, "/schema").starts_with("https://"));
    for tool in ["analyzer", "scanner"] {
        for field in ["id", "name", "version", "vendor/name", "url"] {
            text(document, &format!("/scan/{tool}/{field}"));
        }
    }
    for field in ["/scan/start_time", "/scan/end_time"] {
        let shape: String =
            text(document, field).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(shape, "0000-00-00T00:00:00");
    }
    assert_eq!(text(document, "/scan/type"), "secret_detection");
    assert!(["success", "failure"].contains(&&*text(document, "/scan/status")));
    for message in document["scan"]["messages"].as_array().expect("there is a list of messages") {
        assert!(["info", "warn", "fatal"].contains(&&*text(message, "/level")));
        text(message, "/value");
    }
    let vulnerabilities = document["vulnerabilities"].as_array().expect("there is a list");
    let mut ids = std::collections::BTreeSet::new();
    for one in vulnerabilities {
        let id = text(one, "/id");
        let hyphens: Vec<usize> = id.match_indices('-').map(|(at, _)| at).collect();
        assert!(
            id.len() == 36 && hyphens == [8, 13, 18, 23] && ids.insert(id),
            "an id is no UUID, or twice there"
        );
        assert_eq!(text(one, "/category"), "secret_detection");
        assert!(text(one, "/name").chars().count() <= 255);
        assert!(text(one, "/description").chars().count() <= 1_048_576);
        assert!(one["solution"].as_str().is_some_and(|solution| solution.chars().count() <= 7000));
        let severities = ["Info", "Unknown", "Low", "Medium", "High", "Critical"];
        assert!(severities.contains(&&*text(one, "/severity")));
        text(one, "/location/file");
        text(one, "/location/commit/sha");
        let line = |field: &str| one["location"][field].as_u64().expect("a line is a number");
        assert!(line("start_line") >= 1 && line("end_line") >= line("start_line"));
        let identifiers = one["identifiers"].as_array().expect("there are identifiers");
        assert_eq!(text(&identifiers[0], "/type"), "keyside_rule_id");
        for identifier in identifiers {
            ["/type", "/name", "/value"].into_iter().for_each(|field| drop(text(identifier, field)));
            assert!(
                identifier
                    .get("url")
                    .is_none_or(|url| url.as_str().is_some_and(|u| u.starts_with("https://")))
            );
        }
        assert!(one.get("raw_source_code_extract").is_none(), "the extract would be the secret");
    }
}

#[test]
fn gitlab_reports_have_what_the_schema_asks_for() {
    let mut outcome = with_gap(every_kind());
    // The same value twice in a file.
    let (first, mut second) = (outcome.findings[0].clone(), outcome.findings[0].clone());
    second.location.span.start += 100;
    outcome.findings.extend([first, second]);
    let document = parse(&show(&outcome, Format::Gitlab, Run { started: 1_767_225_599, ..Run::default() }));
    assert_gitlab(&document);
    assert_eq!(document["scan"]["start_time"], "2025-12-31T23:59:59");
    assert_eq!(document["scan"]["status"], "success");
    let strict = parse(&show(&outcome, Format::Gitlab, Run { strict: true, ..Run::default() }));
    assert_eq!(strict["scan"]["status"], "failure");
    let folder = expand_folder(&root().join("tests/cmd/own-rules/in"));
    let args = ["scan", ".", "--format", "gitlab", "--rules", "acme.toml"];
    assert_gitlab(&parse(&String::from_utf8_lossy(&keyside(folder.path(), &args).stdout)));
}

#[cfg(unix)]
#[test]
fn names_in_gitlab_reports_are_exact() {
    let document = parse(&hostile("gitlab"));
    assert_gitlab(&document);
    assert_eq!(strings(&document["vulnerabilities"], "/location/file"), sorted_names());
}

#[test]
fn ids_of_vulnerabilities_outlive_moved_lines() {
    let id = |text: &str| {
        let report = parse(&show(&scan("a.ts", text), Format::Gitlab, Run::default()));
        report["vulnerabilities"][0]["id"].clone()
    };
    assert_eq!(id("sk_live_<<alnum:24>>"), id("\n\n  sk_live_<<alnum:24>>"));
    assert_ne!(id("sk_live_<<alnum:24>>"), id("sk_live_<<alnum:25>>"));
}

#[test]
fn severities_follow_level_and_side() {
    let mut outcome = scan("a.ts", "sk_live_<<alnum:24>>");
    let mut severity = |level, side| {
        (outcome.findings[0].level, outcome.findings[0].side) = (level, side);
        let report = parse(&show(&outcome, Format::Gitlab, Run::default()));
        report["vulnerabilities"][0]["severity"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(severity(Level::Error, Side::Client), "Critical");
    assert_eq!(severity(Level::Error, Side::Server), "High");
    assert_eq!(severity(Level::Warning, Side::Client), "Medium");
    assert_eq!(severity(Level::Note, Side::Unknown), "Low");
}

// JUnit

fn junit(text: &str) -> quick_junit::Report {
    quick_junit::Report::deserialize_from_str(text).expect("it is JUnit's XML")
}

#[cfg(unix)]
#[test]
fn names_in_junit_are_text() {
    let report = junit(&hostile("junit"));
    assert_eq!((report.tests, report.failures, report.errors), (HOSTILE.len(), HOSTILE.len(), 0));
    let names: Vec<String> = sorted_names()
        .iter()
        .map(|name| format!("{}:1:7", name.replace(keyside::location::is_steering, "\u{FFFD}")))
        .collect();
    let shown: Vec<&str> = report.test_suites[0].test_cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(shown, names);
}

#[test]
fn junit_counts_what_fails() {
    let outcome = with_gap(every_kind());
    let open = outcome.findings.iter().filter(|finding| finding.is_open()).count();
    let suppressed = outcome.findings.len() - open;
    let report = junit(&show(&outcome, Format::Junit, Run { strict: true, ..Run::default() }));
    assert_eq!((report.failures, report.errors, report.skipped), (open, 1, suppressed));
    let report = junit(&show(&outcome, Format::Junit, Run::default()));
    assert_eq!((report.failures, report.errors, report.skipped), (open, 0, suppressed + 1));
    let report = junit(&show(&with_gap(Outcome::default()), Format::Junit, Run::default()));
    let names: Vec<&str> = report.test_suites[0].test_cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names, ["big.bin", "no secrets found in what could be read"]);
}

// CSV

fn records(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("there is a header").iter().map(str::to_owned).collect();
    let records =
        reader.records().map(|record| record.expect("it is a record").iter().map(str::to_owned).collect());
    (header, records.collect())
}

#[cfg(unix)]
#[test]
fn cells_are_text_and_never_formulas() {
    let text = hostile("csv");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let (header, records) = records(&text);
    let path = header.iter().position(|name| name == "path").expect("there is a path");
    let names: Vec<String> = sorted_names()
        .iter()
        .map(|name| name.replace(keyside::location::is_steering, "\u{FFFD}"))
        .map(|name| if name.starts_with(['=', '-']) { format!("./{name}") } else { name })
        .collect();
    assert_eq!(records.iter().map(|record| record[path].clone()).collect::<Vec<_>>(), names);
    assert!(records.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}

#[test]
fn what_somebody_wrote_is_no_formula_either() {
    let mut outcome = scan("a.ts", "sk_live_<<alnum:24>>");
    let reason = Some("=HYPERLINK(\"x\"),\n\"y\"".to_owned());
    outcome.findings[0].suppressed = Some(Suppression { kind: SuppressionKind::Inline, reason });
    let (header, records) = records(&show(&outcome, Format::Csv, Run::default()));
    let cell =
        |name: &str| &records[0][header.iter().position(|h| h == name).expect("there is such a column")];
    assert_eq!(cell("suppressed"), "inline");
    assert_eq!(cell("reason"), "'=HYPERLINK(\"x\"),\u{FFFD}\"y\"");
}

// All of them

#[test]
fn suppressed_findings_are_marked_or_left_out() {
    let mut outcome = scan("a.ts", "sk_live_<<alnum:24>>");
    outcome.findings[0].suppressed =
        Some(Suppression { kind: SuppressionKind::Baseline, reason: Some("known".into()) });
    let shown = |format| show(&outcome, format, Run::default());
    assert_eq!(parse(&shown(Format::Json))["findings"][0]["suppressed"]["kind"], "baseline");
    assert_eq!(parse(&shown(Format::Jsonl))["suppressed"]["reason"], "known");
    assert!(shown(Format::Csv).contains(",baseline,known,,,\r\n"));
    assert!(shown(Format::Github).is_empty());
    assert_eq!(parse(&shown(Format::Gitlab))["vulnerabilities"], Value::Array(Vec::new()));
    assert!(shown(Format::Junit).contains("; accepted (baseline): known\""));
    let report =
        Report { outcome: &outcome, rules: SCANNER.rules(), show_secrets: false, run: Run::default() };
    let summary = report.job_summary(1 << 20);
    assert!(
        summary.starts_with("## keyside: no secrets found\n") && summary.contains("; 1 finding suppressed.")
    );
}

/// Rules take a while to load.
static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    Scanner::new(Arc::new(RuleSet::builtin()), Options { list_public: true, ..Options::default() })
});

/// A scan of one text with placeholders.
fn scan(path: &str, text: &str) -> Outcome {
    let outcome = SCANNER.text(path, expand(text).as_bytes());
    assert_eq!(outcome.findings.len(), 1);
    outcome
}

/// Findings of every level, open and suppressed, with and without what is optional.
fn every_kind() -> Outcome {
    let mut outcome = scan("src/a.ts", "sk_live_<<alnum:24>>");
    outcome.merge(scan("src/b.ts", "ghp_<<github-crc32:36>>"));
    outcome.merge(scan("src/key.pem", "<<pem:RSA PRIVATE KEY>>"));
    outcome.findings[1].level = Level::Warning;
    outcome.findings[1].side = Side::Shared;
    outcome.findings[1].also = vec!["generic-api-key".into()];
    outcome.findings[2].suppressed = Some(Suppression { kind: SuppressionKind::Allow, reason: None });
    let origin = Origin::file("src/c.ts".into());
    outcome.findings[0].evidence.push(keyside::finding::Evidence {
        origin,
        line: 3,
        text: "imported".into(),
    });
    outcome
}

fn with_gap(mut outcome: Outcome) -> Outcome {
    outcome
        .coverage
        .gaps
        .push(Gap { origin: Origin::file("big.bin".into()), reason: GapReason::TooLarge(9) });
    outcome
}

fn show(outcome: &Outcome, format: Format, run: Run) -> String {
    let report = Report { outcome, rules: SCANNER.rules(), show_secrets: false, run };
    let mut out = Vec::new();
    report.write(format, &mut out).expect("memory can be written to");
    String::from_utf8(out).expect("reports are UTF-8")
}
