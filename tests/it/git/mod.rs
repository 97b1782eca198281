//! Git as a source, in real repositories that real git makes.

mod history;
mod hostile;
mod range;
mod staged;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use keyside::rule::example;
use serde_json::Value;
use tempfile::TempDir;

use crate::fixture::write;

/// A folder in which repositories are made.
pub struct Repository {
    folder: TempDir,
    /// The work tree below it.
    root: PathBuf,
}

/// What a scan says.
pub struct Said {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Names that git or pre-commit would steer a run by, and what makes git say the same everywhere.
fn clean(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("GIT_") || name.starts_with("PRE_COMMIT") {
            command.env_remove(&*name);
        }
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").env("LC_ALL", "C")
}

impl Repository {
    /// An empty repository on the branch `main`.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let root = folder.path().join("repository");
        std::fs::create_dir(&root).expect("a folder can be made");
        let repository = Self { folder, root };
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    /// One with a commit of these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let repository = Self::new();
        repository.commit(files);
        repository
    }

    /// Another work tree beside the first, as if it were a repository of its own.
    pub fn beside(&self, name: &str) -> Beside<'_> {
        Beside { repository: self, root: self.folder.path().join(name) }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        write_in(&self.root, name, text);
    }

    /// Writes and stages.
    pub fn stage(&self, files: &[(&str, &str)]) {
        for (name, text) in files {
            self.write(name, text);
        }
        self.git(&["add", "-A"]);
    }

    /// Writes, stages and commits.
    pub fn commit(&self, files: &[(&str, &str)]) -> String {
        self.stage(files);
        self.git(&["commit", "-q", "--allow-empty", "-m", "a change"]);
        self.head()
    }

    pub fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    #[track_caller]
    pub fn git(&self, args: &[&str]) -> String {
        git_in(&self.root, args)
    }

    pub fn run(&self, args: &[&str], env: &[(&str, &str)]) -> Said {
        run_in(&self.root, args, env)
    }

    /// A scan, as JSON.
    pub fn scan(&self, args: &[&str]) -> Said {
        self.run(&[&["scan", "--format", "json"], args].concat(), &[])
    }
}

/// A work tree beside another.
pub struct Beside<'r> {
    repository: &'r Repository,
    pub root: PathBuf,
}

impl Beside<'_> {
    pub fn write(&self, name: &str, text: &str) {
        write_in(&self.root, name, text);
    }

    #[track_caller]
    pub fn git(&self, args: &[&str]) -> String {
        git_in(&self.root, args)
    }

    /// Runs git above it, to make it.
    #[track_caller]
    pub fn make(&self, args: &[&str]) -> String {
        git_in(self.repository.folder.path(), args)
    }

    pub fn scan(&self, args: &[&str]) -> Said {
        run_in(&self.root, &[&["scan", "--format", "json"], args].concat(), &[])
    }
}

fn write_in(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap_or(root)).expect("a folder can be made");
    write(&path, text);
}

#[track_caller]
fn git_in(folder: &Path, args: &[&str]) -> String {
    let output = git_output(folder, args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {stderr}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What git says, whether it succeeds or not.
pub fn git_output(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new("git");
    let identity = ["-c", "user.name=A U Thor", "-c", "user.email=author@example.com"];
    let settings =
        ["-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always", "-c", "core.autocrlf=false"];
    clean(&mut command)
        .env("GIT_AUTHOR_DATE", "2024-03-01T23:30:00-0500")
        .args(identity)
        .args(settings)
        .args(args)
        .current_dir(folder)
        .output()
        .expect("git runs")
}

fn run_in(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keyside"));
    let output = clean(&mut command)
        .args(args)
        .envs(env.iter().copied())
        .current_dir(folder)
        .output()
        .expect("the binary runs");
    Said {
        status: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl Said {
    #[track_caller]
    pub fn report(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stderr))
    }

    #[track_caller]
    pub fn findings(&self) -> Vec<Value> {
        self.report()["findings"].as_array().expect("there are findings").clone()
    }

    /// Where what counts was found, sorted.
    #[track_caller]
    pub fn places(&self) -> Vec<String> {
        let open = self.findings().into_iter().filter(|finding| finding["suppressed"].is_null());
        let mut places: Vec<String> =
            open.map(|f| format!("{}:{}", f["path"].as_str().unwrap_or_default(), f["start_line"])).collect();
        places.sort();
        places
    }

    /// The reasons why something was not scanned.
    #[track_caller]
    pub fn gaps(&self) -> Vec<String> {
        let report = self.report();
        let gaps = report["coverage"]["gaps"].as_array().expect("there are gaps");
        gaps.iter().map(|gap| gap["reason"].as_str().unwrap_or_default().to_owned()).collect()
    }

    #[track_caller]
    pub fn is_silent(&self) {
        assert_eq!(self.places(), Vec::<String>::new(), "{}", self.stderr);
        assert_eq!(self.gaps(), Vec::<String>::new(), "{}", self.stderr);
        assert_eq!(self.status, 0, "{}", self.stderr);
    }

    #[track_caller]
    pub fn finds(&self, places: &[&str]) {
        assert_eq!(self.places(), places, "{}", self.stderr);
        assert_eq!(self.status, i32::from(!places.is_empty()), "{}", self.stderr);
    }
}

/// The key of a number.
pub fn key(seed: u64) -> String {
    example::expand("sk_live_<<alnum:24>>", seed).expect("the placeholder is known").text
}

/// A line of code with a key in it.
pub fn line(seed: u64) -> String {
    format!("const key{seed} = '{}';\n", key(seed))
}
