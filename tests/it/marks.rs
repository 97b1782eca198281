//! Marks in comments: what they accept, what they do not, and what is said of those that accept nothing.

use std::sync::Arc;

use keyside::finding::{Finding, Level, NoticeKind, Outcome, SuppressionKind};
use keyside::rule::RuleSet;
use keyside::scan::{Options, Scanner};
use keyside::suppress;

use crate::fixture::expand;

/// Stands for the word that marks begin with, so that this file holds none.
const WORD: &str = concat!("key", "side:");

fn scanner() -> Scanner {
    Scanner::new(Arc::new(RuleSet::builtin()), Options::default())
}

/// Scans a text in which `KEY` stands for a key and `MARK` for the word.
fn scan_as(path: &str, text: &str) -> Outcome {
    scanner().text(path, filled(text).as_bytes())
}

fn scan(text: &str) -> Outcome {
    scan_as("file.txt", text)
}

fn filled(text: &str) -> String {
    text.replace("KEY", &expand("sk_live_<<alnum:24>>")).replace("MARK", WORD)
}

fn open(outcome: &Outcome) -> Vec<u64> {
    outcome
        .findings
        .iter()
        .filter(|finding| finding.is_open())
        .map(|finding| finding.location.start.line)
        .collect()
}

fn ids(outcome: &Outcome) -> Vec<NoticeKind> {
    outcome.notices.iter().map(|notice| notice.kind).collect()
}

fn reason(finding: &Finding) -> &str {
    let suppression = finding.suppressed.as_ref().expect("it is accepted");
    assert_eq!(suppression.kind, SuppressionKind::Inline);
    suppression.reason.as_deref().expect("it says why")
}

#[test]
fn what_is_no_mark_accepts_nothing_and_says_nothing() {
    for text in [
        "key = 'KEY'; log(\"// MARK allow stripe-secret-key -- a string\")",
        "key = 'KEY'; log('# MARK allow stripe-secret-key -- a string')",
        "key = `KEY`; log(`/* MARK allow stripe-secret-key -- a string */`)",
        "log(\"it's // MARK allow stripe-secret-key -- a \\\"string\\\"\", 'KEY')",
        "'KEY' + 'MARK allow stripe-secret-key -- no comment'",
        "KEY MARK allow stripe-secret-key -- no comment",
        "MARK allow stripe-secret-key -- no comment KEY",
        "call('MARK allow stripe-secret-key -- a string', \"KEY\")",
        "\" MARK allow stripe-secret-key -- a string of several lines, KEY",
        "KEY // MARK see the docs",
        "KEY # MARK",
        "KEY # not MARK allow stripe-secret-key -- why",
        "KEY # monkeyside: allow stripe-secret-key -- why",
    ] {
        let outcome = scan(text);
        assert_eq!(open(&outcome), [1], "{text}");
        assert!(outcome.notices.is_empty(), "{text}: {:?}", outcome.notices);
    }
}

#[test]
fn any_comment_holds_a_mark() {
    for (path, text) in [
        ("a.js", "let k = 'KEY'; // MARK allow stripe-secret-key -- a demo"),
        ("a.rs", "let k = \"KEY\"; /// MARK allow stripe-secret-key -- a demo"),
        ("a.py", "k = 'KEY'  # MARK allow stripe-secret-key -- a demo"),
        (".env", "K=KEY #MARK allow stripe-secret-key -- a demo"),
        ("a.sql", "select 'KEY' -- MARK allow stripe-secret-key -- a demo"),
        ("a.ini", "k = KEY ; MARK allow stripe-secret-key -- a demo"),
        ("a.tex", "KEY % MARK allow stripe-secret-key -- a demo"),
        ("a.css", "a { b: 'KEY' } /* MARK allow stripe-secret-key -- a demo */"),
        ("a.css", "a { b: 'KEY' } /** MARK allow stripe-secret-key -- a demo **/ c { d: e }"),
        ("a.html", "<b>KEY</b> <!-- MARK allow stripe-secret-key -- a demo -->"),
        ("a.xml", "<b>KEY</b> <!-- MARK allow stripe-secret-key: a demo -->"),
        ("a.jsx", "<b>KEY</b> {/* MARK allow stripe-secret-key -- a demo */}"),
        ("a.j2", "KEY {# MARK allow stripe-secret-key -- a demo #}"),
        ("a.erb", "KEY <%# MARK allow stripe-secret-key -- a demo %>"),
        ("a.erb", "KEY <% # MARK allow stripe-secret-key -- a demo %>"),
        ("a.hbs", "KEY {{!-- MARK allow stripe-secret-key -- a demo --}}"),
        ("a.ml", "\"KEY\" (* MARK allow stripe-secret-key -- a demo *)"),
        ("a.hs", "\"KEY\" {- MARK allow stripe-secret-key -- a demo -}"),
        ("a.ps1", "'KEY' <# MARK allow stripe-secret-key -- a demo #>"),
        ("a.vb", "Dim k = \"KEY\" ' MARK allow stripe-secret-key -- a demo"),
        ("a.vim", "let k = 'KEY' \" MARK allow stripe-secret-key -- a demo"),
        ("a.bat", "set K=KEY & rem MARK allow stripe-secret-key -- a demo"),
        ("a.f90", "k = 'KEY' ! MARK allow stripe-secret-key -- a demo"),
        ("a.lua", "k = 'KEY' --[[ MARK allow stripe-secret-key -- a demo ]]"),
        ("a.php", "<?php $k = 'KEY'; // MARK allow stripe-secret-key -- a demo ?>"),
        ("a.js", "x = a('don\\'t') + 'KEY' // Keyside: allow stripe-secret-key -- a demo"),
        ("a.py", "# don't touch 'KEY' # MARK allow stripe-secret-key -- a demo"),
    ] {
        let outcome = scan_as(path, text);
        assert_eq!(outcome.findings.len(), 1, "{text}");
        assert!(open(&outcome).is_empty(), "{text}");
        assert_eq!(reason(&outcome.findings[0]), "a demo", "{text}");
        assert!(outcome.notices.is_empty(), "{text}: {:?}", outcome.notices);
    }
}

#[test]
fn quotes_begin_comments_in_their_languages_only() {
    for (path, text) in [
        ("a.py", "' MARK allow stripe-secret-key -- a string goes on KEY"),
        ("a.vb", "Dim k = f(' MARK allow stripe-secret-key -- why', \"KEY\")"),
        ("a.vim", "echo \"MARK allow stripe-secret-key -- why\" 'KEY'"),
    ] {
        assert_eq!(open(&scan_as(path, text)), [1], "{path}");
    }
}

#[test]
fn rules_are_named_by_id_list_provider_or_glob() {
    for names in [
        "stripe-secret-key",
        "other,stripe-secret-key",
        "github-app-token , stripe-secret-key",
        "stripe",
        "stripe-*",
        "*",
    ] {
        let outcome = scan(&format!("KEY # MARK allow {names} -- why"));
        assert!(open(&outcome).is_empty(), "{names}");
    }
    for names in ["stripe-secret", "github", "strip*-x", "stripe-secret-key/client", "stripe-*/client"] {
        let outcome = scan(&format!("KEY # MARK allow {names} -- why"));
        assert_eq!(open(&outcome), [1], "{names}");
        assert_eq!(ids(&outcome), [NoticeKind::UnusedAllow], "{names}");
    }
}

#[test]
fn marks_reach_their_own_line_the_next_or_a_region() {
    let text = "KEY\nKEY // MARK allow stripe-secret-key -- a\nKEY\n// MARK allow-next-line stripe -- b\nKEY\nKEY\n\
                // MARK allow-begin stripe -- c\nKEY\nKEY\n// MARK allow-end\nKEY";
    let outcome = scan(text);
    assert_eq!(open(&outcome), [1, 3, 6, 11]);
    assert!(outcome.notices.is_empty(), "{:?}", outcome.notices);
}

#[test]
fn marks_for_the_next_line_add_up() {
    let text = "# MARK allow-next-line github-personal-access-token -- a\n# MARK allow-next-line stripe -- b\nKEY ghp_<<github-crc32:36>>\nKEY";
    let outcome = scan(&expand(text));
    assert_eq!(open(&outcome), [4]);
    assert!(outcome.notices.is_empty(), "{:?}", outcome.notices);
}

#[test]
fn regions_nest_and_end_by_name() {
    let text = "// MARK allow-begin stripe -- outer\n// MARK allow-begin github -- inner\nKEY\n// MARK allow-end stripe\nKEY\n// MARK allow-end\n";
    let outcome = scan(text);
    assert_eq!(open(&outcome), [5]);
    assert_eq!(ids(&outcome), [NoticeKind::UnusedAllow], "the inner one accepts nothing");
}

#[test]
fn a_region_without_an_end_reaches_to_the_end_and_says_so() {
    let outcome = scan("KEY\n# MARK allow-begin stripe -- all\nKEY\n\nKEY\n");
    assert_eq!(open(&outcome), [1]);
    assert_eq!(ids(&outcome), [NoticeKind::AllowWithoutEnd]);
    assert_eq!(outcome.notices[0].line, Some(2));
    let outcome = scan("# MARK allow-end\nKEY");
    assert_eq!((open(&outcome), ids(&outcome)), (vec![2], vec![NoticeKind::MalformedAllow]));
}

#[test]
fn a_secret_of_several_lines_is_accepted_where_it_begins_or_ends() {
    let pem = expand("<<pem:RSA PRIVATE KEY>>");
    for text in [
        format!("# {WORD} allow-next-line private-key* -- a test's\n{pem}"),
        format!("{pem} # {WORD} allow private-key* -- a test's"),
    ] {
        let outcome = scanner().text("key.pem", text.as_bytes());
        assert_eq!(outcome.findings.len(), 1);
        let id = &outcome.findings[0].rule;
        assert!(!outcome.findings[0].is_open(), "{id}: {:?}", outcome.notices);
    }
}

#[test]
fn a_mark_without_a_reason_does_not_count_and_says_so() {
    for text in [
        "KEY # MARK allow stripe-secret-key",
        "KEY # MARK allow stripe-secret-key --",
        "KEY # MARK allow stripe-secret-key --  ",
        "KEY /* MARK allow stripe-secret-key -- */",
        "KEY /* MARK allow stripe-secret-key */",
        "KEY # MARK allow stripe-secret-key because it is a demo",
    ] {
        let outcome = scan(text);
        assert_eq!(open(&outcome), [1], "{text}");
        assert_eq!(ids(&outcome), [NoticeKind::AllowWithoutReason], "{text}");
        assert!(outcome.notices[0].text.contains(" -- "), "it says what to add");
    }
    let suppress = suppress::Options { require_reason: false, ..suppress::Options::default() };
    let lenient = Scanner::new(Arc::new(RuleSet::builtin()), Options { suppress, ..Options::default() });
    let outcome = lenient.text("a.py", filled("KEY # MARK allow stripe-secret-key").as_bytes());
    assert!(open(&outcome).is_empty() && outcome.notices.is_empty());
}

#[test]
fn a_mark_that_accepts_nothing_is_told() {
    let outcome = scan("# MARK allow stripe-secret-key -- long gone\nlet x = 1;\n");
    assert_eq!(ids(&outcome), [NoticeKind::UnusedAllow]);
    assert_eq!((outcome.notices[0].line, outcome.notices[0].level), (Some(1), Level::Note));
    let outcome = scan("# MARK allow stripe-secret-key -- should be above\nKEY\n");
    assert_eq!(open(&outcome), [2]);
    assert!(outcome.notices[0].text.contains("allow-next-line"), "{}", outcome.notices[0].text);
    let outcome = scan("KEY # MARK allow stripe-secret-key, github -- one of two\n");
    assert!(open(&outcome).is_empty());
    assert!(outcome.notices[0].text.ends_with("by the name github"), "{}", outcome.notices[0].text);
}

#[test]
fn a_wrong_name_is_told_with_the_right_one() {
    let outcome = scan("KEY # MARK allow stripe-secert-key -- why");
    assert_eq!((open(&outcome), ids(&outcome)), (vec![1], vec![NoticeKind::UnusedAllow]));
    assert!(
        outcome.notices[0].text.contains("did you mean stripe-secret-key?"),
        "{}",
        outcome.notices[0].text
    );
    for (word, hint) in [
        ("alow", "did you mean allow?"),
        ("allow-nextline", "did you mean allow-next-line?"),
        ("ignore", "write allow"),
    ] {
        let outcome = scan(&format!("KEY # MARK {word} stripe-secret-key -- why"));
        assert_eq!((open(&outcome), ids(&outcome)), (vec![1], vec![NoticeKind::MalformedAllow]), "{word}");
        assert!(outcome.notices[0].text.contains(hint), "{}", outcome.notices[0].text);
    }
    let outcome = scan("KEY # MARK allow -- why");
    assert!(outcome.notices[0].text.contains("names no rule"), "{}", outcome.notices[0].text);
}

#[test]
fn a_mark_for_a_rule_that_did_not_speak_is_not_unused() {
    let muted = ["stripe-secret-key".to_owned()].into();
    let scanner = Scanner::new(Arc::new(RuleSet::builtin()), Options { muted, ..Options::default() });
    for names in ["stripe-secret-key", "stripe", "stripe-*"] {
        let text = format!("KEY # MARK allow {names} -- why\n\n# MARK allow-next-line {names} -- gone\n");
        let outcome = scanner.text("a.py", filled(&text).as_bytes());
        assert!(outcome.findings.is_empty() && outcome.notices.is_empty(), "{names}: {:?}", outcome.notices);
    }
}

#[test]
fn pages_may_show_marks() {
    let outcome = scan_as(
        "docs/page.md",
        "KEY <!-- MARK allow stripe -- shown -->\n    x = 1 # MARK allow RULE -- reason\n",
    );
    assert!(open(&outcome).is_empty() && outcome.notices.is_empty());
}

#[test]
fn marks_are_read_in_any_encoding_and_with_any_line_end() {
    let text = filled("é KEY # MARK allow stripe-secret-key -- für später\r\nKEY\r\n");
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    let latin1 = text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    for bytes in [
        text.clone().into_bytes(),
        marked(b"\xEF\xBB\xBF", text.clone().into_bytes()),
        latin1,
        utf16(u16::to_le_bytes),
        marked(b"\xFF\xFE", utf16(u16::to_le_bytes)),
        marked(b"\xFE\xFF", utf16(u16::to_be_bytes)),
    ] {
        let outcome = scanner().text("a.py", &bytes);
        assert_eq!(open(&outcome), [2]);
        assert_eq!(reason(&outcome.findings[0]), "für später");
    }
}

#[test]
fn a_line_of_megabytes_holds_marks() {
    let filler = "function f(a,b){return a+b};".repeat(60_000);
    let text = filled(&format!(
        "{filler}var k='KEY';{filler}/* MARK allow stripe-secret-key -- minified */{filler}"
    ));
    assert!(text.len() > 3_000_000);
    let outcome = scanner().text("app.min.js", text.as_bytes());
    assert_eq!((outcome.findings.len(), open(&outcome).len()), (1, 0));
    assert_eq!(reason(&outcome.findings[0]), "minified");
}

#[test]
fn marks_are_whole_wherever_pieces_meet() {
    let scanner = scanner();
    let mark = filled("\nKEY // MARK allow stripe-secret-key -- at the border\n");
    for distance in [-90i64, -60, -45, -40, -30, -10, -3, 0, 2] {
        let start = (1024 * 1024 + distance) as usize;
        let mut bytes = vec![b' '; 2 * 1024 * 1024 + 4000];
        bytes[start..start + mark.len()].copy_from_slice(mark.as_bytes());
        let outcome = scanner.text("a.js", &bytes);
        assert_eq!((outcome.findings.len(), open(&outcome).len()), (1, 0), "distance {distance}");
        assert_eq!(reason(&outcome.findings[0]), "at the border");
    }
}

#[test]
fn a_file_of_marks_takes_bounded_time() {
    let text = filled("KEY # MARK allow-begin a, b, c, d -- x\n").repeat(20_000);
    let started = std::time::Instant::now();
    let outcome = scanner().text("a.py", text.as_bytes());
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    assert_eq!(open(&outcome).len(), 20_000);
    let said = outcome.notices.iter().any(|notice| notice.text.contains("do not count"));
    assert!(said, "what does not count is told");
}

#[test]
fn a_secret_in_a_mark_is_not_shown() {
    let key = expand("sk_live_<<alnum:24>>");
    for text in [
        "KEY # MARK allow stripe -- was KEY once",
        "# MARK allow KEY -- oops",
        "# MARK allow stripe,KEY -- KEY",
    ] {
        let outcome = scan(text);
        let said = format!("{:?} {:?}", outcome.notices, outcome.findings);
        assert!(!said.contains(&key[12..]), "{text}");
    }
    let outcome = scan("KEY # MARK allow stripe -- was KEY once");
    assert_eq!(reason(&outcome.findings[0]), "was ******** once");
}
