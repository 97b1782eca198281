//! keyside finds secret keys and says which side of an application they end up on.
//!
//! The pipeline, from top to bottom; each module may use the ones before it:
//!
//! ```text
//! source -> decode -> detect -> filter -> findings -> suppress -> report
//!                       ^
//!                     rule
//! ```
//!
//! [`scan::Scanner`] joins the stages. The library neither prints nor exits; see `docs/architecture.md`.
//!
//! ```
//! use std::sync::Arc;
//! use keyside::{rule::RuleSet, scan::{Options, Scanner}};
//!
//! let scanner = Scanner::new(Arc::new(RuleSet::builtin()), Options::default());
//! let outcome = scanner.text("pay.ts", b"loadStripe(publishableKey)");
//! assert!(outcome.findings.is_empty());
//! ```

pub mod config;
pub mod decode;
pub mod detect;
pub mod examples;
pub mod filter;
pub mod finding;
pub mod flow;
pub mod known;
pub mod lint;
pub mod location;
pub mod report;
pub mod rule;
pub mod scan;
pub mod side;
pub mod source;
pub mod suppress;
pub mod syntax;
