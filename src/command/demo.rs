//! `keyside demo`: a small shop with every kind of key where it does and does not belong, made and scanned.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use clap::Parser;
use keyside::rule::example;

use crate::Status;
use crate::cli::{Cli, Command, DemoArgs};

/// The shop's files, with placeholders where keys go.
const FILES: &[(&str, &str)] = &[
    (".env", include_str!("demo/env.txt")),
    ("app/api/pay/route.ts", include_str!("demo/route.txt")),
    ("app/page.tsx", include_str!("demo/page.txt")),
    ("config/deploy.yml", include_str!("demo/deploy.txt")),
    ("package.json", include_str!("demo/package.txt")),
    ("public/index.html", include_str!("demo/index.txt")),
    ("server/pay.ts", include_str!("demo/pay.txt")),
    ("src/checkout.tsx", include_str!("demo/checkout.txt")),
];

pub fn run(args: &DemoArgs) -> Result<Status> {
    let folder = match &args.dir {
        Some(dir) => {
            std::fs::create_dir(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
            dir.clone()
        }
        None => {
            tempfile::Builder::new().prefix("keyside-demo-").tempdir().context("cannot make a folder")?.keep()
        }
    };
    write_shop(&folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    let mut out = anstream::stdout();
    writeln!(out, "A small shop with generated keys, in {}:\n", folder.display())?;
    let status = scan(&folder)?;
    writeln!(out, "Again:  keyside scan {}", shell_word(&folder))?;
    writeln!(out, "One rule:  keyside explain hyperswitch-secret-key")?;
    // That it leaks is what the shop is for.
    Ok(if status == Status::Findings { Status::Clean } else { status })
}

fn write_shop(folder: &Path) -> Result<()> {
    let seed = std::collections::hash_map::RandomState::new();
    let seed = std::hash::BuildHasher::hash_one(&seed, std::process::id());
    for (name, template) in FILES {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let text = example::expand(template, seed).map_err(anyhow::Error::msg)?.text;
        std::fs::write(path, text)?;
    }
    Ok(())
}

/// Scans the shop as the user would.
fn scan(folder: &Path) -> Result<Status> {
    let arguments = ["keyside", "scan", "--no-ignore", "--no-config"].map(Path::new);
    let cli = Cli::try_parse_from(arguments.into_iter().chain([folder]))?;
    match cli.command {
        Command::Scan(args) => super::scan::run(&args),
        _ => Ok(Status::Usage),
    }
}

fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
