//! A second person: signed in, with a session of their own on the same node or as a guest in the first one's.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::json;
use stratus_protocol::rest::{Code, Invite, Offer, Session, SessionState, Video};

use crate::bench::http;

/// How long the session may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts `game` for the second person; `cookie` is an administrator's.
pub async fn session(port: u16, cookie: &str, game: &str, video: Video) -> anyhow::Result<Offer> {
    let cookie = sign_in(port, cookie).await?;
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

/// Has the first person invite the second into the session that runs; `cookie` is the first one's, and an administrator's.
pub async fn guest(port: u16, cookie: &str) -> anyhow::Result<Offer> {
    let sessions = http::get(port, "/api/v1/sessions", cookie).await?;
    let sessions: Vec<Session> = serde_json::from_value(sessions)?;
    let session = sessions
        .into_iter()
        .find(|session| matches!(session.state, SessionState::Running { .. }))
        .context("the measured player has no session that runs")?;
    let path = format!("/api/v1/sessions/{}", session.id.as_str());
    let invite = http::post(port, &format!("{path}/invite"), cookie, &json!({})).await?;
    let Invite { code } = serde_json::from_value(invite.body)?;
    let own = sign_in(port, cookie).await?;
    let knock = json!({ "code": code });
    let seated = http::post(port, &format!("{path}/guests"), &own, &knock).await?;
    let seated: Session = serde_json::from_value(seated.body)?;
    match (seated.seat, seated.state) {
        (Some(1..), SessionState::Running { offer: Some(offer) }) => Ok(offer),
        (seat, state) => bail!("the guest got no seat of theirs: seat {seat:?}, {state:?}"),
    }
}

/// Signs the second person in; their cookie.
async fn sign_in(port: u16, cookie: &str) -> anyhow::Result<String> {
    let name = json!({ "name": "neighbour" });
    let code = http::post(port, "/api/v1/codes", cookie, &name).await?;
    let Code { code, .. } = serde_json::from_value(code.body)?;
    let signed_in = http::post(port, "/api/v1/sign-in", "", &json!({ "code": code })).await?;
    signed_in.cookie.context("the sign-in set no cookie")
}
