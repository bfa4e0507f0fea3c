//! Who sits where in a session. Pure: no clock, no I/O.
//!
//! Seat 0 is the host's as long as the session lasts. A guest keeps theirs while they are connected and for the grace
//! time after that; whoever has it next gets another [`Place`], so that no token of the one before leads there.

use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::session::{HOST, SEATS};
use stratus_transport::Place;

/// The host's place.
pub const HOSTS: Place = Place(0);

#[derive(Debug)]
struct Guest {
    who: String,
    place: Place,
    /// Not connected since; `None`: connected.
    away: Option<Timestamp>,
}

/// The seats of a session.
#[derive(Debug)]
pub struct Seats {
    guests: [Option<Guest>; SEATS as usize - 1],
    /// The latest place that was given.
    last: Place,
    grace: Duration,
}

impl Seats {
    /// Only the host has one. A guest who is away for longer than `grace` loses theirs.
    #[must_use]
    pub fn new(grace: Duration) -> Self {
        Self {
            guests: [const { None }; SEATS as usize - 1],
            last: HOSTS,
            grace,
        }
    }

    /// A seat for this person: the one they have, or a free one; `None` where there is none.
    pub fn admit(&mut self, who: &str, now: Timestamp) -> Option<(u8, Place)> {
        let has = |guest: &Option<Guest>| guest.as_ref().is_some_and(|guest| guest.who == who);
        let at = self
            .guests
            .iter()
            .position(has)
            .or_else(|| self.guests.iter().position(Option::is_none))?;
        let guest = self.guests[at].get_or_insert_with(|| {
            self.last = Place(self.last.0 + 1);
            Guest {
                who: who.to_owned(),
                place: self.last,
                away: Some(now),
            }
        });
        // Their time to come begins anew.
        guest.away = guest.away.map(|_| now);
        Some((at as u8 + 1, guest.place))
    }

    /// Which seat a place is; `None` where it was given up.
    #[must_use]
    pub fn seat(&self, place: Place) -> Option<u8> {
        if place == HOSTS {
            return Some(HOST);
        }
        let is = |guest: &Option<Guest>| guest.as_ref().is_some_and(|guest| guest.place == place);
        self.guests.iter().position(is).map(|at| at as u8 + 1)
    }

    /// Which seat this person has.
    #[must_use]
    pub fn seat_of(&self, who: &str) -> Option<u8> {
        let has = |guest: &Option<Guest>| guest.as_ref().is_some_and(|guest| guest.who == who);
        self.guests.iter().position(has).map(|at| at as u8 + 1)
    }

    /// Whose place a seat is now.
    #[must_use]
    pub fn place(&self, seat: u8) -> Option<Place> {
        let Some(guest) = seat.checked_sub(1) else {
            return Some(HOSTS);
        };
        Some(self.guests.get(usize::from(guest))?.as_ref()?.place)
    }

    /// A guest is connected.
    pub fn came(&mut self, seat: u8) {
        if let Some(guest) = self.guest(seat) {
            guest.away = None;
        }
    }

    /// A guest's connection is gone.
    pub fn went(&mut self, seat: u8, now: Timestamp) {
        if let Some(guest) = self.guest(seat) {
            guest.away = Some(now);
        }
    }

    /// The guest is gone for good: who it was, and which place admits nobody any more.
    pub fn free(&mut self, seat: u8) -> Option<(String, Place)> {
        let at = usize::from(seat.checked_sub(1)?);
        let guest = self.guests.get_mut(at)?.take()?;
        Some((guest.who, guest.place))
    }

    /// When [`Seats::overdue`] must be called at the latest.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        let away = self.guests.iter().flatten().filter_map(|guest| guest.away);
        away.map(|away| away + self.grace).min()
    }

    /// A seat whose guest has been away for too long.
    #[must_use]
    pub fn overdue(&self, now: Timestamp) -> Option<u8> {
        let late = |guest: &Option<Guest>| {
            let away = guest.as_ref().and_then(|guest| guest.away);
            away.is_some_and(|away| now >= away + self.grace)
        };
        self.guests.iter().position(late).map(|at| at as u8 + 1)
    }

    fn guest(&mut self, seat: u8) -> Option<&mut Guest> {
        self.guests
            .get_mut(usize::from(seat.checked_sub(1)?))?
            .as_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Timestamp {
        Timestamp::from_nanos(seconds * 1_000_000_000)
    }

    fn seats() -> Seats {
        Seats::new(Duration::from_secs(15))
    }

    #[test]
    fn a_person_keeps_one_seat_however_often_they_are_admitted_and_there_are_three() {
        let mut seats = seats();
        let ann = seats.admit("ann", at(0)).unwrap();
        let bob = seats.admit("bob", at(0)).unwrap();
        assert_eq!((ann.0, bob.0), (1, 2));
        assert_eq!(seats.admit("ann", at(1)), Some(ann));
        let cem = seats.admit("cem", at(1)).unwrap();
        assert_eq!(seats.admit("dan", at(1)), None);
        assert_eq!(seats.admit("cem", at(2)), Some(cem));
        assert_eq!(seats.seat(bob.1), Some(2));
        assert_eq!(
            (seats.seat_of("bob"), seats.seat_of("dan")),
            (Some(2), None)
        );
        assert_eq!((seats.place(2), seats.place(0)), (Some(bob.1), Some(HOSTS)));
        assert_eq!((seats.seat(HOSTS), seats.place(9)), (Some(0), None));
    }

    #[test]
    fn a_guest_who_never_comes_or_stays_away_loses_the_seat_and_one_who_comes_back_does_not() {
        let mut seats = seats();
        seats.admit("ann", at(0));
        seats.admit("bob", at(5));
        seats.came(1);
        assert_eq!(seats.due(), Some(at(20)));
        seats.went(1, at(10));
        seats.came(1);
        assert_eq!(seats.overdue(at(19)), None);
        assert_eq!(seats.overdue(at(20)), Some(2));
        assert_eq!(seats.free(2).unwrap().0, "bob");
        assert_eq!((seats.due(), seats.overdue(at(500))), (None, None));
        seats.went(1, at(500));
        // Asking again is a sign of life.
        seats.admit("ann", at(510));
        assert_eq!(seats.overdue(at(520)), None);
        assert_eq!(seats.overdue(at(525)), Some(1));
    }

    #[test]
    fn a_fresh_token_for_somebody_who_is_connected_starts_no_clock() {
        let mut seats = seats();
        let ann = seats.admit("ann", at(0)).unwrap();
        seats.came(ann.0);
        assert_eq!(seats.admit("ann", at(100)), Some(ann));
        assert_eq!((seats.due(), seats.overdue(at(500))), (None, None));
        // Theirs again, but late: the token was used while the seat was freed.
        seats.free(ann.0);
        assert_eq!(seats.seat(ann.1), None);
    }

    #[test]
    fn a_seat_that_was_freed_is_another_place_for_the_next_one() {
        let mut seats = seats();
        let (seat, anns) = seats.admit("ann", at(0)).unwrap();
        assert_eq!(seats.free(seat), Some(("ann".to_owned(), anns)));
        assert_eq!((seats.seat(anns), seats.free(seat)), (None, None));
        let (again, bobs) = seats.admit("bob", at(1)).unwrap();
        assert_eq!(again, seat);
        assert_ne!(bobs, anns);
        assert_eq!((seats.seat(anns), seats.seat(bobs)), (None, Some(seat)));
    }

    #[test]
    fn the_host_is_no_guest() {
        let mut seats = seats();
        seats.came(0);
        seats.went(0, at(0));
        assert_eq!((seats.due(), seats.free(0)), (None, None));
    }
}
