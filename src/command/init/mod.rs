//! `keyside init`: what a repository needs so that keyside runs by itself, and no more than that.
//!
//! A file that exists is somebody's: it is never written, and what to add to it is shown.

mod plan;
mod snippets;
mod survey;

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use keyside::location::Origin;

use crate::Status;
use crate::cli::InitArgs;
use plan::{Action, Item};
use survey::Survey;

pub fn run(args: &InitArgs) -> Result<Status> {
    if !args.dir.is_dir() {
        bail!("there is no folder {}", args.dir.display());
    }
    let survey = Survey::of(&root_of(&args.dir)?)?;
    let items = plan::plan(&survey);
    let mut out = anstream::stdout();
    let missing: Vec<&Item> = items.iter().filter(|item| item.is_missing()).collect();
    introduce(&survey, &mut out)?;
    for item in &items {
        describe(item, args.check, &mut out)?;
    }
    if args.check {
        return Ok(if missing.is_empty() { Status::Clean } else { Status::Findings });
    }
    let new: Vec<&Item> =
        missing.into_iter().filter(|item| matches!(item.action, Action::Create { .. })).collect();
    if !new.is_empty() {
        if args.write || asked(&new, &mut out)? {
            new.iter().try_for_each(|item| create(&survey.root, item, &mut out))?;
        } else {
            writeln!(
                out,
                "Nothing was written. `keyside init --write` writes the new files; files that exist stay as they are."
            )?;
        }
    }
    next_steps(&survey, &mut out)?;
    Ok(Status::Clean)
}

/// The repository's folder, or the one that was named if it is in none; as short as it can be said.
fn root_of(dir: &Path) -> Result<PathBuf> {
    let full = dir.canonicalize().with_context(|| format!("cannot read {}", dir.display()))?;
    let Some(root) = full.ancestors().find(|folder| folder.join(".git").exists()) else {
        return Ok(dir.to_owned());
    };
    let above = full.strip_prefix(root).map_or(0, |below| below.components().count());
    if above == 0 { Ok(dir.to_owned()) } else { Ok(root.to_owned()) }
}

fn introduce(survey: &Survey, out: &mut impl Write) -> io::Result<()> {
    if survey.frameworks.is_empty() {
        writeln!(out, "No framework that keyside knows; sides are told by names of files and folders.")?;
    }
    for (folder, names) in &survey.frameworks {
        let folder = Origin::file(folder.clone());
        let place =
            if folder.path().as_os_str().is_empty() { String::new() } else { format!(" in {folder}") };
        writeln!(out, "{}{place}: sides are read from it.", names.join(", "))?;
    }
    writeln!(out)
}

fn describe(item: &Item, check: bool, out: &mut impl Write) -> io::Result<()> {
    let Item { what, action } = item;
    match action {
        Action::Present { path } => writeln!(out, "{what}: {} has it.\n", shown(path)),
        Action::NotNeeded { why } => writeln!(out, "{what}: {why}.\n"),
        Action::Create { path, .. } if check => {
            writeln!(out, "{what}: missing; {} would have it.\n", shown(path))
        }
        Action::Add { path, .. } if check => writeln!(out, "{what}: missing in {}.\n", shown(path)),
        Action::Create { path, content, .. } => {
            writeln!(out, "{what}: {} is new.\n", shown(path))?;
            quote(content, out)
        }
        Action::Add { path, snippet, place } => {
            writeln!(out, "{what}: {} exists; add {place}:\n", shown(path))?;
            quote(snippet, out)
        }
    }
}

fn quote(text: &str, out: &mut impl Write) -> io::Result<()> {
    for line in text.lines() {
        if line.is_empty() { writeln!(out)? } else { writeln!(out, "    {line}")? }
    }
    writeln!(out)
}

/// Asks on a terminal; elsewhere nobody can answer, and the answer is no.
fn asked(new: &[&Item], out: &mut impl Write) -> Result<bool> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Ok(false);
    }
    write!(out, "Write {}? [y/N] ", if new.len() == 1 { "this file" } else { "these files" })?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Writes a file that does not exist, and nothing through a link.
fn create(root: &Path, item: &Item, out: &mut impl Write) -> Result<()> {
    let Action::Create { path, content, executable } = &item.action else { return Ok(()) };
    let full = root.join(path);
    let cannot = || format!("cannot write {}", full.display());
    std::fs::create_dir_all(full.parent().unwrap_or(root)).with_context(cannot)?;
    let mut file = File::options().write(true).create_new(true).open(&full).with_context(cannot)?;
    file.write_all(content.as_bytes()).with_context(cannot)?;
    if *executable {
        make_executable(&file).with_context(cannot)?;
    }
    writeln!(out, "Wrote {}.", shown(path))?;
    Ok(())
}

#[cfg(unix)]
fn make_executable(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_file: &File) -> io::Result<()> {
    Ok(())
}

fn next_steps(survey: &Survey, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "Next: `keyside scan` shows what is there; `keyside baseline` accepts it, so that only new findings count."
    )?;
    if let Some(folder) = survey.build_folder() {
        writeln!(out, "After a build: `keyside audit {folder}` searches what ships.")?;
    }
    Ok(())
}

fn shown(path: &Path) -> Origin {
    Origin::file(path.to_owned())
}
