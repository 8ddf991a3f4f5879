//! stub
/// run
pub fn main() -> std::process::ExitCode {
    let mut out = std::io::stdout().lock();
    let mut o = crate::Options::default();
    let mut path = None;
    for a in std::env::args().skip(1) {
        match a.as_str() {
            "--no-title" => o.title = false,
            "--explain" => o.view = crate::View::Explain,
            "--tree" => o.parser = crate::Parser::Tree,
            _ => path = Some(a),
        }
    }
    let f: Box<dyn std::io::Read> = match path {
        Some(p) => Box::new(std::fs::File::open(p).unwrap()),
        None => Box::new(std::io::stdin()),
    };
    match crate::extract_stream(f, &mut out, &o) {
        Ok(d) => eprintln!("{d:?}"),
        Err(e) => eprintln!("{e}"),
    }
    std::process::ExitCode::SUCCESS
}
