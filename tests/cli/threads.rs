//! `--threads` does not change the output.

use crate::support::{Dir, PAGE, TEXT, long_text};

/// Returns pages of many lengths, longest first, some of which fail.
fn pages() -> Dir {
    let dir = Dir::new();
    dir.write("s/0.txt", long_text(400_000));
    dir.write("s/1.txt", long_text(200_000));
    for n in 10..60 {
        let name = format!("s/{n}");
        match n % 5 {
            0 => dir.write(name, ""),
            1 => dir.write(name, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            2 => dir.write(name, TEXT),
            _ => dir.write(name, PAGE.replace("three hundred", &n.to_string())),
        }
    }
    dir
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let dir = pages();
    for arguments in [&["s", "missing"][..], &["-0", "s", "missing"], &["-t", "json", "s", "missing"], &["-v", "s"]] {
        let one = dir.run(&[&["-j", "1"], arguments].concat());
        assert!(!one.out.is_empty() && one.status == 2);
        for n in ["2", "3", "9"] {
            let many = dir.run(&[&["-j", n], arguments].concat());
            assert!(many.out == one.out, "stdout with {n} threads, {arguments:?}");
            assert_eq!((many.status, many.err), (one.status, one.err.clone()), "{n} threads, {arguments:?}");
        }
    }
}

#[test]
fn any_number_of_threads_writes_the_same_files() {
    let dir = pages();
    assert_eq!(dir.run(&["-j1", "-d", "one", "s"]).status, 2);
    for n in ["2", "9"] {
        assert_eq!(dir.run(&["-j", n, "-d", n, "s"]).status, 2);
        assert!(dir.tree(n) == dir.tree("one"));
    }
    assert_eq!(dir.names("one").len(), 42);
}

#[test]
fn failures_have_objects_in_the_order_of_the_inputs() {
    let dir = pages();
    let run = dir.run(&["-q", "-j4", "-t", "json", "s/10", "missing", "s/11", "s/12"]);
    let verdict = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["verdict"].clone();
    assert_eq!(run.out.lines().map(verdict).collect::<Vec<_>>(), ["empty", "error", "error", "ok"]);
}
