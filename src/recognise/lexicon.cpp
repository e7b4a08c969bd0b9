// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/lexicon.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/recognise/recognise.hpp"

namespace zzaudit::recognition {
namespace {

using nlohmann::json;

std::vector<std::string> words_of(const json& node, const char* member) {
  std::vector<std::string> words;
  const auto it = node.find(member);
  if (it == node.end()) return words;
  for (const auto& word : *it) words.push_back(word.get<std::string>());
  return words;
}

/// The data name the tables, columns and lines that the model has; anything else is a mistake in them.
template <class T>
T known(const std::optional<T>& found, const std::string& name) {
  if (!found) throw std::logic_error("data/forms: unknown key " + name);
  return *found;
}

std::vector<TitlePattern> titles_of(const std::vector<std::string>& words, std::optional<TableKey> table) {
  std::vector<TitlePattern> titles;
  for (const std::string& word : words) {
    const std::size_t star = word.find('*');
    if (star == std::string::npos) {
      titles.push_back({word, std::nullopt, table});
    } else {
      titles.push_back({word.substr(0, star), word.substr(star + 1), table});
    }
  }
  return titles;
}

void add_lines(TableWords& words, const json& lines, std::optional<std::size_t> after) {
  for (const auto& [key, labels] : lines.items()) {
    const std::size_t line = known(find_line(words.table, key), key);
    const Side side = descriptor(words.table).lines[line].side;
    for (const auto& label : labels)
      words.lines.emplace(label.get<std::string>(), LineWords{line, side, after});
  }
}

TableWords table_words(TableKey table, const json& node) {
  TableWords words;
  words.table = table;
  for (const auto& column : descriptor(table).columns) {
    const auto it = node.at("columns").find(std::string(column.key));
    if (it == node.at("columns").end()) continue;
    words.columns.push_back(
        {std::string(column.key), words_of(*it, "match"), WordList(words_of(*it, "not_under"))});
  }
  for (const auto& [key, column] : node.at("columns").items()) {
    // Columns that carry the amount of a fixed line (人员经费 beside 合计) come after the real ones.
    if (!find_column(table, key) && find_line(table, key)) {
      words.columns.push_back({key, words_of(column, "match"), WordList(words_of(column, "not_under"))});
    }
  }
  words.ignored_columns = WordList(words_of(node, "ignored_columns"));
  words.ignored_under = WordList(words_of(node, "ignored_under"));
  add_lines(words, node.at("lines"), std::nullopt);
  if (const auto it = node.find("lines_after"); it != node.end()) {
    for (const auto& [key, lines] : it->items()) add_lines(words, lines, known(find_line(table, key), key));
  }
  words.ignored_lines = WordList(words_of(node, "ignored_lines"));
  if (const auto it = node.find("merged_lines"); it != node.end()) {
    for (const auto& [key, labels] : it->items()) {
      words.merged_lines.emplace_back(known(find_line(table, key), key),
                                      WordList(words_of(*it, key.c_str())));
    }
  }
  const json& signature = node.at("signature");
  for (const auto& group : signature.at("all"))
    words.signature.all.push_back(group.get<std::vector<std::string>>());
  words.signature.none = words_of(signature, "none");
  words.signature.only_classes = words_of(signature, "only_classes");
  words.signature.not_only_classes = words_of(signature, "not_only_classes");
  return words;
}

void read_words(Lexicon& lexicon, const json& words) {
  const std::pair<const char*, WordList*> lists[] = {{"total", &lexicon.total},
                                                     {"subtotal", &lexicon.subtotal},
                                                     {"line_number", &lexicon.line_number},
                                                     {"column_number", &lexicon.column_number},
                                                     {"code", &lexicon.code},
                                                     {"code_level", &lexicon.code_level},
                                                     {"name", &lexicon.name},
                                                     {"header", &lexicon.header},
                                                     {"income_side", &lexicon.income_side},
                                                     {"expenditure_side", &lexicon.expenditure_side},
                                                     {"other_measures", &lexicon.other_measures},
                                                     {"ignored_columns", &lexicon.ignored_columns},
                                                     {"note_phrases", &lexicon.note_phrases},
                                                     {"rounding", &lexicon.rounding},
                                                     {"continued", &lexicon.continued},
                                                     {"own_name", &lexicon.own_name}};
  for (const auto& [name, list] : lists) *list = WordList(words_of(words, name));
  lexicon.notes = words_of(words, "note");
}

Form read_form(const json& node) {
  Form form;
  form.name = node.at("name").get<std::string>();
  for (const auto& key : node.at("order")) {
    form.order.push_back(known(find_table(key.get<std::string>()), key.get<std::string>()));
  }
  for (const auto& [key, title] : node.at("titles").items()) {
    form.titles.at(static_cast<std::size_t>(known(find_table(key), key))) =
        label_key(title.get<std::string>());
  }
  return form;
}

Lexicon read_lexicon() {
  Lexicon lexicon;
  const json generic = json::parse(resource("forms/generic.json"));
  read_words(lexicon, generic.at("words"));
  lexicon.title_stops = words_of(generic, "title_stops");
  lexicon.titles = titles_of(words_of(generic, "other_titles"), std::nullopt);
  for (const TableKey table : kAllTables) {
    const json& node = generic.at("tables").at(std::string(descriptor(table).key));
    for (auto& title : titles_of(words_of(node, "titles"), table)) lexicon.titles.push_back(std::move(title));
    lexicon.tables.at(static_cast<std::size_t>(table)) = table_words(table, node);
  }
  for (const std::string_view name : resource_names("forms/")) {
    if (name == "forms/generic.json" || !name.ends_with(".json")) continue;
    lexicon.forms.push_back(read_form(json::parse(resource(name))));
  }
  return lexicon;
}

bool drop_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix) || text.size() == suffix.size()) return false;
  text.resize(text.size() - suffix.size());
  return true;
}

}  // namespace

std::string label_key(std::string_view printed) {
  std::string key = compact(printed);
  std::erase_if(key, [](char c) { return c == '"' || c == '\''; });
  while (key.ends_with(':')) key.pop_back();
  return key;
}

std::string header_key(std::string_view printed) {
  std::string key = label_key(printed);
  if (key.starts_with("其中:")) key.erase(0, std::string_view("其中:").size());
  while (key.size() > 3 && is_digit(key.back())) {
    key.pop_back();
  }
  drop_suffix(key, "栏次");
  for (const std::string_view unit : {"(万元)", "(元)", "(千元)", "(亿元)"}) drop_suffix(key, unit);
  const std::size_t year = key.find("年");
  if (year == 4 && key.find_first_not_of("0123456789") == 4) {
    std::string rest = key.substr(year + std::string_view("年").size());
    if (rest.starts_with("度")) rest.erase(0, std::string_view("度").size());
    if (!rest.empty()) key = std::move(rest);
  }
  return key;
}

WordList::WordList(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word.starts_with('*')) {
      parts_.push_back(word.substr(1));
      all_.push_back(word.substr(1));
    } else {
      whole_.insert(word);
      all_.push_back(word);
    }
  }
}

bool WordList::matches(std::string_view key) const {
  return whole_.contains(std::string(key)) || std::ranges::any_of(parts_, [&](const std::string& part) {
           return key.find(part) != std::string_view::npos;
         });
}

bool WordList::within(std::string_view key) const {
  return std::ranges::any_of(
      all_, [&](const std::string& word) { return key.find(word) != std::string_view::npos; });
}

namespace {

/// Changed by add_form_words only.
Lexicon& the_lexicon() {
  static Lexicon lexicon = read_lexicon();
  return lexicon;
}

void add_column(TableWords& words, std::size_t column, const std::string& word) {
  const std::string_view key = descriptor(words.table).columns[column].key;
  auto known = std::ranges::find(words.columns, key, &ColumnWords::key);
  if (known == words.columns.end()) {
    known = words.columns.insert(known, {std::string(key), {}, WordList()});
  }
  known->match.push_back(header_key(word));
}

void add_title(Lexicon& words, TableKey table, const std::string& title) {
  TitlePattern pattern = titles_of({title}, table).front();
  pattern.head = label_key(pattern.head);
  if (pattern.tail) pattern.tail = label_key(*pattern.tail);
  words.titles.insert(words.titles.begin(), std::move(pattern));
}

}  // namespace

const Lexicon& lexicon() { return the_lexicon(); }

}  // namespace zzaudit::recognition

namespace zzaudit {

void add_form_words(const std::vector<FormWord>& words) {
  using namespace recognition;
  Lexicon& lexicon = the_lexicon();
  for (const FormWord& word : words) {
    TableWords& table = lexicon.tables.at(static_cast<std::size_t>(word.table));
    switch (word.kind) {
      case FormWord::Kind::kTitle:
        add_title(lexicon, word.table, word.word);
        break;
      case FormWord::Kind::kColumn:
        add_column(table, word.index, word.word);
        break;
      case FormWord::Kind::kLine:
        const std::string key = label_key(word.word);
        table.lines.emplace(
            without_enumerator(key),
            LineWords{word.index, descriptor(word.table).lines[word.index].side, std::nullopt});
        break;
    }
  }
}

}  // namespace zzaudit
