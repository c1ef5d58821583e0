// What was told or judged of accounts for a workspace's own criteria: each source is read once, and only when
// a criterion asks for it.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/selection/model.h"
#include "domain/selection/own_facts.sql.h"
#include "domain/selection/run.sql.h"

namespace kamino::selection {
namespace {

constexpr std::string_view custom = "custom.";

class Filler {
  public:
    Filler(const std::vector<Model>& models, const std::vector<std::uint16_t>& judged_by,
           std::vector<Facts>& facts)
        : models_(models), judged_by_(judged_by), facts_(facts) {}

    template <class Wanted>
    bool asks(Wanted wanted) const {
        return std::any_of(models_.begin(), models_.end(), [&](const Model& model) {
            return std::any_of(model.rules.own.begin(), model.rules.own.end(), wanted);
        });
    }
    // The account's value for every own criterion of its model that `wanted` takes.
    template <class Wanted>
    void put(std::string_view account, Wanted wanted, double value) {
        auto* facts = find(account);
        if (!facts) return;
        const auto& own = own_of(*facts);
        for (std::size_t k = 0; k < own.size(); ++k)
            if (wanted(own[k])) facts->own[k] = value;
    }
    // `value_of` says what the account's document holds for a criterion.
    template <class Value>
    void put_each(std::string_view account, Value value_of) {
        auto* facts = find(account);
        if (!facts) return;
        const auto& own = own_of(*facts);
        for (std::size_t k = 0; k < own.size(); ++k)
            if (const std::optional<double> value = value_of(own[k])) facts->own[k] = *value;
    }

  private:
    Facts* find(std::string_view id) {
        const auto at =
            std::lower_bound(facts_.begin(), facts_.end(), id,
                             [](const Facts& f, std::string_view wanted) { return f.id < wanted; });
        return at == facts_.end() || at->id != id ? nullptr : &*at;
    }
    const std::vector<OwnCriterion>& own_of(const Facts& facts) const {
        return models_[judged_by_[static_cast<std::size_t>(&facts - facts_.data())]].rules.own;
    }
    const std::vector<Model>& models_;
    const std::vector<std::uint16_t>& judged_by_;
    std::vector<Facts>& facts_;
};

auto made_of(std::string_view field) {
    return [field](const OwnCriterion& own) { return !own.judged && own.field == field; };
}

void add_judgements(storage::Read& read, Filler& filler) {
    if (!filler.asks([](const OwnCriterion& own) { return own.judged; })) return;
    auto rows = read.query(sql::list_judgements);
    while (rows.next()) {
        const auto key = rows.text_view(1);
        if (!is_own(key)) continue;
        filler.put(
            rows.text_view(0), [key](const OwnCriterion& own) { return own.judged && own.key == key; },
            rows.real(2));
    }
}

void add_told(storage::Read& read, Filler& filler) {
    constexpr std::array<std::string_view, 3> told{"year_founded", "latitude", "longitude"};
    if (std::none_of(told.begin(), told.end(), [&](auto field) { return filler.asks(made_of(field)); }))
        return;
    auto rows = read.query(sql::list_told);
    while (rows.next())
        for (std::size_t i = 0; i < told.size(); ++i)
            if (const int column = static_cast<int>(i) + 1; !rows.is_null(column))
                filler.put(rows.text_view(0), made_of(told[i]), rows.real(column));
}

void add_custom(storage::Read& read, Filler& filler) {
    const auto is_custom = [](const OwnCriterion& own) { return own.field.starts_with(custom); };
    if (!filler.asks(is_custom)) return;
    auto rows = read.query(sql::list_custom);
    while (rows.next()) {
        const auto document = base::parse_json(rows.text_view(1));
        const auto* object = document.if_object();
        if (!object) continue;
        filler.put_each(rows.text_view(0), [&](const OwnCriterion& own) -> std::optional<double> {
            if (!is_custom(own)) return std::nullopt;
            const auto* v = object->if_contains(std::string_view{own.field}.substr(custom.size()));
            return v && v->is_number() ? std::optional{v->to_number<double>()} : std::nullopt;
        });
    }
}

void add_plans(storage::Read& read, Filler& filler) {
    const auto wanted = made_of("plan_completeness");
    if (!filler.asks(wanted)) return;
    auto rows = read.query(sql::list_plan_completeness);
    while (rows.next()) filler.put(rows.text_view(0), wanted, rows.real(1));
}

}  // namespace

std::vector<ComputedField> computed_fields(storage::Read& read, i18n::Language language) {
    std::vector<ComputedField> fields;
    for (const auto& m : account_numbers())
        fields.push_back({std::string{m.key}, field_words(language, m.key), std::string{m.unit}, m.source});
    auto rows = read.query(sql::list_number_fields);
    while (rows.next())
        fields.push_back({std::string{custom} + rows.text(0), rows.text(1), "number", Source::custom});
    return fields;
}

void load_own(storage::Read& read, const std::vector<Model>& models,
              const std::vector<std::uint16_t>& judged_by, std::vector<Facts>& facts) {
    Filler filler{models, judged_by, facts};
    add_judgements(read, filler);
    add_told(read, filler);
    add_custom(read, filler);
    add_plans(read, filler);
}

}  // namespace kamino::selection
