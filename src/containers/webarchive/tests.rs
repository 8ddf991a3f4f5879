use super::binary::main_resource as binary;
use super::xml::main_resource as xml;
use super::*;

fn list(fields: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>WebSubresources</key><array><dict>\
         <key>WebResourceData</key><data>eA==</data></dict></array><key>WebMainResource</key><dict>{fields}</dict>\
         </dict></plist>"
    )
}

#[test]
fn the_main_resource_of_an_xml_list_is_read() {
    let file = list(
        "<key>WebResourceData</key>\n<data>\n\tPHA+\n\teA==\n</data><key>WebResourceURL</key>\
         <string>https://example.org/?a&amp;b&#61;c</string><key>Other</key><dict><key>WebResourceURL</key>\
         <string>no</string></dict><key>WebResourceMIMEType</key><string>text/html</string>",
    );
    assert!(is_xml(file.as_bytes()));
    let resource = xml(file.as_bytes()).unwrap().unwrap();
    assert_eq!(resource.data.as_deref(), Some(&b"<p>x"[..]));
    assert_eq!(resource.url.as_deref(), Some("https://example.org/?a&b=c"));
    assert_eq!(resource.media.as_deref(), Some("text/html"));
    for end in 20..file.len() - 8 {
        let _ = xml(&file.as_bytes()[..end]);
    }
}

#[test]
fn a_list_may_have_no_page() {
    assert_eq!(xml(b"<plist><dict><key>a</key><string>b</string></dict></plist>"), Ok(None));
    assert!(xml(b"<plist><dict>").is_err());
    assert_eq!(xml(list("").as_bytes()).unwrap().unwrap().data, None);
}

/// Creates a binary list of objects. The first object is the root.
fn packed(objects: &[&[u8]]) -> Vec<u8> {
    let mut file = b"bplist00".to_vec();
    let mut table = Vec::new();
    for object in objects {
        table.push(u8::try_from(file.len()).unwrap());
        file.extend_from_slice(object);
    }
    let start = file.len() as u64;
    file.extend_from_slice(&table);
    file.extend_from_slice(&[0, 0, 0, 0, 0, 0, 1, 1]);
    for number in [objects.len() as u64, 0, start] {
        file.extend_from_slice(&number.to_be_bytes());
    }
    file
}

#[test]
fn the_main_resource_of_a_binary_list_is_read() {
    let file = packed(&[
        b"\xD1\x01\x02",
        b"\x5F\x10\x0FWebMainResource",
        b"\xD2\x03\x05\x04\x06",
        b"\x5F\x10\x0FWebResourceData",
        b"\x44<p>x",
        b"\x5F\x10\x0EWebResourceURL",
        b"\x62\0a\xE9\x2C",
    ]);
    let resource = binary(&file).unwrap().unwrap();
    assert_eq!(resource.data.as_deref(), Some(&b"<p>x"[..]));
    assert_eq!(resource.url.as_deref(), Some("a\u{E92C}"));
    for end in 0..file.len() {
        let _ = binary(&file[..end]);
    }
}

#[test]
fn objects_that_contain_themselves_do_not_loop() {
    // A dictionary whose main resource is itself.
    let file = packed(&[b"\xD1\x01\x00", b"\x5F\x10\x0FWebMainResource"]);
    assert_eq!(binary(&file).unwrap().unwrap().data, None);
    assert!(binary(&packed(&[b"\xDF\x13\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"])).is_err());
    assert!(binary(b"bplist00").is_err());
}
