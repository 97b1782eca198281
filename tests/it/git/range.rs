//! `scan --since` and `scan --range`: what commits have added, one by one.

use super::{Repository, key, line};

#[test]
fn a_branch_that_adds_nothing_is_silent() {
    let repository = Repository::with(&[("a.js", &format!("{}{}", line(1), line(2)))]);
    repository.git(&["checkout", "-q", "-b", "dev"]);
    repository.scan(&["--since", "main"]).is_silent();
    // Moved, renamed, edited, deleted.
    repository.commit(&[("a.js", &line(2)), ("b.js", &line(1))]);
    repository.git(&["mv", "b.js", "c.js"]);
    repository.commit(&[("c.js", &format!("// renamed\n{}", line(1)))]);
    repository.git(&["rm", "-q", "c.js"]);
    repository.commit(&[]);
    let said = repository.scan(&["--since", "main"]);
    said.is_silent();
    assert!(said.report()["before"].as_u64() > Some(0));
}

#[test]
fn each_commit_counts_also_if_a_later_one_takes_it_back() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    let first = repository.commit(&[("deep/b.js", &format!("\n{}", line(1)))]);
    repository.commit(&[("deep/b.js", "// clean\n")]);
    let said = repository.scan(&["--since", "HEAD~2"]);
    said.finds(&["deep/b.js:2"]);
    let commit = &said.findings()[0]["commit"];
    assert_eq!(commit["id"], first.as_str());
    assert_eq!(commit["date"], "2024-03-01T23:30:00-05:00");
    assert_eq!(commit["at_head"], false);
    assert_eq!(commit["author"], serde_json::Value::Null);
    assert_eq!(
        repository.git(&["cat-file", "-p", commit["blob"].as_str().unwrap_or_default()]),
        format!("\n{}", line(1))
    );
    repository.scan(&["--since", "HEAD~1"]).is_silent();
    repository.scan(&["--range", "HEAD~2..HEAD~1"]).finds(&["deep/b.js:2"]);

    let text = repository.run(&["scan", "--since", "HEAD~2", "--quiet"], &[]);
    let place = format!(" --> deep/b.js:2:15 (commit {}, 2024-03-01, not at HEAD any more)", &first[..7]);
    assert!(text.stdout.contains(&place), "{}", text.stdout);
    let compact = repository.run(&["scan", "--since", "HEAD~2", "--compact"], &[]);
    assert!(
        compact
            .stdout
            .trim_end()
            .ends_with(&format!("(commit {}, 2024-03-01, not at HEAD any more)", &first[..7]))
    );
}

#[test]
fn what_others_have_pushed_meanwhile_is_not_of_the_branch() {
    let repository = Repository::with(&[("a.js", "// nothing\n"), ("gone.js", &line(7))]);
    repository.git(&["checkout", "-q", "-b", "dev"]);
    repository.commit(&[("dev.js", &line(1))]);
    repository.git(&["checkout", "-q", "main"]);
    repository.git(&["rm", "-q", "gone.js"]);
    repository.commit(&[("main.js", &line(2))]);
    for range in ["main..dev", "main...dev"] {
        repository.scan(&["--range", range]).finds(&["dev.js:1"]);
    }
    repository.scan(&["--range", "dev...main"]).finds(&["main.js:1"]);
    // Merged, it comes from the other parent.
    repository.git(&["checkout", "-q", "dev"]);
    repository.git(&["merge", "-q", "--no-edit", "main"]);
    repository.scan(&["--since", "main"]).finds(&["dev.js:1"]);
}

#[test]
fn what_only_a_merge_holds_is_its_own() {
    let repository = Repository::with(&[("a.js", "// nothing\n"), ("b.js", "// nothing\n")]);
    let base = repository.head();
    repository.git(&["checkout", "-q", "-b", "side"]);
    repository.commit(&[("a.js", "// side\n")]);
    repository.git(&["checkout", "-q", "main"]);
    repository.commit(&[("b.js", "// main\n")]);
    repository.git(&["merge", "-q", "--no-commit", "--no-ff", "side"]);
    let merge = repository.commit(&[("b.js", &line(1))]);
    let said = repository.scan(&["--since", &base]);
    said.finds(&["b.js:1"]);
    assert_eq!(said.findings()[0]["commit"]["id"], merge.as_str());
    assert_eq!(said.findings()[0]["commit"]["at_head"], true);
}

#[test]
fn the_root_is_compared_with_nothing() {
    let repository = Repository::with(&[("a.js", &line(1))]);
    repository.git(&["checkout", "-q", "--orphan", "other"]);
    repository.git(&["rm", "-q", "-rf", "."]);
    repository.commit(&[("b.js", &line(2))]);
    repository.scan(&["--range", "main..other"]).finds(&["b.js:1"]);
}

#[test]
fn names_that_nobody_knows_are_errors_that_help() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    for (args, word) in [
        (["--since", "nowhere"], "there is no commit \"nowhere\""),
        (["--range", "main"], "FROM..TO"),
        (["--range", "main..nowhere"], "\"nowhere\""),
        (["--since", "HEAD:a.js"], "HEAD:a.js"),
    ] {
        let said = repository.run(&[&["scan"], &args[..]].concat(), &[]);
        assert_eq!(said.status, 2, "{args:?}");
        assert!(said.stderr.contains(word), "{}", said.stderr);
    }
}

#[test]
fn a_shallow_clone_is_never_clean() {
    let repository = Repository::with(&[("a.js", "// one\n")]);
    let first = repository.head();
    for seed in 2..=5 {
        repository.commit(&[("a.js", &format!("// {seed}\n")), (&format!("{seed}.js"), &line(seed))]);
    }
    let url = format!("file://{}", repository.path("").display());
    let clone = repository.beside("clone");
    clone.make(&["clone", "-q", "--depth", "2", &url, "clone"]);
    // Not even a name: the error says what to do.
    let said = super::run_in(&clone.root, &["scan", "--since", &first], &[]);
    assert_eq!(said.status, 2);
    assert!(said.stderr.contains("--unshallow"), "{}", said.stderr);
    // What is there is compared; what is missing is told.
    clone.git(&["fetch", "-q", "--depth", "1", "origin", &first]);
    let said = clone.scan(&["--since", &first, "--fail-on", "never", "--strict"]);
    assert_eq!((said.gaps(), said.status), (vec!["shallow-clone".to_owned()], 3));
    assert_eq!(said.places(), ["2.js:1", "3.js:1", "4.js:1", "5.js:1"]);
    // A range that the clone has as a whole has no gap.
    let said = clone.scan(&["--since", "HEAD~1", "--strict"]);
    said.finds(&["5.js:1"]);
    assert_eq!(said.gaps(), Vec::<String>::new());
    clone.scan(&["--staged"]).is_silent();
}

#[test]
fn sides_are_asked_for_what_head_has() {
    let page = "<script type=\"module\" src=\"/main.ts\"></script>\n";
    let repository = Repository::with(&[
        ("package.json", r#"{ "name": "shop", "dependencies": { "vite": "7.0.0" } }"#),
        ("index.html", page),
        ("main.ts", "console.log(1);\n"),
    ]);
    repository.commit(&[("main.ts", &format!("console.log('{}');\n", key(1)))]);
    repository.commit(&[("main.ts", &format!("// above\nconsole.log('{}');\n", key(2)))]);
    repository.write("main.ts", "// not committed\n");
    let findings = repository.scan(&["--since", "HEAD~2"]).findings();
    // That the page logs the key is said besides.
    let of_keys = findings.iter().filter(|f| f["rule"] != "secret-in-url");
    let mut sides: Vec<_> = of_keys.map(|f| (f["start_line"].as_u64(), f["side"].as_str())).collect();
    // Commits of the same second have any order.
    sides.sort();
    assert_eq!(sides, [(Some(1), Some("unknown")), (Some(2), Some("client"))]);
}
