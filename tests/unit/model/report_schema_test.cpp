// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"

/// data/schema/report.schema.json says the same as the program: the descriptors and the reader.
namespace zzaudit {
namespace {

using Names = std::set<std::string>;

nlohmann::json schema() { return nlohmann::json::parse(resource("schema/report.schema.json")); }

Names names_of(const nlohmann::json& object) {
  Names names;
  for (const auto& [name, value] : object.items()) {
    names.insert(name);
  }
  return names;
}

TEST(ReportSchema, TablesAreThoseOfTheDescriptors) {
  Names tables;
  for (const TableKey key : kAllTables) {
    tables.insert(std::string(descriptor(key).key));
  }
  EXPECT_EQ(names_of(schema().at("properties").at("tables").at("properties")), tables);
}

TEST(ReportSchema, RowsAndColumnsAreThoseOfTheDescriptors) {
  const auto definitions = schema().at("$defs");
  for (const TableKey key : kAllTables) {
    const TableDescriptor& table = descriptor(key);
    const auto& row = definitions.at(std::string(table.key) + "_row").at("properties");
    Names lines;
    for (const LineInfo& line : table.lines) {
      lines.insert(std::string(line.key));
    }
    EXPECT_EQ(row.at("key").at("enum").get<Names>(), lines) << table.key;
    Names members = {"key", "name", "at"};
    if (table.has_rows) {
      members.insert("code");
    }
    for (const ColumnInfo& column : table.columns) {
      members.insert(std::string(column.key));
    }
    EXPECT_EQ(names_of(row), members) << table.key;
  }
}

/// The members that the reader accepts where the member "?" of `text` stands, from its own message.
Names accepted_members(const std::string& text) {
  try {
    (void)report_from_json("r.json", text);
  } catch (const InputError& error) {
    const std::string& message = error.message().en;
    const std::string_view mark = "known are: ";
    const auto begin = message.find(mark);
    if (begin == std::string::npos) {
      ADD_FAILURE() << message;
      return {};
    }
    Names names;
    std::string name;
    for (const char c : message.substr(begin + mark.size()) + ",") {
      if (c == ',') {
        names.insert(std::exchange(name, {}));
      } else if (c != ' ') {
        name += c;
      }
    }
    return names;
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

TEST(ReportSchema, MembersAreThoseThatTheReaderAccepts) {
  const auto root = schema();
  const auto& definitions = root.at("$defs");
  const auto report_with = [](const std::string& member) {
    return R"({"schema": "zzaudit-report/1", )" + member + "}";
  };
  EXPECT_EQ(accepted_members(report_with(R"("?": 1)")), names_of(root.at("properties")));
  EXPECT_EQ(accepted_members(report_with(R"("sources": [{"?": 1}])")),
            names_of(root.at("properties").at("sources").at("items").at("properties")));
  EXPECT_EQ(accepted_members(report_with(R"("tables": {"fund": {"?": 1}})")),
            names_of(definitions.at("table").at("properties")));

  const auto expect_object = [&](const std::string& place, const std::string& definition) {
    Names expected;
    const auto& defined = definitions.at(definition);
    for (const auto& form :
         defined.contains("anyOf") ? defined.at("anyOf") : nlohmann::json::array({defined})) {
      if (form.contains("properties")) {
        expected.merge(names_of(form.at("properties")));
      }
    }
    EXPECT_EQ(accepted_members(report_with(place)), expected) << definition;
  };
  expect_object(R"("tables": {"fund": {"rows": [{"code": "201", "total": {"?": 1}}]}})", "cell");
  expect_object(R"("tables": {"fund": {"notes": [{"?": 1}]}})", "remark");
  expect_object(R"("tables": {"fund": {"unplaced": [{"?": 1}]}})", "remark");
  expect_object(R"("tables": {"fund": {"ignored": [{"?": 1}]}})", "ignored");
  expect_object(R"("sections": [{"?": 1}])", "section");
  expect_object(R"("sections": [{"paragraphs": [{"?": 1}]}])", "paragraph");
  expect_object(R"("sections": [{"paragraphs": [{"lines": [{"?": 1}]}]}])", "line");
  expect_object(R"("other_tables": [{"?": 1}])", "other_table");
  expect_object(R"("other_tables": [{"grid": {"?": 1}}])", "grid");
  expect_object(R"("other_tables": [{"grid": {"cells": [{"?": 1}]}}])", "grid_cell");
  expect_object(R"("notes": [{"?": 1}])", "note");
}

}  // namespace
}  // namespace zzaudit
