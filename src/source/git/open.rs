//! Opens a repository without trusting it.

use std::path::{Path, PathBuf};

use gix::bstr::BStr;
use gix::discover::upwards;
use gix::sec::Trust;
use gix::sec::trust::Mapping;
use thiserror::Error;

use super::objects::Objects;
use crate::location::{Base, Origin, normal};

/// The largest object that is read, in bytes: an object is in memory as a whole, whatever its commit says of its size.
const LARGEST_OBJECT: usize = 1 << 30;

/// Why a repository, or something in it that was named, cannot be used; its user's to mend.
#[derive(Debug, Error)]
pub enum GitError {
    /// There is none.
    #[error(
        "{path} is not in a git repository; without --staged, --tracked, --since, --range and --history a scan needs none"
    )]
    NoRepository {
        /// Where it was looked for.
        path: String,
    },
    /// It cannot be opened.
    #[error("cannot open the git repository of {path}: {why}")]
    Broken {
        /// Where it was looked for.
        path: String,
        /// Why.
        why: String,
    },
    /// A path of another repository, or of none.
    #[error("{path} is not in the repository {root}; one scan reads one repository")]
    Elsewhere {
        /// The path.
        path: String,
        /// The repository's root.
        root: String,
    },
    /// A revision that it does not know.
    #[error("there is no commit {name:?} in this repository{hint}")]
    NoCommit {
        /// As it was given.
        name: String,
        /// What may help.
        hint: &'static str,
    },
    /// Not a range.
    #[error(
        "{0:?} is no range; write FROM..TO, or FROM...TO for what TO has added since it forked from FROM"
    )]
    NoRange(String),
    /// The branches and tags cannot be read.
    #[error("cannot read the references of the repository: {why}")]
    References {
        /// Why.
        why: String,
    },
    /// The index cannot be read.
    #[error("cannot read the index {path}: {why}")]
    Index {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
}

/// What git tells its hooks of the repository they run for.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `GIT_DIR`.
    pub git_dir: Option<PathBuf>,
    /// `GIT_WORK_TREE`.
    pub work_tree: Option<PathBuf>,
    /// `GIT_INDEX_FILE`: the index that is about to be committed, which need not be the repository's own.
    pub index: Option<PathBuf>,
}

/// A repository, shared by threads.
pub struct Repository {
    inner: gix::ThreadSafeRepository,
    /// The work tree's root, or the folder of a repository that has none; absolute and without links.
    root: PathBuf,
    has_work_tree: bool,
    shown: ShownAs,
    index: Option<PathBuf>,
    /// Folders and files that the scan is confined to, relative to the root; none if it is not.
    within: Vec<PathBuf>,
}

/// How paths of the repository are reported.
struct ShownAs {
    current: PathBuf,
    /// The way to the root.
    root: PathBuf,
}

impl Repository {
    /// Opens the repository that the first of some paths is in. The scan is confined to the paths; without any it is the present
    /// folder's repository as a whole, or the one that git names to its hook.
    ///
    /// # Errors
    /// There is none, it cannot be opened, or the paths lead out of it.
    pub fn open(paths: &[PathBuf], current: &Path, environment: &Environment) -> Result<Self, GitError> {
        let start = paths.first().map_or(Path::new("."), PathBuf::as_path);
        let named = environment.git_dir.as_ref().filter(|_| paths.is_empty());
        let (inner, work_tree) = match named {
            Some(git_dir) => {
                let inner = open_at(git_dir).map_err(|error| broken(git_dir, &error))?;
                let work_tree = environment.work_tree.clone().unwrap_or_else(|| current.to_owned());
                (inner, Some(work_tree))
            }
            None => discover(start, current)?,
        };
        let has_work_tree = work_tree.is_some();
        let root = work_tree.unwrap_or_else(|| inner.to_thread_local().git_dir().to_owned());
        let root = root.canonicalize().unwrap_or_else(|_| normal(&current.join(root)));
        let index = environment.index.as_ref().map(|index| current.join(index));
        let shown = ShownAs::new(start, current, &root);
        let within = within(paths, current, &root)?;
        Ok(Self { inner, root, has_work_tree, shown, index, within })
    }

    /// A handle for one thread.
    pub(super) fn local(&self) -> gix::Repository {
        self.inner.to_thread_local()
    }

    /// Reads objects, for one thread.
    pub fn objects(&self) -> Objects {
        Objects::new(self.local())
    }

    /// The work tree's root, absolute and without links; none if there is no work tree.
    pub fn work_tree(&self) -> Option<&Path> {
        self.has_work_tree.then_some(self.root.as_path())
    }

    /// What paths are reported below, as they are reported: what the scan has looked at is in these.
    pub fn roots(&self) -> Vec<PathBuf> {
        let mut roots = vec![self.shown.root.clone()];
        if !self.shown.root.is_absolute() && self.shown.current.starts_with(&self.root) {
            roots.push(PathBuf::from("."));
        }
        roots
    }

    /// The repository itself, where something is to be said of it.
    pub fn origin(&self) -> Origin {
        Origin::file(self.shown.root.clone())
    }

    /// A file by its path in the repository.
    pub fn file(&self, path: &BStr) -> Origin {
        let path = native(path);
        let depth = path.components().count();
        Origin::below(self.shown.path(&self.root, &path), depth)
    }

    /// Whether a path of the repository is among those that the scan is confined to.
    pub(super) fn is_within(&self, path: &BStr) -> bool {
        self.within.is_empty() || self.within.iter().any(|prefix| native(path).starts_with(prefix))
    }

    /// The index that is read.
    pub(super) fn index_path(&self, repository: &gix::Repository) -> PathBuf {
        self.index.clone().unwrap_or_else(|| repository.index_path())
    }
}

impl ShownAs {
    fn new(start: &Path, current: &Path, root: &Path) -> Self {
        let route = Base::new(current, current).route(root);
        let shown = match (start.is_absolute(), route.as_os_str().is_empty()) {
            (true, _) => root.to_owned(),
            (false, true) => PathBuf::from("."),
            (false, false) => route,
        };
        Self { current: current.to_owned(), root: shown }
    }

    /// As the walk reports it: below the present folder with `.`, elsewhere by the way to the root.
    fn path(&self, root: &Path, path: &Path) -> PathBuf {
        if !self.root.is_absolute()
            && let Ok(below) = root.join(path).strip_prefix(&self.current)
        {
            return Path::new(".").join(below);
        }
        self.root.join(path)
    }
}

/// A path of the repository as the system writes it.
fn native(path: &BStr) -> PathBuf {
    gix::path::from_bstr(path).map_or_else(|_| PathBuf::from(path.to_string()), |path| path.into_owned())
}

/// Only what the format of the repository is; nothing that could run a program, and no other object in an object's place.
fn options() -> gix::open::Options {
    let limit = format!("gitoxide.objects.allocLimitIfReducedTrust={LARGEST_OBJECT}");
    gix::open::Options::isolated()
        .with(Trust::Reduced)
        .config_overrides([limit.as_str(), "core.useReplaceRefs=false"])
}

fn open_at(git_dir: &Path) -> Result<gix::ThreadSafeRepository, gix::Error> {
    options().open_path_as_is(true).open(git_dir)
}

fn discover(start: &Path, current: &Path) -> Result<(gix::ThreadSafeRepository, Option<PathBuf>), GitError> {
    let start = current.join(start);
    // A deleted file's folder may be gone with it.
    let folder = start.ancestors().find(|folder| folder.is_dir()).unwrap_or(current);
    let search =
        upwards::Options { trust: upwards::TrustPolicy::Assume(Trust::Reduced), ..Default::default() };
    let no_repository = |_| GitError::NoRepository { path: shown(&start, current) };
    let (found, _) = gix::discover::upwards_opts(folder, search).map_err(no_repository)?;
    let (_, work_tree) = found.into_repository_and_work_tree_directories();
    let search =
        upwards::Options { trust: upwards::TrustPolicy::Assume(Trust::Reduced), ..Default::default() };
    let trust = Mapping { full: options(), reduced: options() };
    let inner = gix::ThreadSafeRepository::discover_opts(folder, search, trust);
    Ok((inner.map_err(|error| broken(&start, &error))?, work_tree))
}

fn broken(path: &Path, error: &gix::Error) -> GitError {
    GitError::Broken { path: Origin::file(path.to_owned()).to_string(), why: error.to_string() }
}

/// The paths, relative to the root.
fn within(paths: &[PathBuf], current: &Path, root: &Path) -> Result<Vec<PathBuf>, GitError> {
    let mut within = Vec::new();
    for path in paths {
        let absolute = real(&normal(&current.join(path)));
        let below = absolute
            .strip_prefix(root)
            .map_err(|_| GitError::Elsewhere { path: shown(path, current), root: shown(root, current) })?;
        if below.as_os_str().is_empty() {
            return Ok(Vec::new());
        }
        within.push(below.to_owned());
    }
    Ok(within)
}

/// A path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    for folder in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (folder.canonicalize(), path.strip_prefix(folder)) {
            // Joining nothing would add a separator.
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    path.to_owned()
}

fn shown(path: &Path, current: &Path) -> String {
    Origin::file(
        path.strip_prefix(current).ok().filter(|p| !p.as_os_str().is_empty()).unwrap_or(path).to_owned(),
    )
    .to_string()
}
