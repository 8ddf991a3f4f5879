//! Lexicon: what kinds of words a line has.

use super::ln;

features! {
    "function words": "share of the words that are function words" =>
        |v| v.shape().stopwords as f32 / v.shape().words.max(1) as f32;
    "number of function words": "function words, as ln(1 + n)" => |v| ln(v.shape().stopwords);
    "interface words": "share of the words that are the interface's (share, login, cookies …)" =>
        |v| v.shape().interface as f32 / v.shape().words.max(1) as f32;
    "word score": "learned weights of the words, summed, over the square root of their number; 0 in a language they do not know" =>
        |v| if v.overview.known_language { v.shape().word_score } else { 0.0 };
    "word score around 1": "the same of the two neighbours together, 0 in HTML" => |v| v.overview.word_score_around(v.at, 1);
    "word score around 3": "the same of three lines each way" => |v| v.overview.word_score_around(v.at, 3);
    "word score around 10": "the same of ten lines each way" => |v| v.overview.word_score_around(v.at, 10);
    "word score around 30": "the same of thirty lines each way" => |v| v.overview.word_score_around(v.at, 30);
}
