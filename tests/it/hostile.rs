//! Input that nobody wants: the run goes on, and says what it could not do.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use keyside::finding::Outcome;
use keyside::location::GapReason;
use keyside::rule::RuleSet;
use keyside::scan::{Options, Scanner};
use keyside::source;

use crate::fixture::{expand, write};

fn scan(paths: &[PathBuf], threads: usize, options: Options) -> Outcome {
    let walk = source::Options {
        paths: paths.to_vec(),
        respect_ignore_files: true,
        exclude: None,
        git_folders: false,
        threads,
    };
    Scanner::new(Arc::new(RuleSet::builtin()), options).paths(&walk)
}

fn reasons(outcome: &Outcome) -> Vec<&GapReason> {
    outcome.coverage.gaps.iter().map(|gap| &gap.reason).collect()
}

#[test]
fn threads_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..200 {
        let key =
            keyside::rule::example::expand("key: sk_live_<<alnum:24>>\nother: ghp_<<github-crc32:36>>", i)
                .unwrap();
        write(&folder.path().join(format!("{}.yml", i * 7919 % 200)), key.text);
    }
    let paths = [folder.path().to_owned()];
    let places = |threads| -> Vec<String> {
        let outcome = scan(&paths, threads, Options::default());
        outcome
            .findings
            .iter()
            .map(|f| format!("{}:{}:{}", f.location.origin, f.location.start.line, f.fingerprint))
            .collect()
    };
    let one = places(1);
    assert_eq!(one.len(), 400);
    assert!((2..=8).all(|threads| places(threads) == one));
}

#[test]
fn a_missing_path_is_a_gap_and_the_rest_is_scanned() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("a.txt"), expand("ghp_<<github-crc32:36>>"));
    let outcome = scan(&[folder.path().join("nowhere"), folder.path().to_owned()], 2, Options::default());
    assert_eq!(reasons(&outcome), [&GapReason::Missing]);
    assert_eq!(outcome.findings.len(), 1);
    assert!(outcome.coverage.is_incomplete());
}

#[test]
fn a_file_over_the_limit_is_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("large.txt"), vec![b'x'; 2000]);
    let options = Options { max_file_size: Some(1000), ..Options::default() };
    assert_eq!(reasons(&scan(&[folder.path().to_owned()], 1, options)), [&GapReason::TooLarge(2000)]);
}

#[test]
fn an_empty_file_is_scanned() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("empty"), "");
    let outcome = scan(&[folder.path().to_owned()], 1, Options::default());
    assert_eq!((outcome.coverage.files, outcome.coverage.bytes), (1, 0));
    assert!(!outcome.coverage.is_incomplete());
}

#[test]
fn a_file_made_of_keys_is_cut_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let keys: String = (0..25_000)
        .map(|i| keyside::rule::example::expand("ghp_<<github-crc32:36>>\n", i).unwrap().text)
        .collect();
    write(&folder.path().join("keys.txt"), keys);
    let outcome = scan(&[folder.path().to_owned()], 1, Options::default());
    assert_eq!(outcome.findings.len(), 20_000);
    assert_eq!(reasons(&outcome), [&GapReason::TooManyFindings(20_000)]);
}

#[test]
fn stand_ins_and_public_keys_do_not_crowd_out_a_secret() {
    for line in ["GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", "pk_live_<<alnum:24>>\n"] {
        let mut text: String =
            (0..25_000).map(|i| keyside::rule::example::expand(line, i).unwrap().text).collect();
        text.push_str(&expand("sk_live_<<alnum:24>>"));
        let outcome =
            Scanner::new(Arc::new(RuleSet::builtin()), Options::default()).text("many", text.as_bytes());
        assert_eq!(outcome.findings.len(), 1);
    }
}

#[test]
fn what_is_named_twice_is_scanned_once() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("a.txt"), expand("ghp_<<github-crc32:36>>"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["scan", "a.txt", "./a.txt", "a.txt", "--format", "json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["coverage"]["files"], 1);
    assert_eq!(report["findings"].as_array().unwrap().len(), 1);
}

#[test]
fn a_stray_zero_makes_no_binary() {
    let text = format!("{}\0\n{}", "a line of text\n".repeat(20), expand("RAZORPAY_KEY_SECRET=<<alnum:24>>"));
    let outcome =
        Scanner::new(Arc::new(RuleSet::builtin()), Options::default()).text("a.env", text.as_bytes());
    assert_eq!((outcome.coverage.binaries, outcome.findings.len()), (0, 1));
}

#[test]
fn bytes_without_meaning_do_no_harm() {
    let scanner = Scanner::new(Arc::new(RuleSet::builtin()), Options::default());
    let all: Vec<u8> = (0..=u8::MAX).cycle().take(70_000).collect();
    for bytes in [
        &all[..],
        b"\xFF\xFE",
        b"\xFF\xFEa",
        b"\xFE\xFF\xD8\x00",
        b"\xEF\xBB\xBF",
        b"ghp_",
        b"-----BEGIN RSA PRIVATE KEY-----",
    ] {
        assert!(scanner.text("odd", bytes).findings.is_empty());
    }
}

#[test]
fn a_key_in_a_binary_is_found() {
    let key = expand("ghp_<<github-crc32:36>>");
    let mut bytes: Vec<u8> = (0..=u8::MAX).cycle().take(5000).collect();
    bytes.push(0);
    bytes.extend(key.as_bytes());
    bytes.push(0);
    let outcome = Scanner::new(Arc::new(RuleSet::builtin()), Options::default()).text("lib.so", &bytes);
    assert_eq!(outcome.coverage.binaries, 1);
    assert_eq!(outcome.findings.len(), 1);
    assert_eq!(outcome.findings[0].location.span.start, 5001);
}

#[test]
fn keywords_everywhere_take_linear_time() {
    // Each of these texts starts a match at every few bytes that could go on for thousands.
    for unit in ["eyJ-", "-----BEGIN PRIVATE KEY-----\n", "https://a:b@", "sk_live_", "AKIA", "xoxb-"] {
        let text = unit.repeat(2_000_000 / unit.len());
        let start = std::time::Instant::now();
        let outcome =
            Scanner::new(Arc::new(RuleSet::builtin()), Options::default()).text("dense", text.as_bytes());
        assert_eq!(outcome.coverage.bytes, text.len() as u64);
        // No speed is measured here: a quadratic search would take hours.
        assert!(start.elapsed().as_secs() < 120, "{unit}");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_not_followed_and_loops_end() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        write(&outside.path().join("key.txt"), expand("ghp_<<github-crc32:36>>"));
        symlink(folder.path(), folder.path().join("loop")).unwrap();
        symlink(outside.path().join("key.txt"), folder.path().join("link")).unwrap();
        let outcome = scan(&[folder.path().to_owned()], 2, Options::default());
        assert_eq!((outcome.findings.len(), outcome.coverage.files), (0, 0));
        // A link that is named is meant.
        assert_eq!(scan(&[folder.path().join("link")], 2, Options::default()).findings.len(), 1);
    }

    #[test]
    fn special_files_are_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(reasons(&scan(&[folder.path().to_owned()], 1, Options::default())), [&GapReason::Special]);
        let named = scan(&[pipe, "/dev/zero".into()], 1, Options::default());
        assert_eq!(reasons(&named), [&GapReason::NamedSpecial, &GapReason::NamedSpecial]);
        assert!(named.coverage.is_incomplete());
    }

    #[test]
    fn a_name_that_is_not_utf8_is_scanned_and_noted() {
        let folder = tempfile::tempdir().unwrap();
        write(
            &folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt")),
            expand("ghp_<<github-crc32:36>>"),
        );
        let outcome = scan(&[folder.path().to_owned()], 1, Options::default());
        assert_eq!(outcome.findings.len(), 1);
        assert_eq!(reasons(&outcome), [&GapReason::NameNotUtf8]);
        assert!(!outcome.coverage.is_incomplete());
    }
}

#[test]
fn what_nests_without_end_harms_no_scan() {
    let key = expand("sk_live_<<alnum:24>>");
    let doubled: String = (1..60).map(|n| format!("const a{n} = [a{}, a{}];\n", n - 1, n - 1)).collect();
    for (name, text) in [
        ("brackets", "(".repeat(200_000)),
        ("blocks", "{".repeat(200_000)),
        ("a sum", "1+".repeat(20_000)),
        ("arrows", "a=>".repeat(20_000)),
        ("conditions", "a?a:".repeat(20_000)),
        ("constants", format!("const a0 = ['x'];\n{doubled}export default a59;")),
    ] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = |name: &str, text: &str| write(&folder.path().join(name), text);
        file("package.json", r#"{ "devDependencies": { "vite": "7.3.8" } }"#);
        file(
            "index.html",
            r#"<script type="module" src="/main.ts"></script><script type="module" src="/deep.ts"></script>"#,
        );
        file("main.ts", &format!("console.log('{key}');"));
        file("deep.ts", &text);
        file("vite.config.ts", &text);
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["scan", "main.ts", "--compact"])
            .current_dir(folder.path())
            .output()
            .expect("the binary runs");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(1), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(shown.contains("exposed to clients"), "{name}: {shown}");
    }
}
