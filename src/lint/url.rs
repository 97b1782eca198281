//! Where in a URL a value is put.

/// A place in a URL that a value is put into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The value of a query parameter; what stands after `#` counts as one.
    Parameter(String),
    /// A segment of the path, or a part of one.
    Path,
    /// The user name or password before the host.
    User,
}

impl Place {
    /// The place between two parts of a text, `*` standing for what is not known in them; none if that is no place in a URL.
    pub fn between(before: &str, after: &str) -> Option<Self> {
        let query = before.find(['?', '#']);
        let is_appended = before.starts_with('&');
        if query.is_some() || is_appended {
            let (_, last) = before.rsplit_once(['?', '&', '#'])?;
            let name = last.strip_suffix('=')?;
            let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.[]".contains(c);
            return (!name.is_empty() && name.chars().all(is_name)).then(|| Self::Parameter(name.to_owned()));
        }
        match before.split_once("://") {
            Some((_, rest)) if rest.contains('/') => Some(Self::Path),
            Some((_, rest)) if !rest.contains('@') && begins_with_user(after) => Some(Self::User),
            Some(_) => None,
            None => (before.starts_with('/') && !before.contains(' ')).then_some(Self::Path),
        }
    }

    /// How it is called in a sentence.
    pub fn described(&self) -> String {
        match self {
            Self::Parameter(name) => format!("the query parameter `{name}`"),
            Self::Path => "the path".to_owned(),
            Self::User => "the part before the host".to_owned(),
        }
    }

    /// The name that the value stands under, if it has one.
    pub fn name(&self) -> &str {
        match self {
            Self::Parameter(name) => name,
            Self::Path => "path",
            Self::User => "user",
        }
    }
}

/// Whether a host follows, after what is left of user name and password.
fn begins_with_user(after: &str) -> bool {
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    after[..end].contains('@')
}

/// The parameters of a URL that is written out, each with its value.
pub fn parameters(url: &str) -> Vec<(&str, &str)> {
    let Some(at) = url.find(['?', '#']) else { return Vec::new() };
    url[at + 1..].split(['&', '#', '?']).filter_map(|pair| pair.split_once('=')).collect()
}

/// Whether a text is a URL, or the end of one.
pub fn is_url(text: &str) -> bool {
    let text = text.trim();
    let has_no_space = !text.contains(char::is_whitespace);
    has_no_space
        && (text.contains("://") || text.starts_with(['/', '?']) || text.contains("?") && text.contains('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_urls() {
        let parameter = |name: &str| Some(Place::Parameter(name.to_owned()));
        assert_eq!(Place::between("https://api.example/v1?key=", ""), parameter("key"));
        assert_eq!(Place::between("*/v1?q=*&api_key=", "&page=1"), parameter("api_key"));
        assert_eq!(Place::between("&token=", ""), parameter("token"));
        assert_eq!(Place::between("https://api.example/bot", "/send"), Some(Place::Path));
        assert_eq!(Place::between("/hooks/", ""), Some(Place::Path));
        assert_eq!(Place::between("https://user:", "@api.example/v1"), Some(Place::User));
        assert_eq!(Place::between("https://", ".example/v1"), None, "a host is no secret");
        assert_eq!(Place::between("grant_type=password&client_secret=", ""), None, "a form, not a URL");
        assert_eq!(Place::between("Bearer ", ""), None);
        assert_eq!(parameters("https://api.example?a=1&b=2#c=3"), [("a", "1"), ("b", "2"), ("c", "3")]);
    }
}
