//! Tests of a whole site, from learning to the output.

use super::{Known, PageOrigin, Sites};
use crate::extract::{fingerprints, stream};
use crate::model::Models;
use crate::options::Options;

const PROMOTION: &str = "Our letter is read by half of the county every Friday, and it is free.";

/// Returns the nth page of a site: a story of its own and the promotion of all pages.
fn page(n: usize) -> String {
    format!(
        "<p>The {n} old mills by the river ground flour for many years, until their axles broke.\
         <p>On Saturday {n} wheels turned again, while half of the village watched.<p>{PROMOTION}"
    )
}

#[test]
fn a_recurring_promotion_is_dropped_once_the_site_is_known() {
    let options = Options::default();
    let urls: Vec<String> = (0..5).map(|n| format!("https://example.org/{n}")).collect();
    let origin = |n: usize| PageOrigin { url: Some(&urls[n]), place: "" };
    let mut sites = Sites::default();
    for n in 0..urls.len() {
        sites.learn(&fingerprints(page(n).as_bytes(), &options, origin(n)).expect("a page"));
    }
    let clean = |known| {
        let mut out = Vec::new();
        stream(page(0).as_bytes(), &mut out, &options, &Models::BUILT_IN, known).expect("a page");
        String::from_utf8(out).expect("UTF-8")
    };
    let (without, with) = (clean(None), clean(Some(Known { sites: &sites, origin: origin(0) })));
    assert!(without.contains(PROMOTION), "{without}");
    assert_eq!(without.replace(&format!("\n\n{PROMOTION}"), ""), with);
}
