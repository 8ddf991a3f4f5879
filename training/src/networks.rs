//! Names of services in share rows.

/// Names of social networks.
pub const NETWORKS: &[&str] = &["Facebook", "Twitter", "X", "WhatsApp", "LinkedIn", "Telegram", "Pinterest", "Reddit"];
