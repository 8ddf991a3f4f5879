//! Runs the binary in a temporary directory.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A saved page with menu, headline, story and footer.
pub const PAGE: &str = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>
<title>Mill wheel turns again as half the village watches | The Weir Gazette</title>
<meta name=author content='Ann Sluice'><meta property='article:published_time' content='2026-03-02'>
<link rel=canonical href='https://weir.example/mill'></head><body>
<nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li><li><a href=/login>Log in</a></li></ul></nav>
<main><article><h1>Mill wheel turns again as half the village watches</h1>
<p>The old mill by the river ground flour for three hundred years, until the spring in which its axle broke.</p>
<p>On Saturday the wheel turned again, slowly at first, while half of the village stood on the bridge and watched.</p>
<p>The miller, who is eighty, said that he had not expected to see it, and that the stones would need dressing.</p>
</article></main><footer><p>© 2026 The Weir Gazette. All rights reserved. <a href=/terms>Terms</a></p></footer></body></html>";

/// The same page, flattened to text.
pub const TEXT: &str = "Home
News
Sport
Letters
Weather
Log in

Mill wheel turns again as half the village watches

The old mill by the river ground flour for three hundred years, until the spring in which its axle broke.

On Saturday the wheel turned again, slowly at first, while half of the village stood on the bridge and watched.

The miller, who is eighty, said that he had not expected to see it, and that the stones would need dressing.

Terms
Privacy
";

/// The article of both.
pub const ARTICLE: &str = "Mill wheel turns again as half the village watches

The old mill by the river ground flour for three hundred years, until the spring in which its axle broke.

On Saturday the wheel turned again, slowly at first, while half of the village stood on the bridge and watched.

The miller, who is eighty, said that he had not expected to see it, and that the stones would need dressing.
";

/// A directory to run the binary in. It is removed at the end of the test.
pub struct Dir(tempfile::TempDir);

impl Dir {
    /// Creates an empty directory.
    pub fn new() -> Dir {
        Dir(tempfile::tempdir().expect("a temporary directory"))
    }

    /// Creates a directory with these files.
    pub fn with(files: &[(&str, &str)]) -> Dir {
        let dir = Dir::new();
        for (name, content) in files {
            dir.write(name, content);
        }
        dir
    }

    /// Writes a file and creates the directories around it.
    pub fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("directories can be made");
        std::fs::write(path, content).expect("a file can be written");
    }

    /// Returns the content of a file.
    #[track_caller]
    pub fn read(&self, name: impl AsRef<Path>) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file of UTF-8")
    }

    /// Returns the paths of all files below a directory, sorted, with their contents.
    pub fn tree(&self, name: impl AsRef<Path>) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(name);
        let read = |path: String| {
            let bytes = std::fs::read(root.join(&path)).expect("a file");
            (path, bytes)
        };
        self.names(&root).into_iter().map(read).collect()
    }

    /// Returns the paths of all files below a directory, sorted. Files may appear and disappear
    /// during the call.
    pub fn names(&self, name: impl AsRef<Path>) -> Vec<String> {
        let root = self.path(name);
        let mut names = Vec::new();
        let mut directories = vec![root.clone()];
        while let Some(directory) = directories.pop() {
            for entry in std::fs::read_dir(directory).into_iter().flatten() {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    directories.push(path);
                } else {
                    names.push(path.strip_prefix(&root).expect("below").to_str().expect("UTF-8").to_owned());
                }
            }
        }
        names.sort();
        names
    }

    /// Returns the path of a file in the directory.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    /// Returns a command that runs the binary here, with nothing on stdin.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dehusk"));
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
        command.env_remove("NO_COLOR").env("TERM", "xterm").env("XDG_CONFIG_HOME", self.path("config"));
        command
    }

    /// Runs the binary here.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().expect("the binary runs"))
    }
}

/// The result of a run.
pub struct Run {
    /// Exit status.
    pub status: i32,
    /// The output on stdout.
    pub out: String,
    /// The output on stderr.
    pub err: String,
}

impl Run {
    /// Returns the result for an output of [`Command`].
    pub fn of(output: Output) -> Run {
        Run {
            status: output.status.code().expect("an exit status, not a signal"),
            out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// Asserts the status and the exact content of stdout and stderr.
    #[track_caller]
    pub fn is(&self, status: i32, out: &str, err: &str) {
        assert_eq!((self.status, self.out.as_str(), self.err.as_str()), (status, out, err));
    }
}

/// Runs the binary with `input` on stdin.
pub fn pipe(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    let dir = Dir::new();
    let mut command = dir.command(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.as_ref();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // The binary may stop reading early. Its result counts, not the failed write.
            let _ = stdin.write_all(input);
        });
        Run::of(child.wait_with_output().expect("the binary ends"))
    })
}

/// Returns a page whose verdict is doubt. Which page that is depends on the model, so many pages
/// are tried.
pub fn doubtful() -> String {
    const SHAPES: [fn(&str) -> String; 8] = [
        |s| format!("<p>{s}</p>"),
        |s| format!("<h2>{s}</h2>"),
        |s| format!("<div>{s}</div><div><a href=/>Contact us</a></div>"),
        |s| format!("<ul><li>Home</li><li>About</li><li>{s}</li></ul>"),
        |s| format!("<ul><li>{s}</li><li>Contact us</li></ul>"),
        |s| format!("<div><a href=/>{s}</a></div><div>{s} again</div>"),
        |s| format!("<table><tr><td>{s}<td>12<td>3 June 2026</table>"),
        |s| format!("<footer><p>{s}</p></footer><aside><p>{s} again</p></aside>"),
    ];
    let words: Vec<_> =
        "Welcome to the mill where flour was ground for three hundred years and is again".split(' ').collect();
    let options = dehusk::internals::Options { input: dehusk::Input::Html, ..dehusk::internals::Options::default() };
    let doubtful = |page: &String| {
        let document =
            dehusk::internals::clean(page.as_bytes(), &options, &dehusk::internals::Models::BUILT_IN).expect("HTML");
        document.summary.verdict == dehusk::Verdict::Doubt
    };
    let mut pages = (1..=words.len()).flat_map(|n| SHAPES.map(|shape| shape(&words[..n].join(" "))));
    pages.find(doubtful).expect("one of the pages is in doubt")
}

/// Returns prose of at least `bytes` bytes without repeated lines.
pub fn long_text(bytes: usize) -> String {
    const SUBJECTS: [&str; 8] = [
        "the miller",
        "her youngest brother",
        "a surveyor from the county",
        "the old dog",
        "half of the village",
        "the woman who kept the lock",
        "nobody on the bridge",
        "the ferryman",
    ];
    const VERBS: [&str; 8] = [
        "had seen",
        "wrote about",
        "would not speak of",
        "remembered",
        "asked for",
        "carried",
        "had forgotten",
        "sold",
    ];
    const OBJECTS: [&str; 8] = [
        "the flood of that spring",
        "a sack of rye",
        "three of the stones",
        "what the river took",
        "the broken axle",
        "their father's ledger",
        "a lamp without oil",
        "the road to the coast",
    ];
    const LINKS: [&str; 6] = [", and ", ", but ", ", although ", ", because ", " while ", ". In the evening "];
    let mut state = 1u64;
    let mut pick = |n: usize| {
        // A linear congruential generator. Only its high bits are random enough.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let mut text = String::new();
    while text.len() < bytes {
        for _ in 0..2 + pick(4) {
            text += "On that day ";
            for link in 0..1 + pick(3) {
                text += if link > 0 { LINKS[pick(6)] } else { "" };
                text += &format!("{} {} {}", SUBJECTS[pick(8)], VERBS[pick(8)], OBJECTS[pick(8)]);
            }
            text += ". ";
        }
        text.truncate(text.trim_end().len());
        text += "\n\n";
    }
    text
}
