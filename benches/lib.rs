//! Benchmarks of dehusk, in a crate of their own, so that users and tests do not build them:
//! `cargo bench -p dehusk-benches --bench NAME`.
