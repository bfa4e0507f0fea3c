//! Which surface is the picture: the largest one of any window's tree that carries a buffer.

/// A surface of a session, over all its connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SurfaceId {
    pub(crate) connection: u64,
    pub(crate) surface: u64,
}

/// A surface that could be the picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) id: SurfaceId,
    /// Pixels in its buffer.
    pub(crate) area: u64,
    /// Its window's age: a later window has a higher number.
    pub(crate) window: u64,
    /// 0 for the window itself, 1 for its sub-surfaces, and so on.
    pub(crate) depth: u32,
}

impl Candidate {
    /// Largest first; of the same size, the newer window; in it, the one in front.
    fn rank(&self) -> (u64, u64, u32) {
        (self.area, self.window, self.depth)
    }
}

/// All surfaces that show something, and the one that is the picture.
#[derive(Default)]
pub(crate) struct Stage {
    shown: Vec<Candidate>,
    picture: Option<SurfaceId>,
}

impl Stage {
    pub(crate) fn picture(&self) -> Option<SurfaceId> {
        self.picture
    }

    /// A surface shows a buffer. True where it is the picture.
    pub(crate) fn show(&mut self, candidate: Candidate) -> bool {
        match self.shown.iter_mut().find(|c| c.id == candidate.id) {
            Some(known) if known.rank() == candidate.rank() => {}
            Some(known) => {
                *known = candidate;
                self.choose();
            }
            None => {
                self.shown.push(candidate);
                self.choose();
            }
        }
        self.picture == Some(candidate.id)
    }

    /// A surface shows nothing any more.
    pub(crate) fn hide(&mut self, id: SurfaceId) {
        self.shown.retain(|c| c.id != id);
        self.choose();
    }

    /// A connection is gone with all its surfaces.
    pub(crate) fn hide_connection(&mut self, connection: u64) {
        self.shown.retain(|c| c.id.connection != connection);
        self.choose();
    }

    /// How many windows show something themselves.
    pub(crate) fn windows(&self) -> usize {
        self.shown.iter().filter(|c| c.depth == 0).count()
    }

    fn choose(&mut self) {
        self.picture = self.shown.iter().max_by_key(|c| c.rank()).map(|c| c.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(surface: u64, area: u64, window: u64, depth: u32) -> Candidate {
        Candidate {
            id: SurfaceId {
                connection: 1,
                surface,
            },
            area,
            window,
            depth,
        }
    }

    #[test]
    fn a_launcher_gives_way_to_the_game_and_comes_back_after_it() {
        let mut stage = Stage::default();
        assert!(stage.show(candidate(1, 400 * 300, 1, 0)));
        assert!(stage.show(candidate(2, 1280 * 720, 2, 0)));
        assert!(!stage.show(candidate(1, 400 * 300, 1, 0)));
        stage.hide(candidate(2, 0, 0, 0).id);
        assert!(stage.show(candidate(1, 400 * 300, 1, 0)));
    }

    #[test]
    fn a_sub_surface_as_large_as_its_window_is_the_picture() {
        let mut stage = Stage::default();
        assert!(stage.show(candidate(1, 1280 * 720, 1, 0)));
        assert!(stage.show(candidate(2, 1280 * 720, 1, 1)));
        assert!(!stage.show(candidate(1, 1280 * 720, 1, 0)));
        assert!(!stage.show(candidate(3, 100 * 30, 1, 1)));
        assert_eq!(stage.windows(), 1);
        stage.hide_connection(1);
        assert_eq!(stage.picture(), None);
    }
}
