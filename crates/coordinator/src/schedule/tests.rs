//! The schedule under virtual time: what players and operators count on, then the same under random events.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use stratus_protocol::id::{GameId, NodeId, SessionId};
use stratus_protocol::session::control::EndReason;

use super::*;

fn node(name: &str) -> NodeId {
    name.parse().unwrap()
}

fn game(name: &str) -> GameId {
    name.parse().unwrap()
}

fn session(n: u8) -> SessionId {
    SessionId::from_bits([n; 16])
}

/// The schedule, a clock, and a world that remembers what it was told.
#[derive(Default)]
struct World {
    schedule: Schedule,
    now: Millis,
    phases: BTreeMap<SessionId, Phase>,
    starts: Vec<(NodeId, SessionId)>,
    stops: Vec<(NodeId, SessionId)>,
    dropped: Vec<NodeId>,
}

impl World {
    fn settle(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Start { node, session } => self.starts.push((node, session)),
                Effect::Stop { node, session, .. } => self.stops.push((node, session)),
                Effect::Drop { node } => self.dropped.push(node),
                Effect::Changed { session, phase } => {
                    assert!(
                        !matches!(self.phases.get(&session), Some(Phase::Ended { .. })),
                        "{session} came back from its end"
                    );
                    self.phases.insert(session, phase);
                }
            }
        }
    }

    fn connect(&mut self, name: &str, capacity: u32, games: &[&str], running: &[SessionId]) {
        let mut out = Vec::new();
        let games = games.iter().map(|name| game(name)).collect();
        self.schedule
            .node_connected(self.now, &node(name), capacity, games, running, &mut out);
        self.settle(out);
    }

    fn beat(&mut self, name: &str, games: &[&str], running: &[SessionId]) {
        let mut out = Vec::new();
        let games = games.iter().map(|name| game(name)).collect();
        self.schedule
            .heartbeat(self.now, &node(name), 0, games, running, &mut out);
        self.settle(out);
    }

    fn disconnect(&mut self, name: &str) {
        let mut out = Vec::new();
        self.schedule
            .node_disconnected(self.now, &node(name), &mut out);
        self.settle(out);
    }

    /// Player `n` asks for a game, in session `n`.
    fn play(&mut self, n: u8, name: &str) -> Result<(), AlreadyPlaying> {
        let mut out = Vec::new();
        let asked = self.schedule.start(
            self.now,
            &session(n),
            &format!("player-{n}"),
            &game(name),
            &mut out,
        );
        self.settle(out);
        asked
    }

    fn ready(&mut self, name: &str, n: u8) -> bool {
        let mut out = Vec::new();
        let own = self
            .schedule
            .ready(&node(name), &session(n), self.now, &mut out);
        self.settle(out);
        own
    }

    fn ended(&mut self, name: &str, n: u8) {
        let mut out = Vec::new();
        self.schedule.ended(
            self.now,
            &node(name),
            &session(n),
            EndReason::GameExited,
            "over",
            &mut out,
        );
        self.settle(out);
    }

    fn stop(&mut self, n: u8) {
        let mut out = Vec::new();
        self.schedule.stop(
            self.now,
            &session(n),
            EndReason::PlayerLeft,
            "left",
            &mut out,
        );
        self.settle(out);
    }

    fn wait(&mut self, millis: Millis) {
        self.now += millis;
        let mut out = Vec::new();
        self.schedule.tick(self.now, &mut out);
        self.settle(out);
    }

    fn position(&self, n: u8) -> u32 {
        match self.phases[&session(n)] {
            Phase::Queued { position } => position,
            ref other => panic!("session {n} does not wait: {other:?}"),
        }
    }

    fn is_starting(&self, n: u8, on: &str) -> bool {
        self.phases[&session(n)] == Phase::Starting { node: node(on) }
    }

    fn end_of(&self, n: u8) -> EndReason {
        match self.phases[&session(n)] {
            Phase::Ended { reason, .. } => reason,
            ref other => panic!("session {n} is not over: {other:?}"),
        }
    }
}

#[test]
fn the_least_full_node_that_has_the_game_gets_it() {
    let mut world = World::default();
    world.connect("a", 2, &["doom"], &[]);
    world.connect("b", 2, &["doom", "chess"], &[]);
    world.play(1, "doom").unwrap();
    world.play(2, "doom").unwrap();
    assert_ne!(
        world.starts[0].0, world.starts[1].0,
        "both went to one node"
    );
    world.play(3, "chess").unwrap();
    assert!(world.is_starting(3, "b"));
}

#[test]
fn players_wait_in_the_order_in_which_they_came() {
    let mut world = World::default();
    world.connect("a", 1, &["doom"], &[]);
    for n in 1..=4 {
        world.play(n, "doom").unwrap();
    }
    assert_eq!(
        [world.position(2), world.position(3), world.position(4)],
        [1, 2, 3]
    );
    world.stop(3);
    assert_eq!(world.position(4), 2);
    world.ended("a", 1);
    assert!(world.is_starting(2, "a"));
    assert_eq!(world.position(4), 1);
}

#[test]
fn a_player_whose_game_no_free_node_has_delays_nobody() {
    let mut world = World::default();
    world.connect("a", 1, &["doom"], &[]);
    world.connect("b", 1, &["chess"], &[]);
    world.play(1, "doom").unwrap();
    world.play(2, "doom").unwrap();
    world.play(3, "nowhere").unwrap();
    world.play(4, "chess").unwrap();
    assert!(world.is_starting(4, "b"));
    assert_eq!((world.position(2), world.position(3)), (1, 1));
}

#[test]
fn players_of_different_games_on_the_same_nodes_are_in_one_line() {
    let mut world = World::default();
    world.connect("a", 1, &["doom", "chess"], &[]);
    world.play(1, "doom").unwrap();
    world.play(2, "doom").unwrap();
    world.play(3, "chess").unwrap();
    assert_eq!((world.position(2), world.position(3)), (1, 2));
}

#[test]
fn a_place_is_free_only_when_the_node_has_cleaned_up() {
    let mut world = World::default();
    world.connect("a", 1, &["doom"], &[]);
    world.play(1, "doom").unwrap();
    world.play(2, "doom").unwrap();
    world.stop(1);
    assert_eq!(world.end_of(1), EndReason::PlayerLeft);
    assert_eq!(world.position(2), 1);
    assert!(world.schedule.place_frees_soon(&session(2)));
    world.ended("a", 1);
    assert!(world.is_starting(2, "a"));
}

#[test]
fn a_second_game_is_refused_and_the_first_is_named() {
    let mut world = World::default();
    world.connect("a", 2, &["doom"], &[]);
    world.play(1, "doom").unwrap();
    let mut out = Vec::new();
    let again = world
        .schedule
        .start(0, &session(9), "player-1", &game("doom"), &mut out);
    assert_eq!(again, Err(AlreadyPlaying(session(1))));
    assert!(out.is_empty());
}

#[test]
fn a_node_that_does_not_answer_a_start_is_told_to_stop_it() {
    let mut world = World::default();
    world.connect("a", 1, &["doom"], &[]);
    world.play(1, "doom").unwrap();
    for _ in 0..6 {
        world.beat("a", &["doom"], &[]);
        world.wait(START_DEADLINE / 6);
    }
    assert_eq!(world.end_of(1), EndReason::StartFailed);
    assert_eq!(world.stops, [(node("a"), session(1))]);
    world.beat("a", &["doom"], &[session(1)]);
    world.wait(STOP_REPEAT);
    assert_eq!(world.stops.len(), 2, "an unanswered stop is repeated");
    assert!(!world.ready("a", 1), "a late ready is too late");
}

#[test]
fn a_silent_node_is_lost_and_its_players_are_told() {
    let mut world = World::default();
    world.connect("a", 1, &["doom"], &[]);
    world.play(1, "doom").unwrap();
    world.ready("a", 1);
    world.wait(SILENCE - 1);
    assert!(world.dropped.is_empty());
    world.wait(1);
    assert_eq!(world.dropped, [node("a")]);
    assert_eq!(world.end_of(1), EndReason::NodeLost);
}

#[test]
fn a_short_break_of_the_link_ends_no_game() {
    let mut world = World::default();
    world.connect("a", 1, &["doom"], &[]);
    world.play(1, "doom").unwrap();
    world.ready("a", 1);
    world.disconnect("a");
    world.wait(RECONNECT_GRACE - 1);
    world.connect("a", 1, &["doom"], &[session(1)]);
    assert_eq!(
        world.phases[&session(1)],
        Phase::Running { node: node("a") }
    );
    world.disconnect("a");
    world.wait(RECONNECT_GRACE);
    assert_eq!(world.end_of(1), EndReason::NodeLost);
}

#[test]
fn a_hello_is_compared_with_what_should_run() {
    let mut world = World::default();
    world.connect("a", 3, &["doom"], &[]);
    world.play(1, "doom").unwrap();
    world.play(2, "doom").unwrap();
    world.play(3, "doom").unwrap();
    world.ready("a", 1);
    world.ready("a", 2);
    world.disconnect("a");
    world.starts.clear();
    // 1 runs still, 2 does not, the start of 3 may be lost, 8 should not be there.
    world.connect("a", 3, &["doom"], &[session(1), session(8)]);
    assert_eq!(
        world.phases[&session(1)],
        Phase::Running { node: node("a") }
    );
    assert_eq!(world.end_of(2), EndReason::NodeLost);
    assert_eq!(world.starts, [(node("a"), session(3))]);
    assert_eq!(world.stops, [(node("a"), session(8))]);
}

#[test]
fn a_session_that_two_heartbeats_do_not_name_is_over() {
    let mut world = World::default();
    world.connect("a", 1, &["doom"], &[]);
    world.play(1, "doom").unwrap();
    world.ready("a", 1);
    world.beat("a", &["doom"], &[]);
    world.beat("a", &["doom"], &[session(1)]);
    world.beat("a", &["doom"], &[]);
    assert_eq!(
        world.phases[&session(1)],
        Phase::Running { node: node("a") }
    );
    world.beat("a", &["doom"], &[]);
    assert_eq!(world.end_of(1), EndReason::NodeLost);
}

#[test]
fn a_waiting_page_that_was_closed_leaves_the_line() {
    let mut world = World::default();
    world.play(1, "doom").unwrap();
    world.play(2, "doom").unwrap();
    world.wait(QUEUE_PATIENCE - 1);
    world.schedule.asked(world.now, &session(2));
    world.wait(1);
    assert_eq!(world.end_of(1), EndReason::GraceExpired);
    assert_eq!(world.position(2), 1);
}

#[test]
fn after_a_restart_sessions_wait_for_their_node() {
    let mut world = World::default();
    for n in [1, 2] {
        let phase = Phase::Running { node: node("a") };
        world
            .schedule
            .restore(0, &session(n), &format!("player-{n}"), &game("doom"), phase);
    }
    world.wait(RESTART_GRACE - 1);
    assert!(world.phases.is_empty());
    world.connect("a", 2, &["doom"], &[session(1)]);
    assert_eq!(world.end_of(2), EndReason::NodeLost);
    assert!(
        world
            .schedule
            .start(0, &session(3), "player-1", &game("doom"), &mut Vec::new())
            .is_err()
    );
}

/// What may happen.
#[derive(Debug, Clone)]
enum Happening {
    Connect(u8, Vec<u8>),
    Disconnect(u8),
    Beat(u8, Vec<u8>),
    Play(u8, u8),
    Ready(u8, u8),
    Ended(u8, u8),
    Stop(u8),
    Wait(u16),
}

fn happening() -> impl Strategy<Value = Happening> {
    let few = || prop::collection::vec(0u8..24, 0..4);
    prop_oneof![
        2 => (0u8..3, few()).prop_map(|(n, s)| Happening::Connect(n, s)),
        1 => (0u8..3).prop_map(Happening::Disconnect),
        2 => (0u8..3, few()).prop_map(|(n, s)| Happening::Beat(n, s)),
        6 => (0u8..24, 0u8..4).prop_map(|(s, g)| Happening::Play(s, g)),
        4 => (0u8..3, 0u8..24).prop_map(|(n, s)| Happening::Ready(n, s)),
        4 => (0u8..3, 0u8..24).prop_map(|(n, s)| Happening::Ended(n, s)),
        2 => (0u8..24).prop_map(Happening::Stop),
        2 => (0u16..20_000).prop_map(Happening::Wait),
    ]
}

const NODES: [&str; 3] = ["a", "b", "c"];
const CAPACITY: [u32; 3] = [1, 2, 3];
const GAMES: [&[&str]; 3] = [&["g0", "g1"], &["g1"], &["g2"]];
const GAME: [&str; 4] = ["g0", "g1", "g2", "g3"];

fn check(world: &World) -> Result<(), TestCaseError> {
    let schedule = &world.schedule;
    let mut ours = BTreeSet::new();
    for (name, slot) in &schedule.nodes {
        let mut held = 0;
        for (id, hold) in &slot.holds {
            if !matches!(hold, Hold::Stopping { .. }) {
                prop_assert!(ours.insert(id.clone()), "{} is on two nodes", id);
                held += 1;
            }
        }
        prop_assert!(
            held <= slot.capacity,
            "{} holds {} of {}",
            name,
            held,
            slot.capacity
        );
    }
    for (id, live) in &schedule.live {
        let queued = schedule.queue.contains(id);
        prop_assert_eq!(queued, matches!(live.phase, Phase::Queued { .. }));
        prop_assert_eq!(ours.contains(id), !queued, "{} stands nowhere or twice", id);
        prop_assert_eq!(
            world.phases.get(id),
            Some(&live.phase),
            "the player of {} was not told",
            id
        );
    }
    // Everyone in line is told 1, 2, … without gaps, and nobody waits while there is room.
    let mut lines: BTreeMap<bool, Vec<u32>> = BTreeMap::new();
    for id in &schedule.queue {
        let live = &schedule.live[id];
        prop_assert!(
            schedule.freest(&live.game).is_none(),
            "{} waits although a node is free",
            id
        );
        let Phase::Queued { position } = live.phase else {
            unreachable!()
        };
        // The game g3 is nowhere; g2 is only on c; what is left shares nodes when both are there.
        if live.game.as_str() == "g2" || live.game.as_str() == "g3" {
            lines
                .entry(live.game.as_str() == "g3")
                .or_default()
                .push(position);
        }
    }
    for positions in lines.values() {
        let expected: Vec<u32> = (1..).take(positions.len()).collect();
        prop_assert_eq!(positions, &expected);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_happens_a_place_is_given_once(happenings in prop::collection::vec(happening(), 1..80)) {
        let mut world = World::default();
        let mut used = BTreeSet::new();
        for happening in happenings {
            let before = world.starts.len();
            // Nodes name sessions that there are or were, or ones that nobody ever asked for.
            let asked = used.clone();
            let known = |n: u8| if asked.contains(&n) { n } else { n + 100 };
            let sessions = |list: &[u8]| list.iter().map(|n| session(known(*n))).collect::<Vec<_>>();
            let mut reconnected = None;
            match happening.clone() {
                Happening::Connect(n, list) => {
                    let n = usize::from(n);
                    reconnected = Some(node(NODES[n]));
                    world.connect(NODES[n], CAPACITY[n], GAMES[n], &sessions(&list));
                }
                Happening::Disconnect(n) => world.disconnect(NODES[usize::from(n)]),
                Happening::Beat(n, list) => {
                    let n = usize::from(n);
                    world.beat(NODES[n], GAMES[n], &sessions(&list));
                }
                Happening::Play(s, g) => {
                    // A session id is random, so it is never used twice.
                    if used.insert(s) {
                        let _ = world.play(s, GAME[usize::from(g)]);
                    }
                }
                Happening::Ready(n, s) => drop(world.ready(NODES[usize::from(n)], known(s))),
                Happening::Ended(n, s) => world.ended(NODES[usize::from(n)], known(s)),
                Happening::Stop(s) => world.stop(s),
                Happening::Wait(millis) => world.wait(Millis::from(millis)),
            }
            check(&world)?;
            for (to, started) in &world.starts[before..] {
                let repeated = world.starts[..before].iter().any(|(old, id)| old == to && id == started);
                let placed = world.starts[..before].iter().any(|(_, id)| id == started);
                let slot = &world.schedule.nodes[to];
                let full = slot.holds.len() > slot.capacity as usize;
                prop_assert!(repeated || !full, "{} was sent to a full node", started);
                prop_assert!(!placed || (repeated && reconnected.as_ref() == Some(to)), "{} was placed twice", started);
            }
        }
        // When every node goes, every session that was placed is over.
        for name in NODES {
            world.disconnect(name);
        }
        world.wait(RESTART_GRACE);
        prop_assert!(world.schedule.nodes.is_empty());
        let only_queued = world.schedule.live.values().all(|live| matches!(live.phase, Phase::Queued { .. }));
        prop_assert!(only_queued);
    }
}
