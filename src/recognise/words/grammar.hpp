// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "recognise/words/tokens.hpp"
#include "zzaudit/model/claim.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit::words {

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
  };

  void read_sentence(std::size_t index);
  void read_token(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void read_concept(const Token& token, std::span<const Token> tokens, std::size_t at);
  void read_measure(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void read_direction(std::size_t index, std::span<const Token> tokens, std::size_t at);
  void read_number(std::size_t index, const Token& token);
  void read_money(std::size_t index, const Token& token);
  void read_percent(std::size_t index, const Token& token);
  bool read_detail(std::size_t index, const Token& token);
  void read_count(std::size_t index, const Token& token);
  void read_list(std::size_t index, const Token& token);
  void add_direction(std::size_t index, const Token& token, Direction direction);
  Claim& add_claim(std::size_t index, const Token& token, Measure measure);
  void add_number(std::size_t index, const Token& token, Measure measure);
  void add_other(std::size_t index, const Token& token, Bilingual reason);
  void end_clause();

  const Report& report_;
  Words& words_;
  State state_;
  std::string unit_name_;
  int year_;
  int amount_decimals_;
};

}  // namespace zzaudit::words
