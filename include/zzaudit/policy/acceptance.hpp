// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/model/report.hpp"

/// Findings that somebody answers for: waivers (one by one, with a reason) and the baseline (all that there
/// was when it was written). Both take findings out of the count, never out of sight.
namespace zzaudit {

/// One entry of a waiver file, {"waivers": [{"rule", "fingerprint", "report", "place", "reason", "by",
/// "until"}]}. All that an entry says has to fit; a rule or a fingerprint and the reason are required.
struct Waiver {
  std::string file;         ///< it stands in
  Bilingual where;          ///< file, line and JSON pointer
  std::string rule;         ///< id, name or prefix; empty: any
  std::size_t rules = 0;    ///< how many rules of all it may be about
  std::string fingerprint;  ///< id of the finding; empty: any
  std::string report_file;  ///< glob over the input's name or its last part; empty: any
  std::string report_unit;  ///< glob over the department's name; empty: any
  std::optional<int> report_year;
  /// Of one of the finding's places; compared without white space, empty: any. The table by key, title or
  /// number; row by code, name or both; section without its number; of the text a part is enough.
  std::string table, row, column, section, text;
  std::string reason;
  std::string by;
  std::string until;  ///< last day, "2026-12-31"; empty: without end
};

/// ConfigError with place and nearest match for whatever does not fit; `known` has all rules, also those not
/// in force.
[[nodiscard]] std::vector<Waiver> read_waivers(const std::string& file, const Catalogue& known);

/// A waiver entry for this finding, ready to be copied into a waiver file. `until` is a date, "2026-12-31".
[[nodiscard]] std::string waiver_entry(const Report& report, const Finding& finding, std::string_view until,
                                       Language language);

/// What a baseline knows a report by: it may be renamed and its lines may move.
struct ReportIdentity {
  std::string unit;
  std::optional<int> year;
  friend bool operator==(const ReportIdentity&, const ReportIdentity&) = default;
  friend bool operator<(const ReportIdentity& a, const ReportIdentity& b) {
    return std::tie(a.unit, a.year) < std::tie(b.unit, b.year);
  }
};

struct BaselineEntry {
  std::size_t count = 0;  ///< how many findings of this fingerprint are accepted
  std::string rule;
  std::string message;  ///< for people who read the file
};

/// Accepted findings by report and fingerprint (Finding::fingerprint).
struct Baseline {
  std::string file;
  std::map<ReportIdentity, std::map<std::string, BaselineEntry>> reports;

  /// Takes the findings that count of one report.
  void add(const Report& report, const CheckOutcome& outcome, Language language);
};

[[nodiscard]] Baseline read_baseline(const std::string& file);
/// Sorted, one finding a line, free of lines, dates and file names.
[[nodiscard]] std::string to_json(const Baseline& baseline);

/// Something about waivers or baseline that a person should see to.
struct AcceptanceRemark {
  std::string kind;  ///< "expired-waiver" | "stale-waiver" | "removable-baseline-entry"
  Bilingual where;
  Bilingual message;
};

/// What a run was subject to, for its output.
struct PolicyUse {
  std::vector<std::string> configuration;  ///< files in force
  std::vector<std::string> waivers;        ///< files
  std::string baseline;
  std::vector<AcceptanceRemark> remarks;

  [[nodiscard]] bool empty() const { return configuration.empty() && waivers.empty() && baseline.empty(); }
};

/// Applies waivers and baseline to the reports of one run, one after the other.
class Acceptance {
 public:
  Acceptance(std::vector<Waiver> waivers, std::optional<Baseline> baseline, std::string today);

  /// Moves the findings that a waiver or the baseline accounts for to `outcome.suppressed`.
  void apply(const std::string& file, const Report& report, CheckOutcome& outcome);

  /// After all reports: expired waivers, waivers that fitted no finding, and entries of the baseline that no
  /// longer occur; only for reports that were checked and rules that are in force.
  [[nodiscard]] std::vector<AcceptanceRemark> remarks(const Catalogue& in_force) const;

 private:
  struct Use {
    bool concerned = false;  ///< some report checked is one it is for
    std::size_t fitted = 0;
  };
  std::vector<Waiver> waivers_;
  std::vector<Use> uses_;
  std::optional<Baseline> baseline_;  ///< what is left of it
  std::vector<ReportIdentity> checked_;
  std::string today_;
};

}  // namespace zzaudit
