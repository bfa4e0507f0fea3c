//! Playing together: the host's invitation, and the guests who follow it.

use std::net::SocketAddr;

use axum::Json;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use stratus_protocol::id::SessionId;
use stratus_protocol::rest::{ApiError, Guest, Invite, Session, TakeSeat};

use super::App;
use super::access::SignedIn;
use super::error::{Body, Failure};
use super::sessions::parse;
use crate::rack::{Refusal, SEATS};

/// The code that lets up to three others into my session. The same at each call until I take it back.
#[utoipa::path(
    post, path = "/sessions/{id}/invite", tag = "guests", security(("cookie" = [])),
    params(("id" = String, Path, description = "The session")),
    responses(
        (status = 200, body = Invite),
        (status = 401, body = ApiError),
        (status = 404, description = "No session of the caller has this id", body = ApiError),
        (status = 409, description = "It waits in line or is over", body = ApiError),
    )
)]
pub async fn invite(
    State(app): State<App>,
    caller: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Invite>, Failure> {
    let (invite, ack) = app.rack.invite(&parse(&id)?, &caller.user)?;
    ack.safe().await.map_err(Failure::not_stored)?;
    Ok(Json(invite))
}

/// Takes the invitation back. Who has a seat keeps it.
#[utoipa::path(
    delete, path = "/sessions/{id}/invite", tag = "guests", security(("cookie" = [])),
    params(("id" = String, Path, description = "The session")),
    responses(
        (status = 204, description = "The code does not work any more"),
        (status = 401, body = ApiError),
        (status = 404, description = "No session of the caller has this id", body = ApiError),
    )
)]
pub async fn uninvite(
    State(app): State<App>,
    caller: SignedIn,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let ack = app.rack.uninvite(&parse(&id)?, &caller.user)?;
    ack.safe().await.map_err(Failure::not_stored)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a guest's seat by the host's code, or comes back to it without. The answer carries the guest's own offer.
#[utoipa::path(
    post, path = "/sessions/{id}/guests", tag = "guests", request_body = TakeSeat, security(("cookie" = [])),
    params(("id" = String, Path, description = "The session")),
    responses(
        (status = 200, body = Session),
        (status = 401, body = ApiError),
        (status = 404, description = "No session with this id and code", body = ApiError),
        (status = 409, description = "No free seat, the caller's own session, or it does not run", body = ApiError),
        (status = 429, description = "Too many wrong codes, or the node has not answered earlier calls yet", body = ApiError),
        (status = 503, description = "Its node is not connected, or does not answer", body = ApiError),
    )
)]
pub async fn enter(
    State(app): State<App>,
    caller: SignedIn,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Path(id): Path<String>,
    Body(TakeSeat { code }): Body<TakeSeat>,
) -> Result<Json<Session>, Failure> {
    let now = app.clock.now();
    let session = id.parse().map_err(|_| Failure::from(Refusal::NotInvited));
    let seated = session
        .as_ref()
        .is_ok_and(|session| app.rack.sits(session, &caller.user));
    // Without a code there is nothing to guess, and with a seat no need to.
    let guess = code.is_some() && !seated;
    if guess && !app.attempts.lock().allowed(now, from.ip()) {
        return Err(Failure::too_many(
            "too many wrong codes from your network: wait a minute",
        ));
    }
    let session = session?;
    match app
        .rack
        .admit(&session, &caller.user, code.as_deref())
        .await
    {
        Ok(session) => Ok(Json(session)),
        Err(refusal) => {
            if guess && refusal == Refusal::NotInvited {
                app.attempts.lock().wrong(now, from.ip());
            }
            Err(refusal.into())
        }
    }
}

/// Frees a guest's seat: the host any, a guest their own. Who was removed needs the code again.
#[utoipa::path(
    delete, path = "/sessions/{id}/guests/{seat}", tag = "guests", security(("cookie" = [])),
    params(
        ("id" = String, Path, description = "The session"),
        ("seat" = u8, Path, description = "The seat, 1 to 3"),
    ),
    responses(
        (status = 204, description = "Nobody has this seat (any more)"),
        (status = 401, body = ApiError),
        (status = 403, description = "The caller is a guest in another seat", body = ApiError),
        (status = 404, description = "The caller has no session with this id and guest's seat", body = ApiError),
        (status = 503, description = "Its node is not connected", body = ApiError),
    )
)]
pub async fn remove(
    State(app): State<App>,
    caller: SignedIn,
    Path((id, seat)): Path<(String, String)>,
) -> Result<StatusCode, Failure> {
    let id = parse(&id)?;
    let seat = seat.parse().ok().filter(|seat| SEATS.contains(seat));
    let seat = seat.ok_or_else(|| Failure::not_found("guests have the seats 1 to 3"))?;
    let ack = app.rack.remove_guest(&id, &caller.user, seat)?;
    ack.safe().await.map_err(Failure::not_stored)?;
    Ok(StatusCode::NO_CONTENT)
}

impl App {
    /// Who plays along, by seat.
    pub(super) fn guests(&self, session: &SessionId) -> Vec<Guest> {
        let seats = self.rack.guests(session);
        let people = self.people.lock();
        let named = |(seat, id): (u8, String)| {
            let name = people.name(&id).unwrap_or(&id).to_owned();
            Guest { seat, name }
        };
        seats.into_iter().map(named).collect()
    }
}
