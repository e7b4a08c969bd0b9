#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the sample reports under data/samples from one set of figures.

    python3 tests/formats/make_samples.py [OUTPUT_DIR]

A made-up department's final accounts in three forms (report.json, a directory of CSV files with the
explanation beside them, Markdown), a copy with planted errors of every family and one whose only
differences are rounding. All figures below were chosen so that every identity of the nine tables
holds to the last digit; the script asserts the ones that matter and computes every rate it prints.
Amounts are integers in 1/100 of 万元. Standard library only.
"""
import csv
import io
import json
import os
import sys

UNIT = "临江市档案馆"
YEAR = 2023
REMARK = "本套报表金额单位转换时可能存在尾数误差。"

CLASSES = [
    ("201", "一般公共服务支出"), ("202", "外交支出"), ("203", "国防支出"), ("204", "公共安全支出"),
    ("205", "教育支出"), ("206", "科学技术支出"), ("207", "文化旅游体育与传媒支出"),
    ("208", "社会保障和就业支出"), ("210", "卫生健康支出"), ("211", "节能环保支出"),
    ("212", "城乡社区支出"), ("213", "农林水支出"), ("214", "交通运输支出"),
    ("215", "资源勘探工业信息等支出"), ("216", "商业服务业等支出"), ("217", "金融支出"),
    ("219", "援助其他地区支出"), ("220", "自然资源海洋气象等支出"), ("221", "住房保障支出"),
    ("222", "粮油物资储备支出"), ("223", "国有资本经营预算支出"), ("224", "灾害防治及应急管理支出"),
    ("229", "其他支出"), ("231", "债务还本支出"), ("232", "债务付息支出"), ("234", "抗疫特别国债安排的支出"),
]
NUMERALS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

NAMES = {
    "201": "一般公共服务支出", "20126": "档案事务", "2012601": "行政运行", "2012604": "档案馆",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出", "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出", "21011": "行政事业单位医疗", "2101101": "行政单位医疗",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出", "2120803": "城市建设支出",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
    "223": "国有资本经营预算支出", "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
}

ECONOMIC = [
    ("301", "工资福利支出", 86381), ("30101", "基本工资", 26840), ("30102", "津贴补贴", 21436),
    ("30103", "奖金", 9820), ("30106", "伙食补助费", 0), ("30107", "绩效工资", 0),
    ("30108", "机关事业单位基本养老保险缴费", 9638), ("30109", "职业年金缴费", 4819),
    ("30110", "职工基本医疗保险缴费", 4562), ("30111", "公务员医疗补助缴费", 0),
    ("30112", "其他社会保障缴费", 415), ("30113", "住房公积金", 8851), ("30114", "医疗费", 0),
    ("30199", "其他工资福利支出", 0),
    ("303", "对个人和家庭的补助", 3819), ("30301", "离休费", 0), ("30302", "退休费", 3624),
    ("30303", "退职（役）费", 0), ("30304", "抚恤金", 0), ("30305", "生活补助", 0), ("30306", "救济费", 0),
    ("30307", "医疗费补助", 0), ("30308", "助学金", 0), ("30309", "奖励金", 85),
    ("30310", "个人农业生产补贴", 0), ("30311", "代缴社会保险费", 0), ("30399", "其他对个人和家庭的补助", 110),
    ("302", "商品和服务支出", 22650), ("30201", "办公费", 4218), ("30202", "印刷费", 836), ("30203", "咨询费", 0),
    ("30204", "手续费", 0), ("30205", "水费", 342), ("30206", "电费", 2175), ("30207", "邮电费", 960),
    ("30208", "取暖费", 0), ("30209", "物业管理费", 5230), ("30211", "差旅费", 1648),
    ("30212", "因公出国（境）费用", 0), ("30213", "维修（护）费", 1274), ("30214", "租赁费", 0),
    ("30215", "会议费", 235), ("30216", "培训费", 582), ("30217", "公务接待费", 196),
    ("30218", "专用材料费", 0), ("30224", "被装购置费", 0), ("30225", "专用燃料费", 0), ("30226", "劳务费", 640),
    ("30227", "委托业务费", 0), ("30228", "工会经费", 1422), ("30229", "福利费", 318),
    ("30231", "公务用车运行维护费", 654), ("30239", "其他交通费用", 1506), ("30240", "税金及附加费用", 0),
    ("30299", "其他商品和服务支出", 414),
    ("307", "债务利息及费用支出", 0), ("30701", "国内债务付息", 0), ("30702", "国外债务付息", 0),
    ("310", "资本性支出", 1260), ("31001", "房屋建筑物购建", 0), ("31002", "办公设备购置", 980),
    ("31003", "专用设备购置", 280), ("31005", "基础设施建设", 0), ("31006", "大型修缮", 0),
    ("31007", "信息网络及软件购置更新", 0), ("31008", "物资储备", 0), ("31013", "公务用车购置", 0),
    ("31019", "其他交通工具购置", 0), ("31021", "文物和陈列品购置", 0), ("31022", "无形资产购置", 0),
    ("31099", "其他资本性支出", 0),
    ("399", "其他支出", 0), ("39907", "国家赔偿费用支出", 0),
    ("39908", "对民间非营利组织和群众性自治组织补贴", 0), ("39999", "其他支出", 0),
]

# 项 → columns of 收入决算表: fiscal, superior, operating, business, affiliated, other
INCOME = {
    "2012601": (86240, 0, 0, 0, 0, 0), "2012604": (30890, 0, 1200, 0, 0, 340),
    "2080505": (9638, 0, 0, 0, 0, 0), "2080506": (4819, 0, 0, 0, 0, 0), "2101101": (4562, 0, 0, 0, 0, 0),
    "2120803": (5500, 0, 0, 0, 0, 0), "2210201": (8851, 0, 0, 0, 0, 0), "2230105": (1500, 0, 0, 0, 0, 0),
}
# 项 → basic, project of 支出决算表
EXPENDITURE = {
    "2012601": (86240, 0), "2012604": (0, 33095), "2080505": (9638, 0), "2080506": (4819, 0),
    "2101101": (4562, 0), "2120803": (0, 6000), "2210201": (8851, 0), "2230105": (0, 1500),
}
GENERAL = {
    "2012601": (86240, 0), "2012604": (0, 31275), "2080505": (9638, 0), "2080506": (4819, 0),
    "2101101": (4562, 0), "2210201": (8851, 0),
}
FUND = {"2120803": (1000, 5500, 0, 6000, 500)}  # opening, income, basic, project, closing
CAPITAL = {"2230105": (0, 1500)}  # basic, project


def money(v):
    """1/100 of 万元 → "1,234.50"."""
    return f"{v // 100:,}.{v % 100:02}" if v >= 0 else "-" + money(-v)


def words(v):
    """As the explanation prints an amount: no separators, trailing zeros dropped."""
    return f"{v // 100}.{v % 100:02}".rstrip("0").rstrip(".")


def percent(part, whole):
    """part ÷ whole in % with two decimals, rounded half up, exactly."""
    return words((abs(part) * 100 * 100 * 2 + whole) // (whole * 2))


def levels(items):
    """Adds the 款 and 类 rows above the 项 rows, in order of code."""
    rows = dict(items)
    for code, values in items.items():
        for length in (3, 5):
            old = rows.get(code[:length], (0,) * len(values))
            rows[code[:length]] = tuple(a + b for a, b in zip(old, values))
    return dict(sorted(rows.items()))


def column_sums(items):
    return tuple(map(sum, zip(*items.values())))


def enumerate_zh(n):
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十") + NUMERALS[ones]


class Table:
    """One of the nine tables: what report.json holds and how it is printed."""

    def __init__(self, key, number, title, note):
        self.key, self.number, self.title, self.note = key, number, title, note
        self.rows = []   # (key or None, code or None, name, {column: amount})
        self.grid = []   # printed rows, cells as strings

    def line(self, key, name, **cells):
        self.rows.append((key, None, name, cells))
        return cells

    def code(self, code, name, **cells):
        self.rows.append((None, code, name, cells))
        return cells


def two_sided(table, left, right, heads, sub):
    """Prints blocks side by side with 行次; left/right: lists of (label, [amounts] or None)."""
    n_right = len(heads) - 5
    table.grid.append(["收入", "", "", "支出", ""] + [""] * n_right)
    table.grid.append(heads)
    table.grid.append(["栏次", "", "1", "栏次", ""] + [str(k) for k in range(2, 2 + n_right)])
    for k, (l, r) in enumerate(zip(left, right)):
        row = [l[0], str(k + 1), money(l[1][0]) if l[1] else "", r[0], str(k + 1 + len(left))]
        row += [money(v) for v in r[1]] if r[1] else [""] * n_right
        table.grid.append(row)
    assert len(left) == len(right), sub


def build_tables():
    item_income = {c: (sum(v),) + v for c, v in INCOME.items()}
    item_spend = {c: (sum(v),) + v + (0, 0, 0) for c, v in EXPENDITURE.items()}
    item_general = {c: (sum(v),) + v for c, v in GENERAL.items()}
    income_sum, spend_sum = column_sums(item_income), column_sums(item_spend)
    general_sum = column_sums(item_general)
    spend_class = {c: v[0] for c, v in levels(item_spend).items() if len(c) == 3}
    general_class = {c: v[0] for c, v in levels(item_general).items() if len(c) == 3}
    fund_sum, capital_sum = column_sums(FUND), column_sums(CAPITAL)
    tables = []

    # 收入支出决算总表
    t = Table("overview", "公开01表", "收入支出决算总表", "注：1. 本表反映部门本年度的总收支和年末结转结余情况。 2. " + REMARK)
    appropriations = (145000, 5500, 1500)
    others = [("superior", "四、上级补助收入", 0), ("operating", "五、事业收入", 1200), ("business", "六、经营收入", 0),
              ("affiliated", "七、附属单位上缴收入", 0), ("other", "八、其他收入", 340)]
    left = [("一、一般公共预算财政拨款收入", [appropriations[0]]), ("二、政府性基金预算财政拨款收入", [appropriations[1]]),
            ("三、国有资本经营预算财政拨款收入", [appropriations[2]])] + [(n, [v]) for _, n, v in others]
    for key, (name, (v,)) in zip(("general_budget", "fund", "state_capital"), left):
        t.line("income." + key, name, amount=v)
    for key, name, v in others:
        t.line("income." + key, name, amount=v)
    opening, closing = 2665, 1650
    total = income_sum[0] + 200 + opening
    assert income_sum[0] == sum(appropriations) + sum(v for *_, v in others)
    assert total == spend_sum[0] + 50 + closing == 156405
    tail = [("this_year", "本年收入合计", income_sum[0]), ("use_of_balance", "使用非财政拨款结余和专用结余", 200),
            ("opening", "年初结转和结余", opening), ("total", "总计", total)]
    right_tail = [("this_year", "本年支出合计", spend_sum[0]), ("distribution", "结余分配", 50),
                  ("closing", "年末结转和结余", closing), ("total", "总计", total)]
    right = []
    for k, (code, name) in enumerate(CLASSES):
        v = spend_class.get(code, 0)
        right.append((f"{enumerate_zh(k + 1)}、{name}", [v]))
    left += [("", None)] * (len(right) - len(left))
    for key, name, v in tail:
        t.line("income." + key, name, amount=v)
        left.append((name, [v]))
    for key, name, v in right_tail:
        t.line("expenditure." + key, name, amount=v)
    for (name, (v,)), (code, _) in zip(right, CLASSES):
        t.code(code, name, amount=v)
    right += [(name, [v]) for _, name, v in right_tail]
    two_sided(t, left, right, ["项目", "行次", "金额", "项目", "行次", "金额"], "overview")
    tables.append(t)

    # 收入决算表, 支出决算表, 一般公共预算财政拨款支出决算表
    def coded(key, number, title, note, columns, heads, items, sums):
        t = Table(key, number, title, note)
        t.line("total", "合计", **dict(zip(columns, sums)))
        t.grid += heads
        t.grid.append(["栏次", ""] + [str(k + 1) for k in range(len(columns))])
        t.grid.append(["合计", ""] + [money(v) for v in sums])
        for code, values in levels(items).items():
            t.code(code, NAMES[code], **dict(zip(columns, values)))
            t.grid.append([code, NAMES[code]] + [money(v) for v in values])
        return t

    columns = ["total", "fiscal", "superior", "operating", "business", "affiliated", "other"]
    names = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    tables.append(coded("income", "公开02表", "收入决算表", "注：本表反映部门本年度取得的各项收入情况。", columns,
                        [["项目", ""] + names, ["科目代码", "科目名称"] + [""] * 7], item_income, income_sum))
    columns = ["total", "basic", "project", "remitted", "business", "affiliated"]
    names = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    tables.append(coded("expenditure", "公开03表", "支出决算表", "注：本表反映部门本年度各项支出情况。", columns,
                        [["项目", ""] + names, ["科目代码", "科目名称"] + [""] * 6], item_spend, spend_sum))

    # 财政拨款收入支出决算总表
    t = Table("fiscal_overview", "公开04表", "财政拨款收入支出决算总表",
              "注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。")
    openings = (1235, 1000, 0)
    closings = tuple(a + o - s for a, o, s in zip(appropriations, openings, (general_sum[0], fund_sum[3], capital_sum[1])))
    assert closings == (850, 500, 0)
    fiscal_total = sum(appropriations) + sum(openings)
    names = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    left, keys = [], ["general_budget", "fund", "state_capital"]
    for k, (key, name) in enumerate(zip(keys, names)):
        t.line("income." + key, f"{NUMERALS[k + 1]}、{name}", total=appropriations[k])
        left.append((f"{NUMERALS[k + 1]}、{name}", [appropriations[k]]))
    left += [("", None)] * (len(CLASSES) - 3)
    for key, name, v in [("this_year", "本年收入合计", sum(appropriations)), ("opening", "年初财政拨款结转和结余", sum(openings)),
                         ("opening_general", names[0], openings[0]), ("opening_fund", names[1], openings[1]),
                         ("opening_capital", names[2], openings[2]), ("total", "总计", fiscal_total)]:
        t.line("income." + key, name, total=v)
        left.append((name, [v]))
    spent = (general_sum[0], fund_sum[3], capital_sum[1])
    right = []
    four = ["total", "general", "fund", "capital"]

    def with_total(values):
        return [sum(values)] + list(values)

    lines = [("this_year", "本年支出合计", with_total(spent)), ("closing", "年末财政拨款结转和结余", with_total(closings)),
             ("total", "总计", with_total([a + b for a, b in zip(spent, closings)]))]
    assert lines[2][2][0] == fiscal_total
    for key, name, values in lines:
        t.line("expenditure." + key, name, **dict(zip(four, values)))
    for k, (code, name) in enumerate(CLASSES):
        fund = fund_sum[3] if code == "212" else 0
        capital = capital_sum[1] if code == "223" else 0
        values = with_total([general_class.get(code, 0), fund, capital])
        t.code(code, f"{enumerate_zh(k + 1)}、{name}", **dict(zip(four, values)))
        right.append((f"{enumerate_zh(k + 1)}、{name}", values))
    right += [(lines[0][1], lines[0][2]), (lines[1][1], lines[1][2]), ("", None), ("", None), ("", None), (lines[2][1], lines[2][2])]
    two_sided(t, left, right, ["项目", "行次", "金额", "项目", "行次", "合计"] + names, "fiscal_overview")
    tables.append(t)

    tables.append(coded("general_budget", "公开05表", "一般公共预算财政拨款支出决算表", "注：本表反映部门本年度一般公共预算财政拨款支出情况。",
                        ["total", "basic", "project"],
                        [["项目", "", "本年支出", "", ""], ["科目代码", "科目名称", "小计", "基本支出", "项目支出"]],
                        item_general, general_sum))

    # 基本支出决算表
    t = Table("basic", "公开06表", "一般公共预算财政拨款基本支出决算表", "注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。")
    economic = {c: v for c, _, v in ECONOMIC}
    for code in ("301", "302", "303", "307", "310", "399"):
        assert economic[code] == sum(v for c, v in economic.items() if len(c) == 5 and c[:3] == code), code
    personnel = economic["301"] + economic["303"]
    running = sum(economic[c] for c in ("302", "307", "310", "399"))
    assert personnel + running == general_sum[1]
    t.line("personnel", "人员经费合计", amount=personnel)
    t.line("operating", "公用经费合计", amount=running)
    for code, name, v in ECONOMIC:
        t.code(code, name, amount=v)
    t.grid.append(["人员经费", "", "", "公用经费", "", "", "", "", ""])
    t.grid.append(["科目代码", "科目名称", "决算数"] * 3)
    blocks = [[e for e in ECONOMIC if e[0][:3] in group] for group in (("301", "303"), ("302",), ("307", "310", "399"))]
    for k in range(max(map(len, blocks))):
        row = []
        for block in blocks:
            row += [block[k][0], block[k][1], money(block[k][2])] if k < len(block) else ["", "", ""]
        t.grid.append(row)
    t.grid.append(["人员经费合计", "", money(personnel), "公用经费合计", "", "", "", "", money(running)])
    tables.append(t)

    # “三公”经费
    t = Table("three_public", "公开07表", "一般公共预算财政拨款“三公”经费支出决算表",
              "注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为全年预算数，反映按规定程序调整后的预算数。")
    items = [("total", "合计", 1260, 950), ("abroad", "因公出国（境）费", 0, 0), ("vehicles", "公务用车购置及运行维护费", 900, 714),
             ("vehicle_purchase", "公务用车购置费", 0, 0), ("vehicle_operation", "公务用车运行维护费", 900, 714),
             ("reception", "公务接待费", 360, 236)]
    for key, name, budget, final in items:
        t.line(key, name, budget=budget, final=final)
    head = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
    t.grid.append(["预算数"] + [""] * 5 + ["决算数"] + [""] * 5)
    t.grid.append(head * 2)
    t.grid.append(["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""] * 2)
    t.grid.append([str(k + 1) for k in range(12)])
    t.grid.append([money(i[2]) for i in items] + [money(i[3]) for i in items])
    tables.append(t)

    # 政府性基金
    t = Table("fund", "公开08表", "政府性基金预算财政拨款收入支出决算表", "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。")
    columns = ["opening", "income", "total", "basic", "project", "closing"]
    items = {c: (o, i, b + p, b, p, e) for c, (o, i, b, p, e) in FUND.items()}
    for o, i, s, *_rest, e in items.values():
        assert e == o + i - s
    t.grid.append(["项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"])
    t.grid.append(["科目代码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""])
    t.grid.append(["栏次", "", "1", "2", "3", "4", "5", "6"])
    sums = column_sums(items)
    t.line("total", "合计", **dict(zip(columns, sums)))
    t.grid.append(["合计", ""] + [money(v) for v in sums])
    for code, values in levels(items).items():
        t.code(code, NAMES[code], **dict(zip(columns, values)))
        t.grid.append([code, NAMES[code]] + [money(v) for v in values])
    tables.append(t)

    # 国有资本经营预算
    t = Table("state_capital", "公开09表", "国有资本经营预算财政拨款支出决算表", "注：本表反映部门本年度国有资本经营预算财政拨款支出情况。")
    columns = ["total", "basic", "project"]
    items = {c: (sum(v),) + v for c, v in CAPITAL.items()}
    sums = column_sums(items)
    t.grid.append(["项目", "", "本年支出", "", ""])
    t.grid.append(["科目代码", "科目名称", "合计", "基本支出", "项目支出"])
    t.grid.append(["栏次", "", "1", "2", "3"])
    t.line("total", "合计", **dict(zip(columns, sums)))
    t.grid.append(["合计", ""] + [money(v) for v in sums])
    for code, values in levels(items).items():
        t.code(code, NAMES[code], **dict(zip(columns, values)))
        t.grid.append([code, NAMES[code]] + [money(v) for v in values])
    tables.append(t)
    return tables


def change(now, before, up="增加", down="减少"):
    word = up if now > before else down
    return f"{word}{words(abs(now - before))}万元，{word}{percent(now - before, before)}%"


def build_sections():
    """The whole explanation: (level, title, [paragraphs])."""
    general, fiscal, total = 145385, 154235, 156405
    parts = [
        (1, f"第一部分 {UNIT}概况", []),
        (2, "一、主要职责", ["贯彻执行国家档案工作的法律法规，集中统一保管全市各门类档案和有关资料，依法向社会提供档案利用服务。"]),
        (2, "二、机构设置", [f"{UNIT}设有四个内设机构，没有下属独立核算单位，部门决算只含本级。"]),
        (1, f"第二部分 {YEAR}年度部门决算表", []),
        (1, f"第三部分 {YEAR}年度部门决算情况说明", []),
        (2, "一、收入支出决算总体情况说明",
         [f"{YEAR}年度收、支总计均为{words(total)}万元。与上年相比，{change(total, 152030)}，主要原因是档案数字化任务增多。"]),
        (2, "二、收入决算情况说明",
         [f"本年收入合计1535.4万元，其中：财政拨款收入1520万元，占{percent(152000, 153540)}%；"
          f"事业收入12万元，占{percent(1200, 153540)}%；其他收入3.4万元，占{percent(340, 153540)}%。"]),
        (2, "三、支出决算情况说明",
         [f"本年支出合计1547.05万元，其中：基本支出1141.1万元，占{percent(114110, 154705)}%；"
          f"项目支出405.95万元，占{percent(40595, 154705)}%。"]),
        (2, "四、财政拨款收入支出决算总体情况说明",
         [f"{YEAR}年度财政拨款收、支总计均为{words(fiscal)}万元。与上年相比，{change(fiscal, 149780)}，主要原因是库房改造列入本年预算。"]),
        (2, "五、一般公共预算财政拨款支出决算情况说明", []),
        (3, "（一）一般公共预算财政拨款支出决算总体情况",
         [f"{YEAR}年度一般公共预算财政拨款支出{words(general)}万元，占本年支出合计的{percent(general, 154705)}%。"
          f"与上年相比，一般公共预算财政拨款支出{change(general, 143210)}，主要原因是人员经费按政策调标。"]),
        (3, "（二）一般公共预算财政拨款支出决算结构情况",
         [f"{YEAR}年度一般公共预算财政拨款支出{words(general)}万元，主要用于以下方面：" + "；".join(
             f"{name}（类）支出{words(v)}万元，占{percent(v, general)}%" for name, v in
             [("一般公共服务", 117515), ("社会保障和就业", 14457), ("卫生健康", 4562), ("住房保障", 8851)]) + "。"]),
    ]
    budgets = [("2012601", 84530), ("2012604", 31000), ("2080505", 9520), ("2080506", 4760), ("2101101", 4490), ("2210201", 8560)]
    reasons = ["年中增人增资", "追加了档案抢救保护经费", "缴费基数上调", "缴费基数上调，职业年金随之增加", "医保缴费人数增加", "住房公积金缴存基数调整"]
    assert sum(v for _, v in budgets) == 142860
    detail = [f"{YEAR}年度一般公共预算财政拨款支出年初预算数为1428.6万元，支出决算数为{words(general)}万元，"
              f"完成年初预算的{percent(general, 142860)}%，其中："]
    for k, ((code, budget), reason) in enumerate(zip(budgets, reasons)):
        final = sum(GENERAL[code])
        detail.append(f"{k + 1}、{NAMES[code[:3]]}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）。"
                      f"年初预算为{words(budget)}万元，支出决算为{words(final)}万元，完成年初预算的{percent(final, budget)}%，"
                      f"决算数大于年初预算数的主要原因是：{reason}。")
    parts.append((3, "（三）一般公共预算财政拨款支出决算具体情况", detail))

    def listed(groups):
        return "、".join(n for c, n, v in ECONOMIC if len(c) == 5 and v and c[:3] in groups)

    parts += [
        (2, "六、一般公共预算财政拨款基本支出决算情况说明",
         [f"{YEAR}年度一般公共预算财政拨款基本支出1141.1万元，其中：人员经费902万元，占基本支出的{percent(90200, 114110)}%，"
          f"主要包括{listed(('301', '303'))}；公用经费239.1万元，占基本支出的{percent(23910, 114110)}%，主要包括{listed(('302', '310'))}。"]),
        (2, "七、一般公共预算财政拨款“三公”经费支出决算情况说明", []),
        (3, "（一）“三公”经费财政拨款支出决算总体情况说明",
         [f"“三公”经费财政拨款支出预算为12.6万元，支出决算为9.5万元，完成预算的{percent(950, 1260)}%，"
          f"决算数小于预算数的主要原因是压减公务出行和接待。与上年相比{change(950, 1020)}，减少的主要原因是合并出行。其中：",
          "因公出国（境）费支出预算为0万元，支出决算为0万元，与上年持平。",
          f"公务用车购置及运行维护费支出预算为9万元，支出决算为7.14万元，完成预算的{percent(714, 900)}%，"
          f"决算数小于预算数的主要原因是减少长途用车，与上年相比{change(714, 760)}，减少的主要原因是维修费用下降。"
          "其中：公务用车购置费支出预算为0万元，支出决算为0万元；公务用车运行维护费支出预算为9万元，支出决算为7.14万元。",
          f"公务接待费支出预算为3.6万元，支出决算为2.36万元，完成预算的{percent(236, 360)}%，"
          f"决算数小于预算数的主要原因是来访批次减少，与上年相比{change(236, 260)}，减少的主要原因是严格执行接待标准。"]),
        (3, "（二）“三公”经费财政拨款支出决算具体情况说明",
         [f"{YEAR}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%，"
          f"公务用车购置及运行维护费支出决算7.14万元，占{percent(714, 950)}%，公务接待费支出决算2.36万元，占{percent(236, 950)}%。其中：",
          "1、因公出国（境）费支出决算为0万元，全年安排因公出国（境）团组0个，累计0人次。",
          "2、公务用车购置及运行维护费支出决算为7.14万元，其中：公务用车购置费0万元，更新公务用车0辆；"
          f"公务用车运行维护费7.14万元，主要用于燃油、维修和保险，截至{YEAR}年12月31日，开支财政拨款的公务用车保有量为2辆。",
          "3、公务接待费支出决算为2.36万元，全年共接待国内来访28批次、196人次，主要是兄弟档案馆业务交流。"]),
        (2, "八、政府性基金预算财政拨款收入支出决算情况说明",
         [f"{YEAR}年度政府性基金预算财政拨款年初结转和结余10万元，本年收入55万元，本年支出60万元，年末结转和结余5万元，"
          "支出全部为项目支出，用于档案馆库房周边配套建设。"]),
        (2, "九、国有资本经营预算财政拨款支出决算情况说明",
         [f"{YEAR}年度国有资本经营预算财政拨款支出15万元，其中：基本支出0万元，项目支出15万元。"]),
        (2, "十、机关运行经费支出说明",
         [f"{YEAR}年度机关运行经费年初预算数为245万元，支出决算为239.1万元，"
          f"比年初预算数{change(23910, 24500)}，主要原因是厉行节约；"
          f"比上年决算数{change(23910, 23640)}，主要原因是物业服务范围扩大。"]),
        (2, "十一、一般性支出情况说明",
         ["2023年度会议费支出决算为2.35万元，用于召开全市档案工作会议；培训费支出决算为5.82万元，用于开展档案业务培训。"
          "本年度没有举办节庆、晚会、论坛、赛事等活动。"]),
        (2, "十二、政府采购支出说明",
         [f"{YEAR}年度政府采购支出总额228.7万元，其中：政府采购货物支出86.4万元、政府采购工程支出0万元、政府采购服务支出142.3万元。"
          f"授予中小企业合同金额205.83万元，占政府采购支出总额的{percent(20583, 22870)}%，"
          f"其中：授予小微企业合同金额160.09万元，占政府采购支出总额的{percent(16009, 22870)}%。"]),
        (2, "十三、国有资产占用情况说明",
         [f"截至{YEAR}年12月31日，共有车辆2辆，其中：机要通信用车1辆、应急保障用车1辆；"
          "单价100万元（含）以上设备（不含车辆）0台（套）。"]),
        (2, "十四、预算绩效情况说明",
         [f"{YEAR}年度对部门整体支出和3个项目开展了绩效自评，涉及项目资金387.75万元，评价等次均为优。"]),
        (1, "第四部分 名词解释", []),
        (2, "一、财政拨款收入", ["指部门从本级财政取得的各类财政拨款。"]),
        (2, "二、事业收入", ["指事业单位开展专业业务活动及其辅助活动取得的收入。"]),
        (2, "三、其他收入", ["指除财政拨款收入、事业收入、经营收入等以外的收入。"]),
        (2, "四、年初结转和结余", ["指以前年度尚未完成、结转到本年继续使用的资金，或项目已完成形成的结余资金。"]),
        (2, "五、基本支出", ["指为保障机构正常运转、完成日常工作任务发生的人员支出和公用支出。"]),
        (2, "六、项目支出", ["指在基本支出之外为完成特定任务和事业发展目标发生的支出。"]),
        (2, "七、“三公”经费", ["指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。"]),
        (2, "八、机关运行经费", ["指行政单位和参照公务员法管理的事业单位使用一般公共预算安排的基本支出中的公用经费。"]),
    ]
    return parts


def cover():
    return f"{UNIT}{YEAR}年度部门决算"


def markdown(tables, sections):
    out = [f"**{cover()}**", ""]
    for level, title, paragraphs in sections:
        out += ["#" * level + " " + title, ""]
        if title.startswith("第二部分"):
            for t in tables:
                out += [t.title, "", f"{t.number}  ", "单位：万元", "", f"部门：{UNIT}", ""]
                out += ["\t".join(row) for row in t.grid] + ["", t.note, ""]
        for p in paragraphs:
            out += [p, ""]
    return "\n".join(out)


def csv_text(table):
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    width = len(table.grid[0])
    pad = [""] * (width - 2)
    writer.writerow([table.title, ""] + pad)
    writer.writerow(["", ""] + pad[:-1] + [table.number])
    writer.writerow([f"部门：{UNIT}", ""] + pad[:-1] + ["单位：万元"])
    for row in table.grid:
        writer.writerow(row)
    writer.writerow([table.note, ""] + pad)
    return buffer.getvalue()


def report(tables, sections):
    doc = {"schema": "zzaudit-report/1", "unit": UNIT, "year": YEAR, "currency_unit": "万元",
           "rounding_remark": next(t.note for t in tables if t.key == "overview"), "tables": {}, "sections": []}
    for t in tables:
        rows = []
        for key, code, name, cells in t.rows:
            row = {"key": key, "name": name} if key else {"code": code, "name": name}
            row.update({k: money(v).replace(",", "") for k, v in cells.items()})
            rows.append(row)
        doc["tables"][t.key] = {"title": t.title, "number": t.number, "currency_unit": "万元", "department": UNIT,
                                "notes": [t.note], "rows": rows}
    doc["sections"].append({"title": "", "level": 0, "paragraphs": [cover()]})
    for level, title, paragraphs in sections:
        doc["sections"].append({"title": title, "level": level, "paragraphs": paragraphs})
    return doc


def report_text(doc):
    """report.json with one table row and one section a line: small diffs, easy to read."""
    def one(x):
        return json.dumps(x, ensure_ascii=False)

    out = ["{"]
    for key, value in doc.items():
        if key == "tables":
            out.append(' "tables": {')
            for k, (name, table) in enumerate(value.items()):
                out.append(f"  {one(name)}: {{")
                out += [f"   {one(m)}: {one(v)}," for m, v in table.items() if m != "rows"]
                out.append('   "rows": [')
                out.append(",\n".join("    " + one(r) for r in table["rows"]))
                out.append("   ]}" + ("," if k + 1 < len(value) else ""))
            out.append(" },")
        elif key == "sections":
            out.append(' "sections": [')
            out.append(",\n".join("  " + one(s) for s in value))
            out.append(" ]")
        else:
            out.append(f" {one(key)}: {one(value)},")
    out.append("}")
    return "\n".join(out) + "\n"


def cell(doc, table, row, column, value):
    """Sets one printed cell; `row` is a line key or a code."""
    for r in doc["tables"][table]["rows"]:
        if row in (r.get("key"), r.get("code")):
            r[column] = value
            return r
    raise KeyError((table, row))


def faulty(doc):
    """One planted error of each family that the tables alone can show."""
    doc = json.loads(json.dumps(doc))
    del doc["tables"]["state_capital"]["currency_unit"]                 # structure: no unit
    doc["tables"]["income"]["department"] = ""                          # structure: label without a name
    cell(doc, "basic", "30201", "amount", {"unreadable": "42.1.8"})     # cells: unreadable number
    cell(doc, "three_public", "reception", "final", "-2.36")            # cells: negative
    cell(doc, "fund", "2120803", "name", "城市建设支岀")                 # classification: a wrong character
    cell(doc, "expenditure", "2012604", "project", "303.95")            # in a table: swapped digits
    cell(doc, "general_budget", "total", "basic", "1114.10")            # in a table and between tables: swapped digits
    return doc


def rounding(doc):
    """Differences of one unit in the last place, as rounding 元 to 万元 leaves them."""
    doc = json.loads(json.dumps(doc))
    cell(doc, "basic", "30207", "amount", "9.61")
    cell(doc, "basic", "30299", "amount", "4.15")
    cell(doc, "income", "total", "total", "1535.41")
    return doc


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as handle:
        handle.write(data.encode("utf-8"))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    out = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..", "data", "samples")
    tables, sections = build_tables(), build_sections()
    doc = report(tables, sections)
    write(os.path.join(out, "clean", "report.json"), report_text(doc))
    write(os.path.join(out, "faulty", "report.json"), report_text(faulty(doc)))
    write(os.path.join(out, "rounding", "report.json"), report_text(rounding(doc)))
    write(os.path.join(out, "clean-markdown", "report.md"), markdown(tables, sections))
    for k, t in enumerate(tables):
        name = t.title.replace("“", "").replace("”", "")
        write(os.path.join(out, "clean-csv", f"{k + 1:02}{name}.csv"), csv_text(t))
    words_only = [f"# {cover()}", ""]
    for level, title, paragraphs in sections:
        words_only += ["#" * level + " " + title, ""]
        for p in paragraphs:
            words_only += [p, ""]
    write(os.path.join(out, "clean-csv", "情况说明.md"), "\n".join(words_only))
    return 0


if __name__ == "__main__":
    sys.exit(main())
