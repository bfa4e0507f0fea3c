//! Sign-in by one-time code, as notebooks do it.

use std::net::SocketAddr;

use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use stratus_protocol::rest::{ApiError, Code, NewCode, SignIn, User};

use super::App;
use super::access::{Administrator, COOKIE, SignedIn};
use super::error::{Body, Failure};
use crate::clock::unix_ms;
use crate::people::{CODE_S, COOKIE_S};

/// Exchanges a one-time code for the cookie `stratus_session`.
#[utoipa::path(
    post, path = "/sign-in", tag = "people", request_body = SignIn,
    responses(
        (status = 200, description = "Signed in; the cookie is set", body = User),
        (status = 401, description = "The code is wrong, used or expired", body = ApiError),
        (status = 429, description = "Too many wrong codes", body = ApiError),
    )
)]
pub async fn sign_in(
    State(app): State<App>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Body(SignIn { code }): Body<SignIn>,
) -> Result<impl IntoResponse, Failure> {
    let now = app.clock.now();
    if !app.attempts.lock().allowed(now, from.ip()) {
        return Err(Failure::too_many(
            "too many wrong codes from your network: wait a minute",
        ));
    }
    let mut writes = Vec::new();
    let (redeemed, ack) = {
        let mut people = app.people.lock();
        let redeemed = people.redeem(&code, unix_ms(), &mut writes);
        (redeemed, app.journal.write(writes))
    };
    let Some((user, secret)) = redeemed else {
        ack.unobserved();
        app.attempts.lock().wrong(now, from.ip());
        return Err(Failure::unauthorized(
            "this code is wrong, was used already, or has expired: ask for a new one",
        ));
    };
    ack.safe().await.map_err(Failure::not_stored)?;
    let cookie = set_cookie(&app, secret.as_str(), COOKIE_S);
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Json(user)))
}

/// Ends this cookie.
#[utoipa::path(
    post, path = "/sign-out", tag = "people", security(("cookie" = [])),
    responses((status = 204, description = "Signed out"), (status = 401, body = ApiError))
)]
pub async fn sign_out(
    State(app): State<App>,
    caller: SignedIn,
) -> Result<impl IntoResponse, Failure> {
    let mut writes = Vec::new();
    let ack = {
        let mut people = app.people.lock();
        people.sign_out(&caller.secret, &mut writes);
        app.journal.write(writes)
    };
    ack.safe().await.map_err(Failure::not_stored)?;
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([(header::SET_COOKIE, set_cookie(&app, "", 0))]),
    ))
}

/// Who I am.
#[utoipa::path(
    get, path = "/me", tag = "people", security(("cookie" = [])),
    responses((status = 200, body = User), (status = 401, body = ApiError))
)]
pub async fn me(caller: SignedIn) -> Json<User> {
    Json(caller.user)
}

/// Makes a sign-in code for a (new or known) person.
#[utoipa::path(
    post, path = "/codes", tag = "people", request_body = NewCode, security(("cookie" = [])),
    responses(
        (status = 200, body = Code),
        (status = 400, description = "This is no name", body = ApiError),
        (status = 401, body = ApiError),
        (status = 403, description = "The caller is no administrator", body = ApiError),
    )
)]
pub async fn new_code(
    State(app): State<App>,
    _: Administrator,
    Body(NewCode { name, admin }): Body<NewCode>,
) -> Result<Json<Code>, Failure> {
    let mut writes = Vec::new();
    let (code, ack) = {
        let mut people = app.people.lock();
        let code = people
            .code_for(&name, admin, unix_ms(), &mut writes)
            .map_err(Failure::invalid)?;
        (code, app.journal.write(writes))
    };
    ack.safe().await.map_err(Failure::not_stored)?;
    Ok(Json(Code {
        code,
        expires_in_s: u32::try_from(CODE_S).unwrap_or(u32::MAX),
    }))
}

fn set_cookie(app: &App, value: &str, max_age_s: u64) -> String {
    let https = app
        .public_url
        .as_deref()
        .is_some_and(|url| url.starts_with("https://"));
    let secure = if https { "; Secure" } else { "" };
    format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={max_age_s}{secure}")
}
