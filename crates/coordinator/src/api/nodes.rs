//! The rack, for administrators.

use axum::Json;
use axum::extract::State;
use stratus_protocol::rest::{ApiError, Node};

use super::App;
use super::access::Administrator;

/// Every node that is or was connected.
#[utoipa::path(
    get, path = "/nodes", tag = "nodes", security(("cookie" = [])),
    responses(
        (status = 200, body = [Node]),
        (status = 401, body = ApiError),
        (status = 403, description = "The caller is no administrator", body = ApiError),
    )
)]
pub async fn nodes(State(app): State<App>, _: Administrator) -> Json<Vec<Node>> {
    Json(app.rack.nodes())
}
