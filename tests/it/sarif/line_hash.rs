//! `primaryLocationLineHash` is what GitHub's uploader would compute, whatever the file is made of.

use std::path::PathBuf;
use std::sync::Arc;

use keyside::finding::Finding;
use keyside::rule::{RuleSet, example};
use keyside::scan::{Options, Scanner};

use super::{log, parsed, reference, results, text, walk};
use crate::fixture::{expand, write};

fn scanner(line_hashes: bool) -> Scanner {
    Scanner::new(Arc::new(RuleSet::builtin()), Options { line_hashes, ..Options::default() })
}

fn key(seed: u64) -> String {
    example::expand("ghp_<<github-crc32:36>>", seed).expect("it is known").text
}

/// Scans bytes as a file and as standard input, and compares each finding's hash with the reference's.
fn check(name: &str, bytes: &[u8], findings: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("file.txt");
    write(&path, bytes);
    let walk = walk(path);
    let expected = reference::line_hashes(bytes);
    for (how, outcome) in
        [("file", scanner(true).paths(&walk)), ("stdin", scanner(true).text("file.txt", bytes))]
    {
        assert_eq!(outcome.findings.len(), findings, "{name}, {how}");
        for Finding { location, .. } in &outcome.findings {
            let line = location.start.line as usize;
            assert_eq!(location.line_hash.as_ref(), Some(&expected[line - 1]), "{name}, {how}, line {line}");
        }
    }
}

#[test]
fn endings_blanks_and_characters() {
    let lines = [
        "first".to_owned(),
        format!("a = '{}'", key(1)),
        String::new(),
        "\t  \t".to_owned(),
        format!("\t  é🔑 = '{}'\t", key(2)),
        format!("a = '{}'", key(1)),
        format!("中\u{FEFF}\u{FFFF} '{}' {}", key(3), "🔑 é\t".repeat(60)),
        format!("{} '{}'", "long ".repeat(50), key(4)),
        "the last line ends without a feed".to_owned(),
    ];
    for (name, ending) in
        [("lf", "\n"), ("crlf", "\r\n"), ("blank before lf", " \t\n"), ("cr and blank", "\r \n\n")]
    {
        check(name, lines.join(ending).as_bytes(), 5);
        check(&format!("{name}, marked"), format!("\u{FEFF}{}{ending}", lines.join(ending)).as_bytes(), 5);
    }
    check("one line", key(1).as_bytes(), 1);
}

#[test]
fn lone_carriage_returns_end_lines_for_github() {
    // They end none for SARIF. The hash is that of GitHub's line of the same number, since that is where it looks.
    check("cr", format!("a\rb\r\r\rc '{}'\rd\n'{}'\r\ne", key(1), key(2)).as_bytes(), 2);
}

#[test]
fn equal_lines_are_counted() {
    let line = format!("same = '{}'\n", key(1));
    check("equal lines", format!("{line}{}{}", line.repeat(9), "x\n".repeat(60)).as_bytes(), 10);
    let blocks = format!("{line}{}", "unlike\n".repeat(40)).repeat(3);
    check("equal blocks", blocks.as_bytes(), 3);
}

#[test]
fn files_of_other_encodings_are_hashed_byte_by_byte_like_githubs() {
    let text = format!("first é\r\nlet é🔑 = \"{}\";\n\nsecond = \"{}\"\r\n", key(1), key(2));
    for mark in ["", "\u{FEFF}"] {
        let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
        check("little", &units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>(), 2);
        check("big", &units.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<u8>>(), 2);
    }
    let latin1 =
        [b"caf\xE9\xE9 \xE2\x82\n\xFF = '".to_vec(), key(1).into_bytes(), b"' \xE2\x82".to_vec()].concat();
    check("latin-1", &latin1, 1);
}

#[test]
fn several_pieces() {
    let mib = 1024 * 1024;
    for shift in 0..4 {
        let mut text = format!("{}'{}'\n", "x".repeat(shift), key(1));
        while text.len() < 2 * mib {
            text.push_str("中é🔑 some line\t of a long file\r\n");
        }
        text.push_str(&format!("'{}'\n", key(1)));
        text.push_str(&"é🔑中 one line of a million characters".repeat(40_000));
        text.push_str(&format!("\n'{}'", key(2)));
        check("several pieces", text.as_bytes(), 3);
    }
    // A line that begins pieces before its secret.
    let line = format!("{}\n{}\n{} '{}' end\n", "a", "b".repeat(200), "中🔑".repeat(500_000), key(1));
    check("a line of several pieces", line.as_bytes(), 1);
}

#[test]
fn nothing_is_hashed_unless_asked_for() {
    let outcome = scanner(false).text("a.txt", key(1).as_bytes());
    assert_eq!(outcome.findings[0].location.line_hash, None);
    assert!(!log(&outcome).contains("primaryLocationLineHash"));
}

#[test]
fn secrets_of_one_line_are_alerts_of_their_own() {
    let hashes = |bytes: &str| -> Vec<String> {
        let log = parsed(&log(&scanner(true).text("dist/app.min.js", bytes.as_bytes())));
        results(&log)
            .iter()
            .map(|r| text(r, "/partialFingerprints/primaryLocationLineHash").to_owned())
            .collect()
    };
    let githubs = |bytes: &str| reference::line_hashes(bytes.as_bytes()).remove(0);

    // A short line: the first secret of a rule has GitHub's hash, and so has the first of another rule; the same value twice is one.
    let (a, b, other) = (key(1), key(2), expand("sk_live_<<alnum:24>>"));
    let short = format!("['{a}', '{b}', '{a}', '{other}']");
    let of_short = hashes(&short);
    assert_eq!([&of_short[0], &of_short[2], &of_short[3]], [&githubs(&short); 3]);
    assert_ne!(of_short[1], of_short[0]);

    // A line of a bundle: a hash follows its value, whatever comes before it, and changes with the line's start.
    let licence = "/*! a licence that begins every version of this bundle */".repeat(20);
    let one = hashes(&format!("{licence}x('{a}')"));
    let two = hashes(&format!("{licence}y('{b}'),x('{a}')"));
    assert_ne!(one[0], githubs(&licence));
    assert_eq!(one[0], two[1]);
    assert_ne!(two[0], two[1]);
    assert_ne!(hashes(&format!("// {licence}x('{a}')")), one);
    let form = |hash: &String| {
        hash.split_once(':').is_some_and(|(hash, n)| u64::from_str_radix(hash, 16).is_ok() && n == "1")
    };
    assert!(one.iter().chain(&two).chain(&of_short).all(form));
}

#[test]
fn a_file_that_is_gone_has_no_hash_and_is_reported() {
    let outcome = scanner(true).paths(&walk(PathBuf::from("/nowhere/at/all")));
    assert!(outcome.findings.is_empty());
    assert!(parsed(&log(&outcome))["runs"][0]["invocations"][0]["properties"]["incomplete"] == true);
}
