//! Storybook: a built one is a public site of all stories and whatever they import.

use super::{Entry, Framework, Layer, Published, vite};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{EnvForm, EnvObject, ModuleFacts, Reading, Region, Value};

pub struct Storybook;

const MAIN: &str = ".storybook/main";

impl Framework for Storybook {
    fn name(&self) -> &'static str {
        "Storybook"
    }

    fn applies(&self, package: &Package) -> bool {
        package.config_file(MAIN).is_some()
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let mut entries = Vec::new();
        for glob in stories(package.config(MAIN)) {
            for file in package.matching(&glob) {
                entries.push(Entry::new(
                    file,
                    Layer::Client,
                    "is a story, and stories ship with a built Storybook",
                ));
            }
        }
        for stem in ["preview", "manager"] {
            let file = package.script(&format!(".storybook/{stem}"));
            let why = format!("is the {stem} of Storybook, which runs in the browser");
            entries.extend(file.map(|file| Entry::new(file, Layer::Client, why)));
        }
        for name in ["preview-head", "preview-body", "manager-head"] {
            let why = "is put into the pages of Storybook";
            entries.push(Entry::new(format!(".storybook/{name}.html"), Layer::Client, why));
        }
        entries
    }

    fn vite<'p>(&self, package: &'p Package) -> Option<&'p Value> {
        is_of_vite(package).then(|| package.config("vite.config"))
    }

    fn reading(&self, path: &str) -> Option<Reading> {
        super::compiled_prose(path)
    }

    fn strips(
        &self,
        _package: &Package,
        facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        vite::strips(facts, region, layer)
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let exposure = match self.vite(package) {
            Some(config) => vite::exposure(config, &["VITE_"], "Vite"),
            None => super::inlined_by(
                Exposure::default(),
                package.config(MAIN),
                &["env"],
                "`env` of Storybook's main",
            ),
        };
        exposure.prefix("STORYBOOK_", "Storybook")
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        matches!(object, EnvObject::Process | EnvObject::ImportMeta) && form != EnvForm::Destructured
    }

    fn published<'p>(&self, package: &'p Package) -> Vec<Published<'p>> {
        // The builder for Vite replaces no name that `env` adds.
        if is_of_vite(package) {
            return vite::DEFINE.iter().filter_map(|table| table.of(package)).collect();
        }
        let env = package.config(MAIN).property(&["env"]);
        env.map(|property| Published { property, called: "env".into(), if_read: true }).into_iter().collect()
    }

    fn shakes_data(&self) -> bool {
        true
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        let listed = package.config(MAIN).get(&["staticDirs"]).map(Value::elements).unwrap_or_default();
        let path = |value: &Value| {
            let path = value.text().or_else(|| value.get(&["from"]).and_then(Value::text))?;
            Some(from_config(path))
        };
        listed.iter().filter_map(path).collect()
    }
}

fn is_of_vite(package: &Package) -> bool {
    let framework = package.config(MAIN).get(&["framework"]);
    let named = framework.and_then(|f| f.text().or_else(|| f.get(&["name"]).and_then(Value::text)));
    named.is_some_and(|name| name.contains("vite") || name.contains("sveltekit"))
        || package.depends_on("@storybook/builder-vite")
}

/// The globs of `stories`, relative to the package.
fn stories(config: &Value) -> Vec<String> {
    let listed = config.get(&["stories"]).map(Value::elements).unwrap_or_default();
    let glob = |value: &Value| match value.text() {
        Some(glob) => Some(from_config(&braces(glob))),
        None => {
            let folder = from_config(value.get(&["directory"])?.text()?);
            let files = value.get(&["files"]).and_then(Value::text);
            let files = files.unwrap_or("**/*.@(mdx|stories.@(js|jsx|mjs|ts|tsx))");
            Some(super::joined(&folder, &braces(files)))
        }
    };
    listed.iter().filter_map(glob).collect()
}

/// A path as `.storybook/main` has it, relative to the package.
fn from_config(path: &str) -> String {
    match path.strip_prefix("../") {
        Some(above) => above.trim_end_matches('/').to_owned(),
        None => super::joined(".storybook", path),
    }
}

/// `@(a|b)` is `{a,b}`, and `?(a|b)` may be missing.
fn braces(glob: &str) -> String {
    let mut found = String::with_capacity(glob.len());
    let mut depth = 0;
    let mut rest = glob.chars().peekable();
    while let Some(c) = rest.next() {
        let opens = rest.peek() == Some(&'(');
        match c {
            '@' | '+' | '?' if opens => {
                rest.next();
                depth += 1;
                found.push_str(if c == '?' { "{," } else { "{" });
            }
            '|' if depth > 0 => found.push(','),
            ')' if depth > 0 => {
                depth -= 1;
                found.push('}');
            }
            c => found.push(c),
        }
    }
    found
}
