#!/usr/bin/env python3
"""Does with resiliparse what `dehusk -d OUT -j N PAGES` does: for `benches/batch.rs`.

usage: resiliparse_batch.py PAGES OUT N

Writes the main content of every HTML file in PAGES to a text file in OUT, by N
processes. Needs resiliparse from PyPI.
"""
import multiprocessing
import pathlib
import sys

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding


def clean(job):
    source, target = job
    html = source.read_bytes()
    text = extract_plain_text(bytes_to_str(html, detect_encoding(html)), main_content=True)
    target.write_text(text, encoding="utf-8")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    pages, out, processes = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    out.mkdir()
    jobs = [(page, out / f"{page.stem}.txt") for page in sorted(pages.iterdir())]
    if processes == 1:
        return [clean(job) for job in jobs]
    with multiprocessing.Pool(processes) as pool:
        pool.map(clean, jobs, chunksize=8)


if __name__ == "__main__":
    main()
