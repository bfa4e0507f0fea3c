//! The WebSocket `/node`: one link to each node. What it carries is in `stratus_protocol::link`.

use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use stratus_protocol::link::{CoordinatorMessage, MAX_MESSAGE, NodeMessage, VERSION};
use subtle::ConstantTimeEq;
use tokio::time::timeout;

use crate::api::App;
use crate::library;
use crate::rack::Hello;

/// A node says hello within this time.
const HELLO_WAIT: Duration = Duration::from_secs(5);
/// A node takes a command within this time.
const SEND_WAIT: Duration = Duration::from_secs(10);
/// Links that may be without a hello at a time.
pub const STRANGERS: usize = 32;
/// Sessions that a node may offer to run; more is a mistake.
const MAX_CAPACITY: u32 = 1024;

/// Why a link ends.
enum End {
    /// It broke, or the node closed it.
    Gone,
    /// The node said something that is no message.
    Malformed(String),
    /// The node is not let in.
    Refused(String),
    /// The coordinator ends it: the node connected again, was silent, or the coordinator stops.
    Closed,
}

/// Takes a node's connection.
pub async fn accept(State(app): State<App>, upgrade: WebSocketUpgrade) -> Response {
    let Ok(place) = app.strangers.clone().try_acquire_owned() else {
        return (
            StatusCode::SERVICE_UNAVAILABLE,
            "too many links without a hello: try again",
        )
            .into_response();
    };
    upgrade
        .max_message_size(MAX_MESSAGE)
        .max_frame_size(MAX_MESSAGE)
        .on_upgrade(async move |mut socket| {
            let end = match timeout(HELLO_WAIT, hello(&app, &mut socket)).await {
                Ok(Ok(hello)) => {
                    drop(place);
                    talk(&app, &mut socket, hello).await
                }
                Ok(Err(end)) => end,
                Err(_) => End::Refused("no hello came within 5 seconds".into()),
            };
            close(&app, &mut socket, end).await;
        })
}

/// Waits for the hello and checks its secret.
async fn hello(app: &App, socket: &mut WebSocket) -> Result<Hello, End> {
    let text = next(socket).await?;
    // A hello carries every game's artwork.
    let message = tokio::task::spawn_blocking(move || match parse(&text)? {
        NodeMessage::Hello {
            protocol,
            node,
            secret,
            version,
            capacity,
            games,
            sessions,
        } => {
            let games = games.into_iter().map(library::prepare).collect();
            Ok((
                protocol,
                secret,
                Hello {
                    node,
                    version,
                    capacity,
                    games,
                    sessions,
                },
            ))
        }
        _ => Err(End::Malformed("the first message is not a hello".into())),
    });
    let (protocol, secret, hello) = message
        .await
        .map_err(|error| End::Malformed(error.to_string()))??;
    let digest: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
    if !bool::from(digest.ct_eq(&app.enrolment)) {
        return Err(End::Refused(format!(
            "the enrolment secret of node {} is wrong: copy the coordinator's enrolment-secret file to it",
            hello.node
        )));
    }
    if protocol != VERSION {
        return Err(End::Refused(format!(
            "node {} speaks version {protocol} of the link, this coordinator {VERSION}: update the older of the two",
            hello.node
        )));
    }
    if hello.capacity > MAX_CAPACITY {
        return Err(End::Refused(format!(
            "node {} offers {} sessions at a time; at most {MAX_CAPACITY} are possible",
            hello.node, hello.capacity
        )));
    }
    Ok(hello)
}

/// Carries messages both ways until the link ends.
async fn talk(app: &App, socket: &mut WebSocket, hello: Hello) -> End {
    let mut link = app.rack.connect(hello);
    let welcome = CoordinatorMessage::Welcome {
        version: env!("CARGO_PKG_VERSION").into(),
    };
    let mut result = send(socket, &welcome).await;
    while result.is_ok() {
        result = tokio::select! {
            command = link.commands.recv() => match command {
                Some(command) => send(socket, &command).await,
                None => Err(End::Closed),
            },
            text = next(socket) => match text.and_then(|text| parse(&text)) {
                Ok(message @ NodeMessage::Hello { .. }) => {
                    drop(message);
                    Err(End::Malformed("a second hello on the same link".into()))
                }
                Ok(message) => if app.rack.heard(&link, message) { Ok(()) } else { Err(End::Closed) },
                Err(end) => Err(end),
            },
        };
    }
    app.rack.disconnect(&link);
    result.err().unwrap_or(End::Gone)
}

/// The next text; pings are answered below us.
async fn next(socket: &mut WebSocket) -> Result<String, End> {
    loop {
        match socket.recv().await {
            Some(Ok(Message::Text(text))) => return Ok(text.as_str().to_owned()),
            Some(Ok(Message::Binary(_))) => return Err(End::Malformed("a binary message".into())),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Close(_))) | None => return Err(End::Gone),
            Some(Err(error)) => {
                let error = error.to_string();
                let lost = error.contains("IO error") || error.contains("closing handshake");
                return Err(if lost {
                    End::Gone
                } else {
                    End::Malformed(error)
                });
            }
        }
    }
}

fn parse(text: &str) -> Result<NodeMessage, End> {
    serde_json::from_str(text).map_err(|error| End::Malformed(error.to_string()))
}

async fn send(socket: &mut WebSocket, message: &CoordinatorMessage) -> Result<(), End> {
    let text = serde_json::to_string(message).map_err(|error| End::Malformed(error.to_string()))?;
    match timeout(SEND_WAIT, socket.send(Message::text(text))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(End::Gone),
    }
}

async fn close(app: &App, socket: &mut WebSocket, end: End) {
    let (code, reason) = match end {
        End::Gone => return,
        End::Closed => (close_code::AWAY, String::new()),
        End::Malformed(what) => {
            app.metrics.malformed.inc();
            tracing::debug!("a node link said something that is no message: {what}");
            (
                close_code::POLICY,
                "this is no message of the node link".to_owned(),
            )
        }
        End::Refused(message) => {
            app.metrics.refused_nodes.inc();
            tracing::warn!("refused: {message}");
            let _ = send(
                socket,
                &CoordinatorMessage::Refused {
                    message: message.clone(),
                },
            )
            .await;
            (close_code::POLICY, "refused".to_owned())
        }
    };
    let frame = CloseFrame {
        code,
        reason: reason.into(),
    };
    let _ = timeout(SEND_WAIT, socket.send(Message::Close(Some(frame)))).await;
}
