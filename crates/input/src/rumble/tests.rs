use super::*;

const MS: Duration = Duration::from_millis(1);
const START: Timestamp = Timestamp::from_nanos(7_000_000_000);

/// A game and a page with a clock that only the test moves.
struct Game {
    motors: Motors,
    now: Timestamp,
    /// When (ms from the start) the page was told what: strong, weak, duration.
    told: Vec<(u128, u16, u16, u16)>,
    due: Option<Timestamp>,
}

impl Game {
    fn new() -> Self {
        Self {
            motors: Motors::new(2),
            now: START,
            told: Vec::new(),
            due: None,
        }
    }

    fn tick(&mut self) {
        let (rumble, due) = self.motors.tick(self.now);
        self.due = due;
        if let Some(r) = rumble {
            assert_eq!(r.pad, 2);
            let at = self.now.since(START).as_millis();
            self.told.push((at, r.strong, r.weak, r.duration_ms));
        }
    }

    fn ask(&mut self, request: Request) {
        self.motors.request(request, self.now);
        self.tick();
    }

    fn upload(&mut self, id: usize, levels: (u16, u16), length_ms: u16, delay_ms: u16) {
        self.ask(Request::Upload(
            id,
            Effect {
                strong: levels.0,
                weak: levels.1,
                length_ms,
                delay_ms,
            },
        ));
    }

    /// Lets time pass as the thread does: it sleeps until it is due.
    fn pass(&mut self, ms: u32) {
        let end = self.now + MS * ms;
        while let Some(due) = self.due.filter(|due| *due <= end) {
            assert!(due > self.now, "woken for nothing");
            self.now = due;
            self.tick();
        }
        self.now = end;
    }

    fn told(&mut self) -> Vec<(u128, u16, u16, u16)> {
        std::mem::take(&mut self.told)
    }

    /// Whether the page's motors run at each ms, by what it was told alone.
    fn page(&self, until_ms: u128) -> Vec<(u16, u16)> {
        let at = |ms: u128| {
            let last = self.told.iter().rev().find(|told| told.0 <= ms);
            let on = last.filter(|told| ms < told.0 + u128::from(told.3));
            on.map_or((0, 0), |told| (told.1, told.2))
        };
        (0..until_ms).map(at).collect()
    }
}

#[test]
fn an_effect_is_told_when_it_is_played_and_stops_by_itself() {
    let mut game = Game::new();
    game.upload(0, (40_000, 20_000), 250, 0);
    assert_eq!(game.told(), []);
    game.ask(Request::Play(0, 1));
    assert_eq!(game.told(), [(0, 40_000, 20_000, 250)]);
    game.pass(1000);
    assert_eq!(game.told(), [(250, 0, 0, 0)]);
    assert_eq!(game.due, None);
}

#[test]
fn a_delay_comes_before_each_repetition() {
    let mut game = Game::new();
    game.upload(3, (100, 0), 50, 30);
    game.ask(Request::Play(3, 2));
    game.pass(1000);
    assert_eq!(
        game.told(),
        [
            (30, 100, 0, 50),
            (80, 0, 0, 0),
            (110, 100, 0, 50),
            (160, 0, 0, 0)
        ]
    );
}

#[test]
fn repetitions_without_a_pause_are_one_movement() {
    let mut game = Game::new();
    game.upload(0, (100, 0), 50, 0);
    game.ask(Request::Play(0, 10));
    game.pass(1000);
    let page = game.page(600);
    assert!(page[..500].iter().all(|level| *level == (100, 0)));
    assert!(page[500..].iter().all(|level| *level == (0, 0)));
}

#[test]
fn stopping_erasing_and_no_gain_stop_at_once() {
    for stop in [Request::Play(0, 0), Request::Erase(0), Request::Gain(0)] {
        let mut game = Game::new();
        game.upload(0, (100, 100), 0, 0);
        game.ask(Request::Play(0, 1));
        game.pass(100);
        game.told();
        game.ask(stop);
        assert_eq!(game.told(), [(100, 0, 0, 0)], "{stop:?}");
        assert_eq!(game.due, None);
        game.pass(10_000);
        assert_eq!(game.told(), []);
    }
}

#[test]
fn an_endless_effect_goes_on_without_a_gap_and_ends_soon_after_a_page_is_gone() {
    let mut game = Game::new();
    game.upload(0, (9, 8), 0, 0);
    game.ask(Request::Play(0, 1));
    game.pass(60_000);
    assert!(game.page(60_000).iter().all(|level| *level == (9, 8)));
    assert!(game.told.iter().all(|told| told.3 <= 2000));
    assert!(game.told.len() < 40, "{}", game.told.len());
    game.ask(Request::Play(0, 0));
    assert_eq!(game.told.last(), Some(&(60_000, 0, 0, 0)));
}

#[test]
fn effects_add_up_and_end_one_by_one() {
    let mut game = Game::new();
    game.upload(0, (30_000, 0), 100, 0);
    game.upload(1, (50_000, 1000), 300, 0);
    game.ask(Request::Play(0, 1));
    game.pass(20);
    game.ask(Request::Play(1, 1));
    game.pass(1000);
    assert_eq!(
        game.told(),
        [
            (0, 30_000, 0, 100),
            (20, 65_535, 1000, 80),
            (100, 50_000, 1000, 220),
            (320, 0, 0, 0)
        ]
    );
}

#[test]
fn an_upload_while_it_plays_changes_the_strength_and_starts_anew() {
    let mut game = Game::new();
    game.upload(0, (100, 0), 100, 0);
    game.ask(Request::Play(0, 1));
    game.pass(60);
    game.upload(0, (200, 0), 100, 0);
    game.pass(1000);
    assert_eq!(
        game.told(),
        [(0, 100, 0, 100), (60, 200, 0, 100), (160, 0, 0, 0)]
    );
}

#[test]
fn a_game_that_says_the_same_every_frame_tells_the_page_seldom_and_without_a_gap() {
    let mut game = Game::new();
    for _ in 0..600 {
        game.upload(0, (5, 6), 500, 0);
        game.ask(Request::Play(0, 1));
        game.pass(16);
    }
    assert!(game.page(9_600).iter().all(|level| *level == (5, 6)));
    assert!(game.told.len() < 40, "{}", game.told.len());
    game.pass(2000);
    let page = game.page(11_600);
    assert_eq!(page[10_050..10_060], [(5, 6); 10]);
    assert_eq!(page[10_090..10_100], [(0, 0); 10]);
}

#[test]
fn a_flood_of_changes_ends_in_the_newest_and_tells_the_first_at_once() {
    let mut game = Game::new();
    game.upload(0, (1, 0), 0, 0);
    game.ask(Request::Play(0, 1));
    assert_eq!(game.told.len(), 1);
    for n in 2..5000u16 {
        game.upload(0, (n, 0), 0, 0);
    }
    game.pass(20);
    assert_eq!(game.told(), [(0, 1, 0, 2000), (10, 4999, 0, 2000)]);
}

#[test]
fn gain_scales_what_plays() {
    let mut game = Game::new();
    game.upload(0, (60_000, 1), 0, 0);
    game.ask(Request::Gain(0x8000));
    game.ask(Request::Play(0, 1));
    assert_eq!(game.told(), [(0, 30_000, 0, 2000)]);
}

#[test]
fn requests_that_no_kernel_lets_through_change_nothing() {
    let mut game = Game::new();
    for request in [
        Request::Play(3, 1),
        Request::Play(16, 1),
        Request::Play(usize::MAX, 1),
        Request::Upload(99, Effect::default()),
        Request::Erase(16),
        Request::Play(0, -1),
        Request::Play(0, i32::MIN),
    ] {
        game.ask(request);
    }
    assert_eq!(game.told(), []);
    assert_eq!(game.due, None);
}

#[test]
fn the_longest_that_a_game_can_ask_for_costs_no_time() {
    let mut game = Game::new();
    for id in 0..EFFECTS {
        game.upload(id, (u16::MAX, u16::MAX), 1, 0);
        game.ask(Request::Play(id, i32::MAX));
    }
    game.pass(3000);
    assert_eq!(game.told[0].1, u16::MAX);
    game.ask(Request::Play(0, i32::MAX));
    assert!(game.motors.has_effects());
}
