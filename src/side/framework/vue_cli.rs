//! Vue CLI: all of `src/` that `src/main` leads to ships.

use std::path::PathBuf;

use super::{Entry, Framework, Layer};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{CommentOf, EnvForm, EnvObject, Value};

pub struct VueCli;

impl Framework for VueCli {
    fn name(&self) -> &'static str {
        "Vue CLI"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("@vue/cli-service")
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let pages = package.config("vue.config").get(&["pages"]).map(Value::entries).unwrap_or_default();
        let entry = |value: &Value| value.text().or_else(|| value.get(&["entry"])?.text()).map(str::to_owned);
        let named: Vec<String> = pages.iter().filter_map(|page| entry(&page.value)).collect();
        let files = if named.is_empty() { package.script("src/main").into_iter().collect() } else { named };
        let files = files.into_iter().map(|file| file.trim_start_matches("./").to_owned());
        files.map(|file| Entry::new(file, Layer::Client, "is where Vue CLI begins")).collect()
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        vec![("@".to_owned(), package.folder.join("src"))]
    }

    fn exposure(&self, _package: &Package) -> Exposure {
        Exposure::default().prefix("VUE_APP_", "Vue CLI")
    }

    fn shakes_fields(&self, _package: &Package) -> bool {
        true
    }

    fn shakes_data(&self) -> bool {
        true
    }

    fn drops_comments(&self) -> &'static [CommentOf] {
        &[CommentOf::Style, CommentOf::Page, CommentOf::Component]
    }

    fn inlines(&self, object: EnvObject, _form: EnvForm) -> bool {
        object == EnvObject::Process
    }

    fn publishes_sources(&self, package: &Package) -> bool {
        // Source maps are on unless they are switched off.
        !package.config("vue.config").get(&["productionSourceMap"]).is_some_and(|value| value.is(false))
    }

    fn public_folders(&self, _package: &Package) -> Vec<String> {
        vec!["public".into()]
    }
}
