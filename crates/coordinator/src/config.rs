//! The coordinator's one configuration file. Every key can also be given as a flag or in the environment;
//! flags win over the environment, and that over the file. `docs/coordinator.md` describes every key.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is not there or not readable.
    #[error("cannot read the configuration {path}: {error}")]
    Read {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The file has a mistake; the message names the line.
    #[error("the configuration {path} has a mistake: {message}")]
    Syntax {
        /// The file.
        path: String,
        /// What and where.
        message: String,
    },
    /// A value that cannot be.
    #[error("{key} = '{value}' cannot be used: {expected}")]
    Value {
        /// Which key.
        key: &'static str,
        /// Its value.
        value: String,
        /// What is expected.
        expected: &'static str,
    },
}

/// How a coordinator runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where it listens. `[::]` takes IPv4 too; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Folder for the store and the enrolment secret.
    pub data_dir: PathBuf,
    /// File with the secret that nodes show; made at the first start. `data_dir/enrolment-secret` where none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrolment_secret_file: Option<PathBuf>,
    /// Address under which players reach it, where that is not the one it listens on (behind a proxy). With `https://`
    /// the session cookie is kept to encrypted connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// What is logged, in `tracing`'s filter syntax.
    pub log: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((std::net::Ipv6Addr::UNSPECIFIED, 8080)),
            data_dir: PathBuf::from("/var/lib/stratus/coordinator"),
            enrolment_secret_file: None,
            public_url: None,
            log: "info".into(),
        }
    }
}

/// Flags and environment; each wins over the file.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Overrides {
    /// Where to listen, such as `[::]:8080`
    #[arg(long, env = "STRATUS_COORDINATOR_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// Folder for the store and the enrolment secret
    #[arg(long, env = "STRATUS_COORDINATOR_DATA_DIR", value_name = "FOLDER")]
    pub data_dir: Option<PathBuf>,
    /// File with the secret that nodes show
    #[arg(
        long,
        env = "STRATUS_COORDINATOR_ENROLMENT_SECRET_FILE",
        value_name = "FILE"
    )]
    pub enrolment_secret_file: Option<PathBuf>,
    /// Address under which players reach it
    #[arg(long, env = "STRATUS_COORDINATOR_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// What is logged, such as `info` or `stratus_coordinator=debug`
    #[arg(long, env = "STRATUS_COORDINATOR_LOG", value_name = "FILTER")]
    pub log: Option<String>,
}

impl Config {
    /// Reads a configuration from its text; `path` is used in errors only.
    ///
    /// # Errors
    /// The first mistake, with its line; unknown keys are mistakes.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| ConfigError::Syntax {
            path: path.display().to_string(),
            message: error.to_string(),
        })?;
        config.checked()
    }

    /// The file (if one is given), then what flags and environment say.
    ///
    /// # Errors
    /// The file cannot be read or a value cannot be used.
    pub fn load(file: Option<&Path>, overrides: Overrides) -> Result<Self, ConfigError> {
        let mut config = match file {
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|error| ConfigError::Read {
                    path: path.display().to_string(),
                    error,
                })?;
                Self::parse(&text, path)?
            }
            None => Self::default(),
        };
        let Overrides {
            listen,
            data_dir,
            enrolment_secret_file,
            public_url,
            log,
        } = overrides;
        config.listen = listen.unwrap_or(config.listen);
        config.data_dir = data_dir.unwrap_or(config.data_dir);
        config.enrolment_secret_file = enrolment_secret_file.or(config.enrolment_secret_file);
        config.public_url = public_url.or(config.public_url);
        config.log = log.unwrap_or(config.log);
        config.checked()
    }

    fn checked(self) -> Result<Self, ConfigError> {
        if let Some(url) = &self.public_url {
            let authority = url
                .strip_prefix("https://")
                .or_else(|| url.strip_prefix("http://"));
            let good = authority.is_some_and(|a| {
                !a.is_empty() && !a.contains(|c: char| "/?#@".contains(c) || c.is_whitespace())
            });
            if !good {
                return Err(ConfigError::Value {
                    key: "public_url",
                    value: url.clone(),
                    expected: "write http:// or https://, a host, and a port where needed, without a path",
                });
            }
        }
        Ok(self)
    }

    /// The enrolment secret's file.
    #[must_use]
    pub fn secret_file(&self) -> PathBuf {
        self.enrolment_secret_file
            .clone()
            .unwrap_or_else(|| self.data_dir.join("enrolment-secret"))
    }

    /// Players come over HTTPS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_example_is_a_configuration() {
        let page = include_str!("../../../docs/coordinator.md");
        let mut examples = 0;
        for block in page.split("```toml\n").skip(1) {
            let text = block.split("```").next().unwrap();
            Config::parse(text, Path::new("docs/coordinator.md"))
                .unwrap_or_else(|error| panic!("{error}"));
            // An example that is commented out must be right too.
            let uncommented: String = text
                .lines()
                .map(|line| line.strip_prefix("#: ").unwrap_or(line))
                .fold(String::new(), |all, line| all + line + "\n");
            Config::parse(&uncommented, Path::new("docs/coordinator.md"))
                .unwrap_or_else(|error| panic!("{error}"));
            examples += 1;
        }
        assert!(examples > 0, "the page has no example");
        let keys = serde_json::to_value(Config {
            enrolment_secret_file: Some("x".into()),
            public_url: Some("http://x".into()),
            ..Config::default()
        })
        .unwrap();
        for key in keys.as_object().unwrap().keys() {
            assert!(
                page.contains(&format!("`{key}`")),
                "docs/coordinator.md does not describe {key}"
            );
        }
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_its_line() {
        let error = Config::parse("log = \"info\"\nlisen = \"[::]:1\"\n", Path::new("c.toml"))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("lisen") && error.contains("line 2"),
            "{error}"
        );
        assert!(
            Config::parse("public_url = \"stratus.example/path\"", Path::new("c.toml")).is_err()
        );
    }

    #[test]
    fn a_flag_wins_over_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("c.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\nlog = \"debug\"").unwrap();
        let overrides = Overrides {
            listen: Some("127.0.0.1:2".parse().unwrap()),
            ..Overrides::default()
        };
        let config = Config::load(Some(&file), overrides).unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.log, "debug");
    }

    #[test]
    fn the_printed_configuration_can_be_read_again() {
        let text = toml::to_string(&Config::default()).unwrap();
        assert_eq!(
            Config::parse(&text, Path::new("x")).unwrap(),
            Config::default()
        );
    }
}
