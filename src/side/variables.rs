//! Which values of `.env` and configuration files a client build writes into its output: those that an exposure names and that
//! kept client code reads.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::Verdict;
use super::build::{Build, Builds};
use super::env::own_name;
use super::env_file;
use super::evidence::Shown;
use super::framework::Layer;
use super::modules::ModuleId;
use super::reach::Presence;
use crate::finding::{Evidence, Side};
use crate::location::normal;
use crate::syntax::{EnvForm, Target};

/// Variables and constants that kept client code reads, each with one place.
#[derive(Debug, Default)]
pub(super) struct Reads {
    names: BTreeMap<String, (ModuleId, u32)>,
    /// A place where the whole environment is read.
    whole: Option<(ModuleId, u32)>,
}

impl Reads {
    /// Where a name is read, or something in it, or what it stands in as a whole.
    fn find(&self, name: &str) -> Option<(ModuleId, u32)> {
        let around = || name.match_indices('.').find_map(|(at, _)| self.names.get(&name[..at]).copied());
        let within = || {
            let start = format!("{name}.");
            let (found, place) = self.names.range(start.clone()..).next()?;
            found.starts_with(&start).then_some(*place)
        };
        self.names.get(name).copied().or_else(around).or_else(within)
    }

    /// The same of a variable, which is also read where all of the environment is.
    fn find_variable(&self, name: &str) -> Option<(ModuleId, u32)> {
        self.find(name).or(self.whole)
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
        let text = self.workspace.overlay.read(path)?;
        let assignments = env_file::assignments(&text);
        let assignment = assignments.iter().find(|a| a.span.contains(&offset))?;
        let here = |at: usize, text_of: String| Evidence {
            origin: shown.origin(path),
            line: line(&text, at),
            text: text_of,
        };
        let mut builds =
            self.builds.iter().filter_map(|build| Some((build, self.loads(build, path)?))).peekable();
        builds.peek()?;
        // The variable itself, or one that its value is put into.
        let through =
            |a: &&env_file::Assignment| a.name == assignment.name || a.from.contains(&assignment.name);
        for (build, file) in builds {
            for exposed in assignments.iter().filter(through) {
                let Some((mechanism, place)) = self.exposed(build, &exposed.name, &file) else { continue };
                if self.is_overridden(build, path, &exposed.name) {
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

    /// How a build's package calls a file of variables, if the build may load it.
    fn loads(&self, build: &Build, path: &Path) -> Option<String> {
        let folder = &self.workspace.packages[build.package].folder;
        let named = build.plan.env_files.iter().find(|file| normal(&folder.join(file)) == *path);
        match named {
            Some(file) => Some(file.clone()),
            None if path.parent() == Some(folder) => Some(path.file_name()?.to_string_lossy().into_owned()),
            None => None,
        }
    }

    /// Whether a production build does not get a variable from this file, since it does not read it or reads another one later.
    fn is_overridden(&self, build: &Build, path: &Path, variable: &str) -> bool {
        let folder = &self.workspace.packages[build.package].folder;
        if build.plan.env_files.iter().any(|file| normal(&folder.join(file)) == *path) {
            return false;
        }
        let rank = path.file_name().and_then(|name| env_file::rank(&name.to_string_lossy()));
        rank.is_none() || path.parent().is_some_and(|folder| self.sets_later(folder, variable, rank))
    }

    /// Whether a file that counts more sets the variable as well.
    fn sets_later(&self, folder: &Path, variable: &str, rank: Option<u8>) -> bool {
        let more = [".env.local", ".env.production", ".env.production.local"];
        let later = more.iter().filter(|name| env_file::rank(name) > rank);
        later.into_iter().any(|name| self.sets(&folder.join(name), variable))
    }

    fn sets(&self, file: &Path, variable: &str) -> bool {
        let text = self.workspace.overlay.read(file).unwrap_or_default();
        env_file::assignments(&text).iter().any(|assignment| assignment.name == variable)
    }

    /// A literal of a configuration file that is written into client code: of `define`, `env`, a banner.
    pub(super) fn of_config(&self, path: &Path, offset: u32, shown: &Shown) -> Option<Verdict> {
        for build in self.builds.iter().filter(|build| build.ships()) {
            let here = build.plan.written.iter();
            let here = here.filter(|written| written.span.contains(&offset) && *written.file == *path);
            // The innermost one decides.
            let Some(written) = here.min_by_key(|written| written.span.len()) else { continue };
            let read = own_name(&written.name);
            let reads = self.reads(build);
            let place = if read == written.name { reads.find(read) } else { reads.find_variable(read) };
            let place = place.filter(|_| written.if_read);
            let is_replaced = written.unless.as_ref().is_some_and(|variable| self.is_set(build, variable));
            if place.is_none() && written.if_read || is_replaced {
                continue;
            }
            let text = self.workspace.overlay.read(path).unwrap_or_default();
            let line = line(&text, offset as usize);
            let (who, name, table) = (build.framework.name(), &written.name, &written.table);
            let own = format!(" of {who}");
            let table = table.strip_suffix(&own).unwrap_or(table);
            let what =
                if name == table { format!("`{name}`") } else { format!("`{name}` of {}", quoted(table)) };
            let why = format!("{who} writes {what} into what clients get");
            let mut evidence = vec![Evidence { origin: shown.origin(path), line, text: why }];
            evidence.extend(place.into_iter().flat_map(|place| self.read_at(build, place, read, shown)));
            return Some(Verdict { side: Side::Client, evidence });
        }
        None
    }

    /// Whether a file that the build loads sets a variable.
    fn is_set(&self, build: &Build, variable: &str) -> bool {
        let folder = &self.workspace.packages[build.package].folder;
        let usual = [".env", ".env.local", ".env.production", ".env.production.local"].map(str::to_owned);
        build.plan.env_files.iter().chain(&usual).any(|file| self.sets(&folder.join(file), variable))
    }

    /// What writes a variable of a file into client code, and where that reads it, if it must.
    pub(super) fn exposed(
        &self,
        build: &Build,
        name: &str,
        file: &str,
    ) -> Option<(String, Option<(ModuleId, u32)>)> {
        if !build.ships() {
            return None;
        }
        build.plan.exposure.of(name, Some(file)).find_map(|(mechanism, read)| match read {
            Some(read) => {
                self.reads(build).find_variable(&read).map(|place| (mechanism.to_owned(), Some(place)))
            }
            None => Some((mechanism.to_owned(), None)),
        })
    }

    /// How client code that reads a variable got into the build.
    pub(super) fn read_at(
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
            for used in places.iter().filter(|used| self.is_kept(build, module, used.at)) {
                let dot = if used.members.is_empty() { "" } else { "." };
                reads.note(&format!("{name}{dot}{}", used.members), (module, used.at));
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

/// A table's name as code, unless it says more than that.
fn quoted(table: &str) -> String {
    if table.contains([' ', '`']) { table.to_owned() } else { format!("`{table}`") }
}

fn line(text: &str, offset: usize) -> u64 {
    text.as_bytes().get(..offset).map_or(1, |before| memchr::memchr_iter(b'\n', before).count() as u64 + 1)
}
