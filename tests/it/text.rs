//! The report for people, through the library's front door and the binary.

use std::path::PathBuf;
use std::process::Command;

use keyside::finding::{
    Confidence, Evidence, Excerpt, Finding, KeyClass, Level, Location, Notice, NoticeKind, Outcome, Secret,
    Side, Suppression, SuppressionKind,
};
use keyside::location::{Origin, Position, Span};
use keyside::report::{Format, Report, Run, TextOptions};
use keyside::rule::RuleSet;

use crate::fixture::{expand, expand_folder, root, write};

/// A made-up finding in line 1 of a file.
fn finding(path: &str, value: &str) -> Finding {
    let secret = Secret::new(value.as_bytes(), 0);
    let place = |column| Position { line: 1, column, utf16_column: column };
    Finding {
        rule: "stripe-secret-key".into(),
        also: Vec::new(),
        class: KeyClass::Secret,
        confidence: Confidence::High,
        level: Level::Error,
        side: Side::Unknown,
        environment: None,
        location: Location {
            origin: Origin::file(PathBuf::from(path)),
            span: Span { start: 6, end: 14 },
            start: place(7),
            end: place(15),
            line_hash: None,
        },
        original: None,
        excerpt: Excerpt { text: "key = ********".into(), highlight: 6..14, ..Excerpt::default() },
        fingerprint: secret.fingerprint(),
        secret,
        remark: None,
        message: None,
        evidence: Vec::new(),
        suppressed: None,
    }
}

fn evidence(path: &str, line: u64, text: &str) -> Evidence {
    Evidence { origin: Origin::file(PathBuf::from(path)), line, text: text.into() }
}

/// The report with its escapes.
fn styled(findings: Vec<Finding>, options: TextOptions) -> String {
    show(&Outcome { findings, ..Outcome::default() }, options)
}

fn show(outcome: &Outcome, options: TextOptions) -> String {
    let report = Report { outcome, rules: &RuleSet::builtin(), show_secrets: false, run: Run::default() };
    let mut out = Vec::new();
    report.write(Format::Text(options), &mut out).expect("memory can be written to");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn text(findings: Vec<Finding>, options: TextOptions) -> String {
    anstream::adapter::strip_str(&styled(findings, options)).to_string()
}

/// The lines that hold a mark.
fn lines<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    text.lines().filter(|line| line.contains(mark)).collect()
}

#[test]
fn evidence_is_a_chain_of_any_length() {
    let mut exposed = finding("lib/keys.ts", "first");
    exposed.side = Side::Client;
    exposed.evidence = vec![
        evidence("app/checkout/page.tsx", 1, "starts with 'use client'"),
        evidence("app/checkout/page.tsx", 3, "imports lib/pay.ts"),
        evidence("lib/pay.ts", 8, "re-exports lib/keys.ts"),
    ];
    let shown = text(vec![exposed.clone()], TextOptions::default());
    let chain = "
  |
  = evidence: app/checkout/page.tsx:1: starts with 'use client'
      -> app/checkout/page.tsx:3: imports lib/pay.ts
        -> lib/pay.ts:8: re-exports lib/keys.ts
  = why: ";
    assert!(shown.contains(chain), "{shown}");
    assert!(shown.starts_with("error[stripe-secret-key]: Stripe secret API key, exposed to clients\n"));

    exposed.evidence = (1..=40).map(|line| evidence("index.ts", line, "imports itself")).collect();
    let shown = text(vec![exposed], TextOptions::default());
    assert_eq!(lines(&shown, "-> index.ts:").len(), 39);
    assert!(shown.lines().all(|line| line.len() < 110), "{shown}");
}

#[test]
fn the_worst_place_comes_first_and_others_say_what_differs() {
    let [mut docs, mut client, other] =
        [finding("a/readme.md", "v"), finding("web/pay.ts", "v"), finding("b/pay.ts", "v")];
    (docs.side, docs.level) = (Side::Docs, Level::Warning);
    client.side = Side::Client;
    let shown = text(vec![docs, other, client], TextOptions::default());
    assert!(
        shown.starts_with(
            "error[stripe-secret-key]: Stripe secret API key, exposed to clients: 3 places in 3 files\n"
        ),
        "{shown}"
    );
    let places: Vec<&str> = shown.lines().filter(|l| l.contains("-->") || l.contains(":::")).collect();
    assert_eq!(
        places,
        [
            " --> web/pay.ts:1:7",
            " ::: b/pay.ts:1:7 (hardcoded)",
            " ::: a/readme.md:1:7 (warning, in documentation)"
        ]
    );
}

#[test]
fn stories_are_sorted_by_level_exposure_and_confidence() {
    let [mut note, mut unsure, mut exposed, sure] =
        ["a", "b", "d", "c"].map(|name| finding(&format!("{name}.ts"), name));
    note.level = Level::Note;
    unsure.confidence = Confidence::Medium;
    exposed.side = Side::Shared;
    let shown = text(vec![note, unsure, sure, exposed], TextOptions::default());
    let paths: Vec<&str> = lines(&shown, "-->").iter().map(|line| &line[5..6]).collect();
    assert_eq!(paths, ["d", "c", "b", "a"], "{shown}");
    assert_eq!(lines(&shown, "= why: ").len(), 1, "said once for a rule");
    assert_eq!(lines(&shown, "= revoke: ").len(), 1);
}

#[test]
fn one_more_place_than_are_listed_is_listed_too() {
    let places = |count: usize| (0..count).map(|n| finding(&format!("{n:02}.ts"), "v")).collect::<Vec<_>>();
    let shown = text(places(14), TextOptions::default());
    assert!(shown.contains(" ::: 13.ts:1:7\n") && !shown.contains("more;"), "{shown}");
    let shown = text(places(15), TextOptions::default());
    assert!(shown.contains(" ::: and 2 more; -v shows them all\n"), "{shown}");
    let shown = text(places(15), TextOptions { all_places: true, ..TextOptions::default() });
    assert_eq!(lines(&shown, "key = ********").len(), 15);
}

#[test]
fn what_is_accepted_is_not_shown() {
    let mut accepted = finding("a.ts", "v");
    accepted.suppressed = Some(Suppression { kind: SuppressionKind::Inline, reason: None });
    for compact in [true, false] {
        assert_eq!(text(vec![accepted.clone()], TextOptions { compact, ..TextOptions::default() }), "");
    }
}

#[test]
fn notices_follow_the_findings() {
    let notice = |level, line, text: &str| Notice {
        kind: NoticeKind::UnusedAllow,
        level,
        origin: Origin::file(PathBuf::from("a.ts")),
        line,
        text: text.into(),
    };
    let outcome = Outcome {
        findings: vec![finding("b.ts", "v")],
        notices: vec![
            notice(Level::Warning, Some(12), "accepts\x1b nothing"),
            notice(Level::None, None, "is stale"),
        ],
        ..Outcome::default()
    };
    let show = |options| anstream::adapter::strip_str(&show(&outcome, options)).to_string();
    let shown = show(TextOptions::default());
    assert!(shown.starts_with("error[stripe-secret-key]"));
    assert!(
        shown.ends_with("\n\nwarning[unused-allow]: accepts\u{FFFD} nothing\n  --> a.ts:12\n\n"),
        "{shown}"
    );
    let shown = show(TextOptions { compact: true, all_places: true, ..TextOptions::default() });
    let lines: Vec<&str> = shown.lines().skip(1).collect();
    assert_eq!(
        lines,
        ["a.ts:12:1: warning unused-allow accepts\u{FFFD} nothing", "a.ts:1:1: note unused-allow is stale"]
    );
}

#[test]
fn links_lead_to_pages_and_files_and_can_be_stripped() {
    let mut found = finding("my folder/pay#1.ts", "v");
    found.evidence = vec![evidence("app/page.tsx", 1, "starts with 'use client'")];
    let options = TextOptions { links: true, ..TextOptions::default() };
    let shown = styled(vec![found.clone()], options);
    let page = "\x1b]8;;https://github.com/keyside/keyside/blob/main/docs/rules/stripe.md#stripe-secret-key\x1b\\stripe-secret-key\x1b]8;;\x1b\\";
    assert!(shown.contains(page), "{shown:?}");
    assert!(shown.contains("/my%20folder/pay%231.ts\x1b\\my folder/pay#1.ts\x1b]8;;\x1b\\"), "{shown:?}");
    assert_eq!(shown.matches("\x1b]8;;file:///").count(), 2);
    assert_eq!(
        text(vec![found.clone()], options),
        text(vec![found], TextOptions::default()),
        "stripped, nothing of a link is left"
    );
}

#[test]
fn a_rule_of_the_users_has_no_page() {
    let mut found = finding("a.ts", "v");
    found.rule = "acme-key".into();
    let shown = styled(vec![found], TextOptions { links: true, ..TextOptions::default() });
    assert!(shown.contains("error[acme-key]") && !shown.contains("acme.md"), "{shown:?}");
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let mut found = finding("a\x1b[2J\n\u{202E}b.ts", "v");
    found.evidence = vec![evidence("x\ny.ts", 1, "says \x1b]0;title\x07")];
    for options in [
        TextOptions::default(),
        TextOptions { compact: true, ..TextOptions::default() },
        TextOptions { links: true, ..TextOptions::default() },
    ] {
        let shown = text(vec![found.clone()], options);
        assert!(shown.contains("a\u{FFFD}[2J\u{FFFD}\u{FFFD}b.ts:1:7"), "{shown:?}");
        assert!(!shown.contains(['\x1b', '\x07', '\u{202E}']), "{shown:?}");
        assert!(!options.compact || shown.lines().count() == 1, "{shown:?}");
    }
}

#[test]
fn lines_are_cut_to_the_terminal_around_the_secret() {
    let mut found = finding("a.ts", "v");
    for (left, right) in [(0, 300), (300, 0), (300, 300), (10, 20)] {
        let text_of_line = format!("{}********{}", "料".repeat(left), "x".repeat(right));
        found.excerpt = Excerpt { text: text_of_line, highlight: left..left + 8, ..Excerpt::default() };
        let options = TextOptions { terminal: Some(80), ..TextOptions::default() };
        let shown = text(vec![found.clone()], options);
        let [code, carets] =
            [3, 4].map(|at| shown.lines().nth(at).expect("there is a frame")[4..].to_owned());
        let columns = |text: &str| text.chars().map(|c| if c == '料' { 2 } else { 1 }).sum::<usize>();
        assert!(columns(&code) <= 76, "{code}");
        assert!(left + right < 300 || columns(&code) >= 71, "the room is used: {code}");
        let before = code.split("********").next().expect("the mask is shown");
        assert_eq!(carets.split('^').next().map(str::len), Some(columns(before)), "{shown}");
        assert_eq!(code.starts_with("..."), left == 300);
        assert_eq!(code.ends_with("..."), right == 300);
    }
}

#[test]
fn prose_is_wrapped_and_links_are_not_broken() {
    let narrow = text(vec![finding("a.ts", "v")], TextOptions { width: 50, ..TextOptions::default() });
    assert!(narrow.contains("  = revoke: https://dashboard.stripe.com/apikeys\n"), "{narrow}");
    let why: Vec<&str> =
        narrow.lines().skip_while(|l| !l.contains("why")).take_while(|l| !l.contains("fix")).collect();
    assert!(why.len() > 2 && why.iter().all(|line| line.len() <= 50), "{narrow}");
    assert!(why[1..].iter().all(|line| line.starts_with("         ") && !line.starts_with("          ")));
}

/// The binary's standard output over a leaky tree.
fn stdout(args: &[&str], environment: &[(&str, &str)]) -> String {
    let folder = expand_folder(&root().join("tests/cmd/readme/in"));
    let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .arg("scan")
        .args(args)
        .current_dir(folder.path())
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .expect("the binary runs");
    String::from_utf8(output.stdout).expect("reports are UTF-8")
}

#[test]
fn escapes_are_for_terminals_and_for_whoever_forces_them() {
    let plain = stdout(&[], &[]);
    assert!(plain.contains("error[") && !plain.contains('\x1b'));
    // A pipe gets none, whatever the terminal around it can show.
    for environment in
        [("FORCE_HYPERLINK", "1"), ("TERM_PROGRAM", "WezTerm"), ("NO_COLOR", "1"), ("CLICOLOR", "1")]
    {
        assert_eq!(stdout(&[], &[environment]), plain, "{environment:?}");
    }
    let coloured = stdout(&[], &[("CLICOLOR_FORCE", "1"), ("TERM_PROGRAM", "WezTerm")]);
    assert!(coloured.contains("\x1b[1m") && !coloured.contains("\x1b]8"));
    let linked = stdout(&[], &[("CLICOLOR_FORCE", "1"), ("FORCE_HYPERLINK", "1")]);
    assert!(linked.contains("\x1b]8;;file:///") && linked.contains("\x1b]8;;https://"));
    for off in [("FORCE_HYPERLINK", "0"), ("NO_HYPERLINK", "1")] {
        let shown = stdout(&[], &[("CLICOLOR_FORCE", "1"), ("FORCE_HYPERLINK", "1"), off]);
        assert_eq!(shown, coloured, "{off:?}");
    }
    let compact = stdout(&["--compact"], &[("CLICOLOR_FORCE", "1"), ("FORCE_HYPERLINK", "1")]);
    assert!(compact.contains("pay.ts:2:28: error stripe-secret-key ") && !compact.contains('\x1b'));
}

#[test]
fn a_secret_of_several_lines_is_shown_on_one() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let key = expand("<<pem:RSA PRIVATE KEY>>");
    write(&folder.path().join("tls.key"), &key);
    for (compact, line) in [("--compact", 0), ("--format=text", 4)] {
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["scan", "--show-secrets", compact])
            .current_dir(folder.path())
            .output()
            .expect("the binary runs");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = shown.lines().nth(line).unwrap_or_default();
        assert!(line.ends_with(&key.trim_end().replace('\n', "\\n")), "{shown}");
    }
}
