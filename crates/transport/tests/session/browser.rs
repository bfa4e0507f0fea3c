//! The same with a real browser. Needs `chromium`:
//! `cargo test --release -p stratus-transport --test session -- --ignored --nocapture browser`

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use stratus_media::{PacketPool, Timestamp};
use stratus_protocol::session::VERSION;
use stratus_protocol::session::control::EndReason;
use stratus_transport::{Connection, Event};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::player::{Encoder, HOST, endpoint, path, session_id, soon, sound};

const PAGE: &str = r#"<script type="module">
const say = text => fetch("/say", {method: "POST", body: text});
try {
  const bytes = hex => Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16));
  const hashes = HASHES.map(hash => ({algorithm: "sha-256", value: bytes(hash)}));
  const session = new WebTransport(URL_, {serverCertificateHashes: hashes});
  await session.ready;
  const control = await session.createBidirectionalStream();
  await control.writable.getWriter().write(new Uint8Array([3, 0, 0, 0, 1, VERSION, 0]));
  let frames = 0, sounds = 0;
  (async () => {
    for await (const stream of session.incomingUnidirectionalStreams) {
      let length = 0;
      for await (const chunk of stream) length += chunk.length;
      frames += length === 20044 || length === 20060;
    }
  })();
  (async () => {
    for await (const datagram of session.datagrams.readable) sounds += datagram[0] === 0x41;
  })();
  const reader = control.readable.getReader();
  for (;;) {
    const {value, done} = await reader.read();
    if (done) break;
    if (value[4] === 0x85) {
      await say(`frames ${frames} sounds ${sounds}`);
      if (LEAVE) { location.href = "about:blank"; await new Promise(() => {}); }
    }
    if (value[4] === 0x83) await say(`goodbye ${value[5]}`);
  }
} catch (error) { await say(`error ${error}`); }
</script>"#;

struct Browser {
    child: Child,
    said: mpsc::UnboundedReceiver<String>,
    profile: std::path::PathBuf,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

impl Browser {
    async fn open(page: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (say, said) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = Vec::new();
                let text = loop {
                    let n = stream.read_buf(&mut request).await.unwrap_or(0);
                    let text = String::from_utf8_lossy(&request).into_owned();
                    if let Some((head, body)) = text.split_once("\r\n\r\n") {
                        let length = head
                            .lines()
                            .find_map(|line| {
                                line.to_lowercase()
                                    .strip_prefix("content-length: ")
                                    .map(str::to_owned)
                            })
                            .map_or(0, |length| length.trim().parse().unwrap_or(0));
                        if body.len() >= length || n == 0 {
                            break text;
                        }
                    }
                    if n == 0 {
                        break text;
                    }
                };
                let body = if text.starts_with("POST") {
                    let said = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
                    let _ = say.send(said.to_owned());
                    ""
                } else {
                    &page
                };
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                );
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        let profile = std::env::temp_dir().join(format!("stratus-transport-browser-{port}"));
        let child = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("--remote-debugging-port=0")
            .arg(format!("http://localhost:{port}/"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromium starts");
        Self {
            child,
            said,
            profile,
        }
    }

    async fn hear(&mut self) -> String {
        loop {
            let said = soon("the page", self.said.recv()).await.expect("the page");
            if !said.is_empty() {
                return said;
            }
        }
    }
}

async fn page_closes(connection: &mut Connection) -> bool {
    loop {
        if let Event::Closed { by_player } = connection.next().await {
            return by_player;
        }
    }
}

async fn visit(leave: bool) {
    let endpoint = endpoint();
    let mut admission = endpoint.admit(session_id(1));
    let path = path(&session_id(1), &admission.token(HOST));
    let url = format!("https://localhost:{}{path}", endpoint.local_addr().port());
    let page = PAGE
        .replace("HASHES", &format!("{:?}", endpoint.certificate_hashes()))
        .replace("URL_", &format!("{url:?}"))
        .replace("VERSION", &VERSION.to_string())
        .replace("LEAVE", if leave { "true" } else { "false" });
    let mut browser = Browser::open(page).await;
    let mut connection = tokio::select! {
        connection = soon("the page's connection", admission.accept()) => connection,
        said = browser.hear() => panic!("the page says {said}"),
    };
    let (video, audio, pool) = (connection.video(), connection.audio(), PacketPool::new());
    let mut encoder = Encoder::default();
    for id in 0..300 {
        encoder.sends(&video, id, id == 0, 20_000);
        audio.send(&sound(&pool, id, 200), None);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    connection.send(&stratus_protocol::session::control::NodeMessage::PointerLock { locked: true });
    let said = browser.hear().await;
    assert_eq!(said, "frames 300 sounds 300", "{:?}", connection.stats());
    if leave {
        let left = Timestamp::now();
        let by_player = soon("the close", page_closes(&mut connection)).await;
        println!("page left → closed {:?}", Timestamp::now().since(left));
        assert!(by_player);
    } else {
        let before = Timestamp::now();
        connection.close(EndReason::GameExited, "over").await;
        println!("goodbye took {:?}", Timestamp::now().since(before));
        assert_eq!(browser.hear().await, "goodbye 2");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs chromium"]
async fn a_page_gets_every_frame_and_sound_and_reads_the_goodbye() {
    visit(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs chromium"]
async fn a_page_that_is_left_is_noticed() {
    visit(true).await;
}
