//! The `dehusk` command; everything it does is in the library and in [`dehusk::cli`].

fn main() -> std::process::ExitCode {
    dehusk::cli::main()
}
