//! The REST interface under `/api/v1`. Its OpenAPI document is generated from these handlers.

mod access;
mod error;
mod games;
mod guests;
mod nodes;
mod sessions;
mod sign_in;

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use parking_lot::Mutex;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::attempts::Attempts;
use crate::clock::Clock;
use crate::metrics::Metrics;
use crate::people::People;
use crate::rack::Rack;
use crate::store::journal::Journal;

pub use error::Failure;

/// The longest body of a call, bytes.
const MAX_BODY: usize = 64 << 10;

/// What handlers share.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// Behind [`App`].
pub struct Shared {
    /// Nodes, sessions, games.
    pub rack: Arc<Rack>,
    /// Who may come in.
    pub people: Mutex<People>,
    /// Wrong sign-in and invitation codes.
    pub attempts: Mutex<Attempts>,
    /// Way to the store.
    pub journal: Arc<Journal>,
    /// Figures.
    pub metrics: Arc<Metrics>,
    /// Links that have not said hello yet.
    pub strangers: Arc<tokio::sync::Semaphore>,
    /// For deadlines.
    pub clock: Clock,
    /// Where players come from, if it was configured.
    pub public_url: Option<String>,
    /// SHA-256 of the secret that nodes show.
    pub enrolment: [u8; 32],
}

impl App {
    /// Shares it.
    #[must_use]
    pub fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl std::ops::Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Stratus coordinator", description = "Sign in, see the library, play. Every error is an `ApiError`."),
    modifiers(&CookieScheme)
)]
struct Document;

struct CookieScheme;

impl utoipa::Modify for CookieScheme {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(access::COOKIE)));
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("cookie", cookie);
    }
}

/// The calls, and the document that describes them.
fn described() -> (Router<App>, utoipa::openapi::OpenApi) {
    let calls = OpenApiRouter::new()
        .routes(routes!(sign_in::sign_in))
        .routes(routes!(sign_in::sign_out))
        .routes(routes!(sign_in::me))
        .routes(routes!(sign_in::new_code))
        .routes(routes!(games::games))
        .routes(routes!(games::artwork))
        .routes(routes!(sessions::start, sessions::mine))
        .routes(routes!(sessions::look, sessions::stop))
        .routes(routes!(sessions::join))
        .routes(routes!(guests::invite, guests::uninvite))
        .routes(routes!(guests::enter))
        .routes(routes!(guests::remove))
        .routes(routes!(nodes::nodes));
    OpenApiRouter::with_openapi(Document::openapi())
        .nest("/api/v1", calls)
        .split_for_parts()
}

/// Everything under `/api/v1`.
pub fn router(app: &App) -> Router<App> {
    let (calls, document) = described();
    let document = Arc::new(document);
    calls
        .route(
            "/api/v1/openapi.json",
            get(move || std::future::ready(Json(document.as_ref().clone()))),
        )
        .route("/api/v1/{*rest}", axum::routing::any(no_such_call))
        .method_not_allowed_fallback(no_such_method)
        .layer(middleware::from_fn_with_state(
            app.clone(),
            access::same_origin,
        ))
        .layer(middleware::map_response_with_state(app.clone(), finish))
        .layer(DefaultBodyLimit::max(MAX_BODY))
}

async fn no_such_call() -> Failure {
    Failure::not_found("this call does not exist; see /api/v1/openapi.json")
}

async fn no_such_method() -> Failure {
    Failure::invalid("this call exists with another method; see /api/v1/openapi.json")
        .with_status(axum::http::StatusCode::METHOD_NOT_ALLOWED)
}

/// Counts errors, gives axum's own ones our form, and keeps answers out of caches that nobody asked for.
async fn finish(State(app): State<App>, mut response: Response) -> Response {
    let status = response.status();
    if (status.is_client_error() || status.is_server_error())
        && response.extensions().get::<error::Code>().is_none()
    {
        response = Failure::invalid("this request is malformed")
            .with_status(status)
            .into_response();
    }
    if let Some(code) = response.extensions().get::<error::Code>() {
        app.metrics
            .api_errors
            .get_or_create(&crate::metrics::ErrorCode { code: code.0 })
            .inc();
    }
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_lists_every_call_of_the_contract() {
        let (_, document) = described();
        let document = serde_json::to_value(document).unwrap();
        let table = include_str!("../../protocol/src/rest.rs");
        let mut calls = 0;
        for line in table
            .lines()
            .filter_map(|line| line.strip_prefix("//! | `"))
        {
            let (call, _) = line.split_once('`').unwrap();
            let (method, path) = call.split_once(' ').unwrap();
            let path = format!("/api/v1{}", path.split('?').next().unwrap());
            let method = method.to_lowercase();
            assert!(
                !document["paths"][&path][&method].is_null(),
                "{method} {path} is not described"
            );
            calls += 1;
        }
        assert_eq!(calls, 16);
    }
}
