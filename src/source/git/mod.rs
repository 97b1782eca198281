//! Git as a source: what is staged, what a range of commits brought, and all of a history.
//!
//! Objects are read as they are stored. Nothing of the repository's own configuration is trusted: no hook, filter, `textconv` or
//! file system monitor is ever run, and replacement objects do not count. What is missing becomes a gap.
//!
//! Everything comes to a [`Plan`]: which blobs to scan, under which paths, who brought them, and what stood there before.

mod change;
mod commits;
mod history;
mod index;
mod objects;
mod open;
mod paths;
mod plan;
mod present;
mod range;
mod trees;

pub use change::Change;
pub use history::Alike;
pub use objects::Objects;
pub use open::{Environment, GitError, Repository};
pub use plan::{Plan, Planned};
pub use present::Present;
pub use range::Range;

/// The id of an object.
pub type ObjectId = gix::ObjectId;
