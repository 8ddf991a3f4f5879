#!/usr/bin/env python3
"""Converts local copies of the public data sets to the files that training reads.

usage: convert.py SET=DIRECTORY... OUTPUT

Each DIRECTORY holds a set as it is published; the docstring of the reader of the set says
where. Writes OUTPUT/corpus/wcxb-dev.jsonl.zst, OUTPUT/corpus/more-dev.jsonl.zst and
OUTPUT/bodies/bodies.jsonl.zst, as far as their sets are given, in the form that README.md
documents. A SET may be given several times. Needs `zstd` on the path and no package.
"""
import ast
import codecs
import gzip
import hashlib
import html.parser
import itertools
import json
import pathlib
import re
import shutil
import subprocess
import sys

# Tags that begin and end a line of text.
BLOCKS = set(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
HIDDEN = {"script", "style", "noscript", "template"}
# The separator of Dragnet's article and comments.
COMMENTS = "!@#$%^&*()  COMMENTS"
# What the classes of the annotation of L3S-GN1 stand for. x-nc-sel0 is not content.
L3S_FIELDS = ["", "title", "main_content", "supplement", "related", "comments"]
L3S = {f"x-nc-sel{at}": field for at, field in enumerate(L3S_FIELDS)}

# Treebanks whose sentences are in order, as in our own bodies.jsonl.zst. All others count as shuffled.
ORDERED = set(
    "Afrikaans-AfriBooms Belarusian-HSE Czech-CLTT Czech-CAC English-EWT English-GUM Persian-Seraji Finnish-TDT "
    "French-Sequoia Scottish_Gaelic-ARCOSG Galician-TreeGal Hebrew-IAHLTknesset Hebrew-IAHLTwiki Croatian-SET "
    "Upper_Sorbian-UFAL Armenian-BSUT Armenian-ArmTDP Western_Armenian-ArmTDP Icelandic-Modern Italian-ParlaMint "
    "Georgian-GLC Kazakh-KTB Korean-Kaist Lithuanian-ALKSNIS Latvian-LVTB Maltese-MUDT Norwegian-Bokmaal "
    "Dutch-LassySmall Dutch-Alpino Norwegian-Nynorsk Portuguese-Bosque Russian-Taiga Slovak-SNK Serbian-SET "
    "Swedish-Talbanken Thai-TUD Tatar-NMCTT Ukrainian-ParlaMint".split()
)
# ISO 639-1 codes of the languages of NTREX-128 that have one.
TWO_LETTERS = dict(
    pair.split(":")
    for pair in (
        "afr:af amh:am arb:ar aze:az bak:ba bel:be bul:bg ben:bn bod:bo bos:bs cat:ca ces:cs cym:cy dan:da deu:de "
        "div:dv dzo:dz ewe:ee ell:el eng:en spa:es est:et eus:eu fas:fa fin:fi fij:fj fao:fo fra:fr gle:ga glg:gl "
        "guj:gu hau:ha heb:he hin:hi hrv:hr hun:hu hye:hy ind:id ibo:ig isl:is ita:it jpn:ja kat:ka kaz:kk khm:km "
        "kan:kn kor:ko kir:ky ltz:lb lao:lo lit:lt lav:lv mlg:mg mri:mi mkd:mk mal:ml mon:mn mar:mr msa:ms mlt:mt "
        "mya:my nob:nb nde:nd nep:ne nld:nl nno:nn nya:ny orm:om pan:pa pol:pl pus:ps por:pt ron:ro rus:ru kin:rw "
        "snd:sd sin:si slk:sk slv:sl smo:sm sna:sn som:so sqi:sq srp:sr ssw:ss swe:sv swa:sw tam:ta tel:te tgk:tg "
        "tha:th tir:ti tuk:tk tsn:tn ton:to tur:tr tat:tt tah:ty uig:ug ukr:uk urd:ur uzb:uz ven:ve vie:vi wol:wo "
        "xho:xh yor:yo zho:zh zul:zu"
    ).split()
)
# Languages that write no space between sentences.
UNSPACED = {"bo", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"}
# What a page declares as its address.
DECLARED = re.compile(
    r"""(?i)<(?:base|link[^>]*canonical|meta[^>]*og:url)[^>]*(?:href|content)=["']?(https?://[^"'\s>]+)"""
)
# Sentences of a paragraph and of a document where a set does not mark them.
PARAGRAPH, DOCUMENT = 3, 20


def wcxb(directory):
    """The clone of the repository. Reads the development split only: dev/ground-truth/ID.json
    and dev/html/ID.html.gz."""
    for path in sorted(directory.glob("dev/ground-truth/*.json")):
        page = json.loads(path.read_text("utf-8"))
        truth = page["ground_truth"]
        yield {
            "id": path.stem,
            "url": page.get("url"),
            "page_type": page["_internal"]["page_type"]["primary"],
            "title": truth.get("title"),
            "main_content": truth.get("main_content"),
            "html": decode(directory / "dev/html" / f"{path.stem}.html.gz"),
        }


def aeb(directory):
    """The clone of the repository: ground-truth.json and html/ID.html.gz."""
    return bodies_of(directory / "ground-truth.json", "articleBody", directory / "html", ".html.gz")


def andy(directory):
    """The clone of the repository: articles.json and html/ID.html."""
    return bodies_of(directory / "articles.json", "articleBody", directory / "html", ".html")


def magic(directory):
    """The clone of the repository: benchmark/data/article/base.json and htmls/ID.html."""
    articles = directory / "benchmark/data/article"
    return bodies_of(articles / "base.json", "content", articles / "htmls", ".html")


def bodies_of(truth, field, pages, suffix):
    """Reads a set that has one file with all texts, by the names of the pages."""
    for name, article in json.loads(truth.read_text("utf-8")).items():
        record = {"id": name, "url": article.get("url"), "page_type": "article", "main_content": article[field]}
        if "title" in article:
            record["title"] = article["title"]
        yield record | {"html": decode(pages / (name + suffix))}


def fundus(directory):
    """The clone of the repository: COUNTRY/PUBLISHER.json, COUNTRY/PUBLISHER_DATE.html.gz and
    COUNTRY/meta.info in tests/resources/parser/test_data. A publisher has one page for each
    version of its parser, and the versions are in the order of the dates."""
    for path in sorted(directory.glob("tests/resources/parser/test_data/*/*.json")):
        about = json.loads((path.parent / "meta.info").read_text("utf-8"))
        articles = json.loads(path.read_text("utf-8"))
        versions = sorted(articles, key=lambda version: [int(number) for number in re.findall(r"\d+", version)])
        pages = sorted(path.parent.glob(f"{path.stem}_*.html.gz"))
        if len(pages) != len(versions):
            print(f"fundus: left out {path}: {len(versions)} versions, {len(pages)} pages", file=sys.stderr)
            continue
        for page, version in zip(pages, versions):
            article = articles[version]
            text = article.get("body") or {"summary": [], "sections": []}
            parts = [text["summary"]] + [part[of] for part in text["sections"] for of in ("headline", "paragraphs")]
            yield {
                "id": page.name.removesuffix(".html.gz"),
                "url": about.get(page.name, {}).get("url"),
                "page_type": "article",
                "title": article.get("title"),
                "main_content": "\n".join(itertools.chain(*parts)),
                "html": decode(page),
            }


def dragnet(directory):
    """The clone of the repository with its two archives unpacked: HTML/ID.html and
    Corrected/ID.html.corrected.txt."""
    for path in sorted(directory.glob("Corrected/*.html.corrected.txt")):
        name = path.name.removesuffix(".html.corrected.txt")
        main, _, comments = decode(path).partition(COMMENTS)
        record = {"id": name, "main_content": main.strip(), "html": decode(directory / "HTML" / f"{name}.html")}
        yield record | ({"comments": comments.strip()} if comments.strip() else {})


def l3s(directory):
    """The unpacked archive: original/ID.html, annotated/ID.html and url-mapping.txt."""
    mapping = (directory / "url-mapping.txt").read_text("utf-8")
    urls = dict(re.findall(r"<urn:uuid:([\w-]+)>\s+(\S+)", mapping))
    for path in sorted(directory.glob("annotated/*.html")):
        texts = {"main_content": ""} | texts_of(decode(path), L3S)
        texts.pop("", None)
        page = decode(directory / "original" / path.name)
        yield {"id": path.stem, "url": urls.get(path.stem), "page_type": "article"} | texts | {"html": page}


def cleaneval(directory):
    """One part of the set, development or final, anywhere below the directory: the original
    pages N.html and the cleaned texts N.txt or N-NAME.txt, without the stripped texts."""
    cleaned = {path.stem.split("-")[0]: path for path in sorted(directory.rglob("*.txt"))}
    for path in sorted(directory.rglob("*.html")):
        if path.stem not in cleaned:
            continue
        # The page is wrapped in <text id="ADDRESS" title="…" encoding="…">.
        page = re.sub(r"^\s*<text\s[^>]*>|</text>\s*$", "", decode(path))
        # The text begins with "URL: ADDRESS". <h>, <p> and <l> mark headings, paragraphs and list items.
        text = decode(cleaned[path.stem])
        url = re.match(r"\s*URL:\s*(\S+).*", text)
        lines = text[url.end() if url else 0 :].splitlines()
        lines = [re.sub(r"(?i)^\s*<[hpl]>", "", line).strip() for line in lines]
        record = {"id": f"{directory.name}-{path.stem}", "main_content": "\n".join(filter(None, lines)), "html": page}
        yield record | ({"url": url[1]} if url else {})


def readability(directory):
    """The clone of the repository: test/test-pages/NAME/source.html and expected.html. Leaves
    out the pages that are made up: they are filled with Lorem ipsum or short."""
    for path in sorted(directory.glob("test/test-pages/*/expected.html")):
        page = decode(path.with_name("source.html"))
        if len(page) >= 10_000 and "lorem ipsum" not in page.lower():
            text = texts_of(decode(path), {}).get("", "")
            yield {"id": path.parent.name, "page_type": "article", "main_content": text, "html": page}


def harvest(directory):
    """The clone of the repository: the threads corpus/goldDocuments*/NAME.json. Some threads
    are in several of these directories; the first counts."""
    seen = set()
    for path in sorted(directory.glob("corpus/goldDocuments*/*.json")):
        thread = json.loads(path.read_text("utf-8"))
        if thread["url"] not in seen:
            seen.add(thread["url"])
            posts = [post["post_text"]["surface_form"] for post in thread["gold_standard_annotation"]]
            yield {
                "id": path.stem,
                "url": thread["url"],
                "page_type": "forum",
                "main_content": "\n".join(posts),
                "html": thread["html"],
            }


def snippets(directory):
    """The directory tests/ of the clone of trafilatura: evaldata.json (evaldata.py in older
    versions), and the pages in cache/ or eval/. Measured, never trained on."""
    path = directory / "evaldata.json"
    if path.exists():
        pages = json.loads(path.read_text("utf-8"))
    else:
        tree = ast.parse((directory / "evaldata.py").read_text("utf-8"))
        assigned = {node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign)}
        pages = ast.literal_eval(assigned["EVAL_PAGES"])
    for url, page in pages.items():
        files = [directory / place / page["file"] for place in ("cache", "eval")]
        record = {"id": page["file"], "url": url, "with": page["with"], "without": page["without"]}
        yield from [record | {"html": decode(file)} for file in files if file.exists()][:1]


def ud(directory):
    """A directory with treebanks: UD_LANGUAGE-NAME/CODE_NAME-ud-SPLIT.conllu."""
    for path in sorted(directory.glob("UD_*/*.conllu")):
        shuffled = path.parent.name.removeprefix("UD_") not in ORDERED
        text = path.read_text("utf-8")
        marked = "# newdoc" in text
        documents = []
        for at, sentence in enumerate(text.strip().split("\n\n")):
            comments = [line[2:].partition(" = ") for line in sentence.split("\n") if line.startswith("# ")]
            about = {key: value for key, _, value in comments}
            if not documents or "newdoc" in about or "newdoc id" in about or (not marked and at % DOCUMENT == 0):
                name = about.get("newdoc id") or about.get("sent_id") or f"{path.stem}-{at}"
                documents.append((name, about.get("meta::title"), []))
            paragraphs = documents[-1][2]
            if not paragraphs or "newpar" in about or "newpar id" in about:
                paragraphs.append([])
            paragraphs[-1].append(about["text"])
        for name, title, paragraphs in documents:
            yield body(name, path.name.split("_")[0], title, paragraphs, shuffled)


def ntrex(directory):
    """The clone of the repository: DOCUMENT_IDS.tsv and NTREX-128/newstest2019-*.CODE.txt, a
    sentence on each line. A document begins with its headline."""
    names = (directory / "DOCUMENT_IDS.tsv").read_text("utf-8").split()
    for path in sorted(directory.glob("NTREX-128/newstest2019-*.txt")):
        code = path.name.split(".")[1].split("-")[0]
        lang = TWO_LETTERS.get(code, code)
        lines = path.read_text("utf-8").split("\n")
        for name, sentences in itertools.groupby(zip(names, lines), key=lambda pair: pair[0]):
            title, *sentences = [line.strip() for _, line in sentences]
            yield body(name, lang, title, [sentences], False)


def body(name, lang, title, paragraphs, shuffled):
    """Makes a record of a clean article, from the sentences of each paragraph. A single
    paragraph is split: most sets do not mark paragraphs."""
    if len(paragraphs) == 1:
        sentences = paragraphs[0]
        paragraphs = [sentences[at : at + PARAGRAPH] for at in range(0, len(sentences), PARAGRAPH)]
    space = "" if lang in UNSPACED else " "
    joined = [space.join(sentences) for sentences in paragraphs]
    return {"lang": lang, "id": name, "title": title, "paragraphs": joined, "shuffled": shuffled}


def decode(path):
    """Returns the text of a file: UTF-8 if it is valid, else the encoding that it declares,
    else Windows-1252."""
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", raw[:4096])
    for encoding in ("utf-8-sig", declared[1].decode().lower() if declared else "cp1252"):
        # As browsers do, since pages that say Latin-1 mean Windows-1252.
        encoding = "cp1252" if encoding in ("iso-8859-1", "latin1", "us-ascii") else encoding
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return raw.decode("cp1252", "replace")


class Texts(html.parser.HTMLParser):
    """Gathers the text of a page, by the field that the class of the nearest span stands for."""

    def __init__(self, fields):
        super().__init__()
        self.fields, self.spans, self.hidden, self.pieces = fields, [""], 0, {}

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in HIDDEN
        if tag == "span":
            self.spans.append(self.fields.get(dict(attributes).get("class"), self.spans[-1]))
        self.end_line(tag)

    def handle_startendtag(self, tag, attributes):
        self.end_line(tag)

    def handle_endtag(self, tag):
        self.hidden = max(self.hidden - (tag in HIDDEN), 0)
        if tag == "span" and len(self.spans) > 1:
            self.spans.pop()
        self.end_line(tag)

    def handle_data(self, data):
        if not self.hidden:
            self.pieces.setdefault(self.spans[-1], []).append(re.sub(r"\s+", " ", data))

    def end_line(self, tag):
        if tag in BLOCKS:
            for pieces in self.pieces.values():
                pieces.append("\n")


def texts_of(page, fields):
    """Returns the text of each field that has any, with a line for each block of the page.
    `fields` gives the field of a class. The text of no class is the field ""."""
    texts = Texts(fields)
    texts.feed(page)
    texts.close()
    result = {}
    for field, pieces in texts.pieces.items():
        lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
        if any(lines):
            result[field] = "\n".join(filter(None, lines))
    return result


def is_ours(record):
    """Whether a page is in the half of the sites to train and measure on. The other half is
    held out. A page without an address belongs to the host that it declares, else it is a
    site of its own."""
    declared = DECLARED.search(record["html"])
    url = record.get("url") or (declared[1] if declared else "")
    host = re.split("[/?#:]", url.partition("://")[2])[0].lower().removeprefix("www.")
    return hashlib.sha1((host or record["id"]).encode()).digest()[0] % 2 == 1


def write(path, records):
    """Writes records as JSON Lines, compressed with a window of 2^27 bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with subprocess.Popen(["zstd", "--quiet", "--force", "--long=27", "-o", part], stdin=subprocess.PIPE) as zstd:
        for record in records:
            zstd.stdin.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    if zstd.returncode:
        sys.exit(f"{part}: zstd failed")
    part.rename(path)


MORE = [aeb, andy, cleaneval, dragnet, fundus, harvest, l3s, magic, readability, snippets]
FILES = {"corpus/wcxb-dev.jsonl.zst": [wcxb], "corpus/more-dev.jsonl.zst": MORE, "bodies/bodies.jsonl.zst": [ud, ntrex]}


def read(reader, directory):
    """Reads a set and says how many records it has and how many are kept."""
    count = kept = 0
    for record in reader(directory):
        count += 1
        if reader in MORE:
            record = {"id": f"{reader.__name__}-{record.pop('id')}", "set": reader.__name__} | record
            if not is_ours(record):
                continue
        kept += 1
        yield record
    if not count:
        sys.exit(f"{directory}: holds nothing of the set {reader.__name__}. Expected: {reader.__doc__}")
    print(f"{reader.__name__}: kept {kept} of {count} records of {directory}")


def main(arguments):
    readers = {reader.__name__: reader for readers in FILES.values() for reader in readers}
    given = [argument.partition("=") for argument in arguments[:-1]]
    if not given or any(name not in readers or not directory for name, _, directory in given):
        sys.exit(f"{__doc__}\nThe sets are: {', '.join(readers)}.")
    if not shutil.which("zstd"):
        sys.exit("convert.py: found no zstd on the path; install the package zstd of your system")
    for file, members in FILES.items():
        sets = [(readers[name], pathlib.Path(directory)) for name, _, directory in given if readers[name] in members]
        if sets:
            try:
                write(pathlib.Path(arguments[-1]) / file, itertools.chain.from_iterable(read(*each) for each in sets))
            except OSError as error:
                sys.exit(f"convert.py: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
