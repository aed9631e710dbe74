//! A thread that works where nobody waits makes way for those that do.

/// The `nice` value of such a thread: it takes a tenth of a processor that others want, and all of one that is free.
#[cfg(target_os = "linux")]
const LOW: i32 = 10;

/// Lowers the priority of this thread for good. Only Linux has one for each thread (`setpriority(2)`, "C library/kernel
/// differences"); elsewhere it would be the priority of the whole program, which the reader waits for. The first thread stays as
/// it is: it takes the keys, and does this work, too, where the system has no thread for it.
pub fn step_back() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{getpriority_process, setpriority_process};
        let is_first = std::thread::current().name() == Some("main");
        if !is_first && getpriority_process(None).is_ok_and(|own| own < LOW) {
            // A system that refuses leaves the thread as it is.
            let _ = setpriority_process(None, LOW);
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use rustix::process::getpriority_process;

    #[test]
    fn only_the_thread_that_asks_steps_back() {
        let before = getpriority_process(None).unwrap();
        let inside = || {
            step_back();
            step_back();
            getpriority_process(None).unwrap()
        };
        let there = std::thread::scope(|scope| scope.spawn(inside).join().unwrap());
        let main = std::thread::Builder::new().name("main".into()).spawn(inside).unwrap().join().unwrap();
        assert_eq!(main, before, "the thread that takes the keys does not");
        assert_eq!(there, before.max(LOW));
        assert_eq!(getpriority_process(None).unwrap(), before);
    }
}
