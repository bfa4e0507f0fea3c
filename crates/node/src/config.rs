//! The node's configuration: one TOML file, overridden by environment and flags.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Parser;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use stratus_encode::Backend;
use stratus_protocol::id::NodeId;

/// What is typed: every flag overrides the key of the same name in the file.
#[derive(Debug, Parser)]
#[command(
    name = "stratus-node",
    version,
    about = "Runs games and streams them to players' browsers"
)]
pub struct Arguments {
    /// The configuration file (TOML).
    #[arg(long, env = "STRATUS_NODE_CONFIG")]
    pub config: Option<PathBuf>,
    /// The coordinator's node link, such as ws://coordinator:8080/node.
    #[arg(long, env = "STRATUS_NODE_COORDINATOR")]
    pub coordinator: Option<String>,
    /// The file that holds the enrolment secret.
    #[arg(long, env = "STRATUS_NODE_SECRET_FILE")]
    pub secret_file: Option<PathBuf>,
    /// This node's name.
    #[arg(long, env = "STRATUS_NODE_NAME")]
    pub name: Option<NodeId>,
    /// UDP address for players.
    #[arg(long, env = "STRATUS_NODE_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// The host name or address that players' browsers use.
    #[arg(long, env = "STRATUS_NODE_ADVERTISE")]
    pub advertise: Option<String>,
    /// The folder with AppImages.
    #[arg(long, env = "STRATUS_NODE_GAMES_DIR")]
    pub games_dir: Option<PathBuf>,
    /// The folder for everything that the node writes.
    #[arg(long, env = "STRATUS_NODE_STATE_DIR")]
    pub state_dir: Option<PathBuf>,
    /// Sessions at a time.
    #[arg(long, env = "STRATUS_NODE_CAPACITY")]
    pub capacity: Option<u32>,
    /// Seconds that a lost player's game is kept.
    #[arg(long, env = "STRATUS_NODE_GRACE_S")]
    pub grace_s: Option<u32>,
    /// Seconds that a game may take to open its window.
    #[arg(long, env = "STRATUS_NODE_WINDOW_DEADLINE_S")]
    pub window_deadline_s: Option<u32>,
    /// Which encoder: auto, x264, vaapi, or vaapi:/dev/dri/renderD128.
    #[arg(long, env = "STRATUS_NODE_ENCODER", value_parser = encoder)]
    pub encoder: Option<Backend>,
    /// TCP address for Prometheus.
    #[arg(long, env = "STRATUS_NODE_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Log filter, such as info or stratus_node=debug.
    #[arg(long, env = "STRATUS_NODE_LOG")]
    pub log: Option<String>,
    /// Print one line of JSON when the coordinator has accepted this node.
    #[arg(long)]
    pub json: bool,
}

/// The configuration file. Every key is optional; `docs/node.md` shows them all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The coordinator's node link.
    pub coordinator: String,
    /// The file that holds the enrolment secret.
    pub secret_file: PathBuf,
    /// This node's name; the host's name where none is given.
    pub name: Option<NodeId>,
    /// UDP address for players; port 0 lets the kernel choose.
    pub listen: SocketAddr,
    /// The host name or address that players' browsers use.
    pub advertise: String,
    /// The folder with AppImages.
    pub games_dir: PathBuf,
    /// The folder for everything that the node writes.
    pub state_dir: PathBuf,
    /// Sessions at a time.
    pub capacity: u32,
    /// The first of `capacity` user ids that sessions run as (only a node that runs as root changes user).
    pub first_uid: u32,
    /// How long a lost player's game is kept, seconds.
    pub grace_s: u32,
    /// How long a game may take to open its window, seconds.
    pub window_deadline_s: u32,
    /// Video bitrate where the player asks for none, kilobits a second.
    pub bitrate_kbps: u32,
    /// Which encoder: the fastest that works, or the one that is named.
    #[serde(serialize_with = "write_encoder", deserialize_with = "read_encoder")]
    pub encoder: Backend,
    /// Encoder threads a session; 0: every core.
    pub encoder_threads: u32,
    /// TCP address for Prometheus; none: no metrics.
    pub metrics_listen: Option<SocketAddr>,
    /// Log filter.
    pub log: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            coordinator: "ws://localhost:8080/node".into(),
            secret_file: "/var/lib/stratus/enrolment-secret".into(),
            name: None,
            listen: SocketAddr::from(([0u16; 8], 4443)),
            advertise: "localhost".into(),
            games_dir: "/var/lib/stratus/games".into(),
            state_dir: "/var/lib/stratus/node".into(),
            capacity: 1,
            first_uid: 61_000,
            grace_s: 15,
            window_deadline_s: 20,
            bitrate_kbps: 12_000,
            encoder: Backend::Auto,
            encoder_threads: 0,
            metrics_listen: None,
            log: "info".into(),
        }
    }
}

impl Config {
    /// Reads the file (if one is named) and lays environment and flags over it.
    ///
    /// # Errors
    /// An unreadable file, an unknown key, or a value out of range; with file and line.
    pub fn load(arguments: &Arguments) -> anyhow::Result<Self> {
        let mut config = match &arguments.config {
            Some(path) => Self::read(path)?,
            None => Self::default(),
        };
        macro_rules! lay {
            ($($key:ident),*) => {$(
                if let Some(value) = &arguments.$key { config.$key = value.clone().into(); }
            )*};
        }
        lay!(
            coordinator,
            secret_file,
            name,
            listen,
            advertise,
            games_dir,
            state_dir,
            capacity,
            grace_s,
            window_deadline_s,
            encoder,
            metrics_listen,
            log
        );
        config.check()?;
        Ok(config)
    }

    /// Reads a configuration file.
    ///
    /// # Errors
    /// An unreadable file, an unknown key, or a value of the wrong type; with file and line.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the configuration {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("in {}", path.display()))
    }

    fn check(&self) -> anyhow::Result<()> {
        if !(1..=64).contains(&self.capacity) {
            bail!(
                "capacity = {}: a node runs 1 to 64 sessions at a time",
                self.capacity
            );
        }
        if !(500..=100_000).contains(&self.bitrate_kbps) {
            bail!("bitrate_kbps = {}: use 500 to 100000", self.bitrate_kbps);
        }
        if self.first_uid == 0 {
            bail!("first_uid = 0: games never run as root; use an unused range such as 61000");
        }
        if !(self.coordinator.starts_with("ws://") || self.coordinator.starts_with("wss://")) {
            bail!(
                "coordinator = \"{}\": use the node link's address, such as ws://coordinator:8080/node",
                self.coordinator
            );
        }
        Ok(())
    }

    /// The node's name: as configured, or made from the host's name.
    #[must_use]
    pub fn node_name(&self) -> NodeId {
        self.name
            .clone()
            .unwrap_or_else(|| host_name().unwrap_or_else(fallback_name))
    }
}

/// An encoder, by its name in the configuration.
fn encoder(name: &str) -> Result<Backend, String> {
    name.parse().map_err(|_| {
        format!(
            "no encoder is called {name:?}: use \"auto\", \"x264\", \"vulkan\" or \"vaapi\", the last two with a render \
             node if need be (\"vaapi:/dev/dri/renderD128\")"
        )
    })
}

fn read_encoder<'de, D: Deserializer<'de>>(from: D) -> Result<Backend, D::Error> {
    let name = String::deserialize(from)?;
    encoder(&name).map_err(serde::de::Error::custom)
}

fn write_encoder<S: Serializer>(backend: &Backend, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(backend)
}

fn host_name() -> Option<NodeId> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    let name: String = name
        .trim()
        .to_ascii_lowercase()
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '.' {
                c
            } else {
                '-'
            }
        })
        .take(64)
        .collect();
    name.trim_start_matches(['-', '.']).parse().ok()
}

#[expect(clippy::expect_used, reason = "the text is a valid node id")]
fn fallback_name() -> NodeId {
    "node".parse().expect("'node' is a node id")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Arguments {
        Arguments::parse_from(std::iter::once(&"stratus-node").chain(words))
    }

    #[test]
    fn the_documented_example_is_the_default() {
        let text = include_str!("../../../docs/node.md");
        let example = text
            .split("```toml")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .unwrap();
        let parsed: Config = toml::from_str(example).unwrap();
        let expected = Config {
            name: Some("board-1".parse().unwrap()),
            metrics_listen: Some(SocketAddr::from(([127, 0, 0, 1], 9100))),
            ..Config::default()
        };
        assert_eq!(parsed, expected);
    }

    #[test]
    fn a_flag_wins_and_a_wrong_key_names_its_line() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("node.toml");
        std::fs::write(&path, "capacity = 2\nadvertise = \"a\"\n").unwrap();
        let path_text = path.to_str().unwrap();
        let config = Config::load(&arguments(&["--config", path_text, "--capacity", "3"])).unwrap();
        assert_eq!((config.capacity, config.advertise.as_str()), (3, "a"));
        std::fs::write(&path, "capacity = 2\ncapactiy = 3\n").unwrap();
        let error = format!(
            "{:#}",
            Config::load(&arguments(&["--config", path_text])).unwrap_err()
        );
        assert!(
            error.contains("node.toml") && error.contains("line 2"),
            "{error}"
        );
        assert!(Config::load(&arguments(&["--capacity", "0"])).is_err());
    }

    #[test]
    fn an_encoder_is_pinned_by_name_and_one_that_is_not_there_is_said_with_those_that_are() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("node.toml");
        let load = |text: &str, words: &[&str]| {
            std::fs::write(&path, text).unwrap();
            let words = [&["--config", path.to_str().unwrap()], words].concat();
            Config::load(&arguments(&words)).map(|config| config.encoder)
        };
        let pinned = Backend::VaApi {
            device: Some("/dev/dri/renderD129".into()),
        };
        assert_eq!(load("", &[]).unwrap(), Backend::Auto);
        let text = "encoder = \"vaapi:/dev/dri/renderD129\"\n";
        assert_eq!(load(text, &[]).unwrap(), pinned);
        assert_eq!(load(text, &["--encoder", "x264"]).unwrap(), Backend::X264);
        let text = "encoder = \"vulkan\"\n";
        let device = None;
        assert_eq!(load(text, &[]).unwrap(), Backend::Vulkan { device });
        for name in ["nvenc", "vulkan:", "vaapi:", "X264", ""] {
            let error = load(&format!("capacity = 1\nencoder = {name:?}\n"), &[]).unwrap_err();
            let error = format!("{error:#}");
            for said in [
                "node.toml",
                "line 2",
                "\"auto\"",
                "\"x264\"",
                "\"vulkan\"",
                "\"vaapi\"",
            ] {
                assert!(error.contains(said), "{said} is not in {error}");
            }
        }
        let text = "encoder = \"vaapi:/dev/dri/renderD129\"\n";
        let written = toml::to_string(&Config {
            encoder: pinned,
            ..Config::default()
        });
        assert!(written.unwrap().contains(text));
    }
}
