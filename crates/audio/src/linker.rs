//! What a session manager does for one sink: gives each of the game's streams ports and links them.
//!
//! PipeWire itself links nothing. The usual manager, WirePlumber, is another process with a scripting
//! engine; one sink and one rule need none of it. Where a manager runs already, this one keeps still.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use pipewire::core::CoreRc;
use pipewire::link::Link;
use pipewire::metadata::Metadata;
use pipewire::node::Node;
use pipewire::properties::properties;
use pipewire::registry::{GlobalObject, Listener, RegistryRc};
use pipewire::spa::param::ParamType;
use pipewire::spa::pod::Pod;
use pipewire::spa::utils::Direction;
use pipewire::spa::utils::dict::DictRef;
use pipewire::types::ObjectType;

use crate::port_config::stereo_ports;
use crate::stats::Counters;

/// Names under which managers introduce themselves.
const MANAGERS: [&str; 2] = ["WirePlumber", "pipewire-media-session"];

struct Port {
    node: u32,
    direction: Direction,
    channel: String,
}

struct State {
    core: CoreRc,
    registry: RegistryRc,
    /// Our sink's `node.name`.
    name: String,
    sink: Option<Node>,
    sink_id: Option<u32>,
    /// The game's streams. The proxies live as long as the nodes: PipeWire answers through them.
    streams: HashMap<u32, Node>,
    ports: HashMap<u32, Port>,
    /// By output port and input port. A link ends with its proxy.
    links: HashMap<(u32, u32), Link>,
    metadata: Option<(u32, Metadata)>,
    manager: bool,
    counters: Arc<Counters>,
}

/// Watches a server's registry while it lives.
pub(crate) struct Linker {
    _listener: Listener,
    state: Rc<RefCell<State>>,
}

impl Linker {
    /// Links every playing stream to the sink whose `node.name` is `name`.
    pub fn new(
        core: &CoreRc,
        name: &str,
        counters: Arc<Counters>,
    ) -> Result<Self, pipewire::Error> {
        let registry = core.get_registry_rc()?;
        let state = Rc::new(RefCell::new(State {
            core: core.clone(),
            registry: registry.clone(),
            name: name.to_owned(),
            sink: None,
            sink_id: None,
            streams: HashMap::new(),
            ports: HashMap::new(),
            links: HashMap::new(),
            metadata: None,
            manager: false,
            counters,
        }));
        let (added, removed) = (Rc::clone(&state), Rc::clone(&state));
        let listener = registry
            .add_listener_local()
            .global(move |global| added.borrow_mut().add(global))
            .global_remove(move |id| removed.borrow_mut().remove(id))
            .register();
        Ok(Self {
            _listener: listener,
            state,
        })
    }

    /// The sink has its ports, so a stream that comes now is linked at once.
    pub fn is_ready(&self) -> bool {
        let state = self.state.borrow();
        state.manager
            || state.sink_id.is_some_and(|sink| {
                let ports = state.ports.values().filter(|port| port.node == sink);
                ports.count() >= 2
            })
    }
}

impl State {
    fn add(&mut self, global: &GlobalObject<&DictRef>) {
        let Some(props) = global.props else { return };
        match &global.type_ {
            ObjectType::Node => self.add_node(global, props),
            ObjectType::Port => self.add_port(global.id, props),
            ObjectType::Metadata if props.get("metadata.name") == Some("default") => {
                self.metadata = self.registry.bind(global).ok().map(|m| (global.id, m));
                self.announce();
            }
            ObjectType::Client => {
                let name = props.get("application.name").unwrap_or_default();
                self.manager |= MANAGERS.contains(&name);
            }
            _ => {}
        }
    }

    fn add_node(&mut self, global: &GlobalObject<&DictRef>, props: &DictRef) {
        let ours = props.get("node.name") == Some(self.name.as_str());
        let direction = match props.get("media.class") {
            Some("Stream/Output/Audio") => Direction::Output,
            Some("Audio/Sink") if ours => Direction::Input,
            _ => return,
        };
        let Ok(node) = self.registry.bind::<Node, _>(global) else {
            return;
        };
        if !self.manager {
            let config = stereo_ports(direction);
            if let Some(config) = Pod::from_bytes(&config) {
                node.set_param(ParamType::PortConfig, 0, config);
            }
        }
        if direction == Direction::Input {
            self.sink = Some(node);
            self.sink_id = Some(global.id);
            self.announce();
        } else {
            self.streams.insert(global.id, node);
            self.count();
        }
    }

    fn add_port(&mut self, id: u32, props: &DictRef) {
        let Some(node) = props.get("node.id").and_then(|id| id.parse().ok()) else {
            return;
        };
        let direction = match props.get("port.direction") {
            Some("out") if props.get("port.monitor") != Some("true") => Direction::Output,
            Some("in") => Direction::Input,
            _ => return,
        };
        let channel = props.get("audio.channel").unwrap_or_default().to_owned();
        self.ports.insert(
            id,
            Port {
                node,
                direction,
                channel,
            },
        );
        self.link();
    }

    fn remove(&mut self, id: u32) {
        if self.ports.remove(&id).is_some() {
            self.links.retain(|(from, to), _| *from != id && *to != id);
        } else if self.streams.remove(&id).is_some() {
            self.count();
        } else if self.sink_id == Some(id) {
            self.sink = None;
            self.sink_id = None;
        } else if self.metadata.as_ref().is_some_and(|(of, _)| *of == id) {
            self.metadata = None;
        }
    }

    /// Makes every link that is missing.
    fn link(&mut self) {
        let Some(sink) = self.sink_id.filter(|_| !self.manager) else {
            return;
        };
        for (&from, output) in &self.ports {
            if output.direction != Direction::Output || !self.streams.contains_key(&output.node) {
                continue;
            }
            let input = self.ports.iter().find(|(_, port)| {
                port.node == sink
                    && port.direction == Direction::Input
                    && port.channel == output.channel
            });
            let Some((&to, _)) = input else { continue };
            if self.links.contains_key(&(from, to)) {
                continue;
            }
            let made = self.core.create_object::<Link>(
                "link-factory",
                &properties! {
                    "link.output.node" => output.node.to_string(),
                    "link.output.port" => from.to_string(),
                    "link.input.node" => sink.to_string(),
                    "link.input.port" => to.to_string(),
                },
            );
            match made {
                Ok(link) => {
                    self.links.insert((from, to), link);
                }
                Err(e) => tracing::warn!("cannot link a stream of the game to the sink: {e}"),
            }
        }
    }

    /// Names the sink as the default one; PulseAudio programs ask for it.
    fn announce(&self) {
        if let (Some((_, metadata)), Some(_), false) = (&self.metadata, self.sink_id, self.manager)
        {
            let value = serde_json::json!({ "name": self.name }).to_string();
            for key in ["default.configured.audio.sink", "default.audio.sink"] {
                metadata.set_property(0, key, Some("Spa:String:JSON"), Some(&value));
            }
        }
    }

    fn count(&self) {
        let streams = u32::try_from(self.streams.len()).unwrap_or(u32::MAX);
        self.counters.streams.store(streams, Ordering::Relaxed);
    }
}
