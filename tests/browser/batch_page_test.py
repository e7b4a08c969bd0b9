# SPDX-License-Identifier: Apache-2.0
"""Uses the page about many reports as an inspector does: sorts, filters, chooses rules and departments."""
import json
import pathlib
import re
import subprocess
import sys
import unittest

from pages import CONTRAST, WIDTHS, PageCase

PROGRAM, FOLDER, SAMPLES = sys.argv[1:]
FOLDER = pathlib.Path(FOLDER)
SAMPLES = pathlib.Path(SAMPLES)
EVIL = "</script><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">\u2028\u202e=1"
MANY = 5000


def result_lines():
    """Two reports as the lines of a batch: one without findings, one with many, and one that could not be read."""
    paths = [SAMPLES / "clean/report.json", SAMPLES / "faulty/report.json", "no-such-report.pdf"]
    out = subprocess.run([PROGRAM, "batch", *map(str, paths), "--format", "ndjson"], check=False, capture_output=True,
                         text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def make_page(name, language, lines):
    results = FOLDER / f"{name}.ndjson"
    results.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    path = FOLDER / f"{name}-{language}.html"
    code = subprocess.run([PROGRAM, "merge", str(results), "--format", "html", "--lang", language, "-o", str(path)],
                          check=False).returncode
    assert code in (0, 1, 3), f"zzaudit ended with {code}"
    return path


def changed(line, **members):
    return {**line, **members}


class BatchPageTest(PageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clean, faulty, unread = result_lines()
        few = [changed(faulty, file=f"{year}/甲局.json", unit="甲局", year=year, rules=faulty["rules"][:year - 2020])
               for year in (2023, 2021, 2022)]
        few += [changed(clean, file="2023/乙局.json", unit="乙局"), unread,
                changed(faulty, file=f"2023/{EVIL}.json", unit=EVIL)]
        cls.few = {language: make_page("batch", language, few) for language in ("zh", "en")}
        # Of the results only what the page takes: thousands of lines in full would take their time.
        small = [{key: value for key, value in line.items() if key not in ("findings", "checks")}
                 for line in (clean, faulty)]
        for line in small:
            line["coverage"] = changed(line["coverage"], unverified=[])
        cls.many = make_page("batch-many", "zh", [
            changed(small[i % 10 == 3], file=f"{2019 + i % 5}/{i:05}.json", unit=f"第{i // 5 * 7 % 1000}局",
                    year=2019 + i % 5) for i in range(MANY)])

    def column(self, number):
        return self.browser.run("""return [...document.querySelectorAll('#reports tbody tr')].map(
            (row) => row.cells[arguments[0]].innerText)""", number)

    def sort(self, column):
        self.browser.click(f"#reports [data-column={column}]")

    def type(self, text):
        self.browser.run("""const box = document.querySelector('#filter [name=text]'); box.value = arguments[0];
                            box.dispatchEvent(new Event('input', {bubbles: true}))""", text)

    def choose(self, name, value):
        self.browser.run("""const box = document.querySelector(`#filter [name=${arguments[0]}]`); box.value = arguments[1];
                            box.dispatchEvent(new Event('change', {bubbles: true}))""", name, value)

    def shown(self, id):
        return self.browser.run("return document.getElementById(arguments[0]).getClientRects().length > 0", id)

    def text(self, selector):
        return self.browser.run("return document.querySelector(arguments[0]).innerText", selector)

    def test_opens_whole_and_alone(self):
        for language, page in self.few.items():
            for width in WIDTHS:
                with self.subTest(page=page.name, width=width):
                    self.open(page, width)
                    self.assertEqual(self.browser.run("return performance.getEntriesByType('resource').length"), 0)
                    self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), width)
                    self.assertEqual(len(self.column(0)), 6)
                    self.browser.screenshot(FOLDER / f"batch-{language}-{width}.png", whole=True)

    def test_sorts_by_every_column(self):
        self.open(self.few["zh"])
        columns = self.browser.run("return [...document.querySelectorAll('#reports [data-column]')].map((b) => b.dataset.column)")
        self.assertEqual(len(columns), 9)
        for number, column in enumerate(columns):
            with self.subTest(column=column):
                self.sort(column)
                first = self.column(number)
                kind = self.browser.run("return arguments[0].closest('th').ariaSort ?? ''",
                                        self.browser.call("POST", "/element", {"using": "css selector", "value": f"[data-column={column}]"}))
                self.assertIn(kind, ("ascending", "descending"))
                self.sort(column)
                # What has no value comes last both times.
                known = [value for value in first if value not in ("", "–")]
                self.assertEqual([value for value in self.column(number) if value not in ("", "–")][0], known[-1])
                self.assertEqual(self.column(number)[len(known):], first[len(known):])
        self.sort("error")
        errors = [int(value) for value in self.column(4) if value.isdigit()]
        self.assertEqual(errors, sorted(errors, reverse=True))
        self.assertGreater(errors[0], errors[-1])

    def test_filters_by_text_verdict_and_rule(self):
        self.open(self.few["zh"])
        self.type("甲局 2022")
        self.assertEqual(self.column(0), ["2022/甲局.json"])
        self.type("no such thing")
        self.assertEqual(self.column(0), [])
        self.assertTrue(self.shown("none"))
        self.browser.click("#filter [type=reset]")
        self.assertEqual(len(self.column(0)), 6)
        self.choose("verdict", "0")
        self.assertEqual(self.column(1), ["乙局"])
        self.assertEqual(self.text("#shown"), "1")
        self.browser.click("#filter [type=reset]")
        self.choose("rule", "0")
        self.assertTrue(self.shown("rule"))
        self.assertTrue(0 < len(self.column(0)) < 5)
        self.browser.click("#filter [type=reset]")
        self.assertFalse(self.shown("rule"))

    def test_a_rule_shows_its_departments_and_a_department_its_years(self):
        for width in WIDTHS:
            with self.subTest(width=width):
                self.open(self.few["zh"], width)
                # The rule that only the last of the three years and the hostile one have.
                reports = self.browser.run("return [...document.querySelectorAll('#rules tbody tr')].map((row) => row.cells[4].innerText)")
                place = reports.index("2") + 1
                self.browser.click(f"#rules tbody tr:nth-child({place}) button")
                self.assertEqual(self.text("#rule-count"), "2")
                self.assertIn(self.text(f"#rules tbody tr:nth-child({place}) button"), self.text("#rule-title"))
                self.assertEqual(self.browser.run("return document.activeElement.id"), "rule-title")
                self.browser.screenshot(FOLDER / f"batch-rule-{width}.png")
                self.browser.click("#rule tbody tr:first-child button")
                self.assertEqual(self.text("#unit-title"), "甲局")
                self.assertEqual(self.browser.run("return [...document.querySelectorAll('#unit tbody tr')].map((row) => row.cells[2].innerText)"),
                                 ["2021", "2022", "2023"])
                self.assertEqual(self.browser.run("return document.querySelectorAll('#unit svg text').length"), 6)
                self.browser.screenshot(FOLDER / f"batch-unit-{width}.png")
                self.browser.click("#unit .close")
                self.assertFalse(self.shown("unit"))
                self.browser.run("[...document.querySelectorAll('#reports [data-unit]')].at(-1).click()")
                self.assertFalse(self.browser.run("return !!document.querySelector('#unit svg')"), "one year is no history")

    def test_hostile_names_mean_nothing(self):
        self.open(self.few["zh"])
        self.type("hacked")
        self.assertEqual(len(self.column(1)), 1)
        self.browser.click("#reports [data-unit]")
        self.assertIn("<script>", self.text("#unit-title"))
        self.assertNotIn("hacked", self.browser.run("return document.title"))
        self.assertEqual(self.browser.run("return document.querySelectorAll('main img, main script').length"), 0)

    def test_keys_are_enough(self):
        self.open(self.few["en"])
        self.browser.run("document.querySelector('#rules button').focus()")
        self.browser.press("Enter")
        self.assertEqual(self.browser.run("return document.activeElement.id"), "rule-title")
        self.browser.run("document.querySelector('#rule .close').focus()")
        self.browser.press("Enter")
        self.assertEqual(self.browser.run("return document.activeElement.dataset.rule"), "0")
        self.browser.run("document.querySelector('#reports [data-column=year]').focus()")
        self.browser.press("Enter")
        self.assertEqual(self.column(2)[0], "2021")

    def test_contrast_is_enough_in_light_and_dark(self):
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                with self.subTest(scheme=scheme, width=width):
                    self.open(self.few["zh"], width, scheme)
                    self.browser.run("document.querySelector('#rules button').click()")
                    self.browser.run("document.querySelector('#rule [data-unit]').click()")
                    self.assertEqual(self.browser.run(CONTRAST), [])
                    self.browser.screenshot(FOLDER / f"batch-{scheme}-{width}.png")

    def test_totals_can_be_read_without_the_script(self):
        page = self.few["zh"].read_text(encoding="utf-8")
        page = re.sub(r"<script>.*?</script>\n</body>", "</body>", page, flags=re.DOTALL)
        path = FOLDER / "batch-no-script.html"
        path.write_text(page, encoding="utf-8")
        self.open(path)
        self.assertIn("共 6 份报告", self.text("#totals"))
        self.assertTrue(self.shown("rules"))
        self.assertFalse(self.shown("list"))

    def test_nothing_is_lost_in_print(self):
        self.open(self.few["zh"])
        self.browser.media(media="print")
        self.browser.size(794, 1123)
        self.assertFalse(self.shown("filter"))
        self.assertEqual(len(self.column(0)), 6)
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('.box')].filter((b) => b.scrollWidth > 794).length"), 0)
        self.browser.screenshot(FOLDER / "batch-print.png", whole=True)

    def test_thousands_of_reports(self):
        self.open(self.many)
        opened = self.browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd")
        took = lambda script: self.browser.run(
            f"const begin = performance.now(); {script}; document.body.offsetHeight; return performance.now() - begin")
        sorts = [took(f"document.querySelectorAll('#reports [data-column]')[{i}].click()") for i in range(9)]
        found = took("const box = document.querySelector('#filter [name=text]'); box.value = '第70局';"
                     "box.dispatchEvent(new Event('input', {bubbles: true}))")
        print(f"{MANY} reports: {self.many.stat().st_size} bytes, opened in {opened:.0f} ms, sorted in at most "
              f"{max(sorts):.0f} ms, filtered in {found:.0f} ms")
        self.assertEqual(self.column(1), ["第70局"] * 5)
        self.browser.run("document.querySelector('#filter').reset()")
        first = len(self.column(0))
        self.assertLess(first, 1000, "only the beginning is in the page")
        self.browser.run("document.querySelector('#more button').click()")
        self.assertGreater(len(self.column(0)), first)
        self.browser.run("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(len(self.column(0)), MANY)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
