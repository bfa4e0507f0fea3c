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
    Ok(ask(port, "GET", path, cookie, "").await?.body)
}

/// What a request that says something brought back.
pub struct Posted {
    /// The cookie `stratus_session`, where one was set.
    pub cookie: Option<String>,
    pub body: Value,
}

/// Posts a JSON document to `localhost:port`, signed in by `cookie`.
pub async fn post(port: u16, path: &str, cookie: &str, body: &Value) -> anyhow::Result<Posted> {
    let Answer { head, body } = ask(port, "POST", path, cookie, &body.to_string()).await?;
    let cookie = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
        .find_map(|(_, value)| value.trim().strip_prefix("stratus_session="))
        .map(|rest| rest.split(';').next().unwrap_or_default().to_owned());
    let body = serde_json::from_str(&body)
        .with_context(|| format!("POST {path} answered no JSON: {body}"))?;
    Ok(Posted { cookie, body })
}

struct Answer {
    head: String,
    body: String,
}

async fn ask(
    port: u16,
    method: &str,
    path: &str,
    cookie: &str,
    body: &str,
) -> anyhow::Result<Answer> {
    let mut stream = TcpStream::connect(("localhost", port)).await?;
    let request = format!(
        "{method} {path} HTTP/1.0\r\nHost: localhost:{port}\r\nCookie: stratus_session={cookie}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .context("the answer is cut off")?;
    let status = head.lines().next().unwrap_or_default();
    if !status.contains(" 200 ") {
        bail!("{method} {path}: {status}: {body}");
    }
    Ok(Answer {
        head: head.to_owned(),
        body: body.to_owned(),
    })
}
