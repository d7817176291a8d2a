//! The queue: who goes next. Calls go in order of arrival, at a rate. A retry came before all that wait for their first
//! attempt, so it goes before them.
//!
//! There is no list of who waits. Places are numbered, and it is known how many have been let go: each who waits can tell
//! from that how many go before. A place that is given back is skipped.

use std::collections::VecDeque;

/// A place in the queue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// It wraps around: one of the last four thousand million.
    pub(super) number: u32,
    pub(super) is_retry: bool,
}

#[derive(Debug)]
pub(super) struct Queue {
    retries: Lane,
    firsts: Lane,
}

impl Queue {
    pub(super) const fn new() -> Self {
        Self {
            retries: Lane::new(),
            firsts: Lane::new(),
        }
    }

    pub(super) const fn waiting(&self) -> u32 {
        self.retries.waiting.saturating_add(self.firsts.waiting)
    }

    /// Lets so many more go. What nobody uses is kept for those who come, up to `most`.
    pub(super) fn release(&mut self, places: f64, most: f64) {
        let rest = self.retries.release(places);
        let rest = self.firsts.release(rest);
        let least = self.firsts.due.min(-most);
        self.firsts.due = (self.firsts.due - rest).max(least);
    }

    /// Nothing is kept of what nobody used, nor of what was let go to those who have not gone yet.
    pub(super) fn keep_nothing(&mut self) {
        for lane in [&mut self.retries, &mut self.firsts] {
            lane.due = lane.due.max(lane.waiting.into());
        }
    }

    /// Begins anew, with all who came before gone.
    pub(super) const fn restart(&mut self) {
        self.retries.due = 0.0;
        self.firsts.due = 0.0;
    }

    pub(super) fn take(&mut self, is_retry: bool) -> Place {
        let number = self.lane(is_retry).take();
        // What is kept is for retries too.
        let kept = (-self.firsts.due).max(0.0).min(self.retries.due);
        self.firsts.due += kept;
        self.retries.due -= kept;
        Place { number, is_retry }
    }

    /// How many have to be let go until the holder of this place goes, and what fraction of one.
    pub(super) fn ahead(&self, place: Place) -> f64 {
        if place.is_retry {
            return self.retries.ahead(place.number);
        }
        match self.firsts.ahead(place.number) {
            0.0 => 0.0,
            ahead => ahead + self.retries.due,
        }
    }

    /// The holder of a place goes.
    pub(super) const fn go(&mut self, place: Place) {
        let lane = self.lane(place.is_retry);
        lane.waiting = lane.waiting.saturating_sub(1);
    }

    /// The holder of a place does not want it any more.
    pub(super) fn give_back(&mut self, place: Place) {
        self.go(place);
        self.lane(place.is_retry).give_back(place.number);
        // If it was a retry's turn already, it is that of one who waits for a first attempt.
        let kept = (-self.retries.due).max(0.0);
        self.retries.due += kept;
        self.firsts.due -= kept;
    }

    const fn lane(&mut self, is_retry: bool) -> &mut Lane {
        if is_retry {
            &mut self.retries
        } else {
            &mut self.firsts
        }
    }
}

#[derive(Debug)]
struct Lane {
    /// The number of the last place.
    last: u64,
    /// Places that were not let go yet, and what fraction of one. Below zero is what is kept.
    due: f64,
    /// Places whose holders have not gone yet.
    waiting: u32,
    /// Places among those that are due which were given back, in order.
    holes: VecDeque<u64>,
}

impl Lane {
    const fn new() -> Self {
        Self {
            last: 0,
            due: 0.0,
            waiting: 0,
            holes: VecDeque::new(),
        }
    }

    #[allow(clippy::cast_possible_truncation)] // wraps around
    fn take(&mut self) -> u32 {
        self.last += 1;
        self.waiting += 1;
        self.due += 1.0;
        self.last as u32
    }

    #[allow(clippy::cast_possible_truncation)] // wraps around
    fn behind(&self, number: u32) -> u32 {
        (self.last as u32).wrapping_sub(number)
    }

    /// How many have to be let go until this place has gone, holes included.
    #[allow(clippy::cast_precision_loss)]
    fn distance(&self, position: u64) -> f64 {
        self.due - (self.last - position) as f64
    }

    fn ahead(&self, number: u32) -> f64 {
        let position = self.last - u64::from(self.behind(number));
        let holes = self.holes.partition_point(|hole| *hole < position);
        #[allow(clippy::cast_precision_loss)]
        let holes = holes as f64;
        (self.distance(position) - holes).max(0.0)
    }

    /// Lets so many go, and returns how many of them nobody waits for.
    fn release(&mut self, mut places: f64) -> f64 {
        while let Some(&hole) = self.holes.front() {
            let through_it = self.distance(hole);
            let before_it = (through_it - 1.0).max(0.0);
            if before_it > places {
                break;
            }
            places -= before_it;
            self.due -= through_it;
            self.holes.pop_front();
        }
        let released = places.min(self.due.max(0.0));
        self.due -= released;
        places - released
    }

    fn give_back(&mut self, number: u32) {
        let position = self.last - u64::from(self.behind(number));
        if self.distance(position) <= 0.0 {
            // It was let go: another goes in its stead.
            self.due -= 1.0;
            return;
        }
        let at = self.holes.partition_point(|hole| *hole < position);
        self.holes.insert(at, position);
        while self.holes.back() == Some(&self.last) {
            self.holes.pop_back();
            self.last -= 1;
            self.due -= 1.0;
        }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // all of them are exact
mod tests {
    use super::*;

    const NO_CREDIT: f64 = 0.0;

    fn ahead(queue: &Queue, places: &[Place]) -> Vec<f64> {
        places.iter().map(|place| queue.ahead(*place)).collect()
    }

    #[test]
    fn places_are_let_go_in_order() {
        let mut queue = Queue::new();
        let places = [false; 3].map(|is_retry| queue.take(is_retry));
        assert_eq!(ahead(&queue, &places), [1.0, 2.0, 3.0]);
        queue.release(1.5, NO_CREDIT);
        assert_eq!(ahead(&queue, &places), [0.0, 0.5, 1.5]);
        queue.go(places[0]);
        assert_eq!(queue.waiting(), 2);
    }

    #[test]
    fn a_retry_goes_before_first_attempts() {
        let mut queue = Queue::new();
        let first = queue.take(false);
        let retries = [true; 2].map(|is_retry| queue.take(is_retry));
        assert_eq!(ahead(&queue, &retries), [1.0, 2.0]);
        assert_eq!(queue.ahead(first), 3.0);
        queue.release(2.0, NO_CREDIT);
        assert_eq!(ahead(&queue, &retries), [0.0, 0.0]);
        assert_eq!(queue.ahead(first), 1.0);
    }

    #[test]
    fn what_nobody_uses_is_kept_up_to_a_limit() {
        let mut queue = Queue::new();
        queue.release(9.0, 2.0);
        assert_eq!(next(&mut queue, false), 0.0);
        assert_eq!(next(&mut queue, true), 0.0);
        assert_eq!(next(&mut queue, true), 1.0);
        queue.release(9.0, 2.0);
        queue.restart();
        assert_eq!(next(&mut queue, false), 1.0);
    }

    #[test]
    fn what_is_kept_or_let_go_can_be_taken_back() {
        let mut queue = Queue::new();
        queue.release(9.0, 2.0);
        queue.keep_nothing();
        let places = [false; 3].map(|is_retry| queue.take(is_retry));
        assert_eq!(ahead(&queue, &places), [1.0, 2.0, 3.0]);
        queue.release(2.0, NO_CREDIT);
        queue.go(places[0]);
        queue.keep_nothing();
        assert_eq!(ahead(&queue, &places[1..]), [1.0, 2.0]);
    }

    /// How many go before one who comes now.
    fn next(queue: &mut Queue, is_retry: bool) -> f64 {
        let place = queue.take(is_retry);
        queue.ahead(place)
    }

    #[test]
    fn a_place_that_is_given_back_moves_those_behind_it_alone() {
        let mut queue = Queue::new();
        let places = [false; 5].map(|is_retry| queue.take(is_retry));
        queue.give_back(places[2]);
        queue.give_back(places[1]);
        let left = [places[0], places[3], places[4]];
        assert_eq!(ahead(&queue, &left), [1.0, 2.0, 3.0]);
        queue.release(0.5, NO_CREDIT);
        assert_eq!(ahead(&queue, &left), [0.5, 1.5, 2.5]);
        queue.release(1.0, NO_CREDIT);
        assert_eq!(ahead(&queue, &left), [0.0, 0.5, 1.5]);
        queue.release(1.5, NO_CREDIT);
        assert_eq!(ahead(&queue, &left), [0.0, 0.0, 0.0]);
        assert_eq!(next(&mut queue, false), 1.0);
    }

    #[test]
    fn the_last_places_that_are_given_back_are_taken_again() {
        let mut queue = Queue::new();
        let places = [false; 3].map(|is_retry| queue.take(is_retry));
        queue.give_back(places[1]);
        queue.give_back(places[2]);
        assert_eq!(queue.waiting(), 1);
        assert_eq!(next(&mut queue, false), 2.0);
        assert_eq!(queue.ahead(places[0]), 1.0);
    }

    #[test]
    fn a_turn_that_is_given_back_is_the_next_ones() {
        for is_retry in [false, true] {
            let mut queue = Queue::new();
            let first = queue.take(is_retry);
            let second = queue.take(false);
            queue.release(1.0, NO_CREDIT);
            queue.give_back(first);
            assert_eq!(queue.ahead(second), 0.0, "{is_retry}");
        }
    }

    #[test]
    fn numbers_wrap_around() {
        let mut queue = Queue::new();
        queue.firsts.last = u64::from(u32::MAX) - 1;
        let places = [false; 4].map(|is_retry| queue.take(is_retry));
        assert_eq!(ahead(&queue, &places), [1.0, 2.0, 3.0, 4.0]);
        queue.give_back(places[1]);
        queue.release(1.0, NO_CREDIT);
        assert_eq!(queue.ahead(places[2]), 1.0);
    }
}
