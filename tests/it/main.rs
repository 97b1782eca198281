//! What users rely on, through the binary or the library's front door. One binary, so one link.

mod architecture;
mod cli;
mod docs;
mod fixture;
mod hostile;
mod positions;
mod redaction;
