//! Random losses against a decoder of its own: it knows nothing of the encoder but the slice headers that arrive.

mod decoder;

use std::collections::{BTreeSet, HashMap, VecDeque};

use proptest::prelude::*;

use self::decoder::{Content, Decoder, Header, made_of};
use super::*;
use crate::h264::ListModification;

/// A player: decodes in order, and after a gap nothing but what it may (as the page's `FrameOrder`).
struct Player {
    decoder: Decoder,
    next: u32,
    broken: bool,
}

impl Player {
    /// A frame arrived. Answers with the frames that are now known to be missing.
    fn take(&mut self, header: &Header, wanted: u64) -> Vec<u32> {
        let count = header.id.wrapping_sub(self.next);
        let missing: Vec<u32> = (0..count).map(|i| self.next.wrapping_add(i)).collect();
        self.next = header.id.wrapping_add(1);
        self.broken |= !missing.is_empty();
        if header.idr.is_some() || header.repair {
            self.broken = false;
        }
        if !self.broken {
            let (content, list) = self.decoder.decode(header);
            assert!(
                list.iter().all(Option::is_some),
                "refers to a frame that never came"
            );
            assert_eq!(
                content, wanted,
                "frame {} is not as it was encoded",
                header.id
            );
        }
        missing
    }
}

#[derive(Debug, Clone)]
struct Case {
    window: Window,
    first: u32,
    /// Frames until a frame arrives, and until its report is back.
    there: usize,
    back: usize,
    /// For each frame: is it lost, is it to be kept, is it to be an IDR.
    frames: Vec<(bool, bool, bool)>,
    /// Each report is told so often.
    again: usize,
}

fn case(long: u8) -> impl Strategy<Value = Case> {
    let window =
        (1u8..=16, 1u8..=3, 4u8..=9).prop_filter_map("no window", move |(f, active, bits)| {
            Window::frames(f)
                .and_then(|w| w.with_frame_num_bits(bits))
                .and_then(|w| w.with_active(active))
                .and_then(|w| w.with_long_term(long))
                .ok()
        });
    let frame = (
        prop::bool::weighted(0.15),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.01),
    );
    (
        window,
        prop_oneof![Just(0u32), Just(u32::MAX - 20), any::<u32>()],
        0usize..4,
        0usize..6,
        prop::collection::vec(frame, 1..200),
        1usize..3,
    )
        .prop_map(|(window, first, there, back, frames, again)| Case {
            window,
            first,
            there,
            back,
            frames,
            again,
        })
}

/// The encoder's side, and what it could know.
struct Sender {
    references: References,
    /// What is at each place for pictures.
    slots: HashMap<u8, (u32, u64)>,
    /// Since the last IDR.
    sent: Vec<Header>,
    told: BTreeSet<u32>,
    window: Window,
}

impl Sender {
    /// The frames that the next one could refer to: at the decoder, if nothing is lost but what was told, and here.
    fn candidates(&self) -> Vec<u32> {
        let mut decoder = Decoder::new(self.window);
        let mut broken = self.sent.is_empty();
        let mut missing = 0;
        for header in &self.sent {
            if self.told.contains(&header.id) {
                broken = true;
            } else if header.idr.is_some() || header.repair {
                // A repair that was planned before a loss was told may need it.
                let mut tried = decoder.clone();
                tried.fill_gap(header.frame_num.into());
                let list = if header.idr.is_some() {
                    Vec::new()
                } else {
                    tried.list(header)
                };
                broken = !list.iter().all(Option::is_some);
            }
            missing += 1;
            if !broken {
                decoder.decode(header);
                missing = 0;
            }
        }
        if missing > i64::from(self.window.most_missing()) {
            return Vec::new();
        }
        if let Some(last) = self.sent.last() {
            let next = (last.frame_num + 1) & self.window.frame_num_mask();
            decoder.fill_gap(next.into());
        }
        let there = decoder.short.iter().chain(&decoder.long);
        let here: BTreeSet<u32> = self.slots.values().map(|(id, _)| *id).collect();
        let ids = there.filter_map(|(_, content)| content.map(|(id, _)| id));
        ids.filter(|id| here.contains(id)).collect()
    }

    fn code(&mut self, ask: Ask) -> (Header, u64) {
        let plan = self.references.plan(ask);
        if plan.is_idr() && !ask.idr {
            assert_eq!(
                self.candidates(),
                [] as [u32; 0],
                "an IDR at {} was not needed",
                plan.id
            );
        }
        let held = |slot: u8| self.references.held().any(|h| h.slot == Some(slot));
        assert!(!held(plan.slot) && usize::from(plan.slot) < self.window.slots());
        let picture = |held: &Held| {
            let (id, content) = self.slots[&held.slot.expect("a picture")];
            assert_eq!(id, held.id, "another picture is in its place");
            Some((id, content))
        };
        let list: Vec<Content> = plan.references.iter().map(picture).collect();
        let content = made_of(plan.id, &list);
        let newest = plan.references.iter().map(|held| held.id).next();
        assert_eq!(
            plan.drop_from(),
            newest
                .map(|id| id.wrapping_add(1))
                .filter(|id| *id != plan.id)
        );
        self.references.coded(&plan);
        let still: BTreeSet<u8> = self.references.held().filter_map(|h| h.slot).collect();
        self.slots.retain(|slot, _| still.contains(slot));
        self.slots.insert(plan.slot, (plan.id, content));
        let header = Header::of(&plan);
        if plan.is_idr() {
            self.sent.clear();
        }
        self.sent.push(header.clone());
        (header, content)
    }
}

fn play(case: &Case) {
    let mut sender = Sender {
        references: References::new(case.window, case.first),
        slots: HashMap::new(),
        sent: Vec::new(),
        told: BTreeSet::new(),
        window: case.window,
    };
    let mut player = Player {
        decoder: Decoder::new(case.window),
        next: case.first,
        broken: true,
    };
    let mut on_the_way = VecDeque::new();
    let mut reports: VecDeque<Vec<u32>> = VecDeque::new();
    let all = case.frames.iter().copied().map(Some);
    for frame in all.chain(std::iter::repeat_n(None, 2 * case.there + case.back + 3)) {
        let (lost, keep, idr) = frame.unwrap_or((false, false, false));
        let (header, content) = sender.code(Ask { idr, keep });
        on_the_way.push_back((!lost).then_some((header, content)));
        let mut report = Vec::new();
        if on_the_way.len() > case.there
            && let Some((header, content)) = on_the_way.pop_front().flatten()
        {
            report = player.take(&header, content);
        }
        reports.push_back(report);
        if reports.len() > case.back
            && let Some(report) = reports.pop_front()
        {
            for _ in 0..case.again {
                sender.references.lost(&report);
            }
            sender.told.extend(&report);
        }
    }
    assert!(!player.broken, "the picture never came back");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn after_a_loss_every_frame_refers_only_to_what_the_player_has(case in case(0)) {
        play(&case);
    }

    #[test]
    fn the_same_with_long_term_frames(case in (1u8..4).prop_flat_map(case)) {
        play(&case);
    }
}

fn coded(references: &mut References, ask: Ask) -> Plan {
    let plan = references.plan(ask);
    references.coded(&plan);
    plan
}

#[test]
fn a_loss_within_the_window_costs_no_idr_and_one_beyond_it_does() {
    let mut references = References::new(Window::frames(4).unwrap(), 0);
    let plans: Vec<Plan> = (0..10)
        .map(|_| coded(&mut references, Ask::default()))
        .collect();
    assert!(plans[0].is_idr() && plans[1..].iter().all(|plan| !plan.is_idr() && !plan.repair));
    assert!(
        plans
            .iter()
            .all(|plan| plan.modifications.is_empty() && plan.drop_from().is_none())
    );

    // 7, 8 and 9 are gone; 6 is there.
    assert!(references.lost(&[8, 7]));
    let repair = coded(&mut references, Ask::default());
    assert!(repair.repair && !repair.is_idr());
    assert_eq!(repair.references[0].id, 6);
    assert_eq!(repair.modifications[..], [ListModification::Back(4)]);
    assert_eq!(repair.drop_from(), Some(7));

    // Told again, and later than that, is no news; nor are frames that never were.
    assert!(!references.lost(&[7, 8, 9, 11, 4_000_000_000]));
    assert!(!coded(&mut references, Ask::default()).repair);

    // All that the window has is gone.
    assert!(references.lost(&[6]));
    assert!(references.plan(Ask::default()).is_idr());
}

#[test]
fn a_long_term_frame_is_there_when_all_others_are_lost() {
    let window = Window::frames(4).unwrap().with_long_term(1).unwrap();
    let mut references = References::new(window, 0);
    coded(&mut references, Ask::default());
    coded(
        &mut references,
        Ask {
            keep: true,
            ..Ask::default()
        },
    );
    for _ in 0..20 {
        coded(&mut references, Ask::default());
    }
    assert!(references.lost(&[2]));
    let repair = references.plan(Ask::default());
    assert_eq!(repair.references[0].id, 1);
    assert_eq!(repair.modifications[..], [ListModification::LongTerm(0)]);
}

#[test]
fn a_frame_that_failed_to_be_coded_was_never_there() {
    let mut references = References::new(Window::frames(2).unwrap(), 0);
    coded(&mut references, Ask::default());
    let failed = references.plan(Ask::default());
    let again = references.plan(Ask::default());
    assert_eq!(failed, again);
}

#[test]
fn a_loss_that_is_told_after_seconds_costs_an_idr() {
    let window = Window::frames(4).unwrap().with_long_term(1).unwrap();
    let mut references = References::new(window, 0);
    for _ in 0..1000 {
        coded(&mut references, Ask::default());
    }
    assert!(references.lost(&[3]));
    assert!(coded(&mut references, Ask::default()).is_idr());
    // Frames before the IDR matter no more.
    assert!(!references.lost(&[3, 999]));
}

#[test]
fn another_stream_begins_where_the_one_before_ended() {
    let mut references = References::new(Window::frames(4).unwrap(), 7);
    coded(&mut references, Ask::default());
    references.restart(u32::MAX);
    let plan = coded(&mut references, Ask::default());
    assert!(plan.is_idr());
    assert_eq!((plan.id, references.next_id()), (u32::MAX, 0));
    assert!(references.lost(&[u32::MAX]));
    assert!(references.plan(Ask::default()).is_idr());
}

#[test]
fn windows_that_no_decoder_has_are_refused() {
    assert!(Window::frames(0).is_err() && Window::frames(17).is_err());
    let window = Window::frames(4).unwrap();
    assert!(window.with_long_term(4).is_err() && window.with_active(5).is_err());
    assert!(window.with_active(0).is_err() && window.with_frame_num_bits(3).is_err());
    let all = Window::frames(16).unwrap();
    let error = all.with_frame_num_bits(4).unwrap_err().to_string();
    assert!(
        error.contains("16 frames") && error.contains("4 bits"),
        "{error}"
    );
}
