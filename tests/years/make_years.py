#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the clean sample's department in the two years before: data/samples/years/{2021,2022}/report.json.

    make_years.py            writes them
    make_years.py --check    ends with 1 when what is there is something else

The figures of each year are chosen below, all others follow from them: sums, shares, rates, and the changes against
the year before. Made from the figures of 2023 the report is the clean sample itself, which is checked each time; so
the three years are of one making and agree with each other.
"""

import copy
import json
import re
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "data/samples"
D = Decimal

# Items of the general public budget: code, final amount, initial budget; the last but the first are basic expenditure.
ITEMS = ("2012601", "2012604", "2080505", "2080506", "2101101", "2210201")
# Basic expenditure by economic 科目 where it is not nil, without those that follow from ITEMS.
YEARS = {
    2023: {
        "items": "862.40 312.75 96.38 48.19 45.62 88.51", "budgets": "845.3 310 95.2 47.6 44.9 85.6",
        "basic": {"30101": "268.40", "30102": "214.36", "30103": "98.20", "30112": "4.15", "30302": "36.24",
                  "30309": "0.85", "30399": "1.10", "30201": "42.18", "30202": "8.36", "30205": "3.42",
                  "30206": "21.75", "30207": "9.60", "30209": "52.30", "30211": "16.48", "30213": "12.74",
                  "30215": "2.35", "30216": "5.82", "30217": "1.96", "30226": "6.40", "30228": "14.22",
                  "30229": "3.18", "30231": "6.54", "30239": "15.06", "30299": "4.14", "31002": "9.80",
                  "31003": "2.80"},
        "fund": "60", "capital": "15", "other_funds": "18.20", "operating": "12", "other": "3.40", "use": "2.00",
        "distribution": "0.50", "closing": "8.50 5 0 3.00", "opening": "12.35 10 0 4.30",
        "vehicles": "9 7.14", "reception": "3.6 2.36", "running_budget": "245",
        "goods": "86.4", "services": "142.3", "medium": "90", "small": "70", "guests": "28 196", "funds": "387.75",
    },
    2022: {
        "items": "851.20 311.84 93.10 46.55 44.08 85.33", "budgets": "836.7 305.5 92.4 46.2 43.5 83.9",
        "basic": {"30101": "264.10", "30102": "209.54", "30103": "100.09", "30112": "4.02", "30302": "35.15",
                  "30309": "0.83", "30399": "1.07", "30201": "43.86", "30202": "8.91", "30205": "3.27",
                  "30206": "20.93", "30207": "9.35", "30209": "49.60", "30211": "17.02", "30213": "13.18",
                  "30215": "2.28", "30216": "5.61", "30217": "2.10", "30226": "6.05", "30228": "13.97",
                  "30229": "3.06", "30231": "7.05", "30239": "14.64", "30299": "4.12", "31002": "9.10",
                  "31003": "2.30"},
        "fund": "30.35", "capital": "13", "other_funds": "17.80", "operating": "11", "other": "2.60", "use": "1.70",
        "distribution": "0.40", "closing": "12.35 10 0 4.30", "opening": "9.40 6 0 7.20",
        "vehicles": "9.5 7.60", "reception": "4 2.60", "running_budget": "240.5",
        "goods": "79.2", "services": "128.8", "medium": "88", "small": "66", "guests": "31 224", "funds": "361.2",
    },
    2021: {
        "items": "838.65 297.40 90.26 45.13 42.71 82.14", "budgets": "829.9 295.2 89.8 44.9 42.3 81.5",
        "basic": {"30101": "259.71", "30102": "205.81", "30103": "96.44", "30112": "3.91", "30302": "34.02",
                  "30309": "0.81", "30399": "1.03", "30201": "45.33", "30202": "9.47", "30205": "3.18",
                  "30206": "20.46", "30207": "9.12", "30209": "47.85", "30211": "19.66", "30213": "14.03",
                  "30215": "2.19", "30216": "5.37", "30217": "2.44", "30226": "5.80", "30228": "13.52",
                  "30229": "2.97", "30231": "7.41", "30239": "14.13", "30299": "4.34", "31002": "7.25",
                  "31003": "2.40"},
        "fund": "24", "capital": "11.5", "other_funds": "15.90", "operating": "10.2", "other": "2.35", "use": "1.20",
        "distribution": "0.35", "closing": "9.40 6 0 7.20", "opening": "11.15 3 0 9.70",
        "vehicles": "10 7.98", "reception": "4.5 3.12", "running_budget": "238",
        "goods": "74.6", "services": "119.4", "medium": "85", "small": "60", "guests": "36 262", "funds": "342.5",
    },
    # Of the year before the first only what it is compared with.
    2020: {"overall": "1449.32", "fiscal": "1421.05", "general": "1383.77", "vehicles": "8.25", "reception": "3.56",
           "running": "234.85"},
}


class Year:
    """All figures of one year, from those chosen."""

    def __init__(self, year, prior):
        chosen = YEARS[year]
        self.year = year
        self.chosen = chosen
        self.prior = prior
        if "items" not in chosen:
            self.overall, self.fiscal, self.general, vehicles, reception, self.running = (D(v) for v in chosen.values())
            self.three_public = {"vehicles": (None, vehicles), "reception": (None, reception),
                                 "total": (None, vehicles + reception)}
            return
        split = lambda key: [D(v) for v in chosen[key].split()]
        self.items = dict(zip(ITEMS, split("items")))
        self.budgets = dict(zip(ITEMS, split("budgets")))
        self.economic = {code: D(value) for code, value in chosen["basic"].items()}
        self.economic |= {"30108": self.items["2080505"], "30109": self.items["2080506"],
                          "30110": self.items["2101101"], "30113": self.items["2210201"]}
        under = lambda head: sum((v for code, v in self.economic.items() if code.startswith(head)), D(0))
        self.personnel, self.running = under("301") + under("303"), under("302") + under("310")
        self.project = self.items["2012604"]
        self.basic = sum(self.items.values()) - self.project
        assert self.basic == self.personnel + self.running, (year, self.basic, self.personnel + self.running)
        self.general = self.basic + self.project
        self.fund, self.capital = D(chosen["fund"]), D(chosen["capital"])
        self.closing, self.opening = split("closing"), split("opening")
        spent = (self.general, self.fund, self.capital)
        self.income = [out + last - first for out, last, first in zip(spent, self.closing, self.opening)]
        self.spent = sum(spent)
        self.fiscal = self.spent + sum(self.closing[:3])
        self.expenditure = self.spent + D(chosen["other_funds"])
        self.overall = self.expenditure + D(chosen["distribution"]) + sum(self.closing)
        self.received = sum(self.income) + D(chosen["operating"]) + D(chosen["other"])
        assert self.overall == self.received + D(chosen["use"]) + sum(self.opening), (
            year, self.overall, self.received + D(chosen["use"]) + sum(self.opening))
        self.three_public = {"vehicles": split("vehicles"), "reception": split("reception")}
        self.three_public["total"] = [sum(pair) for pair in zip(*self.three_public.values())]
        if prior is not None and hasattr(prior, "closing"):
            assert self.opening == prior.closing, year


def text(value):
    """As words state amounts and rates: without trailing zeros."""
    value = value.normalize()
    return f"{value:f}"


def rate(part, whole):
    return text((part * 100 / whole).quantize(D("0.01"), ROUND_HALF_UP))


def change(now, before, verb=("增加", "减少")):
    """"增加43.75万元，增加2.88%" """
    word = verb[0] if now > before else verb[1]
    size = abs(now - before)
    return f"{word}{text(size)}万元，{word}{rate(size, before)}%"


def tables(report, y):
    """Puts the year's amounts into the tables."""
    c = y.chosen
    money = lambda value: f"{D(value):.2f}"
    by_code = dict(y.items)
    by_code |= {"2120803": y.fund, "2230105": y.capital}
    general = lambda code: code in ITEMS
    outside = D(c["other_funds"])
    fiscal_income = dict(by_code)
    fiscal_income |= {"2012604": y.income[0] - (y.general - y.project), "2120803": y.income[1], "2230105": y.income[2]}
    total = lambda amounts, head="": sum((v for code, v in amounts.items() if code.startswith(head)), D(0))
    spent = dict(by_code)
    spent["2012604"] += outside
    fixed = {
        "overview": {"income.general_budget": y.income[0], "income.fund": y.income[1],
                     "income.state_capital": y.income[2], "income.operating": c["operating"],
                     "income.other": c["other"], "income.this_year": y.received,
                     "income.use_of_balance": c["use"], "income.opening": sum(y.opening), "income.total": y.overall,
                     "expenditure.this_year": y.expenditure, "expenditure.distribution": c["distribution"],
                     "expenditure.closing": sum(y.closing), "expenditure.total": y.overall},
        "fiscal_overview": {"income.general_budget": y.income[0], "income.fund": y.income[1],
                            "income.state_capital": y.income[2], "income.this_year": sum(y.income),
                            "income.opening": sum(y.opening[:3]), "income.opening_general": y.opening[0],
                            "income.opening_fund": y.opening[1], "income.opening_capital": y.opening[2],
                            "income.total": y.fiscal},
    }
    three = y.three_public
    for name, table in report["tables"].items():
        for row in table["rows"]:
            key, code = row.get("key", ""), row.get("code", "")
            amounts = {}
            if name == "overview":
                amounts = {"amount": fixed[name].get(key, 0) if key else total(spent, code)}
            elif name == "income":
                own = "2012604".startswith(code)
                amounts = {"fiscal": total(fiscal_income, code), "operating": D(c["operating"]) if own else D(0),
                           "other": D(c["other"]) if own else D(0)}
                amounts["total"] = sum(amounts.values())
            elif name == "expenditure":
                basic = total({k: v for k, v in spent.items() if general(k) and k != "2012604"}, code)
                amounts = {"total": total(spent, code), "basic": basic, "project": total(spent, code) - basic}
            elif name == "fiscal_overview" and key.startswith("income"):
                amounts = {"total": fixed[name][key]}
            elif name == "fiscal_overview":
                parts = [total({k: v for k, v in by_code.items() if general(k)}, code),
                         y.fund if "2120803".startswith(code) else D(0),
                         y.capital if "2230105".startswith(code) else D(0)]
                if key.endswith("closing"):
                    parts = y.closing[:3]
                elif key.endswith("total"):
                    parts = [part + last for part, last in zip(parts, y.closing)]
                amounts = dict(zip(("general", "fund", "capital"), parts)) | {"total": sum(parts)}
            elif name == "general_budget":
                project = y.project if "2012604".startswith(code) else D(0)
                amounts = {"total": total(y.items, code), "basic": total(y.items, code) - project, "project": project}
            elif name == "basic":
                amounts = {"amount": y.personnel if key == "personnel" else y.running if key else
                           total(y.economic, code)}
            elif name == "three_public":
                pair = three.get("vehicles" if key == "vehicle_operation" else key, (D(0), D(0)))
                amounts = dict(zip(("budget", "final"), pair))
            elif name == "fund":
                amounts = {"opening": y.opening[1], "income": y.income[1], "total": y.fund, "project": y.fund,
                           "closing": y.closing[1]}
            elif name == "state_capital":
                amounts = {"total": y.capital, "project": y.capital}
            for column, value in amounts.items():
                row[column] = money(value)


def words(y):
    """The paragraphs of the sections that state figures."""
    c, p, year = y.chosen, y.prior, y.year
    three = y.three_public
    share = lambda part, whole: f"{rate(part, whole)}%"
    of = lambda prefix: sum(v for code, v in y.items.items() if code.startswith(prefix))
    compared = lambda now, budget: f"决算数{'大' if now > budget else '小'}于"
    procurement = D(c["goods"]) + D(c["services"])
    medium = (procurement * D(c["medium"]) / 100).quantize(D("0.01"), ROUND_HALF_UP)
    small = (procurement * D(c["small"]) / 100).quantize(D("0.01"), ROUND_HALF_UP)
    batches, persons = c["guests"].split()
    reasons = {"2012601": "年中增人增资", "2012604": "追加了档案抢救保护经费", "2080505": "缴费基数上调",
               "2080506": "缴费基数上调，职业年金随之增加", "2101101": "医保缴费人数增加",
               "2210201": "住房公积金缴存基数调整"}
    chains = {"2012601": "一般公共服务支出（类）档案事务（款）行政运行（项）",
              "2012604": "一般公共服务支出（类）档案事务（款）档案馆（项）",
              "2080505": "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）",
              "2080506": "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）",
              "2101101": "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）",
              "2210201": "住房保障支出（类）住房改革支出（款）住房公积金（项）"}
    budget = sum(y.budgets.values())
    items = [f"{year}年度一般公共预算财政拨款支出年初预算数为{text(budget)}万元，支出决算数为{text(y.general)}万元，"
             f"完成年初预算的{share(y.general, budget)}，其中："]
    for number, (code, final) in enumerate(y.items.items(), 1):
        plan = y.budgets[code]
        items.append(f"{number}、{chains[code]}。年初预算为{text(plan)}万元，支出决算为{text(final)}万元，完成年初预算的"
                     f"{share(final, plan)}，{compared(final, plan)}年初预算数的主要原因是：{reasons[code]}。")

    def spending(key, why, less):
        plan, final = three[key]
        before = p.three_public[key][1]
        return (f"支出预算为{text(plan)}万元，支出决算为{text(final)}万元，完成预算的{share(final, plan)}，"
                f"{compared(final, plan)}预算数的主要原因是{why}{less[0]}与上年相比{change(final, before)}，"
                f"{'增加' if final > before else '减少'}的主要原因是{less[1]}。")

    plan, final = three["vehicles"]
    return {
        "一、收入支出决算总体情况说明": [
            f"{year}年度收、支总计均为{text(y.overall)}万元。与上年相比，{change(y.overall, p.overall)}，主要原因是档案数字化任务增多。"],
        "二、收入决算情况说明": [
            f"本年收入合计{text(y.received)}万元，其中：财政拨款收入{text(sum(y.income))}万元，占{share(sum(y.income), y.received)}；"
            f"事业收入{text(D(c['operating']))}万元，占{share(D(c['operating']), y.received)}；其他收入{text(D(c['other']))}万元，"
            f"占{share(D(c['other']), y.received)}。"],
        "三、支出决算情况说明": [
            f"本年支出合计{text(y.expenditure)}万元，其中：基本支出{text(y.basic)}万元，占{share(y.basic, y.expenditure)}；"
            f"项目支出{text(y.expenditure - y.basic)}万元，占{share(y.expenditure - y.basic, y.expenditure)}。"],
        "四、财政拨款收入支出决算总体情况说明": [
            f"{year}年度财政拨款收、支总计均为{text(y.fiscal)}万元。与上年相比，{change(y.fiscal, p.fiscal)}，主要原因是库房改造列入本年预算。"],
        "（一）一般公共预算财政拨款支出决算总体情况": [
            f"{year}年度一般公共预算财政拨款支出{text(y.general)}万元，占本年支出合计的{share(y.general, y.expenditure)}。与上年相比，"
            f"一般公共预算财政拨款支出{change(y.general, p.general)}，主要原因是人员经费按政策调标。"],
        "（二）一般公共预算财政拨款支出决算结构情况": [
            f"{year}年度一般公共预算财政拨款支出{text(y.general)}万元，主要用于以下方面：" + "；".join(
                f"{name}（类）支出{text(of(code))}万元，占{share(of(code), y.general)}" for code, name in
                (("201", "一般公共服务"), ("208", "社会保障和就业"), ("210", "卫生健康"), ("221", "住房保障"))) + "。"],
        "（三）一般公共预算财政拨款支出决算具体情况": items,
        "六、一般公共预算财政拨款基本支出决算情况说明": (
            f"{year}年度一般公共预算财政拨款基本支出{text(y.basic)}万元，其中：人员经费{text(y.personnel)}万元，占基本支出的"
            f"{share(y.personnel, y.basic)}，主要包括", f"公用经费{text(y.running)}万元，占基本支出的{share(y.running, y.basic)}，主要包括"),
        "（一）“三公”经费财政拨款支出决算总体情况说明": [
            "“三公”经费财政拨款" + spending("total", "压减公务出行和接待", ("。", "合并出行")) + "其中：",
            "因公出国（境）费支出预算为0万元，支出决算为0万元，与上年持平。",
            "公务用车购置及运行维护费" + spending("vehicles", "减少长途用车", ("，", "维修费用下降")) +
            f"其中：公务用车购置费支出预算为0万元，支出决算为0万元；公务用车运行维护费支出预算为{text(plan)}万元，支出决算为{text(final)}万元。",
            "公务接待费" + spending("reception", "来访批次减少", ("，", "严格执行接待标准"))],
        "（二）“三公”经费财政拨款支出决算具体情况说明": [
            f"{year}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%，公务用车购置及运行维护费支出决算{text(final)}万元，"
            f"占{share(final, three['total'][1])}，公务接待费支出决算{text(three['reception'][1])}万元，占"
            f"{share(three['reception'][1], three['total'][1])}。其中：",
            "1、因公出国（境）费支出决算为0万元，全年安排因公出国（境）团组0个，累计0人次。",
            f"2、公务用车购置及运行维护费支出决算为{text(final)}万元，其中：公务用车购置费0万元，更新公务用车0辆；公务用车运行维护费{text(final)}万元，"
            f"主要用于燃油、维修和保险，截至{year}年12月31日，开支财政拨款的公务用车保有量为2辆。",
            f"3、公务接待费支出决算为{text(three['reception'][1])}万元，全年共接待国内来访{batches}批次、{persons}人次，主要是兄弟档案馆业务交流。"],
        "八、政府性基金预算财政拨款收入支出决算情况说明": [
            f"{year}年度政府性基金预算财政拨款年初结转和结余{text(y.opening[1])}万元，本年收入{text(y.income[1])}万元，本年支出"
            f"{text(y.fund)}万元，年末结转和结余{text(y.closing[1])}万元，支出全部为项目支出，用于档案馆库房周边配套建设。"],
        "九、国有资本经营预算财政拨款支出决算情况说明": [
            f"{year}年度国有资本经营预算财政拨款支出{text(y.capital)}万元，其中：基本支出0万元，项目支出{text(y.capital)}万元。"],
        "十、机关运行经费支出说明": [
            f"{year}年度机关运行经费年初预算数为{text(D(c['running_budget']))}万元，支出决算为{text(y.running)}万元，比年初预算数"
            f"{change(y.running, D(c['running_budget']))}，主要原因是厉行节约；比上年决算数{change(y.running, p.running)}，"
            "主要原因是物业服务范围扩大。"],
        "十一、一般性支出情况说明": [
            f"{year}年度会议费支出决算为{text(y.economic['30215'])}万元，用于召开全市档案工作会议；培训费支出决算为{text(y.economic['30216'])}万元，"
            "用于开展档案业务培训。本年度没有举办节庆、晚会、论坛、赛事等活动。"],
        "十二、政府采购支出说明": [
            f"{year}年度政府采购支出总额{text(procurement)}万元，其中：政府采购货物支出{c['goods']}万元、政府采购工程支出0万元、政府采购服务支出"
            f"{c['services']}万元。授予中小企业合同金额{text(medium)}万元，占政府采购支出总额的{c['medium']}%，其中：授予小微企业合同金额"
            f"{text(small)}万元，占政府采购支出总额的{c['small']}%。"],
        "十四、预算绩效情况说明": [
            f"{year}年度对部门整体支出和3个项目开展了绩效自评，涉及项目资金{c['funds']}万元，评价等次均为优。"],
    }


def make(sample, y):
    report = copy.deepcopy(sample)
    report["year"] = y.year
    tables(report, y)
    stated = words(y)
    for section in report["sections"]:
        paragraphs = stated.get(section["title"])
        if isinstance(paragraphs, tuple):
            # The two lists of 科目 are kept.
            first, second = section["paragraphs"][0].split("；")
            keep = lambda words_: words_.split("主要包括")[1]
            paragraphs = [f"{paragraphs[0]}{keep(first)}；{paragraphs[1]}{keep(second)}"]
        if paragraphs is None:
            paragraphs = [line.replace("2023年", f"{y.year}年") for line in section["paragraphs"]]
        section["paragraphs"] = paragraphs
        section["title"] = section["title"].replace("2023年", f"{y.year}年")
    return report


def main():
    file = SAMPLES / "clean/report.json"
    sample = json.loads(file.read_text(encoding="utf-8"))
    years, prior = {}, None
    for year in sorted(YEARS):
        prior = years[year] = Year(year, prior)
    assert make(sample, years[2023]) == sample, "the clean sample is another"
    different = False
    for year in (2021, 2022):
        path = SAMPLES / f"years/{year}/report.json"
        made = json.dumps(make(sample, years[year]), ensure_ascii=False, indent=1) + "\n"
        # A row a line, as in the clean sample.
        made = re.sub(r'\{\n\s*("(?:key|code)": [^{}]*?)\n\s*\}', lambda m: "{" + re.sub(r",\n\s*", ", ", m[1]) + "}", made)
        if "--check" in sys.argv:
            different |= not path.exists() or path.read_text(encoding="utf-8") != made
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made, encoding="utf-8")
    return int(different)


if __name__ == "__main__":
    sys.exit(main())
