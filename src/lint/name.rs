//! What the name of a variable or header says of its value.

use crate::finding::KeyClass;

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It is meant to be public.
    Public,
    /// It is a secret.
    Secret,
    /// It is a credential of some kind.
    Credential,
    /// Nothing of the kind.
    Nothing,
}

/// What stands before names of variables that builds inline.
const PREFIXES: &[&str] = &[
    "NEXT_PUBLIC_",
    "NUXT_PUBLIC_",
    "EXPO_PUBLIC_",
    "REACT_APP_",
    "VUE_APP_",
    "GATSBY_",
    "STORYBOOK_",
    "NG_APP_",
    "RSBUILD_PUBLIC_",
    "PUBLIC_",
    "VITE_PUBLIC_",
    "VITE_",
    "RAZZLE_",
    "PARCEL_",
    "SANITY_STUDIO_",
    "PLASMO_PUBLIC_",
    "WXT_",
    "MAIN_VITE_",
    "PRELOAD_VITE_",
    "RENDERER_VITE_",
    "DOCUSAURUS_",
    "RE_APP_",
];

/// Words, alone or in a row, that say that a value is meant to be public.
const PUBLIC: &[&str] = &[
    "publishable",
    "public",
    "anon",
    "client id",
    "site key",
    "sitekey",
    "search key",
    "search api key",
    "search only",
    "storefront",
    "dsn",
    "measurement",
    "tracking",
    "analytics",
    "project id",
    "project key",
    "app id",
    "application id",
    "pk",
    "publickey",
    "clientid",
    "appid",
    "vapid",
    "maps",
    "app key",
    "write key",
    "client token",
    "client key",
    "browser",
    "rum",
    "pixel",
    "cluster",
    "captcha",
];

/// Words that say that it is a secret.
const SECRET: &[&str] = &[
    "secret",
    "private",
    "password",
    "passwd",
    "passphrase",
    "service role",
    "service key",
    "admin",
    "master",
    "signing",
    "webhook",
    "credential",
    "credentials",
    "sk",
    "server key",
    "root",
    "encryption",
    "access key",
    "secretkey",
    "privatekey",
    "pat",
    "personal access token",
    "management",
];

/// Words that say that it is a credential.
const CREDENTIAL: &[&str] = &["key", "token", "auth", "apikey", "bearer", "jwt", "authorization"];

/// A name without what builds inline it for.
pub fn bare(name: &str) -> &str {
    PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// What a variable's name says.
pub fn says(name: &str) -> Says {
    let words = words(bare(name));
    let row = format!(" {} ", words.join(" "));
    let has = |list: &[&str]| list.iter().any(|word| row.contains(&format!(" {word} ")));
    // `PUBLIC_SECRET` is still a secret; a client secret of a payment is none of these.
    match () {
        () if has(SECRET) && !row.contains(" publishable ") => Says::Secret,
        () if has(PUBLIC) => Says::Public,
        () if has(CREDENTIAL) => Says::Credential,
        () => Says::Nothing,
    }
}

/// Whether a name is one of a payment's client secret: `clientSecret`, `payment_client_secret`.
pub fn is_client_secret(name: &str) -> bool {
    words(bare(name)).windows(2).any(|pair| pair == ["client", "secret"])
}

/// The words of an identifier, in lower case.
pub fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        let next_is_lower = characters.peek().is_some_and(|next| next.is_ascii_lowercase());
        let begins = !before.is_ascii_alphanumeric()
            || c.is_ascii_uppercase()
                && (before.is_ascii_lowercase() || before.is_ascii_uppercase() && next_is_lower);
        if c.is_ascii_alphanumeric() {
            match words.last_mut() {
                Some(word) if !begins => word.push(c.to_ascii_lowercase()),
                _ => words.push(c.to_ascii_lowercase().to_string()),
            }
        }
        before = c;
    }
    words
}

/// Whether a class of keys may be public.
pub fn is_public(class: KeyClass) -> bool {
    matches!(class, KeyClass::Publishable | KeyClass::Identifier | KeyClass::Scoped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_their_words_say() {
        assert_eq!(says("NEXT_PUBLIC_STRIPE_SECRET_KEY"), Says::Secret);
        assert_eq!(says("VITE_SUPABASE_SERVICE_ROLE_KEY"), Says::Secret);
        assert_eq!(says("VITE_SUPABASE_ANON_KEY"), Says::Public);
        assert_eq!(says("NEXT_PUBLIC_PERFECTPAY_PUBLISHABLE_KEY"), Says::Public);
        assert_eq!(says("VITE_OPENAI_API_KEY"), Says::Credential);
        assert_eq!(says("REACT_APP_API_URL"), Says::Nothing);
        assert_eq!(words("paymentClientSecret"), ["payment", "client", "secret"]);
        assert!(is_client_secret("paymentClientSecret") && is_client_secret("client_secret"));
        assert!(!is_client_secret("secretClient"));
    }
}
