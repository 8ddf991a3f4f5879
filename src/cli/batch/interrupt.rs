//! Ctrl-C while files are written: the document at hand is dropped, the
//! summary is said, and the process ends as one that was interrupted.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// Whether the user wants the run to end.
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    /// The signal that came, or 0.
    signal: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Waits for Ctrl-C and the polite signal of `kill`. A second one ends the
    /// process at once.
    ///
    /// # Errors
    /// When the system has no such signals.
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

    /// Whether a signal has come.
    pub fn came(&self) -> bool {
        self.signal.load(Ordering::Relaxed) != 0
    }

    /// Ends the process by the signal that came, if one did, so that whoever
    /// started it knows.
    pub fn pass_on(&self) {
        if let Ok(signal @ 1..) = i32::try_from(self.signal.load(Ordering::Relaxed)) {
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}
