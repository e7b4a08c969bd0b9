#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the clean sample report as Word, Excel, HTML and PDF files under tests/formats/documents.

    python3 tests/formats/make_documents.py [--pdf] [OUTPUT_DIR]

The figures and words are those of make_samples.py, so every file holds the report of
data/samples/clean/report.json. What makes such files hard to read is in them on purpose:

    clean.docx           merged headers; headings numbered automatically; a table that goes on over the page
                         with its header repeated and one without; rows that the page break may cut
    clean.xlsx           one table a sheet and the explanation on the last; merged headers; amounts stored as
                         binary fractions; codes as numbers; texts that run over the next cell
    clean-one-sheet.xlsx everything on one sheet
    clean.html           rowspan and colspan
    clean-docx.pdf       printed from clean.docx, clean-xlsx.pdf from clean.xlsx; only with --pdf, which needs
                         LibreOffice; where the page breaks fall depends on its fonts
    clean-locked.pdf     clean-docx.pdf as published with editing locked: encrypted, opens without a password,
                         cross-references in a stream; only with --pdf, which also needs qpdf

The same input gives the same bytes, PDF aside. Standard library only.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from html import escape

sys.dont_write_bytecode = True
from make_samples import UNIT, build_sections, build_tables, cover

REPEATED_HEADER = {"overview", "expenditure"}  # the header comes again on the next page
TALL_ROWS = {"overview": 620, "fiscal_overview": 560}  # twips: these tables need more than a page
TALL_UNTIL = 20


# --- tables with their merged cells ----------------------------------------------------------------------------

def header_rows(table):
    """Rows above the line of column numbers, the total or the first figures."""
    for k, row in enumerate(table.grid):
        if row[0] in ("栏次", "合计") or row[0].isdigit():
            return k
    raise ValueError(table.key)


def spans(table):
    """{(row, column): (row span, column span)} of the cells that are merged."""
    grid, top = table.grid, header_rows(table)
    width = len(grid[0])
    merged, owner = {}, {}
    for r in range(top):
        for c in range(width):
            if not grid[r][c] or (r, c) in owner:
                continue
            last = c
            while (last + 1 < width and not grid[r][last + 1] and (r, last + 1) not in owner
                   and (r == 0 or owner.get((r - 1, last + 1)) == owner.get((r - 1, c)))):
                last += 1
            bottom = r
            while bottom + 1 < top and not any(grid[bottom + 1][c:last + 1]):
                bottom += 1
            for row in range(r, bottom + 1):
                for column in range(c, last + 1):
                    owner[row, column] = (r, c)
            if (bottom, last) != (r, c):
                merged[r, c] = (bottom - r + 1, last - c + 1)
    for r in range(top, len(grid)):
        row = grid[r]
        if table.key == "basic" and row[0] == "人员经费合计":
            merged[r, 0], merged[r, 3] = (1, 2), (1, 5)
        elif row[0] in ("栏次", "合计") and not row[1] and table.key not in ("overview", "fiscal_overview"):
            merged[r, 0] = (1, 2)
    return merged


def covered(merged):
    return {(r + i, c + j) for (r, c), (rows, columns) in merged.items() for i in range(rows) for j in range(columns)
            if i or j}


def is_amount(text):
    return text.replace(",", "").replace(".", "").lstrip("-").isdigit()


# --- archives ---------------------------------------------------------------------------------------------------

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def archive(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            out.writestr(entry, (XML + text).encode("utf-8"))


def relations(*targets):
    return (f'<Relationships xmlns="{PACKAGE}relationships">' + "".join(
        f'<Relationship Id="rId{k + 1}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for k, (kind, target) in enumerate(targets)) + "</Relationships>")


def content_types(overrides):
    return (f'<Types xmlns="{PACKAGE}content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>' + "".join(
                f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
                for part, kind in overrides.items()) + "</Types>")


# --- DOCX -------------------------------------------------------------------------------------------------------

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE_WIDTH = 9638  # twips between the margins


def run(text, properties=""):
    pieces = []
    for k, part in enumerate(text.split("\t")):
        pieces += ["<w:tab/>"] if k else []
        pieces.append(f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>')
    return f"<w:r><w:rPr>{properties}</w:rPr>{''.join(pieces)}</w:r>" if properties else f"<w:r>{''.join(pieces)}</w:r>"


def paragraph(text, properties="", bold=False):
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, '<w:b/>' if bold else '')}</w:p>"


def column_widths(table):
    """Names get what amounts and numbers leave."""
    weights = []
    for c in range(len(table.grid[0])):
        texts = [row[c] for row in table.grid[header_rows(table):] if row[c]]
        names = [t for t in texts if not is_amount(t)]
        longest = max([len(t) for t in texts] + [4])
        weights.append(min(longest, 12) * 1.6 if len(names) > 1 else longest + 1)
    return [int(PAGE_WIDTH * w / sum(weights)) for w in weights]


def docx_table(table):
    merged = spans(table)
    hidden = covered(merged)
    widths = column_widths(table)
    out = ['<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>' + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")) +
        '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>' +
        "".join(f'<w:gridCol w:w="{w}"/>' for w in widths) + "</w:tblGrid>"]
    height = TALL_ROWS.get(table.key)
    for r, row in enumerate(table.grid):
        # The rows at the page break are as high as their text, so that the break may cut a wrapped name.
        properties = f'<w:trHeight w:val="{height}"/>' if height and r < TALL_UNTIL else ""
        if r < header_rows(table) and table.key in REPEATED_HEADER:
            properties += "<w:tblHeader/>"
        out.append(f"<w:tr><w:trPr>{properties}</w:trPr>")
        c = 0
        while c < len(row):
            rows, columns = merged.get((r, c), (1, 1))
            vertical = '<w:vMerge w:val="restart"/>' if rows > 1 else ""
            if (r, c) in hidden:  # below a cell merged downwards
                above = next((x, y) for (x, y), (i, j) in merged.items() if x < r < x + i and y == c)
                columns, vertical = merged[above][1], "<w:vMerge/>"
            text = "" if (r, c) in hidden else row[c]
            align = '<w:jc w:val="right"/>' if is_amount(text) and "." in text else ""
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths[c:c + columns])}" w:type="dxa"/>'
                       + (f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else "") + vertical +
                       f'</w:tcPr>{paragraph(text, "<w:pStyle w:val=" + chr(34) + "Cell" + chr(34) + "/>" + align)}</w:tc>')
            c += columns
        out.append("</w:tr>")
    return "".join(out) + "</w:tbl>"


def docx_body(tables, sections):
    out = [paragraph(cover(), '<w:jc w:val="center"/>', bold=True)]
    part = 0
    for level, title, paragraphs in sections:
        part += level == 1
        number = ""
        if level > 1:  # "一、" and "（一）" are numbers that Word counts
            title = title.split("、" if level == 2 else "）", 1)[1]
            number = f'<w:numPr><w:ilvl w:val="{level - 2}"/><w:numId w:val="{part}"/></w:numPr>'
        out.append(paragraph(title, f'<w:pStyle w:val="Heading{level}"/>{number}'))
        if part == 2:
            for t in tables:
                out += [paragraph(t.title, '<w:pageBreakBefore/><w:jc w:val="center"/>', bold=True),
                        paragraph(t.number, '<w:jc w:val="right"/>'),
                        paragraph(f"部门：{UNIT}\t单位：万元", f'<w:tabs><w:tab w:val="right" w:pos="{PAGE_WIDTH}"/></w:tabs>'),
                        docx_table(t), paragraph(t.note)]
        out += [paragraph(p, '<w:ind w:firstLineChars="200" w:firstLine="420"/>') for p in paragraphs]
    return "".join(out)


def write_docx(path, tables, sections):
    def heading(level, size):
        return (f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
                f'<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
                f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>')

    styles = (f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
              'w:eastAsia="宋体" w:hAnsi="Times New Roman"/><w:sz w:val="21"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
              '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
              '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/>'
              '<w:basedOn w:val="Normal"/><w:pPr><w:widowControl w:val="0"/></w:pPr><w:rPr><w:sz w:val="15"/></w:rPr></w:style>'
              + heading(1, 32) + heading(2, 28) + heading(3, 24) + "</w:styles>")
    levels = "".join(
        f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for k, (form, text) in enumerate([("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）")]))
    numbering = (f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
                 f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>' + "".join(
                     f'<w:num w:numId="{k}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
                     '<w:startOverride w:val="1"/></w:lvlOverride></w:num>' for k in range(1, 5)) + "</w:numbering>")
    document = (f'<w:document xmlns:w="{W}"><w:body>{docx_body(tables, sections)}<w:sectPr>'
                '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
                'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>')
    archive(path, {
        "[Content_Types].xml": content_types({
            "word/document.xml": "wordprocessingml.document.main", "word/styles.xml": "wordprocessingml.styles",
            "word/numbering.xml": "wordprocessingml.numbering"}),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/styles.xml": styles,
        "word/numbering.xml": numbering})


# --- XLSX -------------------------------------------------------------------------------------------------------

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN, AMOUNT, BORDER, BOLD, WRAP, RIGHT, HEADER = range(7)  # positions in cellXfs


class Workbook:
    def __init__(self):
        self.sheets, self.strings = [], {}

    def string(self, text):
        return self.strings.setdefault(text, len(self.strings))


class SheetWriter:
    """Rows and merged cells of one sheet, filled from the top."""

    def __init__(self, workbook, name):
        self.book, self.name, self.rows, self.merges, self.widths = workbook, name, [], [], {}
        workbook.sheets.append(self)

    @property
    def next(self):
        return len(self.rows) + 1

    def add(self, cells=(), height=None):
        """`cells`: {column from 0: (text, style)}."""
        number, out = self.next, []
        for c, (text, style) in sorted(dict(cells).items()):
            at = f"{column_name(c)}{number}"
            if style == AMOUNT and is_amount(text):
                out.append(f'<c r="{at}" s="{style}"><v>{int(text.replace(",", "").replace(".", "")) / 100:.17g}</v></c>')
            elif text.isdigit() and len(text) != 5:  # codes of a 款 stay text
                out.append(f'<c r="{at}" s="{style}"><v>{text}</v></c>')
            elif text:
                out.append(f'<c r="{at}" s="{style}" t="s"><v>{self.book.string(text)}</v></c>')
            else:
                out.append(f'<c r="{at}" s="{style}"/>')
        size = f' ht="{height}" customHeight="1"' if height else ""
        self.rows.append(f'<row r="{number}"{size}>{"".join(out)}</row>')

    def merge(self, row, column, rows, columns):
        self.merges.append(f"{column_name(column)}{row}:{column_name(column + columns - 1)}{row + rows - 1}")

    def xml(self):
        merges = "".join(f'<mergeCell ref="{m}"/>' for m in self.merges)
        columns = "".join(f'<col min="{c + 1}" max="{c + 1}" width="{w}" customWidth="1"/>'
                          for c, w in sorted(self.widths.items()))
        return (f'<worksheet xmlns="{S}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{columns}</cols>'
                f'<sheetData>{"".join(self.rows)}</sheetData>'
                + (f'<mergeCells count="{len(self.merges)}">{merges}</mergeCells>' if merges else "") +
                '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
                '<pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"/></worksheet>')


def column_name(c):
    return chr(ord("A") + c)


def xlsx_table(sheet, table):
    width = len(table.grid[0])
    merged, start = spans(table), sheet.next + 3
    sheet.add({0: (table.title, BOLD)})  # wider than its cell, and not merged
    sheet.add({width - 1: (table.number, RIGHT)})
    sheet.add({0: (f"部门：{UNIT}", PLAIN), width - 1: ("单位：万元", RIGHT)})
    for r, row in enumerate(table.grid):
        words = HEADER if r < header_rows(table) else BORDER
        sheet.add({c: (text, AMOUNT if is_amount(text) and "." in text else words) for c, text in enumerate(row)},
                  height=28 if words == HEADER else None)
    for (r, c), (rows, columns) in merged.items():
        sheet.merge(start + r, c, rows, columns)
    sheet.merge(sheet.next, 0, 1, width)
    sheet.add({0: (table.note, WRAP)}, height=30)


def set_widths(sheet, table):
    for c in range(len(table.grid[0])):
        sheet.widths[c] = max([2 * len(row[c]) if not is_amount(row[c]) else len(row[c]) for row in
                               table.grid[header_rows(table):]] +
                              [len(row[c]) + 1 for row in table.grid[:header_rows(table)] if row[c] != row[c - 1]] +
                              [9]) + 2  # a head of two lines is not cut off


def write_workbook(path, book):
    fonts = ('<fonts count="2"><font><sz val="10"/><name val="宋体"/></font><font><b/><sz val="14"/>'
             '<name val="宋体"/></font></fonts>')
    sides = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))
    formats = [(0, 0, 0, ""), (176, 0, 1, ""), (0, 0, 1, ""), (0, 1, 0, ""), (0, 0, 0, '<alignment wrapText="1"/>'),
               (0, 0, 0, '<alignment horizontal="right"/>'),
               (0, 0, 1, '<alignment horizontal="center" vertical="center" wrapText="1"/>')]
    styles = (f'<styleSheet xmlns="{S}"><numFmts count="1"><numFmt numFmtId="176" formatCode="#,##0.00"/></numFmts>'
              f'{fonts}<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
              f'<borders count="2"><border/><border>{sides}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
              f'<cellXfs count="{len(formats)}">' + "".join(
                  f'<xf numFmtId="{n}" fontId="{f}" fillId="0" borderId="{b}" applyNumberFormat="1" applyFont="1" '
                  f'applyBorder="1" applyAlignment="1">{a}</xf>' for n, f, b, a in formats) +
              "</cellXfs></styleSheet>")
    strings = "".join(f'<si><t xml:space="preserve">{escape(t, quote=False)}</t></si>' for t in book.strings)
    sheets = "".join(f'<sheet name="{sheet.name}" sheetId="{k + 1}" r:id="rId{k + 1}"/>'
                     for k, sheet in enumerate(book.sheets))
    parts = {f"xl/worksheets/sheet{k + 1}.xml": sheet.xml() for k, sheet in enumerate(book.sheets)}
    archive(path, {
        "[Content_Types].xml": content_types({
            "xl/workbook.xml": "spreadsheetml.sheet.main", "xl/styles.xml": "spreadsheetml.styles",
            "xl/sharedStrings.xml": "spreadsheetml.sharedStrings", "docProps/app.xml": "extended-properties",
            **{part: "spreadsheetml.worksheet" for part in parts}}),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), ("extended-properties", "docProps/app.xml")),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
                            'extended-properties"><Application>Microsoft Excel</Application></Properties>',
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *[("worksheet", f"worksheets/sheet{k + 1}.xml") for k in range(len(parts))],
            ("styles", "styles.xml"), ("sharedStrings", "/xl/sharedStrings.xml")),
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": f'<sst xmlns="{S}" count="{len(book.strings)}" uniqueCount="{len(book.strings)}">{strings}</sst>',
        **parts})


def add_words(sheet, sections, style, between=None):
    def add(text):
        # Wrapped text needs rows high enough, or it is printed without its first lines.
        lines = -(-2 * (len(text) + 2) // sheet.widths[0])
        sheet.add({0: (text, style)}, height=14 * lines if style == WRAP and lines > 1 else None)

    add(cover())
    for _, title, paragraphs in sections:
        for text in [title] + paragraphs:
            add(text)
        if between and title.startswith("第二部分"):
            between()


def write_xlsx(path, tables, sections):
    book = Workbook()
    for k, t in enumerate(tables):
        sheet = SheetWriter(book, f"{k + 1:02} {t.title}".replace("“", "").replace("”", "")[:31])
        set_widths(sheet, t)
        xlsx_table(sheet, t)
    sheet = SheetWriter(book, "情况说明")
    sheet.widths[0] = 90
    add_words(sheet, sections, WRAP)
    write_workbook(path, book)


def write_one_sheet(path, tables, sections):
    book = Workbook()
    sheet = SheetWriter(book, "决算公开")
    sheet.widths[0] = 40

    def add_tables():
        for t in tables:
            sheet.add()
            xlsx_table(sheet, t)
        sheet.add()

    add_words(sheet, sections, PLAIN, add_tables)
    write_workbook(path, book)


# --- HTML -------------------------------------------------------------------------------------------------------

def html_table(table):
    merged = spans(table)
    hidden = covered(merged)
    out = ["<table>"]
    for r, row in enumerate(table.grid):
        cells = []
        for c, text in enumerate(row):
            if (r, c) in hidden:
                continue
            rows, columns = merged.get((r, c), (1, 1))
            tag = "th" if r < header_rows(table) else "td"
            attributes = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
            cells.append(f"<{tag}{attributes}>{escape(text)}</{tag}>")
        out.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join(out + ["</table>"])


def html(tables, sections):
    out = ["<!DOCTYPE html>", '<html lang="zh-CN">', "<head>", '<meta charset="utf-8">', f"<title>{cover()}</title>",
           "<style>table { border-collapse: collapse } td, th { border: 1px solid }</style>", "</head>", "<body>",
           f"<p><strong>{cover()}</strong></p>"]
    for level, title, paragraphs in sections:
        out.append(f"<h{level}>{escape(title)}</h{level}>")
        if title.startswith("第二部分"):
            for t in tables:
                out += [f"<p>{escape(t.title)}</p>", f"<p>{t.number}</p>", f"<p>部门：{UNIT}&emsp;单位：万元</p>", html_table(t),
                        f"<p>{escape(t.note)}</p>"]
        out += [f"<p>{escape(p)}</p>" for p in paragraphs]
    return "\n".join(out + ["</body>", "</html>", ""])


# ----------------------------------------------------------------------------------------------------------------

def print_pdf(source, target):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
                        "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        name = os.path.splitext(os.path.basename(source))[0]
        shutil.copyfile(os.path.join(folder, name + ".pdf"), target)


def lock_pdf(source, target):
    subprocess.run(["qpdf", "--static-id", "--static-aes-iv", "--object-streams=generate", "--encrypt", "", "owner", "256",
                    "--modify=none", "--", source, target], check=True)


def main():
    arguments = [a for a in sys.argv[1:] if a != "--pdf"]
    here = os.path.dirname(os.path.abspath(__file__))
    out = arguments[0] if arguments else os.path.join(here, "documents")
    os.makedirs(out, exist_ok=True)
    tables, sections = build_tables(), build_sections()
    write_docx(os.path.join(out, "clean.docx"), tables, sections)
    write_xlsx(os.path.join(out, "clean.xlsx"), tables, sections)
    write_one_sheet(os.path.join(out, "clean-one-sheet.xlsx"), tables, sections)
    with open(os.path.join(out, "clean.html"), "w", encoding="utf-8", newline="\n") as page:
        page.write(html(tables, sections))
    if "--pdf" in sys.argv:
        print_pdf(os.path.join(out, "clean.docx"), os.path.join(out, "clean-docx.pdf"))
        print_pdf(os.path.join(out, "clean.xlsx"), os.path.join(out, "clean-xlsx.pdf"))
        lock_pdf(os.path.join(out, "clean-docx.pdf"), os.path.join(out, "clean-locked.pdf"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
