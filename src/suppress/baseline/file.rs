//! The baseline's file: JSON, sorted, one entry a line, so that versions of it merge line by line.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::value::{MOST_ROUNDS, ROUNDS, SALT, Tag};
use super::{Baseline, Entry, Key};

/// The number changes if a file ever has to be read differently.
const VERSION: u64 = 1;

/// A larger file is none of ours.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What every value of one file is hashed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub salt: [u8; SALT],
    pub rounds: u32,
}

impl Header {
    /// One with a new salt.
    pub fn new() -> Result<Self, String> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
        Ok(Self { salt, rounds: ROUNDS })
    }
}

/// Why a baseline cannot be used.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// There is none.
    #[error("there is no baseline {}; `keyside baseline` makes one", file.display())]
    Missing {
        /// Where it should be.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// It could not be read.
    #[error("cannot read the baseline {}", file.display())]
    Read {
        /// The baseline.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A merge that nobody has finished.
    #[error(
        "the baseline {} holds merge-conflict markers (line {line}): keep the lines of both sides, remove the markers, \
         and run `keyside baseline --update`", file.display()
    )]
    Conflict {
        /// The baseline.
        file: PathBuf,
        /// The first marker's line.
        line: usize,
    },
    /// No baseline, or one that somebody has changed.
    #[error(
        "the baseline {} cannot be used: {problem}; restore it, or remove it and run `keyside baseline`", file.display()
    )]
    Malformed {
        /// The baseline.
        file: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// Written by a version that is newer.
    #[error("the baseline {} has version {version}, and this keyside reads version 1; update keyside", file.display())]
    Version {
        /// The baseline.
        file: PathBuf,
        /// Its version.
        version: u64,
    },
    /// The system has no random numbers.
    #[error("no random salt for the baseline: {reason}")]
    Salt {
        /// The system's reason.
        reason: String,
    },
}

#[derive(Deserialize)]
struct Document {
    version: u64,
    /// The salt; under a name that nobody takes for a secret's.
    #[serde(rename = "id")]
    salt: String,
    rounds: u32,
    findings: Vec<Line>,
}

/// One entry.
#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    rule: String,
    count: u64,
    value: Tag,
}

#[derive(Deserialize)]
struct Versioned {
    version: u64,
}

/// Reads a file.
pub(super) fn read(file: &Path) -> Result<(Header, BTreeMap<Key, Entry>), BaselineError> {
    let text = text(file).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => BaselineError::Missing { file: file.to_owned(), source },
        _ => BaselineError::Read { file: file.to_owned(), source },
    })?;
    if let Some(line) = conflict(&text) {
        return Err(BaselineError::Conflict { file: file.to_owned(), line });
    }
    let malformed = |problem: String| BaselineError::Malformed { file: file.to_owned(), problem };
    let document = match document(&text) {
        Ok(document) => document,
        Err(problem) => match serde_json::from_str(&text) {
            Ok(Versioned { version }) if version != VERSION => return Err(newer(file, version)),
            _ => return Err(malformed(problem)),
        },
    };
    if document.version != VERSION {
        return Err(newer(file, document.version));
    }
    Ok((header(&document).map_err(malformed)?, entries(document.findings).map_err(malformed)?))
}

fn newer(file: &Path, version: u64) -> BaselineError {
    BaselineError::Version { file: file.to_owned(), version }
}

/// The file's text. What is no plain file is not opened: a pipe would never end.
fn text(file: &Path) -> io::Result<String> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut text = String::new();
    std::fs::File::open(file)?.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST {
        return Err(io::Error::other("it is too large"));
    }
    Ok(text)
}

/// The line of the first merge-conflict marker.
fn conflict(text: &str) -> Option<usize> {
    let is_marker = |line: &str| {
        line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line.trim_end() == "======="
    };
    text.lines().position(is_marker).map(|at| at + 1)
}

/// Reads JSON; or lines that were JSON before two versions were put together, with a comma too many or too few between entries.
fn document(text: &str) -> Result<Document, String> {
    let error = match serde_json::from_str(text) {
        Ok(document) => return Ok(document),
        Err(error) => error.to_string(),
    };
    if text.lines().filter(|line| line.trim_start().starts_with("\"id\":")).count() > 1 {
        return Err(
            "it was put together from two that have nothing in common, since their salts differ".into()
        );
    }
    let mut findings = Vec::new();
    let mut rest = String::new();
    for line in text.lines() {
        match serde_json::from_str(line.trim().trim_matches(',').trim()) {
            Ok(entry) => findings.push(entry),
            Err(_) => rest.push_str(line),
        }
    }
    let document: Document = serde_json::from_str(&rest).map_err(|_| error)?;
    Ok(Document { findings: document.findings.into_iter().chain(findings).collect(), ..document })
}

fn header(document: &Document) -> Result<Header, String> {
    let salt = salt(&document.salt).ok_or("its id, the salt, is not made of 32 hexadecimal digits")?;
    match document.rounds {
        1..=MOST_ROUNDS => Ok(Header { salt, rounds: document.rounds }),
        rounds => Err(format!("rounds is {rounds}, which is not between 1 and {MOST_ROUNDS}")),
    }
}

fn salt(digits: &str) -> Option<[u8; SALT]> {
    if digits.len() != 2 * SALT || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let mut salt = [0; SALT];
    for (byte, digits) in salt.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(salt)
}

/// Two lines about the same are what a merge has left of one.
fn entries(lines: Vec<Line>) -> Result<BTreeMap<Key, Entry>, String> {
    let mut entries: BTreeMap<Key, Entry> = BTreeMap::new();
    for Line { path, rule, count, value } in lines {
        if !value.is_well_formed() {
            return Err(format!(
                "the value of an entry for {} is not made of 24 hexadecimal digits",
                super::printable(&path)
            ));
        }
        let entry = entries.entry(Key { path, value }).or_insert(Entry { rule, count: 0 });
        entry.count = entry.count.max(count);
    }
    Ok(entries)
}

impl Baseline {
    /// Writes the file's content.
    ///
    /// # Errors
    /// The writer's error.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let salt: String = self.header.salt.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(out, "{{\n  \"version\": {VERSION},\n  \"id\": \"{salt}\",")?;
        write!(out, "  \"rounds\": {},\n  \"findings\": [", self.header.rounds)?;
        for (index, (Key { path, value }, Entry { rule, count })) in self.entries.iter().enumerate() {
            let line = Line { path: path.clone(), rule: rule.clone(), count: *count, value: value.clone() };
            out.write_all(if index == 0 { b"\n    " } else { b",\n    " })?;
            serde_json::to_writer(&mut *out, &line)?;
        }
        out.write_all(if self.entries.is_empty() { b"]\n}\n" } else { b"\n  ]\n}\n" })
    }
}
