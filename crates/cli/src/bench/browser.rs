//! A headless Chromium with one page at a time.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};

use super::devtools::DevTools;

const PROGRAMS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A running browser; ends when dropped.
pub struct Browser {
    child: Child,
    tools: DevTools,
    _profile: tempfile::TempDir,
}

/// A page of it.
pub struct Page {
    target: String,
    session: String,
}

impl Browser {
    /// Starts Chromium with an empty profile and a window of `width` × `height`.
    pub async fn start(program: Option<&Path>, width: u32, height: u32) -> anyhow::Result<Self> {
        let profile = tempfile::Builder::new()
            .prefix("stratus-bench-")
            .tempdir()?;
        let programs: Vec<&Path> = match program {
            Some(program) => vec![program],
            None => PROGRAMS.iter().map(Path::new).collect(),
        };
        let mut child = programs
            .iter()
            .find_map(|program| spawn(program, profile.path(), width, height).ok())
            .with_context(|| format!("no Chromium found (tried {programs:?}); install chromium"))?;
        let stderr = child.stderr.take().context("a piped stderr is missing")?;
        let mut lines = BufReader::new(stderr).lines();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            line.strip_prefix("DevTools listening on ")
                .map(str::to_owned)
        });
        // The pipe must be drained, or the browser blocks on its own messages.
        std::thread::spawn(move || lines.for_each(drop));
        let Some(address) = address else {
            let status = child.wait()?;
            bail!("Chromium ended before it listened ({status})");
        };
        let tools = DevTools::connect(&address).await?;
        Ok(Self {
            child,
            tools,
            _profile: profile,
        })
    }

    /// Opens a page.
    pub async fn open(&mut self, url: &str) -> anyhow::Result<Page> {
        let target = self
            .tools
            .call(None, "Target.createTarget", json!({ "url": url }))
            .await?;
        let target = text(&target, "targetId")?;
        let session = self
            .tools
            .call(
                None,
                "Target.attachToTarget",
                json!({ "targetId": target, "flatten": true }),
            )
            .await?;
        let session = text(&session, "sessionId")?;
        let page = Page { target, session };
        self.call(&page, "Page.bringToFront", json!({})).await?;
        Ok(page)
    }

    /// Closes a page as its user would.
    pub async fn close(&mut self, page: &Page) -> anyhow::Result<()> {
        self.tools
            .call(
                None,
                "Target.closeTarget",
                json!({ "targetId": page.target }),
            )
            .await?;
        Ok(())
    }

    async fn call(&mut self, page: &Page, method: &str, params: Value) -> anyhow::Result<Value> {
        self.tools.call(Some(&page.session), method, params).await
    }

    /// Evaluates an expression (promises are awaited) and returns its value.
    pub async fn evaluate(&mut self, page: &Page, expression: &str) -> anyhow::Result<Value> {
        let params = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true,
        });
        let mut answer = self.call(page, "Runtime.evaluate", params).await?;
        if !answer["exceptionDetails"].is_null() {
            bail!(
                "'{expression}' failed in the page: {}",
                answer["exceptionDetails"]["exception"]
            );
        }
        Ok(answer["result"]["value"].take())
    }

    /// Waits until an expression is truthy and returns its value.
    pub async fn wait_for(
        &mut self,
        page: &Page,
        expression: &str,
        patience: Duration,
    ) -> anyhow::Result<Value> {
        let deadline = Instant::now() + patience;
        loop {
            let value = self.evaluate(page, expression).await.unwrap_or(Value::Null);
            if !(value.is_null()
                || value == json!(false)
                || value == json!("")
                || value == json!(0))
            {
                return Ok(value);
            }
            if Instant::now() > deadline {
                let text = self
                    .evaluate(page, "document.body.innerText")
                    .await
                    .unwrap_or_default();
                bail!("waited {patience:?} in vain for '{expression}'; the page says: {text}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Presses and releases a key, as the keyboard would.
    pub async fn press(&mut self, page: &Page, key: &str, code: &str) -> anyhow::Result<()> {
        for kind in ["rawKeyDown", "keyUp"] {
            let params = json!({ "type": kind, "key": key, "code": code });
            self.call(page, "Input.dispatchKeyEvent", params).await?;
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        Ok(())
    }

    /// Clicks the middle of the first element that `selector` matches, with a trusted event.
    pub async fn click(&mut self, page: &Page, selector: &str) -> anyhow::Result<()> {
        let place = format!(
            "(() => {{ const e = document.querySelector({}); e.scrollIntoView({{block:'center'}}); \
             const r = e.getBoundingClientRect(); return [r.x + r.width/2, r.y + r.height/2]; }})()",
            json!(selector)
        );
        let place = self.evaluate(page, &place).await?;
        for kind in ["mousePressed", "mouseReleased"] {
            let params = json!({
                "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1,
            });
            self.call(page, "Input.dispatchMouseEvent", params).await?;
        }
        Ok(())
    }

    /// The value of a cookie.
    pub async fn cookie(&mut self, page: &Page, name: &str) -> anyhow::Result<String> {
        let answer = self.call(page, "Network.getCookies", json!({})).await?;
        answer["cookies"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|cookie| cookie["name"] == name)
            .and_then(|cookie| cookie["value"].as_str())
            .map(str::to_owned)
            .with_context(|| format!("the page has no cookie '{name}'"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(program: &Path, profile: &Path, width: u32, height: u32) -> std::io::Result<Child> {
    Command::new(program)
        .args([
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required",
            "--remote-debugging-port=0",
        ])
        // Chromium's own sandbox refuses root.
        .args(
            rustix::process::geteuid()
                .is_root()
                .then_some("--no-sandbox"),
        )
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg("about:blank")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
}

fn text(value: &Value, key: &str) -> anyhow::Result<String> {
    value[key]
        .as_str()
        .map(str::to_owned)
        .with_context(|| format!("no '{key}' in {value}"))
}
