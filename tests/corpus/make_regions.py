#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/corpus/<region>/{clean.md, faulty.md, truth.json} from the accounts and texts of regions_*.py.

    python3 tests/corpus/make_regions.py

The reports are made up: departments, places and figures exist nowhere. `faulty.md` is `clean.md` with the
errors of the region's list; `truth.json` names for each the rule, a string of the finding and the line.
"""
import json
import pathlib
import re
import sys
from types import SimpleNamespace

import corpus_tables as t
import regions_one
import regions_two
import regions_three
import regions_four

HERE = pathlib.Path(__file__).resolve().parent
D = t.D
UPS = ["年中追加了经费", "人员增资", "缴费基数上调", "政策性调标", "业务量增加"]
DOWNS = ["压减一般性支出", "部分项目跨年实施", "人员退休", "厉行节约", "项目结余收回"]


class Writer:
    def __init__(self, region):
        self.region = region
        self.a = a = t.Accounts(region["spec"])
        self.yuan = region["tables"].get("unit") == "元"
        self.two = region.get("two_decimals", False)
        prior = SimpleNamespace(**{k: D(v) for k, v in region["prior"].items()})
        self.ns = dict(a=a, P=prior, D=D, y=a.year, py=a.year - 1, m=self.m, p=self.p, d=self.d, r=self.r, lst="、".join,
                       PERSONNEL=t.PERSONNEL, OPERATING=t.OPERATING, items=self.items, classes=self.classes, ch=self.change,
                       under_classes=self.under_classes,
                       duty=region["duty"], last=region.get("last", "四"))

    def m(self, x):
        return t.money(D(x) * (10000 if self.yuan else 1), self.two)

    def p(self, part, whole):
        return t.percent(D(part), D(whole), self.two)

    def d(self, now, before):
        return self.m(abs(D(now) - before))

    def r(self, now, before):
        return self.p(abs(D(now) - before), before)

    def fill(self, text, **more):
        return re.sub(r"\{([^{}]+)\}", lambda m: str(eval(m.group(1), {**self.ns, **more})), text)

    def items(self, form, zero=None, same=None):
        """One paragraph a 科目; `zero` is the form for a 科目 without a budget, `same` where nothing differs."""
        out = []
        for i, item in enumerate(self.a.items, 1):
            b, x = item["budget"], item["total"]
            words = self.region.get("compare", ("大于", "小于", "等于"))
            sign = words[0] if x > b else words[1] if x < b else words[2]
            why = "" if x == b else self.region.get("why", "的主要原因是：") + (UPS if x > b else DOWNS)[i % 5]
            form_now = zero if zero and not b else same if same and x == b else form
            values = dict(i=i, k=item["names"][0], q=item["names"][1], n=item["names"][2], code=item["code"], b=self.m(b),
                          x=self.m(x), c=self.p(x, b) if b else "", cmp=sign, why=why, diff=self.m(abs(x - b)))
            out.append(re.sub(r"<(\w+)>", lambda m: str(values[m.group(1)]), form_now))
        return "\n\n".join(out)

    def classes(self, form, joint):
        out = []
        for i, (code, x) in enumerate(sorted(self.a.by_class().items()), 1):
            values = dict(i=i, n=re.sub("支出$", "", t.NAMES[code]), x=self.m(x), s=self.p(x, self.a.gb))
            out.append(re.sub(r"<(\w+)>", lambda m: str(values[m.group(1)]), form))
        return joint.join(out)

    def change(self, now, before, up="增加", up_rate="增长", down="减少", down_rate="下降"):
        """"增加1.2万元，增长3%"; without the rate where its word is empty."""
        now, before = D(now), D(before)
        if now == before:
            return "持平"
        word, rate = (up, up_rate) if now > before else (down, down_rate)
        return f"{word}{self.d(now, before)}万元" + (f"，{rate}{self.r(now, before)}%" if rate and before else "")

    def under_classes(self, head, form):
        """The 科目 under a heading for each 类."""
        out = []
        for i, code in enumerate(sorted(self.a.by_class()), 1):
            out.append(head.replace("<z>", t.numeral(i)).replace("<k>", t.NAMES[code]))
            for j, item in enumerate((x for x in self.a.items if x["code"][:3] == code), 1):
                values = dict(j=j, q=item["names"][1], n=item["names"][2], x=self.m(item["total"]), b=self.m(item["budget"]),
                              c=self.p(item["total"], item["budget"]))
                out.append(re.sub(r"<(\w+)>", lambda m: str(values[m.group(1)]), form))
        return "\n\n".join(out)

    def report(self):
        region, a = self.region, self.a
        tables = t.Tables(a, **region["tables"]).text()
        tables_part = f"# 第{region.get('tables_part', '二')}部分 {a.year}年度部门决算表\n\n{tables}\n"
        words = self.fill(region["text"])
        middle = words + tables_part if region.get("words_first") else tables_part + words
        front = self.fill(region.get("profile", regions_one.PROFILE))
        glossary = self.fill(regions_one.GLOSSARY)
        text = f"**{a.dept}{a.year}年度部门决算**\n\n" + (front + words + glossary + tables_part if region.get("tables_last")
                                                       else front + middle + glossary)
        return re.sub(r"\n{3,}", "\n\n", text)

    def planted(self, clean):
        text, truth = clean, []
        for rule, old, new, needle in self.region["errors"]:
            old, new, needle = (self.fill(x) for x in (old, new, needle))
            if text.count(old) != 1:
                sys.exit(f"{self.region['name']}: {rule}: {text.count(old)} places hold {old!r}")
            at = text.index(old)
            text = text[:at] + new + text[at + len(old):]
            truth.append({"rule": rule, "text": needle, "mark": new, "at": at})
        for entry in truth:
            entry["line"] = text[:text.index(entry["mark"]) if entry["mark"] and text.count(entry["mark"]) == 1
                                 else entry["at"]].count("\n") + 1
            del entry["mark"], entry["at"]
        return text, truth


def main():
    for region in regions_one.REGIONS + regions_two.REGIONS + regions_three.REGIONS + regions_four.REGIONS:
        writer = Writer(region)
        clean = writer.report()
        honest = region["unverified"]
        sentence = next(line for line in reversed(clean.split("\n")) if honest in line)
        folder = HERE / region["name"]
        folder.mkdir(exist_ok=True)
        (folder / "clean.md").write_text(clean)
        faulty, truth = writer.planted(clean)
        (folder / "faulty.md").write_text(faulty)
        data = {"region": region["name"], "errors": truth,
                "unverified": {"value": honest.rstrip("%"), "line": clean[:clean.index(sentence)].count("\n") + 1}}
        (folder / "truth.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
