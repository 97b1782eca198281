//! Paths of a repository as numbers: a history names the same few paths a million times.

use std::collections::HashMap;

use gix::bstr::BString;

/// A path's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct PathId(u32);

/// The root.
pub(super) const ROOT: PathId = PathId(0);

/// All paths that have a number.
#[derive(Debug)]
pub(super) struct Paths {
    /// The folder and the name of each.
    all: Vec<(PathId, Box<[u8]>)>,
    known: HashMap<(PathId, Box<[u8]>), PathId>,
}

impl Default for Paths {
    fn default() -> Self {
        Self { all: vec![(ROOT, Box::default())], known: HashMap::new() }
    }
}

impl Paths {
    /// The number of what is in a folder under a name.
    pub fn below(&mut self, folder: PathId, name: &[u8]) -> PathId {
        let key = (folder, Box::from(name));
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let id = PathId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(key.clone());
        self.known.insert(key, id);
        id
    }

    /// The number of a whole path.
    pub fn of(&mut self, path: &[u8]) -> PathId {
        path.split(|b| *b == b'/').fold(ROOT, |folder, name| self.below(folder, name))
    }

    /// Whether a number stands for what is in a folder under a name.
    pub fn is(&self, id: PathId, folder: PathId, name: &[u8]) -> bool {
        let (its, known) = &self.all[id.0 as usize];
        *its == folder && **known == *name
    }

    /// The path of a number.
    pub fn path(&self, mut id: PathId) -> BString {
        let mut names = Vec::new();
        while id != ROOT {
            let (folder, name) = &self.all[id.0 as usize];
            names.push(&name[..]);
            id = *folder;
        }
        names.reverse();
        names.join(&b'/').into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_for_paths() {
        let mut paths = Paths::default();
        let (a, b) = (paths.of(b"src/a.ts"), paths.of(b"src/deep/b.ts"));
        assert_ne!(a, b);
        let src = paths.below(ROOT, b"src");
        assert_eq!(paths.below(src, b"a.ts"), a);
        assert_eq!(paths.path(b), "src/deep/b.ts");
        assert_eq!(paths.path(ROOT), "");
    }
}
