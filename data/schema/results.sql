-- SPDX-License-Identifier: Apache-2.0
-- The database that "zzaudit batch --report sqlite=FILE" and "zzaudit merge --report sqlite=FILE" write: these very
-- statements make its tables. Amounts are TEXT, exact decimals as printed, in the currency unit of the report; CAST
-- them where an approximation will do. Severities: error, warning, note.

-- One set of rules that reports were checked with; more than one only when results of separate runs were merged.
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  version TEXT NOT NULL,           -- of zzaudit
  ruleset TEXT NOT NULL            -- SHA-256 of the rules in force
);

-- One input, in the order of the batch.
CREATE TABLE report (
  id INTEGER PRIMARY KEY,          -- its number from 1
  run INTEGER REFERENCES run,      -- NULL: not checked
  file TEXT NOT NULL,              -- as it was named
  sha256 TEXT,                     -- of its bytes
  unit TEXT,                       -- the department; NULL: not known
  year INTEGER,                    -- NULL: not known
  currency_unit TEXT,              -- 元, 千元, 万元, 亿元
  verdict TEXT NOT NULL,           -- clean, note, warning, error: the worst finding; unreadable, failed: not checked
  message TEXT,                    -- why it was not checked
  error INTEGER,                   -- number of findings; NULL: not checked
  warning INTEGER,
  note INTEGER
);

-- The rules that were in force for at least one report.
CREATE TABLE rule (
  id TEXT PRIMARY KEY,             -- TAB301
  name TEXT NOT NULL,              -- row-sum-mismatch
  severity TEXT NOT NULL,          -- of the catalogue; a finding may be milder, and a configuration may differ
  title TEXT,                      -- what it finds
  rationale TEXT,                  -- why that matters
  fix TEXT,                        -- how to correct it
  basis TEXT                       -- the regulations it rests on
) WITHOUT ROWID;

CREATE TABLE finding (
  id INTEGER PRIMARY KEY,          -- in the order of the reports, and within each as in every other output
  report INTEGER NOT NULL REFERENCES report,
  rule TEXT NOT NULL REFERENCES rule,
  name TEXT NOT NULL,              -- of the rule
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  expected TEXT,                   -- what was computed
  actual TEXT,                     -- what is printed
  difference TEXT,
  tolerance TEXT,                  -- the difference that was allowed
  table_key TEXT,                  -- the first place: overview, income, expenditure, fiscal_overview, general_budget,
                                   -- basic, three_public, fund, state_capital; NULL: not in a table
  title TEXT,                      -- of the table as printed
  row_label TEXT,
  column_label TEXT,
  section TEXT,                    -- of the explanation
  text TEXT,                       -- the sentence or clause
  page INTEGER,                    -- from 1, where the source has pages
  line INTEGER,                    -- from 1, where the source has lines
  suggestion TEXT
);
CREATE INDEX finding_report ON finding (report);
CREATE INDEX finding_rule ON finding (rule);

-- What became of every rule in every report.
CREATE TABLE check_result (
  report INTEGER NOT NULL REFERENCES report,
  rule TEXT NOT NULL REFERENCES rule,
  status TEXT NOT NULL,            -- pass, fail, not-applicable, not-evaluated
  evaluated INTEGER NOT NULL,      -- how often
  failed INTEGER NOT NULL,
  reason TEXT,                     -- why it was not evaluated
  PRIMARY KEY (report, rule)
) WITHOUT ROWID;

-- How many numbers of a report at least one evaluated check constrains.
CREATE TABLE coverage (
  report INTEGER PRIMARY KEY REFERENCES report,
  tables_numbers INTEGER NOT NULL,
  tables_verified INTEGER NOT NULL,
  narrative_numbers INTEGER NOT NULL,
  narrative_verified INTEGER NOT NULL
);

-- Which rules found something, how often, and in how many departments.
CREATE VIEW by_rule AS
SELECT f.rule, f.severity, r.title, count(*) AS findings, count(DISTINCT f.report) AS reports,
       count(DISTINCT p.unit) AS departments
FROM finding f JOIN rule r ON r.id = f.rule JOIN report p ON p.id = f.report
GROUP BY f.rule, f.severity
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, reports DESC, findings DESC, f.rule;

-- Every report on a line, with the shares of its numbers that were verified, in per cent.
CREATE VIEW by_report AS
SELECT p.id, p.file, p.unit, p.year, p.verdict, p.error, p.warning, p.note,
       round(100.0 * c.tables_verified / nullif(c.tables_numbers, 0), 1) AS tables_percent,
       round(100.0 * c.narrative_verified / nullif(c.narrative_numbers, 0), 1) AS narrative_percent, p.message
FROM report p LEFT JOIN coverage c ON c.report = p.id
ORDER BY p.id;

-- A department over its years, with the change of its errors against the year before that was checked.
CREATE VIEW unit_years AS
SELECT unit, year, count(*) AS reports, sum(error) AS error, sum(warning) AS warning, sum(note) AS note,
       sum(error) - lag(sum(error)) OVER (PARTITION BY unit ORDER BY year) AS error_change
FROM report
WHERE run IS NOT NULL AND unit IS NOT NULL
GROUP BY unit, year
ORDER BY unit, year;

-- Departments, the one with the most errors first.
CREATE VIEW worst_units AS
SELECT unit, count(*) AS reports, sum(error) AS error, sum(warning) AS warning, sum(note) AS note,
       sum(verdict = 'error') AS reports_with_errors
FROM report
WHERE run IS NOT NULL AND unit IS NOT NULL
GROUP BY unit
ORDER BY error DESC, warning DESC, note DESC, unit;

-- Reports with numbers that no check constrains, the largest gap first.
CREATE VIEW coverage_gaps AS
SELECT p.id, p.file, p.unit, p.year, c.tables_numbers - c.tables_verified AS tables_unverified,
       c.narrative_numbers - c.narrative_verified AS narrative_unverified, c.tables_numbers, c.narrative_numbers
FROM report p JOIN coverage c ON c.report = p.id
WHERE c.tables_verified < c.tables_numbers OR c.narrative_verified < c.narrative_numbers
ORDER BY tables_unverified + narrative_unverified DESC, p.id;

-- Rules that could not be evaluated, by reason.
CREATE VIEW not_evaluated AS
SELECT rule, reason, count(*) AS reports
FROM check_result
WHERE status = 'not-evaluated'
GROUP BY rule, reason
ORDER BY reports DESC, rule, reason;
