//! A small client of the Chrome DevTools Protocol: just what the benches need.

use anyhow::{Context as _, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// A connection to a browser; calls go out one after the other.
pub struct DevTools {
    socket: WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>,
    next_id: u64,
}

impl DevTools {
    /// Connects to the address that the browser printed.
    pub async fn connect(address: &str) -> anyhow::Result<Self> {
        let (socket, _) = tokio_tungstenite::connect_async(address)
            .await
            .with_context(|| format!("cannot reach the browser at {address}"))?;
        Ok(Self { socket, next_id: 0 })
    }

    /// Calls `method` on the browser, or on the page that `session` is attached to.
    pub async fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> anyhow::Result<Value> {
        self.next_id += 1;
        let id = self.next_id;
        let mut call = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            call["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(call.to_string())).await?;
        while let Some(frame) = self.socket.next().await {
            let Message::Text(text) = frame? else {
                continue;
            };
            let mut answer: Value = serde_json::from_str(&text)?;
            // Everything else is an event that nobody asked for.
            if answer["id"] != id {
                continue;
            }
            if !answer["error"].is_null() {
                bail!("the browser refused {method}: {}", answer["error"]);
            }
            return Ok(answer["result"].take());
        }
        bail!("the browser closed the connection during {method}")
    }
}
