//! The node's side of the link to its coordinator: connect, say hello, heartbeat, obey; again with back-off.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use stratus_protocol::link::{CoordinatorMessage, HEARTBEAT_S, MAX_MESSAGE, NodeMessage, VERSION};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Bytes, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::config::Config;
use crate::node::Node;

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// The first wait after a lost link; doubles up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_millis(200);
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// A link without any word from the coordinator for this long is dead.
const SILENCE: Duration = Duration::from_secs(3 * HEARTBEAT_S);

/// Keeps the link up until the task is dropped. `linked` hears of every accepted hello.
pub async fn keep(
    config: &Config,
    node: &Node,
    mut outgoing: mpsc::UnboundedReceiver<NodeMessage>,
    linked: impl Fn(),
) {
    let mut backoff = Backoff::default();
    let mut held = None;
    loop {
        let mut accepted = false;
        let outcome = once(config, node, &mut outgoing, &mut held, || {
            accepted = true;
            linked();
        })
        .await;
        if accepted {
            backoff = Backoff::default();
        }
        match outcome {
            Ok(()) => tracing::info!("the coordinator closed the link; connecting again"),
            Err(error) => tracing::warn!("no link to {}: {error:#}", config.coordinator),
        }
        tokio::time::sleep(backoff.next(rand::random())).await;
    }
}

/// Waits between tries, each twice as long as the one before.
struct Backoff {
    wait: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { wait: FIRST_WAIT }
    }
}

impl Backoff {
    /// The next wait; `chance` (0 to 1) makes it half or the whole of it: a rack of nodes must not return in step.
    fn next(&mut self, chance: f64) -> Duration {
        let wait = self.wait.mul_f64(0.5 + chance / 2.0);
        self.wait = (self.wait * 2).min(LONGEST_WAIT);
        wait
    }
}

async fn once(
    config: &Config,
    node: &Node,
    outgoing: &mut mpsc::UnboundedReceiver<NodeMessage>,
    held: &mut Option<NodeMessage>,
    linked: impl FnOnce(),
) -> anyhow::Result<()> {
    let mut socket = connect(config).await?;
    let secret = std::fs::read_to_string(&config.secret_file).with_context(|| {
        format!(
            "cannot read the enrolment secret {} (copy it from the coordinator)",
            config.secret_file.display()
        )
    })?;
    let hello = NodeMessage::Hello {
        protocol: VERSION,
        node: config.node_name(),
        secret: secret.trim().to_owned(),
        version: env!("CARGO_PKG_VERSION").into(),
        capacity: config.capacity,
        games: node.installed_games(),
        sessions: node.sessions_for_hello(),
    };
    say(&mut socket, &hello).await?;
    match answer(&mut socket).await? {
        Some(CoordinatorMessage::Welcome { version }) => {
            tracing::info!(%version, "linked to the coordinator");
        }
        Some(CoordinatorMessage::Refused { message }) => {
            bail!("the coordinator refused: {message}")
        }
        Some(other) => bail!("the coordinator said {other:?} before its welcome"),
        None => bail!("the coordinator closed the link before its welcome"),
    }
    linked();
    // Before what waits: that is no older than this, and may change it.
    for seats in node.seats() {
        say(&mut socket, &seats).await?;
    }
    if let Some(message) = held.take() {
        deliver(&mut socket, node, message, held).await?;
    }
    let mut heartbeat = tokio::time::interval(Duration::from_secs(HEARTBEAT_S));
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            _ = heartbeat.tick() => {
                if heard.elapsed() > SILENCE {
                    bail!("the coordinator has been silent for three heartbeats");
                }
                say(&mut socket, &node.heartbeat()).await?;
                // Its pong is the coordinator's own sign of life.
                socket.send(Message::Ping(Bytes::new())).await?;
            }
            message = outgoing.recv() => match message {
                Some(message) => deliver(&mut socket, node, message, held).await?,
                None => return Ok(()),
            },
            frame = socket.next() => {
                heard = Instant::now();
                match read(frame)? {
                    Heard::Message(message) => node.obey(message),
                    Heard::Nothing => {}
                    Heard::Closed => return Ok(()),
                }
            }
        }
    }
}

async fn connect(config: &Config) -> anyhow::Result<Socket> {
    let limits = WebSocketConfig::default()
        .max_message_size(Some(MAX_MESSAGE))
        .max_frame_size(Some(MAX_MESSAGE));
    let connecting = tokio_tungstenite::connect_async_with_config(
        config.coordinator.as_str(),
        Some(limits),
        true,
    );
    let (socket, _) = tokio::time::timeout(Duration::from_secs(5), connecting)
        .await
        .context("no answer within 5 seconds")??;
    Ok(socket)
}

async fn say(socket: &mut Socket, message: &NodeMessage) -> anyhow::Result<()> {
    socket
        .send(Message::text(serde_json::to_string(message)?))
        .await?;
    Ok(())
}

/// Says a message; one that did not get through is held for the next link.
async fn deliver(
    socket: &mut Socket,
    node: &Node,
    message: NodeMessage,
    held: &mut Option<NodeMessage>,
) -> anyhow::Result<()> {
    let said = say(socket, &message).await;
    if said.is_ok() {
        node.was_said(&message);
    } else {
        *held = Some(message);
    }
    said
}

enum Heard {
    Message(CoordinatorMessage),
    Nothing,
    Closed,
}

fn read(frame: Option<Result<Message, tungstenite::Error>>) -> anyhow::Result<Heard> {
    Ok(match frame {
        Some(Ok(Message::Text(text))) => Heard::Message(
            serde_json::from_str(&text)
                .context("the coordinator sent a message of another version")?,
        ),
        Some(Ok(Message::Close(_))) | None => Heard::Closed,
        Some(Ok(_)) => Heard::Nothing,
        Some(Err(error)) => return Err(error.into()),
    })
}

/// The answer to the hello.
async fn answer(socket: &mut Socket) -> anyhow::Result<Option<CoordinatorMessage>> {
    loop {
        let frame = tokio::time::timeout(SILENCE, socket.next())
            .await
            .context("the coordinator did not answer the hello")?;
        match read(frame)? {
            Heard::Message(message) => return Ok(Some(message)),
            Heard::Nothing => {}
            Heard::Closed => return Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coordinator_that_stays_away_is_asked_ever_less_often_but_at_least_every_ten_seconds() {
        let mut backoff = Backoff::default();
        let waits: Vec<_> = (0..10).map(|_| backoff.next(1.0).as_millis()).collect();
        assert_eq!(waits[..6], [200, 400, 800, 1600, 3200, 6400]);
        assert_eq!(waits[6..], [10_000; 4]);
        assert_eq!(
            backoff.next(0.0).as_secs(),
            5,
            "chance halves a wait at most"
        );
    }
}
