//! What is checked out where the scan runs: a few small files of `.git`. Nothing there is run, and git is not needed.
//!
//! A log of any scan wants to know, also where there is no repository that could be opened; a commit's id and a remote are two lines
//! of text. Whatever reads objects is in `git/`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use url::Url;

use crate::location::Checkout;

/// More than any of the files that are read whole.
const LARGEST: u64 = 1024 * 1024;

/// The repository that the folder is in; the folder itself if it is in none.
pub fn checkout(current: &Path) -> Checkout {
    let Some(root) = current.ancestors().find(|folder| folder.join(".git").exists()) else {
        return Checkout::new(current, current);
    };
    let folders = GitFolders::of(root);
    let head = text(&folders.own.join("HEAD")).unwrap_or_default();
    let mut checkout = Checkout::new(root, current);
    (checkout.branch, checkout.revision) = match head.trim().strip_prefix("ref:").map(str::trim) {
        Some(name) => (name.strip_prefix("refs/heads/").map(str::to_owned), folders.commit_of(name)),
        None => (None, object_id(&head)),
    };
    checkout.remote = text(&folders.common.join("config")).and_then(|config| remote(&config));
    checkout
}

/// Which of these paths lead through symbolic links, and where they lead. Reports must not show links: GitHub finds no file there.
pub fn resolve_links<'p>(
    paths: impl IntoIterator<Item = &'p Path>,
    current: &Path,
) -> BTreeMap<PathBuf, PathBuf> {
    // Windows has another form for paths without links, and hardly any links.
    if cfg!(windows) {
        return BTreeMap::new();
    }
    let mut links = BTreeMap::new();
    for path in paths {
        if !links.contains_key(path)
            && let Ok(real) = path.canonicalize()
            && real != crate::location::normal(&current.join(path))
        {
            links.insert(path.to_owned(), real);
        }
    }
    links
}

/// Where a checkout keeps what belongs to it alone, and what it shares with the other work trees of the repository.
struct GitFolders {
    own: PathBuf,
    common: PathBuf,
}

impl GitFolders {
    fn of(root: &Path) -> Self {
        let dot_git = root.join(".git");
        // In a submodule or another work tree, `.git` is a file that names the folder.
        let own = match text(&dot_git) {
            Some(link) => root.join(link.trim().strip_prefix("gitdir:").unwrap_or_default().trim()),
            None => dot_git,
        };
        let common = match text(&own.join("commondir")) {
            Some(path) => own.join(path.trim()),
            None => own.clone(),
        };
        Self { own, common }
    }

    /// The commit that a reference stands for.
    fn commit_of(&self, name: &str) -> Option<String> {
        let is_inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if !name.starts_with("refs/") || !is_inside {
            return None;
        }
        let loose = |folder: &Path| text(&folder.join(name)).and_then(|id| object_id(&id));
        loose(&self.own).or_else(|| loose(&self.common)).or_else(|| self.packed(name))
    }

    fn packed(&self, name: &str) -> Option<String> {
        let refs = BufReader::new(File::open(self.common.join("packed-refs")).ok()?);
        refs.lines().map_while(Result::ok).find_map(|line| {
            let (id, packed) = line.split_once(' ')?;
            if packed == name { object_id(id) } else { None }
        })
    }
}

fn text(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The id of an object, SHA-1 or SHA-256. Whatever else stands there is none of a report's business.
fn object_id(text: &str) -> Option<String> {
    let id = text.trim();
    (matches!(id.len(), 40 | 64) && id.bytes().all(|b| b.is_ascii_hexdigit()))
        .then(|| id.to_ascii_lowercase())
}

/// The URL of the remote `origin`, or of the first one that has one.
fn remote(config: &str) -> Option<String> {
    let mut section = "";
    let mut first = None;
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        } else if let Some((key, value)) = line.split_once('=')
            && section.starts_with("[remote ")
            && key.trim().eq_ignore_ascii_case("url")
            && let Some(url) = without_credentials(value.trim().trim_matches('"'))
        {
            if section == "[remote \"origin\"]" {
                return Some(url);
            }
            first.get_or_insert(url);
        }
    }
    first
}

/// A remote as a URL that may be shown to anybody; `None` for paths of this machine.
fn without_credentials(remote: &str) -> Option<String> {
    // `git@host:owner/name.git` is git's short form of a URL.
    let short = || {
        let (host, path) = remote.split_once(':')?;
        (!remote.contains("://") && !host.contains('/') && host.len() > 1)
            .then(|| format!("ssh://{host}/{}", path.trim_start_matches('/')))
    };
    let mut url = Url::parse(&short().unwrap_or_else(|| remote.to_owned())).ok()?;
    if !matches!(url.scheme(), "http" | "https" | "ssh" | "git") || url.host_str().is_none() {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remotes_lose_their_credentials() {
        let table = [
            ("https://github.com/acme/shop.git", Some("https://github.com/acme/shop.git")),
            ("https://x-access-token:t0ken@github.com/acme/shop", Some("https://github.com/acme/shop")),
            (
                "https://t0ken@git.example:8443/acme/shop?token=t0ken#t0ken",
                Some("https://git.example:8443/acme/shop"),
            ),
            ("git@github.com:acme/shop.git", Some("ssh://github.com/acme/shop.git")),
            ("github.com:/acme/shop.git", Some("ssh://github.com/acme/shop.git")),
            ("ssh://me:t0ken@git.example/shop", Some("ssh://git.example/shop")),
            ("/srv/git/shop.git", None),
            ("../shop.git", None),
            ("file:///srv/git/shop.git", None),
            (r"C:\git\shop", None),
            ("", None),
        ];
        for (remote, expected) in table {
            assert_eq!(without_credentials(remote).as_deref(), expected, "{remote}");
        }
    }

    #[test]
    fn origin_is_preferred() {
        let fork = "[remote \"fork\"]\n\turl = git@github.com:me/shop.git\n";
        let origin = "[core]\n\turl = nowhere\n[remote \"origin\"]\n\tfetch = +refs/*:refs/*\n\tURL = \"https://a.example/b\"\n";
        assert_eq!(remote(&format!("{fork}{origin}")).as_deref(), Some("https://a.example/b"));
        assert_eq!(remote(fork).as_deref(), Some("ssh://github.com/me/shop.git"));
        assert_eq!(remote("[branch \"main\"]\n\tremote = origin\n"), None);
    }
}
