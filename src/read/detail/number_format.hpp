// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How a spreadsheet shows a stored number. What is shown decides, as it does for whoever reads the sheet.
namespace zzaudit::detail {

/// A number as displayed.
struct Displayed {
  std::string text;
  bool rounded = false;  ///< the stored number has digits that are not shown
};

/// A number format code ("#,##0.00;[Red]-#,##0.00", "yyyy-mm-dd", "General"), compiled once a style.
class NumberFormat {
 public:
  explicit NumberFormat(std::string_view code = "General");

  /// `since_1904`: dates count from 1904, not from 1900.
  [[nodiscard]] Displayed display(double value, bool since_1904 = false) const;

 private:
  enum class Kind { kNumber, kGeneral, kDate };
  enum class Part { kLiteral, kDigit, kPoint, kDate };
  struct Token {
    Part part = Part::kLiteral;
    std::string text;  ///< of a digit: its placeholder; of a part of a date: its letters
  };
  struct Condition {
    std::string_view op;
    double limit = 0;
  };
  /// Between the semicolons of a code.
  struct Section {
    Kind kind = Kind::kNumber;
    std::vector<Token> tokens;
    bool grouped = false;
    int scale =
        0;  ///< power of ten that the number is multiplied with: +2 a percent sign, -3 a comma at the end
    std::optional<Condition> condition;
  };

  static Section parse_section(std::string_view code);
  static void finish(Section& section, bool other);
  [[nodiscard]] const Section& section_for(double value) const;
  static Displayed show_number(const Section& section, double value, bool minus);
  static std::optional<std::string> show_date(const Section& section, double value, bool since_1904);

  std::vector<Section> sections_;
};

/// The code of a built-in format; nothing for numbers that stand for none.
[[nodiscard]] std::optional<std::string_view> builtin_format(int id);

}  // namespace zzaudit::detail
