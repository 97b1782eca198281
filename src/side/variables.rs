//! Which values of `.env` and configuration files a client build writes into its output: those that an exposure names and that
//! kept client code reads.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::Verdict;
use super::build::{Build, Builds};
use super::env_file;
use super::evidence::Shown;
use super::framework::{ConfigTable, Layer};
use super::modules::ModuleId;
use super::project::read_small;
use super::reach::Presence;
use crate::finding::{Evidence, Side};
use crate::syntax::{EnvForm, Target};

/// Variables and constants that kept client code reads, each with one place.
#[derive(Debug, Default)]
pub(super) struct Reads {
    names: BTreeMap<String, (ModuleId, u32)>,
    /// A place where the whole environment is read.
    whole: Option<(ModuleId, u32)>,
}

impl Reads {
    fn find(&self, name: &str) -> Option<(ModuleId, u32)> {
        self.names.get(name).copied().or(self.whole)
    }

    fn note(&mut self, name: &str, place: (ModuleId, u32)) {
        let known = self.names.entry(name.to_owned()).or_insert(place);
        *known = (*known).min(place);
    }

    fn note_whole(&mut self, place: (ModuleId, u32)) {
        self.whole = Some(self.whole.map_or(place, |known| known.min(place)));
    }
}

impl Builds {
    /// The side of a variable's value in a `.env` file.
    pub(super) fn of_variable(&self, path: &Path, offset: usize, shown: &Shown) -> Option<Verdict> {
        let text = read_small(path)?;
        let assignments = env_file::assignments(&text);
        let assignment = assignments.iter().find(|a| a.span.contains(&offset))?;
        let here = |at: usize, text_of: String| Evidence {
            origin: shown.origin(path),
            line: line(&text, at),
            text: text_of,
        };
        let (folder, name) = (path.parent()?, path.file_name()?.to_string_lossy());
        let rank = env_file::rank(&name);
        let mut builds = self
            .builds
            .iter()
            .filter(|build| self.workspace.packages[build.package].folder == folder)
            .peekable();
        builds.peek()?;
        // The variable itself, or one that its value is put into.
        let through =
            |a: &&env_file::Assignment| a.name == assignment.name || a.from.contains(&assignment.name);
        for build in builds {
            for exposed in assignments.iter().filter(through) {
                let Some((mechanism, place)) = self.exposed(build, &exposed.name) else { continue };
                if rank.is_none() || is_overridden(folder, &exposed.name, rank) {
                    continue;
                }
                let mut evidence = Vec::new();
                if exposed.name != assignment.name {
                    let why = format!("`{}` is put into `{}`", assignment.name, exposed.name);
                    evidence.push(here(exposed.span.start, why));
                }
                let why = format!("{mechanism} writes `{}` into what clients get", exposed.name);
                evidence.push(here(exposed.span.start, why));
                evidence.extend(
                    place.into_iter().flat_map(|place| self.read_at(build, place, &exposed.name, shown)),
                );
                return Some(Verdict { side: Side::Client, evidence });
            }
        }
        let why = format!("no client code that is built gets `{}`", assignment.name);
        Some(Verdict { side: Side::Build, evidence: vec![here(assignment.span.start, why)] })
    }

    /// A literal in a table of a configuration file that is written into client code: `define`, `env`.
    pub(super) fn of_config(&self, path: &Path, offset: u32, shown: &Shown) -> Option<Verdict> {
        let stem = path.file_stem()?.to_string_lossy();
        for build in &self.builds {
            let package = &self.workspace.packages[build.package];
            if path.parent() != Some(&package.folder) {
                continue;
            }
            for ConfigTable { file, keys, if_read } in build.framework.published_config() {
                let property =
                    package.config(file).property(keys).filter(|p| *file == stem && p.span.contains(&offset));
                let Some(table) = property else { continue };
                let constant = table.value.entries().iter().find(|property| property.span.contains(&offset));
                let name = constant.map_or(table.name.as_str(), |constant| constant.name.as_str());
                let read = name.trim_start_matches("process.env.").trim_start_matches("import.meta.env.");
                let place = self.reads(build).find(read);
                if place.is_none() && *if_read {
                    continue;
                }
                let line = line(&read_small(path).unwrap_or_default(), offset as usize);
                let (who, table) = (build.framework.name(), keys.join("."));
                let why = format!("{who} writes `{name}` of `{table}` into what clients get");
                let mut evidence = vec![Evidence { origin: shown.origin(path), line, text: why }];
                evidence.extend(place.into_iter().flat_map(|place| self.read_at(build, place, read, shown)));
                return Some(Verdict { side: Side::Client, evidence });
            }
        }
        None
    }

    /// What writes a variable into client code, and where that reads it, if it must.
    fn exposed(&self, build: &Build, name: &str) -> Option<(String, Option<(ModuleId, u32)>)> {
        build.exposure.of(name).find_map(|(mechanism, read)| match read {
            Some(read) => self.reads(build).find(read).map(|place| (mechanism.to_owned(), Some(place))),
            None => Some((mechanism.to_owned(), None)),
        })
    }

    /// How client code that reads a variable got into the build.
    fn read_at(
        &self,
        build: &Build,
        (module, at): (ModuleId, u32),
        name: &str,
        shown: &Shown,
    ) -> Vec<Evidence> {
        let mut evidence = match build.reach.presence(&self.modules, module, at, Layer::Client) {
            Presence::Kept(step) => self.chain(build, step, module, shown),
            _ => Vec::new(),
        };
        let read = self.modules.get(module);
        let origin = shown.origin(&read.path);
        evidence.push(Evidence { origin, line: read.facts.line(at), text: format!("reads `{name}`") });
        evidence
    }

    fn reads<'b>(&self, build: &'b Build) -> &'b Reads {
        build.reads.get_or_init(|| {
            let mut reads = Reads::default();
            let modules: HashSet<ModuleId> = build.reach.modules(Layer::Client).collect();
            for module in modules {
                self.note_constants(build, module, &mut reads);
                self.note_imported(build, module, &mut reads);
                self.note_environment(build, module, &mut reads);
            }
            reads
        })
    }

    fn is_kept(&self, build: &Build, module: ModuleId, at: u32) -> bool {
        matches!(build.reach.presence(&self.modules, module, at, Layer::Client), Presence::Kept(_))
    }

    /// `process.env.X`, `import.meta.env.X`.
    fn note_environment(&self, build: &Build, module: ModuleId, reads: &mut Reads) {
        for read in &self.modules.get(module).facts.env {
            let at = read.span.start;
            if !build.framework.inlines(read.object, read.form) || !self.is_kept(build, module, at) {
                continue;
            }
            match (&read.name, read.form) {
                (Some(name), _) => reads.note(name, (module, at)),
                (None, EnvForm::Dynamic) => reads.note_whole((module, at)),
                _ => {}
            }
        }
    }

    /// Names that a bundler puts values in place of: `__VERSION__`.
    fn note_constants(&self, build: &Build, module: ModuleId, reads: &mut Reads) {
        for (name, places) in &self.modules.get(module).facts.globals {
            if let Some(at) = places.iter().find(|at| self.is_kept(build, module, **at)) {
                reads.note(name, (module, *at));
            }
        }
    }

    /// `import { PUBLIC_X } from "$env/static/public"`.
    fn note_imported(&self, build: &Build, module: ModuleId, reads: &mut Reads) {
        let facts = &self.modules.get(module).facts;
        for used in &facts.uses {
            let Target::Binding(binding) = used.target else { continue };
            let binding = &facts.bindings[binding];
            let specifier = facts.imports[binding.import].specifier.as_str();
            if !build.framework.env_modules().contains(&specifier) || !self.is_kept(build, module, used.at) {
                continue;
            }
            match (binding.imported.as_str(), &used.member) {
                ("env" | "*", Some(member)) => reads.note(member, (module, used.at)),
                ("env" | "*", None) => reads.note_whole((module, used.at)),
                (name, _) => reads.note(name, (module, used.at)),
            }
        }
    }
}

/// Whether a file that counts more sets the variable as well.
fn is_overridden(folder: &Path, variable: &str, rank: Option<u8>) -> bool {
    let more = [".env.local", ".env.production", ".env.production.local"];
    more.iter().filter(|name| env_file::rank(name) > rank).any(|name| {
        let text = read_small(&folder.join(name)).unwrap_or_default();
        env_file::assignments(&text).iter().any(|assignment| assignment.name == variable)
    })
}

fn line(text: &str, offset: usize) -> u64 {
    text.as_bytes().get(..offset).map_or(1, |before| memchr::memchr_iter(b'\n', before).count() as u64 + 1)
}
