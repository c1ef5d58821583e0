#include "domain/selection/model.h"

#include <boost/json.hpp>
#include <map>

#include "platform/base/embedded.h"

namespace kamino {
std::vector<base::EmbeddedFile> selection_files();
}

namespace kamino::selection {
namespace {

constexpr std::string_view model_id = "selection";

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

struct ThresholdRow {
    std::string_view key;
    double Thresholds::*member;
    double min, max;
};
constexpr std::array<ThresholdRow, 4> threshold_rows{
    {{"structural_months", &Thresholds::structural_months, 1, 12},
     {"significant_share", &Thresholds::significant_share, 0.01, 1},
     {"growing_from", &Thresholds::growing_from, -1, 10},
     {"headroom_from", &Thresholds::headroom_from, 0, 100}}};

void read_thresholds(const boost::json::object& from, Thresholds& to) {
    for (const auto& row : threshold_rows)
        if (const auto* v = from.if_contains(row.key); v && v->is_number())
            to.*row.member = v->to_number<double>();
}

}  // namespace

Model shipped_model() {
    static const Model shipped = [] {
        Model m;
        const auto document = embedded("model.json");
        for (const auto& c : document.at("criteria").as_array())
            if (const auto at = criterion_of(std::string_view{c.at("key").as_string()}))
                m.weights[*at] = c.at("weight").to_number<double>();
        read_thresholds(document.at("thresholds").as_object(), m.thresholds);
        m.name = std::string{words(i18n::Language::en).at("name").as_string()};
        return m;
    }();
    return shipped;
}

Model model_of(const SelectionModel& row) {
    Model m = shipped_model();
    m.version = row.version;
    m.name = row.name;
    const auto weights = base::parse_json(row.weights.json);
    for (const auto& [key, value] : weights.as_object())
        if (const auto at = criterion_of({key.data(), key.size()}); at && value.is_number())
            m.weights[*at] = value.to_number<double>();
    const auto thresholds = base::parse_json(row.thresholds.json);
    read_thresholds(thresholds.as_object(), m.thresholds);
    return m;
}

SelectionModel row_of(const Model& model) {
    SelectionModel row;
    row.id = model_id;
    row.version = model.version;
    row.name = model.name;
    base::JsonWriter weights, thresholds;
    weights.begin_object();
    for (std::size_t i = 0; i < criterion_count; ++i) weights.pair(criteria[i].key, model.weights[i]);
    weights.end_object();
    thresholds.begin_object();
    for (const auto& t : threshold_rows) thresholds.pair(t.key, model.thresholds.*t.member);
    thresholds.end_object();
    row.weights.json = weights.take();
    row.thresholds.json = thresholds.take();
    return row;
}

SelectionModel load_model_row(storage::Read& read) {
    if (auto row = storage::find<SelectionModel>(read, model_id)) return *row;
    return row_of(shipped_model());
}

Model load_model(storage::Read& read) {
    return model_of(load_model_row(read));
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
        for (const double w : model_of(row).weights) sum += w;
        if (sum <= 0) faults.push_back({"/weights", "selection.no_weight", {}});
    }
    const auto thresholds = base::parse_json(row.thresholds.json);
    for (const auto& [key, value] : thresholds.as_object()) {
        const std::string path = "/thresholds/" + std::string{key.data(), key.size()};
        const ThresholdRow* known = nullptr;
        for (const auto& t : threshold_rows)
            if (t.key == std::string_view{key.data(), key.size()}) known = &t;
        if (!known)
            faults.push_back({path, "field.unknown", {}});
        else if (!value.is_number())
            faults.push_back({path, "field.wrong_type", {}});
        else if (const double v = value.to_number<double>(); v < known->min || v > known->max)
            faults.push_back({path,
                              "field.out_of_range",
                              {{"min", base::json_text(known->min)}, {"max", base::json_text(known->max)}}});
    }
}

Words words_of(i18n::Language language, std::string_view criterion) {
    const auto& w = words(language).at("criteria").at(criterion);
    return {std::string{w.at("name").as_string()}, std::string{w.at("help").as_string()}};
}

}  // namespace kamino::selection
