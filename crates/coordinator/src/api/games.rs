//! The library.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use stratus_protocol::id::GameId;
use stratus_protocol::rest::{ApiError, Game};

use super::App;
use super::access::SignedIn;
use super::error::Failure;

/// Every game of every node, by title.
#[utoipa::path(
    get, path = "/games", tag = "library", security(("cookie" = [])),
    responses((status = 200, body = [Game]), (status = 401, body = ApiError))
)]
pub async fn games(State(app): State<App>, _: SignedIn) -> Json<Vec<Game>> {
    Json(app.rack.games())
}

/// A picture of a game.
#[utoipa::path(
    get, path = "/games/{id}/artwork/{name}", tag = "library", security(("cookie" = [])),
    params(("id" = String, Path, description = "The game"), ("name" = String, Path, description = "The picture")),
    responses(
        (status = 200, description = "The picture"),
        (status = 304, description = "The caller has it already"),
        (status = 401, body = ApiError),
        (status = 404, body = ApiError),
    )
)]
pub async fn artwork(
    State(app): State<App>,
    _: SignedIn,
    Path((id, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let picture = id
        .parse::<GameId>()
        .ok()
        .and_then(|id| app.rack.picture(&id, &name))
        .ok_or_else(|| Failure::not_found("no game has this picture"))?;
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| {
            tags.split(',')
                .any(|tag| tag.trim().trim_start_matches("W/") == picture.etag)
        });
    let fixed = [
        (header::ETAG, picture.etag),
        (header::CACHE_CONTROL, "private, max-age=3600".to_owned()),
        (header::CONTENT_TYPE, picture.media_type.to_owned()),
        // An SVG that is opened as a page must not be able to do anything.
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox".to_owned(),
        ),
    ];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    Ok((fixed, axum::body::Bytes::from_owner(picture.bytes)).into_response())
}
