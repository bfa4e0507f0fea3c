//! Play sessions. A session of someone else looks like one that does not exist, except to its guests.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use stratus_protocol::id::SessionId;
use stratus_protocol::rest::{ApiError, Session, StartSession};
use stratus_protocol::session::control::EndReason;

use super::App;
use super::access::SignedIn;
use super::error::{Body, Failure};
use crate::rack::HOST;

/// The longest wait for a change, ms.
const MAX_WAIT_MS: u64 = 25_000;

pub(super) fn parse(id: &str) -> Result<SessionId, Failure> {
    id.parse()
        .map_err(|_| Failure::not_found("no session of yours has this id"))
}

/// Starts a game. Answers when the node is ready (then with the offer), or after two seconds, or at once when the
/// player has to wait in line.
#[utoipa::path(
    post, path = "/sessions", tag = "sessions", request_body = StartSession, security(("cookie" = [])),
    responses(
        (status = 200, body = Session),
        (status = 400, description = "A field is out of range", body = ApiError),
        (status = 401, body = ApiError),
        (status = 404, description = "No game has this id", body = ApiError),
        (status = 409, description = "The player has a session already", body = ApiError),
    )
)]
pub async fn start(
    State(app): State<App>,
    caller: SignedIn,
    Body(ask): Body<StartSession>,
) -> Result<Json<Session>, Failure> {
    ask.video.check().map_err(Failure::invalid)?;
    if let Some(layout) = &ask.keyboard
        && !is_layout(layout)
    {
        return Err(Failure::invalid(
            "keyboard is an XKB layout such as 'de' or 'us(intl)'",
        ));
    }
    let (id, ack) = app.rack.start(&caller.user, ask)?;
    if let Err(error) = ack.safe().await {
        if let Ok((_, ack)) =
            app.rack
                .end(&id, EndReason::Internal, "The start could not be stored.")
        {
            ack.unobserved();
        }
        return Err(Failure::not_stored(error));
    }
    Ok(Json(app.rack.started(&id, &caller.user).await?))
}

/// My sessions, newest first.
#[utoipa::path(
    get, path = "/sessions", tag = "sessions", security(("cookie" = [])),
    responses((status = 200, body = [Session]), (status = 401, body = ApiError))
)]
pub async fn mine(State(app): State<App>, caller: SignedIn) -> Json<Vec<Session>> {
    Json(app.rack.sessions_of(&caller.user))
}

/// Where a session stands. With `wait_ms` the answer comes when there is something that this player was not told yet.
#[utoipa::path(
    get, path = "/sessions/{id}", tag = "sessions", security(("cookie" = [])),
    params(
        ("id" = String, Path, description = "The session"),
        ("wait_ms" = Option<u64>, Query, description = "Wait so long for news, at most 25000 ms"),
    ),
    responses(
        (status = 200, body = Session),
        (status = 400, description = "wait_ms is no number", body = ApiError),
        (status = 401, body = ApiError),
        (status = 404, body = ApiError),
    )
)]
pub async fn look(
    State(app): State<App>,
    caller: SignedIn,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Session>, Failure> {
    let wait_ms = match query
        .as_deref()
        .unwrap_or_default()
        .split('&')
        .find_map(|pair| pair.strip_prefix("wait_ms="))
    {
        Some(text) => text
            .parse()
            .map_err(|_| Failure::invalid("wait_ms is a number of milliseconds"))?,
        None => 0,
    };
    let wait = Duration::from_millis(MAX_WAIT_MS.min(wait_ms));
    let id = parse(&id)?;
    let mut session = app.rack.look(&id, (&caller.user).into(), wait).await?;
    if session.seat == Some(HOST) {
        session.guests = app.guests(&id);
    }
    Ok(Json(session))
}

/// A fresh offer for a session that runs, to connect to it again.
#[utoipa::path(
    post, path = "/sessions/{id}/join", tag = "sessions", security(("cookie" = [])),
    params(("id" = String, Path, description = "The session")),
    responses(
        (status = 200, body = Session),
        (status = 401, body = ApiError),
        (status = 404, body = ApiError),
        (status = 409, description = "It does not run", body = ApiError),
        (status = 503, description = "Its node does not answer", body = ApiError),
    )
)]
pub async fn join(
    State(app): State<App>,
    caller: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Session>, Failure> {
    Ok(Json(app.rack.join(&parse(&id)?, &caller.user).await?))
}

/// Ends a session. Ending one that is over is a success.
#[utoipa::path(
    delete, path = "/sessions/{id}", tag = "sessions", security(("cookie" = [])),
    params(("id" = String, Path, description = "The session")),
    responses(
        (status = 200, body = Session),
        (status = 401, body = ApiError),
        (status = 403, description = "The caller is a guest in it", body = ApiError),
        (status = 404, body = ApiError),
    )
)]
pub async fn stop(
    State(app): State<App>,
    caller: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Session>, Failure> {
    let (session, ack) = app.rack.stop(&parse(&id)?, (&caller.user).into())?;
    ack.safe().await.map_err(Failure::not_stored)?;
    Ok(Json(session))
}

/// An XKB layout with an optional variant; it reaches the node's command lines, so nothing else may.
fn is_layout(text: &str) -> bool {
    (1..=32).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-()".contains(&b))
}
