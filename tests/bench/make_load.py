#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes many made-up reports, for load tests of `zzaudit batch`.

    make_load.py DIRECTORY --reports 20000            one file a report, a thousand a folder
    make_load.py load.ndjson --reports 20000          one line a report
    make_load.py big.json --reports 1 --rows 10       ten times the rows in the tables of 科目

Every report is the clean sample with all amounts multiplied by one number, in tables and words alike, so that its
figures differ from the others' and still agree; a list of projects and a table of self-evaluation bring it to the
size of a published report (about 70 KB). One in ten has errors: an amount of a table is changed. The same arguments
give the same bytes.
"""

import argparse
import copy
import json
import random
import re
from decimal import Decimal
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "data/samples/clean/report.json"
PLACES = "临江 松阳 清溪 云岭 海宁 长河 东川 西岭 南浦 北原 平湖 石门 金沙 玉泉 龙山 凤台".split()
OFFICES = "档案馆 统计局 水利局 文化馆 图书馆 气象局 农业农村局 教育局 科学技术局 民政局 交通运输局 卫生健康局".split()
GOALS = "设备更新 系统升级 人员培训 资料整理 场地修缮 安全检查 宣传推广 数据汇交 标准编制 业务指导 实地调研 档案抢救".split()
STEPS = "完成采购并验收 按期完成全部工作 通过了专家评审 建立了长效机制 达到了预期目标 形成了工作报告".split()
# An amount of the words: digits with the unit behind them; rates, counts and dates are left as they are.
AMOUNT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?=\s*万元)")
# Texts with fixed amounts that are a limit or a definition would be listed here; the sample has none.


def scaled(text, factor):
    return str(Decimal(text) * factor)


def scale_row(row, factor):
    for key, value in row.items():
        if key in ("key", "code", "name", "at") or value in ("", None):
            continue
        row[key] = scaled(value, factor)


def scale_words(value, factor):
    """Multiplies the amounts of all texts below `value`."""
    if isinstance(value, str):
        return AMOUNT.sub(lambda m: scaled(m[1], factor), value)
    if isinstance(value, list):
        return [scale_words(element, factor) for element in value]
    if isinstance(value, dict):
        return {key: scale_words(element, factor) for key, element in value.items()}
    return value


def renamed(value, old, new):
    return json.loads(json.dumps(value, ensure_ascii=False).replace(old, new))


def projects(rng, unit):
    """Paragraphs about projects; without amounts of the report, so that nothing is claimed about its tables."""
    for number in range(1, 41):
        first, second = rng.sample(GOALS, 2)
        yield (f"{number}．{first}与{second}项目（第{rng.randint(100, 999)}号）。{unit}年内共开展{first}"
               f"{rng.randint(2, 60)}次，{rng.choice(STEPS)}；{second}进度为{rng.randint(80, 100)}%，"
               f"服务对象满意度达到{rng.randint(85, 99)}%，自评得分{rng.randint(80, 99)}分。")


def evaluation(rng, section):
    """A table of self-evaluation, one of the annexes that reports have beside the nine tables."""
    columns, rows = 9, 60
    cells = [{"row": 0, "column": c, "text": text} for c, text in enumerate(
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因 改进措施".split())]
    for row in range(1, rows):
        for column in range(columns):
            text = rng.choice(GOALS) if column < 3 else str(rng.randint(1, 100)) if column < 7 else "无"
            cells.append({"row": row, "column": column, "text": text})
    return {"section": section, "title": "部门整体支出绩效自评表",
            "grid": {"rows": rows, "columns": columns, "cells": cells}}


def widen(report, times):
    """Repeats the 科目 of the tables with other codes and zeros, which changes no sum."""
    for name in ("income", "expenditure", "general_budget"):
        rows = report["tables"][name]["rows"]
        leaves = [row for row in rows if len(row.get("code", "")) == 7]
        for number in range(len(rows) * (times - 1)):
            leaf = copy.deepcopy(leaves[number % len(leaves)])
            place = 1 + max(i for i, row in enumerate(rows) if row.get("code", "").startswith(leaf["code"][:5]))
            for key, value in leaf.items():
                if key not in ("code", "name") and value:
                    leaf[key] = "0.00"
            leaf["code"] = f"{leaf['code'][:5]}{10 + number // len(leaves) % 90:02}"
            leaf["name"] = f"其他事项{number + 1}"
            rows.insert(place, leaf)


def break_amount(report, rng):
    rows = [row for row in report["tables"]["general_budget"]["rows"] if Decimal(row.get("basic") or "0") != 0]
    row = rng.choice(rows)
    row["basic"] = str(Decimal(row["basic"]) + Decimal(rng.randint(1000, 9000)) / 100)


def make(sample, number, rows):
    rng = random.Random(number)
    factor = rng.randint(1, 400)
    unit = rng.choice(PLACES) + "市" + rng.choice(OFFICES)
    report = renamed(sample, sample["unit"], unit)
    for table in report["tables"].values():
        for row in table["rows"]:
            scale_row(row, factor)
    report["sections"] = scale_words(report["sections"], factor)
    report["sections"].append({"title": "附件：项目实施情况", "level": 1, "paragraphs": list(projects(rng, unit))})
    report["other_tables"] = [evaluation(rng, len(report["sections"]) - 1)]
    if rows > 1:
        widen(report, rows)
    if number % 10 == 9:
        break_amount(report, rng)
    return json.dumps(report, ensure_ascii=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=1)
    arguments = parser.parse_args()
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    reports = (make(sample, number, arguments.rows) for number in range(arguments.reports))
    if arguments.out.suffix in (".ndjson", ".jsonl", ".json"):
        with arguments.out.open("w", encoding="utf-8") as out:
            out.writelines(report + "\n" for report in reports)
        return
    for number, report in enumerate(reports):
        folder = arguments.out / f"{number // 1000:04}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:07}.json").write_text(report + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
