//! Create React App: all of `src/` that `src/index` leads to ships.

use super::{Entry, Framework, Layer};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{CommentOf, EnvForm, EnvObject};

pub struct CreateReactApp;

impl Framework for CreateReactApp {
    fn name(&self) -> &'static str {
        "Create React App"
    }

    fn applies(&self, package: &Package) -> bool {
        ["react-scripts", "react-app-rewired", "@craco/craco"].iter().any(|name| package.depends_on(name))
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let entry = package.script("src/index");
        let worker = package.script("src/service-worker");
        let entry = entry.map(|file| Entry::new(file, Layer::Client, "is where Create React App begins"));
        let worker =
            worker.map(|file| Entry::new(file, Layer::Client, "is the service worker of Create React App"));
        entry.into_iter().chain(worker).collect()
    }

    fn exposure(&self, _package: &Package) -> Exposure {
        Exposure::default().prefix_of_any_case("REACT_APP_", "Create React App")
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
        !switches_maps_off(package)
    }

    fn public_folders(&self, _package: &Package) -> Vec<String> {
        vec!["public".into()]
    }
}

/// `GENERATE_SOURCEMAP=false`, in a script or a file of variables.
fn switches_maps_off(package: &Package) -> bool {
    const OFF: &str = "GENERATE_SOURCEMAP=false";
    let scripts = package.manifest("scripts").as_object().into_iter().flatten();
    let in_script = scripts.filter_map(|(_, script)| script.as_str()).any(|script| script.contains(OFF));
    in_script
        || [".env", ".env.production"].iter().any(|name| {
            crate::side::project::read_small(&package.folder.join(name))
                .is_some_and(|text| text.contains(OFF))
        })
}
