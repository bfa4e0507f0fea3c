//! The life of a session as a pure state machine: no clock, no I/O.
//!
//! Whatever happens ends in exactly one [`End`]; after it nothing happens any more.

use std::time::Duration;

use stratus_media::Timestamp;
use stratus_protocol::session::control::EndReason;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// The game committed its first picture.
    FirstPicture,
    /// A player's connection was accepted.
    PlayerCame,
    /// The player's connection is gone without a word.
    PlayerLost,
    /// The player said goodbye.
    PlayerLeft,
    /// The game's process ended: its status in words, and whether that was orderly.
    GameEnded {
        /// Exit status 0.
        orderly: bool,
        /// Such as "exit status 3".
        detail: String,
    },
    /// The game could not be started.
    StartFailed(String),
    /// The coordinator or an operator wants it to end.
    Stop(EndReason),
    /// A stage broke for good.
    Broken(String),
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// Why.
    pub reason: EndReason,
    /// The same in a sentence, for the player.
    pub message: String,
}

/// The times that a session keeps.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the game's first picture.
    pub window: Duration,
    /// For a player who is not (yet, or any more) connected.
    pub grace: Duration,
}

/// Where a session stands.
#[derive(Debug)]
pub struct Life {
    patience: Patience,
    window_by: Option<Timestamp>,
    player_by: Option<Timestamp>,
    ended: bool,
}

impl Life {
    /// A session that begins `now`: no picture, no player.
    #[must_use]
    pub fn begin(now: Timestamp, patience: Patience) -> Self {
        Self {
            patience,
            window_by: Some(now + patience.window),
            player_by: Some(now + patience.grace),
            ended: false,
        }
    }

    /// When [`Life::tick`] must be called at the latest.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        match (self.window_by, self.player_by) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Something happened; says how the session ends, if it does.
    pub fn happens(&mut self, now: Timestamp, what: Happening) -> Option<End> {
        if self.ended {
            return None;
        }
        let end = match what {
            Happening::FirstPicture => {
                self.window_by = None;
                None
            }
            Happening::PlayerCame => {
                self.player_by = None;
                None
            }
            Happening::PlayerLost => {
                self.player_by = Some(now + self.patience.grace);
                None
            }
            Happening::PlayerLeft => Some(end(EndReason::PlayerLeft, "You left the game.")),
            Happening::GameEnded { orderly: true, .. } => {
                Some(end(EndReason::GameExited, "The game has ended."))
            }
            Happening::GameEnded { detail, .. } => Some(end(
                EndReason::GameCrashed,
                format!("The game stopped working ({detail})."),
            )),
            Happening::StartFailed(detail) => Some(end(
                EndReason::StartFailed,
                format!("The game could not be started: {detail}"),
            )),
            Happening::Stop(reason) => Some(end(
                reason,
                match reason {
                    EndReason::NodeShutdown => "The machine that runs your game is shutting down.",
                    EndReason::PlayerLeft => "You left the game.",
                    _ => "The session was stopped.",
                },
            )),
            Happening::Broken(detail) => Some(end(
                EndReason::Internal,
                format!("Streaming broke: {detail}"),
            )),
        };
        self.ended = end.is_some();
        end
    }

    /// Time has passed; says how the session ends, if it does.
    pub fn tick(&mut self, now: Timestamp) -> Option<End> {
        if self.ended {
            return None;
        }
        let over = |by: Option<Timestamp>| by.is_some_and(|by| now >= by);
        let end = if over(self.window_by) {
            Some(end(
                EndReason::NoWindow,
                format!(
                    "The game opened no window within {} seconds.",
                    self.patience.window.as_secs()
                ),
            ))
        } else if over(self.player_by) {
            Some(end(
                EndReason::GraceExpired,
                format!(
                    "The session ended because nobody was connected for {} seconds.",
                    self.patience.grace.as_secs()
                ),
            ))
        } else {
            None
        };
        self.ended = end.is_some();
        end
    }
}

fn end(reason: EndReason, message: impl Into<String>) -> End {
    End {
        reason,
        message: message.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Timestamp {
        Timestamp::from_nanos(seconds * 1_000_000_000)
    }

    fn begun() -> Life {
        let patience = Patience {
            window: Duration::from_secs(20),
            grace: Duration::from_secs(15),
        };
        Life::begin(at(0), patience)
    }

    fn reason(end: Option<End>) -> Option<EndReason> {
        end.map(|end| end.reason)
    }

    #[test]
    fn a_player_who_comes_back_in_time_plays_on() {
        let mut life = begun();
        life.happens(at(1), Happening::PlayerCame);
        life.happens(at(1), Happening::FirstPicture);
        assert_eq!(life.due(), None);
        life.happens(at(100), Happening::PlayerLost);
        assert_eq!(life.due(), Some(at(115)));
        assert_eq!(life.tick(at(114)), None);
        life.happens(at(114), Happening::PlayerCame);
        assert_eq!(life.tick(at(500)), None);
    }

    #[test]
    fn a_player_who_stays_away_ends_it_once() {
        let mut life = begun();
        life.happens(at(1), Happening::FirstPicture);
        assert_eq!(reason(life.tick(at(15))), Some(EndReason::GraceExpired));
        assert_eq!(life.tick(at(16)), None);
        assert_eq!(life.happens(at(16), Happening::PlayerLeft), None);
    }

    #[test]
    fn a_game_without_a_window_is_given_up_with_a_word() {
        let mut life = begun();
        life.happens(at(0), Happening::PlayerCame);
        assert_eq!(life.tick(at(19)), None);
        let end = life.tick(at(20)).unwrap();
        assert_eq!(end.reason, EndReason::NoWindow);
        assert!(end.message.contains("20 seconds"), "{}", end.message);
    }

    #[test]
    fn exit_and_crash_are_told_apart() {
        let ended = |orderly| Happening::GameEnded {
            orderly,
            detail: "signal 11".into(),
        };
        assert_eq!(
            reason(begun().happens(at(1), ended(true))),
            Some(EndReason::GameExited)
        );
        let end = begun().happens(at(1), ended(false)).unwrap();
        assert_eq!(end.reason, EndReason::GameCrashed);
        assert!(end.message.contains("signal 11"));
    }
}
