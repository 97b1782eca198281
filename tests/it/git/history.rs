//! `scan --history`: every blob once, named by the commit that brought it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Repository, Said, key, line};
use crate::fixture::write;

fn commits(said: &Said) -> Vec<(String, String, bool)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let of = |finding: serde_json::Value| {
        let commit = &finding["commit"];
        (text(&finding["path"]), text(&commit["id"]), commit["at_head"] == true)
    };
    said.findings().into_iter().map(of).collect()
}

#[test]
fn a_history_without_keys_is_silent() {
    let repository = Repository::with(&[("a.js", "// one\n")]);
    repository.commit(&[("a.js", "// two\n"), ("deep/b.js", "// three\n")]);
    let said = repository.scan(&["--history", "--strict"]);
    said.is_silent();
    assert_eq!(said.report()["coverage"]["files"], 3);
    let empty = Repository::new();
    empty.scan(&["--history", "--all", "--strict"]).is_silent();
}

#[test]
fn a_value_is_one_finding_however_many_versions_have_it() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    let first = repository.commit(&[("a.js", &line(1))]);
    for version in 0..5 {
        repository.commit(&[("a.js", &format!("// {version}\n{}", line(1)))]);
    }
    let second = repository.commit(&[("a.js", &format!("{}{}", line(1), line(2)))]);
    let last = repository.commit(&[("a.js", &line(2)), ("b.js", &line(3))]);
    let said = repository.scan(&["--history"]);
    said.finds(&["a.js:1", "a.js:2", "b.js:1"]);
    let of = |path: &str, id: &String, at_head| (path.to_owned(), id.clone(), at_head);
    let mut expected = [of("a.js", &first, false), of("a.js", &second, true), of("b.js", &last, true)];
    let mut found = commits(&said);
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert!(!said.stdout.contains("author@example.com"));
    let named = repository.scan(&["--history", "--show-authors"]);
    assert_eq!(named.findings()[0]["commit"]["author"], "A U Thor <author@example.com>");
}

#[test]
fn what_only_a_merge_or_a_branch_holds_is_found() {
    let repository = Repository::with(&[("a.js", "// nothing\n"), ("b.js", "// nothing\n")]);
    repository.git(&["checkout", "-q", "-b", "side"]);
    repository.commit(&[("a.js", "// side\n")]);
    repository.git(&["checkout", "-q", "main"]);
    repository.commit(&[("b.js", "// main\n")]);
    repository.git(&["merge", "-q", "--no-commit", "--no-ff", "side"]);
    let merge = repository.commit(&[("c.js", &line(1))]);
    repository.git(&["rm", "-q", "c.js"]);
    repository.commit(&[]);
    repository.git(&["checkout", "-q", "-b", "dead", "HEAD~3"]);
    repository.commit(&[("d.js", &line(2))]);
    repository.git(&["tag", "-a", "-m", "a tag", "kept"]);
    repository.git(&["checkout", "-q", "main"]);
    repository.git(&["branch", "-q", "-D", "dead"]);
    let said = repository.scan(&["--history"]);
    said.finds(&["c.js:1"]);
    assert_eq!(commits(&said), [("c.js".to_owned(), merge, false)]);
    repository.scan(&["--history", "--all"]).finds(&["c.js:1", "d.js:1"]);
}

#[test]
fn a_tag_may_stand_for_a_blob_or_a_tree() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    repository.write("key.txt", &format!("token = \"{}\"\n", key(1)));
    let blob = repository.git(&["hash-object", "-w", "key.txt"]);
    repository.git(&["tag", "a-key", blob.trim()]);
    let said = repository.scan(&["--history", "--all"]);
    said.finds(&["refs/tags/a-key:1"]);
    assert_eq!(said.findings()[0]["commit"], serde_json::Value::Null);
}

#[test]
fn a_blob_counts_under_each_path_that_rules_tell_apart() {
    // What is a key only by its file's name is found when the file gets that name.
    let key = crate::fixture::expand("<<hex:32>>");
    let repository = Repository::with(&[("notes.bin", &key)]);
    repository.git(&["mv", "notes.bin", "master.key"]);
    repository.commit(&[]);
    std::fs::create_dir(repository.path("config")).expect("a folder can be made");
    repository.git(&["mv", "master.key", "config/master.key"]);
    let last = repository.commit(&[]);
    let said = repository.scan(&["--history"]);
    assert_eq!(commits(&said), [("config/master.key".to_owned(), last, true)], "{}", said.stderr);
}

#[test]
fn sides_are_told_of_what_is_checked_out_unchanged() {
    let repository = Repository::with(&[
        ("package.json", r#"{ "name": "shop", "dependencies": { "vite": "7.0.0" } }"#),
        ("index.html", "<script type=\"module\" src=\"/main.ts\"></script>\n"),
        ("main.ts", &format!("console.log('{}');\n", key(1))),
    ]);
    let first = repository.head();
    repository.commit(&[("main.ts", &format!("// above\nconsole.log('{}');\n", key(1)))]);
    let said = repository.scan(&["--history"]);
    said.finds(&["main.ts:1"]);
    let finding = &said.findings()[0];
    assert_eq!((finding["side"].as_str(), finding["commit"]["id"].as_str()), (Some("client"), Some(&*first)));
    assert_eq!(finding["evidence"][0]["path"], "index.html");
    repository.write("main.ts", "// not committed\n");
    assert_eq!(repository.scan(&["--history"]).findings()[0]["side"], "unknown");
}

#[test]
fn what_was_accepted_in_a_version_is_accepted() {
    let marked = format!("{} // keyside: allow stripe-secret-key -- made up\n", line(1).trim_end());
    let repository = Repository::with(&[("a.js", &line(1))]);
    repository.commit(&[("a.js", &marked)]);
    repository.commit(&[("a.js", "let gone; // keyside: allow stripe-secret-key -- of no use\n")]);
    let said = repository.scan(&["--history", "--deny-unused-allow"]);
    said.is_silent();
    assert_eq!(said.report()["accepted"]["inline"], 1);
}

#[test]
fn a_shallow_history_is_never_clean() {
    let repository = Repository::with(&[("a.js", "// one\n")]);
    for version in 0..4 {
        repository.commit(&[("a.js", &format!("// {version}\n"))]);
    }
    let url = format!("file://{}", repository.path("").display());
    let clone = repository.beside("clone");
    clone.make(&["clone", "-q", "--depth", "2", &url, "clone"]);
    let said = clone.scan(&["--history", "--all", "--strict"]);
    assert_eq!((said.gaps(), said.status), (vec!["shallow-clone".to_owned()], 3));
    assert!(said.stderr.contains("no secrets found in what could be read"), "{}", said.stderr);
}

#[test]
fn a_partial_clone_is_never_clean() {
    let repository = Repository::with(&[("a.js", "// one\n"), ("deep/b.js", &line(1))]);
    repository.commit(&[("a.js", "// two\n"), ("deep/b.js", "// clean\n")]);
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", repository.path("").display());
    for filter in ["blob:none", "tree:0"] {
        let name = filter.replace(':', "-");
        let clone = repository.beside(&name);
        clone.make(&["clone", "-q", "--filter", filter, "--no-checkout", &url, &name]);
        let said = clone.scan(&["--history", "--strict"]);
        assert_eq!(said.status, 3, "{filter}");
        assert!(
            said.gaps().iter().all(|gap| gap == "missing-object") && !said.gaps().is_empty(),
            "{:?}",
            said.gaps()
        );
    }
}

#[test]
fn a_tree_of_endless_paths_has_an_end() {
    let repository = Repository::new();
    repository.write("key.js", &line(1));
    let blob = repository.git(&["hash-object", "-w", "key.js"]).trim().to_owned();
    std::fs::remove_file(repository.path("key.js")).expect("a file can be removed");
    let mut entry = format!("100644 blob {blob}");
    for _ in 0..12 {
        let listing: String = (0..10).map(|n| format!("{entry}\tn{n}\n")).collect();
        let tree = mktree(&repository, &listing);
        entry = format!("040000 tree {tree}");
    }
    let tree = entry.rsplit(' ').next().unwrap_or_default();
    let commit = repository.git(&["commit-tree", "-m", "a bomb", tree]);
    repository.git(&["update-ref", "refs/heads/bomb", commit.trim()]);
    assert_eq!(repository.scan(&["--history", "--all"]).places().len(), 1);
}

fn mktree(repository: &Repository, listing: &str) -> String {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new("git")
        .args(["mktree"])
        .current_dir(repository.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("git runs");
    child.stdin.take().expect("it has an input").write_all(listing.as_bytes()).expect("git reads");
    let output = child.wait_with_output().expect("git ends");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Rule, fingerprint and blob of what a scan finds.
type Found = BTreeSet<(String, String)>;

/// What a scan of every blob finds, each written to a file of its own, under every name that it ever had.
fn by_brute_force(repository: &Repository) -> Found {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let log = repository.git(&[
        "log",
        "--all",
        "-m",
        "--root",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--format=",
    ]);
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in log.lines() {
        let (columns, path) = row.split_once('\t').expect("a raw line has a path");
        names.entry(columns.split(' ').nth(3).unwrap_or_default()).or_default().insert(path);
    }
    let objects =
        repository.git(&["cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)"]);
    let mut at = 0;
    for id in objects.lines().filter_map(|line| line.strip_prefix("blob ")) {
        let content = super::git_output(&repository.path(""), &["cat-file", "blob", id]).stdout;
        for name in names.get(id).expect("each blob has a name") {
            let file = folder.path().join(format!("{at}")).join(name);
            std::fs::create_dir_all(file.parent().expect("it has a folder")).expect("a folder can be made");
            write(&file, &content);
            at += 1;
        }
    }
    found(&super::run_in(
        folder.path(),
        &["scan", "--no-ignore", "--no-config", "--format", "json", "."],
        &[],
    ))
}

fn found(said: &Said) -> Found {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    said.findings().iter().map(|f| (text(&f["rule"]), text(&f["fingerprint"]))).collect()
}

#[test]
fn a_history_holds_what_its_blobs_hold() {
    let repository = Repository::new();
    // Keys come, move, change, are copied, go and come back, on branches that are merged; packed and loose.
    let mut rng = fastrand::Rng::with_seed(7);
    let mut branch = 0;
    for step in 0..60u64 {
        let path = ["a.js", "src/b.ts", "src/deep/c.py", "config/d.yml", "tests/e.js"][rng.usize(..5)];
        let above: String = (0..rng.usize(..4)).map(|n| format!("# {step} {n}\n")).collect();
        let keys: String = (0..rng.u64(..3)).map(|n| line(step / 3 * 3 + n)).collect();
        repository.commit(&[(path, &format!("{above}{keys}"))]);
        match rng.u8(..8) {
            0 => {
                branch += 1;
                repository.git(&["checkout", "-q", "-b", &format!("b{branch}"), "HEAD~1"]);
            }
            1 if branch > 0 => {
                let other = format!("b{}", rng.u32(1..=branch));
                repository.git(&["merge", "-q", "--no-edit", "-s", "ours", &other]);
            }
            2 => {
                let to = format!("moved/{step}.js");
                std::fs::create_dir_all(repository.path("moved")).expect("a folder can be made");
                repository.git(&["mv", path, &to]);
                repository.commit(&[]);
            }
            3 => drop(repository.git(&["gc", "-q"])),
            _ => {}
        }
    }
    let history = found(&repository.scan(&["--history", "--all", "--no-config"]));
    assert!(history.len() > 20, "{}", history.len());
    assert_eq!(history, by_brute_force(&repository));
    let threads =
        |n: &str| repository.scan(&["--history", "--all", "--threads", n]).report()["findings"].clone();
    assert_eq!(threads("1"), threads("7"));
}
