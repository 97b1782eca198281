//! A repository is data: nothing in it runs, and what is broken in it is told.

use super::{Repository, line};

#[test]
fn nothing_that_the_configuration_names_runs() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    let marker = repository.path(".git/marker");
    let program = repository.path(".git/program");
    repository.write(".git/program", &format!("#!/bin/sh\ntouch '{}'\ncat\n", marker.display()));
    let run = format!("sh {}", program.display());
    repository.stage(&[
        (".gitattributes", "* filter=evil diff=evil merge=evil text eol=crlf\n"),
        ("b.js", &line(1)),
    ]);
    for name in [
        "core.fsmonitor",
        "core.sshCommand",
        "core.editor",
        "core.pager",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "credential.helper",
        "core.alternateRefsCommand",
        "uploadpack.packObjectsHook",
        "gpg.program",
        "core.askPass",
    ] {
        repository.git(&["config", name, &run]);
    }
    repository.git(&["config", "core.hooksPath", &repository.path(".git").to_string_lossy()]);
    repository.git(&["config", "extensions.partialClone", "origin"]);
    repository.git(&["config", "remote.origin.url", &format!("ext::{run}")]);
    repository.git(&["config", "core.worktree", "/"]);
    std::fs::remove_file(&marker).ok();
    let root = repository.path("");
    let scan = |args: &[&str]| super::run_in(&root, &[&["scan", "--format", "json"], args].concat(), &[]);
    scan(&["--staged"]).finds(&["b.js:1"]);
    scan(&["--tracked"]).finds(&["b.js:1"]);
    scan(&["--range", "HEAD..HEAD"]).is_silent();
    assert!(!marker.exists(), "a program of the repository's configuration ran");
}

#[test]
fn a_missing_object_is_a_gap() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    repository.commit(&[("b.js", &line(1)), ("c.js", &line(2))]);
    let blob = repository.git(&["rev-parse", "HEAD:b.js"]);
    let blob = blob.trim();
    std::fs::remove_file(repository.path(&format!(".git/objects/{}/{}", &blob[..2], &blob[2..])))
        .expect("the object is there");
    let said = repository.scan(&["--since", "HEAD~1", "--strict"]);
    assert_eq!((said.places(), said.gaps()), (vec!["c.js:1".to_owned()], vec!["missing-object".to_owned()]));
    assert!(said.stderr.contains(blob), "{}", said.stderr);
    let said = repository.scan(&["--since", "HEAD~1", "--strict", "b.js"]);
    assert_eq!((said.places().len(), said.status), (0, 3));
}

#[test]
fn a_missing_commit_is_a_gap() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    let base = repository.head();
    let middle = repository.commit(&[("b.js", &line(1))]);
    repository.commit(&[("c.js", &line(2))]);
    std::fs::remove_file(repository.path(&format!(".git/objects/{}/{}", &middle[..2], &middle[2..])))
        .expect("the object is there");
    let said = repository.scan(&["--since", &base, "--strict"]);
    assert_eq!(
        (said.places(), said.gaps()),
        (vec!["b.js:1".to_owned(), "c.js:1".to_owned()], vec!["missing-object".to_owned()])
    );
}

#[test]
fn other_objects_in_an_objects_place_do_not_count() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    repository.stage(&[("b.js", &line(1))]);
    let leaking = repository.git(&["rev-parse", ":b.js"]);
    let clean = repository.git(&["rev-parse", "HEAD:a.js"]);
    repository.git(&["replace", leaking.trim(), clean.trim()]);
    repository.scan(&["--staged"]).finds(&["b.js:1"]);
}

#[test]
fn a_broken_index_is_an_error() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    super::write(&repository.path(".git/index"), "DIRC and nothing else");
    let said = repository.run(&["scan", "--staged"], &[]);
    assert_eq!(said.status, 2, "{}", said.stderr);
    assert!(said.stderr.contains("cannot read the index"), "{}", said.stderr);
}

#[test]
fn ids_of_either_length() {
    let repository = Repository::new();
    std::fs::remove_dir_all(repository.path(".git")).expect("a folder can be removed");
    repository.git(&["init", "-q", "-b", "main", "--object-format=sha256"]);
    repository.commit(&[("a.js", "// nothing\n")]);
    repository.commit(&[("b.js", &line(1))]);
    repository.stage(&[("c.js", &line(2))]);
    repository.scan(&["--staged"]).finds(&["c.js:1"]);
    let said = repository.scan(&["--since", "HEAD~1"]);
    said.finds(&["b.js:1"]);
    assert_eq!(said.findings()[0]["commit"]["id"].as_str().map(str::len), Some(64));
}
