//! Which files a rule is for: the ends of their paths.

/// Whether a rule with these paths looks at this file; one without any looks at all.
pub fn admit(paths: &[String], file: &str) -> bool {
    // Nearly all are told apart by their last letter, which matters since every file is asked for every such rule.
    let last = file.as_bytes().last().map(u8::to_ascii_lowercase);
    let may_end = |path: &str| {
        let end = path.as_bytes().last().map(u8::to_ascii_lowercase);
        end == last || end == Some(b'*')
    };
    paths.is_empty() || paths.iter().any(|path| may_end(path) && ends_with(file, path))
}

/// Whether the last parts of a file's path are these, in any letter case. A `*` stands for anything within one part.
fn ends_with(file: &str, path: &str) -> bool {
    // Members of archives are told from the archive's own path by `!/`.
    let mut parts = file.as_bytes().rsplit(|b| matches!(b, b'/' | b'!'));
    path.as_bytes()
        .rsplit(|b| *b == b'/')
        .all(|pattern| parts.next().is_some_and(|part| is_like(part, pattern)))
}

fn is_like(name: &[u8], pattern: &[u8]) -> bool {
    match pattern.split_first() {
        None => name.is_empty(),
        Some((b'*', rest)) => (0..=name.len()).any(|at| is_like(&name[at..], rest)),
        Some((first, rest)) => name
            .split_first()
            .is_some_and(|(other, name)| first.eq_ignore_ascii_case(other) && is_like(name, rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_parts_of_a_path_decide() {
        let like = |path: &str, file: &str| admit(&[path.to_owned()], file);
        assert!(admit(&[], "any/file.rs"));
        assert!(like("config/master.key", "shop/config/master.key"));
        assert!(like("config/master.key", "config/master.key"));
        assert!(!like("config/master.key", "shop/master.key"));
        assert!(!like("config/master.key", "shop/otherconfig/master.key"));
        assert!(like("*.tfvars", "infra/prod.auto.TFVARS"));
        assert!(like(".env*", ".env.local"));
        assert!(!like("*.tfvars", "infra/prod.tfvars.md"));
        assert!(like("config/credentials/*.key", "app.zip!/config/credentials/production.key"));
    }
}
