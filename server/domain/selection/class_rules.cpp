#include "domain/selection/class_rules.h"

#include <algorithm>
#include <boost/json.hpp>

namespace kamino::selection {
namespace {

struct LimitRow {
    std::string_view key;
    double ClassRules::*member;
    double min, max;
};
constexpr std::array<LimitRow, 5> limit_rows{{{"structural_months", &ClassRules::structural_months, 1, 12},
                                              {"significant_share", &ClassRules::significant_share, 0.01, 1},
                                              {"growing_from", &ClassRules::growing_from, -1, 10},
                                              {"headroom_from", &ClassRules::headroom_from, 0, 100},
                                              {"potential_from", &ClassRules::potential_from, 0.01, 100}}};

// Rows that differ in one answer: the first is the better.
constexpr std::array<std::pair<std::size_t, std::size_t>, 14> better_rows{{{0, 1},
                                                                           {2, 3},
                                                                           {4, 5},
                                                                           {6, 7},
                                                                           {0, 2},
                                                                           {1, 3},
                                                                           {4, 6},
                                                                           {5, 7},
                                                                           {0, 4},
                                                                           {1, 5},
                                                                           {2, 6},
                                                                           {3, 7},
                                                                           {8, 9},
                                                                           {9, 10}}};

std::optional<std::size_t> row_of(std::string_view key) {
    const auto at = std::find(class_cases.begin(), class_cases.end(), key);
    return at == class_cases.end() ? std::nullopt
                                   : std::optional{static_cast<std::size_t>(at - class_cases.begin())};
}

bool is_class(const boost::json::value& value) {
    return value.is_string() && value.as_string().size() == 1 && value.as_string()[0] >= 'A' &&
           value.as_string()[0] <= 'E';
}

void check_limit(std::string_view key, const boost::json::value& value, std::vector<FieldFault>& faults) {
    const std::string path = "/thresholds/" + std::string{key};
    const auto known = std::find_if(limit_rows.begin(), limit_rows.end(),
                                    [&](const LimitRow& row) { return row.key == key; });
    if (known == limit_rows.end())
        faults.push_back({path, "field.unknown", {}});
    else if (!value.is_number())
        faults.push_back({path, "field.wrong_type", {}});
    else if (const double v = value.to_number<double>(); !(v >= known->min && v <= known->max))
        faults.push_back({path,
                          "field.out_of_range",
                          {{"min", base::json_text(known->min)}, {"max", base::json_text(known->max)}}});
}

void check_table(const boost::json::value& value, std::vector<FieldFault>& faults) {
    if (!value.is_object()) {
        faults.push_back({"/thresholds/table", "field.wrong_type", {}});
        return;
    }
    for (const auto& [name, letter] : value.as_object()) {
        const std::string path = "/thresholds/table/" + std::string{name.data(), name.size()};
        if (!row_of({name.data(), name.size()}))
            faults.push_back({path, "field.unknown", {}});
        else if (!is_class(letter))
            faults.push_back({path, "field.not_a_choice", {{"choices", "A, B, C, D, E"}}});
    }
}

}  // namespace

std::string_view name_of(ClassCase c) {
    return c == ClassCase::unknown ? std::string_view{} : class_cases[static_cast<std::size_t>(c)];
}

ClassCase case_of(const ClassFacts& f, double significance, const ClassRules& rules) {
    if (f.value > 0) {
        const bool once = f.rhythm < rules.structural_months;
        const bool modest = f.value < significance;
        const bool growing = (f.growth && *f.growth >= rules.growing_from) ||
                             (f.newcomer && rules.newcomer_grows) ||
                             f.potential >= f.value * (1 + rules.headroom_from);
        return static_cast<ClassCase>((once ? 4 : 0) + (modest ? 2 : 0) + (growing ? 0 : 1));
    }
    // They buy nothing: what they could buy decides; nothing structural is proved yet.
    if (f.potential > 0)
        return f.potential >= significance * rules.potential_from ? ClassCase::could_buy_much
                                                                  : ClassCase::could_buy_little;
    return f.had_its_chance ? ClassCase::nothing_left : ClassCase::unknown;
}

std::string class_of(ClassCase c, const ClassRules& rules) {
    if (c == ClassCase::unknown) return {};
    return {rules.classes[static_cast<std::size_t>(c)]};
}

void write_class_rules(base::JsonWriter& w, const ClassRules& rules) {
    w.begin_object();
    for (const auto& row : limit_rows) w.pair(row.key, rules.*row.member);
    w.pair("newcomer_grows", rules.newcomer_grows).key("table").begin_object();
    for (std::size_t i = 0; i < class_case_count; ++i)
        w.pair(class_cases[i], std::string_view{&rules.classes[i], 1});
    w.end_object().end_object();
}

void read_class_rules(const boost::json::object& from, ClassRules& to) {
    for (const auto& row : limit_rows)
        if (const auto* v = from.if_contains(row.key); v && v->is_number())
            to.*row.member = v->to_number<double>();
    if (const auto* v = from.if_contains("newcomer_grows"); v && v->is_bool())
        to.newcomer_grows = v->as_bool();
    const auto* table = from.if_contains("table");
    if (!table || !table->is_object()) return;
    for (const auto& [key, letter] : table->as_object())
        if (const auto row = row_of({key.data(), key.size()}); row && is_class(letter))
            to.classes[*row] = letter.as_string()[0];
}

void check_class_rules(const boost::json::object& document, std::vector<FieldFault>& faults) {
    const auto before = faults.size();
    for (const auto& [name, value] : document) {
        const std::string_view key{name.data(), name.size()};
        if (key == "table")
            check_table(value, faults);
        else if (key != "newcomer_grows")
            check_limit(key, value, faults);
        else if (!value.is_bool())
            faults.push_back({"/thresholds/newcomer_grows", "field.wrong_type", {}});
    }
    if (faults.size() > before) return;
    ClassRules rules;
    read_class_rules(document, rules);
    for (const auto& [better, worse] : better_rows)
        if (rules.classes[better] > rules.classes[worse])
            faults.push_back({"/thresholds/table/" + std::string{class_cases[better]},
                              "selection.class_order",
                              {{"class", std::string{rules.classes[worse]}}}});
}

}  // namespace kamino::selection
