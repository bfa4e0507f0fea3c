//! Errors as `ApiError`, and readers of requests whose refusals are that too.

use axum::Json;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use stratus_protocol::rest::ApiError;

use crate::rack::Refusal;

/// An answer that is not 2xx.
#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    code: &'static str,
    message: String,
}

/// The code of an answer, for the counter.
#[derive(Debug, Clone, Copy)]
pub struct Code(pub &'static str);

macro_rules! failures {
    ($($(#[$doc:meta])* $name:ident, $status:ident, $code:literal;)*) => {
        impl Failure {$(
            $(#[$doc])*
            pub fn $name(message: impl Into<String>) -> Self {
                Self { status: StatusCode::$status, code: $code, message: message.into() }
            }
        )*}
    };
}

failures! {
    /// No valid cookie or code.
    unauthorized, UNAUTHORIZED, "unauthorized";
    /// Signed in, and still not allowed.
    forbidden, FORBIDDEN, "forbidden";
    /// It is not there, or not this player's.
    not_found, NOT_FOUND, "not_found";
    /// The request is malformed.
    invalid, BAD_REQUEST, "invalid";
    /// It contradicts what is going on.
    conflict, CONFLICT, "conflict";
    /// Too many attempts.
    too_many, TOO_MANY_REQUESTS, "too_many";
    /// A node is needed and does not answer.
    unavailable, SERVICE_UNAVAILABLE, "unavailable";
    /// Something broke here.
    internal, INTERNAL_SERVER_ERROR, "internal";
}

impl Failure {
    /// The same with another status.
    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The store did not take a change.
    pub fn not_stored(error: impl std::fmt::Display) -> Self {
        Self::internal(format!("this could not be stored: {error}"))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let body = ApiError {
            code: self.code.into(),
            message: self.message,
        };
        let mut response = (self.status, Json(body)).into_response();
        response.extensions_mut().insert(Code(self.code));
        response
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoSuchGame => Self::not_found("no game has this id; see the library"),
            Refusal::NoSuchSession => Self::not_found("no session of yours has this id"),
            Refusal::AlreadyPlaying(session) => Self::conflict(format!(
                "you play already, in session {session}: continue it, or end it first"
            )),
            Refusal::NotRunning(session) => Self::conflict(format!(
                "session {} does not run, so there is nothing to connect to; ask where it stands",
                session.id
            )),
            Refusal::NotHost => {
                Self::forbidden("only its host ends this game; to leave it, close its page")
            }
            Refusal::AnothersSeat => {
                Self::forbidden("only the host frees somebody else's seat; yours is another one")
            }
            Refusal::TooManyCalls => Self::too_many(
                "this game's node has not answered your other calls for a seat yet: wait a moment",
            ),
            Refusal::NodeAway => Self::unavailable(
                "the node that runs this game is not connected to the coordinator right now; try again in a moment",
            ),
            Refusal::NotInvited => Self::not_found(
                "this invitation does not work (any more): the game is over, or its host took it back. Ask the host \
                 for a new link",
            ),
            Refusal::OwnSession(session) => Self::conflict(format!(
                "session {session} is your own, so you need no guest's seat in it: join it instead"
            )),
            Refusal::NotPlayed(session) => Self::conflict(format!(
                "session {session} waits in line or is over: invite others while it is played"
            )),
            Refusal::NoSeat(message) => Self::conflict(message),
            Refusal::NodeSilent => {
                Self::unavailable("the node of this session does not answer; try again in a moment")
            }
        }
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;
    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => {
                let status = match rejection.status() {
                    StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
                    other => other,
                };
                Err(Failure::invalid(rejection.body_text()).with_status(status))
            }
        }
    }
}
