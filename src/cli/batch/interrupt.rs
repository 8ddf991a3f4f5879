//! Handles Ctrl-C while files are written: the run drops the current document,
//! prints the summary, and ends by the signal.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// Tells whether the user interrupted the run.
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    /// The signal that came, or 0.
    signal: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Listens for SIGINT (Ctrl-C) and SIGTERM. A second signal ends the process
    /// at once.
    ///
    /// # Errors
    /// Fails if the system does not have these signals.
    pub fn listen() -> io::Result<Self> {
        let interrupt = Interrupt::default();
        let again = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, again.clone())?;
            flag::register(signal, again.clone())?;
            flag::register_usize(signal, interrupt.signal.clone(), signal.unsigned_abs() as usize)?;
        }
        Ok(interrupt)
    }

    /// Returns true if a signal has come.
    pub fn came(&self) -> bool {
        self.signal.load(Ordering::Relaxed) != 0
    }

    /// Ends the process by the signal that came, if any, so that its parent sees
    /// that it was interrupted.
    pub fn pass_on(&self) {
        if let Ok(signal @ 1..) = i32::try_from(self.signal.load(Ordering::Relaxed)) {
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}
