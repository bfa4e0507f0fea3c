//! What Prometheus reads at `/metrics`.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// A session's or a node's state.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct State {
    /// Such as `running` or `online`.
    pub state: &'static str,
}

/// An error's code, as in `ApiError`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct ErrorCode {
    /// Such as `not_found`.
    pub code: &'static str,
}

/// The coordinator's figures.
pub struct Metrics {
    registry: Registry,
    /// Nodes by state.
    pub nodes: Family<State, Gauge>,
    /// Sessions that are not over, by state.
    pub sessions: Family<State, Gauge>,
    /// Sessions that wait.
    pub queue: Gauge,
    /// Errors answered, by code.
    pub api_errors: Family<ErrorCode, Counter>,
    /// Messages on the node link that were none.
    pub malformed: Counter,
    /// Nodes that showed a wrong secret.
    pub refused_nodes: Counter,
    /// Click → the node said ready, seconds.
    pub start_seconds: Histogram,
    /// Changes that did not reach the store.
    pub store_errors: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("stratus_coordinator");
        let metrics = Self {
            nodes: Family::default(),
            sessions: Family::default(),
            queue: Gauge::default(),
            api_errors: Family::default(),
            malformed: Counter::default(),
            refused_nodes: Counter::default(),
            start_seconds: Histogram::new([
                0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0,
                30.0,
            ]),
            store_errors: Counter::default(),
            registry: Registry::default(),
        };
        registry.register("nodes", "Nodes by state", metrics.nodes.clone());
        registry.register(
            "sessions",
            "Sessions that are not over, by state",
            metrics.sessions.clone(),
        );
        registry.register(
            "queue_length",
            "Sessions that wait for a node",
            metrics.queue.clone(),
        );
        registry.register(
            "api_errors",
            "Errors answered on the REST interface",
            metrics.api_errors.clone(),
        );
        registry.register(
            "malformed_messages",
            "Messages on the node link that were none",
            metrics.malformed.clone(),
        );
        registry.register(
            "refused_nodes",
            "Nodes that were refused",
            metrics.refused_nodes.clone(),
        );
        registry.register(
            "start_seconds",
            "From the click to the node's ready",
            metrics.start_seconds.clone(),
        );
        registry.register(
            "store_errors",
            "Changes that did not reach the store",
            metrics.store_errors.clone(),
        );
        Self {
            registry,
            ..metrics
        }
    }
}

impl Metrics {
    /// The text that Prometheus reads.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
