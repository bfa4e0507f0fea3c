//! Which of a game's questions are answered, and when. Pure under virtual time.
//!
//! A game that uploads or erases an effect is a question in the kernel (`drivers/input/misc/uinput.c`): it gets a
//! number, is announced by an event with that number, and hangs until it is answered. To find a question is
//! harmless. To answer one at the wrong time is not, for the answer writes to the game's stack in the kernel:
//! * before it is announced: kernels before 2026 make the number visible before the place for the answer is set up;
//! * twice: an answered number stays visible until the game's thread runs again, and the answer takes no lock.
//!
//! So what is announced is answered, once. An announcement can be lost: the queue has 16 places, says nothing
//! when it comes round and then looks empty, so that no read ever shows a full one. But a device's game waits for each
//! answer under a lock (`evdev->mutex`) that all its other requests need as well: a lost announcement is
//! followed by silence. Only after one, open questions are looked for, and what is found is not answered either but kept:
//! what has no announcement after [`AGE`] had one that is lost, since the kernel announces a question right after it
//! got its number.

use std::time::Duration;

use stratus_media::Timestamp;

/// From the last that was heard of a game to a look for open questions. A thread that was answered has long released
/// its number by then.
pub(crate) const SILENCE: Duration = Duration::from_secs(1);
/// From the look to the answer: two neighbouring steps of the kernel do not lie so far apart, even on a machine that
/// takes a game off its processors for a tenth of a second (`cpu.max`).
pub(crate) const AGE: Duration = Duration::from_millis(250);

/// A question, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// `UI_FF_UPLOAD`.
    Upload(i32),
    /// `UI_FF_ERASE`.
    Erase(i32),
}

impl Question {
    /// All that the kernel can have open (`UINPUT_NUM_REQUESTS` of each kind).
    pub fn all() -> impl Iterator<Item = Self> {
        (0..16).flat_map(|number| [Self::Upload(number), Self::Erase(number)])
    }
}

/// The questions of one pad's game. `O` is an open one: dropping it is the answer.
pub(crate) struct Questions<O> {
    /// When the game was heard last, or looked after; `None`: nobody is there to look after.
    heard: Option<Timestamp>,
    /// Found without an announcement, and when.
    found: Vec<(Question, O, Timestamp)>,
}

impl<O> Questions<O> {
    pub fn new() -> Self {
        Self {
            heard: None,
            found: Vec::new(),
        }
    }

    /// The queue had something at `now`.
    pub fn heard(&mut self, now: Timestamp) {
        self.heard = Some(now);
    }

    /// A question is announced: it may be answered now. `open` opens it in the kernel; `None`: it is over.
    pub fn announced(
        &mut self,
        question: Question,
        open: impl FnOnce(Question) -> Option<O>,
    ) -> Option<O> {
        // Opened again it would be answered twice.
        match self.found.iter().position(|(q, ..)| *q == question) {
            Some(at) => Some(self.found.swap_remove(at).1),
            None => open(question),
        }
    }

    /// Looks for open questions, if `now` is a time to. The queue is empty. `open` says when it found one, `more` that
    /// the game is to be looked after further.
    pub fn look(
        &mut self,
        now: Timestamp,
        more: bool,
        mut open: impl FnMut(Question) -> Option<(O, Timestamp)>,
    ) {
        let quiet = self.heard.is_some_and(|at| at + SILENCE <= now);
        if !quiet || !self.found.is_empty() {
            return;
        }
        for question in Question::all() {
            if let Some((open, at)) = open(question) {
                self.found.push((question, open, at));
            }
        }
        self.heard = (more || !self.found.is_empty()).then_some(now);
    }

    /// A question whose announcement was lost, to be answered now. The queue was empty at `now` or later.
    pub fn lost(&mut self, now: Timestamp) -> Option<O> {
        let at = self.found.iter().position(|(.., at)| *at + AGE <= now)?;
        self.heard = Some(now);
        Some(self.found.swap_remove(at).1)
    }

    /// When to look or answer next, if nothing is heard before.
    pub fn due(&self) -> Option<Timestamp> {
        let old = self.found.iter().map(|(.., at)| *at + AGE).min();
        old.or(self.heard.map(|at| at + SILENCE))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// The kernel's side: what is visible, and each answer.
    #[derive(Clone, Default)]
    struct Kernel(Rc<RefCell<(Vec<Question>, Vec<Question>)>>);

    struct Open(Question, Kernel);

    impl Drop for Open {
        fn drop(&mut self) {
            self.1.0.borrow_mut().1.push(self.0);
        }
    }

    impl Kernel {
        fn open(&self, question: Question) -> Option<Open> {
            let visible = self.0.borrow().0.contains(&question);
            visible.then(|| Open(question, self.clone()))
        }

        fn find(&self, question: Question, at: Timestamp) -> Option<(Open, Timestamp)> {
            Some((self.open(question)?, at))
        }

        fn shows(&self, question: Question) {
            self.0.borrow_mut().0.push(question);
        }

        fn answers(&self) -> Vec<Question> {
            std::mem::take(&mut self.0.borrow_mut().1)
        }
    }

    const UPLOAD: Question = Question::Upload(0);
    const ERASE: Question = Question::Erase(3);

    fn at(ms: u64) -> Timestamp {
        Timestamp::from_nanos(ms * 1_000_000)
    }

    fn second(ms: u64) -> Timestamp {
        at(1000 + ms)
    }

    #[test]
    fn what_is_announced_is_answered_once_however_long_it_stays_visible() {
        let kernel = Kernel::default();
        let mut questions = Questions::new();
        for question in [UPLOAD, ERASE] {
            kernel.shows(question);
        }
        questions.heard(at(0));
        drop(questions.announced(UPLOAD, |q| kernel.open(q)));
        assert_eq!(kernel.answers(), [UPLOAD]);
        // The other one is not announced yet, and the first is still visible.
        for ms in 0..1000 {
            questions.look(at(ms), true, |q| kernel.find(q, at(ms)));
            assert!(questions.lost(at(ms)).is_none());
        }
        assert!(kernel.answers().is_empty());
        drop(questions.announced(ERASE, |q| kernel.open(q)));
        assert_eq!(kernel.answers(), [ERASE]);
    }

    #[test]
    fn an_announcement_of_what_is_over_opens_nothing() {
        let kernel = Kernel::default();
        let mut questions = Questions::new();
        assert!(questions.announced(UPLOAD, |q| kernel.open(q)).is_none());
    }

    #[test]
    fn a_lost_announcement_costs_the_game_a_silence_and_no_more() {
        let kernel = Kernel::default();
        let mut questions = Questions::new();
        questions.heard(at(0));
        kernel.shows(UPLOAD);
        assert_eq!(questions.due(), Some(second(0)));
        questions.look(second(0), true, |q| kernel.find(q, second(0)));
        assert!(questions.lost(second(0)).is_none());
        assert_eq!(questions.due(), Some(second(250)));
        assert!(questions.lost(second(249)).is_none());
        assert!(
            kernel.answers().is_empty(),
            "it may be as young as the look"
        );
        drop(questions.lost(second(250)));
        assert_eq!(kernel.answers(), [UPLOAD]);
        assert!(questions.lost(second(999)).is_none());
        // Nor is it found again at once, while it stays visible.
        questions.look(second(999), true, |q| kernel.find(q, second(999)));
        assert_eq!(questions.due(), Some(second(1250)));
    }

    #[test]
    fn what_was_found_before_its_announcement_is_answered_by_it_and_once() {
        let kernel = Kernel::default();
        let mut questions = Questions::new();
        questions.heard(at(0));
        kernel.shows(UPLOAD);
        questions.look(second(0), true, |q| kernel.find(q, second(0)));
        // Another look would open it a second time.
        questions.look(second(100), true, |q| kernel.find(q, second(100)));
        questions.heard(second(120));
        drop(questions.announced(UPLOAD, |q| kernel.open(q)));
        assert_eq!(kernel.answers(), [UPLOAD]);
        assert!(questions.lost(second(2000)).is_none());
        assert!(kernel.answers().is_empty());
    }

    #[test]
    fn a_game_that_asks_nothing_wakes_nobody() {
        let kernel = Kernel::default();
        let mut questions = Questions::new();
        assert_eq!(questions.due(), None);
        questions.look(at(5000), true, |q| kernel.find(q, at(5000)));
        assert_eq!(questions.due(), None);
        // One that has effects is looked after; one that has none any more, once.
        questions.heard(at(0));
        questions.look(second(0), true, |q| kernel.find(q, second(0)));
        assert_eq!(questions.due(), Some(second(1000)));
        questions.look(second(1000), false, |q| kernel.find(q, second(1000)));
        assert_eq!(questions.due(), None);
    }
}
