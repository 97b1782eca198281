//! `keyside config`: what holds for a path, and why.

use std::io::Write;

use anyhow::Result;
use keyside::config;

use crate::Status;
use crate::cli::{ConfigArgs, ConfigFormat};

pub fn run(args: &ConfigArgs) -> Result<Status> {
    let config = super::settings::load(&args.settings, &args.path)?;
    // A name that stands for no rule is a mistake here as it is in a scan.
    config.scan_options(&super::load_rules(&config)?.set)?;
    let mut out = anstream::stdout();
    match args.format {
        ConfigFormat::Toml => write!(out, "{}", config::toml(&config))?,
        ConfigFormat::Json => writeln!(out, "{:#}", config::json(&config))?,
    }
    Ok(Status::Clean)
}
