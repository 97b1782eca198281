//! Evidence as a chain that a person can follow, each step below and right of the one that leads to it.

use std::io::{self, Write};

use super::link::Links;
use super::margin::Margin;
use crate::finding::Finding;
use crate::report::palette::STRONG;
use crate::report::prose;

/// Longer chains go straight down from here.
const DEEPEST: usize = 8;

/// Of the evidence the first `steps` are a way; what follows stands beside the secret, as the other half of a pair does.
pub fn write(
    finding: &Finding,
    steps: usize,
    margin: &Margin,
    links: Links,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (depth, evidence) in finding.evidence.iter().enumerate() {
        let path = links.to_file(&evidence.origin);
        let step = format!("{path}:{}: {}", evidence.line, prose::printable(&evidence.text));
        match depth {
            beside if beside >= steps => {
                writeln!(out, "{} {STRONG}beside{STRONG:#}: {step}", margin.mark("="))?
            }
            0 => writeln!(out, "{} {STRONG}evidence{STRONG:#}: {step}", margin.mark("="))?,
            _ => {
                let indent = margin.width() + " = ".len() + 2 * depth.min(DEEPEST);
                writeln!(out, "{}-> {step}", " ".repeat(indent))?;
            }
        }
    }
    Ok(())
}
