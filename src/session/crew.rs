//! Threads that come when there is something to do and go when there is not.
//!
//! The allocator keeps for each thread what was given back in it, and hands that on when the thread ends: to open a megabyte, to
//! read it for the index and to colour its code take one such area where three threads that stay would have one each.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

/// Things of one kind that are to be done, in the order in which they were asked for.
pub(super) struct Crew<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    queue: Mutex<Queue<T>>,
    /// At most so many are done at one time.
    most: usize,
    /// Does one.
    work: Box<dyn Fn(T) + Send + Sync>,
}

struct Queue<T> {
    waiting: VecDeque<T>,
    /// How many threads there are.
    threads: usize,
}

impl<T: Send + 'static> Crew<T> {
    /// A crew of at most so many threads, none of which is there yet.
    pub fn new(most: usize, work: impl Fn(T) + Send + Sync + 'static) -> Self {
        let queue = Mutex::new(Queue { waiting: VecDeque::new(), threads: 0 });
        Self { shared: Arc::new(Shared { queue, most, work: Box::new(work) }) }
    }

    /// Has something done; here, where the system has no thread for it.
    pub fn begin(&self, task: T) {
        let mut queue = self.shared.queue();
        queue.waiting.push_back(task);
        if queue.threads == self.shared.most {
            return;
        }
        queue.threads += 1;
        drop(queue);
        let shared = self.shared.clone();
        if Builder::new().spawn(move || shared.serve()).is_err() {
            self.shared.serve();
        }
    }
}

impl<T> Drop for Crew<T> {
    fn drop(&mut self) {
        // Nobody waits for it any more.
        self.shared.queue().waiting.clear();
    }
}

impl<T> Shared<T> {
    fn queue(&self) -> MutexGuard<'_, Queue<T>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next thing to do; none where this thread is to end.
    fn next(&self) -> Option<T> {
        let mut queue = self.queue();
        let next = queue.waiting.pop_front();
        queue.threads -= usize::from(next.is_none());
        next
    }

    fn serve(&self) {
        while let Some(task) = self.next() {
            // A panic costs what was to be done, and neither the thread nor what waits.
            let _ = catch_unwind(AssertUnwindSafe(|| (self.work)(task)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    /// What is sent within a time that no test takes.
    const SOON: Duration = Duration::from_secs(20);

    #[test]
    fn everything_is_done_in_its_order_and_then_no_thread_is_there() {
        let (done, told) = channel();
        let crew = Crew::new(1, move |task: u32| {
            let _ = done.send(task);
        });
        for round in 0..3 {
            (0..100).for_each(|task| crew.begin(round * 100 + task));
            let all: Vec<u32> = (0..100).map(|_| told.recv_timeout(SOON).unwrap()).collect();
            assert_eq!(all, (round * 100..(round + 1) * 100).collect::<Vec<_>>());
            while crew.shared.queue().threads > 0 {
                std::thread::yield_now();
            }
        }
    }

    #[test]
    fn a_panic_costs_one_thing_and_not_those_behind_it() {
        // The thread was gone and still counted: nothing that came after was ever done.
        let (done, told) = channel();
        let crew = Crew::new(1, move |task: u32| {
            assert!(task > 0, "a test asked for this");
            let _ = done.send(task);
        });
        (0..3).for_each(|task| crew.begin(task));
        assert_eq!([told.recv_timeout(SOON).unwrap(), told.recv_timeout(SOON).unwrap()], [1, 2]);
    }

    #[test]
    fn as_many_things_as_it_has_threads_are_done_at_one_time_and_what_waits_ends_with_it() {
        let (begun, told) = channel();
        let (go_on, gate) = channel::<()>();
        let gate = Mutex::new(gate);
        let crew = Crew::new(2, move |task: u32| {
            let _ = begun.send(task);
            let _ = gate.lock().unwrap().recv();
        });
        (0..4).for_each(|task| crew.begin(task));
        let mut first = [told.recv_timeout(SOON).unwrap(), told.recv_timeout(SOON).unwrap()];
        first.sort_unstable();
        assert_eq!(first, [0, 1]);
        drop(crew);
        drop(go_on);
        assert!(told.recv_timeout(SOON).is_err(), "the two others were not begun");
    }
}
