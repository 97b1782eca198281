//! The module graph as JSON and for Graphviz.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use keyside::finding::Side;
use keyside::location::Origin;
use keyside::side::{Edge, Graph, Node};
use serde_json::json;

use crate::cli::GraphFormat;

/// Writes a graph.
pub fn write(graph: &Graph, format: GraphFormat, out: &mut impl Write) -> Result<()> {
    match format {
        GraphFormat::Json => write_json(graph, out),
        GraphFormat::Dot => write_dot(graph, out),
    }
}

/// One line for each module and edge: graphs are large, and differences between them are read.
fn write_json(graph: &Graph, out: &mut impl Write) -> Result<()> {
    let module = |node: &Node| json!({ "path": name(&node.path), "side": node.side.name() });
    let edge = |edge: &Edge| {
        json!({
            "from": name(&edge.from),
            "to": name(&edge.to),
            "line": edge.line,
            "kind": edge.kind,
            "names": edge.names,
            "side": edge.side.name(),
        })
    };
    writeln!(out, "{{\n  \"modules\": [")?;
    lines(graph.modules.iter().map(module), out)?;
    writeln!(out, "  ],\n  \"edges\": [")?;
    lines(graph.edges.iter().map(edge), out)?;
    writeln!(out, "  ]\n}}")?;
    Ok(())
}

fn lines(values: impl ExactSizeIterator<Item = serde_json::Value>, out: &mut impl Write) -> Result<()> {
    let last = values.len().saturating_sub(1);
    for (at, value) in values.enumerate() {
        writeln!(out, "    {value}{}", if at == last { "" } else { "," })?;
    }
    Ok(())
}

fn write_dot(graph: &Graph, out: &mut impl Write) -> Result<()> {
    writeln!(out, "digraph sides {{\n  node [shape=box, style=filled];")?;
    for Node { path, side } in &graph.modules {
        writeln!(out, "  {} [fillcolor={}, tooltip={}];", quoted(&name(path)), colour(*side), side.name())?;
    }
    for edge in &graph.edges {
        let (from, to) = (quoted(&name(&edge.from)), quoted(&name(&edge.to)));
        let label = quoted(&edge.names.join(", "));
        // What no build follows is dotted.
        let style = if edge.side == Side::Unknown { ", style=dotted" } else { "" };
        writeln!(out, "  {from} -> {to} [label={label}, tooltip={}{style}];", edge.kind)?;
    }
    writeln!(out, "}}")?;
    Ok(())
}

fn colour(side: Side) -> &'static str {
    match side {
        Side::Client => "lightcoral",
        Side::Shared => "lightsalmon",
        Side::Server => "lightblue",
        Side::Build | Side::Test | Side::Docs | Side::Unknown => "lightgrey",
    }
}

fn name(path: &Path) -> String {
    Origin::file(path.to_owned()).to_string()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
