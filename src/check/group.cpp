// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>

#include "check/detail/findings.hpp"

namespace zzaudit::detail {
namespace {

/// Moves a draft's finding under another one.
void attach(Draft& root, Draft& part) {
  Finding& finding = part.finding;
  root.finding.consequences.push_back(
      {finding.rule, std::move(finding.message), std::move(finding.locations)});
  for (auto& deeper : finding.consequences) {
    root.finding.consequences.push_back(std::move(deeper));
  }
  if (root.finding.suggestion.empty()) {
    root.finding.suggestion = std::move(finding.suggestion);
  }
  part.finding.rule.clear();
}

bool is_open(const Draft& draft) {
  return !draft.finding.rule.empty() && !draft.figures.empty() && draft.finding.severity != Severity::kNote;
}

void attach_to_causes(std::vector<Draft>& drafts) {
  std::map<const Cell*, Draft*> suspects;
  for (auto& draft : drafts) {
    if (draft.suspect != nullptr) {
      suspects.emplace(draft.suspect, &draft);
    }
  }
  for (auto& draft : drafts) {
    if (!is_open(draft)) {
      continue;
    }
    for (const Cell* cell : draft.figures) {
      if (const auto it = suspects.find(cell); it != suspects.end()) {
        attach(*it->second, draft);
        break;
      }
    }
  }
}

bool same_cell(const Location& a, const Location& b) {
  return a.table && a.table == b.table && a.row.zh == b.row.zh && a.column.zh == b.column.zh;
}

bool would_repair(const Suspect& suspect, const Finding& settled) {
  return !suspect.repair.empty() && suspect.repair == settled.expected &&
         same_cell(suspect.location, settled.locations.front());
}

/// A coded check that says what a cell has to be, where that would also repair what the identities of the
/// tables found amiss, has named the wrong figure: the identities alone could only suspect it.
void attach_settled_causes(std::vector<Draft>& drafts) {
  for (auto& settled : drafts) {
    if (!is_open(settled) || settled.suspect != nullptr || settled.finding.expected.empty()) {
      continue;
    }
    for (auto& cause : drafts) {
      const bool repaired = cause.suspect != nullptr && !cause.finding.rule.empty() &&
                            std::ranges::any_of(cause.finding.suspects, [&](const Suspect& suspect) {
                              return would_repair(suspect, settled.finding);
                            });
      if (repaired) {
        // What the identities suggested may have been another figure.
        cause.finding.suggestion = {};
        attach(settled, cause);
      }
    }
  }
}

/// The figure that most open findings compare, at least two; null when none is shared.
const Cell* most_shared(const std::vector<Draft>& drafts) {
  std::vector<const Cell*> order;
  std::map<const Cell*, int> uses;
  for (const auto& draft : drafts) {
    if (!is_open(draft)) {
      continue;
    }
    std::vector<const Cell*> cells = draft.figures;
    std::ranges::sort(cells);
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (const Cell* cell : draft.figures) {
      if (const auto it = std::ranges::find(cells, cell); it != cells.end()) {
        cells.erase(it);
        if (uses[cell]++ == 0) {
          order.push_back(cell);
        }
      }
    }
  }
  const Cell* best = nullptr;
  for (const Cell* cell : order) {
    if (uses[cell] > 1 && (best == nullptr || uses[cell] > uses[best])) {
      best = cell;
    }
  }
  return best;
}

}  // namespace

namespace {

/// What the drafts put together so far leave for a figure.
class Repair {
 public:
  explicit Repair(const Cell* figure) : figure_(figure) {}

  /// Whether one value of the figure mends this draft, too. A draft that says nothing about it may be.
  bool admits(const Draft& draft) {
    std::optional<Interval> both = left_;
    for (const auto& [cell, value] : draft.repairs) {
      if (cell != figure_) {
        continue;
      }
      if (both && !both->meets(value)) {
        return false;
      }
      both =
          both ? Interval(std::max(both->low(), value.low()), std::min(both->high(), value.high())) : value;
    }
    left_ = both;
    return true;
  }

 private:
  const Cell* figure_;
  std::optional<Interval> left_;
};

}  // namespace

void group_by_figure(std::vector<Draft>& drafts) {
  attach_settled_causes(drafts);
  attach_to_causes(drafts);
  while (const Cell* cell = most_shared(drafts)) {
    Draft* root = nullptr;
    Repair repair(cell);
    for (auto& draft : drafts) {
      if (!is_open(draft) || std::ranges::find(draft.figures, cell) == draft.figures.end()) {
        continue;
      }
      std::erase(draft.figures, cell);
      if (!repair.admits(draft)) {
        continue;
      }
      if (root == nullptr) {
        root = &draft;
      } else if (draft.finding.severity > root->finding.severity) {
        attach(draft, *root);
        root = &draft;
      } else {
        attach(*root, draft);
      }
    }
  }
  std::erase_if(drafts, [](const Draft& draft) { return draft.finding.rule.empty(); });
}

}  // namespace zzaudit::detail
