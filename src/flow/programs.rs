//! Modules' values, read when a value first leads into one.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::side::{Builds, ModuleId};
use crate::syntax::{self, program::Program};

/// The longest text whose values are read, in bytes: people write less.
const LONGEST: usize = 256 * 1024;

/// What was read of a workspace's modules; may be asked from many threads.
#[derive(Debug, Default)]
pub struct Programs {
    read: OnceLock<Vec<OnceLock<Option<Program>>>>,
    pub(super) calls: Mutex<HashMap<ModuleId, Arc<Vec<super::callers::Known>>>>,
}

impl Programs {
    /// A module's values.
    pub(super) fn of<'p>(&'p self, builds: &Builds, module: ModuleId) -> Option<&'p Program> {
        let cells = self.read.get_or_init(|| (0..builds.module_count()).map(|_| OnceLock::new()).collect());
        let read = || {
            let path = builds.module_path(module);
            let text = builds.module_text(module).filter(|text| text.len() <= LONGEST)?;
            let is_data = path.extension().is_some_and(|extension| extension == "json");
            // A module that a parser cannot bear is as good as absent.
            let read =
                || if is_data { Some(syntax::data_values(&text)) } else { syntax::values(path, &text) };
            catch_unwind(AssertUnwindSafe(read)).ok().flatten()
        };
        cells.get(module)?.get_or_init(read).as_ref()
    }

    pub(super) fn known_calls(
        &self,
        module: ModuleId,
        find: impl FnOnce() -> Vec<super::callers::Known>,
    ) -> Arc<Vec<super::callers::Known>> {
        let lock = || self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&module) {
            return Arc::clone(known);
        }
        let found = Arc::new(find());
        lock().insert(module, Arc::clone(&found));
        found
    }
}
