//! One set of settings out of the command line, the configuration and the defaults, in this order.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use keyside::config::{Config, FailOn, List, Setting, Size};
use keyside::finding::Confidence;

use crate::cli::{self, ConfigFileArgs, SettingsArgs};

/// The settings for what is scanned at `start`.
pub fn load(args: &SettingsArgs, start: &Path) -> Result<Config> {
    let mut config = from_file(&args.file, start)?;
    overlay(&mut config, args);
    Ok(config)
}

/// The configuration that is named or found, and nothing of the command line's.
pub fn from_file(args: &ConfigFileArgs, start: &Path) -> Result<Config> {
    let current = std::env::current_dir().context("cannot tell the current folder")?;
    Ok(match &args.config {
        Some(file) => Config::read(file, start, &current)?,
        None if args.no_config => Config::defaults(&current),
        None => Config::find(start, &current)?,
    })
}

/// Adds rule files of the command line; their rules win.
pub fn add_rules(config: &mut Config, paths: &[PathBuf]) {
    config.rules.extend(paths.iter().map(|path| Setting::option(path.clone(), "--rules")));
}

/// What the command line says replaces what the configuration says of the same, its overrides included.
fn overlay(config: &mut Config, args: &SettingsArgs) {
    add_rules(config, &args.rules);
    if let Some(confidence) = args.confidence {
        config.confidence = Setting::option(engine_confidence(confidence), "--confidence");
        config.overrides.iter_mut().for_each(|entry| entry.value.confidence = None);
    }
    if !args.only.is_empty() {
        config.only = options(&args.only, "--only");
        config.skip.clear();
        config.overrides.iter_mut().for_each(|entry| entry.value.skip = List::default());
    }
    config.skip.extend(options(&args.skip, "--skip"));
    if let Some(level) = args.fail_on {
        config.fail_on = Setting::option(engine_fail_on(level), "--fail-on");
    }
    if let Some(strict) = args.strict {
        config.strict = Setting::option(strict, "--strict");
    }
    if let Some(no_ignore) = args.no_ignore {
        config.no_ignore = Setting::option(no_ignore, "--no-ignore");
    }
    if let Some(size) = args.max_file_size {
        config.max_file_size = Setting::option(Some(Size(size)), "--max-file-size");
    }
}

fn options(names: &[String], option: &'static str) -> Vec<Setting<String>> {
    names.iter().map(|name| Setting::option(name.clone(), option)).collect()
}

fn engine_confidence(confidence: cli::Confidence) -> Confidence {
    match confidence {
        cli::Confidence::Low => Confidence::Low,
        cli::Confidence::Medium => Confidence::Medium,
        cli::Confidence::High => Confidence::High,
    }
}

fn engine_fail_on(level: cli::FailOn) -> FailOn {
    match level {
        cli::FailOn::Note => FailOn::Note,
        cli::FailOn::Warning => FailOn::Warning,
        cli::FailOn::Error => FailOn::Error,
        cli::FailOn::Never => FailOn::Never,
    }
}
