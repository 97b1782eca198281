//! Whole logs, and what they say of the tree that was scanned.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keyside::finding::{
    Evidence, Finding, Level, Notice, NoticeKind, Outcome, Side, Suppression, SuppressionKind,
};
use keyside::location::{Checkout, Gap, GapReason, Origin};
use keyside::report::SarifOptions;
use keyside::rule::RuleSet;
use keyside::scan::{Options, Scanner};
use serde_json::{Value, json};

use super::project::{Project, REVISION, STDIN};
use super::{golden, log, parsed, results, text, written};
use crate::fixture::{expand, write};

/// Where a project's results are, without repetitions.
fn uris(log: &str) -> Vec<String> {
    let log = parsed(log);
    let mut uris: Vec<String> = results(&log)
        .iter()
        .map(|result| text(result, "/locations/0/physicalLocation/artifactLocation/uri").to_owned())
        .collect();
    uris.dedup();
    uris
}

#[test]
fn a_project_with_every_kind_of_place() {
    let project = Project::new();
    let args = ["missing.txt", ".", "-", "--stdin-path", STDIN];
    let (log, code) = project.scan("", &args);
    assert_eq!(code, Some(1));
    golden("project.sarif", &log);
    for threads in ["1", "2", "7"] {
        assert!(
            project.scan("", &[&args[..], &["--threads", threads]].concat()).0 == log,
            "{threads} threads"
        );
    }
}

#[test]
fn paths_are_relative_to_the_repository() {
    let project = Project::new();
    let expected = ["web/gr%C3%B6%C3%9Fe%20100%25/pay%5B1%5D.ts"];
    let absolute = project.root().join("web");
    let root = project.root().file_name().expect("it has one").to_string_lossy().into_owned();
    for (folder, path) in [
        ("", "web"),
        ("", "./web/"),
        ("", &*absolute.to_string_lossy()),
        ("web", "."),
        ("dist", "../web"),
        ("dist", &*format!("../../{root}/web")),
    ] {
        assert_eq!(uris(&project.scan(folder, &[path]).0), expected, "{path} in {folder:?}");
    }
    // Without a repository, the current folder is the root.
    std::fs::remove_dir_all(project.root().join(".git")).expect("it can be removed");
    assert_eq!(uris(&project.scan("web", &["."]).0), [&expected[0][4..]]);
    assert_eq!(uris(&project.scan("", &["web"]).0), expected);
    // What is elsewhere has an absolute URI and no base.
    let log = parsed(&project.scan("web", &["../crlf.env"]).0);
    let location = &results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert!(text(location, "/uri").starts_with("file:///") && text(location, "/uri").ends_with("/crlf.env"));
    assert_eq!(location.get("uriBaseId"), None);
}

#[cfg(unix)]
#[test]
fn links_are_resolved_and_names_of_any_bytes_are_kept() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new();
    std::os::unix::fs::symlink("web", project.root().join("link")).expect("a link can be made");
    assert_eq!(uris(&project.scan("", &["link"]).0), ["web/gr%C3%B6%C3%9Fe%20100%25/pay%5B1%5D.ts"]);
    let log = parsed(&project.scan("", &["link", "web"]).0);
    assert_eq!(log["runs"][0]["artifacts"].as_array().map(Vec::len), Some(1), "one file, one artifact");

    std::fs::create_dir(project.root().join("odd")).expect("a folder can be made");
    let name = std::ffi::OsStr::from_bytes(b"odd/\xFFa:b?#\\.env");
    write(&project.root().join(name), expand("KEY=sk_live_<<alnum:24>>"));
    assert_eq!(uris(&project.scan("", &["odd"]).0), ["odd/%FFa%3Ab%3F%23%5C.env"]);
}

#[test]
fn a_log_names_its_category_and_commit() {
    let project = Project::new();
    let run = |args: &[&str]| parsed(&project.scan("", args).0)["runs"][0].clone();
    for (category, id) in [
        (None, format!("keyside/{REVISION}")),
        (Some("shop/bundle"), format!("shop/bundle/{REVISION}")),
        (Some("shop/bundle/"), format!("shop/bundle/{REVISION}")),
    ] {
        let args: Vec<&str> = category.map(|c| vec!["--category", c]).unwrap_or_default();
        assert_eq!(run(&args)["automationDetails"]["id"], id);
    }
    let (stdout, code) = project.scan("", &["--category", "/"]);
    assert_eq!((stdout.as_str(), code), ("", Some(2)));
    let expected = json!([{
        "branch": "main",
        "mappedTo": { "uriBaseId": "SRCROOT" },
        "repositoryUri": "https://github.com/acme/shop.git",
        "revisionId": REVISION,
    }]);
    assert_eq!(run(&[])["versionControlProvenance"], expected);

    // Another work tree of the same repository, at a commit that is on no branch.
    let git = project.root().join(".git");
    let tree = git.join("worktrees/other");
    std::fs::create_dir_all(&tree).expect("a folder can be made");
    write(&tree.join("commondir"), "../..\n");
    write(&tree.join("HEAD"), format!("{}\n", "ab".repeat(20)));
    write(&project.root().join("dist/.git"), "gitdir: ../.git/worktrees/other\n");
    let other = parsed(&project.scan("dist", &[]).0)["runs"][0].clone();
    assert_eq!(other["automationDetails"]["id"], format!("keyside/{}", "ab".repeat(20)));
    assert_eq!(other["versionControlProvenance"][0].get("branch"), None);
    assert_eq!(other["versionControlProvenance"][0]["repositoryUri"], "https://github.com/acme/shop.git");
    assert_eq!(
        results(&json!({ "runs": [other] }))[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "app.min.js"
    );

    // A repository that says nothing sensible: no commit, no remote, and no file outside of it is read.
    write(&git.join("HEAD"), "ref: refs/../../../etc/passwd\n");
    write(&git.join("config"), "[remote \"origin\"]\n\turl = /srv/git/shop.git\n");
    let run = run(&[]);
    assert_eq!(run["automationDetails"]["id"], "keyside/");
    assert_eq!(run.get("versionControlProvenance"), None);
}

#[test]
fn the_exit_code_is_in_the_log() {
    let project = Project::new();
    for (args, code, successful) in [
        (&["crlf.env"][..], 1, true),
        (&["crlf.env", "--fail-on", "never"], 0, true),
        (&["crlf.env", "missing", "--fail-on", "never", "--strict"], 3, false),
    ] {
        let (log, status) = project.scan("", args);
        let invocation = parsed(&log)["runs"][0]["invocations"][0].clone();
        assert_eq!(status, Some(code));
        assert_eq!(
            (&invocation["exitCode"], &invocation["executionSuccessful"]),
            (&json!(code), &json!(successful))
        );
    }
}

fn scanned(path: &str, template: &str) -> Finding {
    let options = Options { line_hashes: true, list_public: true, ..Options::default() };
    let scanner = Scanner::new(Arc::new(RuleSet::builtin()), options);
    scanner.text(path, expand(template).as_bytes()).findings.remove(0)
}

fn step(path: &str, line: u64, text: &str) -> Evidence {
    Evidence { origin: Origin::file(PathBuf::from(path)), line, text: text.into() }
}

/// What the command line does not make yet: sides, chains, findings that were accepted, notices, public keys.
fn everything() -> Outcome {
    let leaked = Finding {
        side: Side::Client,
        evidence: vec![
            step("app/checkout/page.tsx", 1, "starts with 'use client'"),
            step("app/checkout/page.tsx", 3, "imports [../../lib/pay](lib/pay.ts)"),
            step("lib/pay.ts", 7, "re-exports lib/keys.ts"),
        ],
        ..scanned("lib/keys.ts", "export const key = \"sk_live_<<alnum:24>>\";\n")
    };
    let accepted = |path: &str, kind, reason: Option<&str>| Finding {
        suppressed: Some(Suppression { kind, reason: reason.map(str::to_owned) }),
        ..scanned(path, "KEY=sk_live_<<alnum:24>>")
    };
    let mut outcome = Outcome {
        findings: vec![
            leaked,
            scanned("lib/server.ts", "const key = \"sk_live_<<alnum:24>>\";\n"),
            Finding {
                side: Side::Test,
                level: Level::Warning,
                ..scanned("test/pay.ts", "ghp_<<github-crc32:36>>")
            },
            accepted("a.env", SuppressionKind::Inline, Some("Rotated.")),
            accepted("b.env", SuppressionKind::Allow, Some("Only in the sandbox.")),
            accepted("c.env", SuppressionKind::Baseline, None),
            scanned("public.ts", "loadStripe(\"pk_live_<<alnum:24>>\")"),
        ],
        ..Outcome::default()
    };
    let notice = |level, line, text: &str| Notice {
        kind: NoticeKind::StaleBaseline,
        level,
        origin: Origin::file(PathBuf::from("keyside-baseline.json")),
        line,
        text: text.into(),
    };
    outcome.notices = vec![
        notice(Level::Note, Some(3), "2 findings are gone"),
        notice(Level::None, None, "a mark is in use"),
    ];
    outcome.coverage.files = 8;
    outcome.coverage.gaps =
        vec![Gap { origin: Origin::file(PathBuf::from("pipe")), reason: GapReason::Special }];
    outcome
}

#[test]
fn chains_suppressions_notices_and_public_keys() {
    let mut checkout = Checkout::new(Path::new("/shop"), Path::new("/shop"));
    checkout.revision = Some(REVISION.to_owned());
    checkout.remote = Some("ssh://github.com/acme/shop.git".to_owned());
    let options = SarifOptions { category: "shop/bundle", exit_code: 1, checkout: &checkout };
    golden("everything.sarif", &written(&everything(), options));
}

#[test]
fn an_exposed_secret_is_another_rule_and_a_worse_one() {
    let log = parsed(&log(&everything()));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("there are rules");
    let severity = |id: &str| -> f64 {
        let rule = rules.iter().find(|rule| rule["id"] == id).expect("it fired");
        text(rule, "/properties/security-severity").parse().expect("a string that is a number")
    };
    assert!(severity("stripe-secret-key/client") > 9.0);
    assert!((7.0..9.0).contains(&severity("stripe-secret-key")));
    for result in results(&log) {
        let rule = &rules[result["ruleIndex"].as_u64().expect("it has one") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let tags = rule["properties"]["tags"].as_array().expect("it has tags");
        assert!(tags.contains(&json!("security")) && tags.len() <= 10);
        let is_public = result["level"] == "none";
        assert_eq!(result.get("kind"), is_public.then_some(&json!("informational")));
    }
}

#[test]
fn links_of_a_message_lead_to_related_locations() {
    let log = parsed(&log(&everything()));
    let leaked = &results(&log)[0];
    let ids: Vec<u64> = leaked["relatedLocations"]
        .as_array()
        .expect("there are some")
        .iter()
        .filter_map(|location| location["id"].as_u64())
        .collect();
    assert_eq!(ids, [1, 2, 3]);
    let message = text(leaked, "/message/text");
    assert!(ids.iter().all(|id| message.contains(&format!("]({id})"))), "{message}");
    assert!(message.contains(r"[imports \[../../lib/pay\](lib/pay.ts)](2)"), "{message}");
    let last = leaked
        .pointer("/codeFlows/0/threadFlows/0/locations/3/location")
        .expect("the chain ends at the secret");
    assert_eq!(last["physicalLocation"], leaked["locations"][0]["physicalLocation"]);
}

#[test]
fn the_other_half_of_a_pair_is_no_step() {
    let pair = scanned("lib/pay.rb", "key_secret: '<<alnum:24>>'\nkey_id: 'rzp_live_<<alnum:14>>'\n");
    assert_eq!(pair.evidence.len(), 1);
    let with = |steps: &[Evidence]| {
        let evidence = steps.iter().chain(&pair.evidence).cloned().collect();
        let findings = vec![Finding { evidence, ..pair.clone() }];
        let log = parsed(&super::log(&Outcome { findings, ..Outcome::default() }));
        let result = results(&log)[0].clone();
        let flow =
            result.pointer("/codeFlows/0/threadFlows/0/locations").and_then(Value::as_array).map(Vec::len);
        let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
        let message =
            text(&result, "/message/text").split(" Evidence: ").nth(1).unwrap_or_default().to_owned();
        (flow, related, message)
    };
    let half = "Razorpay key id: rzp_live_******** (23 characters)";
    let (first, second) = (step("app.ts", 1, "an entry"), step("app.ts", 2, "imports it"));
    assert_eq!(with(&[]), (None, 1, format!("[{half}](1).")));
    assert_eq!(with(std::slice::from_ref(&first)), (None, 2, format!("[an entry](1); beside [{half}](2).")));
    assert_eq!(
        with(&[first, second]),
        (Some(3), 3, format!("[an entry](1), then [imports it](2); beside [{half}](3)."))
    );
}

#[test]
fn only_a_log_with_secrets_has_no_redaction_tokens() {
    let project = Project::new();
    let (redacted, _) = project.scan("", &["crlf.env"]);
    let (shown, _) = project.scan("", &["crlf.env", "--show-secrets"]);
    let secret =
        &project.planted.iter().find(|file| file.path == "crlf.env").expect("it is planted").secrets[0];
    assert!(!redacted.contains(&secret[12..]) && shown.matches(secret.as_str()).count() == 2);
    assert_eq!(parsed(&redacted)["runs"][0]["redactionTokens"], json!(["********"]));
    assert_eq!(parsed(&shown)["runs"][0].get("redactionTokens"), None);
}
