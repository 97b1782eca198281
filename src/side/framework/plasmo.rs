//! Plasmo: a browser extension by the names of its files.

use super::{Entry, Framework, Layer, is_test};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{EnvForm, EnvObject};

pub struct Plasmo;

/// What the files and folders are called that make an extension.
const FILES: &str = "{background,content,popup,options,newtab,devtools,sidepanel,sandbox,background/index,popup/index,options/index,newtab/index,devtools/index,sidepanel/index,contents/*,contents/*/index,tabs/*,tabs/*/index,sandboxes/*,panels/*/index,background/{messages,ports}/**/*}.{ts,tsx,js,jsx,vue,svelte}";

impl Framework for Plasmo {
    fn name(&self) -> &'static str {
        "Plasmo"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("plasmo")
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let files = [FILES.to_owned(), format!("src/{FILES}")];
        let files = files.iter().flat_map(|glob| package.matching(glob)).filter(|file| !is_test(file));
        files
            .map(|file| Entry::new(file, Layer::Client, "is a file of a browser extension by its name"))
            .collect()
    }

    fn aliases(&self, package: &Package) -> Vec<(String, std::path::PathBuf)> {
        let has_source = package.files.iter().any(|file| file.starts_with("src/"));
        let folder = if has_source { package.folder.join("src") } else { package.folder.clone() };
        vec![("~".to_owned(), folder)]
    }

    fn exposure(&self, _package: &Package) -> Exposure {
        Exposure::default().prefix("PLASMO_PUBLIC_", "Plasmo")
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        object == EnvObject::Process && form != EnvForm::Dynamic
    }

    fn inlines_files(&self) -> bool {
        true
    }
}
