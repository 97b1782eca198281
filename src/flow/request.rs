//! Requests: calls that name a URL, with what they send along.

use super::{Api, Base, Flow, Header, Piece, Property, Root, Spot, Step, Text};
use crate::side::ModuleId;
use crate::syntax::program::{Expr, ExprId, Program};

/// A request that code makes.
#[derive(Debug, Clone)]
pub struct Request {
    /// The call.
    pub call: Spot,
    /// Upper-case methods, of which it uses one; none if that is not known.
    pub methods: Vec<String>,
    /// Where it goes.
    pub urls: Vec<Text>,
    /// What it sends along.
    pub headers: Vec<Header>,
}

/// Where a request goes, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The host in lower case; none if it is not known, or the page's own.
    pub host: Option<String>,
    /// The path, from its first `/`, with `*` in place of what is not known.
    pub path: String,
    /// The query without its `?`, with `*` in place of what is not known.
    pub query: String,
    /// It begins with something that is not known, which may be a host.
    pub open: bool,
}

/// Functions that make a request when they are called with a URL, by their last name.
const REQUESTS: &[&str] = &[
    "fetch",
    "$fetch",
    "useFetch",
    "useLazyFetch",
    "ofetch",
    "axios",
    "ky",
    "got",
    "wretch",
    "superagent",
    "needle",
    "request",
    "ajax",
    "getJSON",
    "sendBeacon",
    "cross-fetch",
    "node-fetch",
    "isomorphic-fetch",
    "undici",
    "fetchApi",
    "nodeFetch",
    "stream",
    "GraphQLClient",
    "WebSocket",
    "EventSource",
    "Request",
    "HttpLink",
    "createHttpLink",
    "createClient",
    "httpBatchLink",
    "fetcher",
    "open",
];

/// Methods of HTTP, as names of functions.
const METHODS: &[&str] = &["get", "post", "put", "patch", "delete", "del", "head", "options"];

impl Target {
    /// Reads a text as a URL.
    pub fn of(text: &Text) -> Self {
        Self::of_pattern(&text.pattern())
    }

    /// Reads a text in which `*` stands for what is not known.
    pub fn of_pattern(pattern: &str) -> Self {
        let whole = pattern.trim();
        let (host, rest, open) =
            match whole.split_once("://").map(|(_, rest)| rest).or_else(|| whole.strip_prefix("//")) {
                Some(rest) => {
                    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
                    let host = rest[..end].rsplit('@').next().unwrap_or_default();
                    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
                    (Some(host), &rest[end..], false)
                }
                None => match whole.strip_prefix('*') {
                    Some(rest) => (None, rest, true),
                    None => (None, whole, false),
                },
            };
        let (path, query) = rest.split('#').next().unwrap_or_default().split_once('?').unwrap_or((rest, ""));
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Self { host: host.filter(|host| !host.is_empty()), path, query: query.to_owned(), open }
    }

    /// Whether it goes to the page's own host.
    pub fn is_own(&self) -> bool {
        self.host.is_none() && !self.open
    }
}

impl Flow<'_> {
    /// The requests that a module makes, by the calls that make them.
    pub fn request_calls(&self, module: ModuleId) -> Vec<Spot> {
        let Some(program) = self.program(module) else { return Vec::new() };
        let calls =
            program.actions.iter().filter(|action| matches!(program.exprs[**action], Expr::Call { .. }));
        let named = calls.filter(|call| may_be_request(program, **call));
        named.map(|call| self.spot(module, *call)).filter(|call| self.may_request(call)).collect()
    }

    fn may_request(&self, call: &Spot) -> bool {
        self.apis(call).iter().any(|api| method_of(api).is_some())
    }

    /// What a call does that is not a function of the workspace.
    fn apis(&self, call: &Spot) -> Vec<Api> {
        let apis = self.roots(call).into_iter().filter_map(|root| match root {
            Root::Api(api) => Some(api),
            _ => None,
        });
        // The call itself must be the last step: a function here that returns a request is not one.
        apis.filter(|api| matches!(api.steps.last(), Some(Step::Call(at) | Step::New(at)) if at.expr == call.expr && at.module == call.module))
            .collect()
    }

    /// What a call requests. None if it is no request, or nothing is known of where it goes.
    pub fn request(&self, call: &Spot) -> Option<Request> {
        let api = self.apis(call).into_iter().find(|api| method_of(api).is_some())?;
        let by_name = method_of(&api)?;
        let Some(Expr::Call { arguments, .. }) = self.expr(call) else { return None };
        let arguments: Vec<Spot> = arguments.iter().map(|argument| call.at(argument.value)).collect();
        let mut options: Vec<Property> = Vec::new();
        let mut urls: Vec<Text> = Vec::new();
        for (at, argument) in arguments.iter().enumerate() {
            let is_object = self.is_object(argument);
            if is_object {
                options.extend(self.properties(argument));
            } else if urls.is_empty() && at < 2 {
                urls = self.texts(argument);
            }
        }
        // `fetch(new Request(url, { … }))`
        if urls.iter().all(|url| url.pattern() == "*")
            && let Some(first) = arguments.first()
            && let Some(inner) = self.inner_request(first)
        {
            return Some(inner);
        }
        let mut methods = self.named(&options, &["method"]);
        methods.iter_mut().for_each(|method| method.make_ascii_uppercase());
        if let Some(method) = by_name.verb {
            methods = vec![method];
        } else if methods.is_empty() && !options.iter().any(|option| option.name.as_deref() == Some("method"))
        {
            methods = vec!["GET".to_owned()];
        }
        if urls.is_empty() || arguments.first().is_some_and(|first| self.is_object(first)) {
            urls = self.url_of_options(&options);
        }
        if api.path().ends_with(&["open", "()"]) {
            (methods, urls) = self.opened(&arguments)?;
        }
        let mut headers: Vec<Header> = self.headers_in_options(&options);
        let mut bases = self.base_of_options(&options);
        for made in api.calls().take(api.calls().count().saturating_sub(1)) {
            // `axios.create({ baseURL, headers })`
            let Some(Expr::Call { arguments, .. }) = self.expr(made) else { continue };
            for argument in arguments {
                let argument = made.at(argument.value);
                if self.is_object(&argument) {
                    let options = self.properties(&argument);
                    headers.extend(self.headers_in_options(&options));
                    bases.extend(self.base_of_options(&options));
                } else if bases.is_empty() {
                    bases.extend(
                        self.texts(&argument).into_iter().filter(|text| text.pattern().contains("://")),
                    );
                }
            }
        }
        let urls = with_bases(urls, &bases);
        (!urls.is_empty()).then(|| Request { call: call.clone(), methods, urls, headers })
    }

    fn inner_request(&self, argument: &Spot) -> Option<Request> {
        self.roots(argument).into_iter().find_map(|root| match root {
            Root::Api(api) if api.path() == ["Request", "()"] => self.request(api.calls().last()?),
            _ => None,
        })
    }

    fn is_object(&self, spot: &Spot) -> bool {
        self.roots(spot).iter().any(|root| match root {
            Root::Value(value) => matches!(self.expr(value), Some(Expr::Object(_))),
            _ => false,
        })
    }

    fn named(&self, options: &[Property], names: &[&str]) -> Vec<String> {
        let of_name =
            options.iter().filter(|option| option.name.as_deref().is_some_and(|name| names.contains(&name)));
        of_name.flat_map(|option| self.texts(&option.value)).filter_map(|text| text.whole()).collect()
    }

    fn texts_named(&self, options: &[Property], names: &[&str]) -> Vec<Text> {
        let of_name =
            options.iter().filter(|option| option.name.as_deref().is_some_and(|name| names.contains(&name)));
        of_name.flat_map(|option| self.texts(&option.value)).collect()
    }

    fn url_of_options(&self, options: &[Property]) -> Vec<Text> {
        let urls = self.texts_named(options, &["url", "uri"]);
        if !urls.is_empty() {
            return urls;
        }
        // `https.request({ hostname, path })`
        let hosts = self.texts_named(options, &["hostname", "host"]);
        let paths = self.texts_named(options, &["path", "pathname"]);
        let scheme = |spot: &Spot| Text::known("https://", spot);
        let whole = |host: &Text| {
            let Some(spot) = host.pieces.first().map(Piece::spot) else { return Vec::new() };
            let start = [&scheme(spot).pieces[..], &host.pieces[..]].concat();
            if paths.is_empty() {
                return vec![Text { pieces: start }];
            }
            paths.iter().map(|path| Text { pieces: [&start[..], &path.pieces[..]].concat() }).collect()
        };
        hosts.iter().flat_map(whole).collect()
    }

    fn base_of_options(&self, options: &[Property]) -> Vec<Text> {
        self.texts_named(options, &["baseURL", "baseUrl", "prefixUrl", "base", "prefix"])
    }

    fn headers_in_options(&self, options: &[Property]) -> Vec<Header> {
        let mut headers = Vec::new();
        for option in options {
            match option.name.as_deref() {
                Some("headers" | "setHeaders" | "customHeaders" | "defaultHeaders") => {
                    headers.extend(self.headers_of(&option.value));
                }
                // `fetchOptions: { headers }`, `requestInit: { headers }`
                Some("fetchOptions" | "requestInit" | "init" | "options") => {
                    headers.extend(self.headers_in_options(&self.properties(&option.value)));
                }
                Some("auth") => headers.extend(self.basic(option)),
                _ => {}
            }
        }
        headers
    }

    /// `auth: { username, password }`
    fn basic(&self, option: &Property) -> Option<Header> {
        let properties = self.properties(&option.value);
        let password =
            properties.into_iter().find(|property| property.name.as_deref() == Some("password"))?;
        Some(Header { name: "Authorization".to_owned(), value: password.value, span: password.span })
    }

    /// `xhr.open("POST", url)`
    fn opened(&self, arguments: &[Spot]) -> Option<(Vec<String>, Vec<Text>)> {
        let [method, url, ..] = arguments else { return None };
        let methods =
            self.constants(method, 4).into_iter().map(|method| method.to_ascii_uppercase()).collect();
        Some((methods, self.texts(url)))
    }
}

/// Whether a call may be a request by the name of what it calls, before anybody asks what that is.
fn may_be_request(program: &Program, call: ExprId) -> bool {
    let Expr::Call { callee, .. } = &program.exprs[call] else { return false };
    match &program.exprs[*callee] {
        Expr::Member(_, name) => {
            let name = name.as_str();
            REQUESTS.contains(&name)
                || METHODS.iter().any(|method| method.eq_ignore_ascii_case(name))
                || name == "default"
        }
        Expr::Function(_) | Expr::Super(_) => false,
        _ => true,
    }
}

/// What a call is by its name.
struct ByName {
    /// The method that the name says.
    verb: Option<String>,
}

/// Whether the last call of something is a request.
fn method_of(api: &Api) -> Option<ByName> {
    let path = api.path();
    let [.., name, "()"] = path.as_slice() else { return None };
    let lower = name.to_ascii_lowercase();
    let is_method = METHODS.contains(&lower.as_str()) && path.len() > 2;
    if is_method {
        let verb = if lower == "del" { "DELETE".to_owned() } else { lower.to_ascii_uppercase() };
        // Caches, maps and forms have a `get` as well.
        let is_storage = matches!(api.base, Base::Global(ref name) if matches!(name.as_str(), "localStorage" | "Map" | "URLSearchParams" | "FormData" | "Headers" | "caches"));
        return (!is_storage).then_some(ByName { verb: Some(verb) });
    }
    if *name == "open" && !path.contains(&"XMLHttpRequest") {
        return None;
    }
    if *name == "getJSON" {
        return Some(ByName { verb: Some("GET".to_owned()) });
    }
    let is_package = || {
        api.package().is_some_and(|package| REQUESTS.contains(&package))
            && matches!(api.steps.as_slice(), [Step::Call(_)])
    };
    (REQUESTS.contains(name) || is_package()).then_some(ByName { verb: None })
}

/// Relative URLs behind what they are relative to.
fn with_bases(urls: Vec<Text>, bases: &[Text]) -> Vec<Text> {
    if bases.is_empty() {
        return urls;
    }
    let mut whole = Vec::new();
    for url in urls {
        if url.pattern().contains("://") {
            whole.push(url);
            continue;
        }
        for base in bases {
            let mut pieces = base.pieces.clone();
            let (ends, begins) = (base.pattern().ends_with('/'), url.pattern().starts_with('/'));
            match (ends, begins, pieces.last_mut()) {
                (true, true, Some(Piece::Known(text, _))) => {
                    text.pop();
                }
                (false, false, Some(last)) => {
                    let slash = Text::known("/", last.spot());
                    pieces.extend(slash.pieces);
                }
                _ => {}
            }
            pieces.extend(url.pieces.iter().cloned());
            whole.push(Text { pieces });
        }
    }
    whole
}
