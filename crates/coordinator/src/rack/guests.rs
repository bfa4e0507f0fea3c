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
pub const SEATS: std::ops::RangeInclusive<u8> = 1..=3;

/// Calls of one guest that may wait for the node at a time: a few pages at once, and no flood.
const CALLS: usize = 4;

/// What a guest hears: the way to their seat, or why there is none.
type Answer = Result<Offer, Refusal>;

/// Why somebody may have a seat.
#[derive(Debug, PartialEq, Eq)]
enum Right {
    /// They know this invitation.
    Invitation(String),
    /// They have one.
    Seat,
}

/// A call that waits for a node's answer.
#[derive(Debug)]
struct Knock {
    right: Right,
    until: Instant,
    answer: oneshot::Sender<Answer>,
}

/// Calls that wait for a node's answer, by guest. The node answers each of a guest's calls once, in order.
#[derive(Debug, Default)]
pub(super) struct Knocks(HashMap<String, VecDeque<Knock>>);

impl Knocks {
    /// None while too many calls of this guest wait already.
    fn wait(
        &mut self,
        guest: &str,
        right: Right,
        now: Instant,
        until: Instant,
    ) -> Option<oneshot::Receiver<Answer>> {
        let waiting = self.0.entry(guest.to_owned()).or_default();
        // Whoever went away still has an answer to come, but is not remembered ever more.
        waiting.retain(|knock| !knock.answer.is_closed() || knock.until > now);
        if waiting.len() >= CALLS {
            return None;
        }
        let (answer, receiver) = oneshot::channel();
        waiting.push_back(Knock {
            right,
            until,
            answer,
        });
        Some(receiver)
    }

    /// The call that the node answers now.
    fn next(&mut self, guest: &str) -> Option<Knock> {
        let waiting = self.0.get_mut(guest)?;
        let knock = waiting.pop_front();
        if waiting.is_empty() {
            self.0.remove(guest);
        }
        knock
    }

    /// The node gives this guest no seat.
    pub(super) fn refuse(&mut self, guest: &str, message: String) {
        if let Some(knock) = self.next(guest) {
            // Who went away hears nothing.
            let _ = knock.answer.send(Err(Refusal::NoSeat(message)));
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
    fn right(&self, user: &User, code: Option<&str>) -> Option<Right> {
        let invited = self.record.invite.as_deref().zip(code);
        let invited = invited.filter(|(right, said)| {
            let (right, said) = (normal(right), normal(said));
            right.as_bytes().ct_eq(said.as_bytes()).into()
        });
        match invited {
            Some((code, _)) => Some(Right::Invitation(code.to_owned())),
            None => (self.record.guests.contains_key(&user.id)).then_some(Right::Seat),
        }
    }

    /// Is it still true? The host may have changed their mind while the node was asked.
    fn still(&self, guest: &str, right: &Right) -> bool {
        self.record.guests.contains_key(guest)
            || matches!(right, Right::Invitation(code) if self.record.invite.as_ref() == Some(code))
    }

    /// The node gave a guest a seat. False when they may not have it (any more): the node has to free it.
    pub(super) fn seated(
        &mut self,
        guest: String,
        seat: u8,
        offer: Offer,
        writes: &mut Vec<Write>,
    ) -> bool {
        if !SEATS.contains(&seat) {
            tracing::warn!(session = %self.record.id, seat, "the node named a seat that no guest can have");
            return true;
        }
        if let Some(knock) = self.knocks.next(&guest) {
            let admitted = self.still(&guest, &knock.right);
            // Who went away hears nothing, and may come back to the seat.
            let _ = knock.answer.send(if admitted {
                Ok(offer)
            } else {
                Err(Refusal::NotInvited)
            });
            if !admitted {
                return false;
            }
        }
        let mut guests = self.record.guests.clone();
        // Whoever had this seat has left it, though that was not heard.
        guests.retain(|_, other| *other != seat);
        guests.insert(guest, seat);
        self.seats(guests, writes);
        true
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
    /// The link over which a node would have answered is gone: whoever waits for that waits in vain.
    pub(super) fn answers_lost(&mut self, node: &NodeId) {
        for entry in self.sessions.values_mut() {
            if entry.is_played() && entry.record.node.as_ref() == Some(node) {
                entry.knocks.clear();
                entry.changed();
            }
        }
    }

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

    /// Has this person a guest's seat?
    pub fn sits(&self, session: &SessionId, user: &User) -> bool {
        let state = self.state.lock();
        let entry = state.sessions.get(session);
        entry.is_some_and(|entry| entry.record.guests.contains_key(&user.id))
    }

    /// Guests' seats and ids, by seat.
    pub fn guests(&self, session: &SessionId) -> Vec<(u8, String)> {
        let state = self.state.lock();
        let seats = state.sessions.get(session).into_iter();
        let mut seats: Vec<_> = seats
            .flat_map(|entry| &entry.record.guests)
            .map(|(guest, seat)| (*seat, guest.clone()))
            .collect();
        seats.sort_unstable();
        seats
    }

    /// Frees a guest's seat: the host any, a guest their own. An empty seat is a success.
    ///
    /// # Errors
    /// There is no such session for this person, the seat is another guest's, or its node is not connected.
    pub fn remove_guest(&self, session: &SessionId, user: &User, seat: u8) -> Result<Ack, Refusal> {
        let mut state = self.state.lock();
        let state = &mut *state;
        let entry = state
            .sessions
            .get_mut(session)
            .ok_or(Refusal::NoSuchSession)?;
        let guests = &mut entry.record.guests;
        if entry.record.user != user.id {
            match guests.get(&user.id) {
                None => return Err(Refusal::NoSuchSession),
                Some(own) if *own != seat => return Err(Refusal::AnothersSeat),
                Some(_) => {}
            }
        }
        let mut writes = Vec::new();
        let sits = guests.iter().find(|(_, other)| **other == seat);
        let guest = sits.map(|(guest, _)| guest.clone());
        // What is over keeps its guests: they may read how it ended.
        if let Some(guest) = guest.filter(|_| entry.record.phase == StoredPhase::Running) {
            let node = entry.record.node.clone().ok_or(Refusal::NodeAway)?;
            if !state.links.contains_key(&node) {
                return Err(Refusal::NodeAway);
            }
            entry.left(&guest, &mut writes);
            let session = session.clone();
            state.command(&node, CoordinatorMessage::RemoveGuest { session, guest });
        }
        Ok(self.carry_out(state, Vec::new(), writes))
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
                let state = &mut *state;
                let entry = state.sessions.get_mut(session).ok_or(Refusal::NotInvited)?;
                if entry.record.user == user.id {
                    return Err(Refusal::OwnSession(session.clone()));
                }
                let right = entry.right(user, code).ok_or(Refusal::NotInvited)?;
                match (&entry.record.phase, entry.record.node.clone()) {
                    (StoredPhase::Running, Some(node)) => {
                        if !state.links.contains_key(&node) {
                            return Err(Refusal::NodeAway);
                        }
                        let knocks = &mut entry.knocks;
                        let answer = knocks
                            .wait(&user.id, right, Instant::now(), deadline)
                            .ok_or(Refusal::TooManyCalls)?;
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
        let offer = match answer {
            Ok(answer) => answer?,
            // A call that was dropped instead of answered: the session ended, or the link to its node.
            Err(_) if entry.is_played() => return Err(Refusal::NodeAway),
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

    fn knock(knocks: &mut Knocks, guest: &str, now: Instant) -> Option<oneshot::Receiver<Answer>> {
        knocks.wait(guest, Right::Seat, now, now + ADMIT_WAIT)
    }

    #[tokio::test]
    async fn each_call_of_a_guest_gets_its_own_answer_and_nobody_elses() {
        let (mut knocks, now) = (Knocks::default(), Instant::now());
        let [first, gone, second] = [(); 3].map(|()| knock(&mut knocks, "ada", now).unwrap());
        let mut bob = knock(&mut knocks, "bob", now).unwrap();
        drop(gone);
        for text in ["one", "for nobody", "two", "nobody asked"] {
            knocks.refuse("ada", text.to_owned());
        }
        let refusal = |text: &str| Err::<Offer, _>(Refusal::NoSeat(text.to_owned()));
        assert_eq!(first.await.unwrap(), refusal("one"));
        assert_eq!(second.await.unwrap(), refusal("two"));
        assert!(bob.try_recv().is_err(), "another guest's answer");
        knocks.clear();
        assert!(bob.await.is_err());
        assert!(knocks.0.is_empty());
    }

    #[test]
    fn a_guest_may_ask_a_few_times_at_once_also_by_hanging_up() {
        let (mut knocks, now) = (Knocks::default(), Instant::now());
        for _ in 0..CALLS {
            drop(knock(&mut knocks, "ada", now).expect("few"));
        }
        assert!(knock(&mut knocks, "ada", now).is_none(), "one too many");
        assert!(
            knock(&mut knocks, "bob", now).is_some(),
            "another guest's calls"
        );
        knocks.refuse("ada", "No.".to_owned());
        drop(knock(&mut knocks, "ada", now).expect("one was answered"));
        assert!(knock(&mut knocks, "ada", now).is_none());
        // A node that never answers does not lock the guest out.
        let now = now + ADMIT_WAIT;
        assert!(knock(&mut knocks, "ada", now).is_some());
    }
}
