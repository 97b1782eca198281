//! The files below the given paths, in parallel.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;

use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};

use crate::location::{Gap, GapReason, Origin, PathGlobs};

/// What to walk, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files and folders. What is named here is scanned whatever ignore files say of it.
    pub paths: Vec<PathBuf>,
    /// Whether `.gitignore`, `.ignore` and git's other ignore files count.
    pub respect_ignore_files: bool,
    /// Files that are counted and not opened, even if they are named.
    pub exclude: Option<PathGlobs>,
    /// Whether what git keeps of a repository is walked like everything else.
    pub git_folders: bool,
    /// Worker threads.
    pub threads: usize,
}

/// What one thread does with what the walk meets. Dropped at the thread's end.
pub trait Visitor: Send {
    /// A regular file. `Break` ends the walk: the other threads finish their files.
    fn file(&mut self, path: PathBuf, origin: Origin) -> ControlFlow<()>;
    /// A file that the options exclude.
    fn excluded(&mut self);
    /// Something that cannot be read.
    fn gap(&mut self, gap: Gap);
}

/// Walks with one visitor a thread. Hidden files count, `.git` does not, and symbolic links are not followed unless
/// they are named. The order is any.
pub fn walk<'v, 'o: 'v>(options: &'o Options, new_visitor: impl Fn() -> Box<dyn Visitor + 'v> + Sync) {
    let Some((first, rest)) = options.paths.split_first() else { return };
    let mut builder = WalkBuilder::new(first);
    rest.iter().for_each(|path| {
        builder.add(path);
    });
    let git_folders = options.git_folders;
    builder
        .threads(options.threads)
        .hidden(false)
        .follow_links(false)
        .parents(options.respect_ignore_files)
        .ignore(options.respect_ignore_files)
        .git_ignore(options.respect_ignore_files)
        .git_global(options.respect_ignore_files)
        .git_exclude(options.respect_ignore_files)
        .filter_entry(move |entry| git_folders || entry.depth() == 0 || entry.file_name() != ".git");
    let exclude = options.exclude.as_ref();
    builder.build_parallel().visit(&mut Threads { new_visitor: Mutex::new(new_visitor), exclude });
}

struct Threads<'o, F> {
    new_visitor: Mutex<F>,
    exclude: Option<&'o PathGlobs>,
}

impl<'s, 'o: 's, F: Fn() -> Box<dyn Visitor + 's> + Sync> ParallelVisitorBuilder<'s> for Threads<'o, F> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 's> {
        let new_visitor = self.new_visitor.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        Box::new(Thread { visitor: new_visitor(), exclude: self.exclude })
    }
}

struct Thread<'v> {
    visitor: Box<dyn Visitor + 'v>,
    exclude: Option<&'v PathGlobs>,
}

impl ParallelVisitor for Thread<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        let flow = match entry {
            Ok(entry) => self.entry(entry),
            Err(error) => {
                self.error(&error);
                ControlFlow::Continue(())
            }
        };
        if flow.is_break() { WalkState::Quit } else { WalkState::Continue }
    }
}

impl Thread<'_> {
    fn entry(&mut self, entry: DirEntry) -> ControlFlow<()> {
        // `entry.error()` only ever tells of a bad pattern in an ignore file: less is ignored, nothing is lost.
        // A link that was named is followed; its entry says what it is itself.
        let named = entry.depth() == 0;
        let kind = match entry.file_type() {
            Some(kind) if named && kind.is_symlink() => entry.path().metadata().ok().map(|m| m.file_type()),
            kind => kind,
        };
        let Some(kind) = kind else { return ControlFlow::Continue(()) };
        if kind.is_dir() || kind.is_symlink() {
            return ControlFlow::Continue(());
        }
        let depth = entry.depth();
        let path = entry.into_path();
        if self.exclude.is_some_and(|exclude| exclude.contains(&path)) {
            self.visitor.excluded();
            return ControlFlow::Continue(());
        }
        let origin = Origin::below(path.clone(), depth);
        if path.to_str().is_none() {
            self.visitor.gap(Gap { origin: origin.clone(), reason: GapReason::NameNotUtf8 });
        }
        if kind.is_file() {
            return self.visitor.file(path, origin);
        }
        let reason = if named { GapReason::NamedSpecial } else { GapReason::Special };
        self.visitor.gap(Gap { origin, reason });
        ControlFlow::Continue(())
    }

    fn error(&mut self, error: &ignore::Error) {
        let path = path_of(error).unwrap_or_default();
        let reason = match error.io_error() {
            Some(io) if io.kind() == std::io::ErrorKind::NotFound => GapReason::Missing,
            Some(io) => GapReason::Unreadable(io.to_string()),
            None => GapReason::Unreadable(error.to_string()),
        };
        self.visitor.gap(Gap { origin: Origin::file(path), reason });
    }
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}
