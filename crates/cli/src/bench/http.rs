//! One HTTP request to the coordinator on this machine.

use anyhow::{Context as _, bail};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Gets a JSON document from `localhost:port`, signed in by `cookie`.
pub async fn get(port: u16, path: &str, cookie: &str) -> anyhow::Result<Value> {
    let body = text(port, path, cookie).await?;
    serde_json::from_str(&body).with_context(|| format!("GET {path} answered no JSON: {body}"))
}

/// Gets a document from `localhost:port`, signed in by `cookie`.
pub async fn text(port: u16, path: &str, cookie: &str) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(("localhost", port)).await?;
    let request = format!(
        "GET {path} HTTP/1.0\r\nHost: localhost:{port}\r\nCookie: stratus_session={cookie}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .context("the answer is cut off")?;
    let status = head.lines().next().unwrap_or_default();
    if !status.contains(" 200 ") {
        bail!("GET {path}: {status}: {body}");
    }
    Ok(body.to_owned())
}
