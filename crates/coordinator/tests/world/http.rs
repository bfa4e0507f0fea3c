//! A browser, as far as the coordinator can tell: HTTP/1.1 with a cookie.

use std::net::SocketAddr;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[derive(Clone)]
pub struct Browser {
    pub addr: SocketAddr,
    pub cookie: Option<String>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Sends bytes as they are, and reads until the other side closes.
pub async fn raw(addr: SocketAddr, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(request).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    Ok(bytes)
}

impl Browser {
    pub fn new(addr: SocketAddr) -> Self {
        Self { addr, cookie: None }
    }

    pub async fn call(&self, method: &str, path: &str, extra: &str, body: Option<&[u8]>) -> Answer {
        let cookie = self
            .cookie
            .as_ref()
            .map(|c| format!("Cookie: other=1; {c}\r\n"))
            .unwrap_or_default();
        let length = body
            .map(|b| format!("Content-Length: {}\r\n", b.len()))
            .unwrap_or_default();
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\n{cookie}{length}{extra}\r\n",
            self.addr
        )
        .into_bytes();
        request.extend_from_slice(body.unwrap_or_default());
        let bytes = raw(self.addr, &request).await.unwrap();
        let end = bytes
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .expect("an answer has a head");
        let headers = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            headers,
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, "", None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call("POST", path, "", Some(body.to_string().as_bytes()))
            .await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call("DELETE", path, "", None).await
    }

    pub async fn sign_in(&mut self, code: &str) -> Answer {
        let answer = self.post("/api/v1/sign-in", json!({ "code": code })).await;
        if let Some(cookie) = answer.header("set-cookie") {
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        answer
    }

    /// Where a session stands now.
    pub async fn session(&self, id: &str) -> Value {
        self.get(&format!("/api/v1/sessions/{id}")).await.json()
    }

    /// Waits until a session is in this state.
    pub async fn wait_for(&self, id: &str, state: &str) -> Value {
        let waited = tokio::time::timeout(std::time::Duration::from_secs(20), async {
            loop {
                let session = self
                    .get(&format!("/api/v1/sessions/{id}?wait_ms=10000"))
                    .await
                    .json();
                if session["state"] == state {
                    return session;
                }
            }
        });
        waited
            .await
            .unwrap_or_else(|_| panic!("session {id} did not become {state}"))
    }
}
