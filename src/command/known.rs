//! Values that the command line asks to be searched for.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use keyside::finding::{Level, Notice, NoticeKind};
use keyside::known::{self, Known, Reason, Values};
use keyside::location::Origin;

/// The largest file of values, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What is searched for, and what is left out.
#[derive(Default)]
pub struct Wanted {
    pub known: Option<Known>,
    pub notices: Vec<Notice>,
    /// `3 values of .env.production (left out: 2 short, 1 public)`, for each file.
    pub summary: Vec<String>,
}

impl Wanted {
    /// Reads environment files and lists.
    pub fn read(env_files: &[PathBuf], lists: &[PathBuf]) -> Result<Self> {
        let mut wanted = Self::default();
        let mut searched = Vec::new();
        let files = env_files.iter().map(|path| (path, known::env_file as fn(&Origin, &str) -> Values));
        let lists = lists.iter().map(|path| (path, known::lines as fn(&Origin, &str) -> Values));
        for (path, read) in files.chain(lists) {
            let values = read(&Origin::file(path.clone()), &text(path)?);
            if values.searched.is_empty() && values.left_out.is_empty() {
                bail!("there is no value in {}", path.display());
            }
            wanted.summary.push(summary(path, &values));
            wanted.notices.extend(values.left_out.iter().map(|left_out| {
                let name = left_out.name.as_deref().unwrap_or("the value");
                Notice {
                    kind: NoticeKind::NotSearchedFor,
                    level: Level::None,
                    origin: left_out.origin.clone(),
                    line: Some(left_out.line),
                    text: format!("{name} is not searched for: {}", left_out.reason),
                }
            }));
            searched.extend(values.searched);
        }
        wanted.known = Known::new(searched);
        Ok(wanted)
    }
}

/// A mistake in an error message would be a leak, so a file that is no text is not quoted.
fn text(path: &Path) -> Result<String> {
    let cannot = || format!("cannot read {}", path.display());
    let metadata = path.metadata().with_context(cannot)?;
    if metadata.len() > LARGEST {
        bail!("{} is no file of values: it has more than 16 MiB", path.display());
    }
    let bytes = std::fs::read(path).with_context(cannot)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => bail!("{} is no file of values: it is not UTF-8", path.display()),
    }
}

fn summary(path: &Path, values: &Values) -> String {
    let number = values.searched.len();
    let noun = if number == 1 { "value" } else { "values" };
    let reasons = [(Reason::Public, "public"), (Reason::Short, "short"), (Reason::Common, "common")];
    let left_out: Vec<String> = reasons
        .into_iter()
        .map(|(reason, name)| (values.left_out.iter().filter(|value| value.reason == reason).count(), name))
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| format!("{number} {name}"))
        .collect();
    let left_out =
        if left_out.is_empty() { String::new() } else { format!(" (left out: {})", left_out.join(", ")) };
    format!("{number} {noun} of {}{left_out}", Origin::file(path.to_owned()))
}
