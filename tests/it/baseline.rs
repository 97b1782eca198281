//! The baseline through the binary: what stays accepted, what is new, what is gone.

use std::path::Path;
use std::process::Command;

use keyside::rule::example;
use serde_json::Value;
use tempfile::TempDir;

use crate::fixture::write;

/// A folder with a repository's mark, and what is run in it.
struct Tree(TempDir);

/// What a scan says.
struct Said {
    status: i32,
    report: Value,
    stderr: String,
}

const FILE: &str = ".keyside-baseline.json";

impl Tree {
    fn new() -> Self {
        let tree = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        std::fs::create_dir(tree.path(".git")).expect("a folder can be made");
        tree
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder can be made");
        write(&path, text);
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("the file can be read")
    }

    fn rename(&self, from: &str, to: &str) {
        let to = self.path(to);
        std::fs::create_dir_all(to.parent().unwrap_or(Path::new("."))).expect("a folder can be made");
        std::fs::rename(self.path(from), to).expect("a file can be renamed");
    }

    fn run(&self, args: &[&str]) -> (i32, Vec<u8>, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(args)
            .current_dir(self.0.path())
            .output()
            .expect("the binary runs");
        let status = output.status.code().expect("it ends by itself");
        (status, output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn accept(&self, args: &[&str]) {
        let (status, _, stderr) = self.run(&[&["baseline"], args].concat());
        assert_eq!(status, 0, "{stderr}");
    }

    fn scan(&self, args: &[&str]) -> Said {
        let (status, stdout, stderr) = self.run(&[&["scan", "--format", "json"], args].concat());
        let report = serde_json::from_slice(&stdout).unwrap_or_else(|error| panic!("{error}: {stderr}"));
        Said { status, report, stderr }
    }
}

impl Said {
    /// Where what counts was found.
    fn reported(&self) -> Vec<String> {
        let findings = self.report["findings"].as_array().expect("there are findings");
        let new = findings.iter().filter(|finding| finding["suppressed"].is_null());
        new.map(|finding| {
            format!("{}:{}", finding["path"].as_str().unwrap_or_default(), finding["start_line"])
        })
        .collect()
    }

    fn accepted(&self) -> u64 {
        self.report["accepted"]["baseline"].as_u64().expect("it is counted")
    }

    fn stale(&self) -> u64 {
        self.report["accepted"]["stale"].as_u64().expect("it is counted")
    }

    /// No new finding, so many of the baseline, and so many that are gone.
    #[track_caller]
    fn knows(&self, accepted: u64, stale: u64) {
        assert_eq!(self.reported(), Vec::<String>::new());
        assert_eq!((self.status, self.accepted(), self.stale()), (0, accepted, stale), "{}", self.stderr);
    }
}

/// The key of a number.
fn key(seed: u64) -> String {
    example::expand("sk_live_<<alnum:24>>", seed).expect("the placeholder is known").text
}

/// Keys of these numbers, a line each.
fn keys(seeds: impl IntoIterator<Item = u64>) -> String {
    seeds.into_iter().map(|seed| format!("const k{seed} = '{}';\n", key(seed))).collect()
}

#[test]
fn what_was_accepted_is_known_wherever_it_goes() {
    let tree = Tree::new();
    tree.write("src/keys.js", &keys(1..=5));
    assert_eq!(tree.scan(&[]).reported().len(), 5);
    tree.accept(&[]);
    tree.scan(&[]).knows(5, 0);
    tree.write("src/keys.js", &format!("// moved down\n\n\n{}", keys(1..=5)));
    tree.scan(&[]).knows(5, 0);
    tree.write(
        "src/keys.js",
        &format!("\r\n    {}", keys((1..=5).rev()).replace("'", "\"").replace(";\n", ",  ")),
    );
    tree.scan(&[]).knows(5, 0);
    tree.rename("src/keys.js", "lib/deep/settings.ts");
    tree.scan(&[]).knows(5, 0);
    tree.write("lib/deep/settings.ts", &keys([1, 2]));
    tree.write("lib/more.ts", &keys([3, 4, 5]));
    tree.scan(&[]).knows(5, 0);
    tree.write("lib/more.ts", &keys([3, 4, 5, 6]));
    let said = tree.scan(&[]);
    assert_eq!((said.reported(), said.status, said.accepted()), (vec!["lib/more.ts:4".to_owned()], 1, 5));
}

#[test]
fn another_place_of_a_known_secret_is_new() {
    let tree = Tree::new();
    tree.write("a.js", &keys([1]));
    tree.accept(&[]);
    tree.write("b.js", &keys([1]));
    assert_eq!(tree.scan(&[]).reported(), ["b.js:1"]);
    // The old place has not been looked at, and it may be there still.
    assert_eq!(tree.scan(&["b.js"]).reported(), ["b.js:1"]);
    std::fs::remove_file(tree.path("b.js")).expect("a file can be removed");
    tree.write("a.js", &keys([1, 1]));
    let said = tree.scan(&[]);
    assert_eq!((said.reported().len(), said.accepted()), (1, 1));
    tree.write("a.js", &keys([1]));
    tree.write("c.js", &keys([1]));
    tree.write("d.js", &keys([1]));
    std::fs::remove_file(tree.path("a.js")).expect("a file can be removed");
    let said = tree.scan(&[]);
    assert_eq!((said.reported().len(), said.accepted()), (1, 1), "one has moved, the other is new");
}

#[test]
fn a_part_of_the_tree_says_nothing_of_the_rest() {
    let tree = Tree::new();
    tree.write("web/a.js", &keys([1]));
    tree.write("server/b.js", &keys([2]));
    tree.accept(&[]);
    tree.scan(&["web"]).knows(1, 0);
    tree.scan(&["web/a.js"]).knows(1, 0);
    tree.scan(&["server", "web/a.js"]).knows(2, 0);
    // Moved, and its old place is gone for all to see.
    tree.rename("web/a.js", "server/a.js");
    tree.scan(&["server/a.js"]).knows(1, 0);
    tree.scan(&["server"]).knows(2, 0);
    tree.scan(&[]).knows(2, 0);
    // Left out by an ignore file is not gone.
    tree.write(".gitignore", "server/\n");
    tree.scan(&[]).knows(0, 1);
    tree.scan(&["--no-ignore"]).knows(2, 0);
}

#[test]
fn what_is_gone_is_told_and_an_update_forgets_it() {
    let tree = Tree::new();
    tree.write("a.js", &keys(1..=3));
    tree.accept(&[]);
    tree.write("a.js", &keys([3]));
    let said = tree.scan(&["-v"]);
    said.knows(1, 2);
    let (_, stdout, stderr) = tree.run(&["scan"]);
    assert!(stdout.is_empty() && stderr.contains("2 stale entries in the baseline"), "{stderr}");
    let (_, stdout, _) = tree.run(&["scan", "-v"]);
    let stdout = String::from_utf8_lossy(&stdout);
    assert_eq!(stdout.matches("note[stale-baseline]: stripe-secret-key in a.js").count(), 2, "{stdout}");
    tree.scan(&["--only", "github"]).knows(0, 0);
    tree.write("b.js", &keys([4]));
    let (status, _, stderr) = tree.run(&["baseline"]);
    assert_eq!(status, 2);
    assert!(stderr.contains("--update"), "{stderr}");
    let (status, _, stderr) = tree.run(&["baseline", "--update"]);
    assert_eq!(
        (status, stderr.as_str()),
        (0, ".keyside-baseline.json accepts 2 findings (1 new, 2 gone).\n")
    );
    tree.scan(&[]).knows(2, 0);
}

#[test]
fn an_update_of_a_part_keeps_the_rest() {
    let tree = Tree::new();
    tree.write("web/a.js", &keys([1]));
    tree.write(
        "server/b.js",
        &format!("{}const g = '{}';\n", keys([2]), crate::fixture::expand("ghp_<<github-crc32:36>>")),
    );
    tree.accept(&[]);
    let before = tree.read(FILE);
    tree.accept(&["web", "--update"]);
    tree.accept(&["--update", "--only", "stripe"]);
    assert_eq!(tree.read(FILE), before);
    tree.scan(&[]).knows(3, 0);
    let (status, _, stderr) = tree.run(&["baseline", "--update", "web/a.js"]);
    assert_eq!((status, stderr.contains("(0 new, 0 gone)")), (0, true), "{stderr}");
}

#[test]
fn what_a_mark_accepts_is_not_in_the_baseline_and_has_not_moved() {
    let tree = Tree::new();
    let mark = concat!(" // key", "side: allow stripe -- a demo");
    tree.write("a.js", &format!("{}{}", keys([1]).trim_end(), mark));
    tree.accept(&[]);
    assert!(!tree.read(FILE).contains("\"path\""));
    tree.write("a.js", &keys([1]));
    tree.accept(&["--update"]);
    tree.write("a.js", &format!("{}{}", keys([1]).trim_end(), mark));
    tree.scan(&[]).knows(0, 1);
    tree.write("b.js", &keys([1]));
    assert_eq!(tree.scan(&[]).reported(), ["b.js:1"]);
}

#[test]
fn placeholders_and_public_keys_are_not_in_the_baseline() {
    let tree = Tree::new();
    let publishable = example::expand("pk_live_<<alnum:24>>", 1).expect("the placeholder is known").text;
    tree.write("a.js", &format!("const k = '{publishable}', l = 'sk_live_xxxxxxxxxxxxxxxxxxxxxxxx';\n"));
    tree.accept(&[]);
    assert!(!tree.read(FILE).contains("\"path\""));
}

#[test]
fn the_file_shows_no_secret_and_is_sorted_and_clean() {
    let tree = Tree::new();
    tree.write("b.js", &keys(1..=3));
    tree.write("a.js", &keys([4]));
    tree.accept(&[]);
    let text = tree.read(FILE);
    let json: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(json["version"], 1);
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("\"path\"")).collect();
    assert_eq!(lines.len(), 4, "one entry a line");
    assert!(lines.is_sorted(), "{text}");
    for seed in 1..=4 {
        assert!(!text.contains(&key(seed)[8..]));
    }
    let said = tree.scan(&[]);
    let fingerprint =
        said.report["findings"][0]["fingerprint"].as_str().expect("a finding has a fingerprint");
    assert!(!text.contains(fingerprint), "hashes without the salt are of no use to look it up");
    let said = tree.scan(&["--confidence", "low", FILE]);
    assert_eq!(said.reported(), Vec::<String>::new(), "what it holds looks like no secret");
    let other = Tree::new();
    other.write("a.js", &keys([4]));
    other.accept(&[]);
    let value =
        |text: &str| serde_json::from_str::<Value>(text).expect("it is JSON")["findings"][0]["value"].clone();
    assert_ne!(value(&text), value(&other.read(FILE)), "the salt is each file's own");
}

#[test]
fn two_versions_put_together_line_by_line_are_read() {
    let tree = Tree::new();
    tree.write("a.js", &keys([1]));
    tree.accept(&[]);
    tree.write("a.js", &keys([1, 2]));
    let base = tree.read(FILE);
    tree.accept(&["--update"]);
    let ours = tree.read(FILE);
    write(&tree.path(FILE), &base);
    tree.write("a.js", &keys([1, 3]));
    tree.accept(&["--update"]);
    let theirs = tree.read(FILE);
    let entries = |text: &str| {
        text.lines().filter(|line| line.contains("\"path\"")).map(str::to_owned).collect::<Vec<_>>()
    };
    let head = base.split("    {").next().expect("there is a head");
    let both = [entries(&ours), entries(&theirs)].concat().join("\n");
    tree.write("a.js", &keys(1..=3));
    tree.write(FILE, &format!("{head}{both}\n  ]\n}}\n"));
    tree.scan(&[]).knows(3, 0);
    tree.write(
        FILE,
        &format!(
            "{head}<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n  ]\n}}\n",
            entries(&ours).join("\n"),
            entries(&theirs).join("\n")
        ),
    );
    let (status, stdout, stderr) = tree.run(&["scan"]);
    assert_eq!((status, stdout.len()), (2, 0));
    assert!(
        stderr.contains("merge-conflict markers (line 6)") && stderr.contains("keep the lines of both sides"),
        "{stderr}"
    );
}

#[test]
fn a_broken_baseline_is_a_mistake_and_not_a_clean_scan() {
    let tree = Tree::new();
    tree.write("a.js", &keys([1]));
    tree.accept(&[]);
    let good = tree.read(FILE);
    let salt = good.lines().find(|line| line.contains("\"id\"")).expect("there is a salt").to_owned();
    for (broken, word) in [
        (String::new(), "cannot be used"),
        ("[]".to_owned(), "cannot be used"),
        (good.replace("\"version\": 1", "\"version\": 2"), "update keyside"),
        ("{\"version\": 9}".to_owned(), "update keyside"),
        (good.replace(&salt, "  \"id\": \"12\","), "salt"),
        (good.replace(&salt, &format!("{salt}\n{salt}")), "salts differ"),
        (good.replace("\"rounds\": 1024", "\"rounds\": 4000000000"), "rounds"),
        (good.replace("\"value\":\"", "\"value\":\"zz"), "value"),
        (good.replace("  ]\n}\n", ""), "cannot be used"),
    ] {
        tree.write(FILE, &broken);
        let (status, stdout, stderr) = tree.run(&["scan"]);
        assert_eq!((status, stdout.len()), (2, 0), "{stderr}");
        assert!(stderr.contains(word) && stderr.contains(FILE), "{word}: {stderr}");
    }
    assert_eq!(tree.run(&["scan", "--no-baseline"]).0, 1);
    assert_eq!(tree.run(&["scan", "--baseline", "missing.json"]).0, 2);
}

#[test]
fn the_baseline_of_the_repository_speaks_from_anywhere_in_it() {
    let tree = Tree::new();
    tree.write("web/src/a.js", &keys([1]));
    let run_in = |folder: &str, args: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_keyside")).args(args).current_dir(tree.path(folder)).output();
        output.expect("the binary runs").status.code()
    };
    assert_eq!(run_in("web/src", &["baseline", "."]), Some(0));
    assert!(tree.path(FILE).exists(), "it is the repository's");
    assert_eq!(run_in("web/src", &["scan"]), Some(0));
    assert_eq!(run_in("web", &["scan", "../web/src/a.js"]), Some(0));
    assert_eq!(run_in(".", &["scan", "./web/../web/src"]), Some(0));
    let absolute = tree.path("web/src/a.js");
    assert_eq!(run_in("/", &["scan", absolute.to_str().expect("the path is UTF-8")]), Some(0));
    assert_eq!(run_in("web", &["scan", "--no-baseline"]), Some(1));
    let (status, _, stderr) = tree.run(&["baseline", "--baseline", "web/own.json", "web"]);
    assert_eq!(status, 0, "{stderr}");
    assert!(
        tree.read("web/own.json").contains("\"path\":\"src/a.js\""),
        "paths are relative to the file's folder"
    );
    std::fs::remove_file(tree.path(FILE)).expect("a file can be removed");
    assert_eq!((tree.run(&["scan"]).0, tree.run(&["scan", "--baseline", "web/own.json"]).0), (1, 0));
}

#[test]
fn a_baseline_may_lie_beside_what_it_speaks_of() {
    let tree = Tree::new();
    tree.write("web/a.js", &keys([1]));
    tree.write("security/keyside.txt", "");
    tree.write("keyside.toml", "baseline = \"security/baseline.json\"\n");
    let (status, stdout, stderr) = tree.run(&["scan"]);
    assert_eq!((status, stdout.len()), (2, 0));
    assert!(stderr.contains("keyside baseline"), "it says how to make one: {stderr}");
    assert_eq!(stderr.matches("os error").count(), 1, "the reason is said once: {stderr}");
    tree.accept(&[]);
    assert!(tree.read("security/baseline.json").contains("\"path\":\"../web/a.js\""));
    tree.scan(&[]).knows(1, 0);
    tree.scan(&["security"]).knows(0, 0);
    tree.rename("web/a.js", "server/b.js");
    tree.scan(&[]).knows(1, 0);
    tree.write("web/a.js", &keys([1]));
    assert_eq!(tree.scan(&[]).reported(), ["server/b.js:1"]);
    std::fs::remove_file(tree.path("server/b.js")).expect("a file can be removed");
    std::fs::remove_file(tree.path("web/a.js")).expect("a file can be removed");
    tree.scan(&[]).knows(0, 1);
}

#[test]
fn standard_input_has_a_place_in_the_baseline() {
    let tree = Tree::new();
    tree.write("a.js", &keys([1]));
    tree.accept(&[]);
    let scan = |name: &str| {
        let file = std::fs::File::open(tree.path("a.js")).expect("the file can be read");
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["scan", "-", "--stdin-path", name])
            .current_dir(tree.0.path())
            .stdin(file)
            .output();
        output.expect("the binary runs").status.code()
    };
    assert_eq!((scan("a.js"), scan("b.js")), (Some(0), Some(1)));
}

#[test]
fn a_file_that_is_scanned_under_two_names_is_known_under_both() {
    let tree = Tree::new();
    tree.write("src/a.js", &keys([1]));
    tree.accept(&[]);
    let said = tree.scan(&[".", "src/a.js"]);
    assert_eq!(said.reported(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn the_baseline_is_never_written_through_a_link() {
    let tree = Tree::new();
    tree.write("a.js", &keys([1]));
    tree.accept(&[]);
    tree.write("elsewhere", &tree.read(FILE));
    std::fs::remove_file(tree.path(FILE)).expect("a file can be removed");
    std::os::unix::fs::symlink("elsewhere", tree.path(FILE)).expect("a link can be made");
    let before = tree.read("elsewhere");
    tree.write("a.js", &keys([1, 2]));
    assert_eq!(tree.run(&["baseline"]).0, 2, "there is something");
    tree.accept(&["--update"]);
    assert_eq!(tree.read("elsewhere"), before);
    tree.scan(&[]).knows(2, 0);
}
