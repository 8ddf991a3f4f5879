#!/usr/bin/env python3
"""Checks the readers of convert.py on small copies of each set.

usage: test_convert.py
"""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import convert

PAGE = "<html><p>Text</p></html>"
CONLLU = """# newdoc id = letter
# meta::title = A letter
# newpar
# sent_id = 1
# text = Dear Ada.
1\tDear\t_

# sent_id = 2
# text = It rains.
1\tIt\t_

# newpar
# sent_id = 3
# text = Yours, Bo
1\tYours\t_

# newdoc id = note
# sent_id = 4
# text = Buy milk.
1\tBuy\t_
"""


class Readers(unittest.TestCase):
    def read(self, reader, files):
        """Returns the records of a set with these files."""
        with tempfile.TemporaryDirectory() as name:
            directory = pathlib.Path(name) / "set"
            for path, content in files.items():
                path = directory / path
                path.parent.mkdir(parents=True, exist_ok=True)
                content = content if isinstance(content, (str, bytes)) else json.dumps(content)
                content = content if isinstance(content, bytes) else content.encode()
                path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
            return list(reader(directory))

    def test_wcxb_reads_the_development_split_alone(self):
        truth = {
            "url": "https://a.example/1",
            "_internal": {"page_type": {"primary": "forum"}},
            "ground_truth": {"title": "A", "main_content": "Text"},
        }
        files = {f"{split}/ground-truth/0001.json": truth for split in ("dev", "test")}
        files |= {f"{split}/html/0001.html.gz": PAGE for split in ("dev", "test")}
        wanted = {"id": "0001", "url": truth["url"], "page_type": "forum", "title": "A", "main_content": "Text"}
        self.assertEqual(self.read(convert.wcxb, files), [wanted | {"html": PAGE}])

    def test_sets_with_one_file_of_texts(self):
        article = {"url": "https://a.example/1", "title": "A", "articleBody": "Text", "content": "Text"}
        wanted = {"id": "1", "url": article["url"], "page_type": "article", "main_content": "Text", "title": "A"}
        for reader, truth, page in [
            (convert.aeb, "ground-truth.json", "html/1.html.gz"),
            (convert.andy, "articles.json", "html/1.html"),
            (convert.magic, "benchmark/data/article/base.json", "benchmark/data/article/htmls/1.html"),
        ]:
            self.assertEqual(self.read(reader, {truth: {"1": article}, page: PAGE}), [wanted | {"html": PAGE}])

    def test_fundus_pairs_versions_and_dates(self):
        def article(text):
            return {"title": "T", "body": {"summary": ["S"], "sections": [{"headline": ["H"], "paragraphs": [text]}]}}

        place = "tests/resources/parser/test_data/at/"
        files = {
            place + "News.json": {"V10": article("third"), "V2": article("second"), "V1_1": article("first")},
            place + "meta.info": {"News_2024_01_01.html.gz": {"url": "https://a.example/1"}},
        }
        files |= {f"{place}News_{date}.html.gz": date for date in ("2025_01_01", "2026_01_01", "2024_01_01")}
        records = self.read(convert.fundus, files)
        self.assertEqual([r["main_content"] for r in records], ["S\nH\nfirst", "S\nH\nsecond", "S\nH\nthird"])
        self.assertEqual([r["html"] for r in records], ["2024_01_01", "2025_01_01", "2026_01_01"])
        self.assertEqual([r["url"] for r in records], ["https://a.example/1", None, None])

    def test_dragnet_sets_comments_apart(self):
        files = {
            "HTML/1.html": b"<meta charset=iso-8859-1><p>\x93Text\x94",
            "Corrected/1.html.corrected.txt": "Text\n\n!@#$%^&*()  COMMENTS\n\nMe too\n",
            "HTML/2.html": PAGE,
            "Corrected/2.html.corrected.txt": "Text\n",
        }
        first, second = self.read(convert.dragnet, files)
        self.assertEqual((first["main_content"], first["comments"]), ("Text", "Me too"))
        self.assertTrue(first["html"].endswith("“Text”"))
        self.assertEqual(second, {"id": "2", "main_content": "Text", "html": PAGE})

    def test_l3s_sorts_text_by_the_nearest_class(self):
        annotated = (
            "<script>no()</script><p>Menu<h1><span class=x-nc-sel1>A &amp; B</span></h1><p><span class='x-nc-sel2'>One"
            "<span><b>two</b></span><span class=x-nc-sel3>By Ada</span></span><p><span class=x-nc-sel2>Three</span>"
            "<p><span class=x-nc-sel4>See also</span><p><span class=x-nc-sel5>Me too</span>"
        )
        files = {
            "original/ab-1.html": PAGE,
            "annotated/ab-1.html": annotated,
            "url-mapping.txt": "<urn:uuid:ab-1> https://a.example/1\n",
        }
        wanted = {"id": "ab-1", "url": "https://a.example/1", "page_type": "article", "html": PAGE, "title": "A & B"}
        wanted |= {"main_content": "Onetwo\nThree", "supplement": "By Ada", "related": "See also", "comments": "Me too"}
        self.assertEqual(self.read(convert.l3s, files), [wanted])

    def test_cleaneval_takes_off_the_wrapper_the_address_and_the_marks(self):
        files = {
            "en_original/7.html": '<text id="x" title="A" encoding="unset">' + PAGE + "</text>\n",
            "en_cleaned/7-ada.txt": "\ufeffURL: http://a.example/7\n\n  <h>Head\n\n <p>One\n two\n<l>Item\n",
            "en_original/8.html": PAGE,
        }
        wanted = {"id": "set-7", "main_content": "Head\nOne\ntwo\nItem", "html": PAGE, "url": "http://a.example/7"}
        self.assertEqual(self.read(convert.cleaneval, files), [wanted])

    def test_readability_leaves_out_pages_that_are_made_up(self):
        files = {}
        for name, page in {"real": "x" * 10_000, "short": "x", "lorem": "Lorem ipsum" + "x" * 10_000}.items():
            files[f"test/test-pages/{name}/source.html"] = page
            files[f"test/test-pages/{name}/expected.html"] = "<div><p>One <i>two</i></p><p>Three</p></div>"
        (record,) = self.read(convert.readability, files)
        self.assertEqual((record["id"], record["main_content"]), ("real", "One two\nThree"))

    def test_harvest_reads_each_thread_once(self):
        posts = [{"post_text": {"surface_form": text}} for text in ("One", "Two")]
        thread = {"url": "https://a.example/1", "html": PAGE, "gold_standard_annotation": posts}
        files = {"corpus/goldDocuments/a.json": thread, "corpus/goldDocumentsFinal/a.json": thread}
        wanted = {"id": "a", "url": thread["url"], "page_type": "forum", "main_content": "One\nTwo", "html": PAGE}
        self.assertEqual(self.read(convert.harvest, files), [wanted])

    def test_snippets_reads_both_forms(self):
        pages = {"https://a.example/1": {"file": "a.html", "with": ["One"], "without": ["Two"]}}
        wanted = {"id": "a.html", "url": "https://a.example/1", "with": ["One"], "without": ["Two"], "html": PAGE}
        for form in ({"evaldata.json": pages}, {"evaldata.py": f"OTHER = {{}}\nEVAL_PAGES = {pages!r}\n"}):
            self.assertEqual(self.read(convert.snippets, form | {"cache/a.html": PAGE}), [wanted])

    def test_ud_follows_the_marks_of_documents_and_paragraphs(self):
        letter, note = self.read(convert.ud, {"UD_English-EWT/en_ewt-ud-dev.conllu": CONLLU})
        wanted = {"lang": "en", "id": "letter", "title": "A letter", "shuffled": False}
        self.assertEqual(letter, wanted | {"paragraphs": ["Dear Ada. It rains.", "Yours, Bo"]})
        self.assertEqual((note["id"], note["title"], note["paragraphs"]), ("note", None, ["Buy milk."]))

    def test_ud_without_marks_is_cut_into_documents(self):
        text = "\n\n".join(f"# sent_id = {at}\n# text = {at}\n1\t_" for at in range(25))
        first, second = self.read(convert.ud, {"UD_Japanese-GSD/ja_gsd-ud-dev.conllu": text})
        self.assertEqual((first["id"], first["shuffled"], first["paragraphs"][0]), ("0", True, "012"))
        self.assertEqual((second["id"], second["paragraphs"]), ("20", ["202122", "2324"]))

    def test_ntrex_gives_translations_one_id(self):
        files = {
            "DOCUMENT_IDS.tsv": "a\na\nb\nb\nb\nb\nb\n",
            "NTREX-128/newstest2019-src.eng.txt": "A\n1.\nB\n1.\n2.\n3.\n4.\n",
            "NTREX-128/newstest2019-ref.zho-CN.txt": "A\n1。\nB\n1。\n2。\n3。\n4。\n",
        }
        records = self.read(convert.ntrex, files)
        self.assertEqual([(r["lang"], r["id"], r["title"]) for r in records[:2]], [("zh", "a", "A"), ("zh", "b", "B")])
        self.assertEqual(records[1]["paragraphs"], ["1。2。3。", "4。"])
        self.assertEqual(records[3]["paragraphs"], ["1. 2. 3.", "4."])


class Output(unittest.TestCase):
    def test_half_of_the_sites_is_held_out(self):
        def is_ours(url, page=""):
            return convert.is_ours({"id": "1", "url": url, "html": page})

        self.assertTrue(is_ours("https://www.b.example/1"))
        self.assertTrue(is_ours("http://B.example:80?x"))
        self.assertFalse(is_ours("https://a.example/1"))
        self.assertFalse(is_ours(None, "<link rel=canonical href='https://a.example/2'>"))
        self.assertTrue(is_ours(None, "<base href=https://b.example/>"))

    def test_command(self):
        with tempfile.TemporaryDirectory() as name:
            directory = pathlib.Path(name)
            (directory / "html").mkdir()
            truth = {host: {"url": f"https://{host}.example/", "articleBody": "é"} for host in "ab"}
            (directory / "ground-truth.json").write_text(json.dumps(truth))
            for host in "ab":
                (directory / f"html/{host}.html.gz").write_bytes(gzip.compress(b"<p>x"))
            script = pathlib.Path(convert.__file__)
            command = [sys.executable, script, f"aeb={directory}", directory / "out"]
            self.assertEqual(subprocess.run(command, stdout=subprocess.DEVNULL).returncode, 0)
            file = directory / "out/corpus/more-dev.jsonl.zst"
            lines = subprocess.run(["zstd", "-dc", "--long=27", file], stdout=subprocess.PIPE, check=True).stdout
            (record,) = map(json.loads, lines.splitlines())
            self.assertEqual((record["id"], record["set"], record["main_content"]), ("aeb-b", "aeb", "é"))
            self.assertEqual([path.name for path in (directory / "out").rglob("*.zst*")], [file.name])
            command = [sys.executable, script, f"dragnet={directory}", directory / "out"]
            failed = subprocess.run(command, stderr=subprocess.PIPE, text=True)
            self.assertEqual(failed.returncode, 1)
            self.assertIn("holds nothing of the set dragnet", failed.stderr)


if __name__ == "__main__":
    unittest.main()
