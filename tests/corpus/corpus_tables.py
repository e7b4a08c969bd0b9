# SPDX-License-Identifier: Apache-2.0
"""Accounts of a made-up department and its nine tables as TAB-separated lines."""
import json
import pathlib
from decimal import Decimal as D, ROUND_HALF_UP

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLASSES = ("201 202 203 204 205 206 207 208 210 211 212 213 214 215 216 217 219 220 221 222 223 224 229 231 232 234").split()
NUMERALS = "一二三四五六七八九十"
TITLES = {
    "overview": "收入支出决算总表", "income": "收入决算表", "expenditure": "支出决算表",
    "fiscal": "财政拨款收入支出决算总表", "general": "一般公共预算财政拨款支出决算表",
    "basic": "一般公共预算财政拨款基本支出决算表", "three": "一般公共预算财政拨款“三公”经费支出决算表",
    "fund": "政府性基金预算财政拨款收入支出决算表", "capital": "国有资本经营预算财政拨款支出决算表"}
PERSONNEL = {"30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30107": "绩效工资",
             "30108": "机关事业单位基本养老保险缴费", "30110": "职工基本医疗保险缴费", "30113": "住房公积金",
             "30302": "退休费", "30305": "生活补助"}
OPERATING = {"30201": "办公费", "30206": "电费", "30211": "差旅费", "30212": "因公出国（境）费用", "30215": "会议费",
             "30216": "培训费", "30217": "公务接待费", "30228": "工会经费", "30231": "公务用车运行维护费",
             "30239": "其他交通费用", "31002": "办公设备购置"}
HEADS = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "307": "债务利息及费用支出",
         "310": "资本性支出", "399": "其他支出"}


def names():
    data = json.loads((ROOT / "data/classification/functional.json").read_text())
    return {line.split()[0]: line.split()[2] for line in data["subjects"]}


NAMES = names()


def numeral(n):
    return NUMERALS[n - 1] if n <= 10 else ("" if n < 20 else NUMERALS[n // 10 - 1]) + "十" + (NUMERALS[n % 10 - 1] if n % 10 else "")


class Accounts:
    """All figures of one report; amounts are Decimals in 万元 with two decimals."""

    def __init__(self, spec):
        self.spec = spec
        self.year = spec["year"]
        self.dept = spec["dept"]
        self.items = [dict(code=c, basic=D(b), project=D(p), budget=D(y), total=D(b) + D(p)) for c, b, p, y in spec["items"]]
        for item in self.items:
            item["names"] = [NAMES[item["code"][:n]] for n in (3, 5, 7)]
        self.fund = [dict(code=c, opening=D(o), income=D(i), total=D(t)) for c, o, i, t in spec.get("fund", [])]
        self.capital = [dict(code=c, total=D(t)) for c, t in spec.get("capital", [])]
        self.other_items = {c: D(x) for c, x in spec.get("other_items", {}).items()}  # 非财政拨款支出 by 项
        self.gbb = sum(i["basic"] for i in self.items)
        self.gbp = sum(i["project"] for i in self.items)
        self.gb = self.gbb + self.gbp
        self.budget = sum(i["budget"] for i in self.items)
        self.go = D(spec.get("opening", "0"))
        self.gc = D(spec.get("closing", "0"))
        self.gin = self.gb + self.gc - self.go
        self.fo = sum((f["opening"] for f in self.fund), D(0))
        self.fin = sum((f["income"] for f in self.fund), D(0))
        self.fexp = sum((f["total"] for f in self.fund), D(0))
        self.fc = self.fo + self.fin - self.fexp
        self.cap = sum((c["total"] for c in self.capital), D(0))
        self.fiscal_in = self.gin + self.fin + self.cap
        self.fiscal_exp = self.gb + self.fexp + self.cap
        self.fiscal_open = self.go + self.fo
        self.fiscal_close = self.gc + self.fc
        self.fiscal_total = self.fiscal_in + self.fiscal_open
        self.oexp = sum(self.other_items.values(), D(0))
        self.oper_in = D(spec.get("operating", "0"))  # 事业收入
        self.other_in = D(spec.get("other_income", "0"))
        self.balance_used = self.oexp - self.oper_in - self.other_in  # 使用非财政拨款结余
        self.income = self.fiscal_in + self.oper_in + self.other_in
        self.exp = self.fiscal_exp + self.oexp
        self.basic = self.gbb
        self.project = self.exp - self.gbb
        self.total = self.income + self.balance_used + self.fiscal_open
        self.close = self.fiscal_close
        self.three = {k: (D(b), D(f)) for k, (b, f) in spec["three"].items()}  # abroad, buy, run, host
        self.tb = sum(b for b, _ in self.three.values())
        self.tf = sum(f for _, f in self.three.values())
        self.vb = self.three["buy"][0] + self.three["run"][0]
        self.vf = self.three["buy"][1] + self.three["run"][1]
        self.economic()

    def economic(self):
        self.eco = {k: D(v) for k, v in self.spec["eco"].items()}
        for item in self.items:
            linked = {"2080505": "30108", "2101101": "30110", "2101102": "30110", "2210201": "30113"}.get(item["code"])
            if linked:
                self.eco[linked] = item["basic"]
        self.eco["30101"] = self.gbb - sum(self.eco.values())  # what is left is 基本工资
        self.person = sum(v for k, v in self.eco.items() if k in PERSONNEL)
        self.operate = sum(v for k, v in self.eco.items() if k in OPERATING)
        assert self.eco["30101"] > 0 and self.person + self.operate == self.gbb

    def named(self, which):
        return [name for code, name in which.items() if self.eco.get(code)]

    def by_class(self):
        sums = {}
        for item in self.items:
            sums[item["code"][:3]] = sums.get(item["code"][:3], D(0)) + item["total"]
        return sums


class Tables:
    def __init__(self, a, unit="万元", blanks=False, levels=True, three="blocks", order=None, titles=None, numbers=True):
        self.a, self.unit, self.blanks, self.levels, self.three = a, unit, blanks, levels, three
        self.order = order or "overview income expenditure fiscal general basic three fund capital".split()
        self.titles = {**TITLES, **(titles or {})}
        self.numbers = numbers

    def m(self, x):
        if x is None or (self.blanks and not x):
            return ""
        return f"{x * (10000 if self.unit == '元' else 1):,.2f}"

    def text(self):
        out = []
        for i, key in enumerate(self.order, 1):
            head = [self.titles[key], ""]
            head += ([f"公开{i:02d}表  "] if self.numbers else []) + [f"单位：{self.unit}", "", f"部门：{self.a.dept}", ""]
            note = getattr(self, "note_" + key, lambda: "")()
            out += head + ["\t".join(str(c) for c in row) for row in self.rows(key)] + ([""] + [note] if note else []) + [""]
        return "\n".join(out)

    def rows(self, key):
        return self.three_rows() if key == "three" else getattr(self, key)()

    def classes(self):
        a, sums = self.a, {}
        for code, x in [(i["code"], i["total"]) for i in a.items] + [(f["code"], f["total"]) for f in a.fund] + \
                [(c["code"], c["total"]) for c in a.capital] + list(a.other_items.items()):
            sums[code[:3]] = sums.get(code[:3], D(0)) + x
        return sums

    def overview(self):
        a, m, sums = self.a, self.m, self.classes()
        left = [("一、一般公共预算财政拨款收入", a.gin), ("二、政府性基金预算财政拨款收入", a.fin), ("三、国有资本经营预算财政拨款收入", a.cap),
                ("四、上级补助收入", D(0)), ("五、事业收入", a.oper_in), ("六、经营收入", D(0)), ("七、附属单位上缴收入", D(0)),
                ("八、其他收入", a.other_in)]
        rows = [["收入", "", "", "支出", "", ""], ["项目", "行次", "金额", "项目", "行次", "金额"], ["栏次", "", "1", "栏次", "", "2"]]
        for i, code in enumerate(CLASSES):
            l = left[i] if i < len(left) else ("", None)
            rows.append([l[0], i + 1, m(l[1]), f"{numeral(i + 1)}、{NAMES[code]}", i + 31, m(sums.get(code, D(0)))])
        rows += [["本年收入合计", 27, m(a.income), "本年支出合计", 57, m(a.exp)],
                 ["使用非财政拨款结余和专用结余" if a.year >= 2023 else "使用非财政拨款结余", 28, m(a.balance_used), "结余分配", 58, m(D(0))],
                 ["年初结转和结余", 29, m(a.fiscal_open), "年末结转和结余", 59, m(a.close)],
                 ["总计", 30, m(a.total), "总计", 60, m(a.total)]]
        return rows

    def grouped(self, entries, width):
        """Rows 类, 款, 项 (or 项 only) of {code: [amounts]}."""
        total, sums = [D(0)] * width, {}
        for code, amounts in sorted(entries.items()):
            total = [x + y for x, y in zip(total, amounts)]
            for n in ((3, 5, 7) if self.levels else (7,)):
                old = sums.get(code[:n], [D(0)] * width)
                sums[code[:n]] = [x + y for x, y in zip(old, amounts)]
        rows = [["合计", ""] + [self.m(x) for x in total]]
        return rows + [[c, NAMES[c]] + [self.m(x) for x in v] for c, v in sorted(sums.items())]

    def entries(self, income):
        a, out = self.a, {}
        spare = a.gin - a.gb
        for item in a.items:
            amounts = [item["total"], item["basic"], item["project"]]
            if income and spare and item["project"]:
                amounts[0] += spare
                spare = D(0)
            out[item["code"]] = amounts
        for f in a.fund:
            out[f["code"]] = [f["income"] if income else f["total"], D(0), f["total"]]
        for c in a.capital:
            out[c["code"]] = [c["total"], D(0), c["total"]]
        return out

    def income(self):
        a = self.a
        out = {c: [v[0], v[0], D(0), D(0), D(0), D(0), D(0)] for c, v in self.entries(True).items()}
        for i, code in enumerate(a.other_items):
            row = out.setdefault(code, [D(0)] * 7)
            if i == 0:
                row[0] += a.oper_in + a.other_in
                row[3] += a.oper_in
                row[6] += a.other_in
        head = [["项目", "", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"],
                ["科目代码", "科目名称"] + [""] * 7, ["栏次", ""] + list(range(1, 8))]
        return head + self.grouped(out, 7)

    def expenditure(self):
        out = {c: v + [D(0)] * 3 for c, v in self.entries(False).items()}
        for code, x in self.a.other_items.items():
            row = out.setdefault(code, [D(0)] * 6)
            row[0] += x
            row[2] += x
        head = [["项目", "", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
                ["科目代码", "科目名称"] + [""] * 6, ["栏次", ""] + list(range(1, 7))]
        return head + self.grouped(out, 6)

    def fiscal(self):
        a, m = self.a, self.m
        general, fund, cap = a.by_class(), {}, {}
        for f in a.fund:
            fund[f["code"][:3]] = fund.get(f["code"][:3], D(0)) + f["total"]
        for c in a.capital:
            cap[c["code"][:3]] = cap.get(c["code"][:3], D(0)) + c["total"]
        left = [("一、一般公共预算财政拨款", a.gin), ("二、政府性基金预算财政拨款", a.fin), ("三、国有资本经营预算财政拨款", a.cap)]
        rows = [["收入", "", "", "支出", "", "", "", "", ""],
                ["项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"],
                ["栏次", "", "1", "栏次", "", "2", "3", "4", "5"]]
        for i, code in enumerate(CLASSES):
            l = left[i] if i < len(left) else ("", None)
            parts = [general.get(code, D(0)), fund.get(code, D(0)), cap.get(code, D(0))]
            rows.append([l[0], i + 1, m(l[1]), f"{numeral(i + 1)}、{NAMES[code]}", i + 33, m(sum(parts))] + [m(x) for x in parts])
        line = lambda ln, li, lx, rn, ri, xs: [ln, li, m(lx), rn, ri] + ([m(sum(xs))] + [m(x) for x in xs] if xs else [""] * 4)
        rows += [line("本年收入合计", 27, a.fiscal_in, "本年支出合计", 59, [a.gb, a.fexp, a.cap]),
                 line("年初财政拨款结转和结余", 28, a.fiscal_open, "年末财政拨款结转和结余", 60, [a.gc, a.fc, D(0)]),
                 line("一般公共预算财政拨款", 29, a.go, "", 61, None), line("政府性基金预算财政拨款", 30, a.fo, "", 62, None),
                 line("国有资本经营预算财政拨款", 31, D(0), "", 63, None),
                 line("总计", 32, a.fiscal_total, "总计", 64, [a.gb + a.gc, a.fexp + a.fc, a.cap])]
        return rows

    def general(self):
        out = {i["code"]: [i["total"], i["basic"], i["project"]] for i in self.a.items}
        head = [["项目", "", "本年支出", "", ""], ["科目代码", "科目名称", "小计", "基本支出", "项目支出"], ["栏次", "", 1, 2, 3]]
        return head + self.grouped(out, 3)

    def basic(self):
        a, m = self.a, self.m

        def column(heads, which):
            rows = []
            for head in heads:
                inner = [(c, n, a.eco.get(c, D(0))) for c, n in which.items() if c.startswith(head)]
                rows.append((head, HEADS[head], sum((x for _, _, x in inner), D(0))))
                rows += inner
            return rows
        left, middle = column(["301", "303"], PERSONNEL), column(["302"], OPERATING)
        right = column(["307", "310", "399"], OPERATING)
        pad = lambda rows, i: [rows[i][0], rows[i][1], m(rows[i][2])] if i < len(rows) else ["", "", ""]
        rows = [["人员经费", "", "", "公用经费"] + [""] * 5, ["科目代码", "科目名称", "决算数"] * 3]
        rows += [pad(left, i) + pad(middle, i) + pad(right, i) for i in range(max(len(left), len(middle)))]
        return rows + [["人员经费合计", "", m(a.person), "公用经费合计", "", "", "", "", m(a.operate)]]

    def three_figures(self):
        t, a = self.a.three, self.a
        return [(a.tb, a.tf), t["abroad"], (a.vb, a.vf), t["buy"], t["run"], t["host"]]

    def three_rows(self):
        figures, m = self.three_figures(), self.m
        if self.three == "vertical":
            labels = ["合计", "1.因公出国（境）费", "2.公务用车购置及运行维护费", "其中：公务用车购置费", "公务用车运行维护费", "3.公务接待费"]
            return [["项目", "预算数", "决算数"], ["栏次", 1, 2]] + [[n, m(b), m(f)] for n, (b, f) in zip(labels, figures)]
        if self.three == "interleaved":
            rows = [["合计", "", "因公出国（境）费", "", "公务用车购置及运行费", "", "", "", "", "", "公务接待费", ""],
                    ["", "", "", "", "小计", "", "公务用车购置费", "", "公务用车运行费", "", "", ""],
                    ["预算数", "决算数"] * 6]
            return rows + [[m(x) for pair in figures for x in pair]]
        half = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
        rows = [["预算数"] + [""] * 5 + ["决算数"] + [""] * 5, half * 2,
                ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2, list(range(1, 13))]
        return rows + [[m(b) for b, _ in figures] + [m(f) for _, f in figures]]

    def fund(self):
        out = {f["code"]: [f["opening"], f["income"], f["total"], D(0), f["total"], f["opening"] + f["income"] - f["total"]]
               for f in self.a.fund}
        head = [["项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"],
                ["科目代码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""], ["栏次", "", 1, 2, 3, 4, 5, 6]]
        return head + (self.grouped(out, 6) if out else [["合计", ""] + [self.m(D(0))] * 6])

    def note_fund(self):
        return "" if self.a.fund else "说明：本部门本年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出，故本表无数据。"

    def capital(self):
        out = {c["code"]: [c["total"], D(0), c["total"]] for c in self.a.capital}
        head = [["项目", "", "本年支出", "", ""], ["科目代码", "科目名称", "合计", "基本支出", "项目支出"], ["栏次", "", 1, 2, 3]]
        return head + (self.grouped(out, 3) if out else [["合计", ""] + [self.m(D(0))] * 3])

    def note_capital(self):
        return "" if self.a.capital else "说明：本部门本年度没有国有资本经营预算财政拨款收入，也没有使用国有资本经营预算财政拨款安排的支出，故本表无数据。"


def money(x, decimals=None):
    """An amount as words print it: two decimals, or without trailing zeros."""
    text = f"{x.quantize(D('0.01'), ROUND_HALF_UP)}"
    return text if decimals else (text.rstrip("0").rstrip(".") if "." in text else text)


def percent(part, whole, decimals=None):
    return money(abs(part) * 100 / whole, decimals)
