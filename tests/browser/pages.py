# SPDX-License-Identifier: Apache-2.0
"""What the pages have in common: how they are opened, and what all are held to."""
import unittest

from webdriver import Browser

WIDTHS = {1280: 900, 390: 844}

# The contrast of each text with what is painted behind it, as WCAG 2 counts it; those below 4.5.
CONTRAST = r"""
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = (color) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const known = new Map();
const of = (color) => known.get(color) || known.set(color, rgba(color)).get(color);
const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
const behind = (element) => element === null ? of(getComputedStyle(document.body).backgroundColor)
  : over(of(getComputedStyle(element).backgroundColor), behind(element.parentElement));
const light = (color) => {
  const [r, g, b] = color.slice(0, 3).map((c) => c / 255).map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b;
};
const bad = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || element.matches('script, style') || !element.getClientRects().length) continue;
  const back = behind(element);
  const [a, b] = [light(over(of(getComputedStyle(element).color), back)), light(back)].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  if (ratio < 4.5) bad.add(`${ratio.toFixed(2)} ${element.tagName}.${element.className}: ${walker.currentNode.data.trim().slice(0, 30)}`);
}
return [...bad];
"""


class PageCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(Browser())

    def open(self, path, width=1280, scheme="light"):
        self.browser.media(scheme=scheme)
        self.browser.size(width, WIDTHS[width], mobile=width == 390)
        self.browser.open(path)
        self.browser.run("document.documentElement.style.scrollBehavior = 'auto'")

    def tearDown(self):
        self.assertEqual(self.browser.console(), [], "the console must stay empty")
