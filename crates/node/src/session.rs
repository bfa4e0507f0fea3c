//! One session: composes the stages, waits for what happens, and takes everything down in one place.

use std::sync::Arc;
use std::time::{Duration, Instant};

use stratus_media::Timestamp;
use stratus_protocol::id::SessionId;
use stratus_protocol::rest::Video;
use stratus_sandbox::GameImage;
use tokio::sync::{mpsc, oneshot, watch};
use tracing::Instrument as _;

use crate::life::{End, Happening, Life, Patience};
use crate::node::{Node, Strings};
use crate::pads::{PadDoor, SessionPads};
use crate::phase_lock::PhaseLock;
use crate::pictures::Screen;
use crate::player::seats::Seats;
use crate::player::{Codec, Game, Hands, Party, Sound, Tell, Unseen};
use crate::stages::Stages;

/// What a session starts from.
pub struct Start {
    /// Its id.
    pub session: SessionId,
    /// The game.
    pub image: Arc<GameImage>,
    /// Who plays.
    pub player: String,
    /// For which screen.
    pub video: Video,
    /// XKB layout of the player's keyboard.
    pub keyboard: Option<String>,
    /// How its parts, and the node, reach each other.
    pub(crate) strings: Strings,
}

/// Runs a session to its end; everything of it is freed when this returns.
pub async fn run(node: &Node, start: Start) -> End {
    let span = tracing::info_span!("session", id = %start.session, game = %start.image.manifest.id);
    run_inside(node, start).instrument(span).await
}

async fn run_inside(node: &Node, start: Start) -> End {
    let began = Instant::now();
    let config = node.config();
    let Start {
        session,
        image,
        player,
        video,
        keyboard,
        strings,
    } = start;
    let Strings {
        happenings,
        mut happened,
        player_tells,
        told,
    } = strings;
    tracing::info!(%player, width = video.width, height = video.height, "session starts");
    let kbps = if video.bitrate_kbps == 0 {
        config.bitrate_kbps
    } else {
        video.bitrate_kbps
    };
    let screen = Screen::new(kbps * 1000, node.metrics().stage_times());
    let sound = Sound::default();
    let (codec, codec_known) = watch::channel(None);
    // The door opens before anything else: the player connects while the game still starts.
    let admission = node.endpoint().admit(session.clone());
    crate::player::offer_to_host(node, &session, &admission);
    node.metrics()
        .start_seconds
        .observe(began.elapsed().as_secs_f64());
    let (game_built, game) = oneshot::channel();
    let pads = PadDoor::default();
    let session_pads = SessionPads {
        door: pads.clone(),
        tells: player_tells.downgrade(),
    };
    let controller = &image.manifest.controller;
    let router = node.make_router(controller, Box::new(session_pads));
    let pads_are_devices = router.has_devices();
    let grace = Duration::from_secs(config.grace_s.into());
    let party = Party {
        node: node.clone(),
        session: session.clone(),
        admission,
        seats: Seats::new(grace),
        screen: Arc::clone(&screen),
        sound: sound.clone(),
        video,
        grace,
        codec: Codec::Awaited(codec_known),
        hands: Hands::new(router),
        unseen: Unseen::default(),
        game: Some(game),
        phase: PhaseLock::new(video.fps.into()),
        happenings: happenings.clone(),
    };
    let party = tokio::spawn(party.serve(told));
    let patience = Patience {
        window: Duration::from_secs(config.window_deadline_s.into()),
        grace,
    };
    let mut life = Life::begin(Timestamp::now(), patience);
    let mut stages = Stages::default();
    let wishes = crate::stages::Wishes {
        session: session.clone(),
        image,
        video,
        bitrate_bps: kbps * 1000,
        keyboard,
        pads,
        pads_are_devices,
    };
    let building = stages.build(
        node,
        &wishes,
        &screen,
        &sound,
        codec,
        &happenings,
        &player_tells,
    );
    let end = match until_built(&mut life, building, &mut happened).await {
        Ok(game) => {
            // A player who is gone already needs none.
            let _ = game_built.send(game);
            wait(&mut life, &mut stages, &mut happened).await
        }
        Err(end) => end,
    };

    let stopping = Instant::now();
    let goodbye = async {
        let _ = player_tells.send(Tell::Goodbye(end.clone()));
        drop(player_tells);
        if tokio::time::timeout(Duration::from_millis(500), party)
            .await
            .is_err()
        {
            tracing::debug!("the players did not hear the goodbye in time");
        }
    };
    if let Some(capture) = stages.capture_stats() {
        tracing::debug!(?capture, "captured");
        node.metrics().stage("capture", capture.commit_to_mailbox);
        node.metrics().capture(&capture);
    }
    tokio::join!(goodbye, stages.take_down(&screen, node.keeper()));
    node.metrics()
        .stop_seconds
        .observe(stopping.elapsed().as_secs_f64());
    end
}

/// Builds the stages, unless the session ends meanwhile; then what was built so far is kept for the take-down.
async fn until_built(
    life: &mut Life,
    building: impl Future<Output = anyhow::Result<Game>>,
    happened: &mut mpsc::UnboundedReceiver<Happening>,
) -> Result<Game, End> {
    let mut building = std::pin::pin!(building);
    loop {
        let what = tokio::select! {
            built = &mut building => match built {
                Ok(game) => return Ok(game),
                Err(error) => {
                    tracing::error!("the session cannot start: {error:#}");
                    // The player reads what failed; why is for the operator, in the log.
                    Happening::StartFailed(error.to_string())
                }
            },
            Some(what) = happened.recv() => what,
        };
        if let Some(end) = life.happens(Timestamp::now(), what) {
            return Err(end);
        }
    }
}

/// Waits for the session's end.
pub(crate) async fn wait(
    life: &mut Life,
    stages: &mut Stages,
    happened: &mut mpsc::UnboundedReceiver<Happening>,
) -> End {
    loop {
        let due = life.due();
        let alarm = async {
            match due {
                Some(due) => tokio::time::sleep(due.since(Timestamp::now())).await,
                None => std::future::pending().await,
            }
        };
        let end = tokio::select! {
            // Whatever was said before is heard before the time is judged.
            biased;
            Some(what) = happened.recv() => life.happens(Timestamp::now(), what),
            what = stages.game_ends() => life.happens(Timestamp::now(), what),
            () = alarm => life.tick(Timestamp::now()),
        };
        if let Some(end) = end {
            return end;
        }
    }
}
