//! The builds of a workspace: what each of its packages' frameworks keeps for whom.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::evidence::{self, Shown};
use super::framework::{self, Framework, Layer};
use super::modules::{ModuleId, Modules};
use super::overlay::Overlay;
use super::plan::Plan;
use super::project::{Package, Workspace, matcher, read_small, slashed};
use super::reach::{Presence, Reach, Step};
use super::taught::{self, ByConfiguration, Taught};
use super::variables::Reads;
use super::walk;
use super::{Verdict, convention, env_file};
use crate::finding::{Evidence, Side};
use crate::location::normal;

/// The stack of threads that parse, in bytes: enough for the deepest nesting that fits into the largest module that is read.
pub const STACK: usize = if cfg!(target_pointer_width = "64") { 1 << 30 } else { 64 << 20 };

/// How many bytes a key takes at most, with what stands around it.
const KEY: u32 = 80;

/// Everything that is known of a workspace.
#[derive(Debug)]
pub struct Builds {
    pub(super) workspace: Arc<Workspace>,
    pub(super) modules: Modules,
    pub(super) builds: Vec<Build>,
    taught: Vec<Taught>,
}

/// One package, as one framework builds it.
pub(super) struct Build {
    pub package: usize,
    pub framework: &'static dyn Framework,
    pub plan: Plan,
    pub reach: Reach,
    /// Folders that kept code publishes, relative to the package.
    pub served: Vec<String>,
    /// Variables and constants that kept client code reads; worked out when they are first asked for.
    pub reads: OnceLock<Reads>,
}

impl Build {
    /// Files and folders that it publishes as they are, or that its server does.
    fn published(&self) -> impl Iterator<Item = &str> {
        self.plan.copied.iter().chain(&self.served).map(String::as_str)
    }

    /// Whether something of it ships.
    pub fn ships(&self) -> bool {
        self.plan.entries.iter().any(|entry| entry.layer == Layer::Client)
            || self.reach.modules(Layer::Client).next().is_some()
    }
}

impl std::fmt::Debug for Build {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Build({} of package {})", self.framework.name(), self.package)
    }
}

impl Builds {
    /// Reads a workspace from its root. Parsers recurse as deeply as a text nests, so they get room for it: address space, of which only
    /// what is used becomes memory.
    pub fn read(root: &Path, taught: &[Taught], overlay: &Overlay, shown: &Shown) -> Self {
        std::thread::scope(|scope| {
            let deep = std::thread::Builder::new().stack_size(STACK);
            match deep.spawn_scoped(scope, || Self::read_here(root, taught, overlay, shown)) {
                Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                Err(_) => Self::read_here(root, taught, overlay, shown),
            }
        })
    }

    fn read_here(root: &Path, taught: &[Taught], overlay: &Overlay, shown: &Shown) -> Self {
        let workspace = Arc::new(Workspace::read(root, overlay));
        let frameworks: Vec<_> = workspace.packages.iter().map(framework::of).collect();
        let mut planned: Vec<(usize, &'static dyn Framework, Plan)> = Vec::new();
        for (at, package) in workspace.packages.iter().enumerate() {
            for framework in &frameworks[at] {
                let plans = framework.plans(package).unwrap_or_else(|| vec![Plan::of(*framework, package)]);
                planned.extend(plans.into_iter().map(|plan| (at, *framework, plan)));
            }
            let entries = taught::entries(taught, package, shown);
            if !entries.is_empty() {
                planned.push((at, &ByConfiguration, Plan::new(entries)));
            }
        }
        let entries = planned
            .iter()
            .flat_map(|(package, _, plan)| {
                let folder = &workspace.packages[*package].folder;
                plan.entries.iter().map(|entry| normal(&folder.join(&entry.file)))
            })
            .collect();
        let modules = Modules::load(&workspace, &frameworks, entries);
        let builds = planned
            .into_iter()
            .map(|(package, framework, plan)| {
                let reach = walk::walk(framework, &plan, &workspace.packages[package], &workspace, &modules);
                let served = served(&reach, &modules, &workspace.packages[package]);
                Build { package, framework, plan, reach, served, reads: OnceLock::new() }
            })
            .collect();
        Self { workspace, modules, builds, taught: taught.to_vec() }
    }

    /// Modules of the same workspace that no build reaches: tests, scripts, programs whose entries are not known. They are read with all
    /// that they import, and nothing of it ships.
    pub fn beyond(&self, paths: Vec<PathBuf>) -> Self {
        let workspace = Arc::clone(&self.workspace);
        let frameworks: Vec<_> = workspace.packages.iter().map(framework::of).collect();
        let modules = Modules::load(&workspace, &frameworks, paths);
        Self { workspace, modules, builds: Vec::new(), taught: self.taught.clone() }
    }

    /// The side of an offset of a file.
    pub fn verdict(&self, path: &Path, offset: u32, shown: &Shown) -> Verdict {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // What ships is told first: a script may run on a server, hold a literal that a build takes, and be published.
        let ships = self.of_public_file(path, shown).or_else(|| self.of_config(path, offset, shown));
        let built = || match self.modules.find(path) {
            Some(module) => self.of_module(module, offset, shown),
            None if env_file::is_env_file(&name) => self.of_variable(path, offset as usize, shown),
            None => None,
        };
        ships
            .or_else(|| self.of_build_script(path, shown))
            .or_else(built)
            .or_else(|| taught::verdict(&self.taught, &shown.path(path), self.package_of(path)))
            .or_else(|| self.of_convention(path, shown))
            .unwrap_or_else(|| self.of_nothing(path, shown))
    }

    /// The file's parts and regions, each with its side; neighbours of one side and reason are one.
    pub fn regions(&self, path: &Path, shown: &Shown) -> Vec<(Range<u64>, Verdict)> {
        let size = path.metadata().map_or(0, |m| m.len());
        let text = read_small(path).unwrap_or_default();
        let mut borders = self.borders(path, &text);
        borders.extend([0, size as u32]);
        borders.sort_unstable();
        borders.dedup();
        let is_blank = |from: u32, to: u32| {
            let bytes = text.as_bytes().get(from as usize..to as usize).unwrap_or_default();
            bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b';')
        };
        let mut regions: Vec<(Range<u64>, Verdict)> = Vec::new();
        for pair in borders.windows(2) {
            let span = u64::from(pair[0])..u64::from(pair[1]);
            match regions.last_mut() {
                Some((last, _)) if is_blank(pair[0], pair[1]) => last.end = span.end,
                last => {
                    let verdict = self.verdict(path, self.first_code(path, &text, pair[0]..pair[1]), shown);
                    match last {
                        Some((last, same)) if *same == verdict => last.end = span.end,
                        _ => regions.push((span, verdict)),
                    }
                }
            }
        }
        regions
    }

    /// The first byte of a range that is neither blank nor in a comment; its first one, if there is no other.
    fn first_code(&self, path: &Path, text: &str, range: Range<u32>) -> u32 {
        let facts = self.modules.find(path).map(|module| &self.modules.get(module).facts);
        let comments = facts.map(|facts| &facts.comments[..]).unwrap_or_default();
        let mut at = range.start;
        while at < range.end {
            let next = comments.partition_point(|comment| comment.end <= at);
            match comments.get(next).filter(|comment| comment.contains(&at)) {
                Some(comment) => at = comment.end,
                None if text.as_bytes().get(at as usize).is_some_and(u8::is_ascii_whitespace) => at += 1,
                None => return at,
            }
        }
        range.start
    }

    /// Where a file's side may change.
    fn borders(&self, path: &Path, text: &str) -> Vec<u32> {
        if let Some(module) = self.modules.find(path) {
            let facts = &self.modules.get(module).facts;
            let spans = facts
                .parts
                .iter()
                .map(|p| &p.span)
                .chain(facts.regions.iter().map(|r| &r.span))
                .chain(facts.fields.iter().map(|field| &field.span));
            return spans.flat_map(|span| [span.start, span.end]).collect();
        }
        if env_file::is_env_file(&path.file_name().unwrap_or_default().to_string_lossy()) {
            return env_file::assignments(text).iter().map(|a| a.span.start as u32).collect();
        }
        let written = self.builds.iter().flat_map(|build| &build.plan.written);
        let mut spans: Vec<&Range<u32>> =
            written.filter(|written| *written.file == *path).map(|written| &written.span).collect();
        spans.sort_by_key(|span| span.start);
        // Between neighbours there is no more than a key.
        let end = |at: usize| spans.get(at + 1).is_none_or(|next| next.start > spans[at].end + KEY);
        let ends = (0..spans.len()).filter(|at| end(*at)).map(|at| spans[at].end);
        spans.iter().map(|span| span.start).chain(ends).collect()
    }

    fn of_module(&self, module: ModuleId, offset: u32, shown: &Shown) -> Option<Verdict> {
        let parsed = self.modules.get(module);
        let here = |text: String| Evidence {
            origin: shown.origin(&parsed.path),
            line: parsed.facts.line(offset),
            text,
        };
        let published = |build: &&Build| build.plan.publishes_sources;
        let in_map = |build: &'_ Build| build.reach.step(module, Layer::Client);
        if let Some((build, step)) = self.builds.iter().filter(published).find_map(|b| Some((b, in_map(b)?)))
        {
            let mut evidence = self.chain(build, step, module, shown);
            evidence.push(here("is in the source maps, which are published with the bundle".into()));
            return Some(Verdict { side: Side::Client, evidence });
        }
        let is_comment = parsed.facts.is_comment(offset);
        if is_comment && !self.builds.iter().any(|build| build.plan.keeps_comments) {
            return Some(Verdict {
                side: Side::Unknown,
                evidence: vec![here("is in a comment, which builds drop".into())],
            });
        }
        let (mut client, mut server, mut reasons) = (None, None, Vec::new());
        for build in self.builds.iter().filter(|build| !is_comment || build.plan.keeps_comments) {
            match build.reach.presence(&self.modules, module, offset, Layer::Client) {
                Presence::Kept(step) => client = client.or(Some((build, step))),
                Presence::LeftOut(why) => reasons.push(why),
                Presence::Shaken => {
                    reasons.push(format!(
                        "is used by nothing that ships, so {} drops it",
                        build.framework.name()
                    ));
                }
                Presence::Absent => {}
            }
            if let Presence::Kept(step) = build.reach.presence(&self.modules, module, offset, Layer::Server) {
                server = server.or(Some((build, step)));
            }
        }
        let side = match (&client, &server) {
            (Some(_), Some(_)) => Side::Shared,
            (Some(_), None) => Side::Client,
            (None, Some(_)) => Side::Server,
            (None, None) => Side::Unknown,
        };
        let (build, step) = match (client, server) {
            (Some(kept), _) | (None, Some(kept)) => kept,
            (None, None) if reasons.is_empty() => return None,
            (None, None) => {
                return Some(Verdict { side, evidence: reasons.into_iter().take(1).map(here).collect() });
            }
        };
        let mut evidence = self.chain(build, step, module, shown);
        if !matches!(side, Side::Client | Side::Shared) {
            evidence.extend(reasons.into_iter().take(1).map(here));
        }
        Some(Verdict { side, evidence })
    }

    pub(super) fn chain(&self, build: &Build, step: Step, module: ModuleId, shown: &Shown) -> Vec<Evidence> {
        let (steps, entry) = build.reach.chain(step);
        let entry = entry.map(|entry| (entry, &self.workspace.packages[build.package]));
        evidence::chain(&steps, entry, module, &self.modules, &self.workspace.root, shown)
    }

    /// A file in a folder that is published as it is, or a page of a folder without a build.
    pub(super) fn of_public_file(&self, path: &Path, shown: &Shown) -> Option<Verdict> {
        let at = self.workspace.package_of(path)?;
        let package = &self.workspace.packages[at];
        let relative = path.strip_prefix(&package.folder).map(slashed).ok()?;
        for build in self.builds.iter().filter(|build| build.package == at) {
            let who = build.framework.name();
            if let Some(packing) = build.plan.packing.iter().find(|packing| packing.holds(&relative)) {
                let text = packing.why.clone();
                let evidence = vec![Evidence { origin: shown.origin(path), line: 1, text }];
                return Some(Verdict { side: Side::Client, evidence });
            }
            for copied in build.published().map(|copied| copied.trim_matches('/')) {
                let text = match relative.strip_prefix(copied) {
                    _ if copied.is_empty() => {
                        format!("is in the project's folder, which {who} publishes as it is")
                    }
                    Some("") => format!("is published by {who} as it is"),
                    Some(rest) if rest.starts_with('/') => {
                        format!("is in `{copied}/`, which {who} publishes as it is")
                    }
                    _ if matcher(copied).is_some_and(|glob| glob.is_match(&relative)) => {
                        format!("is one of `{copied}`, which {who} publishes as they are")
                    }
                    _ => continue,
                };
                let evidence = vec![Evidence { origin: shown.origin(path), line: 1, text }];
                return Some(Verdict { side: Side::Client, evidence });
            }
        }
        None
    }

    /// A script that makes a build.
    fn of_build_script(&self, path: &Path, shown: &Shown) -> Option<Verdict> {
        let is_one = |build: &&Build| {
            let folder = &self.workspace.packages[build.package].folder;
            build.plan.scripts.iter().any(|script| normal(&folder.join(script)) == *path)
        };
        let build = self.builds.iter().find(is_one)?;
        let text = format!("makes a build with {}", build.framework.name());
        let evidence = vec![Evidence { origin: shown.origin(path), line: 1, text }];
        Some(Verdict { side: Side::Build, evidence })
    }

    fn package_of(&self, path: &Path) -> Option<&Package> {
        self.workspace.package_of(path).map(|at| &self.workspace.packages[at])
    }

    fn of_convention(&self, path: &Path, shown: &Shown) -> Option<Verdict> {
        let relative = path.strip_prefix(&self.workspace.root).map_or_else(|_| slashed(path), slashed);
        let (side, text) = convention::of(&relative)?;
        Some(Verdict { side, evidence: vec![Evidence { origin: shown.origin(path), line: 1, text }] })
    }

    /// No build has it. That is worth saying where there are builds.
    fn of_nothing(&self, path: &Path, shown: &Shown) -> Verdict {
        let package = self.workspace.package_of(path);
        let build = self.builds.iter().find(|build| Some(build.package) == package);
        let could_be = crate::syntax::is_module(path);
        let evidence = match build.filter(|_| could_be) {
            Some(build) => {
                let text = format!("is reached from no entry of {}", build.framework.name());
                vec![Evidence { origin: shown.origin(path), line: 1, text }]
            }
            None => Vec::new(),
        };
        Verdict { side: Side::Unknown, evidence }
    }
}

/// The folders that a server's code publishes, as `express.static` does, relative to its package.
fn served(reach: &Reach, modules: &Modules, package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for module in reach.modules(Layer::Server) {
        let parsed = modules.get(module);
        for folder in &parsed.facts.served {
            let kept = reach.presence(modules, module, folder.at, Layer::Server);
            let from = if folder.of_file { parsed.path.parent() } else { Some(package.folder.as_path()) };
            let absolute = from.map(|from| normal(&from.join(&folder.path)));
            let relative =
                absolute.as_ref().and_then(|path| path.strip_prefix(&package.folder).ok()).map(slashed);
            found.extend(relative.filter(|_| matches!(kept, Presence::Kept(_))));
        }
    }
    found.sort();
    found.dedup();
    found
}
