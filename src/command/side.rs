//! `keyside side`: which side of an application a file is on, and why.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use keyside::location::Origin;
use keyside::side::{Graph, Sides, Verdict};

use super::{graph, settings};
use crate::Status;
use crate::cli::SideArgs;

pub fn run(args: &SideArgs) -> Result<Status> {
    let config = settings::from_file(&args.file, &args.paths[0])?;
    let sides = Sides::new(config.taught());
    let mut out = BufWriter::new(anstream::stdout());
    if let Some(format) = args.graph {
        graph::write(&whole(&sides, &args.paths)?, format, &mut out)?;
        out.flush()?;
        return Ok(Status::Clean);
    }
    for path in files(&args.paths)? {
        file(&sides, &path, &mut out)?;
    }
    out.flush()?;
    Ok(Status::Clean)
}

/// The graphs of all paths as one.
fn whole(sides: &Sides, paths: &[PathBuf]) -> Result<Graph> {
    let mut whole = Graph::default();
    for path in paths {
        path.metadata().with_context(|| format!("cannot read {}", path.display()))?;
        let graph = sides.graph(path).unwrap_or_default();
        whole.modules.extend(graph.modules);
        whole.edges.extend(graph.edges);
    }
    whole.modules.sort();
    whole.modules.dedup();
    whole.edges.sort();
    whole.edges.dedup();
    Ok(whole)
}

/// The named files, and those below named folders that ignore files do not leave out.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        let kind = path.metadata().with_context(|| format!("cannot read {}", path.display()))?;
        if kind.is_dir() {
            files.extend(keyside::side::files_below(path));
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() {
        bail!("there is no file in {}", paths[0].display());
    }
    Ok(files)
}

fn file(sides: &Sides, path: &Path, out: &mut impl Write) -> Result<()> {
    let origin = Origin::file(path.to_owned());
    let text = std::fs::read(path).with_context(|| format!("cannot read {origin}"))?;
    let regions = sides.regions(path);
    let whole = regions.len() <= 1;
    for (span, verdict) in regions {
        let line = |offset: u64| {
            let before = text.get(..(offset as usize).min(text.len())).unwrap_or_default();
            memchr::memchr_iter(b'\n', before).count() + 1
        };
        let place = match (whole, line(span.start), line(span.end.saturating_sub(1).max(span.start))) {
            (true, ..) => format!("{origin}"),
            (false, first, last) if first == last => format!("{origin}:{first}"),
            (false, first, last) => format!("{origin}:{first}-{last}"),
        };
        region(&place, &verdict, out)?;
    }
    Ok(())
}

fn region(place: &str, verdict: &Verdict, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{place}: {}", verdict.side.name())?;
    for evidence in &verdict.evidence {
        writeln!(out, "    {}:{} {}", evidence.origin, evidence.line, evidence.text)?;
    }
    Ok(())
}
