//! What kind of place a value comes from that is not written out here.

use super::{Api, Base, Flow, Step};
use crate::syntax::{EnvForm, EnvObject};

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A variable of the environment; no name for a computed one or for all of them.
    Env(EnvRead),
    /// A key of the configuration that a framework hands out at run time: `useRuntimeConfig().public.key`.
    Config(Vec<String>),
    /// Whoever uses the application: a field, the browser's storage, the address.
    Input,
    /// An answer to a request, or a session.
    Fetched,
    /// A parameter of something that nobody here calls.
    Parameter,
    /// Nothing says where from.
    Unknown,
}

/// A read of the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvRead {
    /// The object; none for a module that is made of variables.
    pub object: Option<EnvObject>,
    /// The module that is made of variables: `$env/static/private`.
    pub module: Option<String>,
    /// The variable.
    pub name: Option<String>,
    /// How it is read, as far as bundlers care.
    pub form: EnvForm,
}

/// What reads from whoever uses the application, by a name of the path.
const INPUTS: &[&str] = &[
    "localStorage",
    "sessionStorage",
    "prompt",
    "document",
    "location",
    "navigator",
    "FormData",
    "URLSearchParams",
    "indexedDB",
    "chrome",
    "browser",
    "getItem",
    "useState",
    "useReducer",
    "useForm",
    "useSearchParams",
    "useParams",
    "useLocalStorage",
    "useSessionStorage",
    "useCookies",
    "useCookie",
    "useStorage",
    "useRoute",
    "useLocation",
    "AsyncStorage",
    "SecureStore",
    "AsyncStorageStatic",
    "Cookies",
    "createSignal",
    "ref",
    "signal",
    "$state",
    "readline",
    "inject",
    "create",
    "createStore",
    "configureStore",
    "defineStore",
    "atom",
    "proxy",
    "writable",
    "createContext",
    "getContext",
];

/// What makes requests or holds sessions, by a name of the path.
const REQUESTS: &[&str] = &[
    "fetch",
    "$fetch",
    "useFetch",
    "useAsyncData",
    "useLazyFetch",
    "axios",
    "ky",
    "got",
    "ofetch",
    "wretch",
    "superagent",
    "useQuery",
    "useSWR",
    "useMutation",
    "XMLHttpRequest",
    "useSession",
    "getSession",
    "useAuth",
    "useUser",
    "getToken",
    "getIdToken",
    "getAccessToken",
    "getAccessTokenSilently",
    "acquireTokenSilent",
    "currentUser",
    "auth",
    "useLoaderData",
    "useActionData",
    "useRouteLoaderData",
];

/// Whether a function of this name hands out a state, by the convention of hooks: `useSettings`.
fn is_hook(name: &str) -> bool {
    name.strip_prefix("use").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Methods of texts whose result is the text, or a part of it.
const KEEP_TEXT: &[&str] = &[
    "toString",
    "valueOf",
    "trim",
    "trimStart",
    "trimEnd",
    "toLowerCase",
    "toUpperCase",
    "toLocaleLowerCase",
    "toLocaleUpperCase",
    "normalize",
    "slice",
    "substring",
    "substr",
    "replace",
    "replaceAll",
    "concat",
    "repeat",
    "padStart",
    "padEnd",
    "split",
    "reverse",
    "filter",
    "join",
    "at",
];

/// Whether a method's result is made of the text that it is called on: `slice` is, `startsWith` is not.
pub(super) fn is_of_text(method: &str) -> bool {
    KEEP_TEXT.contains(&method)
}

/// Whether what is done to a text, as the end of an [`Api`]'s path, still yields the text or a part of it.
fn keeps_text(steps: &[&str]) -> bool {
    steps.iter().enumerate().all(|(at, name)| match (*name, steps.get(at + 1)) {
        ("()" | "[]", _) => true,
        (method, Some(&"()")) => is_of_text(method),
        ("length" | "size", _) => false,
        _ => true,
    })
}

impl Flow<'_> {
    /// Where something comes from.
    pub fn source(&self, api: &Api) -> Source {
        if let Some(read) = self.env_read(api) {
            return Source::Env(read);
        }
        let path = api.path();
        if let Some(at) = path.iter().position(|name| *name == "useRuntimeConfig") {
            let steps = path.get(at + 2..).unwrap_or_default();
            let methods = steps.iter().position(|name| *name == "()").map_or(steps.len(), |call| call - 1);
            let (keys, rest) = steps.split_at(methods);
            if !keeps_text(rest) || keys.last().is_some_and(|key| *key == "length") {
                return Source::Unknown;
            }
            return Source::Config(keys.iter().map(|name| (*name).to_owned()).collect());
        }
        if path.iter().any(|name| REQUESTS.contains(name)) && path.contains(&"()") {
            return Source::Fetched;
        }
        if path.iter().any(|name| INPUTS.contains(name) || is_hook(name)) {
            return Source::Input;
        }
        match api.base {
            // An event's target is a field.
            Base::Parameter(..) if path.ends_with(&["target", "value"]) => Source::Input,
            Base::Parameter(..) => Source::Parameter,
            _ => Source::Unknown,
        }
    }

    fn env_read(&self, api: &Api) -> Option<EnvRead> {
        let path = api.path();
        let after = |at: usize| path.get(at..).unwrap_or_default();
        let read = |object: EnvObject, rest: &[&str]| {
            let name = rest.first().filter(|name| **name != "[]").map(|name| (*name).to_owned());
            let form = self.form(api, name.as_deref());
            EnvRead { object: Some(object), module: None, name, form }
        };
        match path.as_slice() {
            _ if !keeps_text(after(3)) && !matches!(path.first(), Some(&"Deno")) => None,
            ["process", "env", rest @ ..] | ["env", "()", rest @ ..] if self.is_global(api, "process") => {
                Some(read(EnvObject::Process, rest))
            }
            ["import.meta", "env", rest @ ..] => Some(read(EnvObject::ImportMeta, rest)),
            ["Bun", "env", rest @ ..] => Some(read(EnvObject::Bun, rest)),
            ["Deno", "env", "get", "()", rest @ ..] if keeps_text(rest) => {
                let name = self.first_argument(api);
                let form = if name.is_some() { EnvForm::Member } else { EnvForm::Dynamic };
                Some(EnvRead { object: Some(EnvObject::Deno), module: None, name, form })
            }
            _ => self.env_module(api),
        }
    }

    /// `import { KEY } from "$env/static/private"`
    fn env_module(&self, api: &Api) -> Option<EnvRead> {
        let Base::Package(specifier, name) = &api.base else { return None };
        let is_env = specifier.starts_with("$env/")
            || specifier.starts_with("$app/env/")
            || specifier.starts_with("astro:env/")
            || matches!(specifier.as_str(), "node:process" | "process" | "cloudflare:workers" | "@env");
        if !is_env || !keeps_text(api.path().get(1..).unwrap_or_default()) {
            return None;
        }
        let member = api.steps.iter().find_map(|step| match step {
            Step::Member(name) if name != "env" => Some(name.clone()),
            _ => None,
        });
        let name = match name.as_str() {
            "env" | "*" | "default" => member,
            "getSecret" => self.first_argument(api),
            name => Some(name.to_owned()),
        };
        let form = if name.is_some() { EnvForm::Member } else { EnvForm::Dynamic };
        Some(EnvRead { object: None, module: Some(specifier.clone()), name, form })
    }

    fn is_global(&self, api: &Api, name: &str) -> bool {
        matches!(&api.base, Base::Global(global) if global == name || global == "globalThis" || global == "window")
    }

    fn first_argument(&self, api: &Api) -> Option<String> {
        let call = api.calls().next()?;
        let Some(crate::syntax::program::Expr::Call { arguments, .. }) = self.expr(call) else { return None };
        let first = arguments.first()?;
        self.constants(&call.at(first.value), 8).into_iter().next()
    }

    /// How a variable is read where it is read: bundlers replace some forms only.
    fn form(&self, api: &Api, name: Option<&str>) -> EnvForm {
        let read = self.builds.env_read(api.spot.module, &self.span(&api.spot));
        match (read, name) {
            (Some(form), _) => form,
            (None, Some(_)) => EnvForm::Destructured,
            (None, None) => EnvForm::Dynamic,
        }
    }
}
