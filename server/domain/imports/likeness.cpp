#include "domain/imports/likeness.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "domain/imports/name_words.h"
#include "platform/base/text.h"

namespace kamino::imports {

namespace {

constexpr double sure_enough = 0.62;  // below this a column is left to the person
constexpr double worth_showing = 0.3;
constexpr std::size_t most_columns = 300;  // what stands further right is left to the person

// The names of every field, cut once: its own first, then the synonyms.
const std::vector<NameWords>& names_of(const TargetField& field) {
    static const auto all = [] {
        std::unordered_map<const TargetField*, std::vector<NameWords>> map;
        for (const std::string_view entity : entities()) {
            for (const TargetField* f : fields_of(entity)) {
                auto& names = map[f];
                names.push_back(f->name.find('.') == std::string_view::npos ? words_of(f->name)
                                                                            : NameWords{});
                for (const auto& synonym : base::split(f->synonyms, '|')) names.push_back(words_of(synonym));
            }
        }
        return map;
    }();
    return all.at(&field);
}

// "Soort klant", "Customer class": which kind of record, not what it is called.
bool says_kind(const NameWords& column) {
    static constexpr std::array<std::string_view, 14> words = {
        "type",  "kind",      "class",  "category", "segment", "status",    "tipo",
        "clase", "categoria", "estado", "soort",    "klasse",  "categorie", "rating"};
    return std::any_of(column.words.begin(), column.words.end(), [](const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    });
}

double by_name(const TargetField& field, const NameWords& column) {
    double best = 0;
    double factor = field.name == "name" && says_kind(column) ? 0.4 : 1;
    for (const NameWords& name : names_of(field)) {
        best = std::max(best, factor * name_similarity(column, name));
        factor = std::min(factor, 0.97);
    }
    return best;
}

// What the content says of a field of this kind: a factor on the name's likeness, and a likeness of its own.
struct Content {
    double factor = 1;
    double alone = 0;
};

Content by_content(const TargetField& field, const ColumnProfile& profile) {
    if (profile.filled() == 0) return {};
    const auto judge = [](double share, double alone) {
        return Content{share >= 0.6 ? 1.0 : share >= 0.3 ? 0.7 : 0.25, share >= 0.9 ? alone : 0};
    };
    switch (field.kind) {
        case FieldKind::email:
            return judge(profile.share_email(), 0.8);
        case FieldKind::url:
            return judge(std::max(profile.share_url(), 0.3), profile.share_url() >= 0.9 ? 0.7 : 0);
        case FieldKind::country:
            return {1, profile.share_country() >= 0.9 ? 0.75 : 0};
        case FieldKind::phone:
            return judge(std::max(profile.share_phone(), profile.share_number()), 0.35);
        case FieldKind::date:
        case FieldKind::instant:
            return judge(profile.share_date(), 0.45);
        case FieldKind::money:
            return judge(profile.share_number(), profile.share_money() >= 0.9 ? 0.55 : 0.3);
        case FieldKind::integer:
        case FieldKind::decimal:
        case FieldKind::percent:
            return judge(profile.share_number(), 0);
        case FieldKind::boolean:
            return judge(profile.share_boolean(), 0);
        default:
            break;
    }
    if (field.name == "external_id") return {1, profile.looks_like_ids() ? 0.4 : 0};
    const bool other = profile.share_email() >= 0.9 || profile.share_date() >= 0.9;
    return {other && field.to != "users" ? 0.4 : 1.0, 0};
}

}  // namespace

std::vector<Candidate> candidates(std::string_view entity, std::span<const std::string> headers,
                                  std::span<const ColumnProfile> profiles) {
    std::vector<Candidate> list;
    std::vector<NameWords> columns;
    headers = headers.first(std::min(headers.size(), most_columns));
    for (const std::string& header : headers) columns.push_back(words_of(header));
    for (const TargetField* field : fields_of(entity)) {
        for (std::size_t i = 0; i < headers.size(); ++i) {
            const Content content = profiles.empty() ? Content{} : by_content(*field, profiles[i]);
            const double confidence = std::max(by_name(*field, columns[i]) * content.factor, content.alone);
            if (confidence >= worth_showing) list.push_back({std::min(1.0, confidence), i, field});
        }
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const Candidate& a, const Candidate& b) { return a.confidence > b.confidence; });
    return list;
}

std::vector<Candidate> assign(const std::vector<Candidate>& list, std::set<std::size_t> taken_columns,
                              std::set<std::string_view> taken_fields) {
    std::vector<Candidate> chosen;
    for (const Candidate& c : list) {
        if (c.confidence < sure_enough || taken_columns.count(c.column) > 0) continue;
        if (!taken_fields.insert(c.field->name).second) continue;
        taken_columns.insert(c.column);
        chosen.push_back(c);
    }
    return chosen;
}

std::string guess_entity(std::span<const std::string> headers, std::span<const ColumnProfile> profiles,
                         double& confidence) {
    std::string best;
    confidence = 0;
    for (const std::string_view entity : entities()) {
        const auto chosen = assign(candidates(entity, headers, profiles), {}, {});
        double sum = 0;
        std::set<std::string_view> fields;
        for (const Candidate& c : chosen) {
            sum += c.confidence;
            fields.insert(c.field->name.substr(0, c.field->name.find('.')));
        }
        if (fields.count("quantity") > 0 && fields.count("unit_price") > 0) fields.insert("net_amount");
        double required = 0, met = 0;
        for (const TargetField* field : fields_of(entity)) {
            required += field->required;
            met += field->required && fields.count(field->name) > 0;
        }
        const double points =
            0.7 * sum / static_cast<double>(headers.size()) + 0.3 * (required == 0 ? 0 : met / required);
        if (points > confidence && met > 0) {
            confidence = points;
            best = entity;
        }
    }
    return confidence >= 0.35 ? best : std::string{};
}

}  // namespace kamino::imports
