// SPDX-License-Identifier: Apache-2.0
#include "render/detail/finding_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/detail/excerpt.hpp"
#include "render/detail/position.hpp"
#include "render/detail/quoted_row.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

constexpr std::string_view kIndent = "  ";
/// More of these help nobody; the JSON output has them all.
constexpr std::size_t kMostSuspects = 3;
constexpr std::size_t kMostOperands = 6;
constexpr std::size_t kMostPlaces = 6;
constexpr std::size_t kMostQuotedLines = 3;
constexpr std::size_t kNarrowestQuote = 60;
/// What wrapping leaves blank at the end of a line.
constexpr std::size_t kRaggedEdge = 5;

std::string label(Language language, std::string_view zh, std::string_view en) {
  return std::string(kIndent) + std::string(in(language, zh, en)) +
         (language == Language::kChinese ? "：" : ": ");
}

void append_heading(std::string& out, const Report& report, const Finding& finding,
                    const RenderOptions& options) {
  const Look look = look_of(finding.severity);
  out += styled(label_of(finding.severity).in(options.language), look, options);
  out +=
      ' ' + styled(finding.rule, Look::kStrong, options) + ' ' + styled(finding.name, Look::kStrong, options);
  if (const std::string at =
          source_position(report.sources, finding.locations.front().place, options.language);
      !at.empty()) {
    out += "  " + styled(at, Look::kFaint, options);
  }
  out += '\n';
}

/// Whether `message` has that value, not only as a part of another figure.
bool says(std::string_view message, std::string_view value) {
  const auto digit = [&](std::size_t i) { return i < message.size() && is_digit(message[i]); };
  for (auto at = message.find(value); at != std::string_view::npos; at = message.find(value, at + 1)) {
    const std::size_t end = at + value.size();
    const bool begins = at == 0 || !(digit(at - 1) || message[at - 1] == '.' || message[at - 1] == '-');
    const bool ends = !digit(end) && (end >= message.size() || message[end] != '.' || !digit(end + 1));
    if (begins && ends) {
      return true;
    }
  }
  return false;
}

/// Expected, actual and difference, unless the message has said all of it; and what is allowed.
void append_figures(std::string& out, const Finding& finding, const RenderOptions& options) {
  const std::string& message = finding.message.in(options.language);
  std::string line;
  bool said = true;
  const auto add = [&](std::string_view label, const std::string& value) {
    said = said && (value.empty() || says(message, value));
    if (!value.empty()) {
      line += line.empty() ? "" : "   ";
      line += fmt::format("{} {}", label, value);
    }
  };
  add(label_of_expected(finding.comparison, options.language), finding.expected);
  add(in(options.language, "实为", "actual"), finding.actual);
  add(in(options.language, "相差", "difference"), finding.difference);
  if (said) {
    return;
  }
  add(in(options.language, "允许", "allowed"), finding.tolerance);
  append_wrapped(out, kIndent, line, options, Look::kStrong);
}

/// The figures that the check compared, unless the quoted row or the message shows them all.
void append_operands(std::string& out, const Finding& finding, const RenderOptions& options) {
  const Location& where = finding.locations.front();
  const bool elsewhere = std::ranges::any_of(finding.operands, [&](const Operand& operand) {
    return operand.location.table != where.table || operand.location.row != where.row;
  });
  const std::string& message = finding.message.in(options.language);
  const bool unsaid = std::ranges::any_of(finding.operands, [&](const Operand& operand) {
    return operand.value.empty() || !says(message, operand.value);
  });
  if (!elsewhere || !unsaid) {
    return;
  }
  std::string line;
  for (std::size_t i = 0; i < finding.operands.size() && i < kMostOperands; ++i) {
    const Operand& operand = finding.operands[i];
    line += line.empty() ? "" : in(options.language, "；", "; ");
    line += operand.name.in(options.language) + ' ' +
            (operand.value.empty() ? std::string(in(options.language, "空白", "blank")) : operand.value);
  }
  if (finding.operands.size() > kMostOperands) {
    line += options.language == Language::kChinese
                ? fmt::format("；等 {} 项", finding.operands.size())
                : fmt::format("; … {} figures in all", finding.operands.size());
  }
  append_wrapped(out, label(options.language, "依据的数", "figures"), line, options);
}

void append_suspects(std::string& out, const Report& report, const Finding& finding,
                     const RenderOptions& options) {
  for (std::size_t i = 0; i < finding.suspects.size() && i < kMostSuspects; ++i) {
    const Suspect& suspect = finding.suspects[i];
    std::string line = location_text(suspect.location, options.language);
    if (!suspect.repair.empty()) {
      // Only the first is sure to mend all: it is what the finding was made for.
      line += options.language == Language::kChinese
                  ? fmt::format("{} {}{}", i == 0 ? "，改为" : "，或应为", suspect.repair,
                                i == 0 ? " 即全部相符" : "")
                  : fmt::format("; {}{}{}", i == 0 ? "" : "perhaps ", suspect.repair,
                                i == 0 ? " would agree with everything" : "");
    }
    if (!suspect.reason.empty()) {
      line += options.language == Language::kChinese ? "（" + suspect.reason.zh + "）"
                                                     : " (" + suspect.reason.en + ")";
    }
    const Place& where = finding.locations.front().place;
    const std::string at = source_position(report.sources, suspect.location.place, options.language);
    if (!at.empty() && at != source_position(report.sources, where, options.language)) {
      line += options.language == Language::kChinese ? "，" + at : ", " + at;
    }
    append_wrapped(
        out,
        i == 0 ? label(options.language, "最可疑", "suspected") : label(options.language, "其次可疑", "or"),
        line, options);
  }
}

void append_consequences(std::string& out, const Finding& finding, const RenderOptions& options) {
  const auto& all = finding.consequences;
  const auto same = [](const Consequence& a, const Consequence& b) {
    return a.rule == b.rule && a.message.zh == b.message.zh;
  };
  for (auto it = all.begin(); it != all.end(); ++it) {
    if (std::any_of(all.begin(), it, [&](const Consequence& earlier) { return same(earlier, *it); })) {
      continue;
    }
    std::string line = it->rule + " " + it->message.in(options.language);
    // The explanation often says the same in several places.
    if (const auto times = std::count_if(it, all.end(), [&](const Consequence& c) { return same(c, *it); });
        times > 1) {
      line += fmt::format(fmt::runtime(in(options.language, "（共 {} 处）", " ({} times)")), times);
    }
    append_wrapped(out, label(options.language, "连带", "also fails"), line, options);
  }
}

void append_basis(std::string& out, const Rule& rule, const RenderOptions& options) {
  if (const std::string line = basis_text(rule, options.language); !line.empty()) {
    append_wrapped(out, label(options.language, "依据", "basis"), line, options);
  }
}

}  // namespace

std::string_view label_of_expected(Comparison comparison, Language language) {
  switch (comparison) {
    case Comparison::kAtMost:
      return in(language, "不得大于", "at most");
    case Comparison::kAtLeast:
      return in(language, "不得小于", "at least");
    case Comparison::kEqual:
      break;
  }
  return in(language, "应为", "expected");
}

void append_finding(std::string& out, const Report& report, const Finding& finding,
                    const Catalogue& catalogue, const RenderOptions& options) {
  append_heading(out, report, finding, options);
  append_wrapped(out, kIndent, finding.message.in(options.language), options);
  out += quoted_rows(report, finding, options);
  const Location& where = finding.locations.front();
  if (!where.table && !where.text.empty()) {
    const std::string head = label(options.language, "原文", "text");
    const std::size_t width = options.width - std::min(options.width, display_width(head));
    append_wrapped(
        out, head,
        excerpt(one_line(where.text), finding.message.zh,
                std::max(kMostQuotedLines * (width - std::min(width, kRaggedEdge)), kNarrowestQuote)),
        options, Look::kFaint);
  }
  append_figures(out, finding, options);
  append_operands(out, finding, options);
  append_suspects(out, report, finding, options);
  append_consequences(out, finding, options);
  if (!finding.suggestion.empty()) {
    append_wrapped(out, label(options.language, "建议", "suggestion"),
                   finding.suggestion.in(options.language), options);
  }
  if (const Rule* rule = catalogue.find(finding.rule)) {
    append_basis(out, *rule, options);
  }
  append_wrapped(out, label(options.language, "详见", "more"), "zzaudit explain " + finding.rule, options,
                 Look::kFaint);
}

void append_note(std::string& out, const Report& report, const Finding& finding,
                 const RenderOptions& options) {
  const std::string head =
      std::string(label_of(finding.severity).in(options.language)) + ' ' + finding.rule + ' ';
  std::string text = finding.message.in(options.language);
  std::string places;
  for (std::size_t i = 0; i < finding.locations.size() && i < kMostPlaces; ++i) {
    if (const std::string at = source_position(report.sources, finding.locations[i].place, options.language);
        !at.empty() && places.find(at) == std::string::npos) {
      places += (places.empty() ? "" : in(options.language, "、", ", "));
      places += at;
    }
  }
  if (!places.empty()) {
    text += options.language == Language::kChinese ? "（" + places + "）" : " (" + places + ")";
  }
  // The look covers the head only, which append_wrapped takes as it is; the text is wrapped beside it.
  std::string body;
  append_wrapped(body, std::string(kIndent), text, options);
  out += styled(head, Look::kNote, options) + styled(finding.name, Look::kStrong, options) + '\n' + body;
}

}  // namespace zzaudit::detail
