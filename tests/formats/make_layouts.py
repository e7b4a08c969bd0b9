#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the figures of the sample reports in the layouts of other places and years.

    python3 tests/formats/make_layouts.py [OUTPUT_DIR]

Each file under tests/formats/layouts is one report: what is printed, in which columns, with which
titles, how nothing is printed and where the tables stand differ, the amounts do not. expected.json
says how many amounts each table prints, and how many of them stand in columns and rows that no
check has a place for. Standard library only.
"""
import csv
import io
import json
import os
import sys

import make_samples as samples
from make_samples import NUMERALS, UNIT, YEAR, enumerate_zh, percent, words, write

HERE = os.path.dirname(os.path.abspath(__file__))
FULL_TITLES = {
    "overview": "收入支出决算总表", "income": "收入决算表", "expenditure": "支出决算表",
    "fiscal_overview": "财政拨款收入支出决算总表", "general_budget": "一般公共预算财政拨款支出决算表",
    "basic": "一般公共预算财政拨款基本支出决算表", "three_public": "一般公共预算财政拨款“三公”经费支出决算表",
    "fund": "政府性基金预算财政拨款收入支出决算表", "state_capital": "国有资本经营预算财政拨款支出决算表",
}
INCOME_NAMES = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
INCOME_KEYS = ["total", "fiscal", "superior", "operating", "business", "affiliated", "other"]
EXPENDITURE_NAMES = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
EXPENDITURE_KEYS = ["total", "basic", "project", "remitted", "business", "affiliated"]
THREE_PUBLIC_KEYS = ["total", "abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"]
THREE_WAYS = ["total", "general", "fund", "capital"]


class Figures:
    """The amounts of the sample by table and by key or code, in 1/100 of 万元."""

    def __init__(self, tables):
        self.lines, self.codes, self.names = {}, {}, {}
        for table in tables:
            lines, codes = self.lines.setdefault(table.key, {}), self.codes.setdefault(table.key, {})
            for key, code, name, cells in table.rows:
                (lines if key else codes)[key or code] = dict(cells)
                if code:
                    self.names.setdefault(code, name.split("、", 1)[-1])

    def line(self, table, key, column=None):
        cells = self.lines[table][key]
        return cells[column] if column else next(iter(cells.values()))

    def without_state_capital(self):
        """As before there was such a budget: what it brought and cost is gone."""
        gone = self.line("state_capital", "total", "total")
        for table, columns in (("income", ("total", "fiscal")), ("expenditure", ("total", "project"))):
            for column in columns:
                self.lines[table]["total"][column] -= gone
        for key in ("income.this_year", "income.total", "expenditure.this_year", "expenditure.total"):
            self.lines["overview"][key]["amount"] -= gone
            self.lines["fiscal_overview"][key]["total"] -= gone
        for table in ("income", "expenditure", "overview", "fiscal_overview"):
            self.codes[table] = {c: v for c, v in self.codes[table].items() if c[:3] not in ("223", "224", "234")}
        for table in ("overview", "fiscal_overview"):
            del self.lines[table]["income.state_capital"]
        del self.lines["state_capital"], self.codes["state_capital"]
        return self


class Layout:
    """Prints tables and counts what it prints."""
    number = None           # "公开{:02}表"
    unit = "万元"
    nil = "0.00"            # how nothing is printed
    year = YEAR
    titles = FULL_TITLES
    renamed = {}            # names of 科目 in other years

    def __init__(self, name, **settings):
        self.name = name
        for key, value in settings.items():
            assert hasattr(type(self), key), key
            setattr(self, key, value)
        self.figures = Figures(samples.build_tables())
        self.tables = []    # (title, grid)
        self.counts = {}    # table → [amounts, of them without a place]

    def table(self, key, grid):
        self.tables.append((self.titles[key], grid))

    def money(self, table, value, ignored=False):
        if value is None:
            return ""
        if value == 0 and self.nil != "0.00":
            return self.nil
        count = self.counts.setdefault(table, [0, 0])
        count[0] += 1
        count[1] += 1 if ignored else 0
        return samples.money(value * 10000 if self.unit == "元" else value)

    def name_of(self, code):
        return self.renamed.get(code, self.figures.names[code])

    # --- tables with two sides ---
    def overview(self, use="使用非财政拨款结余和专用结余", head="决算数", budgets=False, merged=False,
                 line_numbers=None):
        f, t = self.figures, "overview"
        kinds = ["一般公共预算", "政府性基金预算", "国有资本经营预算"]
        if merged:
            fiscal = f.line(t, "income.general_budget") + f.line(t, "income.fund")
            left = [("一、财政拨款收入", fiscal, True), ("其中：政府性基金预算财政拨款", f.line(t, "income.fund"), False)]
        else:
            left = [(f"{NUMERALS[k + 1]}、{kind}财政拨款收入", f.line(t, "income." + key), False)
                    for k, (kind, key) in enumerate(zip(kinds, ("general_budget", "fund", "state_capital")))]
        for key, name in zip(INCOME_KEYS[2:], INCOME_NAMES[2:]):
            left.append((f"{NUMERALS[len(left) + (0 if merged else 1)]}、{name}", f.line(t, "income." + key), False))
        right = [(f"{enumerate_zh(k + 1)}、{self.name_of(code)}", cells["amount"], False)
                 for k, (code, cells) in enumerate(f.codes[t].items())]
        left += [("", None, False)] * (len(right) - len(left))
        for name, key in (("本年收入合计", "this_year"), (use, "use_of_balance"), ("年初结转和结余", "opening"),
                          ("总计", "total")):
            left.append((name, f.line(t, "income." + key), False))
        for name, key in (("本年支出合计", "this_year"), ("结余分配", "distribution"), ("年末结转和结余", "closing"),
                          ("总计", "total")):
            right.append((name, f.line(t, "expenditure." + key), False))
        heads = ["年初预算数", "全年预算数", head] if budgets else [head]

        def side(entry, k):
            name, value, ignored = entry
            number = [line_numbers(k)] if line_numbers else []
            others = [self.money(t, value, True) for _ in heads[:-1]]
            return [name] + number + others + [self.money(t, value, ignored)]

        number = ["行次"] if line_numbers else []
        width = len(number) + len(heads)
        grid = [["收入"] + [""] * width + ["支出"] + [""] * width, (["项目"] + number + heads) * 2]
        if line_numbers:
            grid.append((["栏次", ""] + [str(k + 1) for k in range(len(heads))]) * 2)
        for k, (a, b) in enumerate(zip(left, right)):
            grid.append(side(a, k) + side(b, k + len(left)))
        self.table(t, grid)

    def fiscal_overview(self, columns=4):
        f, t = self.figures, "fiscal_overview"
        kinds = [("general_budget", "一般公共预算财政拨款"), ("fund", "政府性基金预算财政拨款"),
                 ("state_capital", "国有资本经营预算财政拨款")][:columns - 1]
        left = [(f"{NUMERALS[k + 1]}、{name}", f.line(t, "income." + key)) for k, (key, name) in enumerate(kinds)]
        left += [("", None)] * (len(f.codes[t]) - len(left))
        left += [("本年收入合计", f.line(t, "income.this_year")), ("年初财政拨款结转和结余", f.line(t, "income.opening"))]
        for k, (key, (_, name)) in enumerate(zip(("opening_general", "opening_fund", "opening_capital"), kinds)):
            left.append((f"{NUMERALS[k + 1]}、{name}", f.line(t, "income." + key)))
        left.append(("总计", f.line(t, "income.total")))
        right = [(f"{enumerate_zh(k + 1)}、{self.name_of(code)}", cells)
                 for k, (code, cells) in enumerate(f.codes[t].items())]
        right += [("本年支出合计", f.lines[t]["expenditure.this_year"]),
                  ("年末财政拨款结转和结余", f.lines[t]["expenditure.closing"])]
        right += [("", None)] * (len(left) - len(right) - 1) + [("总计", f.lines[t]["expenditure.total"])]
        grid = [["收入", "", "支出"] + [""] * columns, ["项目", "决算数", "项目", "合计"] + [name for _, name in kinds]]
        for (name, value), (label, cells) in zip(left, right):
            row = [name, self.money(t, value), label]
            grid.append(row + [self.money(t, cells[c]) if cells else "" for c in THREE_WAYS[:columns]])
        self.table(t, grid)

    # --- tables by 科目 ---
    def by_code(self, t, heads, values, split=False, levels=(3, 5, 7), total="first"):
        """`heads`: one or two header rows over the amounts; `values`: what is printed of a row's amounts;
        `total`: "first", "last", or "header" where it stands in the last row of the header."""
        codes, blank = 3 if split else 1, [""] * len(heads[0])
        below = heads[1] if len(heads) > 1 else blank
        grid = [["项目"] + [""] * codes + heads[0], ["科目编码"] + [""] * (codes - 1) + ["科目名称"] + below]
        last = ["合计"] + [""] * codes + values(self.figures.lines[t]["total"])
        if total == "header":
            grid.append(["类", "款", "项"][:codes] + ["栏次"] + [str(k + 1) for k in range(len(blank))])
            grid.append([""] * codes + ["合计"] + last[codes + 1:])
        elif split:
            grid.append(["类", "款", "项", ""] + blank)
        if total == "first":
            grid.append(last)
        for code, cells in self.figures.codes[t].items():
            if len(code) in levels:
                parts = [code[:3], code[3:5], code[5:7]] if split else [code]
                grid.append(parts + [self.name_of(code)] + values(cells))
        self.table(t, grid + ([last] if total == "last" else []))

    def columns(self, t, keys):
        return lambda cells: [self.money(t, cells[key]) for key in keys]

    def income(self, **how):
        self.by_code("income", [INCOME_NAMES], self.columns("income", INCOME_KEYS), **how)

    def expenditure(self, **how):
        self.by_code("expenditure", [EXPENDITURE_NAMES], self.columns("expenditure", EXPENDITURE_KEYS), **how)

    def fuller_general_budget(self):
        """With balances and income, each by 基本支出 and 项目支出."""
        t, f = "general_budget", self.figures
        balance = (f.line("fiscal_overview", "income.opening_general"),
                   f.line("fiscal_overview", "expenditure.closing", "general"))
        # What was carried over belongs to one 科目 and to those above it.
        carrying = [f.lines[t]["total"]] + [f.codes[t][c] for c in ("201", "20126", "2012604")]

        def values(cells):
            opening, closing = balance if any(cells is c for c in carrying) else (0, 0)
            basic, income = cells["basic"], cells["total"] - opening + closing
            printed = [opening, (0,), (opening,), income, (basic,), (income - basic,), cells["total"], basic, (basic,),
                       (0,), cells["project"], closing, (0,), (closing,)]
            return [self.money(t, v[0], True) if isinstance(v, tuple) else self.money(t, v) for v in printed]

        heads = [["年初结转和结余", "", "", "本年收入", "", "", "本年支出", "", "", "", "", "年末结转和结余", "", ""],
                 ["合计", "基本支出结转", "项目支出结转和结余", "合计", "基本支出", "项目支出", "合计", "基本支出", "人员经费",
                  "公用经费", "项目支出", "合计", "基本支出结转", "项目支出结转和结余"]]
        self.by_code(t, heads, values)

    def balances(self, t, **how):
        """年初, 本年收入, 本年支出 in three columns, 年末."""
        def values(cells):
            full = {"opening": 0, "closing": 0, "income": cells["total"], **cells}
            return [self.money(t, full[k]) for k in ("opening", "income", "total", "basic", "project", "closing")]
        heads = [["年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"], ["", "", "小计", "基本支出", "项目支出", ""]]
        self.by_code(t, heads, values, **how)

    def spending(self, t, **how):
        heads = [["本年支出", "", ""], ["小计", "基本支出", "项目支出"]]
        self.by_code(t, heads, self.columns(t, ["total", "basic", "project"]), **how)

    # --- 基本支出 ---
    def basic(self, split=False):
        t, codes = "basic", self.figures.codes["basic"]
        blocks = [[c for c in codes if c[:3] in ("301", "303")], [c for c in codes if c[:3] not in ("301", "303")]]
        width = 2 if split else 1
        grid = [["人员经费", "", ""] + [""] * (width - 1) + ["公用经费", "", ""] + [""] * (width - 1)]
        grid.append((["经济分类科目编码"] + [""] * (width - 1) + ["科目名称", "决算数"]) * 2)
        if split:
            grid.append(["类", "款", "", ""] * 2)
        for k in range(max(map(len, blocks))):
            row = []
            for block in blocks:
                if k >= len(block):
                    row += [""] * (width + 2)
                    continue
                code = block[k]
                row += [code[:3], code[3:]] if split else [code]
                row += [self.name_of(code), self.money(t, codes[code]["amount"])]
            grid.append(row)
        gap = [""] * width
        grid.append(["人员经费合计"] + gap + [self.money(t, self.figures.line(t, "personnel"))] +
                    ["公用经费合计"] + gap + [self.money(t, self.figures.line(t, "operating"))])
        self.table(t, grid)

    def basic_in_one_list(self):
        """合计, 人员经费 and 公用经费 as columns: only the total row's are checked."""
        t, f = "basic", self.figures
        personnel, operating = f.line(t, "personnel"), f.line(t, "operating")
        grid = [["项目", "", "本年支出", "", ""], ["经济分类科目编码", "科目名称", "合计", "人员经费", "公用经费"]]
        grid.append(["合计", ""] + [self.money(t, v) for v in (personnel + operating, personnel, operating)])
        for code, cells in sorted(f.codes[t].items()):
            v, people = cells["amount"], code[:3] in ("301", "303")
            parts = [self.money(t, v if people else 0, True), self.money(t, 0 if people else v, True)]
            grid.append([code, self.name_of(code), self.money(t, v)] + parts)
        self.table(t, grid)

    # --- “三公”经费 ---
    def three_public(self, interleaved=False):
        t, f = "three_public", self.figures
        if interleaved:
            grid = [["财政拨款“三公”经费"] + [""] * 11,
                    ["合计", "", "因公出国（境）费", "", "公务用车购置及运行费"] + [""] * 5 + ["公务接待费", ""],
                    ["", "", "", "", "小计", "", "公务用车购置费", "", "公务用车运行费", "", "", ""], ["预算数", "决算数"] * 6]
            row = [self.money(t, f.line(t, k, c)) for k in THREE_PUBLIC_KEYS for c in ("budget", "final")]
        else:
            grid = [["预算数"] + [""] * 5 + ["决算数"] + [""] * 5,
                    ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"] * 2,
                    ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2]
            row = [self.money(t, f.line(t, k, c)) for c in ("budget", "final") for k in THREE_PUBLIC_KEYS]
        self.table(t, grid + [row])

    def three_public_upright(self, heads=("年初预算数", "全年预算数", "决算数"), counts=True):
        """One item a row; the better of two budgets is checked, and counts are not."""
        t, f = "three_public", self.figures
        names = ["合计", "1.因公出国（境）费", "2.公务用车购置及运行维护费", "其中：（1）公务用车购置费", "（2）公务用车运行维护费", "3.公务接待费"]
        grid = [["项目", "行次"] + list(heads)]
        for k, (name, key) in enumerate(zip(names, THREE_PUBLIC_KEYS)):
            row = [name, str(k + 1)]
            if len(heads) == 3:
                row.append(self.money(t, f.line(t, key, "budget"), True))
            grid.append(row + [self.money(t, f.line(t, key, "budget")), self.money(t, f.line(t, key, "final"))])
        items = [("国内公务接待批次（个）", 28), ("国内公务接待人次（人）", 196), ("公务用车保有量（辆）", 2)]
        for name, count in items if counts else []:
            self.counts[t] = [self.counts[t][0] + 1, self.counts[t][1] + 1]
            grid.append([name, str(len(grid))] + [""] * (len(heads) - 1) + [str(count)])
        self.table(t, grid)


def tabs(grid):
    return ["\t".join(row) for row in grid]


def pipes(grid):
    lines = ["| " + " | ".join(row) + " |" for row in grid]
    return lines[:1] + ["|" + " --- |" * len(grid[0])] + lines[1:]


def sections_of(layout):
    """The sample's explanation; in the form without 国有资本经营预算 with that year's figures."""
    sections = samples.build_sections()
    f = layout.figures
    if "state_capital" in f.lines:
        return sections
    income, spent = f.line("overview", "income.this_year"), f.line("overview", "expenditure.this_year")
    total = f.line("overview", "income.total")
    fiscal = f.line("fiscal_overview", "income.this_year")
    fiscal_total, general = f.line("fiscal_overview", "income.total"), f.line("general_budget", "total")
    project = f.line("expenditure", "total", "project")
    text = {
        "一、收入支出": f"{YEAR}年度收、支总计均为{words(total)}万元。与上年相比，{samples.change(total, 152030)}，主要原因是档案数字化任务增多。",
        "二、收入决算": f"本年收入合计{words(income)}万元，其中：财政拨款收入{words(fiscal)}万元，占{percent(fiscal, income)}%；"
                   f"事业收入12万元，占{percent(1200, income)}%；其他收入3.4万元，占{percent(340, income)}%。",
        "三、支出决算": f"本年支出合计{words(spent)}万元，其中：基本支出1141.1万元，占{percent(114110, spent)}%；"
                   f"项目支出{words(project)}万元，占{percent(project, spent)}%。",
        "四、财政拨款": f"{YEAR}年度财政拨款收、支总计均为{words(fiscal_total)}万元。"
                   f"与上年相比，{samples.change(fiscal_total, 149780)}，主要原因是库房改造列入本年预算。",
        "（一）一般公共预算财政拨款支出决算总体": f"{YEAR}年度一般公共预算财政拨款支出{words(general)}万元，占本年支出合计的{percent(general, spent)}%。"
                                f"与上年相比，一般公共预算财政拨款支出{samples.change(general, 143210)}，主要原因是人员经费按政策调标。",
    }
    out = []
    for level, title, paragraphs in sections:
        if "国有资本经营" not in title:
            out.append((level, title, next(([t] for head, t in text.items() if title.startswith(head)), paragraphs)))
    return out


def in_year(layout, text):
    """The text with that year's names of 科目 and, last, that year."""
    for code, name in layout.renamed.items():
        old = layout.figures.names.get(code)
        if old:
            text = text.replace(old, name)
            text = text.replace(old.removesuffix("支出") + "（类）", name.removesuffix("支出") + "（类）")
    return text.replace(f"{YEAR}年", f"{layout.year}年")


def report(layout, form=tabs, tables_part="第二部分", titled=True, tables_last=False):
    """The whole report as text."""
    printed = []
    for k, (title, grid) in enumerate(layout.tables):
        if titled:
            printed += [title, ""]
            if layout.number:
                printed += [layout.number.format(k + 1)]
        printed += [f"单位：{layout.unit}", ""] + form(grid) + [""]
    sections = sections_of(layout)
    if tables_last:
        part = f"第五部分 {YEAR}年度部门决算表"
        sections = [s for s in sections if not s[1].startswith(tables_part)]
        sections = [(n, t.replace("第三部分", "第二部分").replace("第四部分", "第三部分"), p) for n, t, p in sections]
        sections += [(1, "第四部分 附件", ["无。"]), (1, part, [])]
        tables_part = "第五部分"
    out = ["# " + samples.cover(), ""]
    for level, title, paragraphs in sections:
        out += ["#" * level + " " + title, ""]
        if title.startswith(tables_part):
            out += printed
        for p in paragraphs:
            out += [p, ""]
    return in_year(layout, "\n".join(out))


def one_csv(layout):
    """All tables below each other in one file, as a spreadsheet with everything on one sheet gives them."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for k, (title, grid) in enumerate(layout.tables):
        gap = [""] * (len(grid[0]) - 1)
        writer.writerow([title] + gap)
        writer.writerow(gap + [layout.number.format(k + 1)])
        writer.writerow([f"部门：{UNIT}"] + gap[:-1] + [f"单位：{layout.unit}"])
        writer.writerows(grid)
        writer.writerow([""] + gap)
    return buffer.getvalue()


def words_only(layout):
    out = ["# " + samples.cover(), ""]
    for level, title, paragraphs in sections_of(layout):
        out += ["#" * level + " " + title, ""] + [line for p in paragraphs for line in (p, "")]
    return "\n".join(out)


def split_codes():
    """类, 款 and 项 in columns of their own, nothing left blank, 三公 with budget and final in turns."""
    titles = {**FULL_TITLES, "three_public": "财政拨款“三公”经费支出决算表", "state_capital": "国有资本经营预算财政拨款收入支出决算表"}
    x = Layout("split-codes", nil="", titles=titles)
    x.overview(use="使用非财政拨款结余（含专用结余）")
    x.income(split=True)
    x.expenditure(split=True)
    x.fiscal_overview()
    x.spending("general_budget", split=True, total="last")
    x.basic(split=True)
    x.three_public(interleaved=True)
    x.balances("fund", split=True, total="last")
    x.balances("state_capital", split=True, total="last")
    return x, report(x)


def yuan_pipes():
    """In 元, 项 only, 三公 last."""
    titles = {**FULL_TITLES, "basic": "一般公共预算财政拨款基本支出决算明细表", "three_public": "财政拨款“三公”经费支出决算表"}
    x = Layout("yuan-pipes", unit="元", number="公开{:02}表", titles=titles)
    x.overview(head="金额")
    x.income(levels=(7,))
    x.expenditure(levels=(7,), total="last")
    x.fiscal_overview()
    x.spending("general_budget", levels=(7,))
    x.basic()
    x.balances("fund", levels=(7,), total="last")
    x.spending("state_capital", levels=(7,), total="last")
    x.three_public()
    return x, report(x, form=pipes)


def fuller_columns():
    """收入支出 forms with balances by 基本 and 项目, 三公 upright with counts below."""
    titles = {**FULL_TITLES, "overview": "收入支出决算表", "fiscal_overview": "财政拨款收入支出决算表",
              "general_budget": "一般公共预算财政拨款收入支出决算表", "state_capital": "国有资本经营预算财政拨款收入支出决算表",
              "three_public": "一般公共预算财政拨款“三公”经费、行政参公单位机关运行经费情况表"}
    x = Layout("fuller-columns", number="公开{:02}表", titles=titles)
    x.overview()
    x.income()
    x.expenditure()
    x.fiscal_overview()
    x.fuller_general_budget()
    x.basic_in_one_list()
    x.balances("fund")
    x.balances("state_capital")
    x.three_public_upright()
    return x, report(x)


RENAMED_2018 = {"207": "文化体育与传媒支出", "210": "医疗卫生与计划生育支出", "215": "资源勘探信息等支出",
                "220": "国土海洋气象等支出", "20805": "行政事业单位离退休"}


def eight_tables():
    """The forms of 2018: one line for 财政拨款收入, 23 类, no 国有资本, dashes, 合计 in the header's last row."""
    x = Layout("eight-tables-2018", year=2018, nil="—", renamed=RENAMED_2018, number="公开{:02}表")
    x.figures.without_state_capital()
    x.overview(use="用事业基金弥补收支差额", merged=True, line_numbers=lambda k: str(k + 1))
    x.income(split=True, total="header")
    x.expenditure(split=True, total="header")
    x.fiscal_overview(columns=3)
    x.spending("general_budget", split=True, total="header")
    x.basic()
    x.three_public()
    x.balances("fund", split=True, total="header")
    return x, report(x)


def budget_columns():
    """Budgets beside the final figures, 基金 and 国资 in three columns, lines lettered."""
    titles = {**FULL_TITLES, "fund": "政府性基金预算财政拨款支出决算表"}
    x = Layout("budget-columns", number="附表{}", titles=titles)
    x.overview(budgets=True, line_numbers=lambda k: chr(65 + k % 26) + (str(k // 26) if k > 25 else ""))
    x.income()
    x.expenditure()
    x.fiscal_overview()
    x.spending("general_budget", total="last")
    x.basic()
    x.three_public_upright(heads=("预算数", "决算数"), counts=False)
    x.spending("fund")
    x.spending("state_capital")
    return x, report(x)


def without_titles():
    """Nothing but the headers says which table it is."""
    x = Layout("without-titles", nil="")
    x.overview(head="金额")
    x.income()
    x.expenditure()
    x.fiscal_overview()
    x.spending("general_budget")
    x.basic()
    x.three_public()
    x.balances("fund")
    x.spending("state_capital")
    return x, report(x, titled=False)


def tables_last():
    """The explanation first and the tables in the fifth part, 三公 after 基金 and 国资."""
    titles = {**FULL_TITLES, "general_budget": "一般公共预算财政拨款支出决算表（按功能分类）"}
    x = Layout("tables-last", number="表 {}", titles=titles)
    x.overview()
    x.income(total="last")
    x.expenditure(total="last")
    x.fiscal_overview()
    x.spending("general_budget")
    x.basic(split=True)
    x.balances("fund")
    x.spending("state_capital")
    x.three_public_upright(heads=("预算数", "决算数"), counts=False)
    return x, report(x, tables_last=True)


def sheet():
    """One CSV file with all tables, the explanation beside it."""
    x = Layout("one-sheet", nil="", number="公开{:02}表")
    x.overview()
    x.income()
    x.expenditure()
    x.fiscal_overview()
    x.spending("general_budget")
    x.basic()
    x.three_public()
    x.balances("fund")
    x.spending("state_capital")
    return x, None


def main():
    out = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "layouts")
    expected = {}
    for make in (split_codes, yuan_pipes, fuller_columns, eight_tables, budget_columns, without_titles, tables_last,
                 sheet):
        layout, text = make()
        if text is None:
            write(os.path.join(out, layout.name, "决算表.csv"), one_csv(layout))
            write(os.path.join(out, layout.name, "情况说明.md"), words_only(layout))
        else:
            write(os.path.join(out, layout.name + ".md"), text)
        expected[layout.name + ("" if text is None else ".md")] = {
            key: {"amounts": amounts, "ignored": ignored} for key, (amounts, ignored) in layout.counts.items()}
    lines = []
    for name, tables in expected.items():
        counts = ",\n".join(f"  {json.dumps(key)}: {json.dumps(count)}" for key, count in tables.items())
        lines.append(f" {json.dumps(name)}: " + "{\n" + counts + "\n }")
    write(os.path.join(out, "expected.json"), "{\n" + ",\n".join(lines) + "\n}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
