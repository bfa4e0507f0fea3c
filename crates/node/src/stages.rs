//! The only place where the stages meet: game → capture → encode → transport, sound, and the way back.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context as _;
use stratus_audio::{Sink, SinkConfig};
use stratus_capture::{
    Capture, CaptureConfig, CaptureEvent, CaptureStats, Xwayland, XwaylandConfig,
};
use stratus_encode::EncoderConfig;
use stratus_media::{DmaBufImporter, Size};
use stratus_protocol::id::SessionId;
use stratus_protocol::manifest::{Display, Sound as ManifestSound};
use stratus_protocol::rest::Video;
use stratus_protocol::session::control::NodeMessage;
use stratus_sandbox::{GameExit, GameImage, Launch, Sandbox};
use tokio::sync::{mpsc, watch};

use crate::keeper::Keeper;
use crate::kit::Kit;
use crate::life::Happening;
use crate::node::Node;
use crate::pads::PadDoor;
use crate::pictures::{self, Screen};
use crate::player::{Game, Sound, Tell};
use crate::render_node;

/// How long a session that ended while it was built waits for what it had started: longer than any one start may take.
const KEEPER: Duration = Duration::from_secs(30);
/// Opus bits a second.
const AUDIO_BPS: u32 = 128_000;

/// What a session is to be.
pub struct Wishes {
    /// Its id.
    pub session: SessionId,
    /// The game.
    pub image: Arc<GameImage>,
    /// For which screen.
    pub video: Video,
    /// Video bits a second.
    pub bitrate_bps: u32,
    /// XKB layout of the player's keyboard.
    pub keyboard: Option<String>,
    /// Where the player's pads come in.
    pub pads: PadDoor,
    /// The game sees pads as devices.
    pub pads_are_devices: bool,
}

/// The running stages. A stage that was never built is `None`.
#[derive(Default)]
pub struct Stages {
    // In the order in which they are taken down.
    game: Option<Sandbox>,
    xwayland: Option<Xwayland>,
    encoder: Option<JoinHandle<()>>,
    capture: Option<Capture>,
    sink: Option<Sink>,
    kit: Option<Kit>,
    folder: Option<SessionFolder>,
}

/// A session's own folder, removed when dropped.
struct SessionFolder(std::path::PathBuf);

impl Drop for SessionFolder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(dir = %self.0.display(), %error, "cannot remove a session's folder");
        }
    }
}

impl Stages {
    /// Builds every stage and starts the game. What was built before an error is kept, for the take-down.
    ///
    /// # Errors
    /// The first stage that does not start, with its reason.
    #[expect(
        clippy::too_many_arguments,
        reason = "each end of each stage is joined here, by name"
    )]
    pub async fn build(
        &mut self,
        node: &Node,
        wishes: &Wishes,
        screen: &Arc<Screen>,
        sound: &Sound,
        codec: watch::Sender<Option<String>>,
        happenings: &mpsc::UnboundedSender<Happening>,
        tells: &mpsc::UnboundedSender<Tell>,
    ) -> anyhow::Result<Game> {
        let size = Size::new(wishes.video.width.into(), wishes.video.height.into());
        let (kit, dmabuf) = tokio::join!(
            node.kits().take(),
            render_node::importer(&node.config().encoder)
        );
        let kit = self.kit.insert(kit?);
        let wayland_socket = kit.dir().join("wayland-game");
        let input = wishes.pads.open(kit.user())?;
        // A game that looks for pads only while it starts, or cannot be given one later.
        let controller = &wishes.image.manifest.controller;
        let pad_first = wishes.pads_are_devices && (controller.plugged_in || !input.hot_plug());
        if pad_first {
            // A session that is ending needs none.
            let _ = tells.send(Tell::PlugIn);
        }
        let capture = start_capture(
            kit,
            wishes,
            size,
            &wayland_socket,
            dmabuf,
            screen,
            happenings,
            tells,
        )?;
        let game = Game {
            seat: capture.seat(),
            pacer: capture.pacer(),
        };
        self.capture = Some(capture);
        self.encoder = Some(start_encoder(
            node,
            wishes,
            size,
            Arc::clone(screen),
            codec,
            happenings.clone(),
        )?);

        let x11 = if wishes.image.manifest.runtime.display == Display::X11 {
            let config = XwaylandConfig {
                display_dir: kit.dir().to_owned(),
                wayland_socket: wayland_socket.clone(),
                user: rustix::process::geteuid().is_root().then_some(kit.user()),
                log: kit.dir().join("xwayland.log"),
            };
            let xwayland = node
                .keeper()
                .run(move || Xwayland::start(&config))
                .await??;
            let at = (xwayland.display().to_owned(), xwayland.socket().to_owned());
            self.xwayland = Some(xwayland);
            Some(at)
        } else {
            None
        };
        let state_dir = node.sessions_dir().join(wishes.session.as_str());
        std::fs::create_dir_all(&state_dir)
            .with_context(|| format!("cannot create {}", state_dir.display()))?;
        self.folder = Some(SessionFolder(state_dir.clone()));
        let image = Arc::clone(&wishes.image);
        let session = wishes.session.clone();
        let pipewire_socket = Some(kit.audio.socket());
        let speaks_pulse = wishes.image.manifest.runtime.sound == ManifestSound::Pulse;
        let pulse_socket = kit.audio.pulse_socket().filter(|_| speaks_pulse);
        let user = kit.user();
        let fps = wishes.video.fps.into();
        if pad_first {
            wishes.pads.first().await;
        }
        let launching = node.keeper().run(move || {
            stratus_sandbox::launch(&Launch {
                image: &image,
                session,
                state_dir,
                wayland_socket,
                x11,
                pipewire_socket,
                pulse_socket,
                size: (size.width, size.height),
                fps,
                input: &input,
                user,
            })
        });
        let remote = kit.audio.socket();
        let sound = sound.clone();
        let sink = tokio::task::spawn_blocking(move || {
            let config = SinkConfig {
                remote,
                name: "stratus".into(),
                bitrate_bps: AUDIO_BPS,
            };
            Sink::start(config, Box::new(move |packet| sound.send(packet)))
        });
        // Kept as soon as it is there: the session may end while the sound is still awaited.
        let entered = &mut self.game;
        let launching = async {
            *entered = Some(launching.await?.context("cannot start the game")?);
            anyhow::Ok(())
        };
        let (launched, sink) = tokio::join!(launching, sink);
        launched?;
        let sink = sink?.context("cannot hear the game")?;
        let tells = tells.clone();
        sink.on_failure(move |error| {
            tracing::error!("the session has no sound any more: {error}");
            let message = "The sound has stopped. The game goes on without it.".into();
            // A session that is ending has nobody to tell.
            let _ = tells.send(Tell::Say(NodeMessage::Notice { message }));
        });
        self.sink = Some(sink);
        Ok(game)
    }

    /// Waits until the game's process has ended; for ever if there is none.
    pub async fn game_ends(&mut self) -> Happening {
        let Some(game) = &mut self.game else {
            return std::future::pending().await;
        };
        let exit = game.wait().await;
        let orderly = exit.code == Some(0);
        if !orderly {
            tracing::warn!("the game's last words: {}", exit.tail);
            // A game whose display goes away ends too; that is not its fault.
            if let Some(kit) = &mut self.kit
                && !kit.compositor.is_alive()
            {
                return Happening::Broken("the compositor behind the game is gone".into());
            }
        }
        Happening::GameEnded {
            orderly,
            detail: in_words(&exit),
        }
    }

    /// What capture has counted so far.
    #[must_use]
    pub fn capture_stats(&self) -> Option<CaptureStats> {
        self.capture.as_ref().map(Capture::stats)
    }

    /// Takes everything down; nothing of the session is left afterwards. `keeper` may still be starting a process for a
    /// session that ended while it was built.
    pub async fn take_down(mut self, screen: &Screen, keeper: &Keeper) {
        // Closing the mailbox first lets the encoder end while the game is being stopped.
        screen.close();
        if self.game.is_none() {
            // A game that is entered later would use what is taken away here, and make the session's folder anew.
            if tokio::time::timeout(KEEPER, keeper.idle()).await.is_err() {
                tracing::error!(
                    "processes of sessions have been starting for {} s; what this session's left is cleared when the \
                     node starts next",
                    KEEPER.as_secs()
                );
            }
        }
        if let Some(game) = self.game.take() {
            game.stop().await;
        }
        let joined = tokio::task::spawn_blocking(move || {
            if let Some(encoder) = self.encoder.take()
                && encoder.join().is_err()
            {
                tracing::error!("the encode thread panicked");
            }
            drop(self);
        });
        if joined.await.is_err() {
            tracing::error!("a stage panicked while it was taken down");
        }
    }
}

fn in_words(exit: &GameExit) -> String {
    match (exit.code, exit.signal) {
        (Some(code), _) => format!("exit status {code}"),
        (None, Some(signal)) => format!("signal {signal}"),
        (None, None) => "no exit status".into(),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "everything that a game's window is joined to, by name"
)]
fn start_capture(
    kit: &Kit,
    wishes: &Wishes,
    size: Size,
    socket: &std::path::Path,
    dmabuf: Option<Arc<dyn DmaBufImporter>>,
    screen: &Arc<Screen>,
    happenings: &mpsc::UnboundedSender<Happening>,
    tells: &mpsc::UnboundedSender<Tell>,
) -> anyhow::Result<Capture> {
    let config = CaptureConfig {
        upstream: kit.compositor.socket().to_owned(),
        socket: socket.to_owned(),
        size,
        fps: wishes.video.fps.into(),
        keyboard_layout: wishes.keyboard.clone(),
        dmabuf,
    };
    let happenings = happenings.clone();
    let tells = tells.clone();
    let on_event = move |event| {
        // A session that is ending listens no more; that is no error.
        let _ = match event {
            CaptureEvent::FirstFrame => happenings.send(Happening::FirstPicture).is_ok(),
            CaptureEvent::Failed(why) => happenings.send(Happening::Broken(why)).is_ok(),
            CaptureEvent::Cursor(cursor) => {
                tells.send(Tell::Say(NodeMessage::Cursor(cursor))).is_ok()
            }
            CaptureEvent::PointerLock(locked) => tells
                .send(Tell::Say(NodeMessage::PointerLock { locked }))
                .is_ok(),
            CaptureEvent::Title(_) | CaptureEvent::LastWindowClosed | CaptureEvent::ClientGone => {
                true
            }
        };
    };
    Capture::start(config, Arc::clone(screen.frames()), Box::new(on_event))
        .context("cannot capture the game's window")
}

fn start_encoder(
    node: &Node,
    wishes: &Wishes,
    size: Size,
    screen: Arc<Screen>,
    codec: watch::Sender<Option<String>>,
    happenings: mpsc::UnboundedSender<Happening>,
) -> anyhow::Result<JoinHandle<()>> {
    let config = EncoderConfig {
        size,
        fps: wishes.video.fps.into(),
        bitrate_bps: wishes.bitrate_bps,
        threads: node.config().encoder_threads,
    };
    let backend = node.config().encoder.clone();
    let metrics = Arc::clone(node.metrics());
    let span = tracing::Span::current();
    let run = move || {
        let _session = span.entered();
        // libx264's threads inherit it.
        crate::priority::prefer_this_thread();
        let opened = |name: &str| {
            let _ = codec.send(Some(name.to_owned()));
        };
        if let Err(error) = pictures::encode(&screen, &config, &backend, metrics, opened) {
            let _ = happenings.send(Happening::Broken(error.to_string()));
        }
    };
    Ok(std::thread::Builder::new()
        .name("encode".into())
        .spawn(run)?)
}
