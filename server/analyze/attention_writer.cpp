#include "analyze/attention_writer.h"

#include <algorithm>
#include <cmath>

#include "analyze/output.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

namespace at = territory::attention;
using base::JsonWriter;

std::string rounded(double value) {
    const double step = std::abs(value) >= 100 ? 1 : std::abs(value) >= 1 ? 0.1 : 0.001;
    return base::number_text(
        std::round(value / step) * step == 0 ? 0 : std::round(value / step) / std::round(1 / step));
}

// What some accounts get and bring, today and in the plan.
struct Sum {
    double hours = 0, money = 0, contacts = 0, gain = 0;
    void add(const at::Option& o) {
        hours += o.hours, money += o.money, contacts += o.contacts, gain += o.gain;
    }
};
struct Both {
    Sum today, plan;
    int accounts = 0, up = 0, down = 0;
};

class Document {
  public:
    Document(const AttentionInput& input, const at::Planner& planner)
        : input_(input), in_(input.instance), planner_(planner), plan_(planner.allocation()) {
        people_.resize(in_.people.size());
        groups_.resize(in_.groups.size());
        for (std::size_t i = 0; i < in_.accounts.size(); ++i) {
            const auto& a = in_.accounts[i];
            for (auto* both : {&all_, a.person == at::none ? nullptr : &people_[a.person],
                               a.group == at::none ? nullptr : &groups_[a.group]}) {
                if (!both) continue;
                ++both->accounts;
                both->plan.add(now(i));
                if (a.today == at::none) continue;
                both->today.add(before(i));
                double more = now(i).hours - before(i).hours;
                if (more == 0) more = now(i).money - before(i).money;
                both->up += more > 0, both->down += more < 0;
            }
        }
    }

    void today(JsonWriter& out) const {
        out.key("today");
        if (!input_.knows_today) return void(out.null());
        std::vector<territory::check::Given> given;
        for (std::size_t i = 0; i < in_.accounts.size(); ++i)
            if (in_.accounts[i].today != at::none)
                given.push_back({.account = i, .option = in_.accounts[i].today});
        const auto verdict = territory::check::judge_attention(in_, given);
        out.begin_object().pair("objective", verdict.objective);
        out.pair("hours", all_.today.hours).pair("money", all_.today.money);
        auto broken = verdict.violations;
        if (broken.size() > 20) broken.resize(20);
        write_violations(out, broken);
        out.pair("lift", plan_.objective / verdict.objective - 1).end_object();
    }

    void used(JsonWriter& out) const {
        out.pair("hours", all_.plan.hours).pair("hours_limit", in_.hours);
        out.pair("money", all_.plan.money).pair("money_limit", in_.money);
        out.key("prices").begin_object().pair("hour", plan_.prices.hour).pair("money", plan_.prices.money);
        out.pair("meaning",
                 "what one more hour, and one more unit of money, in total brings back at the margin; "
                 "people[] have the price of their own on top");
        out.end_object();
    }

    void people(JsonWriter& out) const {
        out.key("people").begin_array();
        for (std::size_t p = 0; p < people_.size(); ++p) {
            out.begin_object().pair("id", in_.people[p].id);
            both(out, people_[p]);
            out.pair("hours_limit", in_.people[p].hours).pair("money_limit", in_.people[p].money);
            out.pair("hour_price", plan_.prices.hour + plan_.prices.person_hour[p]);
            out.pair("money_price", plan_.prices.money + plan_.prices.person_money[p]).end_object();
        }
        out.end_array().key("classes").begin_array();
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            out.begin_object().pair("id", in_.groups[g].id);
            both(out, groups_[g]);
            out.end_object();
        }
        out.end_array();
    }

    void responses(JsonWriter& out) const {
        out.key("responses").begin_array();
        for (const auto& [of, curve] : in_.curves) {
            // Answers of single accounts only where they are few: the list is to be read by people.
            if (in_.curves.size() > 200 && of.rfind("account ", 0) == 0) continue;
            out.begin_object().pair("of", of).pair("least", curve.least).pair("most", curve.most);
            out.pair("c", curve.c).pair("d", curve.d).pair("error", curve.error).end_object();
        }
        out.end_array();
    }

    void next(JsonWriter& out) const {
        out.key("next").begin_array();
        for (const auto& step : planner_.next_steps(10)) {
            out.begin_object().pair("account", in_.accounts[step.account].id);
            option(out, "from", step.account, now(step.account));
            option(out, "to", step.account, in_.option(step.account, step.option));
            out.pair("hours", step.hours).pair("money", step.money).pair("return", step.gain);
            out.pair("return_per_hour", step.hours > 0 ? step.gain / step.hours : NAN).end_object();
        }
        out.end_array();
    }

    void changes(JsonWriter& out, std::size_t most) const {
        std::vector<std::pair<double, std::size_t>> by_size;
        for (std::size_t i = 0; i < in_.accounts.size(); ++i)
            if (in_.accounts[i].today != at::none && changed(i)) {
                const double advantage = now(i).gain - before(i).gain - cost(i, now(i)) + cost(i, before(i));
                by_size.emplace_back(-advantage, i);
            }
        const auto some = std::min(most, by_size.size());
        std::partial_sort(by_size.begin(), by_size.begin() + static_cast<std::ptrdiff_t>(some),
                          by_size.end());
        out.pair("changed", static_cast<std::uint64_t>(by_size.size())).key("changes").begin_array();
        for (std::size_t k = 0; k < some; ++k) {
            const auto i = by_size[k].second;
            out.begin_object().pair("account", in_.accounts[i].id);
            option(out, "from", i, before(i));
            option(out, "to", i, now(i));
            out.pair("hours", now(i).hours - before(i).hours).pair("money", now(i).money - before(i).money);
            out.pair("return", now(i).gain - before(i).gain).pair("why", why(i));
            out.key("refusal").begin_object();
            const double without = planner_.refused(i, static_cast<std::uint32_t>(in_.accounts[i].today));
            out.pair("objective", without).pair("loss", plan_.objective - without).end_object().end_object();
        }
        out.end_array();
    }

    void allocation(JsonWriter& out) const {
        out.key("allocation").begin_array();
        for (std::size_t i = 0; i < in_.accounts.size(); ++i) {
            out.begin_object().pair("id", in_.accounts[i].id);
            name(out, i, now(i));
            out.pair("hours", now(i).hours).pair("money", now(i).money).pair("return", now(i).gain);
            out.pair("why", why(i)).end_object();
        }
        out.end_array();
    }

  private:
    const at::Option& now(std::size_t i) const { return in_.option(i, plan_.choice[i]); }
    const at::Option& before(std::size_t i) const {
        return in_.option(i, static_cast<std::size_t>(in_.accounts[i].today));
    }
    bool changed(std::size_t i) const {
        return static_cast<std::int32_t>(plan_.choice[i]) != in_.accounts[i].today;
    }
    // What an option's hours and money would bring elsewhere.
    double cost(std::size_t i, const at::Option& o) const {
        const auto p = in_.accounts[i].person;
        const auto& prices = plan_.prices;
        return o.hours * (prices.hour + (p == at::none ? 0 : prices.person_hour[p])) +
               o.money * (prices.money + (p == at::none ? 0 : prices.person_money[p]));
    }

    static void both(JsonWriter& out, const Both& b) {
        out.pair("accounts", b.accounts).pair("accounts_up", b.up).pair("accounts_down", b.down);
        const auto line = [&](const char* today, const char* plan, double Sum::*which) {
            out.pair(today, b.today.*which).pair(plan, b.plan.*which);
        };
        line("hours_today", "hours", &Sum::hours);
        line("money_today", "money", &Sum::money);
        line("contacts_today", "contacts", &Sum::contacts);
        line("return_today", "return", &Sum::gain);
    }

    void name(JsonWriter& out, std::size_t i, const at::Option& o) const {
        if (in_.accounts[i].curve == at::none) {
            out.pair("option", o.name);
        } else if (o.channel == at::none) {
            out.pair("as_today", true).pair("contacts", o.contacts);
        } else {
            out.pair("contacts", o.contacts).pair("channel", in_.channels[o.channel].id);
        }
    }
    void option(JsonWriter& out, const char* key, std::size_t i, const at::Option& o) const {
        out.key(key).begin_object();
        name(out, i, o);
        out.end_object();
    }
    std::string words(std::size_t i, const at::Option& o) const {
        if (in_.accounts[i].curve == at::none) return o.name;
        if (o.contacts == 0) return "no contact";
        const auto number = base::number_text(o.contacts);
        return o.channel == at::none ? "today's mix of " + number
                                     : number + " × " + in_.channels[o.channel].id;
    }

    static std::string spent(const at::Option& more, const at::Option& less) {
        std::string text;
        const double hours = more.hours - less.hours, money = more.money - less.money;
        if (std::abs(hours) > 1e-9) text = rounded(hours) + " hours";
        if (std::abs(money) > 1e-9) text += (text.empty() ? "" : " and ") + rounded(money) + " of money";
        return text.empty() ? "nothing" : text;
    }

    // Today's against the plan's where they differ; else the best other option against the plan's.
    std::string why(std::size_t i) const {
        if (in_.accounts[i].today != at::none && changed(i)) {
            const double gain = now(i).gain - before(i).gain, price = cost(i, now(i)) - cost(i, before(i));
            const auto head = words(i, now(i)) + " instead of " + words(i, before(i));
            if (!before(i).allowed) return head + ": today's number breaks the rules of its contacts";
            if (gain >= 0)
                return head + ": " + rounded(gain) + " more for " + spent(now(i), before(i)) +
                       ", which bring " + rounded(price) + " elsewhere";
            return head + ": frees " + spent(before(i), now(i)) + ", which bring " + rounded(-price) +
                   " elsewhere and brought " + rounded(-gain) + " here";
        }
        const at::Option* up = nullptr;
        double best = -INFINITY;
        for (std::size_t j = 0; j < in_.accounts[i].count; ++j) {
            const auto& o = in_.option(i, j);
            if (!o.allowed || o.gain <= now(i).gain) continue;
            if (const double left = o.gain - cost(i, o); left > best) best = left, up = &o;
        }
        const auto head = words(i, now(i)) + (in_.accounts[i].today == at::none ? "" : " as today") + ": ";
        if (!up) return head + "nothing that is allowed brings more";
        return head + words(i, *up) + " would bring " + rounded(up->gain - now(i).gain) + " more for " +
               spent(*up, now(i)) + ", which bring " + rounded(cost(i, *up) - cost(i, now(i))) + " elsewhere";
    }

    const AttentionInput& input_;
    const at::Instance& in_;
    const at::Planner& planner_;
    const at::Allocation& plan_;
    Both all_;
    std::vector<Both> people_, groups_;
};

// Limits that can be kept one by one and not together: those whose prices ran away.
std::string joint_clash(const AttentionInput& input, const at::Prices& prices) {
    std::vector<std::pair<double, std::string>> rows{{prices.hour, "the hours in total"},
                                                     {prices.money, "the money in total"}};
    for (std::size_t p = 0; p < input.instance.people.size(); ++p) {
        rows.emplace_back(prices.person_hour[p], "the hours of " + input.instance.people[p].id);
        rows.emplace_back(prices.person_money[p], "the money of " + input.instance.people[p].id);
    }
    const double most = std::max_element(rows.begin(), rows.end())->first;
    std::string text;
    for (const auto& [price, name] : rows)
        if (price > 0 && price >= 1e-3 * most) text += (text.empty() ? "" : " and ") + name;
    return text + " leave no allocation together, though each of them alone does";
}

territory::check::Verdict judge(const AttentionInput& input, const at::Allocation& plan) {
    const auto& in = input.instance;
    std::vector<territory::check::Given> given;
    for (std::size_t i = 0; i < in.accounts.size(); ++i) {
        const auto& o = in.option(i, plan.choice[i]);
        given.push_back({.account = i,
                         .contacts = o.contacts,
                         .channel = o.channel,
                         .option = in.accounts[i].curve == at::none
                                       ? static_cast<std::int32_t>(plan.choice[i])
                                       : at::none});
    }
    auto verdict = territory::check::judge_attention(in, given);
    if (!verdict.feasible())
        for (auto& clash : at::clashes(in)) verdict.add("clash", std::move(clash));
    if (plan.proved_impossible && at::clashes(in).empty())
        verdict.add("clash", joint_clash(input, plan.prices));
    return verdict;
}

}  // namespace

std::string attention_text(const AttentionInput& input, const at::Planner& planner,
                           const territory::Effort& effort, std::size_t changes) {
    const auto& plan = planner.allocation();
    const auto verdict = judge(input, plan);
    const Document document{input, planner};
    JsonWriter out;
    out.begin_object().pair("method", "attention").pair("objective", verdict.objective);
    out.pair("bound", plan.bound).pair("gap", (plan.bound - verdict.objective) / std::abs(verdict.objective));
    out.pair("cpu_seconds", plan.cpu_seconds).pair("seed", effort.seed);
    write_violations(out, verdict.violations);
    out.pair("iterations", plan.iterations);
    document.today(out);
    document.used(out);
    document.people(out);
    document.responses(out);
    document.next(out);
    document.changes(out, verdict.feasible() ? changes : 0);
    document.allocation(out);
    auto warnings = input.warnings;
    if (!verdict.feasible() && plan.proved_impossible)
        warnings.push_back(
            "no allocation keeps the limits: this is proved; the answer is the nearest that was found");
    else if (!verdict.feasible())
        warnings.push_back("no allocation within the limits was found");
    if (!input.knows_today)
        warnings.push_back("no account says what it gets today: there is nothing to compare with");
    write_warnings(out, warnings);
    return out.end_object().take();
}

}  // namespace kamino::analyze
