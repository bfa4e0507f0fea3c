//! A session as `session.rs` runs one, with its real node, players' port and encoder. The test plays the game and the
//! coordinator.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use stratus_encode::{Backend, EncoderConfig};
use stratus_input::Router;
use stratus_media::{Damage, FrameBuffer, PixelFormat, Pixels, Size, Timestamp, VideoFrame};
use stratus_protocol::id::SessionId;
use stratus_protocol::link::{CoordinatorMessage, NodeMessage};
use stratus_protocol::manifest::Controller;
use stratus_protocol::rest::{Offer, Video};
use stratus_protocol::session::control::{EndReason, NodeMessage as PlayerBound};
use stratus_transport::EndpointConfig;
use tokio::sync::{mpsc, oneshot, watch};

use super::pads::GamePads;
use super::soon;
use crate::config::Config;
use crate::life::{Happening, Life, Patience};
use crate::node::{Node, Strings};
use crate::pads::{PadDoor, SessionPads};
use crate::phase_lock::PhaseLock;
use crate::pictures::{self, Screen};
use crate::player::seats::Seats;
use crate::player::{Codec, Game, Hands, Party, Sound, Tell, Unseen, offer_to_host};
use crate::stages::Stages;

const VIDEO: Video = Video {
    width: 320,
    height: 240,
    fps: 60,
    bitrate_kbps: 1000,
};
const SIZE: Size = Size::new(VIDEO.width as u32, VIDEO.height as u32);

/// How long who is waited for.
pub struct Waits {
    /// For a player who is not connected.
    pub grace: Duration,
    /// For whoever was given a token.
    pub token: Duration,
}

impl Waits {
    /// Nobody is ever too late.
    pub const LONG: Self = Self {
        grace: Duration::from_secs(60),
        token: Duration::from_secs(60),
    };
}

/// The session, with its node.
pub struct Rig {
    pub node: Node,
    pub session: SessionId,
    /// What the node says to its coordinator.
    pub said: mpsc::UnboundedReceiver<NodeMessage>,
    /// Where the host connects: what was said first.
    pub hosts: Offer,
    /// The game's pads.
    pub pads: GamePads,
    screen: Arc<Screen>,
    /// Of the game's next picture.
    shade: AtomicU8,
    codec: watch::Sender<Option<String>>,
    encoder: Option<std::thread::JoinHandle<()>>,
    door: PadDoor,
    tells: mpsc::WeakUnboundedSender<Tell>,
    over: tokio::task::JoinHandle<()>,
    /// The party was told of no game; kept, so that it goes on waiting for one.
    _building: oneshot::Sender<Game>,
    _state: tempfile::TempDir,
}

impl Rig {
    /// A session whose encoder is open.
    pub async fn playing(waits: Waits) -> Self {
        let mut rig = Self::starting(waits).await;
        rig.encoder_opens();
        rig
    }

    /// A session whose encoder is being opened yet.
    pub async fn starting(waits: Waits) -> Self {
        let state = tempfile::tempdir().unwrap();
        let config = Config {
            state_dir: state.path().join("state"),
            secret_file: state.path().join("secret"),
            advertise: Ipv4Addr::LOCALHOST.to_string(),
            ..Config::default()
        };
        let endpoint = EndpointConfig {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            token_lifetime: waits.token,
            ..EndpointConfig::default()
        };
        let (outgoing, mut said) = mpsc::unbounded_channel();
        let node = Node::cold(config, &endpoint, outgoing).unwrap();
        let session = SessionId::from_bits([7; 16]);
        let Strings {
            happenings,
            mut happened,
            player_tells,
            told,
        } = node.make_room(&session).expect("the node has room");

        let screen = Screen::new(VIDEO.bitrate_kbps * 1000, node.metrics().stage_times());
        let (codec, codec_known) = watch::channel(None);
        let admission = node.endpoint().admit(session.clone());
        offer_to_host(&node, &session, &admission);
        let Some(NodeMessage::SessionReady { offer: hosts, .. }) = said.recv().await else {
            panic!("no offer to the host");
        };
        let door = PadDoor::default();
        let tells = player_tells.downgrade();
        let events = SessionPads {
            door: door.clone(),
            tells: tells.clone(),
        };
        let controller = Controller {
            native: true,
            ..Controller::default()
        };
        let (kernel, pads) = GamePads::plugged_nowhere();
        let router = Router::with_kernel(&controller, kernel, Box::new(events)).unwrap();
        let (building, game) = oneshot::channel();
        let party = Party {
            node: node.clone(),
            session: session.clone(),
            admission,
            seats: Seats::new(waits.grace),
            screen: Arc::clone(&screen),
            sound: Sound::default(),
            video: VIDEO,
            grace: waits.grace,
            codec: Codec::Awaited(codec_known),
            hands: Hands::new(router),
            unseen: Unseen::default(),
            game: Some(game),
            phase: PhaseLock::new(VIDEO.fps.into()),
            happenings: happenings.clone(),
        };
        let party = tokio::spawn(party.serve(told));
        let patience = Patience {
            window: waits.grace,
            grace: waits.grace,
        };
        let mut life = Life::begin(Timestamp::now(), patience);
        life.happens(Timestamp::now(), Happening::FirstPicture);
        let over = {
            let (node, session) = (node.clone(), session.clone());
            tokio::spawn(async move {
                let mut stages = Stages::default();
                let end = crate::session::wait(&mut life, &mut stages, &mut happened).await;
                let _ = player_tells.send(Tell::Goodbye(end.clone()));
                party.await.unwrap();
                node.ended(session, end);
            })
        };
        Self {
            node,
            session,
            said,
            hosts,
            pads,
            screen,
            shade: AtomicU8::new(0x80),
            codec,
            encoder: None,
            door,
            tells,
            over,
            _building: building,
            _state: state,
        }
    }

    /// The encoder is open from now on.
    pub fn encoder_opens(&mut self) {
        let (screen, codec) = (Arc::clone(&self.screen), self.codec.clone());
        let metrics = Arc::clone(self.node.metrics());
        let config = EncoderConfig {
            size: SIZE,
            fps: VIDEO.fps.into(),
            bitrate_bps: VIDEO.bitrate_kbps * 1000,
            threads: 1,
        };
        let encode = move || {
            let opened = |name: &str| {
                let _ = codec.send(Some(name.to_owned()));
            };
            pictures::encode(&screen, &config, &Backend::X264, metrics, opened).unwrap();
        };
        self.encoder = Some(std::thread::spawn(encode));
    }

    /// The game draws a picture that it has not drawn before, or nobody would be sent it; when, µs since the epoch.
    pub fn draws(&self) -> u64 {
        let before = Timestamp::now();
        let stride = SIZE.width * PixelFormat::BYTES;
        let shade = self.shade.fetch_add(40, Ordering::Relaxed);
        let pixels = Arc::new(Grey(vec![shade; (stride * SIZE.height) as usize]));
        // A whole millisecond, since neither clock is read at once.
        let committed = before + Duration::from_millis(1);
        self.screen.frames().put(VideoFrame {
            seq: 0,
            size: SIZE,
            format: PixelFormat::Xrgb8888,
            buffer: FrameBuffer::Shm { pixels, stride },
            damage: Damage::full(SIZE),
            committed,
            guard: None,
        });
        before.to_unix_micros()
    }

    /// The game moves the motors of its pad `slot`.
    pub fn rumbles(&self, slot: u8) {
        let rumble = PlayerBound::Rumble {
            pad: slot,
            strong: 900,
            weak: 70,
            duration_ms: 100,
        };
        let tells = self.tells.upgrade().expect("the session goes on");
        tells.send(Tell::Say(rumble)).expect("the party listens");
    }

    /// The game has its `/dev/input`: pads that come from now on are shown to it, or cannot be.
    pub fn game_looks_for_pads(&self) {
        let user = (
            rustix::process::getuid().as_raw(),
            rustix::process::getgid().as_raw(),
        );
        self.door.open(user).unwrap();
    }

    /// The coordinator commands.
    pub fn obeys(&self, command: CoordinatorMessage) {
        self.node.obey(command);
    }

    /// What the node says next to its coordinator.
    pub async fn says(&mut self) -> NodeMessage {
        let said = soon("a word to the coordinator", self.said.recv()).await;
        said.expect("the node is there")
    }

    /// Admits a guest: their seat and where they connect.
    pub async fn admits(&mut self, guest: &str) -> (u8, Offer) {
        self.obeys(CoordinatorMessage::AdmitGuest {
            session: self.session.clone(),
            guest: guest.into(),
        });
        match self.says().await {
            NodeMessage::GuestReady {
                guest: who,
                seat,
                offer,
                ..
            } => {
                assert_eq!(who, guest);
                (seat, offer)
            }
            other => panic!("{guest} was not admitted: {other:?}"),
        }
    }

    /// Takes a guest's seat away, as the host asks.
    pub fn removes(&self, guest: &str) {
        self.obeys(CoordinatorMessage::RemoveGuest {
            session: self.session.clone(),
            guest: guest.into(),
        });
    }

    /// Who is gone for good, which is the next thing said.
    pub async fn loses_guest(&mut self) -> String {
        match self.says().await {
            NodeMessage::GuestLeft { guest, .. } => guest,
            other => panic!("{other:?} frees no seat"),
        }
    }

    /// How the session ended, which is the next thing said.
    pub async fn ends(&mut self) -> EndReason {
        match self.says().await {
            NodeMessage::SessionEnded { reason, .. } => reason,
            other => panic!("{other:?} is no end"),
        }
    }

    /// Who sits where, as the coordinator is told on a new link.
    pub fn seats(&self) -> Vec<(String, u8)> {
        let mut seats = Vec::new();
        for message in self.node.seats() {
            if let NodeMessage::Seats { guests, .. } = message {
                seats.extend(guests);
            }
        }
        seats
    }

    /// How many connections were refused for their token.
    pub fn turned_away(&self) -> u64 {
        self.node.endpoint().stats().forbidden
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        self.over.abort();
        self.screen.close();
        if let Some(encoder) = self.encoder.take()
            && encoder.join().is_err()
            && !std::thread::panicking()
        {
            panic!("the encode thread panicked");
        }
    }
}

struct Grey(Vec<u8>);

impl Pixels for Grey {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}
