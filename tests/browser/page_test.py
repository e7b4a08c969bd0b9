# SPDX-License-Identifier: Apache-2.0
"""Uses the HTML page as people do: opens, filters, jumps to and fro, asks for help, by mouse, touch and keys."""
import pathlib
import subprocess
import sys
import unittest

from pages import CONTRAST, WIDTHS, PageCase

PROGRAM, FOLDER, SAMPLES, *REPORTS = sys.argv[1:]
FOLDER = pathlib.Path(FOLDER)
SAMPLES = pathlib.Path(SAMPLES)
MOST_BYTES = 1 << 20


def make_page(name, language, *reports):
    path = FOLDER / f"{name}-{language}.html"
    code = subprocess.run([PROGRAM, "check", *map(str, reports), "--format", "html", "--lang", language, "-o",
                           str(path)], check=False).returncode
    assert code in (0, 1, 3), f"zzaudit ended with {code}"
    return path


class PageTest(PageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.faulty = {language: make_page("faulty", language, SAMPLES / "faulty/report.json")
                      for language in ("zh", "en")}
        # With all that there may be besides: findings that do not count, and an input that cannot be read.
        cls.several = make_page("several", "zh", SAMPLES / "clean/report.json", SAMPLES / "faulty/report.json",
                                "no-such-report.pdf", "--waivers", SAMPLES / "policy/waivers.json")

    def visible(self, selector):
        """Whether the element's middle lies in the window."""
        return self.browser.run("""
            const box = document.querySelector(arguments[0]).getBoundingClientRect();
            const y = (box.top + box.bottom) / 2;
            return y > 0 && y < innerHeight && box.width > 0""", selector)

    def focused(self, expression):
        return self.browser.run(f"return document.activeElement.{expression}")

    def test_every_page_opens_whole_and_alone(self):
        pages = [*self.faulty.values()]
        for language in ("zh", "en"):
            pages.append(make_page("clean", language, SAMPLES / "clean/report.json"))
            pages += [make_page(pathlib.Path(report).stem, language, report) for report in REPORTS]
        pages.append(self.several)
        for page in pages:
            self.assertLessEqual(page.stat().st_size, MOST_BYTES)
            for width in WIDTHS:
                with self.subTest(page=page.name, width=width):
                    self.open(page, width)
                    opened, others = self.browser.run("""
                        return [performance.getEntriesByType('navigation')[0].loadEventEnd,
                                performance.getEntriesByType('resource').map((one) => one.name)]""")
                    print(f"{page.name} at {width}: {page.stat().st_size} bytes, opened in {opened:.0f} ms")
                    self.assertEqual(others, [], "nothing else is fetched")
                    self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), width)
                    self.assertEqual(self.browser.run("""
                        return [...document.querySelectorAll('a[href]')].filter((a) =>
                          !document.getElementById(a.getAttribute('href').slice(1))).map((a) => a.outerHTML)"""), [])
                    self.browser.screenshot(FOLDER / f"{page.stem}-{width}.png", whole=True)

    def test_contrast_is_enough_in_light_and_dark(self):
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                with self.subTest(scheme=scheme, width=width):
                    for page in (self.faulty["zh"], self.several):
                        self.open(page, width, scheme)
                        self.assertEqual(self.browser.run(CONTRAST), [])
            self.open(self.faulty["zh"], scheme=scheme)
            self.browser.screenshot(FOLDER / f"faulty-zh-{scheme}.png")

    def test_filters_by_severity_rule_and_table(self):
        self.open(self.faulty["zh"])
        count = lambda: self.browser.run("return [...document.querySelectorAll('.f')].filter((f) => f.offsetParent).length")
        everything = count()
        self.assertGreater(everything, 3)
        self.browser.click("#filter input[value=warning]")
        errors = count()
        self.assertTrue(0 < errors < everything)
        self.assertEqual(self.browser.run("return document.getElementById('shown').textContent"), str(errors))
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('td a.m.w:not(.off)')].length"), 0)
        choose = """const box = document.querySelector(`#filter [name=${arguments[0]}]`);
                    box.value = arguments[1]; box.dispatchEvent(new Event('change', {bubbles: true}));"""
        self.browser.run(choose, "area", "three_public")
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('.f')].filter((f) => f.offsetParent).map((f) => f.dataset.rule)"), ["TAB701"])
        self.browser.click("#filter button[type=reset]")
        self.browser.run(choose, "rule", "TAB501")
        self.assertEqual(count(), 1)
        self.browser.click("#filter button[type=reset]")
        self.assertEqual(count(), everything)

    def test_a_click_leads_to_the_cell_and_back(self):
        self.open(self.faulty["zh"])
        for width in WIDTHS:
            with self.subTest(width=width):
                self.open(self.faulty["zh"], width)
                self.browser.click(".f[data-rule=TAB501] .go")
                target = self.browser.run("return document.querySelector('.f[data-rule=TAB501] .go').getAttribute('href')")
                self.assertTrue(self.visible(target))
                self.assertEqual(self.browser.run("return document.activeElement.closest('td').id"), target[1:])
                self.assertTrue(self.browser.run("return document.querySelector(arguments[0]).classList.contains('hit')", target))
                self.assertGreater(self.browser.run("return document.querySelectorAll('td.hit').length"), 2, "the operands, too")
                self.browser.screenshot(FOLDER / f"jumped-{width}.png")
                if width == 390:
                    self.browser.click("#back")
                else:
                    self.browser.click(f"{target} a.m .t")
                self.assertTrue(self.visible(".f[data-rule=TAB501] .go"))
                self.assertEqual(self.focused("closest('.f').dataset.rule"), "TAB501")

    def test_help_on_a_mark_by_mouse_and_touch(self):
        self.open(self.faulty["zh"])
        shown = lambda: self.browser.run("const pop = document.getElementById('pop'); return pop.hidden ? '' : pop.innerText")
        mark = "td a.m.e .t"
        self.browser.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", mark)
        self.assertEqual(shown(), "")
        self.browser.hover(mark)
        self.assertIn("TAB301", shown())
        self.assertIn("依据", shown())
        self.assertIn("建议", shown())
        self.browser.screenshot(FOLDER / "help-1280.png")
        self.open(self.faulty["zh"], 390)
        self.browser.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center', inline: 'center'})", mark)
        self.browser.click(mark, "touch")
        self.assertIn("查看问题", shown())
        self.browser.screenshot(FOLDER / "help-390.png")
        self.browser.click("#pop .do a", "touch")
        self.assertEqual(self.focused("closest('.f').dataset.rule"), "TAB301")

    def test_keys_are_enough(self):
        self.open(self.faulty["en"])
        self.browser.press("j")
        first = self.focused("closest('.f').id")
        self.browser.press("j")
        second = self.focused("closest('.f').id")
        self.assertNotEqual(first, second)
        self.browser.press("Enter")
        self.assertTrue(self.focused("matches('td a.m')"))
        self.assertIn("TAB301", self.browser.run("return document.getElementById('pop').innerText || document.activeElement.closest('td').innerText + 'TAB301'"))
        self.browser.press("Enter")
        self.assertEqual(self.focused("closest('.f').id"), second)
        self.browser.press("Enter")
        self.browser.press("Escape")
        self.assertEqual(self.focused("closest('.f').id"), second)
        self.browser.press("k")
        self.assertEqual(self.focused("closest('.f').id"), first)
        self.open(self.faulty["en"])
        self.browser.press("Tab")
        self.assertTrue(self.browser.run("return document.activeElement !== document.body && getComputedStyle(document.activeElement).outlineStyle !== 'none'"))

    def test_nothing_is_lost_in_print(self):
        self.open(self.faulty["zh"])
        self.browser.media(media="print")
        self.browser.size(794, 1123)
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('.f, .table, .prose, .ruledoc')].filter((e) => !e.getClientRects().length).length"), 0)
        self.assertFalse(self.browser.run("return document.getElementById('filter').getClientRects().length > 0"))
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('.box')].filter((b) => b.scrollWidth > 794).length"), 0)
        self.browser.screenshot(FOLDER / "print.png", whole=True)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
