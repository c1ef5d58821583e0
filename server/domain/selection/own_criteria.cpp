#include "domain/selection/own_criteria.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <limits>

#include "domain/selection/kpis.h"
#include "platform/base/text.h"

namespace kamino::selection {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view prefix = "own_";
constexpr std::size_t longest_key = 60, longest_name = 120, longest_level = 200, longest_text = 2000;

double some(double size) {  // 0 = not known
    return size > 0 ? size : unknown;
}
double part(double one, double whole) {
    return whole > 0 ? one / whole : unknown;
}
template <auto Member>
double fact(const Facts& f, const Result&, const Rfm&) {
    return static_cast<double>(f.*Member);
}
template <auto Member>
double fifth(const Facts&, const Result&, const Rfm& rfm) {
    return rfm.*Member > 0 ? rfm.*Member : unknown;  // 0 = never bought
}

void check_text(const boost::json::object& from, const char* key, std::size_t longest, bool required,
                const std::string& path, std::vector<FieldFault>& faults) {
    const auto* v = from.if_contains(key);
    if (v && !v->is_string()) {
        faults.push_back({path + "/" + key, "field.wrong_type", {}});
        return;
    }
    const auto text = v ? base::trim(std::string{v->as_string()}) : std::string{};
    if (required && text.empty())
        faults.push_back({path + "/" + key, "field.required", {}});
    else if (text.size() > longest)
        faults.push_back({path + "/" + key, "field.too_long", {{"max", std::to_string(longest)}}});
}

void check_levels(const boost::json::value& value, const std::string& path, std::vector<FieldFault>& faults) {
    const auto* list = value.if_array();
    const bool texts = list && list->size() <= levels &&
                       std::all_of(list->begin(), list->end(), [](const auto& v) { return v.is_string(); });
    if (!texts) {
        faults.push_back({path + "/levels", "selection.five_levels", {}});
        return;
    }
    for (std::size_t i = 0; i < list->size(); ++i)
        if ((*list)[i].as_string().size() > longest_level)
            faults.push_back({path + "/levels/" + std::to_string(i),
                              "field.too_long",
                              {{"max", std::to_string(longest_level)}}});
}

std::string text_of(const boost::json::object& from, const char* key) {
    const auto* v = from.if_contains(key);
    return v && v->is_string() ? base::trim(std::string{v->as_string()}) : std::string{};
}

}  // namespace

bool is_own(std::string_view key) {
    return key.starts_with(prefix);
}

const std::vector<AccountNumber>& account_numbers() {
    static const std::vector<AccountNumber> all{
        {"employees", "number", Source::account,
         [](const Facts& f, const Result&, const Rfm&) { return some(f.employees); }},
        {"annual_revenue", "money", Source::account,
         [](const Facts& f, const Result&, const Rfm&) { return some(f.annual_revenue); }},
        {"year_founded", "number", Source::account},
        {"latitude", "number", Source::account},
        {"longitude", "number", Source::account},
        {"plan_completeness", "percent", Source::plan},
        {"revenue_12m", "money", Source::sales, fact<&Facts::revenue>},
        {"revenue_prev_12m", "money", Source::sales, fact<&Facts::revenue_prev>},
        {"revenue_fy", "money", Source::sales, fact<&Facts::revenue_fy>},
        {"revenue_prev_fy", "money", Source::sales, fact<&Facts::revenue_prev_fy>},
        {"margin_12m", "money", Source::sales, fact<&Facts::margin>},
        {"potential", "money", Source::account,
         [](const Facts&, const Result& r, const Rfm&) {
             return r.potential_by == PotentialBy::nothing ? unknown : r.potential;
         }},
        {"open_pipeline", "money", Source::deals, fact<&Facts::open>},
        {"weighted_pipeline", "money", Source::deals, fact<&Facts::weighted>},
        {"won_12m", "money", Source::deals, fact<&Facts::won>},
        {"growth", "ratio", Source::sales,
         [](const Facts&, const Result& r, const Rfm&) { return r.growth.value_or(unknown); }},
        {"margin_rate", "ratio", Source::sales,
         [](const Facts& f, const Result&, const Rfm&) {
             return part(static_cast<double>(f.margin), static_cast<double>(f.revenue));
         }},
        {"potential_share", "ratio", Source::sales,
         [](const Facts&, const Result& r, const Rfm&) { return part(std::max(r.value, 0.0), r.potential); }},
        {"win_rate", "ratio", Source::deals,
         [](const Facts& f, const Result&, const Rfm&) {
             return part(static_cast<double>(f.won_count), static_cast<double>(f.won_count + f.lost_count));
         }},
        {"stability", "ratio", Source::sales,
         [](const Facts& f, const Result&, const Rfm&) { return f.bought ? f.stability : unknown; }},
        {"order_count_12m", "number", Source::sales, fact<&Facts::invoices>},
        {"month_count_12m", "number", Source::sales, fact<&Facts::months_active>},
        {"line_count_12m", "number", Source::sales, fact<&Facts::lines>},
        {"open_deal_count", "number", Source::deals, fact<&Facts::open_count>},
        {"people_count", "number", Source::people, fact<&Facts::people>},
        {"decider_count", "number", Source::people, fact<&Facts::deciders>},
        {"interaction_count_12m", "number", Source::interactions, fact<&Facts::contacts>},
        {"recency_fifth", "number", Source::sales, fifth<&Rfm::recency>},
        {"frequency_fifth", "number", Source::sales, fifth<&Rfm::frequency>},
        {"monetary_fifth", "number", Source::sales, fifth<&Rfm::monetary>},
    };
    return all;
}

const AccountNumber* account_number(std::string_view field) {
    for (const auto& m : account_numbers())
        if (m.key == field) return &m;
    return nullptr;
}

std::string_view word_of(Source source) {
    constexpr std::array<std::string_view, 7> words{"account",      "sales", "deals", "people",
                                                    "interactions", "plan",  "custom"};
    return words[static_cast<std::size_t>(source)];
}

Source source_of(std::string_view field) {
    const auto* measure = account_number(field);
    return measure ? measure->source : Source::custom;
}

std::string_view unit_of(const OwnCriterion& criterion) {
    if (criterion.judged) return "judgement";
    const auto* measure = account_number(criterion.field);
    return measure ? measure->unit : "number";
}

double own_value(const OwnCriterion& criterion, std::size_t place, const Facts& f, const Result& r,
                 const Rfm& rfm, const Population& p) {
    const auto* measure = criterion.judged ? nullptr : account_number(criterion.field);
    if (!measure || !measure->of) return f.own[place];
    // Nothing of a kind in the whole workspace is not known; of one account it is none.
    if ((measure->source == Source::sales && !p.has_sales) ||
        (measure->source == Source::people && !p.has_people) ||
        (measure->source == Source::interactions && !p.has_contacts))
        return unknown;
    return measure->of(f, r, rfm);
}

OwnCriterion read_own(std::string_view key, const boost::json::object& from) {
    OwnCriterion own;
    own.key = key;
    own.name = text_of(from, "name");
    own.description = text_of(from, "description");
    own.judged = text_of(from, "kind") == "soft";
    own.side = text_of(from, "side") == "position" ? Side::position : Side::attractiveness;
    if (!own.judged) own.field = text_of(from, "field");
    const auto* list = from.if_contains("levels");
    if (own.judged && list && list->is_array())
        for (std::size_t i = 0; i < std::min(levels, list->as_array().size()); ++i)
            if (list->as_array()[i].is_string())
                own.means[i] = base::trim(std::string{list->as_array()[i].as_string()});
    return own;
}

void write_own(base::JsonWriter& w, const OwnCriterion& own) {
    w.pair("name", own.name)
        .pair("description", own.description)
        .pair("kind", own.judged ? "soft" : "hard")
        .pair("side", own.side == Side::position ? "position" : "attractiveness");
    if (!own.judged) {
        w.pair("field", own.field);
        return;
    }
    w.key("levels").begin_array();
    for (const auto& text : own.means) w.value(std::string_view{text});
    w.end_array();
}

void check_own(std::string_view key, const boost::json::object& from, std::vector<FieldFault>& faults) {
    const std::string path = "/settings/" + std::string{key};
    const auto word = key.substr(std::min(prefix.size(), key.size()));
    const bool good = std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (word.empty() || key.size() > longest_key || !good) faults.push_back({path, "field.bad_key", {}});
    check_text(from, "name", longest_name, true, path, faults);
    check_text(from, "description", longest_text, false, path, faults);
    const auto choice = [&](const char* name, std::string_view one, std::string_view other) {
        const auto given = text_of(from, name);
        if (given != one && given != other)
            faults.push_back({path + "/" + name,
                              given.empty() ? "field.required" : "field.not_a_choice",
                              {{"choices", std::string{one} + ", " + std::string{other}}}});
    };
    choice("kind", "soft", "hard");
    choice("side", "attractiveness", "position");
    if (text_of(from, "kind") == "soft") {
        if (const auto* v = from.if_contains("levels")) check_levels(*v, path, faults);
        return;
    }
    const auto field = text_of(from, "field");
    if (field.empty())
        faults.push_back({path + "/field", "field.required", {}});
    else if (!account_number(field) && !field.starts_with("custom."))
        faults.push_back({path + "/field", "selection.unknown_measure", {{"name", field}}});
}

}  // namespace kamino::selection
