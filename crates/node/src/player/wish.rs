//! What a player's message asks of the session. Pure: the picture's rate and cadence, and the session's end, are the host's.

use stratus_protocol::session::HOST;
use stratus_protocol::session::control::{PlayerMessage, Report};

/// The fewest and the most kbit/s that a host may ask for.
const KBPS: [u32; 2] = [500, 100_000];

/// What a player wants.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// A picture with which their decoding can start.
    Idr,
    /// To leave for good: the host ends the session, a guest frees the seat.
    Leave,
    /// The stream at this many bit/s.
    Bitrate(u32),
    /// The cadence that suits what their display did.
    Cadence(Report),
    /// Nothing that they may have, or that is not done already.
    Nothing,
}

impl Wish {
    /// What the message of the player in `seat` comes to.
    pub fn of(seat: u8, message: PlayerMessage) -> Self {
        match message {
            PlayerMessage::RequestIdr { .. } => Self::Idr,
            PlayerMessage::Bye => Self::Leave,
            PlayerMessage::SetBitrate { kbps } if seat == HOST => {
                let [fewest, most] = KBPS;
                Self::Bitrate(kbps.clamp(fewest, most) * 1000)
            }
            PlayerMessage::Report(report) if seat == HOST => Self::Cadence(report),
            PlayerMessage::SetBitrate { .. } | PlayerMessage::Report(_) => Self::Nothing,
            // Edges were taken as they came; the transport answers the others itself.
            PlayerMessage::Edges(_) | PlayerMessage::Hello(_) | PlayerMessage::Ping { .. } => {
                Self::Nothing
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bitrate_and_cadence_are_the_hosts() {
        let report = Report::default();
        let all = [
            PlayerMessage::SetBitrate { kbps: 8000 },
            PlayerMessage::Report(report),
        ];
        let hosts = all.clone().map(|message| Wish::of(HOST, message));
        assert_eq!(hosts, [Wish::Bitrate(8_000_000), Wish::Cadence(report)]);
        for seat in 1..4 {
            let guests = all.clone().map(|message| Wish::of(seat, message));
            assert_eq!(guests, [Wish::Nothing, Wish::Nothing]);
        }
    }

    #[test]
    fn everybody_may_leave_and_a_bitrate_stays_within_reason() {
        for seat in 0..4 {
            assert_eq!(Wish::of(seat, PlayerMessage::Bye), Wish::Leave);
        }
        let asked = [0, u32::MAX].map(|kbps| Wish::of(HOST, PlayerMessage::SetBitrate { kbps }));
        assert_eq!(asked, [500_000, 100_000_000].map(Wish::Bitrate));
    }
}
