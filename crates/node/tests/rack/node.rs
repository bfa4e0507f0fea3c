//! The node's process, and the coordinator's end of its link.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use futures_util::{SinkExt as _, StreamExt as _};
use rustix::process::{Pid, Signal, kill_process};
use stratus_protocol::id::SessionId;
use stratus_protocol::link::{CoordinatorMessage, NodeMessage};
use stratus_protocol::rest::{Offer, Video};
use stratus_protocol::session::control::EndReason;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use super::log::Log;
use super::player::Player;
use super::{Game, ourselves, soon};

/// The smallest picture that a session may have, at the smallest rate: what an emulated machine can bear.
pub const SMALL: Video = Video {
    width: 320,
    height: 240,
    fps: 10,
    bitrate_kbps: 2000,
};

/// A node, started for one test.
pub struct Rack {
    process: Child,
    dir: tempfile::TempDir,
    commands: mpsc::UnboundedSender<CoordinatorMessage>,
    said: mpsc::UnboundedReceiver<NodeMessage>,
    /// Said, and not asked for yet.
    kept: Vec<NodeMessage>,
    started: u8,
}

/// A session that runs.
pub struct Session {
    pub id: SessionId,
    pub offer: Offer,
    /// What the game prints.
    pub log: Log,
}

impl Rack {
    /// Packs the games, and starts a node that has them and room for `capacity` sessions.
    pub async fn start(games: &[Game], capacity: u32) -> Self {
        Self::start_with(games, capacity, "").await
    }

    /// The same, with further lines of its configuration.
    pub async fn start_with(games: &[Game], capacity: u32, more: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        // Sessions run as users of their own, who have to get in.
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o711)).unwrap();
        let folder = dir.path().join("games");
        fs::create_dir(&folder).unwrap();
        for game in games {
            game.pack(&folder);
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let coordinator = listener.local_addr().unwrap();
        fs::write(dir.path().join("secret"), "of the test").unwrap();
        let at = |name: &str| dir.path().join(name).display().to_string();
        let config = format!(
            "coordinator = \"ws://{coordinator}/node\"\nname = \"rack\"\nlisten = \"127.0.0.1:0\"\n\
             advertise = \"127.0.0.1\"\nsecret_file = \"{}\"\ngames_dir = \"{}\"\nstate_dir = \"{}\"\n\
             capacity = {capacity}\ngrace_s = 60\nwindow_deadline_s = 120\nlog = \"{}\"\n{more}",
            at("secret"),
            at("games"),
            at("state"),
            std::env::var("STRATUS_TEST_LOG").unwrap_or_else(|_| "info".into()),
        );
        fs::write(dir.path().join("node.toml"), config).unwrap();
        let process = Command::new(ourselves("stratus-node"))
            .arg("--config")
            .arg(dir.path().join("node.toml"))
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let (stream, _) = soon("the node's link", listener.accept()).await.unwrap();
        let mut socket = tokio_tungstenite::accept_async(stream).await.unwrap();
        let hello = soon("the node's hello", socket.next()).await.unwrap();
        let hello: NodeMessage = serde_json::from_str(hello.unwrap().to_text().unwrap()).unwrap();
        let NodeMessage::Hello { games: shown, .. } = hello else {
            panic!("{hello:?} is no hello")
        };
        assert_eq!(shown.len(), games.len(), "every game is there");
        let (commands, to_say) = mpsc::unbounded_channel();
        let (heard, said) = mpsc::unbounded_channel();
        tokio::spawn(keep(socket, to_say, heard));
        let mut rack = Self {
            process,
            dir,
            commands,
            said,
            kept: Vec::new(),
            started: 0,
        };
        rack.command(CoordinatorMessage::Welcome {
            version: "test".into(),
        });
        // Its first heartbeat: the node has read the welcome.
        rack.heard("a heartbeat", |m| {
            matches!(m, NodeMessage::Heartbeat { .. })
        })
        .await;
        rack
    }

    /// The node's process.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// The folder with everything that the node writes.
    pub fn state(&self) -> PathBuf {
        self.dir.path().join("state")
    }

    fn command(&self, command: CoordinatorMessage) {
        self.commands.send(command).expect("the link is up");
    }

    async fn heard(&mut self, what: &str, wanted: impl Fn(&NodeMessage) -> bool) -> NodeMessage {
        if let Some(n) = self.kept.iter().position(&wanted) {
            return self.kept.remove(n);
        }
        loop {
            let message = soon(what, self.said.recv()).await.expect("the link is up");
            if wanted(&message) {
                return message;
            }
            if let NodeMessage::SessionEnded { message, .. } = &message {
                println!("a session ended while {what} was waited for: {message}");
            }
            if !matches!(message, NodeMessage::Heartbeat { .. }) {
                self.kept.push(message);
            }
        }
    }

    /// Starts a session; returns when a player may come.
    pub async fn session(&mut self, game: &str, video: Video) -> Session {
        self.started += 1;
        let id = SessionId::from_bits([self.started; 16]);
        self.command(CoordinatorMessage::StartSession {
            session: id.clone(),
            game: game.parse().unwrap(),
            player: "test".into(),
            video,
            keyboard: None,
        });
        let ready = |message: &NodeMessage| match message {
            NodeMessage::SessionReady { session, .. }
            | NodeMessage::SessionEnded { session, .. } => *session == id,
            _ => false,
        };
        match self.heard("the session's offer", ready).await {
            NodeMessage::SessionReady { offer, .. } => Session {
                log: Log::new(self.folder(&id).join("sandbox/game.log")),
                id,
                offer,
            },
            other => panic!("{game} does not start: {other:?}"),
        }
    }

    /// Starts a session and connects its player.
    pub async fn play(&mut self, game: &str, video: Video) -> (Session, Player) {
        let session = self.session(game, video).await;
        let player = Player::connect(&session.offer).await;
        (session, player)
    }

    /// Asks for a guest's seat, as the coordinator does for somebody with an invitation: the seat and their own offer,
    /// or why there is none.
    pub async fn seat(&mut self, session: &Session, who: &str) -> Result<(u8, Offer), String> {
        self.command(CoordinatorMessage::AdmitGuest {
            session: session.id.clone(),
            guest: who.into(),
        });
        let answer = |message: &NodeMessage| match message {
            NodeMessage::GuestReady {
                session: id, guest, ..
            }
            | NodeMessage::GuestRefused {
                session: id, guest, ..
            } => *id == session.id && guest == who,
            _ => false,
        };
        match self.heard("an answer for a guest", answer).await {
            NodeMessage::GuestReady { seat, offer, .. } => Ok((seat, offer)),
            NodeMessage::GuestRefused { message, .. } => Err(message),
            other => unreachable!("{other:?} is no answer"),
        }
    }

    /// A guest comes, each over a connection of their own.
    pub async fn guest(&mut self, session: &Session, who: &str) -> Player {
        let (seat, offer) = self.seat(session, who).await.unwrap();
        let player = Player::connect(&offer).await;
        assert_eq!(player.welcome.seat, seat);
        player
    }

    /// Waits until a guest's seat is free.
    pub async fn guest_left(&mut self, session: &Session, who: &str) {
        let left = |message: &NodeMessage| matches!(message, NodeMessage::GuestLeft { session: id, guest } if *id == session.id && guest == who);
        self.heard("the guest's going", left).await;
    }

    fn folder(&self, id: &SessionId) -> PathBuf {
        self.state().join("sessions").join(id.as_str())
    }

    /// Waits until a session is over and everything of it is freed.
    pub async fn ended(&mut self, id: &SessionId) -> (EndReason, String) {
        let over = |message: &NodeMessage| matches!(message, NodeMessage::SessionEnded { session, .. } if session == id);
        match self.heard("the session's end", over).await {
            NodeMessage::SessionEnded {
                reason, message, ..
            } => (reason, message),
            other => unreachable!("{other:?} is no end"),
        }
    }

    /// Ends a session as an operator does.
    pub async fn stop(&mut self, session: Session) {
        self.command(CoordinatorMessage::StopSession {
            session: session.id.clone(),
            reason: EndReason::Stopped,
        });
        let (reason, message) = self.ended(&session.id).await;
        assert_eq!(reason, EndReason::Stopped, "{message}");
        assert!(!self.folder(&session.id).exists());
    }

    /// Ends the node as systemd does.
    pub async fn shut_down(mut self) {
        self.signal(Signal::TERM);
        let process = &mut self.process;
        super::until("the node's end", || process.try_wait().unwrap().is_some()).await;
        assert!(process.wait().unwrap().success());
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.process.id() as i32).unwrap();
        // It may have ended by itself.
        let _ = kill_process(pid, signal);
    }
}

impl Drop for Rack {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }
}

/// Carries messages both ways until either side is gone.
async fn keep(
    mut socket: WebSocketStream<TcpStream>,
    mut to_say: mpsc::UnboundedReceiver<CoordinatorMessage>,
    heard: mpsc::UnboundedSender<NodeMessage>,
) {
    loop {
        tokio::select! {
            command = to_say.recv() => {
                let Some(command) = command else { return };
                let text = serde_json::to_string(&command).unwrap();
                if socket.send(Message::text(text)).await.is_err() {
                    return;
                }
            }
            frame = socket.next() => match frame {
                Some(Ok(Message::Text(text))) => {
                    let message = serde_json::from_str(&text).expect("the node speaks the protocol");
                    if heard.send(message).is_err() {
                        return;
                    }
                }
                // The library answers pings itself.
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
        }
    }
}

/// Everything in a folder, by name; empty where there is none.
pub fn names(dir: impl AsRef<Path>) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .map(|entries| {
            let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
            entries.flatten().map(name).collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}
