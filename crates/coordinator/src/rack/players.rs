//! What players ask for: start, look, wait, join, stop.

use std::collections::BTreeMap;
use std::time::Duration;

use stratus_protocol::id::SessionId;
use stratus_protocol::link::CoordinatorMessage;
use stratus_protocol::rest::{Session, SessionState, StartSession, User};
use stratus_protocol::session::control::EndReason;
use tokio::time::{Instant, timeout_at};

use super::{Entry, Rack};
use crate::clock::unix_ms;
use crate::schedule::AlreadyPlaying;
use crate::store::journal::Ack;
use crate::store::{SessionRecord, StoredPhase, Write};

/// A start waits this long for its node, so that its answer can carry the offer.
const START_WAIT: Duration = Duration::from_secs(2);
/// A start waits this long for a place that is being cleaned up.
const CLEANUP_WAIT: Duration = Duration::from_millis(500);
/// A join waits this long for its token.
const JOIN_WAIT: Duration = Duration::from_secs(5);

/// Seat of who started the session.
pub const HOST: u8 = 0;

/// Who asks about a session.
pub struct Viewer<'a> {
    user: &'a str,
    admin: bool,
}

impl<'a> From<&'a User> for Viewer<'a> {
    fn from(user: &'a User) -> Self {
        Self {
            user: &user.id,
            admin: user.admin,
        }
    }
}

impl Viewer<'_> {
    fn owns(&self, entry: &Entry) -> bool {
        entry.record.user == self.user
    }

    fn may_end(&self, entry: &Entry) -> bool {
        self.admin || self.owns(entry)
    }

    fn may_see(&self, entry: &Entry) -> bool {
        self.may_end(entry) || self.seat(entry).is_some()
    }

    fn seat(&self, entry: &Entry) -> Option<u8> {
        if self.owns(entry) {
            Some(HOST)
        } else {
            entry.record.guests.get(self.user).copied()
        }
    }
}

/// Why a player does not get what they asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No game has this id.
    NoSuchGame,
    /// No session has this id, or it is someone else's.
    NoSuchSession,
    /// The player has this session already.
    AlreadyPlaying(SessionId),
    /// There is nothing to connect to (yet, or any more).
    NotRunning(Box<Session>),
    /// The node did not answer.
    NodeSilent,
    /// The node is not connected, so it cannot be asked.
    NodeAway,
    /// Only the host may do this.
    NotHost,
    /// A guest's seat that is not the caller's, who is not the host.
    AnothersSeat,
    /// The node has not answered this guest's other calls yet.
    TooManyCalls,
    /// There is no session with this id and invitation.
    NotInvited,
    /// The session is the caller's own: there is no guest's seat for its host.
    OwnSession(SessionId),
    /// Nobody can be invited to a session that waits in line or is over.
    NotPlayed(SessionId),
    /// The node gives this guest no seat; its sentence.
    NoSeat(String),
}

impl Rack {
    /// Starts a game for a player, or puts them in line. The command is on its way to the node before the session is
    /// stored; the caller answers after the [`Ack`].
    ///
    /// # Errors
    /// The game is unknown, or the player has a session already.
    pub fn start(&self, user: &User, ask: StartSession) -> Result<(SessionId, Ack), Refusal> {
        let mut state = self.state.lock();
        if !state.library.has(&ask.game) {
            return Err(Refusal::NoSuchGame);
        }
        let id = SessionId::from_bits(rand::random());
        let mut effects = Vec::new();
        state
            .schedule
            .start(self.clock.now(), &id, &user.id, &ask.game, &mut effects)
            .map_err(|AlreadyPlaying(other)| Refusal::AlreadyPlaying(other))?;
        let record = SessionRecord {
            id: id.clone(),
            sequence: state.sequence,
            user: user.id.clone(),
            game: ask.game,
            video: ask.video,
            keyboard: ask.keyboard,
            node: None,
            phase: StoredPhase::Queued,
            created_unix_ms: unix_ms(),
            invite: None,
            guests: BTreeMap::new(),
        };
        state.sequence += 1;
        tracing::info!(session = %id, game = %record.game, "session asked for");
        let writes = vec![Write::Session(record.clone())];
        state.sessions.insert(id.clone(), Entry::new(record));
        let ack = self.carry_out(&mut state, effects, writes);
        Ok((id, ack))
    }

    /// Waits a short time for a fresh session to run, then says where it stands.
    ///
    /// # Errors
    /// The session is gone.
    pub async fn started(&self, session: &SessionId, user: &User) -> Result<Session, Refusal> {
        let begin = Instant::now();
        loop {
            let (mut changes, deadline) = {
                let mut state = self.state.lock();
                let soon = state.schedule.place_frees_soon(session);
                let entry = state
                    .sessions
                    .get_mut(session)
                    .ok_or(Refusal::NoSuchSession)?;
                let deadline = match entry.record.phase {
                    StoredPhase::Starting => begin + START_WAIT,
                    StoredPhase::Queued if soon => begin + CLEANUP_WAIT,
                    _ => begin,
                };
                if deadline <= Instant::now() {
                    return Ok(tell(entry, &Viewer::from(user)));
                }
                (entry.version.subscribe(), deadline)
            };
            // On time-out the loop looks once more, and the deadline has passed.
            let _ = timeout_at(deadline, changes.changed()).await;
        }
    }

    /// Where a session stands; waits up to `wait` for news. Its player's answers carry a token that was not handed out.
    ///
    /// # Errors
    /// There is no such session for this viewer.
    pub async fn look(
        &self,
        session: &SessionId,
        viewer: Viewer<'_>,
        wait: Duration,
    ) -> Result<Session, Refusal> {
        let deadline = Instant::now() + wait;
        let mut seen = None;
        loop {
            let mut changes = {
                let mut state = self.state.lock();
                state.schedule.asked(self.clock.now(), session);
                let entry = state
                    .sessions
                    .get_mut(session)
                    .filter(|entry| viewer.may_see(entry))
                    .ok_or(Refusal::NoSuchSession)?;
                let version = *entry.version.borrow();
                // The player waits from what they were told last, so that a change between two calls is not missed.
                let known = if viewer.owns(entry) {
                    entry.told
                } else {
                    *seen.get_or_insert(version)
                };
                if version != known || entry.is_over() || Instant::now() >= deadline {
                    return Ok(tell(entry, &viewer));
                }
                entry.version.subscribe()
            };
            let _ = timeout_at(deadline, changes.changed()).await;
        }
    }

    /// This player's sessions, newest first.
    pub fn sessions_of(&self, user: &User) -> Vec<Session> {
        let state = self.state.lock();
        let mut entries: Vec<&Entry> = state
            .sessions
            .values()
            .filter(|e| e.record.user == user.id)
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.record.sequence));
        let own = |entry: &Entry| Session {
            seat: Some(HOST),
            ..entry.shown()
        };
        entries.into_iter().map(own).collect()
    }

    /// Asks the node for a fresh token, so that the player can connect again.
    ///
    /// # Errors
    /// There is no such session for this player, it does not run, or its node does not answer.
    pub async fn join(&self, session: &SessionId, user: &User) -> Result<Session, Refusal> {
        let deadline = Instant::now() + JOIN_WAIT;
        let (node, link) = {
            let mut state = self.state.lock();
            let state = &mut *state;
            let entry = state
                .sessions
                .get_mut(session)
                .filter(|entry| entry.record.user == user.id)
                .ok_or(Refusal::NoSuchSession)?;
            let Some(node) = entry
                .record
                .node
                .clone()
                .filter(|_| entry.record.phase == StoredPhase::Running)
            else {
                return Err(Refusal::NotRunning(Box::new(entry.shown())));
            };
            let link = state.links.get(&node).map(|wire| wire.generation);
            let link = link.ok_or(Refusal::NodeAway)?;
            if entry.joining == 0 {
                entry.offers.clear();
            }
            entry.joining += 1;
            state.command(
                &node,
                CoordinatorMessage::RenewOffer {
                    session: session.clone(),
                },
            );
            (node, link)
        };
        let _joining = Joining {
            rack: self,
            session,
        };
        loop {
            let mut changes = {
                let mut state = self.state.lock();
                let linked = state.links.get(&node).map(|wire| wire.generation) == Some(link);
                let entry = state
                    .sessions
                    .get_mut(session)
                    .ok_or(Refusal::NoSuchSession)?;
                if entry.record.phase != StoredPhase::Running {
                    return Err(Refusal::NotRunning(Box::new(entry.shown())));
                }
                if let Some(offer) = entry.offers.pop_front() {
                    let mut session = tell(entry, &Viewer::from(user));
                    session.state = SessionState::Running { offer: Some(offer) };
                    return Ok(session);
                }
                if !linked {
                    return Err(Refusal::NodeAway);
                }
                entry.version.subscribe()
            };
            if timeout_at(deadline, changes.changed()).await.is_err() {
                return Err(Refusal::NodeSilent);
            }
        }
    }

    /// Ends a session; ending one that is over is a success.
    ///
    /// # Errors
    /// There is no such session for this viewer, or the viewer is a guest in it.
    pub fn stop(&self, session: &SessionId, viewer: Viewer<'_>) -> Result<(Session, Ack), Refusal> {
        let (reason, message) = {
            let state = self.state.lock();
            let entry = state
                .sessions
                .get(session)
                .filter(|entry| viewer.may_see(entry))
                .ok_or(Refusal::NoSuchSession)?;
            if !viewer.may_end(entry) {
                return Err(Refusal::NotHost);
            }
            if viewer.owns(entry) {
                (EndReason::PlayerLeft, "You ended the game.")
            } else {
                (EndReason::Stopped, "An administrator ended the game.")
            }
        };
        self.end(session, reason, message)
    }

    /// Ends a session for a reason of our own.
    ///
    /// # Errors
    /// There is no such session.
    pub fn end(
        &self,
        session: &SessionId,
        reason: EndReason,
        message: &str,
    ) -> Result<(Session, Ack), Refusal> {
        let mut state = self.state.lock();
        let mut effects = Vec::new();
        state
            .schedule
            .stop(self.clock.now(), session, reason, message, &mut effects);
        let ack = self.carry_out(&mut state, effects, Vec::new());
        let entry = state.sessions.get(session).ok_or(Refusal::NoSuchSession)?;
        Ok((entry.shown(), ack))
    }
}

/// Counts a join as done, also when its caller went away.
struct Joining<'a> {
    rack: &'a Rack,
    session: &'a SessionId,
}

impl Drop for Joining<'_> {
    fn drop(&mut self) {
        if let Some(entry) = self.rack.state.lock().sessions.get_mut(self.session) {
            entry.joining = entry.joining.saturating_sub(1);
        }
    }
}

/// Says where a session stands; the player takes a token along, which is then gone. While a join waits for one, it is
/// the join's.
fn tell(entry: &mut Entry, viewer: &Viewer<'_>) -> Session {
    let mut session = entry.shown();
    session.seat = viewer.seat(entry);
    if viewer.owns(entry) {
        entry.told = *entry.version.borrow();
        if let SessionState::Running { offer } = &mut session.state
            && entry.joining == 0
        {
            *offer = entry.offers.pop_front();
        }
    } else if let SessionState::Ended { reason, message } = &mut session.state
        && let Some(words) = others_words(*reason)
    {
        words.clone_into(message);
    }
    session
}

/// Where an end's sentence is meant for the host, what everybody else reads.
fn others_words(reason: EndReason) -> Option<&'static str> {
    match reason {
        EndReason::PlayerLeft => Some("The host ended the game."),
        EndReason::GraceExpired => Some("The host was away for so long that the game was ended."),
        _ => None,
    }
}
