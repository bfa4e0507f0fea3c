//! A second person on the same node: signed in, with a session of their own.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::json;
use stratus_protocol::rest::{Code, Offer, Session, SessionState, Video};

use crate::bench::http;

/// How long the session may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts `game` for the second person; `cookie` is an administrator's.
pub async fn session(port: u16, cookie: &str, game: &str, video: Video) -> anyhow::Result<Offer> {
    let name = json!({ "name": "neighbour" });
    let code = http::post(port, "/api/v1/codes", cookie, &name).await?;
    let Code { code, .. } = serde_json::from_value(code.body)?;
    let signed_in = http::post(port, "/api/v1/sign-in", "", &json!({ "code": code })).await?;
    let cookie = signed_in.cookie.context("the sign-in set no cookie")?;
    let ask = json!({ "game": game, "video": video });
    let started = http::post(port, "/api/v1/sessions", &cookie, &ask).await?;
    let mut session: Session = serde_json::from_value(started.body)?;
    let path = format!("/api/v1/sessions/{}", session.id.as_str());
    let deadline = Instant::now() + PATIENCE;
    loop {
        match session.state {
            SessionState::Running { offer: Some(offer) } => return Ok(offer),
            SessionState::Running { offer: None } => {
                let joined = http::post(port, &format!("{path}/join"), &cookie, &json!({})).await?;
                session = serde_json::from_value(joined.body)?;
            }
            SessionState::Queued { .. } | SessionState::Starting => {
                if Instant::now() > deadline {
                    bail!(
                        "the neighbour's session does not start: {:?}",
                        session.state
                    );
                }
                let news = format!("{path}?wait_ms=1000");
                session = serde_json::from_value(http::get(port, &news, &cookie).await?)?;
            }
            SessionState::Ended { message, .. } => {
                bail!("the neighbour's session ended: {message}")
            }
        }
    }
}
