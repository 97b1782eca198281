//! What users rely on, through the binary or the library's front door. One binary, so one link.

#![allow(clippy::expect_used, reason = "a fixture that cannot be set up fails its test")]

mod allows;
mod architecture;
mod audit;
mod baseline;
mod classes;
mod cli;
mod completions;
mod config;
mod crossings;
mod docs;
mod filters;
mod fixture;
mod formats;
mod git;
mod graph;
mod hostile;
mod init;
mod labelled;
mod marks;
mod names;
mod outputs;
mod perfectpay;
mod positions;
mod projects;
mod redaction;
mod sarif;
mod shapes;
mod summary;
mod text;
