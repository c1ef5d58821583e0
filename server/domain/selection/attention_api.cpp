// Attention against value by account, class and manager, and the shift that would mend the worst mismatch.
#include <algorithm>
#include <array>
#include <cmath>

#include "domain/selection/attention_table.h"
#include "domain/selection/classes_api.h"
#include "domain/workspace/public.h"
#include "platform/base/text.h"

namespace kamino::selection {
namespace {

constexpr std::size_t listed_at_most = 300, worst_shown = 10;
constexpr int months_at_most = 36;

constexpr std::array<std::string_view, 3> measures{"hours", "contacts", "cost"};
constexpr std::array<std::string_view, 3> values{"revenue", "potential", "both"};

template <std::size_t N>
std::size_t choice(const http::Request& request, const std::array<std::string_view, N>& choices,
                   std::string_view name, std::size_t usual) {
    const auto text = request.query(name);
    if (!text) return usual;
    for (std::size_t i = 0; i < N; ++i)
        if (choices[i] == *text) return i;
    std::string all;
    for (const auto c : choices) all += (all.empty() ? "" : ", ") + std::string{c};
    throw invalid_field("/" + std::string{name}, "field.not_a_choice", {{"choices", all}});
}

int months_in(const http::Request& request) {
    const auto text = request.query("months");
    if (!text) return 12;
    const auto months = base::to_int(*text);
    if (!months) throw invalid_field("/months", "field.wrong_type");
    if (*months < 1 || *months > months_at_most)
        throw invalid_field("/months", "field.out_of_range",
                            {{"min", "1"}, {"max", std::to_string(months_at_most)}});
    return static_cast<int>(*months);
}

std::optional<Date> until_in(const http::Request& request) {
    const auto text = request.query("until");
    if (!text) return std::nullopt;
    const auto date = Date::parse(*text);
    if (!date) throw invalid_field("/until", "field.bad_date");
    return date;
}

// Writes the answer in one language and currency.
class Answer {
  public:
    Answer(base::JsonWriter& w, Measure measure, int months, std::string currency, i18n::Language language)
        : w_(w), measure_(measure), months_(months), currency_(std::move(currency)), language_(language) {}

    void money(std::string_view key, std::int64_t minor) {
        w_.key(key).begin_object().pair("minor", minor).pair("currency", currency_).end_object();
    }
    void line(const AttentionTable& t, std::size_t i) {
        const auto& [sum, accounts] = t.lines[i];
        const auto& b = t.balances[i];
        w_.begin_object();
        id("id", sum.id);
        w_.pair("name", sum.name);
        id("class", sum.class_);
        w_.pair("owner_name", sum.owner_name).pair("accounts", accounts);
        w_.pair("hours", rounded(sum.hours)).pair("contacts", sum.contacts);
        money("cost", sum.cost);
        money("revenue", sum.revenue);
        money("potential", sum.potential);
        w_.pair("attention_share", b.attention_share);
        maybe("revenue_share", b.revenue_share);
        maybe("potential_share", b.potential_share);
        w_.pair("value_share", b.value_share);
        maybe("index", b.index);
        w_.pair("gap_per_month", rounded(per_month(b.gap))).end_object();
    }
    void lines(std::string_view key, const AttentionTable& t, const std::vector<std::size_t>& places) {
        w_.key(key).begin_array();
        for (const auto i : places) line(t, i);
        w_.end_array();
    }
    void all(std::string_view key, const AttentionTable& t) {
        std::vector<std::size_t> places(t.lines.size());
        for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
        lines(key, t, places);
    }
    void shift(std::string_view key, const AttentionTable& t) {
        w_.key(key);
        if (!t.shift) {
            w_.null();
            return;
        }
        const auto& s = *t.shift;
        w_.begin_object().pair("text", sentence(t)).pair("to_worst", s.to_worst);
        id("id", t.served[s.worst].id);
        w_.pair("name", name(t, s.worst)).pair("per_month", rounded(per_month(s.amount)));
        maybe("index_before", t.balances[s.worst].index);
        maybe("index_after", s.index_after);
        w_.key("with").begin_array();
        for (const auto& part : s.with) {
            w_.begin_object();
            id("id", t.served[part.at].id);
            w_.pair("name", name(t, part.at)).pair("per_month", rounded(per_month(part.amount)));
            w_.pair("same_manager", part.same_manager).end_object();
        }
        w_.end_array().end_object();
    }

  private:
    static double rounded(double v) { return std::round(v * 100) / 100; }
    double per_month(double amount) const { return amount / months_; }
    void id(std::string_view key, const std::string& text) {
        w_.key(key);
        if (text.empty())
            w_.null();
        else
            w_.value(text);
    }
    void maybe(std::string_view key, const std::optional<double>& v) {
        w_.key(key);
        if (v)
            w_.value(*v);
        else
            w_.null();
    }
    std::string name(const AttentionTable& t, std::size_t i) const {
        const auto& s = t.served[i];
        return s.name.empty() ? i18n::translate(language_, "selection.attention_rest") : s.name;
    }
    std::string amount(double of_period) const {
        const auto locale = i18n::tag(language_);
        const double value = per_month(of_period);
        if (measure_ == Measure::cost) return i18n::format_money(locale, {std::llround(value), currency_});
        return i18n::translate(language_,
                               "selection.amount_" + std::string{measures[static_cast<int>(measure_)]},
                               {{"number", i18n::format_number(locale, value, value < 10 ? 1 : 0)}});
    }
    // A class is said to be one.
    std::string spoken(const AttentionTable& t, std::size_t i) const {
        const auto& s = t.served[i];
        return s.id.size() == 1 ? i18n::translate(language_, "selection.class_named", {{"class", s.id}})
                                : name(t, i);
    }
    std::string sentence(const AttentionTable& t) const {
        const auto& s = *t.shift;
        const auto locale = i18n::tag(language_);
        std::string partners;
        for (const auto& part : s.with)
            partners += (partners.empty() ? "" : ", ") +
                        i18n::translate(language_, "selection.shift_part",
                                        {{"name", spoken(t, part.at)}, {"amount", amount(part.amount)}});
        const auto& worst = t.balances[s.worst];
        const auto percent = [&](double share) { return i18n::format_percent(locale, share, 1); };
        const double after = s.index_after.value_or(0) * worst.value_share;
        return i18n::translate(language_, s.to_worst ? "selection.shift_to" : "selection.shift_from",
                               {{"name", spoken(t, s.worst)},
                                {"amount", amount(s.amount)},
                                {"partners", partners},
                                {"before", percent(worst.attention_share)},
                                {"after", percent(s.index_after ? after : 0)},
                                {"value", percent(worst.value_share)}});
    }

    base::JsonWriter& w_;
    Measure measure_;
    int months_;
    std::string currency_;
    i18n::Language language_;
};

}  // namespace

http::Response attention(registry::Registry& registry, http::Request& request) {
    const auto measure = static_cast<Measure>(choice(request, measures, "measure", 0));
    const auto by = static_cast<ValueBy>(choice(request, values, "value", 2));
    const int months = months_in(request);
    const auto until = until_in(request);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto period = attention_period(r, months, until);
        const auto facts =
            load_attention(r, actor, request.query("filter").value_or(""), registry.reading(r), period);
        AttentionLine total;
        for (const auto& a : facts.accounts) total.add(a);
        const AttentionTable classes{by_class(facts.accounts), measure, by};
        const AttentionTable managers{by_manager(facts.accounts), measure, by};
        const AttentionTable accounts{one_by_one(facts.accounts), measure, by};
        auto lacks =
            lacks_of({facts.contacts, facts.accounts_met, facts.without_minutes,
                      std::max(0.0, static_cast<double>(by == ValueBy::potential ? 0 : total.sum.revenue)) +
                          (by == ValueBy::revenue ? 0.0 : static_cast<double>(total.sum.potential))},
                     measure == Measure::hours);
        if (measure == Measure::cost && total.sum.cost <= 0) lacks.emplace_back("selection.no_cost");
        base::JsonWriter w;
        Answer answer{w, measure, months, workspace::settings(r).currency, request.language};
        w.begin_object().pair("from", period.from.to_text()).pair("to", period.to.to_text());
        w.pair("months", months).pair("measure", measures[static_cast<std::size_t>(measure)]);
        w.pair("value", values[static_cast<std::size_t>(by)]).pair("enough", lacks.empty());
        w.key("reasons").begin_array();
        for (const auto& lack : lacks)
            w.value(i18n::translate(request.language, lack,
                                    {{"contacts", std::to_string(facts.contacts)},
                                     {"accounts", std::to_string(facts.accounts_met)},
                                     {"missing", std::to_string(facts.without_minutes)}}));
        w.end_array().key("totals").begin_object();
        w.pair("hours", std::round(total.sum.hours * 100) / 100).pair("contacts", total.sum.contacts);
        answer.money("cost", total.sum.cost);
        answer.money("revenue", total.sum.revenue);
        answer.money("potential", total.sum.potential);
        w.pair("without_minutes", facts.without_minutes).pair("estimated", facts.estimated).end_object();
        answer.all("classes", classes);
        answer.all("managers", managers);
        w.key("accounts").begin_object().pair("count", static_cast<std::int64_t>(accounts.lines.size()));
        answer.lines("items", accounts, accounts.largest(listed_at_most));
        w.end_object();
        const auto most = lacks.empty() ? worst_shown : 0;
        answer.lines("over", accounts, accounts.worst(true, most));
        answer.lines("under", accounts, accounts.worst(false, most));
        w.key("shift").begin_object();
        if (lacks.empty()) {
            answer.shift("account", accounts);
            answer.shift("class", classes);
        } else {
            w.key("account").null().key("class").null();
        }
        return http::Response::json(w.end_object().end_object().take());
    });
}

}  // namespace kamino::selection
