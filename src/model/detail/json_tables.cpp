// SPDX-License-Identifier: Apache-2.0
#include "model/detail/json_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>

#include "model/detail/json_members.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::detail {
namespace {

/// Amounts with more decimals than this come out of binary floating point; they say nothing about the
/// precision of the others.
constexpr int kMostMeaningfulDecimals = 10;

const Bilingual kAmountExpected{"金额：\"6094.55\"、数值、null，或含 value、text、at 的对象",
                                "an amount: \"6094.55\", a number, null, or an object with value, text, at"};

/// The decimal that a JSON number stands for, its exponent written out; empty when it has too many digits.
std::optional<Decimal> decimal_of_number(std::string_view number) {
  const auto e = number.find_first_of("eE");
  auto mantissa = Decimal::parse(number.substr(0, e));
  if (!mantissa || e == std::string_view::npos) {
    return mantissa;
  }
  std::string_view digits = number.substr(e + 1);
  if (digits.starts_with('+')) {
    digits.remove_prefix(1);
  }
  int exponent = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  constexpr int kMaxExponent = 2 * Decimal::kMaxDigits;
  if (error != std::errc{} || end != digits.data() + digits.size() || exponent < -kMaxExponent ||
      exponent > kMaxExponent) {
    return std::nullopt;
  }
  return Decimal::parse(mantissa->scaled(exponent).to_string());
}

/// Reads the rows of one table; keeps what has to be seen of all cells together.
class TableReader {
 public:
  TableReader(Report& report, TableKey table)
      : report_(report), table_(table), descriptor_(descriptor(table)) {
    static constexpr std::array<std::string_view, 4> kRowMembers = {"key", "code", "name", "at"};
    members_.assign(kRowMembers.begin(), kRowMembers.end());
    for (const auto& column : descriptor_.columns) {
      members_.push_back(column.key);
    }
    lines_ = rows_of(report_, table_);
    lines_.resize(descriptor_.lines.size());
  }

  void read_rows(const JsonValue& rows) {
    for_each_element(rows, [&](const JsonValue& row) { read_row(row); });
    // Appending rows moves the earlier ones, so the cells are visited only now.
    for (auto& row : rows_of(report_, table_)) {
      for (std::size_t i = 0; i < descriptor_.columns.size(); ++i) {
        if (row.cells[i]->has_value() && row.cells[i]->value.decimals() <= kMostMeaningfulDecimals) {
          decimals_ = std::max(decimals_, row.cells[i]->value.decimals());
        }
      }
    }
    if (numbers_.empty()) {
      return;
    }
    // Serialisers drop trailing zeros of numbers: they have at least the precision of the other amounts.
    auto views = rows_of(report_, table_);
    for (const auto& [row, column] : numbers_) {
      Cell& cell = *views[row].cells[column];
      if (cell.value.decimals() < decimals_) {
        cell.value = cell.value.with_decimals(decimals_);
      }
    }
  }

 private:
  void read_row(const JsonValue& row) {
    std::string_view key;
    std::string_view code;
    bool has_key = false;
    bool has_code = false;
    std::string name;
    Place place;
    for_each_member(row, members_, [&](std::size_t i, const JsonValue& member) {
      if (i < 2) {
        require_kind(member, JsonKind::kString, {"字符串", "a string"});
        (i == 0 ? key : code) = member.text();
        (i == 0 ? has_key : has_code) = true;
      } else if (i == 2) {
        name = read_string(member);
      } else if (i == 3) {
        place = read_place(member);
      }
    });
    if (has_key == has_code) {
      row.fail_with({"每行应有且只有“key”（固定项目）或“code”（科目编码）之一",
                     "every row has either “key” (a fixed line) or “code” (a classification code)"});
    }
    const std::size_t index = has_key ? line_of(row, key) : new_row(row, code);
    auto view = has_key ? lines_[index] : last_;
    *view.present = true;
    *view.name = std::move(name);
    *view.place = place;
    for_each_member(row, members_, [&](std::size_t i, const JsonValue& member) {
      if (i >= 4) {
        bool is_number = false;
        *view.cells[i - 4] = read_cell(member, place, is_number);
        if (is_number) {
          numbers_.push_back({index, i - 4});
        }
      }
    });
  }

  std::size_t line_of(const JsonValue& row, std::string_view key) {
    const auto& lines = descriptor_.lines;
    const auto found = std::ranges::find(lines, key, &LineInfo::key);
    if (found == lines.end()) {
      std::vector<std::string> keys;
      std::string all;
      for (const auto& line : lines) {
        keys.emplace_back(line.key);
        all += (all.empty() ? "" : ", ") + keys.back();
      }
      const auto meant = nearest(key, keys);
      const std::string shown = printable(key);
      row.fail_with(
          {fmt::format("未知的行 key“{}”，{}", shown,
                       meant ? fmt::format("是否应为“{}”？", *meant) : "可用的有：" + all),
           fmt::format("unknown row key “{}”{}", shown,
                       meant ? fmt::format("; did you mean “{}”?", *meant) : "; known are: " + all)});
    }
    const auto index = static_cast<std::size_t>(found - lines.begin());
    if (*lines_[index].present) {
      row.fail_with({fmt::format("行“{}”出现两次", key), fmt::format("the row “{}” stands here twice", key)});
    }
    return index;
  }

  std::size_t new_row(const JsonValue& row, std::string_view code) {
    if (!descriptor_.has_rows) {
      row.fail_with(
          {"此表没有科目行，只能用“key”", "this table has no classification rows, only “key” rows"});
    }
    last_ = append_row(report_, table_, std::string(code), {}, {});
    return descriptor_.lines.size() + appended_++;
  }

  static Cell value_cell(const JsonValue& value, const Decimal& amount) {
    if (amount.decimals() > Decimal::kMaxDigits) {
      value.fail(kAmountExpected);
    }
    Cell cell;
    cell.state = CellState::kValue;
    cell.value = amount;
    return cell;
  }

  /// A cell without a place of its own: string, number or null.
  static Cell read_plain(const JsonValue& value, bool plain_only) {
    Cell cell;
    switch (value.kind()) {
      case JsonKind::kNull:
        cell.state = CellState::kBlank;
        return cell;
      case JsonKind::kNumber:
        if (const auto amount = decimal_of_number(value.text())) {
          return value_cell(value, *amount);
        }
        break;
      case JsonKind::kString:
        if (value.text().empty()) {
          cell.state = CellState::kBlank;
          return cell;
        }
        if (const auto amount = Decimal::parse(value.text())) {
          return value_cell(value, *amount);
        }
        if (!plain_only) {
          cell = parse_cell(value.text(), {});
          if (cell.state == CellState::kValue || cell.state == CellState::kBlank) {
            return cell;
          }
        }
        break;
      default:
        break;
    }
    const bool long_number = std::ranges::count_if(value.text(), is_digit) > Decimal::kMaxDigits;
    value.fail(long_number ? Bilingual{fmt::format("不超过 {} 位数字的金额", Decimal::kMaxDigits),
                                       fmt::format("an amount of at most {} digits", Decimal::kMaxDigits)}
                           : kAmountExpected);
  }

  /// `is_number`: the amount is a JSON number, whose trailing zeros may be lost.
  static Cell read_cell(const JsonValue& value, const Place& row_place, bool& is_number) {
    if (!value.is(JsonKind::kObject)) {
      is_number = value.is(JsonKind::kNumber);
      return read_plain(value, false);
    }
    static constexpr std::array<std::string_view, 4> kMembers = {"value", "text", "at", "unreadable"};
    std::bitset<4> seen;
    Cell cell;
    cell.state = CellState::kBlank;
    std::string text;
    Place place;
    for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
      seen.set(i);
      if (i == 0) {
        is_number = member.is(JsonKind::kNumber);
        cell = read_plain(member, true);
      } else if (i == 2) {
        place = read_place(member, row_place);
      } else {
        text = read_string(member);
      }
    });
    constexpr std::size_t kValueMember = 0;
    constexpr std::size_t kTextMember = 1;
    constexpr std::size_t kUnreadableMember = 3;
    if (seen.test(kUnreadableMember) == seen.test(kValueMember) ||
        (seen.test(kUnreadableMember) && seen.test(kTextMember))) {
      value.fail_with({"应有“value”（可加“text”）或“unreadable”之一",
                       "expected either “value”, perhaps with “text”, or “unreadable”"});
    }
    if (seen.test(kUnreadableMember)) {
      cell.state = CellState::kUnreadable;
    }
    cell.text = std::move(text);
    cell.place = place;
    return cell;
  }

  Report& report_;
  TableKey table_;
  const TableDescriptor& descriptor_;
  std::vector<std::string_view> members_;
  std::vector<MutableRowView> lines_;
  MutableRowView last_;
  std::size_t appended_ = 0;
  int decimals_ = 0;
  struct CellIndex {
    std::size_t row, column;
  };
  std::vector<CellIndex> numbers_;
};

TableRemark read_remark(const JsonValue& value) {
  if (value.is(JsonKind::kString)) {
    return {std::string(value.text()), {}, false};
  }
  static constexpr std::array<std::string_view, 3> kMembers = {"text", "at", "has_amounts"};
  TableRemark remark;
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    if (i == 0) {
      remark.text = read_string(member);
    } else if (i == 1) {
      remark.place = read_place(member);
    } else {
      remark.has_amounts = read_bool(member);
    }
  });
  return remark;
}

/// Far more than any table has.
constexpr std::uint32_t kMaxAmounts = 1'000'000;

IgnoredAmounts read_ignored(const JsonValue& value) {
  static constexpr std::array<std::string_view, 4> kMembers = {"text", "at", "amounts", "is_row"};
  IgnoredAmounts ignored;
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    if (i == 0) {
      ignored.text = read_string(member);
    } else if (i == 1) {
      ignored.place = read_place(member);
    } else if (i == 2) {
      ignored.amounts = read_number(member, 0, kMaxAmounts);
    } else {
      ignored.is_row = read_bool(member);
    }
  });
  return ignored;
}

enum class Member : std::uint8_t {
  kTitle,
  kNumber,
  kCurrencyUnit,
  kCurrencyText,
  kDepartment,
  kAt,
  kLowConfidence,
  kNotes,
  kUnplaced,
  kIgnored,
  kRepeats,
  kRows
};
constexpr std::array<std::string_view, 12> kTableMembers = {
    "title",          "number", "currency_unit", "currency_text", "department", "at",
    "low_confidence", "notes",  "unplaced",      "ignored",       "repeats",    "rows"};

void read_table(const JsonValue& value, Report& report, TableKey table) {
  TableInfo info;
  info.present = true;
  bool has_currency_text = false;
  for_each_member(value, kTableMembers, [&](std::size_t i, const JsonValue& member) {
    switch (static_cast<Member>(i)) {
      case Member::kTitle:
        info.title = read_string(member);
        break;
      case Member::kNumber:
        info.number = read_string(member);
        break;
      case Member::kCurrencyUnit:
        info.currency_unit = read_currency_unit(member);
        break;
      case Member::kCurrencyText:
        info.currency_text = read_string(member);
        has_currency_text = true;
        break;
      case Member::kDepartment:
        info.department = read_string(member);
        break;
      case Member::kAt:
        info.place = read_place(member);
        break;
      case Member::kLowConfidence:
        info.low_confidence = read_bool(member);
        break;
      case Member::kNotes:
        for_each_element(member, [&](const JsonValue& note) { info.notes.push_back(read_remark(note)); });
        break;
      case Member::kUnplaced:
        for_each_element(member, [&](const JsonValue& line) { info.unplaced.push_back(read_remark(line)); });
        break;
      case Member::kIgnored:
        for_each_element(member,
                         [&](const JsonValue& entry) { info.ignored.push_back(read_ignored(entry)); });
        break;
      case Member::kRepeats:
        for_each_element(member, [&](const JsonValue& place) { info.repeats.push_back(read_place(place)); });
        break;
      case Member::kRows:
        TableReader(report, table).read_rows(member);
        break;
    }
  });
  if (!has_currency_text && info.currency_unit) {
    info.currency_text = name_of(*info.currency_unit).zh;
  }
  info_of(report, table) = std::move(info);
  report.table_order.push_back(table);
}

}  // namespace

CurrencyUnit read_currency_unit(const JsonValue& value) {
  if (value.is(JsonKind::kString)) {
    if (const auto unit = parse_currency_unit(value.text())) {
      return *unit;
    }
  }
  value.fail({"\"元\"、\"千元\"、\"万元\" 或 \"亿元\"", "one of \"元\", \"千元\", \"万元\", \"亿元\""});
}

void read_tables(const JsonValue& tables, Report& report) {
  std::array<std::string_view, kTableCount> keys;
  std::ranges::transform(kAllTables, keys.begin(), [](TableKey table) { return descriptor(table).key; });
  for_each_member(tables, keys,
                  [&](std::size_t i, const JsonValue& table) { read_table(table, report, kAllTables[i]); });
}

}  // namespace zzaudit::detail
