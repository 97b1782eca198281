//! No output shows a secret unless it was asked for.

use std::collections::{HashMap, HashSet};
use std::process::Command;
use std::sync::Arc;

use keyside::finding::KeyClass;
use keyside::rule::{Rule, RuleSet};

use crate::fixture::{expand_folder, root, write};

/// Several secrets on a line, one that a filter drops, one of a machine's own service, and a rule that is not sure.
const LINES: &[&str] = &[
    "a = '«sk_live_<<alnum:40>>»'; b = '«ghp_<<github-crc32:36>>»'; c = '«xoxb-<<digits:12>>-<<digits:12>>-<<alnum:24>>»'",
    "postgres://app:«<<alnum:24>>»@localhost:5432/app, and '«sk_live_<<alnum:30>>»'",
    "postgres://app:«<<alnum:24>>»@db.shop.internal:5432/app",
    "token «<<jwt:{\"sub\":\"<<alnum:12>>\"}>>» and «snd_<<alnum:64>>»",
    "«<<pem:RSA PRIVATE KEY>>»",
];

#[test]
fn no_format_shows_a_secret() {
    let folder = expand_folder(&root().join("tests/cmd/clean/in"));
    let mut secrets = Vec::new();
    let mut text = String::new();
    for (seed, line) in LINES.iter().enumerate() {
        let expanded = keyside::rule::example::expand(line, seed as u64).expect("the placeholders are known");
        secrets.extend(expanded.marked.iter().map(|range| expanded.text[range.clone()].to_owned()));
        text.push_str(&expanded.text);
        text.push('\n');
    }
    write(&folder.path().join("leaky.txt"), &text);
    write(&folder.path().join("minified.js"), text.replace('\n', ";"));
    for format in ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "csv"] {
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["scan", "-vv", "--confidence", "low", "--format", format, "."])
            .current_dir(folder.path())
            .output()
            .expect("the binary runs");
        assert_eq!(output.status.code(), Some(1));
        let shown = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        for secret in &secrets {
            // What every key of a format begins with may be shown, such as a token's header; nothing after it may.
            let public = if secret.starts_with("eyJ") { secret.find('.').unwrap_or(12) } else { 12 };
            let body = &secret.as_bytes()[public..];
            for window in
                body.windows(8).filter(|w| !w.starts_with(b"--") && !w.ends_with(b"--") && !w.contains(&b' '))
            {
                let window = String::from_utf8_lossy(window);
                assert!(!shown.contains(&*window), "{format} shows a part of a secret");
            }
        }
    }
}

/// The examples of every rule: each in a file of its own, twenty on a line, and the same line in UTF-16. All formats at once.
#[test]
fn no_format_shows_what_any_rule_finds() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut planted: HashMap<Vec<u8>, String> = HashMap::new();
    let mut line = String::new();
    let rules = Arc::new(RuleSet::builtin());
    let scanner = keyside::examples::scanner(Arc::clone(&rules));
    let hidden = |rule: &&Rule| !matches!(rule.class, KeyClass::Publishable | KeyClass::Identifier);
    let mut count = 0;
    for rule in rules.rules.iter().filter(hidden) {
        for example in &rule.prose().examples {
            count += 1;
            let expand =
                |seed| keyside::rule::example::expand(&example.text, seed).expect("placeholders are known");
            let here = expand(count);
            let others: Vec<_> = (1..8).map(|n| expand(count + n * 100_000)).collect();
            let written = folder.path().join(format!("{count}")).join(&example.path);
            std::fs::create_dir_all(written.parent().expect("it has one")).expect("a folder can be made");
            write(&written, &here.text);
            // Rules that are bound to files or to whole lines do not speak in the midst of others.
            let among_others = format!(" ; {} ; ", here.text.replace('\n', " "));
            let found = scanner.text("line.txt", among_others.as_bytes()).findings;
            if found.iter().any(|finding| finding.rule == rule.id) {
                line.push_str(&among_others);
            }
            if count % 20 == 0 {
                write(&folder.path().join(format!("{count}.txt")), &line);
                let units: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
                write(&folder.path().join(format!("{count}.utf16")), [&[0xFF, 0xFE][..], &units].concat());
                line.clear();
            }
            for (at, range) in here.marked.iter().enumerate() {
                let secret = &here.text.as_bytes()[range.clone()];
                // What is the same whatever the seed is the format's, and no part of the secret.
                let is_random = |i: usize| {
                    others
                        .iter()
                        .any(|other| other.text.as_bytes()[other.marked[at].clone()].get(i) != secret.get(i))
                };
                let windows = secret.windows(8).enumerate().filter(|(i, _)| (*i..i + 8).all(is_random));
                planted.extend(windows.map(|(_, window)| (window.to_vec(), rule.id.clone())));
            }
        }
    }
    let reports = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "csv"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_keyside"));
    command.args(["scan", ".", "-vv", "--confidence", "low", "--format", "text"]);
    let out = tempfile::tempdir().expect("a folder can be made");
    let files: Vec<_> = reports.iter().map(|format| (*format, out.path().join(format))).collect();
    files.iter().for_each(|(format, file)| {
        command.arg("-o").arg(format!("{format}:{}", file.display()));
    });
    let page = out.path().join("page.md");
    command.arg("--summary").arg(&page).current_dir(folder.path());
    let output = command.output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let mut shown = vec![("text", output.stdout), ("messages", output.stderr)];
    shown.push(("summary", std::fs::read(page).expect("it was written")));
    shown.extend(files.iter().map(|(format, file)| (*format, std::fs::read(file).expect("it was written"))));
    assert!(planted.len() > 20_000, "only {} windows", planted.len());
    let json = shown.iter().find(|(format, _)| *format == "json").map(|(_, bytes)| bytes.clone());
    let fingerprints = fingerprints(&json.expect("it is among the formats"));
    for (format, bytes) in shown {
        let bytes = without(&bytes, &fingerprints);
        let leak = bytes.windows(8).find(|window| planted.contains_key(*window));
        let leak = leak.map(|window| (&planted[window], String::from_utf8_lossy(window)));
        assert_eq!(leak, None, "{format} shows a part of a secret of that rule");
    }
}

/// The fingerprints of a JSON report: thousands of random digits, among which some are the same as in a secret by chance.
fn fingerprints(json: &[u8]) -> HashSet<Vec<u8>> {
    let report: serde_json::Value = serde_json::from_slice(json).expect("it is JSON");
    let findings = report["findings"].as_array().expect("it has findings");
    let prints = findings.iter().filter_map(|finding| finding["fingerprint"].as_str());
    prints.map(|print| print.as_bytes().to_vec()).collect()
}

/// A text with a blank in place of each fingerprint.
fn without(text: &[u8], fingerprints: &HashSet<Vec<u8>>) -> Vec<u8> {
    let mut rest = text;
    let mut out = Vec::with_capacity(text.len());
    while let Some((first, after)) = rest.split_first() {
        match rest.get(..24).filter(|print| fingerprints.contains(*print)) {
            Some(print) => {
                out.push(b' ');
                rest = &rest[print.len()..];
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}

#[test]
fn what_is_not_selected_is_masked_all_the_same() {
    let folder = expand_folder(&root().join("tests/cmd/clean/in"));
    let (stripe, github) =
        (crate::fixture::expand("sk_live_<<alnum:24>>"), crate::fixture::expand("ghp_<<github-crc32:36>>"));
    write(&folder.path().join("leaky.json"), format!("{{\"a\":\"{stripe}\",\"b\":\"{github}\"}}"));
    write(
        &folder.path().join("leaky.bin"),
        [&[0u8; 64][..], format!("{stripe}:{github}").as_bytes(), &[0, 1, 2, 3]].concat(),
    );
    for selection in [["--only", "stripe"], ["--skip", "github"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["scan", "."])
            .args(selection)
            .current_dir(folder.path())
            .output()
            .expect("the binary runs");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(shown.contains("error[stripe-secret-key]"));
        assert!(shown.contains("--> leaky.bin:1:") && shown.contains("::: leaky.json:1:"));
        assert!(!shown.contains("error[github") && !shown.contains(&github[6..14]));
    }
}

#[test]
fn show_secrets_shows_them() {
    let folder = expand_folder(&root().join("tests/cmd/clean/in"));
    let key = crate::fixture::expand("ghp_<<github-crc32:36>>");
    write(&folder.path().join("leaky.txt"), &key);
    let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["scan", "--show-secrets", "--format", "json", "."])
        .current_dir(folder.path())
        .output()
        .expect("the binary runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains(&key));
}

#[test]
fn no_format_shows_a_secret_that_stands_in_a_mark() {
    let folder = expand_folder(&root().join("tests/cmd/clean/in"));
    let key = crate::fixture::expand("sk_live_<<alnum:24>>");
    let word = concat!("key", "side:");
    let text = format!(
        "a = '{key}' # {word} allow stripe -- it was {key} once\n# {word} allow {key} -- not a name\n# {word} allow stripe\n"
    );
    write(&folder.path().join("leaky.py"), text);
    for format in ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "csv"] {
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["scan", "-vv", "--deny-unused-allow", "--summary", "page.md", "--format", format, "."])
            .current_dir(folder.path())
            .output()
            .expect("the binary runs");
        assert_eq!(output.status.code(), Some(1), "{format}");
        let page = std::fs::read(folder.path().join("page.md")).expect("the summary is written");
        std::fs::remove_file(folder.path().join("page.md")).expect("it can be removed");
        let shown = String::from_utf8_lossy(&[output.stdout, output.stderr, page].concat()).into_owned();
        for window in key.as_bytes()[12..].windows(8) {
            assert!(!shown.contains(&*String::from_utf8_lossy(window)), "{format} shows a part of a secret");
        }
    }
}
