//! Who calls: the cookie, and the check that a call that changes something comes from our own page.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use stratus_protocol::id::Token;
use stratus_protocol::rest::User;

use super::App;
use super::error::Failure;
use crate::clock::unix_ms;

/// Name of the cookie.
pub const COOKIE: &str = "stratus_session";

/// A person who is signed in.
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// Their cookie.
    pub secret: Token,
}

/// The cookie's secret, if one came along.
fn secret(headers: &HeaderMap) -> Option<Token> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
        .find_map(|secret| secret.parse().ok())
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let refused = || {
            Failure::unauthorized("you are not signed in: open the link with your one-time code")
        };
        let secret = secret(&parts.headers).ok_or_else(refused)?;
        let user = app
            .people
            .lock()
            .who(&secret, unix_ms())
            .ok_or_else(refused)?;
        Ok(Self { user, secret })
    }
}

/// A signed-in administrator.
pub struct Administrator;

impl FromRequestParts<App> for Administrator {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let signed_in = SignedIn::from_request_parts(parts, app).await?;
        if signed_in.user.admin {
            Ok(Self)
        } else {
            Err(Failure::forbidden("only administrators may do this"))
        }
    }
}

/// Refuses calls that change something when another site's page made them. Programs send neither header, and have no
/// one's cookie by accident.
pub async fn same_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if !safe && !is_own(request.headers(), app.public_url.as_deref()) {
        return Failure::forbidden("this call came from another site's page").into_response();
    }
    next.run(request).await
}

fn is_own(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name| {
        headers
            .get(name)
            .map(|value: &header::HeaderValue| value.to_str().unwrap_or("?"))
    };
    if text(header::HeaderName::from_static("sec-fetch-site"))
        .is_some_and(|s| s != "same-origin" && s != "none")
    {
        return false;
    }
    let Some(origin) = text(header::ORIGIN) else {
        return true;
    };
    if public_url == Some(origin) {
        return true;
    }
    let authority = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    authority.is_some() && authority == text(header::HOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_page_may_change_things() {
        let own = |pairs: &[(&'static str, &str)], public| {
            let headers = pairs
                .iter()
                .map(|(name, value)| {
                    (
                        header::HeaderName::from_static(name),
                        value.parse().unwrap(),
                    )
                })
                .collect();
            is_own(&headers, public)
        };
        assert!(own(&[("host", "box:8080")], None));
        assert!(own(
            &[("host", "box:8080"), ("origin", "http://box:8080")],
            None
        ));
        assert!(!own(
            &[("host", "box:8080"), ("origin", "http://evil.example")],
            None
        ));
        assert!(!own(&[("host", "box:8080"), ("origin", "null")], None));
        assert!(!own(
            &[("host", "box:8080"), ("sec-fetch-site", "cross-site")],
            None
        ));
        assert!(!own(
            &[("host", "box:8080"), ("sec-fetch-site", "same-site")],
            None
        ));
        assert!(own(
            &[("host", "inner"), ("origin", "https://play.example")],
            Some("https://play.example")
        ));
    }
}
