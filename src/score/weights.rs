//! Hand-set weights, in log-odds.

/// Weight of one heuristic: its value, cut to `from..=to`, less `zero`, times `weight`.
pub struct Weight {
    /// The heuristic.
    pub name: &'static str,
    /// Log-odds for each unit of the heuristic.
    pub weight: f32,
    /// The value that says nothing.
    pub zero: f32,
    /// Values below count as this.
    pub from: f32,
    /// Values above count as this.
    pub to: f32,
}

const fn w(name: &'static str, weight: f32, zero: f32, from: f32, to: f32) -> Weight {
    Weight { name, weight, zero, from, to }
}

/// Log-odds of a line of which nothing is known, in HTML.
pub const HTML_BIAS: f32 = -1.0;
/// The weights in HTML.
pub const HTML: &[Weight] = &[
    w("words", 0.6, 1.8, 0.0, 4.0),
    w("function words", 3.0, 0.2, 0.0, 0.45),
    w("ends like a sentence", 0.8, 0.0, 0.0, 1.0),
    w("link share", -2.5, 0.2, 0.0, 1.0),
    w("interface words", -3.0, 0.0, 0.0, 0.6),
    w("outside half", -0.9, 0.5, 0.0, 6.0),
    w("outside most", -0.5, 0.0, 0.0, 6.0),
    w("in nav", -3.0, 0.0, 0.0, 1.0),
    w("in footer", -3.0, 0.0, 0.0, 1.0),
    w("in header", -1.0, 0.0, 0.0, 1.0),
    w("in aside", -1.5, 0.0, 0.0, 1.0),
    w("in form", -1.0, 0.0, 0.0, 1.0),
    w("in article", 0.7, 0.0, 0.0, 1.0),
    w("in main", 0.7, 0.0, 0.0, 1.0),
    w("in pre", 2.0, 0.0, 0.0, 1.0),
    w("alternative text", -4.0, 0.0, 0.0, 1.0),
    w("picture text", -4.0, 0.0, 0.0, 1.0),
    w("icon name", -6.0, 0.0, 0.0, 1.0),
    w("icon run", -8.0, 0.0, 0.0, 1.0),
    w("button", -1.5, 0.0, 0.0, 1.0),
    w("hidden", -0.7, 0.0, 0.0, 1.0),
    w("in dialog", -2.0, 0.0, 0.0, 1.0),
    w("link share 1 up", -1.5, 0.15, 0.0, 1.0),
    w("link share 2 up", -1.5, 0.2, 0.0, 1.0),
    w("prose density 1 up", 1.2, 0.4, 0.0, 1.0),
    w("prose density 2 up", 1.2, 0.4, 0.0, 1.0),
    w("prose share 3 up", 1.0, 0.3, 0.0, 1.0),
    w("date line", -2.0, 0.0, 0.0, 1.0),
    w("byline", -2.0, 0.0, 0.0, 1.0),
    w("copyright", -3.0, 0.0, 0.0, 1.0),
    w("interface label", -1.0, 0.0, 0.0, 1.0),
    w("same line elsewhere", -0.8, 0.0, 0.0, 2.0),
    w("after the headline", 0.25, 0.0, -4.0, 2.0),
];

/// Log-odds of a line of which nothing is known, in text.
pub const TEXT_BIAS: f32 = -0.6;
/// The weights in text.
pub const TEXT: &[Weight] = &[
    w("words", 0.7, 1.8, 0.0, 4.0),
    w("function words", 3.0, 0.2, 0.0, 0.45),
    w("ends like a sentence", 0.7, 0.0, 0.0, 1.0),
    w("interface words", -3.0, 0.0, 0.0, 0.6),
    w("prose around 3", 1.2, 0.5, 0.0, 1.0),
    w("prose around 10", 1.8, 0.55, 0.0, 1.0),
    w("prose around 30", 1.0, 0.55, 0.0, 1.0),
    w("prose below", -0.45, 1.0, 0.0, 4.0),
    w("prose above", -0.35, 1.0, 0.0, 4.0),
    w("words around 3", 0.5, 2.0, 0.0, 4.0),
    w("date line", -1.5, 0.0, 0.0, 1.0),
    w("byline", -1.5, 0.0, 0.0, 1.0),
    w("copyright", -3.0, 0.0, 0.0, 1.0),
    w("interface label", -1.0, 0.0, 0.0, 1.0),
    w("same line elsewhere", -0.6, 0.0, 0.0, 2.0),
    w("icon run", -12.0, 0.0, 0.0, 1.0),
    w("icon-like tokens", -2.5, 0.0, 0.0, 1.0),
    w("trail", -1.5, 0.0, 0.0, 1.0),
    w("list of names", -1.5, 0.0, 0.0, 1.0),
    w("place in the prose", -0.8, 0.6, 0.6, 1.0),
    w("after the headline", 0.3, 0.0, -4.0, 2.0),
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_weight_names_a_heuristic() {
        for weight in super::HTML.iter().chain(super::TEXT) {
            assert!(crate::evidence::index(weight.name).is_some(), "no heuristic is called {}", weight.name);
        }
    }
}
