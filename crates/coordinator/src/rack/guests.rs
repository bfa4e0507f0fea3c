//! Guests: the host's invitation, and the people who follow it to a seat of their own. The node gives out seats;
//! what is kept here says who may come back to theirs.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::Duration;

use stratus_protocol::id::{NodeId, SessionId};
use stratus_protocol::link::CoordinatorMessage;
use stratus_protocol::rest::{Invite, Offer, Session, SessionState, User};
use subtle::ConstantTimeEq;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};

use super::{Entry, Rack, Refusal, State};
use crate::code::{new_code, normal};
use crate::store::journal::Ack;
use crate::store::{StoredPhase, Write};

/// A guest waits this long for the game to run and its node to answer.
const ADMIT_WAIT: Duration = Duration::from_secs(10);
/// Seats of guests.
const SEATS: std::ops::RangeInclusive<u8> = 1..=3;

/// What a node says to a guest: the way to their seat, or why there is none.
type Answer = Result<Offer, String>;

/// Calls that wait for a node's answer, by guest. The node answers each of a guest's calls once, in order.
#[derive(Debug, Default)]
pub(super) struct Knocks(HashMap<String, VecDeque<oneshot::Sender<Answer>>>);

impl Knocks {
    fn wait(&mut self, guest: &str) -> oneshot::Receiver<Answer> {
        let (answer, receiver) = oneshot::channel();
        let waiting = self.0.entry(guest.to_owned()).or_default();
        // Whoever went away needs no answer, and is no reason to remember ever more.
        waiting.retain(|call| !call.is_closed());
        waiting.push_back(answer);
        receiver
    }

    /// Hands an answer to the guest's oldest call that still waits.
    pub(super) fn answer(&mut self, guest: &str, answer: Answer) {
        let Some(waiting) = self.0.get_mut(guest) else {
            return;
        };
        let mut answer = Some(answer);
        while let Some(unsent) = answer.take()
            && let Some(call) = waiting.pop_front()
        {
            answer = call.send(unsent).err();
        }
        if waiting.is_empty() {
            self.0.remove(guest);
        }
    }

    /// Nobody will be answered any more.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Entry {
    fn is_played(&self) -> bool {
        matches!(
            self.record.phase,
            StoredPhase::Starting | StoredPhase::Running
        )
    }

    /// Has this person a seat, or the code that leads to one?
    fn admits(&self, user: &User, code: Option<&str>) -> bool {
        let invited = self
            .record
            .invite
            .as_deref()
            .zip(code)
            .is_some_and(|(right, said)| {
                normal(right)
                    .as_bytes()
                    .ct_eq(normal(said).as_bytes())
                    .into()
            });
        invited || self.record.guests.contains_key(&user.id)
    }

    /// The node gave a guest a seat.
    pub(super) fn seated(
        &mut self,
        guest: String,
        seat: u8,
        offer: Offer,
        writes: &mut Vec<Write>,
    ) {
        if !SEATS.contains(&seat) {
            tracing::warn!(session = %self.record.id, seat, "the node named a seat that no guest can have");
            return;
        }
        self.knocks.answer(&guest, Ok(offer));
        let mut guests = self.record.guests.clone();
        // Whoever had this seat has left it, though that was not heard.
        guests.retain(|_, other| *other != seat);
        guests.insert(guest, seat);
        self.seats(guests, writes);
    }

    /// The node says who sits where.
    pub(super) fn seats(&mut self, mut guests: BTreeMap<String, u8>, writes: &mut Vec<Write>) {
        guests.retain(|_, seat| SEATS.contains(seat));
        if self.record.guests != guests {
            tracing::info!(session = %self.record.id, seats = ?guests.values(), "guests' seats changed");
            self.record.guests = guests;
            writes.push(Write::Session(self.record.clone()));
            self.changed();
        }
    }

    /// A guest left for good.
    pub(super) fn left(&mut self, guest: &str, writes: &mut Vec<Write>) {
        if let Some(seat) = self.record.guests.remove(guest) {
            tracing::info!(session = %self.record.id, seat, "a guest left");
            writes.push(Write::Session(self.record.clone()));
            self.changed();
        }
    }
}

impl State {
    /// A session that runs on this node; what a node says about another's session changes nothing.
    pub(super) fn played_on(&mut self, node: &NodeId, session: &SessionId) -> Option<&mut Entry> {
        self.sessions.get_mut(session).filter(|entry| {
            entry.record.phase == StoredPhase::Running && entry.record.node.as_ref() == Some(node)
        })
    }
}

impl Rack {
    /// The invitation to a session: made at the first call, the same at each later one.
    ///
    /// # Errors
    /// There is no such session for this player, or nobody plays it (yet, or any more).
    pub fn invite(&self, session: &SessionId, user: &User) -> Result<(Invite, Ack), Refusal> {
        let mut state = self.state.lock();
        let entry = state.hosted(session, user)?;
        if !entry.is_played() {
            return Err(Refusal::NotPlayed(session.clone()));
        }
        let mut writes = Vec::new();
        let record = &mut entry.record;
        let code = match &record.invite {
            Some(code) => code.clone(),
            None => {
                let code = record.invite.insert(new_code()).clone();
                writes.push(Write::Session(record.clone()));
                code
            }
        };
        let ack = self.carry_out(&mut state, Vec::new(), writes);
        Ok((Invite { code }, ack))
    }

    /// Takes the invitation back; who has a seat keeps it.
    ///
    /// # Errors
    /// There is no such session for this player.
    pub fn uninvite(&self, session: &SessionId, user: &User) -> Result<Ack, Refusal> {
        let mut state = self.state.lock();
        let entry = state.hosted(session, user)?;
        let mut writes = Vec::new();
        if entry.record.invite.take().is_some() {
            writes.push(Write::Session(entry.record.clone()));
        }
        Ok(self.carry_out(&mut state, Vec::new(), writes))
    }

    /// Brings a guest to their seat: waits for the game to run, then for its node's answer.
    ///
    /// # Errors
    /// Neither seat nor invitation, one's own session, a game that does not run, a node that refuses or is silent.
    pub async fn admit(
        &self,
        session: &SessionId,
        user: &User,
        code: Option<&str>,
    ) -> Result<Session, Refusal> {
        let deadline = Instant::now() + ADMIT_WAIT;
        let answer = loop {
            let mut changes = {
                let mut state = self.state.lock();
                let entry = state.sessions.get_mut(session).ok_or(Refusal::NotInvited)?;
                if entry.record.user == user.id {
                    return Err(Refusal::OwnSession(session.clone()));
                }
                if !entry.admits(user, code) {
                    return Err(Refusal::NotInvited);
                }
                match (&entry.record.phase, entry.record.node.clone()) {
                    (StoredPhase::Running, Some(node)) => {
                        let answer = entry.knocks.wait(&user.id);
                        state.command(
                            &node,
                            CoordinatorMessage::AdmitGuest {
                                session: session.clone(),
                                guest: user.id.clone(),
                            },
                        );
                        break answer;
                    }
                    (StoredPhase::Starting, _) => entry.version.subscribe(),
                    _ => return Err(Refusal::NotRunning(Box::new(entry.shown()))),
                }
            };
            if timeout_at(deadline, changes.changed()).await.is_err() {
                return Err(Refusal::NodeSilent);
            }
        };
        let answer = timeout_at(deadline, answer)
            .await
            .map_err(|_| Refusal::NodeSilent)?;
        let state = self.state.lock();
        let entry = state.sessions.get(session).ok_or(Refusal::NotInvited)?;
        let mut shown = entry.shown();
        // A call that was dropped instead of answered: the session ended.
        let offer = match answer {
            Ok(Ok(offer)) => offer,
            Ok(Err(message)) => return Err(Refusal::NoSeat(message)),
            Err(_) => return Err(Refusal::NotRunning(Box::new(shown))),
        };
        shown.seat = entry.record.guests.get(&user.id).copied();
        if let SessionState::Running { offer: place } = &mut shown.state {
            *place = Some(offer);
        }
        Ok(shown)
    }
}

impl State {
    fn hosted(&mut self, session: &SessionId, user: &User) -> Result<&mut Entry, Refusal> {
        self.sessions
            .get_mut(session)
            .filter(|entry| entry.record.user == user.id)
            .ok_or(Refusal::NoSuchSession)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_call_of_a_guest_gets_one_answer_and_nobody_elses() {
        let mut knocks = Knocks::default();
        let refusal = |text: &str| Err::<Offer, _>(text.to_owned());
        let (first, gone, second) = (knocks.wait("ada"), knocks.wait("ada"), knocks.wait("ada"));
        let mut bob = knocks.wait("bob");
        drop(gone);
        knocks.answer("ada", refusal("one"));
        knocks.answer("ada", refusal("two"));
        knocks.answer("ada", refusal("nobody asked"));
        assert_eq!(first.await.unwrap(), refusal("one"));
        assert_eq!(second.await.unwrap(), refusal("two"));
        assert!(bob.try_recv().is_err(), "another guest's answer");
        knocks.clear();
        assert!(bob.await.is_err());
        assert!(knocks.0.is_empty());
    }
}
