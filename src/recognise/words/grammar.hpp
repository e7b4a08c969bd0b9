// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "recognise/words/items.hpp"
#include "recognise/words/tokens.hpp"
#include "zzaudit/model/claim.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit::words {

/// Unknown characters before a number or a measure from which the subject is no longer certain.
constexpr std::size_t kUnknownSubject = 2;
/// Begins the key of a project that is explained: then its number and, behind a colon, its name.
constexpr std::string_view kProject = "project#";
/// Why a number at the head of a sentence or in a name makes no claim.
inline const Bilingual kReasonOrdinal{"序号或文号", "a numbering or document number"};

inline bool is_project(std::string_view key) { return key.starts_with(kProject); }

/// Whether a key is of a 项 that is explained and not yet bound to a row ("general.item#3").
inline bool is_item(std::string_view key) {
  return part_of_item(key).empty() && key.find(".item#") != std::string_view::npos;
}

/// Whether a token is an amount or announces one.
inline bool states_figure(const Token& token) {
  return token.kind == TokenKind::kBudget || token.kind == TokenKind::kFinal ||
         (token.kind == TokenKind::kNumber && token.number == NumberKind::kMoney);
}

/// The budget that a phrase of the lexicon speaks of.
inline BudgetStage budget_kind(std::string_view value) {
  return value == "initial"    ? BudgetStage::kInitial
         : value == "adjusted" ? BudgetStage::kAdjusted
                               : BudgetStage::kPlain;
}

/// The token behind one; null at the end.
inline const Token* next_of(std::span<const Token> tokens, std::size_t at) {
  return at + 1 < tokens.size() ? &tokens[at + 1] : nullptr;
}

/// Whether a token of a kind follows with nothing between.
inline bool next_is(std::span<const Token> tokens, std::size_t at, TokenKind kind) {
  const Token* next = next_of(tokens, at);
  return next != nullptr && next->kind == kind && next->unknown_before == 0;
}

/// From where on the clause that goes on at `from` speaks of one unit of the department alone
/// ("其中:局本级…", "下属单位…"); the size of the text when it does not.
[[nodiscard]] std::size_t part_of_department(std::string_view text, std::size_t from);

/// The text from the last punctuation mark before `position`.
[[nodiscard]] std::string_view label_before(std::string_view text, std::size_t position);

/// Reads the sentences of `words` in order and appends claims and other numbers. The subject of a
/// sentence is inherited within a section; comparison, measure and reason end with the sentence.
class Grammar {
 public:
  Grammar(const Report& report, Words& words);
  void read();

 private:
  /// What the words read so far say about the number to come.
  struct State {
    std::string subject, subject_name;  ///< concept spoken of; empty when none or not understood
    std::string whole;                  ///< subject before 其中: what is listed are its parts
    std::string base;                   ///< concept named after 占
    Measure measure = Measure::kFinal;
    BudgetStage budget = BudgetStage::kPlain;
    Against against = Against::kNone;
    Direction direction = Direction::kNone;
    bool share = false, completion = false, compare = false, reason = false;
    bool deviation = false, difference = false, each = false;
    NamedYear year = NamedYear::kThis;  ///< what the clause speaks of
    bool year_clear = true;             ///< no comma nor amount since another year was named
    std::vector<std::string> joint;  ///< concepts joined by "、" up to the subject: more than one needs "均"
  };

  void read_sentence(std::size_t index);
  [[nodiscard]] static bool states_anew(std::span<const Token> tokens, std::size_t number);
  void begin_group(NamedGroup group);
  void begin_item(NamedItem item, std::size_t index);
  void read_token(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void read_concept(std::size_t index, std::span<const Token> tokens, std::size_t at);
  /// The concept that is meant where the words before it name a fund ("政府性基金预算安排的基本支出").
  [[nodiscard]] std::string of_fund(std::size_t index, const Token& token);
  [[nodiscard]] std::string of_item(std::string key) const;
  /// The words before a concept qualify it ("用于…的").
  [[nodiscard]] bool qualifies(std::size_t index, std::span<const Token> tokens, std::size_t at) const;
  void begin_project(std::size_t index, const Token& token);
  void read_measure(std::size_t index, std::span<const Token> tokens, std::size_t at);
  [[nodiscard]] static bool is_denied(std::string_view before);
  [[nodiscard]] bool shares_of_several(std::size_t index, std::span<const Token> tokens,
                                       std::size_t at) const;
  [[nodiscard]] std::string in_its_place(std::size_t index, const Token& token, std::string key) const;
  [[nodiscard]] bool compares_rates(std::size_t index, std::span<const Token> tokens, std::size_t at) const;
  void read_direction(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void read_against(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void read_punctuation(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void read_number(std::size_t index, std::span<const Token> tokens, std::size_t at);
  [[nodiscard]] bool begins_paragraph(std::size_t index, const Token& token) const;
  void take_year(const Token& token);
  void name_year(NamedYear year);
  void read_respective(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void read_year(std::size_t index, std::span<const Token> tokens, std::size_t at);
  bool read_earlier(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void add_part_of_department(std::size_t index, const Token& token);
  bool read_other_year(std::size_t index, const Token& token);
  [[nodiscard]] bool paragraph_says(std::size_t index, std::string_view text) const;
  [[nodiscard]] bool is_part_of_count(std::size_t index, const Token& token, std::string_view key) const;
  [[nodiscard]] Direction more_or_less(std::size_t index, const Token& token) const;
  void read_money(std::size_t index, const Token& token);
  void add_final(std::size_t index, const Token& token);
  void read_percent(std::size_t index, const Token& token);
  [[nodiscard]] bool sums_up(std::size_t index, const Token& token) const;
  bool read_average(std::size_t index, const Token& token);
  bool read_source(std::size_t index, const Token& token);
  bool read_detail(std::size_t index, const Token& token);
  void read_count(std::size_t index, const Token& token);
  /// False when it is no list of names of 经济分类.
  bool read_list(std::size_t index, const Token& token);
  void add_direction(std::size_t index, const Token& token, Direction direction);
  Claim& add_claim(std::size_t index, const Token& token, Measure measure);
  void add_number(std::size_t index, const Token& token, Measure measure);
  void add_other(std::size_t index, const Token& token, Bilingual reason);
  void end_clause();

  const Report& report_;
  Words& words_;
  State state_;
  std::vector<std::pair<State, bool>>
      brackets_;         ///< what was spoken of before each open bracket, and listed_
  bool listed_ = false;  ///< parts are being listed in this paragraph (其中)
  bool spoken_ = false;  ///< a claim was made since the subject was named
  std::string fund_;     ///< the fund that the sentence speaks of ("general", "fund", "capital")
  Against whole_against_ = Against::kNone;  ///< what the whole before 其中 was compared with
  bool named_ = false;                      ///< a concept was named since the sentence or the last ";" began
  std::string unit_name_;
  int year_;
  int amount_decimals_;
  std::size_t projects_ = 0;             ///< explained with budget and amount spent
  std::string count_label_;              ///< what the last count of the sentence counted
  std::vector<std::string> respective_;  ///< whose figures are still to come, the last first ("分别比上年…")
  Measure respective_measure_ = Measure::kChange;  ///< of those figures
  bool whose_unclear_ = false;  ///< figures of several things go on, in an order that is not understood
  std::string among_;           ///< whose parts are listed: "财政拨款收入中,…"
  std::size_t part_from_ = 0;   ///< from this byte of the sentence on one unit of the department is spoken of
};

}  // namespace zzaudit::words
