#include "domain/selection/model.h"

#include <boost/json.hpp>
#include <map>

#include "platform/base/embedded.h"
#include "platform/base/text.h"

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
void check_rule(std::string_view key, bool judged, const boost::json::value& value,
                std::vector<FieldFault>& faults) {
    const std::string path = "/settings/" + std::string{key};
    const auto* object = value.if_object();
    if (!object) {
        faults.push_back({path, "field.wrong_type", {}});
        return;
    }
    const auto check_choice = [&](const char* name, const auto& words, std::string_view all) {
        if (const auto* v = object->if_contains(name); v && !place(words, *v))
            faults.push_back({path + "/" + name, "field.not_a_choice", {{"choices", std::string{all}}}});
    };
    check_choice("direction", directions, "more, less");
    check_choice("scale", scales, "rank, linear");
    check_choice("missing", missings, "leave_out, lowest, middle");
    for (const char* end : {"low", "high"})
        if (const auto* v = object->if_contains(end); v && !v->is_number())
            faults.push_back({path + "/" + end, "field.wrong_type", {}});
    Rule rule;
    read_rule(*object, rule);
    if (judged && (rule.scale == Scale::linear || rule.less))
        faults.push_back({path, "selection.judged_scale", {}});
    else if (rule.scale == Scale::linear && !(rule.low < rule.high))
        faults.push_back({path + "/high", "selection.scale_ends", {}});
}

void write_rule(base::JsonWriter& settings, const Rule& rule) {
    settings.pair("direction", directions[rule.less ? 1 : 0]);
    settings.pair("scale", scales[static_cast<std::size_t>(rule.scale)]);
    if (rule.scale == Scale::linear) settings.pair("low", rule.low).pair("high", rule.high);
    settings.pair("missing", missings[static_cast<std::size_t>(rule.missing)]);
}

// The own criteria of the settings, each with its rule, after the shipped ones.
void read_own_rules(const boost::json::object& settings, Rules& rules) {
    for (const auto& [key, value] : settings) {
        if (!is_own(key) || !value.is_object() || rules.own.size() == own_most) continue;
        rules.own.push_back(read_own(key, value.as_object()));
        read_rule(value.as_object(), rules[rules.count() - 1]);
    }
}

// Whether the settings hold what the key stands for.
bool knows(const boost::json::object& settings, std::string_view key) {
    return is_own(key) ? settings.contains(key) : criterion_of(key).has_value();
}

void check_own_criteria(const boost::json::object& settings, std::vector<FieldFault>& faults) {
    std::vector<OwnCriterion> known;
    for (const auto& [key, value] : settings) {
        if (!is_own(key)) continue;
        const std::string path = "/settings/" + std::string{key};
        const auto* object = value.if_object();
        if (!object) {
            faults.push_back({path, "field.wrong_type", {}});
            continue;
        }
        check_own(key, *object, faults);
        known.push_back(read_own(key, *object));
        check_rule(key, known.back().judged, value, faults);
        for (std::size_t i = 0; i + 1 < known.size(); ++i)
            if (base::fold(known[i].name) == base::fold(known.back().name))
                faults.push_back({path + "/name", "field.duplicate", {}});
    }
    if (known.size() > own_most)
        faults.push_back({"/settings", "selection.own_too_many", {{"max", std::to_string(own_most)}}});
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
    const auto settings = base::parse_json(row.settings.json);
    for (const auto& [key, value] : settings.as_object())
        if (const auto at = criterion_of({key.data(), key.size()}); at && value.is_object())
            read_rule(value.as_object(), m.rules[*at]);
    read_own_rules(settings.as_object(), m.rules);
    const auto weights = base::parse_json(row.weights.json);
    for (const auto& [key, value] : weights.as_object())
        if (const auto at = m.rules.find({key.data(), key.size()}); at && value.is_number())
            m.rules[*at].weight = value.to_number<double>();
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
    for (std::size_t i = 0; i < model.rules.count(); ++i) {
        const auto& rule = model.rules[i];
        weights.pair(model.rules.key(i), rule.weight);
        if (i < shipped_count) {
            Rule plain;
            plain.weight = rule.weight;
            plain.less = criteria[i].inverse;
            if (rule == plain) continue;
        }
        settings.key(model.rules.key(i)).begin_object();
        if (i >= shipped_count) write_own(settings, model.rules.own_at(i));
        write_rule(settings, rule);
        settings.end_object();
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
    const auto weights = base::parse_json(row.weights.json), settings = base::parse_json(row.settings.json);
    for (const auto& [key, value] : weights.as_object()) {
        const std::string path = "/weights/" + std::string{key.data(), key.size()};
        if (!knows(settings.as_object(), {key.data(), key.size()}))
            faults.push_back({path, "field.unknown", {}});
        else if (!value.is_number())
            faults.push_back({path, "field.wrong_type", {}});
        else if (const double w = value.to_number<double>(); w < 0 || w > 100)
            faults.push_back({path, "field.out_of_range", {{"min", "0"}, {"max", "100"}}});
    }
    if (faults.empty()) {
        double sum = 0;
        const auto model = model_of(row);
        for (const auto& rule : model.rules.used()) sum += rule.weight;
        if (sum <= 0) faults.push_back({"/weights", "selection.no_weight", {}});
    }
    check_own_criteria(settings.as_object(), faults);
    for (const auto& [key, value] : settings.as_object()) {
        if (is_own({key.data(), key.size()})) continue;
        if (const auto at = criterion_of({key.data(), key.size()}))
            check_rule(criteria[*at].key, criteria[*at].soft, value, faults);
        else
            faults.push_back({"/settings/" + std::string{key.data(), key.size()}, "field.unknown", {}});
    }
    const auto class_rules = base::parse_json(row.thresholds.json);
    check_class_rules(class_rules.as_object(), faults);
}

std::string name_in_words(const std::string& name, i18n::Language language) {
    for (const auto known : {i18n::Language::en, i18n::Language::es, i18n::Language::nl})
        if (std::string_view{words(known).at("name").as_string()} == name)
            return std::string{words(language).at("name").as_string()};
    return name;
}

Words words_of(i18n::Language language, const Rules& rules, std::size_t criterion) {
    if (criterion >= shipped_count) {
        const auto& own = rules.own_at(criterion);
        return {own.name, own.description};
    }
    const auto& w = words(language).at("criteria").at(criteria[criterion].key);
    return {std::string{w.at("name").as_string()}, std::string{w.at("help").as_string()}};
}

std::string field_words(i18n::Language language, std::string_view measure) {
    return std::string{words(language).at("fields").at(measure).as_string()};
}

}  // namespace kamino::selection
