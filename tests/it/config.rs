//! The configuration, where folders of `tests/cmd/` do not reach: links, pipes, files outside, documentation and schema.

use std::path::Path;
use std::process::{Command, Output};

use keyside::config::{self, Config};
use serde_json::Value;
use tempfile::TempDir;

use crate::fixture::{expand, root, write};

const RULE: &str = include_str!("../cmd/own-rules/in/acme.toml");

/// A repository with these files.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(folder.path().join(".git")).expect("a folder can be made");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder.path())).expect("a folder can be made");
        write(&path, text);
    }
    folder
}

fn keyside(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the binary runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(output)))
}

/// The first TOML block of the page.
fn example() -> String {
    let page = std::fs::read_to_string(root().join("docs/configuration.md")).expect("the page can be read");
    let (_, rest) = page.split_once("```toml\n").expect("there is a block of TOML");
    rest.split_once("```").expect("it ends").0.to_owned()
}

#[test]
fn example_of_the_page_loads_and_is_complete() {
    let example = example();
    let files = [
        ("keyside.toml", example.as_str()),
        ("config/base.toml", "strict = false\n"),
        ("security/rules/acme.toml", RULE),
    ];
    let folder = repository(&files);
    let output = keyside(folder.path(), &["config", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let settings = json(&output)["settings"].clone();
    for (key, setting) in settings.as_object().expect("settings are an object") {
        let set_by_the_example = match setting {
            Value::Array(items) => !items.is_empty() || key == "only",
            one => one["from"].as_str().is_some_and(|from| from.starts_with("keyside.toml:")),
        };
        assert!(set_by_the_example, "the page's example lacks {key}");
    }
    let schema =
        std::fs::read_to_string(root().join("docs/schema/keyside.schema.json")).expect("it is there");
    let schema: Value = serde_json::from_str(&schema).expect("it is JSON");
    for (name, object) in schema["definitions"]
        .as_object()
        .expect("it has definitions")
        .iter()
        .chain([(&"keyside.toml".to_owned(), &schema)])
    {
        for key in object["properties"].as_object().into_iter().flat_map(|keys| keys.keys()) {
            assert!(example.contains(key.as_str()), "the page's example lacks {key} of {name}");
        }
    }
}

#[test]
fn what_is_shown_is_a_configuration_that_says_the_same() {
    let base = "headers.names = 'x-base'\nexclude = \"quote\\\" and \\u001b and \\\\ and é\"\n";
    let example = example();
    let folder = repository(&[
        ("keyside.toml", &example),
        ("config/base.toml", base),
        ("security/rules/acme.toml", RULE),
    ]);
    let values = |output: &Output| -> Vec<Value> {
        let shown = json(output);
        let settings = shown["settings"].as_object().expect("settings are an object").clone();
        let value = |setting: &Value| setting["value"].clone();
        let values = settings.values().map(|setting| match setting {
            Value::Array(items) => items.iter().map(value).collect(),
            one => value(one),
        });
        values.collect()
    };
    let before = values(&keyside(folder.path(), &["config", "--format", "json"]));
    let shown = keyside(folder.path(), &["config"]);
    write(&folder.path().join("keyside.toml"), &shown.stdout);
    let after = keyside(folder.path(), &["config", "--format", "json"]);
    assert_eq!(values(&after), before, "{}", String::from_utf8_lossy(&shown.stdout));
}

#[test]
fn what_is_muted_is_counted() {
    let key = expand("sk_live_<<alnum:24>>");
    let token = expand("ghp_<<github-crc32:36>>");
    let unsure = expand("api_key = '<<alnum:32>>'");
    let config = "skip = 'github'\nexclude = 'dist'\nconfidence = 'high'\n[[level]]\nrule = 'stripe'\nlevel = 'none'\n";
    let mut files = vec![("keyside.toml".to_owned(), config)];
    for i in 0..20 {
        files.push((format!("src/{i}.ts"), &key));
        files.push((format!("src/{i}.env"), &token));
        files.push((format!("src/{i}.py"), &unsure));
        files.push((format!("dist/{i}/a.js"), &key));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = repository(&files);
    for threads in ["1", "8"] {
        let output = keyside(folder.path(), &["scan", "--format", "json", "--threads", threads]);
        assert_eq!(output.status.code(), Some(0));
        let report = json(&output);
        assert_eq!(report["findings"].as_array().map(Vec::len), Some(0));
        assert_eq!(report["muted"]["files"], 20);
        let reasons = &report["muted"]["findings"];
        assert_eq!(
            (&reasons["level"], &reasons["skip"], &reasons["confidence"]),
            (&20.into(), &20.into(), &20.into())
        );
        assert!(stderr(&output).contains("Configuration: keyside.toml (muted: 60 findings, 20 files)."));
    }
    let all = json(&keyside(folder.path(), &["scan", "--format", "json", "--no-config"]));
    assert_eq!(all["findings"].as_array().map(Vec::len), Some(80));
    assert_eq!(all["configuration"], Value::Null);
}

#[test]
fn what_is_muted_is_in_the_summary_of_a_job() {
    let key = expand("sk_live_<<alnum:24>>");
    let folder = repository(&[
        ("keyside.toml", "skip = 'stripe'\nfail-on = 'never'\n"),
        ("a.ts", &key),
        ("summary.md", ""),
    ]);
    let summary = folder.path().join("summary.md");
    let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["scan", "a.ts", "--format", "github", "--summary", "summary.md"])
        .current_dir(folder.path())
        .env_clear()
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = std::fs::read_to_string(summary).expect("it is there");
    assert!(
        text.contains("Configuration: `keyside.toml` (muted: 1 finding; no finding fails the run)."),
        "{text}"
    );
}

/// A skipped rule's secret is masked in the excerpt of another finding.
#[test]
fn what_is_muted_is_masked() {
    let (key, token) = (expand("sk_live_<<alnum:24>>"), expand("ghp_<<github-crc32:36>>"));
    let line = format!("a = '{key}'; b = '{token}'");
    let folder = repository(&[
        ("keyside.toml", "skip = 'github'\n[[override]]\npaths = 'b.ts'\nskip = 'github-*'\n"),
        ("a.ts", &line),
        ("b.ts", &line),
    ]);
    let output = keyside(folder.path(), &["scan", "-vv"]);
    let shown = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(shown.contains("stripe-secret-key") && shown.contains("muted by skip"));
    assert!(!shown.contains(&token[6..14]) && !shown.contains(&key[10..18]));
}

#[test]
fn manifests_that_do_not_speak_of_keyside_need_not_be_fine() {
    let folder =
        repository(&[("keyside.toml", "strict = true"), ("a/package.json", "{ broken"), ("a/b/x", "")]);
    write(&folder.path().join("a/b/Cargo.toml"), [0xff, 0xfe, 0]);
    let output = keyside(folder.path(), &["config", "a/b"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("strict = true  # keyside.toml:1"));
    write(&folder.path().join("a/package.json"), "{ \"keyside\": broken");
    let output = keyside(folder.path(), &["config", "a/b"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("a/package.json:1: this is not JSON"), "{}", stderr(&output));
}

#[test]
fn extending_has_an_end() {
    // Each file extends the next one twice, which would be 2^40 files.
    let names: Vec<(String, String)> = (0..40)
        .map(|i| (format!("{i}.toml"), format!("extends = ['{0}.toml', '{0}.toml']", i + 1)))
        .collect();
    let mut files: Vec<(&str, &str)> =
        names.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("40.toml", "strict = true"));
    files.push(("keyside.toml", "extends = '0.toml'"));
    let folder = repository(&files);
    let output = keyside(folder.path(), &["scan"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("made of 64 files at most"), "{}", stderr(&output));
}

#[test]
fn a_key_cannot_steer_the_terminal() {
    let folder = repository(&[("keyside.toml", "\"\\u001b[2J\" = 1\n")]);
    let output = keyside(folder.path(), &["scan"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!stderr(&output).contains('\u{1b}'), "{}", stderr(&output));
    let folder = repository(&[("keyside.toml", "exclude = \"a\\u001b]2J\"\n")]);
    let output = keyside(folder.path(), &["config"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!output.stdout.contains(&0x1b));
    for config in ["exclude = \"[z-\\u001b]\"", "only = \"\\u001b]2J\"", "extends = \"\\u001b]2J\""] {
        let folder = repository(&[("keyside.toml", config)]);
        let output = keyside(folder.path(), &["scan"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(!output.stderr.contains(&0x1b), "{config}");
    }
    let steering = RULE.replace("title = ", "\"\\u001b]2J\" = ");
    let folder = repository(&[("keyside.toml", "rules = 'a/acme.toml'"), ("a/acme.toml", &steering)]);
    let output = keyside(folder.path(), &["scan"]);
    assert!(output.status.code() == Some(2) && !output.stderr.contains(&0x1b));
    let steering = RULE.replace("title = \"Acme token\"", "title = \"Acme \\u001b[2J\"");
    let folder = repository(&[("keyside.toml", "rules = 'a/acme.toml'"), ("a/acme.toml", &steering)]);
    let output = keyside(folder.path(), &["scan"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("control characters") && !stderr(&output).contains('\u{1b}'));
}

#[test]
fn globs_hold_however_the_path_is_named() {
    let key = expand("sk_live_<<alnum:24>>");
    let folder = repository(&[
        ("keyside.toml", "exclude = '/web/dist'\n[[level]]\npaths = 'web/src'\nlevel = 'none'\n"),
        ("web/src/a.ts", &key),
        ("web/dist/a.ts", &key),
    ]);
    let web = folder.path().join("web");
    let absolute = web.to_string_lossy();
    let cases = [
        (folder.path(), "."),
        (folder.path(), "web"),
        (folder.path(), "./web/../web"),
        (&web, "."),
        (&web, ".."),
        (&web, "../web"),
        (Path::new("/"), &absolute),
    ];
    for (current, path) in cases {
        let report = json(&keyside(current, &["scan", "--format", "json", path]));
        assert_eq!(report["muted"]["files"], 1, "{path}");
        assert_eq!(report["muted"]["findings"]["level"], 1, "{path}");
    }
}

#[test]
fn the_library_reads_what_the_command_reads() {
    let folder = repository(&[("keyside.toml", "\n\nconfidence = 'low'\n")]);
    let config = Config::find(Path::new("src"), folder.path()).expect("it is fine");
    assert_eq!(config.confidence.from.to_string(), "keyside.toml:3");
    assert!(config::toml(&config).contains("confidence = \"low\"  # keyside.toml:3"));
    assert!(config.file.is_some_and(|file| file.found));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_found_configuration_reads_nothing_outside() {
        let key = expand("sk_live_<<alnum:24>>");
        let outside = tempfile::tempdir().expect("a temporary folder can be made");
        write(&outside.path().join("a.toml"), "skip = 'stripe'\n");
        write(&outside.path().join("acme.toml"), RULE);
        let link = |folder: &TempDir, name: &str, target: &Path| {
            symlink(target, folder.path().join(name)).expect("a link can be made");
        };
        let refuses = |folder: &TempDir| {
            let output = keyside(folder.path(), &["scan"]);
            let message = stderr(&output);
            assert_eq!(output.status.code(), Some(2), "{message}");
            assert!(message.contains("outside the repository"), "{message}");
        };
        for config in [
            "extends = 'link.toml'",
            "extends = 'folder/a.toml'",
            "rules = 'folder'",
            "rules = 'rules'",
            "baseline = 'folder/b.json'",
            "baseline = 'dangling.json'",
        ] {
            let folder = repository(&[("keyside.toml", config), ("pay.ts", &key), ("rules/own.txt", "")]);
            link(&folder, "link.toml", &outside.path().join("a.toml"));
            link(&folder, "folder", outside.path());
            link(&folder, "rules/acme.toml", &outside.path().join("acme.toml"));
            link(&folder, "dangling.json", &outside.path().join("nothing.json"));
            refuses(&folder);
        }
        let folder = repository(&[("pay.ts", &key)]);
        link(&folder, "keyside.toml", &outside.path().join("a.toml"));
        refuses(&folder);
        // Whoever names a configuration trusts it.
        let output = keyside(folder.path(), &["scan", "--config", "keyside.toml"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }

    #[test]
    fn a_pipe_is_no_configuration() {
        let folder = repository(&[("a.txt", "x")]);
        let pipe = folder.path().join("keyside.toml");
        let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
        assert!(made.success());
        let output = keyside(folder.path(), &["scan"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let output = keyside(folder.path(), &["scan", "--config", "keyside.toml"]);
        assert_eq!(output.status.code(), Some(2));
        std::fs::remove_file(&pipe).expect("it can be removed");
        std::fs::create_dir(folder.path().join("rules")).expect("a folder can be made");
        let pipe = folder.path().join("rules/a.toml");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
        write(&folder.path().join("keyside.toml"), "rules = 'rules'");
        let output = keyside(folder.path(), &["scan"]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    }

    #[test]
    fn a_cycle_through_a_link_is_one() {
        let folder = repository(&[("keyside.toml", "extends = 'again.toml'")]);
        symlink("keyside.toml", folder.path().join("again.toml")).expect("a link can be made");
        let output = keyside(folder.path(), &["scan"]);
        assert!(stderr(&output).contains("extends itself"), "{}", stderr(&output));
    }
}
