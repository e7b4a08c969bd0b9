// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/batch_sink.hpp"
#include "cli/output.hpp"
#include "render/detail/database.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/base/resource.hpp"

/// The tables of data/schema/results.sql, filled from the result lines: what merge reads is what batch
/// writes, so both give the same database.
namespace zzaudit::cli {
namespace {

namespace database = detail::database;
using database::Value;
using nlohmann::json;

/// A member as a value; NULL when it is absent.
Value text_in(const json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string()
             ? Value(std::string_view(member->get_ref<const std::string&>()))
             : Value();
}

Value number_in(const json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_number_integer() ? Value(member->get<std::int64_t>()) : Value();
}

/// NULL for an empty text.
Value known(std::string_view text) { return text.empty() ? Value() : Value(text); }

Value number(std::size_t count) { return static_cast<std::int64_t>(count); }

const json& member_or_empty(const json& object, const char* name) {
  static const json kNothing = json::array();
  const auto member = object.find(name);
  return member == object.end() ? kNothing : *member;
}

constexpr std::size_t kRunColumns = 3;
constexpr std::size_t kReportColumns = 12;
constexpr std::size_t kRuleColumns = 7;
constexpr std::size_t kFindingColumns = 19;
constexpr std::size_t kCheckColumns = 6;
constexpr std::size_t kCoverageColumns = 5;

class Tables {
 public:
  explicit Tables(const std::string& path)
      : writer_(database::open_writer(path, std::string(resource("schema/results.sql")))) {}

  void add(const BatchResult& result) {
    const json line = json::parse(result.body);
    ++report_;
    const bool checked = result.verdict < Verdict::kUnreadable;
    const auto count = [&](Severity severity) {
      return checked ? number(count_of(result, severity)) : Value();
    };
    writer_->insert(reports_, std::array<Value, kReportColumns>{
                                  number(report_), checked ? number(run_of(line, result.ruleset)) : Value(),
                                  text_in(line, "file"), text_in(line, "sha256"),
                                  checked ? known(line.at("unit").get_ref<const std::string&>()) : Value(),
                                  number_in(line, "year"), text_in(line, "currency_unit"),
                                  text_in(line, "verdict"), text_in(line, "message"), count(Severity::kError),
                                  count(Severity::kWarning), count(Severity::kNote)});
    for (const json& finding : member_or_empty(line, "findings")) {
      add_finding(finding);
    }
    for (const json& check : member_or_empty(line, "checks")) {
      add_check(check);
    }
    if (result.coverage) {
      writer_->insert(
          coverage_, std::array<Value, kCoverageColumns>{
                         number(report_), number(result.coverage->tables.numbers),
                         number(result.coverage->tables.verified), number(result.coverage->narrative.numbers),
                         number(result.coverage->narrative.verified)});
    }
  }

  void finish(const BatchEnd& end, Language language) {
    std::vector<std::string> ids;
    ids.reserve(rules_in_force_.size());
    for (const auto& [id, name] : rules_in_force_) {
      ids.push_back(id);
    }
    end.catalogue.document(ids);
    for (const auto& [id, name] : rules_in_force_) {
      add_rule(id, name, end.catalogue.find(id), language);
    }
    writer_->finish();
  }

 private:
  struct Found {
    std::string name;
    std::string severity;
  };

  std::size_t run_of(const json& line, const std::string& ruleset) {
    const std::string version = line.at("tool").at("version").get<std::string>();
    const auto [entry, is_new] = run_numbers_.try_emplace({version, ruleset}, run_numbers_.size() + 1);
    if (is_new) {
      writer_->insert(runs_, std::array<Value, kRunColumns>{number(entry->second), std::string_view(version),
                                                            std::string_view(ruleset)});
    }
    return entry->second;
  }

  void add_finding(const json& finding) {
    const json& places = member_or_empty(finding, "locations");
    const json place = places.empty() ? json::object() : places.front();
    rules_in_force_[finding.at("rule").get<std::string>()] = {finding.at("name").get<std::string>(),
                                                              finding.at("severity").get<std::string>()};
    writer_->insert(
        findings_,
        std::array<Value, kFindingColumns>{
            Value(), number(report_), text_in(finding, "rule"), text_in(finding, "name"),
            text_in(finding, "severity"), text_in(finding, "message"), text_in(finding, "expected"),
            text_in(finding, "actual"), text_in(finding, "difference"), text_in(finding, "tolerance"),
            text_in(place, "table"), text_in(place, "title"), text_in(place, "row"), text_in(place, "column"),
            text_in(place, "section"), text_in(place, "text"), number_in(place, "page"),
            number_in(place, "line"), text_in(finding, "suggestion")});
  }

  void add_check(const json& check) {
    rules_in_force_.try_emplace(check.at("rule").get<std::string>());
    writer_->insert(checks_,
                    std::array<Value, kCheckColumns>{number(report_), text_in(check, "rule"),
                                                     text_in(check, "status"), number_in(check, "evaluated"),
                                                     number_in(check, "failed"), text_in(check, "reason")});
  }

  /// `rule`: null when the catalogue does not have it, as of a merge without the file of rules.
  void add_rule(const std::string& id, const Found& found, const Rule* rule, Language language) {
    if (rule == nullptr) {
      writer_->insert(rules_,
                      std::array<Value, kRuleColumns>{
                          std::string_view(id), std::string_view(found.name.empty() ? id : found.name),
                          std::string_view(found.severity), Value(), Value(), Value(), Value()});
      return;
    }
    const std::string basis = detail::basis_text(*rule, language);
    writer_->insert(rules_, std::array<Value, kRuleColumns>{
                                std::string_view(id), std::string_view(rule->name),
                                to_string(rule->catalogue_severity.value_or(rule->severity)),
                                known(rule->title.in(language)), known(rule->rationale.in(language)),
                                known(rule->fix.in(language)), known(basis)});
  }

  std::unique_ptr<database::Writer> writer_;
  std::size_t runs_ = writer_->table("run", kRunColumns);
  std::size_t reports_ = writer_->table("report", kReportColumns);
  std::size_t rules_ = writer_->table("rule", kRuleColumns);
  std::size_t findings_ = writer_->table("finding", kFindingColumns);
  std::size_t checks_ = writer_->table("check_result", kCheckColumns);
  std::size_t coverage_ = writer_->table("coverage", kCoverageColumns);
  std::size_t report_ = 0;  ///< of which rows are being written
  std::map<std::pair<std::string, std::string>, std::size_t> run_numbers_;  ///< by version and rule set
  std::map<std::string, Found> rules_in_force_;                             ///< by id
};

class DatabaseSink final : public BatchSink {
 public:
  explicit DatabaseSink(const SinkSettings& settings) : language_(settings.language), output_(settings.path) {
    database::guarded([&] { tables_ = std::make_unique<Tables>(output_.file_for_others()); });
  }

  void add(const BatchResult& result) override {
    database::guarded([&] { tables_->add(result); });
  }
  void finish(const BatchEnd& end) override {
    database::guarded([&] { tables_->finish(end, language_); });
    output_.finish();
  }

 private:
  Language language_;
  StreamedOutput output_;
  std::unique_ptr<Tables> tables_;  ///< closed before the file goes
};

}  // namespace

std::unique_ptr<BatchSink> open_database(const SinkSettings& settings) {
  return std::make_unique<DatabaseSink>(settings);
}

}  // namespace zzaudit::cli
