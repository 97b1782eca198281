//! Pages that nothing builds: they are published as they lie there, with the scripts that they run.

use super::{Entry, Framework, Layer};
use crate::side::plan::Plan;
use crate::side::project::Package;

/// Counts for packages that no other framework knows.
pub struct Pages;

impl Framework for Pages {
    fn name(&self) -> &'static str {
        "pages without a build"
    }

    fn applies(&self, package: &Package) -> bool {
        !pages(package).is_empty()
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        let entries = pages(package).into_iter();
        let entries = entries.map(|file| Entry::new(file, Layer::Client, "is a page that nothing builds"));
        let mut plan = Plan::new(entries.collect());
        // What is served as it is keeps all that stands in it.
        (plan.shakes, plan.keeps_comments) = (false, true);
        Some(vec![plan])
    }

    fn strips(
        &self,
        _package: &Package,
        _facts: &crate::syntax::ModuleFacts,
        _region: &crate::syntax::Region,
        _layer: Layer,
    ) -> Option<String> {
        None
    }
}

/// Pages outside of folders of tests, documents and reports.
fn pages(package: &Package) -> Vec<&str> {
    let pages = package.matching("**/*.{html,htm}").into_iter();
    pages
        .filter(|file| crate::side::convention::of(file).is_none())
        .filter(|file| {
            !file.split('/').any(|part| matches!(part, "coverage" | "vendor" | "target" | "reports"))
        })
        .collect()
}
