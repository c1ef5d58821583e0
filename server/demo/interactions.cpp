#include "demo/interactions.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "demo/csv.h"
#include "demo/files.h"

namespace kamino::demo {

namespace {

constexpr std::string_view kinds[] = {"visit", "call", "email", "meeting", "event"};
constexpr int typical_minutes[] = {75, 15, 5, 50, 180};
constexpr double typical_cost[] = {45, 0, 0, 20, 160};  // EUR: travel, room, meal

struct Talk {
    const Account* account;
    const Deal* deal;
    std::vector<int> people;
    int kind;
    Date on;
    std::string_view status;
    std::string subject;
};

class TalkWriter {
  public:
    TalkWriter(const Company& company, const std::filesystem::path& file)
        : company_(company),
          random_(company.options.seed, "interactions"),
          costs_(company.options.seed, "interaction costs"),
          file_(file,
                {"external_id", "account_id", "opportunity_id", "kind", "status", "subject", "happened_at",
                 "minutes", "cost", "currency", "outcome", "notes", "owner_id", "user_ids", "person_ids"}) {}

    // The talks of a deal lie between its opening and its end and are with the deal's own contacts.
    void deal(const Deal& d) {
        const auto& a = company_.accounts[static_cast<std::size_t>(d.account)];
        const Date last = std::min(d.outcome == "open" ? company_.end : d.close, company_.end);
        const auto& subjects = company_.words->list("opportunity_subjects");
        for (int i = 0; i < d.talks; ++i) {
            constexpr double weights[] = {0.35, 0.25, 0.2, 0.2, 0};
            Talk talk{&a,
                      &d,
                      d.people,
                      random_.weighted(weights),
                      random_day(random_, d.opened, std::max(d.opened, last)),
                      "done",
                      {}};
            talk.subject = filled(random_.pick(std::span(subjects)), "product",
                                  company_.words->word("families." + std::string(family(d).code)));
            write(talk);
        }
    }

    double month_weight(const Account& a, Date month) const {
        constexpr double by_course[] = {1.0, 1.15, 0.8, 1.0, 1.1, 0.45, 0.45, 0.1};
        double w = (0.3 + a.strength) * std::exp(0.35 * a.size) * by_course[static_cast<int>(a.course)];
        if (a.course == Course::newcomer && month < a.first.plus_days(-120)) w *= 0.3;
        // Attention went before the orders did.
        if (a.course == Course::churned && month > a.last.plus_days(-150)) w *= month > a.last ? 0.12 : 0.3;
        if (a.drifting && month > company_.end.plus_days(-210)) w *= 0.15;
        return w;
    }

    void routine(double total) {
        double sum = 0;
        for_months([&](const Account& a, Date month) { sum += month_weight(a, month); });
        for_months([&](const Account& a, Date month) {
            const int n = random_.poisson(total * month_weight(a, month) / sum);
            const Date first = std::max(month, company_.start);
            const Date last = std::min(month.plus_months(1).plus_days(-1), company_.end);
            for (int i = 0; i < n; ++i) usual(a, random_day(random_, first, last), false);
        });
    }

    void planned() {
        for (const auto& a : company_.accounts)
            if (a.course != Course::former && !(a.course == Course::churned) && !a.drifting &&
                random_.chance(0.15 + 0.4 * a.strength))
                usual(a, company_.end.plus_days(random_.range(2, 45)), true);
    }
    std::int64_t close() { return file_.close(); }

  private:
    static const Family& family(const Deal& d) {
        return families()[static_cast<std::size_t>(products()[static_cast<std::size_t>(d.product)].family)];
    }

    template <class F>
    void for_months(F f) {
        for (const auto& a : company_.accounts)
            for (Date month = company_.start.month_start(); month <= company_.end;
                 month = month.plus_months(1))
                f(a, month);
    }

    void usual(const Account& a, Date on, bool planned) {
        constexpr double weights[] = {0.27, 0.34, 0.26, 0.10, 0.03};
        constexpr double planned_weights[] = {0.6, 0.15, 0, 0.2, 0.05};
        const int kind = random_.weighted(planned ? planned_weights : weights);
        const auto& subjects = company_.words->list(fmt::format("subjects.{}", kinds[kind]));
        write({&a, nullptr, draw_people(a, kind), kind, on,
               planned                ? "planned"
               : random_.chance(0.03) ? "cancelled"
                                      : "done",
               random_.pick(std::span(subjects))});
    }

    // Those who are close to us and count are met most.
    std::vector<int> draw_people(const Account& a, int kind) {
        std::vector<double> weights;
        for (int index : a.people) {
            const auto& p = company_.people[static_cast<std::size_t>(index)];
            const double near = p.closeness == "green"   ? 4.0
                                : p.closeness == "amber" ? 2.0
                                : p.closeness == "red"   ? 0.6
                                                         : 0.2;
            weights.push_back(near * (1 + 0.25 * p.influence));
        }
        const int wanted =
            std::min<int>(kind == 3 || kind == 4 ? random_.range(1, 3) : 1, static_cast<int>(weights.size()));
        std::vector<int> result;
        for (int i = 0; i < wanted; ++i) {
            const auto at = static_cast<std::size_t>(random_.weighted(weights));
            weights[at] = 0;
            result.push_back(a.people[at]);
        }
        return result;
    }

    std::string users_of(const Talk& talk) {
        const auto& owner = company_.users[static_cast<std::size_t>(talk.account->owner)];
        std::string mails = owner.email;
        const auto join = [&](std::string_view team, std::string_view role) {
            for (const auto& user : company_.users)
                if (user.team == team && user.role == role) mails += ";" + user.email;
        };
        const bool in_person = talk.kind == 0 || talk.kind == 3;
        if (in_person && random_.chance(0.14)) join("technical", "manager");
        if (talk.kind == 3 && talk.account->size > 0.8 && random_.chance(0.25)) join(owner.team, "leader");
        return mails;
    }

    std::string outcome_of(const Talk& talk) {
        const auto& outcomes = company_.words->list("outcomes");  // from good to none
        if (talk.status != "done" || random_.chance(0.3)) return {};
        const double s = talk.account->strength;
        const double weights[] = {0.1 + s,
                                  0.6,
                                  0.2 + 0.3 * s,
                                  0.35 * (1 - s),
                                  0.5 * (1 - s) * (1 - s),
                                  talk.kind == 1 ? 0.4 : 0.02};
        return outcomes[static_cast<std::size_t>(random_.weighted(weights))];
    }

    // Most talks cost nothing besides time; "" for those.
    std::string cost_of(const Talk& talk) {
        const double usual = typical_cost[talk.kind] * costs_.factor(0.5);
        if (talk.status != "done" || usual < 1 || !costs_.chance(0.7)) return {};
        return in_currency(std::round(usual), talk.account->currency);
    }

    void write(const Talk& talk) {
        std::string people;
        for (int p : talk.people)
            people += (people.empty() ? "" : ";") + company_.people[static_cast<std::size_t>(p)].external_id;
        const int minutes = std::max(2, static_cast<int>(typical_minutes[talk.kind] * random_.factor(0.3)));
        // Email has no working hours; the others lie between 8 and 17.
        const int hour = talk.kind == 2 ? random_.range(7, 19) : random_.range(8, 16);
        Date on = working_day(talk.on);
        if (on > company_.end && talk.status != "planned") on = talk.on;
        const bool noted = talk.status == "done" && random_.chance(0.12);
        file_.cell(fmt::format("I-{:06}", ++rows_))
            .cell(talk.account->external_id)
            .cell(talk.deal != nullptr ? std::string_view(talk.deal->external_id) : std::string_view())
            .cell(kinds[talk.kind])
            .cell(talk.status)
            .cell(talk.subject)
            .cell(fmt::format("{}T{:02}:{:02}:00.000000Z", on.to_text(), hour, random_.range(0, 3) * 15))
            .cell(minutes)
            .cell(cost_of(talk))
            .cell(talk.account->currency)
            .cell(outcome_of(talk))
            .cell(noted ? std::string_view(random_.pick(std::span(company_.words->list("notes"))))
                        : std::string_view())
            .cell(company_.users[static_cast<std::size_t>(talk.account->owner)].email)
            .cell(users_of(talk))
            .cell(people)
            .end_row();
    }

    const Company& company_;
    Random random_, costs_;
    CsvFile file_;
    int rows_ = 0;
};

}  // namespace

std::int64_t write_interactions(const Company& company, const std::filesystem::path& file) {
    TalkWriter writer(company, file);
    double of_deals = 0;
    for (const auto& d : company.deals) {
        writer.deal(d);
        of_deals += d.talks;
    }
    writer.routine(std::max(0.0, 19'850 * company.options.scale - of_deals));
    writer.planned();
    return writer.close();
}

}  // namespace kamino::demo
