//! `[[allow]]` entries: what they accept, and when one is of no use.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keyside::finding::{NoticeKind, SuppressionKind};
use keyside::location::{Origin, OriginSet};
use keyside::rule::RuleSet;
use keyside::scan::{Options, Scanner};
use keyside::suppress::{self, Allow, AllowError, Allows, Scope};

use crate::fixture::expand;

fn scanner(options: Options) -> Scanner {
    Scanner::new(Arc::new(RuleSet::builtin()), options)
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

/// An entry of a configuration in `/repo/web`.
fn entry(paths: &[&str], rules: &[&str], fingerprints: &[&str]) -> Allow {
    Allow {
        paths: strings(paths),
        rules: strings(rules),
        fingerprints: strings(fingerprints),
        reason: "a demo".into(),
        base: "web".into(),
        place: Some((Origin::file("web/keyside.toml".into()), 7)),
    }
}

fn compile(entries: Vec<Allow>) -> Result<Allows, (usize, AllowError)> {
    Allows::new(entries, Path::new("/repo"), suppress::Options::default())
}

/// Whether an entry accepts a key in a file.
fn accepts(entry: Allow, path: &str) -> bool {
    let scanner = scanner(Options::default());
    let mut findings = scanner.text(path, expand("{\"k\": \"sk_live_<<alnum:24>>\"}").as_bytes()).findings;
    let mut allows = compile(vec![entry]).expect("the entry is well formed");
    allows.apply(&mut findings, &scanner.rule_names());
    assert_eq!(findings.len(), 1);
    findings[0].suppressed.as_ref().inspect(|by| {
        assert_eq!((by.kind, by.reason.as_deref()), (SuppressionKind::Allow, Some("a demo")));
    });
    !findings[0].is_open()
}

#[test]
fn an_entry_accepts_what_meets_all_its_lists() {
    let fingerprint = expand("sk_live_<<alnum:24>>");
    let scanned = scanner(Options::default()).text("k.json", fingerprint.as_bytes());
    let own = scanned.findings[0].fingerprint.as_str();
    let other = "0123456789abcdef01234567";
    for (paths, rules, fingerprints, path, expected) in [
        (&["*.json"][..], &[][..], &[][..], "server/a.json", false),
        (&["*.json"], &["github"], &[], "web/a.json", false),
        (&["*.json"], &[], &[other], "web/a.json", false),
        (&["*.json"], &["stripe-secret-key/client"], &[], "web/a.json", false),
        (&["b.json"], &["stripe"], &[own], "web/a.json", false),
        (&["*.json"], &[], &[], "web/a.json", true),
        (&["*.toml", "deep"], &["github", "stripe-*"], &[], "./web/x/deep/er/a.json", true),
        (&[], &[], &[other, own], "anywhere/else.json", true),
        (&[], &["stripe-secret-key"], &[&own.to_uppercase()], "/repo/a.json", true),
    ] {
        let entry = entry(paths, rules, fingerprints);
        assert_eq!(accepts(entry.clone(), path), expected, "{entry:?} {path}");
    }
}

#[test]
fn an_entry_that_would_accept_everything_or_says_no_reason_is_a_mistake() {
    let error =
        |entry: Allow| compile(vec![self::entry(&["fine"], &[], &[]), entry]).expect_err("it is a mistake");
    assert_eq!(error(entry(&[], &["stripe"], &[])), (1, AllowError::Everything));
    assert_eq!(error(Allow { reason: " ".into(), ..entry(&["a"], &[], &[]) }), (1, AllowError::NoReason));
    let (_, glob) = error(entry(&["a", "../b"], &[], &[]));
    assert!(glob.to_string().contains("\"../b\""), "{glob}");
    let key = expand("sk_live_<<alnum:24>>");
    let (_, secret) = error(entry(&[], &[], &[&key]));
    assert_eq!(secret, AllowError::Fingerprint { number: 1 });
    assert!(!secret.to_string().contains(&key), "what stands there by mistake is not repeated");
}

/// What is said of an entry that accepted nothing when these files were scanned.
fn unused(
    entry: Allow,
    roots: &[&str],
    scanned: &[&str],
    options: Options,
) -> Vec<(NoticeKind, Option<u64>, String)> {
    let mut set = OriginSet::default();
    scanned.iter().for_each(|path| set.insert(&Origin::file(path.into())));
    let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
    let scope = Scope::new(&roots, Path::new("/repo"), &set);
    let scanner = scanner(options);
    let allows = compile(vec![entry]).expect("the entry is well formed");
    let notices = allows.unused(&scope, &scanner.rule_names(), suppress::Options::default());
    notices.into_iter().map(|notice| (notice.kind, notice.line, notice.text)).collect()
}

#[test]
fn an_entry_is_unused_only_where_all_was_looked_at_that_it_speaks_of() {
    // Where nothing exists, nothing has been left out.
    let said = |entry: &Allow, roots: &[&str]| {
        !unused(entry.clone(), roots, &["./web/a.js"], Options::default()).is_empty()
    };
    let any = entry(&["*.json"], &[], &[]);
    let part = entry(&["src/**/*.json"], &[], &[]);
    for (roots, any_unused, part_unused) in [
        (&["."][..], true, true),
        (&["web"], true, true),
        (&["../repo"], true, true),
        (&["web/src"], false, true),
        (&["web/src/a.json"], false, false),
        (&["server"], false, false),
        (&[], false, false),
    ] {
        assert_eq!(said(&any, roots), any_unused, "{roots:?}");
        assert_eq!(said(&part, roots), part_unused, "{roots:?}");
    }
}

#[test]
fn an_entry_for_a_place_that_ignore_files_leave_out_is_not_unused() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(folder.path().join("dist")).expect("a folder can be made");
    let entry = Allow { base: folder.path().to_owned(), ..entry(&["dist/**"], &[], &[]) };
    let root = folder.path().to_str().expect("the path is UTF-8");
    let scanned = format!("{root}/a.js");
    assert!(unused(entry.clone(), &[root], &[&scanned], Options::default()).is_empty());
    let scanned = format!("{root}/dist/a.js");
    assert_eq!(unused(entry, &[root], &[&scanned], Options::default()).len(), 1);
}

#[test]
fn an_unused_entry_is_told_at_its_place_with_a_hint() {
    let said = unused(entry(&["*.json"], &["stripe-secert-key"], &[]), &["."], &[], Options::default());
    let [(NoticeKind::UnusedAllow, Some(7), text)] = said.as_slice() else { panic!("{said:?}") };
    assert!(text.contains("*.json") && text.ends_with("did you mean stripe-secret-key?"), "{text}");
}

#[test]
fn an_entry_for_rules_that_did_not_speak_is_not_unused() {
    let muted = || Options { muted: ["stripe-secret-key".to_owned()].into(), ..Options::default() };
    assert!(unused(entry(&["*.json"], &["stripe"], &[]), &["."], &[], muted()).is_empty());
    assert!(unused(entry(&["*.json"], &[], &[]), &["."], &[], muted()).is_empty());
    assert_eq!(unused(entry(&["*.json"], &["github"], &[]), &["."], &[], muted()).len(), 1);
}
