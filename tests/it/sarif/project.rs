//! A project with a secret in every kind of place there is, made when the test runs: git and editors would mend half of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use keyside::rule::example;
use tempfile::TempDir;

use crate::fixture::write;

/// The commit that the project says it is at.
pub const REVISION: &str = "0123456789abcdef0123456789abcdef01234567";

/// What standard input is called.
pub const STDIN: &str = "ci/from stdin.txt";

pub struct Project {
    pub folder: TempDir,
    /// What was planted: a file from the project's root, its bytes, and the secrets in it.
    pub planted: Vec<Planted>,
}

pub struct Planted {
    pub path: &'static str,
    pub bytes: Vec<u8>,
    pub secrets: Vec<String>,
}

impl Project {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let planted = planted();
        for Planted { path, bytes, .. } in planted.iter().filter(|file| file.path != STDIN) {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder can be made");
            write(&path, bytes);
        }
        let git = folder.path().join(".git");
        std::fs::create_dir(&git).expect("a folder can be made");
        write(&git.join("HEAD"), "ref: refs/heads/main\n");
        write(&git.join("packed-refs"), format!("# pack-refs with: sorted\n{REVISION} refs/heads/main\n"));
        write(
            &git.join("config"),
            "[remote \"origin\"]\n\turl = https://robot:pass@github.com/acme/shop.git\n",
        );
        Self { folder, planted }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// The report of a scan in one of the project's folders, and the exit code.
    pub fn scan(&self, folder: &str, args: &[&str]) -> (String, Option<i32>) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["scan", "--format", "sarif", "-q"])
            .args(args)
            .current_dir(self.folder.path().join(folder))
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let stdin = self.planted.iter().find(|file| file.path == STDIN).expect("there is one");
        let mut pipe = child.stdin.take().expect("it is piped");
        // Only a scan of standard input reads it.
        let _ = std::io::Write::write_all(&mut pipe, &stdin.bytes);
        drop(pipe);
        let output = child.wait_with_output().expect("the binary ends");
        (String::from_utf8(output.stdout).expect("a report is UTF-8"), output.status.code())
    }
}

/// A file of a template in which `«…»` are secrets.
fn file(path: &'static str, template: &str, encode: impl Fn(&str) -> Vec<u8>) -> Planted {
    let expanded = example::expand(template, 1).expect("the placeholders are known");
    let secrets = expanded.marked.iter().map(|range| expanded.text[range.clone()].to_owned()).collect();
    Planted { path, bytes: encode(&expanded.text), secrets }
}

fn utf8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn utf16(text: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("it is Latin-1")).collect()
}

fn planted() -> Vec<Planted> {
    let licence = "/*! Ünlicence 🔑, as every version of this bundle begins */".repeat(20);
    let bundle = format!(
        "{licence}const a=\"«sk_live_<<alnum:24>>»\",b='🔑é',c=\"«sk_live_<<alnum:99>>»\";f(\"«ghp_<<github-crc32:36>>»\")"
    );
    vec![
        file(
            "web/größe 100%/pay[1].ts",
            "// 🔑\n\nconst é🔑 = \"ü\", key = \"«sk_live_<<alnum:24>>»\"; // 🔑\n",
            utf8,
        ),
        file("legacy/little.ini", "\u{FEFF}[keys]\r\nnäme🔑 = «ghp_<<github-crc32:36>>»\r\n", |t| {
            utf16(t, u16::to_le_bytes)
        }),
        file("legacy/big.ini", "\u{FEFF}[keys]\nnäme🔑 = «ghp_<<github-crc32:36>>» 🔑\n", |t| {
            utf16(t, u16::to_be_bytes)
        }),
        file("legacy/latin1.txt", "café\nclé = «ghp_<<github-crc32:36>>»\n", latin1),
        file("crlf.env", "A=1\r\n\r\n\tKEY=«sk_live_<<alnum:24>>»\r\nB=2\r\n", utf8),
        file("dist/app.min.js", &bundle, utf8),
        file("pay.rb", "key_id: 'rzp_live_<<alnum:14>>'\n\nkey_secret: '«<<alnum:24>>»'\n", utf8),
        file("tls/server.key", "\n«<<pem:RSA PRIVATE KEY>>»\n", utf8),
        file(STDIN, "echo 🔑 «snd_<<alnum:64>>»", utf8),
    ]
}
