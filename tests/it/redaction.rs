//! No output shows a secret unless it was asked for.

use std::process::Command;

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
    for format in ["text", "json", "sarif"] {
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
