//! `keyside completions` and `keyside man`: what shells and `man` know of the command line, made from it.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::Shell;

use crate::Status;
use crate::cli::Cli;

pub fn print(shell: Shell) -> Result<Status> {
    // Into memory first: the generator panics where a pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "keyside", &mut script);
    let mut out = io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Status::Clean)
}

pub fn write_man_pages(folder: &Path) -> Result<Status> {
    clap_mangen::generate_to(Cli::command(), folder)
        .with_context(|| format!("cannot write to {}", folder.display()))?;
    Ok(Status::Clean)
}
