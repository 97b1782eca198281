//! `scan --staged`: what the next commit adds, and nothing else.

use super::{Repository, key, line};

#[test]
fn what_was_there_before_is_silent() {
    let old = format!("// a shop\n{}{}", line(1), line(2));
    let repository = Repository::with(&[("src/keys.js", &old), ("src/other.js", &line(3))]);
    repository.scan(&["--staged"]).is_silent();

    // Another line of the file changes, the key's line moves, is written in another way, stands twice.
    repository.stage(&[("src/keys.js", &format!("// a shop, and more\n\n\n{}{}", line(2), line(1)))]);
    repository.scan(&["--staged"]).is_silent();
    repository.stage(&[("src/keys.js", &format!("let a = \"{}\", b = \"{}\";\n", key(1), key(2)))]);
    let said = repository.scan(&["--staged"]);
    said.is_silent();
    assert_eq!(said.report()["before"], 2);
    assert!(
        said.stderr.contains("Not reported, since they were there before: 2 findings."),
        "{}",
        said.stderr
    );
}

#[test]
fn moved_code_is_silent_and_a_copy_is_not() {
    let repository = Repository::with(&[("a.js", &format!("{}{}", line(1), line(2)))]);
    // One line goes to another file.
    repository.stage(&[("a.js", &line(2)), ("deep/b.js", &format!("// moved\n{}", line(1)))]);
    repository.scan(&["--staged"]).is_silent();
    // A copy stays where it was, too.
    repository.stage(&[("a.js", &format!("{}{}", line(1), line(2)))]);
    repository.scan(&["--staged"]).finds(&["deep/b.js:2"]);
}

#[test]
fn renames_are_silent_whether_the_content_changes_or_not() {
    let repository = Repository::with(&[("a.js", &line(1)), ("b.js", &line(2))]);
    repository.git(&["mv", "a.js", "renamed.js"]);
    repository.scan(&["--staged"]).is_silent();
    repository.stage(&[("renamed.js", &format!("// of another name\n{}", line(1)))]);
    repository.scan(&["--staged"]).is_silent();
    repository.stage(&[("renamed.js", &format!("{}{}", line(1), line(9)))]);
    repository.scan(&["--staged"]).finds(&["renamed.js:2"]);
}

#[test]
fn a_deletion_and_a_mode_are_silent() {
    let repository = Repository::with(&[("a.js", &line(1)), ("b.js", &line(2))]);
    repository.git(&["rm", "-q", "a.js"]);
    repository.git(&["update-index", "--chmod=+x", "b.js"]);
    repository.scan(&["--staged"]).is_silent();
}

#[test]
fn what_is_staged_counts_and_not_the_work_tree() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    // Staged and then cleaned.
    repository.stage(&[("a.js", &format!("\n\n{}", line(1)))]);
    repository.write("a.js", "// clean again\n");
    repository.scan(&["--staged"]).finds(&["a.js:3"]);
    // In the work tree and not staged.
    repository.git(&["add", "a.js"]);
    repository.write("a.js", &line(1));
    repository.write("untracked.js", &line(2));
    repository.scan(&["--staged"]).is_silent();
}

#[test]
fn a_part_of_a_file_is_staged() {
    let base: String = (1..=20).map(|n| format!("// line {n}\n")).collect();
    let repository = Repository::with(&[("a.js", &base)]);
    repository.stage(&[("a.js", &format!("{}{base}", line(1)))]);
    repository.write("a.js", &format!("{}{base}{}", line(1), line(2)));
    let said = repository.scan(&["--staged"]);
    said.finds(&["a.js:1"]);
    assert_eq!(said.findings()[0]["commit"], serde_json::Value::Null);
}

#[test]
fn the_first_commit_is_new_as_a_whole() {
    let repository = Repository::new();
    let said = repository.scan(&["--staged", "--strict"]);
    said.is_silent();
    repository.stage(&[("a.js", &line(1)), ("deep/er/b.js", &line(2))]);
    repository.scan(&["--staged"]).finds(&["a.js:1", "deep/er/b.js:1"]);
}

#[test]
fn a_merge_is_held_against_all_parents() {
    let repository = Repository::with(&[("a.js", "// base\n\n\n\n// end\n"), ("c.js", "// c\n")]);
    repository.git(&["checkout", "-q", "-b", "side"]);
    repository.commit(&[("a.js", &format!("// base\n{}\n\n\n// end\n", line(1))), ("side.js", &line(2))]);
    repository.git(&["checkout", "-q", "main"]);
    repository.commit(&[("a.js", &format!("// base\n\n\n\n// end\n{}", line(3)))]);
    repository.git(&["merge", "-q", "--no-commit", "--no-ff", "side"]);
    repository.scan(&["--staged"]).is_silent();
    // What only the merge brings is new.
    repository.stage(&[("c.js", &line(4))]);
    let said = repository.scan(&["--staged"]);
    said.finds(&["c.js:1"]);
}

#[test]
fn a_merge_that_git_makes_by_itself_is_held_against_what_it_is_made_into() {
    let repository = Repository::with(&[("a.js", "// base\n")]);
    repository.git(&["checkout", "-q", "-b", "side"]);
    repository.commit(&[("side.js", &line(1))]);
    repository.git(&["checkout", "-q", "main"]);
    repository.commit(&[("a.js", "// main\n")]);
    let hook = format!("#!/bin/sh\nexec '{}' scan --staged --compact\n", env!("CARGO_BIN_EXE_keyside"));
    repository.write(".git/hooks/pre-merge-commit", &hook);
    make_executable(&repository.path(".git/hooks/pre-merge-commit"));
    // Git runs the hook before it writes down that there is a merge: what comes in has passed no hook that is known of.
    let merged = super::git_output(&repository.path(""), &["merge", "--no-edit", "side"]);
    let said =
        String::from_utf8_lossy(&merged.stdout).into_owned() + &String::from_utf8_lossy(&merged.stderr);
    assert!(!merged.status.success() && said.contains("side.js:1:"), "{said}");
}

#[test]
fn a_conflict_is_no_clean_scan() {
    let repository = Repository::with(&[("a.js", "// base\n")]);
    repository.git(&["checkout", "-q", "-b", "side"]);
    repository.commit(&[("a.js", "// side\n")]);
    repository.git(&["checkout", "-q", "main"]);
    repository.commit(&[("a.js", "// main\n")]);
    let merged = super::git_output(&repository.path(""), &["merge", "-q", "side"]);
    assert!(!merged.status.success());
    let said = repository.scan(&["--staged", "--strict"]);
    assert_eq!((said.gaps(), said.status), (vec!["unmerged".to_owned()], 3));
}

#[test]
fn what_is_meant_to_be_added_has_no_content_yet() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    repository.write("b.js", &line(1));
    repository.git(&["add", "--intent-to-add", "b.js"]);
    repository.scan(&["--staged"]).is_silent();
    repository.git(&["add", "b.js"]);
    repository.scan(&["--staged"]).finds(&["b.js:1"]);
}

#[test]
fn submodules_are_repositories_of_their_own() {
    let inner = Repository::with(&[("inner.js", &line(1))]);
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    let url = inner.path("").to_string_lossy().into_owned();
    repository.git(&["submodule", "--quiet", "add", &url, "vendor/inner"]);
    assert!(repository.path("vendor/inner/inner.js").exists());
    repository.scan(&["--staged"]).is_silent();
    repository.scan(&["--tracked"]).is_silent();
}

#[test]
fn a_sparse_checkout_has_all_of_its_index() {
    for index in ["--no-sparse-index", "--sparse-index"] {
        let files =
            [("in/a.js", "// a\n"), ("out/deep/b.js", &*line(1)), ("out/c.js", "// c\n"), ("d.js", "// d\n")];
        let repository = Repository::with(&files);
        repository.git(&["sparse-checkout", "set", "--cone", index, "in"]);
        assert!(!repository.path("out").exists());
        repository.scan(&["--staged"]).is_silent();
        repository.stage(&[("in/a.js", &line(2))]);
        repository.scan(&["--staged"]).finds(&["in/a.js:1"]);
        repository.scan(&["--tracked"]).finds(&["in/a.js:1", "out/deep/b.js:1"]);
    }
}

#[test]
fn a_linked_work_tree_has_an_index_of_its_own() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    let linked = repository.beside("linked");
    repository.git(&["worktree", "add", "-q", "../linked", "-b", "other"]);
    linked.write("b.js", &line(1));
    linked.git(&["add", "b.js"]);
    linked.scan(&["--staged"]).finds(&["b.js:1"]);
    repository.scan(&["--staged"]).is_silent();
}

#[test]
fn the_index_that_git_names_is_read() {
    let repository = Repository::with(&[("a.js", "// nothing\n"), ("b.js", "// nothing\n")]);
    repository
        .write(".git/hooks/pre-commit", "#!/bin/sh\nexec \"$KEYSIDE\" scan --staged --quiet --compact >&2\n");
    make_executable(&repository.path(".git/hooks/pre-commit"));
    repository.write("a.js", &line(1));
    repository.write("b.js", &line(2));
    // `git commit b.js` makes an index for b.js alone.
    let mut command = std::process::Command::new("git");
    let output = super::clean(&mut command)
        .args(["-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-m", "b alone", "b.js"])
        .env("KEYSIDE", env!("CARGO_BIN_EXE_keyside"))
        .current_dir(repository.path(""))
        .output()
        .expect("git runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "the hook lets it through");
    assert!(stderr.contains("b.js:1:") && !stderr.contains("a.js:"), "{stderr}");
}

#[cfg(unix)]
fn make_executable(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("a mode can be set");
}

#[cfg(not(unix))]
fn make_executable(_path: &std::path::Path) {}

#[test]
fn paths_confine_the_scan_and_are_shown_from_where_it_runs() {
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    repository.stage(&[("web/a.js", &line(1)), ("server/b.js", &line(2)), ("server/deep/c.js", &line(3))]);
    repository.scan(&["--staged", "server"]).finds(&["server/b.js:1", "server/deep/c.js:1"]);
    repository.scan(&["--staged", "web/a.js", "server/deep"]).finds(&["server/deep/c.js:1", "web/a.js:1"]);
    let web = repository.beside("repository/web");
    web.scan(&["--staged"]).finds(&["../server/b.js:1", "../server/deep/c.js:1", "a.js:1"]);
    web.scan(&["--staged", "."]).finds(&["a.js:1"]);
    let elsewhere = repository.beside("elsewhere");
    std::fs::create_dir(&elsewhere.root).expect("a folder can be made");
    elsewhere.scan(&["--staged", "../repository/web"]).finds(&["../repository/web/a.js:1"]);
    let absolute = repository.path("web").canonicalize().expect("it exists");
    let said = elsewhere.scan(&["--staged", &absolute.to_string_lossy()]);
    said.finds(&[&format!("{}/a.js:1", absolute.display())]);
}

#[test]
fn a_configuration_counts_here_too() {
    let repository = Repository::with(&[
        ("keyside.toml", "exclude = [\"vendor\"]\n[[allow]]\npaths = [\"demo\"]\nreason = \"made up\"\n"),
        ("demo/old.js", "// nothing\n"),
    ]);
    repository.stage(&[("vendor/a.js", &line(1)), ("demo/b.js", &line(2)), ("c.js", &line(3))]);
    let said = repository.scan(&["--staged"]);
    said.finds(&["c.js:1"]);
    let report = said.report();
    assert_eq!(report["muted"]["files"], 1);
    assert_eq!(report["accepted"]["allow"], 1);
    // The entry is of use elsewhere, whatever this commit holds.
    repository.git(&["commit", "-qm", "all"]);
    repository.stage(&[("d.js", "// nothing\n")]);
    let said = repository.scan(&["--staged", "--deny-unused-allow"]);
    said.is_silent();
}

#[test]
fn marks_and_the_baseline_count_here_too() {
    let marked = format!("{} // keyside: allow stripe-secret-key -- made up\n", line(1).trim_end());
    let repository = Repository::with(&[("old.js", &line(5))]);
    assert_eq!(repository.run(&["baseline"], &[]).status, 0);
    repository.commit(&[]);
    repository.stage(&[("a.js", &marked)]);
    let said = repository.scan(&["--staged"]);
    said.is_silent();
    assert_eq!(said.report()["accepted"]["inline"], 1);
    // What the baseline knows may move; a copy of it is new.
    repository.git(&["mv", "old.js", "moved.js"]);
    repository.scan(&["--staged"]).is_silent();
    repository.git(&["mv", "moved.js", "old.js"]);
    repository.stage(&[("copy.js", &line(5)), ("old.js", &format!("{}// touched\n", line(5)))]);
    repository.scan(&["--staged"]).finds(&["copy.js:1"]);
}

#[test]
fn a_mark_of_no_use_is_told_where_the_commit_touches_it() {
    let idle = "let a = 1; // keyside: allow stripe-secret-key -- for nothing\n";
    let repository = Repository::with(&[("a.js", idle)]);
    repository.stage(&[("a.js", &format!("// above\n{idle}"))]);
    repository.scan(&["--staged", "--deny-unused-allow"]).is_silent();
    repository.stage(&[("a.js", &format!("{idle}{}", idle.replace("let a", "let b")))]);
    let said = repository.scan(&["--staged", "--deny-unused-allow"]);
    assert_eq!((said.status, said.report()["accepted"]["unused"].as_u64()), (1, Some(1)), "{}", said.stderr);
}

#[test]
fn a_staged_module_has_the_side_that_it_would_have() {
    let manifest = r#"{ "name": "shop", "dependencies": { "vite": "7.0.0" } }"#;
    let page = "<script type=\"module\" src=\"/main.ts\"></script>\n";
    let repository = Repository::with(&[
        ("package.json", manifest),
        ("index.html", page),
        ("main.ts", "import { pay } from './pay';\npay();\n"),
        ("pay.ts", "export const pay = () => 1;\n"),
        ("unused.ts", "export const nothing = 1;\n"),
    ]);
    let leak = |above: &str| format!("{above}export const pay = () => '{}';\n", key(1));
    repository.stage(&[("pay.ts", &leak("// one\n// two\n// three\n"))]);
    // The work tree goes on: were its text parsed, the offsets would be another function's.
    repository.write("pay.ts", "export const pay = () => 1;\n");
    let said = repository.scan(&["--staged"]);
    said.finds(&["pay.ts:4"]);
    let finding = &said.findings()[0];
    assert_eq!(finding["side"], "client", "{finding}");
    assert_eq!(finding["evidence"][0]["path"], "index.html");

    // What is staged is what is imported, whatever the work tree says.
    repository.stage(&[("main.ts", "console.log(1);\n"), ("pay.ts", &leak(""))]);
    repository.write("main.ts", "import { pay } from './pay';\npay();\n");
    assert_ne!(repository.scan(&["--staged"]).findings()[0]["side"], "client");
}

#[test]
fn what_code_does_is_as_new_as_its_line() {
    let call = |header: &str| {
        format!(
            "const key = import.meta.env.VITE_SHOP_SECRET;\nfetch('https://api.stripe.com/v1/charges', {{ headers: {{ {header}: `Bearer ${{key}}` }} }});\n"
        )
    };
    let repository = Repository::with(&[
        ("package.json", r#"{ "name": "shop", "dependencies": { "vite": "7.0.0" } }"#),
        ("index.html", "<script type=\"module\" src=\"/main.ts\"></script>\n"),
        ("main.ts", "console.log(1);\n"),
    ]);
    repository.stage(&[("main.ts", &call("Authorization"))]);
    repository.write("main.ts", "console.log(1);\n");
    let places = repository.scan(&["--staged"]).places();
    assert!(places.contains(&"main.ts:2".to_owned()), "{places:?}");
    // An old line is not reported once more.
    repository.write("main.ts", &call("Authorization"));
    repository.commit(&[]);
    repository.stage(&[("main.ts", &format!("{}// more\n", call("Authorization")))]);
    repository.scan(&["--staged"]).is_silent();
}

#[test]
fn pre_commit_gets_what_it_asks_for() {
    let repository = Repository::with(&[("a.js", &line(1))]);
    let base = repository.head();
    let json = ["scan", "--format", "json"];
    let run = |args: &[&str], env: &[(&str, &str)]| repository.run(&[&json[..], args].concat(), env);
    // By hand, with nothing staged: all that is tracked. In a commit that changes nothing: nothing.
    run(&["--pre-commit"], &[]).finds(&["a.js:1"]);
    run(&["--pre-commit"], &[("GIT_INDEX_FILE", ".git/index")]).is_silent();
    run(&["--staged"], &[]).is_silent();
    repository.stage(&[("b.js", &line(2))]);
    run(&["--pre-commit"], &[]).finds(&["b.js:1"]);
    // On a push.
    repository.commit(&[]);
    let pushed = [("PRE_COMMIT_FROM_REF", &*base), ("PRE_COMMIT_TO_REF", "HEAD")];
    for mode in ["--pre-commit", "--staged"] {
        run(&[mode], &pushed).finds(&["b.js:1"]);
    }
    run(&["--tracked"], &pushed).finds(&["a.js:1", "b.js:1"]);
}

#[test]
fn outside_of_a_repository_it_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for mode in ["--staged", "--tracked", "--since=HEAD", "--range=a..b"] {
        let said = super::run_in(folder.path(), &["scan", mode], &[]);
        assert_eq!(said.status, 2, "{mode}");
        assert!(said.stderr.contains("is not in a git repository"), "{}", said.stderr);
    }
    let repository = Repository::with(&[("a.js", "// nothing\n")]);
    let outside = folder.path().to_string_lossy().into_owned();
    let said = repository.run(&["scan", "--staged", "a.js", &outside], &[]);
    assert_eq!(said.status, 2);
    assert!(said.stderr.contains("one scan reads one repository"), "{}", said.stderr);
    for wrong in [
        &["scan", "--staged", "--tracked"][..],
        &["scan", "--staged", "-"],
        &["scan", "--staged", "--files-from", "x"],
    ] {
        assert_eq!(repository.run(wrong, &[]).status, 2, "{wrong:?}");
    }
}
