// SPDX-License-Identifier: Apache-2.0
// The page about many reports: sorts and filters the list, shows departments. What came out of a report is set as text
// or as an attribute's value, never as markup. Of a long list only the beginning is in the page, until more is asked for.
(() => {
  'use strict';
  const by = (id) => document.getElementById(id);
  const data = JSON.parse(by('data').textContent);
  const words = data.words;
  const FIRST = 100;
  const MORE = 500;
  document.documentElement.classList.add('js');
  document.querySelectorAll('[hidden].script').forEach((element) => { element.hidden = false; });

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => {
      if (value !== undefined && value !== false) element.setAttribute(name, value);
    });
    element.append(...children);
    return element;
  };
  const share = (part) => (part && part[0] ? part[1] / part[0] : undefined);
  // Rounded down, so that 100 % means all.
  const percent = (value) => (value === undefined ? '' : `${(Math.floor(value * 1000 + 1e-9) / 10).toFixed(1)}%`);

  const severities = ['note', 'warning', 'error'];
  const reports = data.reports.map(([file, unit, year, verdict, coverage, hits, message, page], index) => {
    const report = { index, file, unit, year, verdict, hits, message, page, note: 0, warning: 0, error: 0 };
    for (let i = 0; i < hits.length; i += 2) report[severities[data.rules[hits[i]][3]]] += hits[i + 1];
    report.checked = verdict < 4;
    report.tables = coverage ? share(coverage.slice(0, 2)) : undefined;
    report.narrative = coverage ? share(coverage.slice(2)) : undefined;
    return report;
  });
  const unitName = (unit) => (unit < 0 ? '' : data.units[unit]);
  const countOf = (report, rule) => {
    for (let i = 0; i < report.hits.length; i += 2) if (report.hits[i] === rule) return report.hits[i + 1];
    return 0;
  };

  // --- order: names by their place among all names, compared once ---
  const ranks = (names) => {
    const collator = new Intl.Collator(words.locale, { numeric: true });
    const order = names.map((_, i) => i).sort((a, b) => collator.compare(names[a], names[b]));
    const rank = [];
    order.forEach((name, place) => { rank[name] = place > 0 && names[order[place - 1]] === names[name] ? rank[order[place - 1]] : place; });
    return rank;
  };
  let unitRanks;
  let fileRanks;
  const keys = {
    file: (report) => (fileRanks ??= ranks(reports.map((one) => one.file)))[report.index],
    unit: (report) => (report.unit < 0 ? undefined : (unitRanks ??= ranks(data.units))[report.unit]),
    year: (report) => report.year ?? undefined,
    verdict: (report) => report.verdict,
    error: (report) => (report.checked ? report.error : undefined),
    warning: (report) => (report.checked ? report.warning : undefined),
    note: (report) => (report.checked ? report.note : undefined),
    tables: (report) => report.tables,
    narrative: (report) => report.narrative,
  };
  const sorted = (list, column, descending) => {
    if (!column) return list;
    const value = new Map(list.map((report) => [report, keys[column](report)]));
    // What has no value comes last, whichever the direction.
    return [...list].sort((a, b) => {
      const [x, y] = [value.get(a), value.get(b)];
      if (x === y) return a.index - b.index;
      if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
      return descending ? y - x : x - y;
    });
  };

  // --- rows ---
  const verdictChip = (verdict) => make('span', { class: `sev ${'ok n w e x x'.split(' ')[verdict]}` },
    make('span', { class: 'k', 'aria-hidden': 'true' }, '✓●▲✕○○'[verdict]), words.verdicts[verdict]);
  const unitButton = (unit) => {
    if (unit < 0) return '';
    const button = make('button', { type: 'button', class: 'go', 'data-unit': unit });
    button.textContent = data.units[unit];
    return button;
  };
  const numberCell = (label, value) => make('td', { class: 'num', 'data-label': label }, value);
  const rowOf = (report) => {
    const file = make('td', { class: 'file wide' });
    if (report.page) file.append(make('a', { href: report.page }, report.file));
    else file.append(report.file);
    if (report.message) file.append(make('small', {}, report.message));
    const counts = ['error', 'warning', 'note'].map((severity) =>
      numberCell(words[severity], report.checked ? String(report[severity]) : ''));
    return make('tr', {}, file, make('td', { class: 'wide' }, unitButton(report.unit)),
      make('td', { class: 'num' }, report.year === null ? '' : String(report.year)),
      make('td', {}, verdictChip(report.verdict)), ...counts,
      numberCell(words.tables, percent(report.tables)), numberCell(words.narrative, percent(report.narrative)));
  };

  // --- the list of reports ---
  const filter = by('filter');
  const { text, verdict, rule } = filter.elements;
  const body = by('reports').tBodies[0];
  const more = by('more');
  let order = { column: '', descending: false };
  let found = [];
  let drawn = 0;
  const simple = (string) => string.normalize('NFKC').toLowerCase();
  let haystacks;
  const matching = () => {
    const wanted = simple(text.value.trim()).split(/\s+/).filter(Boolean);
    if (wanted.length) haystacks ??= reports.map((report) => simple(`${report.file}\n${unitName(report.unit)}`));
    return reports.filter((report) => (verdict.value === '' || report.verdict === Number(verdict.value)) &&
      (rule.value === '' || countOf(report, Number(rule.value)) > 0) &&
      wanted.every((word) => haystacks[report.index].includes(word)));
  };
  const draw = (count) => {
    const part = document.createDocumentFragment();
    found.slice(drawn, drawn + count).forEach((report) => part.append(rowOf(report)));
    body.append(part);
    drawn = Math.min(found.length, drawn + count);
    more.hidden = drawn === found.length;
    by('drawn').textContent = words.drawn.replace('{}', drawn).replace('{}', found.length);
  };
  const list = () => {
    found = sorted(matching(), order.column, order.descending);
    body.replaceChildren();
    drawn = 0;
    draw(FIRST);
    by('shown').textContent = found.length;
    by('none').hidden = found.length > 0;
  };
  by('reports').tHead.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (!button) return;
    const column = button.dataset.column;
    const ascends = column === 'file' || column === 'unit' || column === 'year';
    order = { column, descending: order.column === column ? !order.descending : !ascends };
    [...by('reports').tHead.rows[0].cells].forEach((cell) => cell.removeAttribute('aria-sort'));
    button.closest('th').setAttribute('aria-sort', order.descending ? 'descending' : 'ascending');
    list();
  });
  more.querySelector('button').addEventListener('click', () => draw(MORE));
  addEventListener('beforeprint', () => draw(found.length));

  // --- a rule: the departments concerned ---
  const rulePart = by('rule');
  const showRule = () => {
    document.querySelectorAll('#rules tr.now').forEach((row) => row.classList.remove('now'));
    rulePart.hidden = rule.value === '';
    if (rulePart.hidden) return;
    const chosen = Number(rule.value);
    document.querySelector(`#rules [data-rule="${chosen}"]`).closest('tr').classList.add('now');
    const concerned = new Map();
    reports.forEach((report) => {
      const count = countOf(report, chosen);
      if (count === 0) return;
      const entry = concerned.get(report.unit) ?? { reports: 0, findings: 0, years: new Set() };
      entry.reports += 1;
      entry.findings += count;
      if (report.year !== null) entry.years.add(report.year);
      concerned.set(report.unit, entry);
    });
    by('rule-title').textContent = `${data.rules[chosen][0]} ${data.rules[chosen][2]}`;
    const rows = [...concerned].sort(([a, x], [b, y]) => y.findings - x.findings || a - b).map(([unit, entry]) =>
      make('tr', {}, make('td', {}, unit < 0 ? words.unknown : unitButton(unit)),
        make('td', {}, [...entry.years].sort().join(words.comma)),
        make('td', { class: 'num' }, String(entry.reports)), make('td', { class: 'num' }, String(entry.findings))));
    rulePart.querySelector('tbody').replaceChildren(...rows);
    by('rule-count').textContent = rows.length;
  };
  const apply = () => {
    list();
    showRule();
  };
  filter.addEventListener('input', list);
  filter.addEventListener('change', apply);
  filter.addEventListener('reset', (event) => {
    event.preventDefault();
    [text, verdict, rule].forEach((field) => { field.value = ''; });
    apply();
  });
  filter.addEventListener('submit', (event) => event.preventDefault());
  const reveal = (part) => {
    part.querySelector('h2').focus({ preventScroll: true });
    part.scrollIntoView({ block: 'start' });
  };

  // --- a department over its years ---
  const unitPart = by('unit');
  const svg = (tag, attributes, ...children) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  };
  const chartOf = (years) => {
    const [step, height, bar] = [72, 130, 40];
    const total = (year) => year.error + year.warning + year.note;
    const most = Math.max(1, ...years.map(total));
    const chart = svg('svg', { class: 'chart', role: 'img', viewBox: `0 0 ${step * years.length} ${height + 44}` });
    chart.setAttribute('aria-label', words.chart);
    years.forEach((year, i) => {
      const x = i * step + (step - bar) / 2;
      let y = height + 18;
      [['error', 'e'], ['warning', 'w'], ['note', 'n']].forEach(([severity, look]) => {
        const size = (year[severity] / most) * height;
        if (size === 0) return;
        y -= size;
        chart.append(svg('rect', { class: look, x, y, width: bar, height: size },
          svg('title', {}, `${year.year} ${words[severity]} ${year[severity]}`)));
      });
      chart.append(svg('text', { x: x + bar / 2, y: y - 5 }, String(total(year))),
        svg('text', { x: x + bar / 2, y: height + 38 }, String(year.year)));
    });
    chart.append(svg('line', { class: 'axis', x1: 0, x2: step * years.length, y1: height + 18.5, y2: height + 18.5 }));
    // A few years are no reason for bars as wide as the window.
    chart.style.maxWidth = `${Math.min(46, years.length * 6)}rem`;
    return chart;
  };
  const showUnit = (unit) => {
    const own = sorted(reports.filter((report) => report.unit === unit), 'year', false);
    const years = new Map();
    own.filter((report) => report.checked && report.year !== null).forEach((report) => {
      const year = years.get(report.year) ?? { year: report.year, error: 0, warning: 0, note: 0 };
      severities.forEach((severity) => { year[severity] += report[severity]; });
      years.set(report.year, year);
    });
    by('unit-title').textContent = unitName(unit);
    by('chart').replaceChildren(...(years.size > 1 ? [chartOf([...years.values()])] : []));
    by('chart-legend').hidden = years.size < 2;
    unitPart.querySelector('tbody').replaceChildren(...own.map((report) => {
      const row = rowOf(report);
      row.cells[1].replaceChildren([...new Set(report.hits.filter((_, i) => i % 2 === 0).map((hit) => data.rules[hit][0]))].join(' '));
      return row;
    }));
    unitPart.hidden = false;
    reveal(unitPart);
  };

  let opener = null;
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (!button) return;
    if (button.dataset.unit !== undefined) {
      opener = button;
      showUnit(Number(button.dataset.unit));
    } else if (button.dataset.rule !== undefined) {
      rule.value = button.dataset.rule;
      opener = button;
      apply();
      reveal(rulePart);
    } else if (button.matches('.close')) {
      button.closest('.part').hidden = true;
      if (button.closest('#rule')) {
        rule.value = '';
        apply();
      }
      if (opener?.isConnected) {
        opener.focus();
        opener.scrollIntoView({ block: 'nearest' });
      }
    }
  });
  list();
})();
