#include "domain/selection/model.h"

#include <boost/json.hpp>
#include <map>

#include "platform/base/embedded.h"

namespace kamino {
std::vector<base::EmbeddedFile> selection_files();
}

namespace kamino::selection {
namespace {

boost::json::value embedded(std::string_view path) {
    for (const auto& file : selection_files())
        if (file.path == path) return base::parse_json(file.content);
    throw std::logic_error{"not embedded: " + std::string{path}};
}

const boost::json::value& words(i18n::Language language) {
    static const std::map<i18n::Language, boost::json::value> all = [] {
        std::map<i18n::Language, boost::json::value> read;
        for (const auto l : {i18n::Language::en, i18n::Language::es, i18n::Language::nl})
            read[l] = embedded(std::string{i18n::tag(l)} + ".json");
        return read;
    }();
    return all.at(language);
}

constexpr std::array<std::string_view, 2> scales{"rank", "linear"};
constexpr std::array<std::string_view, 3> missings{"leave_out", "lowest", "middle"};
constexpr std::array<std::string_view, 2> directions{"more", "less"};

template <std::size_t N>
std::optional<std::size_t> place(const std::array<std::string_view, N>& words,
                                 const boost::json::value& value) {
    if (value.is_string())
        for (std::size_t i = 0; i < N; ++i)
            if (words[i] == std::string_view{value.as_string()}) return i;
    return std::nullopt;
}

void read_rule(const boost::json::object& from, Rule& rule) {
    if (const auto* v = from.if_contains("direction"))
        if (const auto at = place(directions, *v)) rule.less = *at == 1;
    if (const auto* v = from.if_contains("scale"))
        if (const auto at = place(scales, *v)) rule.scale = static_cast<Scale>(*at);
    if (const auto* v = from.if_contains("missing"))
        if (const auto at = place(missings, *v)) rule.missing = static_cast<Missing>(*at);
    for (const auto& [key, member] : {std::pair{"low", &Rule::low}, std::pair{"high", &Rule::high}})
        if (const auto* v = from.if_contains(key); v && v->is_number()) rule.*member = v->to_number<double>();
}

// What is wrong with one criterion's settings.
void check_rule(std::size_t c, const boost::json::value& value, std::vector<FieldFault>& faults) {
    const std::string path = "/settings/" + std::string{criteria[c].key};
    const auto* object = value.if_object();
    if (!object) {
        faults.push_back({path, "field.wrong_type", {}});
        return;
    }
    const auto check_choice = [&](const char* key, const auto& words, std::string_view all) {
        if (const auto* v = object->if_contains(key); v && !place(words, *v))
            faults.push_back({path + "/" + key, "field.not_a_choice", {{"choices", std::string{all}}}});
    };
    check_choice("direction", directions, "more, less");
    check_choice("scale", scales, "rank, linear");
    check_choice("missing", missings, "leave_out, lowest, middle");
    for (const char* key : {"low", "high"})
        if (const auto* v = object->if_contains(key); v && !v->is_number())
            faults.push_back({path + "/" + key, "field.wrong_type", {}});
    Rule rule;
    read_rule(*object, rule);
    if (criteria[c].soft && (rule.scale == Scale::linear || rule.less))
        faults.push_back({path, "selection.judged_scale", {}});
    else if (rule.scale == Scale::linear && !(rule.low < rule.high))
        faults.push_back({path + "/high", "selection.scale_ends", {}});
}

}  // namespace

Model shipped_model() {
    static const Model shipped = [] {
        Model m;
        Values weights{};
        const auto document = embedded("model.json");
        for (const auto& c : document.at("criteria").as_array())
            if (const auto at = criterion_of(std::string_view{c.at("key").as_string()}))
                weights[*at] = c.at("weight").to_number<double>();
        m.rules = rules_of(weights);
        read_class_rules(document.at("thresholds").as_object(), m.class_rules);
        m.name = std::string{words(i18n::Language::en).at("name").as_string()};
        return m;
    }();
    return shipped;
}

Model model_of(const SelectionModel& row) {
    Model m = shipped_model();
    m.id = row.id;
    m.version = row.version;
    m.number = row.number;
    m.name = row.name;
    m.filter = row.filter;
    m.position = row.position;
    const auto weights = base::parse_json(row.weights.json);
    for (const auto& [key, value] : weights.as_object())
        if (const auto at = criterion_of({key.data(), key.size()}); at && value.is_number())
            m.rules[*at].weight = value.to_number<double>();
    const auto settings = base::parse_json(row.settings.json);
    for (const auto& [key, value] : settings.as_object())
        if (const auto at = criterion_of({key.data(), key.size()}); at && value.is_object())
            read_rule(value.as_object(), m.rules[*at]);
    const auto thresholds = base::parse_json(row.thresholds.json);
    read_class_rules(thresholds.as_object(), m.class_rules);
    return m;
}

SelectionModel row_of(const Model& model) {
    SelectionModel row;
    row.id = model.id;
    row.version = model.version;
    row.number = model.number;
    row.name = model.name;
    row.filter = model.filter;
    row.position = model.position;
    base::JsonWriter weights, settings, class_rules;
    weights.begin_object();
    settings.begin_object();
    for (std::size_t i = 0; i < criterion_count; ++i) {
        const auto& rule = model.rules[i];
        weights.pair(criteria[i].key, rule.weight);
        Rule plain;
        plain.weight = rule.weight;
        plain.less = criteria[i].inverse;
        if (rule == plain) continue;
        settings.key(criteria[i].key).begin_object().pair("direction", directions[rule.less ? 1 : 0]);
        settings.pair("scale", scales[static_cast<std::size_t>(rule.scale)]);
        if (rule.scale == Scale::linear) settings.pair("low", rule.low).pair("high", rule.high);
        settings.pair("missing", missings[static_cast<std::size_t>(rule.missing)]).end_object();
    }
    weights.end_object();
    settings.end_object();
    write_class_rules(class_rules, model.class_rules);
    row.weights.json = weights.take();
    row.settings.json = settings.take();
    row.thresholds.json = class_rules.take();
    return row;
}

void check_model(const SelectionModel& row, std::vector<FieldFault>& faults) {
    const auto weights = base::parse_json(row.weights.json);
    for (const auto& [key, value] : weights.as_object()) {
        const std::string path = "/weights/" + std::string{key.data(), key.size()};
        if (!criterion_of({key.data(), key.size()}))
            faults.push_back({path, "field.unknown", {}});
        else if (!value.is_number())
            faults.push_back({path, "field.wrong_type", {}});
        else if (const double w = value.to_number<double>(); w < 0 || w > 100)
            faults.push_back({path, "field.out_of_range", {{"min", "0"}, {"max", "100"}}});
    }
    if (faults.empty()) {
        double sum = 0;
        for (const auto& rule : model_of(row).rules) sum += rule.weight;
        if (sum <= 0) faults.push_back({"/weights", "selection.no_weight", {}});
    }
    const auto settings = base::parse_json(row.settings.json);
    for (const auto& [key, value] : settings.as_object()) {
        if (const auto at = criterion_of({key.data(), key.size()}))
            check_rule(*at, value, faults);
        else
            faults.push_back({"/settings/" + std::string{key.data(), key.size()}, "field.unknown", {}});
    }
    const auto class_rules = base::parse_json(row.thresholds.json);
    check_class_rules(class_rules.as_object(), faults);
}

Words words_of(i18n::Language language, std::string_view criterion) {
    const auto& w = words(language).at("criteria").at(criterion);
    return {std::string{w.at("name").as_string()}, std::string{w.at("help").as_string()}};
}

}  // namespace kamino::selection
