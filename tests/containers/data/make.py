#!/usr/bin/env python3
"""Makes the containers of this folder from the pages in `pages/`, each with a
program that people use. See README.md for what is needed."""

import gzip, http.server, io, json, os, plistlib, shutil, subprocess, tempfile, threading
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email import encoders
from pathlib import Path

import brotli, zstandard
from ebooklib import epub
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).resolve().parent
PAGES = HERE / "pages"
MILL = (PAGES / "mill.html").read_bytes()
MELNITSA = (PAGES / "melnitsa.html").read_bytes()
FERRY = (PAGES / "ferry.txt").read_bytes()
PICTURE = (PAGES / "mill.png").read_bytes()


def chunks(body, size=100):
    pieces = [body[at : at + size] for at in range(0, len(body), size)] + [b""]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


def warc(path, packed):
    with open(HERE / path, "wb") as file:
        writer = WARCWriter(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path, {"software": "warcio"}))

        def response(url, status, headers, body):
            answer = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=request))
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=answer))

        html = ("Content-Type", "text/html; charset=utf-8")
        response("https://example.org/mill", "200 OK", [html], MILL)
        response("https://example.org/mill.png", "200 OK", [("Content-Type", "image/png")], PICTURE)
        # The header speaks for the encoding that the page was sent in, which is
        # no longer the one that the page names.
        koi8 = MELNITSA.decode("cp1251").encode("koi8-r")
        response("https://example.org/melnitsa", "200 OK", [("Content-Type", "text/html; charset=koi8-r")], koi8)
        response("https://example.org/old", "301 Moved Permanently", [html, ("Location", "/mill")], b"<p>Moved")
        zipped = chunks(gzip.compress(MILL, mtime=0))
        coded = [html, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
        response("https://example.org/gzip", "200 OK", coded, zipped)
        response("https://example.org/br", "200 OK", [html, ("Content-Encoding", "br")], brotli.compress(MILL))
        zst = zstandard.ZstdCompressor().compress(MILL)
        response("https://example.org/zstd", "200 OK", [html, ("Content-Encoding", "zstd")], zst)
        text = [("Content-Type", "text/plain")]
        response("https://example.org/ferry.txt", "200 OK", text, FERRY)
        resource = writer.create_warc_record(
            "https://example.org/resource", "resource", payload=io.BytesIO(MILL), warc_content_type="text/html"
        )
        writer.write_record(resource)


def wet():
    with open(HERE / "ferry.warc.wet.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("ferry.warc.wet.gz", {"software": "warcio"}))
        for number in range(3):
            writer.write_record(
                writer.create_warc_record(
                    f"https://example.org/ferry/{number}",
                    "conversion",
                    payload=io.BytesIO(FERRY),
                    warc_content_type="text/plain",
                )
            )


def mhtml_by_email():
    """As a mail program writes it: the page in its old encoding, base64."""
    message = MIMEMultipart("related", boundary="=_mill", type="text/html", start="<page@example.org>")
    picture = MIMENonMultipart("image", "png")
    picture.set_payload(PICTURE)
    picture["Content-Location"] = "https://example.org/mill.png"
    encoders.encode_base64(picture)
    message.attach(picture)
    page = MIMENonMultipart("text", "html")
    page.set_payload(MELNITSA)
    page["Content-ID"] = "<page@example.org>"
    page["Content-Location"] = "https://example.org/melnitsa"
    encoders.encode_base64(page)
    message.attach(page)
    (HERE / "email.mht").write_bytes(message.as_bytes())


class Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args):
        super().__init__(*args, directory=PAGES)

    def log_message(self, *args):
        pass


def browser(method, parameters, url):
    """Opens `url` in Chromium and gives the answer to one command of the
    DevTools protocol, spoken over a pair of pipes."""
    ours_in, theirs_out = os.pipe()
    theirs_in, ours_out = os.pipe()
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]

        def pipes():
            # Numbers 3 and 4 are what the browser speaks on.
            a, b = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(a, 3)
            os.dup2(b, 4)

        process = subprocess.Popen(
            ["chromium", *flags, "--remote-debugging-pipe"],
            preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        answers = os.fdopen(ours_in, "rb")
        number = 0

        def read():
            text = b""
            while (byte := answers.read(1)) not in (b"\0", b""):
                text += byte
            return json.loads(text)

        def call(method, session=None, **parameters):
            nonlocal number
            number += 1
            message = {"id": number, "method": method, "params": parameters}
            if session:
                message["sessionId"] = session
            os.write(ours_out, json.dumps(message).encode() + b"\0")
            while (answer := read()).get("id") != number:
                seen.append(answer.get("method"))
            return answer["result"]

        seen = []
        target = call("Target.createTarget", url="about:blank")["targetId"]
        session = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        call("Page.enable", session)
        call("Page.navigate", session, url=url)
        while "Page.loadEventFired" not in seen:
            seen.append(read().get("method"))
        answer = call(method, session, **parameters)
        process.kill()
        process.wait()
        return answer


def saved_by_chromium():
    server = http.server.ThreadingHTTPServer(("localhost", 8642), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "http://localhost:8642/mill.html"
    snapshot = browser("Page.captureSnapshot", {"format": "mhtml"}, url)["data"]
    (HERE / "chromium.mhtml").write_bytes(snapshot.encode())
    single = HERE / "single-file.html"
    single.unlink(missing_ok=True)
    browser_flags = [f"--browser-executable-path={shutil.which('chromium')}", "--browser-arg=--no-sandbox"]
    subprocess.run(["single-file", url, str(single), *browser_flags], check=True)
    server.shutdown()


def webarchive():
    archive = {
        "WebMainResource": {
            "WebResourceData": MILL,
            "WebResourceFrameName": "",
            "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": "UTF-8",
            "WebResourceURL": "https://example.org/mill",
        },
        "WebSubresources": [
            {
                "WebResourceData": PICTURE,
                "WebResourceMIMEType": "image/png",
                "WebResourceURL": "https://example.org/mill.png",
            }
        ],
    }
    for name, form in [("binary", plistlib.FMT_BINARY), ("xml", plistlib.FMT_XML)]:
        with open(HERE / f"{name}.webarchive", "wb") as file:
            plistlib.dump(archive, file, fmt=form)


def jsonl():
    records = [
        {"id": 1, "url": "https://example.org/mill", "html": MILL.decode()},
        {"id": 2, "url": "https://example.org/melnitsa", "html": MELNITSA.decode("cp1251")},
        {"id": 3, "url": "https://example.org/ferry", "text": FERRY.decode()},
    ]
    lines = "".join(json.dumps(record, ensure_ascii=record["id"] == 1) + "\n" for record in records)
    (HERE / "pages.jsonl").write_text(lines)


def book():
    book = epub.EpubBook()
    book.set_identifier("mill")
    book.set_title("The mill")
    book.set_language("en")
    chapters = []
    for number, page in [(2, "second"), (1, "first")]:
        chapter = epub.EpubHtml(title=page, file_name=f"{page} chapter.xhtml", lang="en")
        chapter.content = MILL.decode().replace("three hundred", f"{number} hundred")
        book.add_item(chapter)
        chapters.append(chapter)
    book.add_item(epub.EpubNcx())
    book.spine = list(reversed(chapters))
    epub.write_epub(HERE / "book.epub", book)


def archives():
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        shutil.copytree(PAGES, site)
        shutil.copy(site / "mill.html", site / "no-extension")
        shutil.copy(HERE / "chromium.mhtml", site / "saved.mhtml")

        def run(*command):
            subprocess.run(command, cwd=scratch, check=True, stdout=subprocess.DEVNULL)

        for name in ["site.zip", "site.tar.zst", "site.tar.xz", "site.tar.bz2"]:
            (HERE / name).unlink(missing_ok=True)
        run("gzip", "--keep", "--no-name", "site/ferry.txt")
        run("zip", "-q", "-r", "-X", str(HERE / "site.zip"), "site")
        pack = ["tar", "--sort=name", "--owner=0", "--group=0", "--mtime=2026-01-01"]
        long = site / ("a-directory-with-a-long-name/" * 5)
        long.mkdir(parents=True)
        shutil.copy(site / "mill.html", long / "mill.html")
        run(*pack, "-cf", "site.tar", "site")
        run("zstd", "-q", "site.tar", "-o", str(HERE / "site.tar.zst"))
        run("xz", "-k", "site.tar")
        run("bzip2", "-k", "site.tar")
        shutil.move(Path(scratch) / "site.tar.xz", HERE)
        shutil.move(Path(scratch) / "site.tar.bz2", HERE)


def packed():
    (HERE / "mill.html.gz").write_bytes(gzip.compress(MILL[:500], mtime=0) + gzip.compress(MILL[500:], mtime=0))
    frames = zstandard.ZstdCompressor(write_checksum=True)
    skipped = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"
    (HERE / "mill.html.zst").write_bytes(frames.compress(MILL[:500]) + skipped + frames.compress(MILL[500:]))
    (HERE / "mill.html.br").write_bytes(brotli.compress(MILL))
    for command, extension in [("xz", "xz"), ("bzip2", "bz2")]:
        packed = subprocess.run([command, "-c"], input=MILL, check=True, capture_output=True).stdout
        (HERE / f"mill.html.{extension}").write_bytes(packed)


if __name__ == "__main__":
    warc("site.warc", False)
    warc("site.warc.gz", True)
    wet()
    mhtml_by_email()
    saved_by_chromium()
    webarchive()
    jsonl()
    book()
    archives()
    packed()
