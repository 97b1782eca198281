//! Parcel: a build for each target, of pages as often as of scripts.

use std::path::PathBuf;

use serde_json::Value as Json;

use super::{Entry, Framework, Layer};
use crate::side::env::Exposure;
use crate::side::plan::Plan;
use crate::side::project::Package;
use crate::syntax::{CommentOf, EnvForm, EnvObject, Literal};

pub struct Parcel;

/// Contexts that no browser is.
const OF_NODE: &[&str] = &["node", "electron-main"];

/// Keys of a manifest that name what a library is built to.
const LIBRARY: &[&str] = &["main", "module", "browser", "types"];

impl Framework for Parcel {
    fn name(&self) -> &'static str {
        "Parcel"
    }

    fn applies(&self, package: &Package) -> bool {
        let runs = package.scripts().any(|command| command.runs(&["parcel"]));
        (runs || package.depends_on("parcel")) && !package.depends_on("plasmo")
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        let targets = package.manifest("targets").as_object().into_iter().flatten();
        let mut plans: Vec<Plan> = targets
            .filter(|(_, target)| target.is_object())
            .map(|(name, target)| {
                plan(package, sources(package, &target["source"]), Some((name.as_str(), target)))
            })
            .collect();
        if plans.is_empty() {
            plans.push(plan(package, sources(package, &Json::Null), None));
        }
        Some(plans)
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let entries = package.manifest("alias").as_object().into_iter().flatten();
        let paths = entries.filter_map(|(name, path)| Some((name, path.as_str()?)));
        let local = paths.filter(|(_, path)| path.starts_with('.') || path.starts_with('/'));
        local
            .map(|(name, path)| {
                let path = path.trim_start_matches("./").trim_start_matches('/');
                (name.clone(), package.folder.join(path))
            })
            .collect()
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        object == EnvObject::Process && form != EnvForm::Dynamic
    }

    fn inlines_files(&self) -> bool {
        true
    }
}

/// What a target begins with: its own sources, the manifest's, or what the command is given.
fn sources(package: &Package, own: &Json) -> Vec<String> {
    let texts = |value: &Json| match value {
        Json::String(path) => vec![path.clone()],
        Json::Array(paths) => paths.iter().filter_map(|path| Some(path.as_str()?.to_owned())).collect(),
        _ => Vec::new(),
    };
    let commands = package.scripts().filter(|command| command.runs(&["parcel"]));
    let given = commands.flat_map(|command| {
        let words = command.words().skip_while(|word| !word.ends_with("parcel")).skip(1);
        words.filter(|word| !word.starts_with('-')).map(str::to_owned).collect::<Vec<_>>()
    });
    let mut paths = texts(own);
    if paths.is_empty() {
        paths = given.filter(|path| path.contains(['.', '/'])).collect();
    }
    if paths.is_empty() {
        paths = texts(package.manifest("source"));
    }
    let files = paths.into_iter().flat_map(|path| {
        let path = path.trim_start_matches("./").to_owned();
        match path.contains('*') {
            true => package.matching(&path).into_iter().map(str::to_owned).collect(),
            false => package.find_module(&path).into_iter().collect::<Vec<_>>(),
        }
    });
    let mut files: Vec<String> = files.collect();
    files.sort();
    files.dedup();
    files
}

fn plan(package: &Package, sources: Vec<String>, target: Option<(&str, &Json)>) -> Plan {
    let layer = layer(package, target);
    let entries = sources.into_iter().map(|file| Entry::new(file, layer, "is a source of Parcel's"));
    let mut plan = Plan::new(entries.collect());
    plan.dropped_comments = vec![CommentOf::Style, CommentOf::Page, CommentOf::Component];
    plan.constants.insert("process.env.NODE_ENV".to_owned(), Literal::Text("production".to_owned()));
    if layer == Layer::Server {
        return plan;
    }
    plan.constants.insert("process.browser".to_owned(), Literal::Bool(true));
    plan.exposure = exposure(package);
    let is_off = target.is_some_and(|(_, target)| target["sourceMap"] == Json::Bool(false));
    let off =
        |command: crate::side::script::Command<'_>| command.words().any(|word| word == "--no-source-maps");
    let is_off = is_off
        || package.scripts().any(|command| command.runs(&["parcel"]) && command.is_build() && off(command));
    // Maps are written unless they are switched off, with the original text in them.
    plan.publishes_sources = !is_off;
    plan
}

fn layer(package: &Package, target: Option<(&str, &Json)>) -> Layer {
    let Some((name, target)) = target else { return Layer::Client };
    let engines = |engines: &Json| !engines["node"].is_null() && engines["browsers"].is_null();
    let is_node = match target["context"].as_str() {
        Some(context) => OF_NODE.contains(&context),
        None => {
            engines(&target["engines"]) || target["engines"].is_null() && engines(package.manifest("engines"))
        }
    };
    let is_library = LIBRARY.contains(&name) || target["isLibrary"] == Json::Bool(true);
    if is_node && !is_library && !package.depends_on("electron") { Layer::Server } else { Layer::Client }
}

/// Whatever variable code names, unless a list allows only some.
fn exposure(package: &Package) -> Exposure {
    const MECHANISM: &str = "Parcel";
    match &package.manifest("@parcel/transformer-js")["inlineEnvironment"] {
        Json::Bool(false) => Exposure::default(),
        Json::Array(globs) => {
            globs.iter().filter_map(Json::as_str).fold(Exposure::default(), |exposure, glob| {
                match glob.split_once('*') {
                    Some((prefix, _)) => exposure.prefix(prefix, MECHANISM),
                    None => exposure.name(glob, MECHANISM),
                }
            })
        }
        _ => Exposure::default().all(MECHANISM),
    }
}
