//! Finds the ends of statements of scripts, rules of style sheets, JSON values and tags.
//!
//! The readers know just enough of each language to find an end, and to refuse prose: in a
//! program, two names never follow each other unless one is a keyword.

/// Bytes of the longest list of selectors before the `{` of a rule.
const LONGEST_SELECTORS: usize = 2000;
/// Bytes of the longest comment that ends with its line.
const LONGEST_LINE_COMMENT: usize = 300;
/// Bytes of the longest tag.
const LONGEST_TAG: usize = 4000;
/// Names that another name may follow.
const KEYWORDS: &[&str] = &[
    "as",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "extends",
    "finally",
    "for",
    "from",
    "function",
    "get",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "of",
    "return",
    "set",
    "static",
    "switch",
    "throw",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "yield",
];
/// Names that can only begin a statement of a program.
const STATEMENTS: &[&str] =
    &["async", "class", "const", "else", "for", "function", "if", "let", "return", "switch", "try", "var", "while"];
/// Elements whose names stand in selectors.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "circle",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "ellipse",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "from",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "mark",
    "menu",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "path",
    "picture",
    "polygon",
    "pre",
    "progress",
    "q",
    "rect",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "to",
    "tr",
    "u",
    "ul",
    "use",
    "video",
];

/// Returns the end of the name at an offset. Without a name there, returns the offset.
pub(super) fn name_end(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|b| is_name(**b)).count()
}

pub(super) fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b == b'$'
}

/// Returns the offset after the white space at an offset.
pub(super) fn after_space(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count()
}

/// Tells whether a statement of a program can begin at an offset, by its first names and marks.
pub(super) fn begins_statement(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at..];
    let starts = |start: &str| rest.starts_with(start.as_bytes());
    let openings =
        ["(function", "!function", "(()", "(async", "(window", "{\"", "[{\"", "\"use strict\"", "'use strict'"];
    if openings.iter().any(|opening| starts(opening)) || starts("(") && begins_assignment(bytes, at + 1) {
        return true;
    }
    let end = name_end(bytes, at);
    if end == at || rest[0].is_ascii_digit() {
        return false;
    }
    let name = &bytes[at..end];
    if STATEMENTS.iter().any(|keyword| keyword.as_bytes() == name) {
        return true;
    }
    begins_assignment(bytes, at) || bytes[path_end(bytes, at)..].first() == Some(&b'(')
}

/// Returns the end of names with dots between them.
fn path_end(bytes: &[u8], at: usize) -> usize {
    let mut end = name_end(bytes, at);
    while end > at && bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(|b| is_name(*b)) {
        end = name_end(bytes, end + 1);
    }
    end
}

/// Tells whether an assignment, a condition or a subscript begins at an offset.
fn begins_assignment(bytes: &[u8], at: usize) -> bool {
    let end = path_end(bytes, at);
    if end == at || bytes[at].is_ascii_digit() {
        return false;
    }
    if bytes.get(end) == Some(&b'[') {
        return matches!(bytes.get(end + 1), Some(b'"' | b'\'')) || bytes.get(end + 1).is_some_and(|b| is_name(*b));
    }
    let mark = &bytes[end + bytes[end..].iter().take_while(|b| **b == b' ').count()..];
    let is_equals = mark.first() == Some(&b'=') && mark.get(1) != Some(&b'=');
    is_equals || mark.starts_with(b"&&") || mark.starts_with(b"||") || mark.starts_with(b"+=")
}

/// Reads strings and comments, which all the languages have in common. Returns the offset after the
/// one at an offset, or `None` if none begins there. An error is the offset that was read in vain.
fn quoted_end(bytes: &[u8], at: usize) -> Option<Result<usize, usize>> {
    let find = |from: usize, end: &[u8]| memchr::memmem::find(&bytes[from..], end).map(|i| from + i + end.len());
    match bytes[at] {
        quote @ (b'"' | b'\'' | b'`') => {
            let mut i = at + 1;
            while let Some(&b) = bytes.get(i) {
                match b {
                    b'\\' => i += 1,
                    b'\n' if quote != b'`' => return Some(Err(i)),
                    _ if b == quote => return Some(Ok(i + 1)),
                    _ => {}
                }
                i += 1;
            }
            Some(Err(i))
        }
        b'/' if bytes.get(at + 1) == Some(&b'*') => Some(find(at + 2, b"*/").ok_or(bytes.len())),
        b'/' if bytes.get(at + 1) == Some(&b'/') => {
            // On a page that is one line, nothing tells where the comment ends.
            let line = &bytes[at..bytes.len().min(at + LONGEST_LINE_COMMENT)];
            let end = memchr::memchr(b'\n', line).unwrap_or(line.len());
            Some(if end < LONGEST_LINE_COMMENT { Ok(at + end) } else { Err(at + end) })
        }
        b'<' if bytes[at..].starts_with(b"<!--") => Some(find(at + 4, b"-->").ok_or(bytes.len())),
        _ => None,
    }
}

/// Reads the comment at an offset, as `quoted_end` does.
pub(super) fn comment_end(bytes: &[u8], at: usize) -> Option<Result<usize, usize>> {
    let is_comment =
        bytes[at..].starts_with(b"/*") || bytes[at..].starts_with(b"<!--") || bytes[at..].starts_with(b"//");
    is_comment.then(|| quoted_end(bytes, at))?
}

/// Reads a regular expression after a mark that a value follows.
fn regex_end(bytes: &[u8], at: usize) -> Option<usize> {
    let (mut i, mut in_class) = (at + 1, false);
    while let Some(&b) = bytes.get(i) {
        match b {
            b'\\' => i += 1,
            b'\n' => return None,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(name_end(bytes, i + 1)),
            _ => {}
        }
        i += 1;
    }
    None
}

/// Where a reader stopped.
pub(super) enum StatementEnd {
    /// After a whole statement.
    End(usize),
    /// At an offset where the text is no program.
    Refused(usize),
}

/// Reads a statement of a program or a JSON value.
pub(super) fn statement(bytes: &[u8], start: usize) -> StatementEnd {
    let mut open: Vec<u8> = Vec::new();
    let mut i = start;
    // The last mark or the first byte of the last name, and the last name.
    let (mut last, mut last_name) = (b';', 0..0);
    let mut has_mark = false;
    while let Some(&b) = bytes.get(i) {
        if b == b'\n' && open.is_empty() && has_mark && !goes_on(bytes, i, last) {
            return StatementEnd::End(i);
        }
        if b.is_ascii_whitespace() {
            if b == b'\n' && open.last() != Some(&b')') {
                last_name = 0..0;
            }
            i += 1;
            continue;
        }
        if let Some(end) = quoted_end(bytes, i) {
            let end = match end {
                Ok(end) => end,
                Err(read) => return StatementEnd::Refused(read),
            };
            // A string after a name: an apostrophe in prose.
            let is_after_name =
                !last_name.is_empty() && !is_keyword(&bytes[last_name.clone()]) && b != b'/' && b != b'`' && b != b'<';
            if is_after_name || last == b'"' && matches!(b, b'"' | b'\'') {
                return StatementEnd::Refused(i);
            }
            if matches!(b, b'"' | b'\'' | b'`') {
                (last, last_name) = (b'"', 0..0);
            }
            i = end;
            continue;
        }
        if is_name(b) {
            let end = name_end(bytes, i);
            let before = &bytes[last_name.clone()];
            let follows_name = !before.is_empty() && !is_keyword(before) && !is_keyword(&bytes[i..end]);
            let follows_value = matches!(last, b'"' | b']') || last == b')' && open.is_empty() && is_ended_by(bytes, i);
            if follows_value && open.is_empty() && has_mark {
                return StatementEnd::End(i);
            }
            if follows_name {
                return StatementEnd::Refused(i);
            }
            (last, last_name) = (b'a', i..end);
            i = end;
            continue;
        }
        if b == b'/'
            && matches!(last, b'(' | b',' | b'=' | b':' | b'[' | b'!' | b'&' | b'|' | b'?' | b'{' | b'}' | b';')
        {
            let Some(end) = regex_end(bytes, i) else { return StatementEnd::Refused(i) };
            (last, last_name) = (b'"', 0..0);
            i = end;
            continue;
        }
        match b {
            b'{' => open.push(b'}'),
            b'(' => open.push(b')'),
            b'[' => open.push(b']'),
            b'}' | b')' | b']' => {
                if open.pop() != Some(b) {
                    return if open.is_empty() && has_mark && last == b';' {
                        StatementEnd::End(i)
                    } else {
                        StatementEnd::Refused(i)
                    };
                }
                if open.is_empty() && b == b'}' {
                    let next = bytes.get(after_space(bytes, i + 1));
                    let goes_on = next.is_some_and(|b| b"(.,;)=&|?:".contains(b));
                    if !goes_on {
                        return StatementEnd::End(i + 1);
                    }
                }
            }
            b';' if open.is_empty() => {
                return if has_mark { StatementEnd::End(i + 1) } else { StatementEnd::Refused(i) };
            }
            b',' if open.is_empty() && !has_mark => return StatementEnd::Refused(i),
            b'.' if bytes.get(i + 1).is_none_or(|b| b.is_ascii_whitespace()) && last == b'a' => {
                return StatementEnd::Refused(i);
            }
            b'=' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'<' | b'>' | b'!' | b'?' | b':' | b'.' | b','
            | b';' | b'~' | b'^' | b'#' | b'@' | b'\\' => {}
            // Other characters stand in strings and comments only.
            _ => {
                return if open.is_empty() && has_mark && matches!(last, b')' | b']' | b'"') {
                    StatementEnd::End(i)
                } else {
                    StatementEnd::Refused(i)
                };
            }
        }
        has_mark |= matches!(b, b'=' | b'(' | b'{' | b'[');
        (last, last_name) = (b, 0..0);
        i += 1;
    }
    if open.is_empty() && has_mark { StatementEnd::End(i) } else { StatementEnd::Refused(i) }
}

fn is_keyword(name: &[u8]) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.as_bytes() == name)
}

/// Tells whether the name after a closing bracket begins something else: `gtag('js')Next`, but not
/// `if (a) b`.
fn is_ended_by(bytes: &[u8], at: usize) -> bool {
    bytes[at].is_ascii_uppercase() && bytes[at - 1] == b')'
}

/// Tells whether a statement continues after a line end.
fn goes_on(bytes: &[u8], at: usize, last: u8) -> bool {
    let next = bytes.get(after_space(bytes, at));
    b"=+-*/%&|<>!?:.,(".contains(&last)
        || last == b')' && next == Some(&b'{')
        || next.is_some_and(|b| b".?:&|+*,;)".contains(b))
}

/// Returns the end of the rule of a style sheet whose `{` stands at an offset.
pub(super) fn rule_end(bytes: &[u8], brace: usize) -> StatementEnd {
    if !is_declared(bytes, brace + 1) {
        return StatementEnd::Refused(brace + 1);
    }
    let mut depth = 1u32;
    let mut i = brace + 1;
    while let Some(&b) = bytes.get(i) {
        match b {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return StatementEnd::End(i + 1);
                }
            }
            b'"' | b'\'' => {
                match quoted_end(bytes, i) {
                    Some(Ok(end)) => i = end,
                    Some(Err(read)) => return StatementEnd::Refused(read),
                    None => i += 1,
                }
                continue;
            }
            b'/' if bytes.get(i + 1) == Some(&b'*') => {
                match quoted_end(bytes, i) {
                    Some(Ok(end)) => i = end,
                    Some(Err(read)) => return StatementEnd::Refused(read),
                    None => i += 1,
                }
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    StatementEnd::Refused(i)
}

/// Tells whether a declaration, a rule or the end of the rule follows.
fn is_declared(bytes: &[u8], at: usize) -> bool {
    let at = after_space(bytes, at);
    if bytes[at..].starts_with(b"/*") || bytes.get(at) == Some(&b'}') {
        return true;
    }
    let end =
        at + bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'*' | b'_')).count();
    let is_declaration = end > at && bytes.get(after_space(bytes, end)) == Some(&b':');
    is_declaration || selectors_end(bytes, at).is_some()
}

/// Returns the offset of the `{` after the selectors at an offset.
pub(super) fn selectors_end(bytes: &[u8], at: usize) -> Option<usize> {
    let first = *bytes.get(at)?;
    if !(first.is_ascii_alphanumeric() || b".#*:[@-".contains(&first)) {
        return None;
    }
    if first == b'@' {
        let rest = &bytes[at..bytes.len().min(at + LONGEST_SELECTORS)];
        let end = rest.iter().position(|b| matches!(b, b'{' | b';' | b'}'))?;
        return (rest[end] == b'{').then_some(at + end);
    }
    let rest = &bytes[at..bytes.len().min(at + LONGEST_SELECTORS)];
    let end = rest.iter().position(|b| !is_in_selector(*b))?;
    let selectors = std::str::from_utf8(&rest[..end]).ok()?;
    (rest[end] == b'{'
        && selectors
            .split([' ', '\n', '\t', '\r', ',', '>', '+', '~'])
            .all(|word| word.is_empty() || is_selector(word)))
    .then_some(at + end)
}

fn is_in_selector(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b.is_ascii_whitespace() || b"._-#:>,+~*()[]=\"'^$|%\\/".contains(&b)
}

/// Tells whether a word is a selector: an element, a class, an identifier or a share of a key frame.
pub(super) fn is_selector(word: &str) -> bool {
    let bytes = word.as_bytes();
    if matches!(bytes[0], b'.' | b'#' | b':') {
        return bytes.get(1).is_some_and(|b| is_name(*b) || matches!(b, b'-' | b':' | b'\\'))
            && !word.contains("..")
            && !word.ends_with('.');
    }
    if matches!(bytes[0], b'*' | b'[') || word.strip_suffix('%').is_some_and(|share| share.parse::<f32>().is_ok()) {
        return true;
    }
    // The arguments of `:not(` and `:nth-child(`.
    let element = word.split(['.', '#', ':', '[', ')', '(']).next().unwrap_or("");
    let is_own =
        element.contains('-') && element.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit());
    element.is_empty() || ELEMENTS.contains(&element) || is_own || element.parse::<u32>().is_ok() || element == "n"
}

/// Returns where the selectors begin that end before the `{` at an offset, not before `from`.
pub(super) fn selectors_start(text: &str, from: usize, brace: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let floor = from.max(brace.saturating_sub(LONGEST_SELECTORS));
    let mut start = None;
    let mut end = brace;
    while end > floor {
        let is_between = |b: u8| b.is_ascii_whitespace() || b",>+~".contains(&b);
        let word_end = end - bytes[floor..end].iter().rev().take_while(|b| is_between(**b)).count();
        let len = bytes[floor..word_end].iter().rev().take_while(|b| is_in_selector(**b) && !is_between(**b)).count();
        let Some(word) = text.get(word_end - len..word_end).filter(|word| !word.is_empty()) else { return start };
        if !is_selector(word) {
            // `word.hero{`: the class is joined to the text before it.
            let mut marks = word.match_indices(['.', '#']).map(|(mark, _)| word_end - len + mark);
            return marks.find(|&at| is_selector(&text[at..word_end])).or(start);
        }
        start = Some(word_end - len);
        end = word_end - len;
    }
    start
}

/// Returns the end of the tag at an offset, and whether its element shows no text.
pub(super) fn tag_end(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    const PLUMBING: &[&str] =
        &["iframe", "img", "ins", "link", "meta", "noscript", "picture", "script", "source", "style", "svg", "video"];
    let from = if bytes.get(at + 1) == Some(&b'/') { at + 2 } else { at + 1 };
    let end = name_end(bytes, from);
    let name = std::str::from_utf8(&bytes[from..end]).ok()?.to_ascii_lowercase();
    let is_plumbing = PLUMBING.contains(&name.as_str());
    if !is_plumbing && !ELEMENTS.contains(&name.as_str()) {
        return None;
    }
    let mut i = end;
    let limit = bytes.len().min(at + LONGEST_TAG);
    while i < limit {
        match bytes[i] {
            b'>' => return Some((i + 1, is_plumbing)),
            b'<' => return None,
            quote @ (b'"' | b'\'') => i += 1 + memchr::memchr(quote, &bytes[i + 1..limit])?,
            _ => {}
        }
        i += 1;
    }
    None
}
