#include "engine/territory/check/attention_check.h"

#include <algorithm>
#include <cmath>

#include "platform/base/text.h"

namespace kamino::territory::check {
namespace {

using attention::Account;
using attention::Instance;

std::string rounded(double value) {
    return base::number_text(std::round(value * 100) / 100);
}

class Judge {
  public:
    explicit Judge(const Instance& in) : in_(in), hours_(in.people.size(), 0), money_(in.people.size(), 0) {
        out_.objective = 0;
    }

    Verdict judge(const std::vector<Given>& given) {
        std::vector<int> seen(in_.accounts.size(), 0);
        for (const auto& g : given) {
            ++seen[g.account];
            const auto& account = in_.accounts[g.account];
            if (account.curve == attention::none)
                ready_made(account, g);
            else if (g.channel == attention::none)
                as_today(account, g);
            else
                through(account, g);
        }
        for (std::size_t i = 0; i < seen.size(); ++i)
            if (seen[i] != 1)
                out_.add("accounts",
                         "account " + in_.accounts[i].id + " stands " + std::to_string(seen[i]) + " times");
        limit("hours", "", all_hours_, in_.hours);
        limit("money", "", all_money_, in_.money);
        for (std::size_t p = 0; p < in_.people.size(); ++p) {
            limit("hours", " of " + in_.people[p].id, hours_[p], in_.people[p].hours);
            limit("money", " of " + in_.people[p].id, money_[p], in_.people[p].money);
        }
        out_.measured = {{"hours", all_hours_}, {"money", all_money_}};
        return std::move(out_);
    }

  private:
    void spend(const Account& account, double hours, double money, double back) {
        out_.objective += back;
        all_hours_ += hours, all_money_ += money;
        if (account.person == attention::none) return;
        hours_[account.person] += hours, money_[account.person] += money;
    }

    // Little's curve, written out.
    double back(const Account& account, double effective) const {
        const auto& curve = in_.curves[account.curve].curve;
        const double z = effective / account.unit;
        if (z <= 0 || curve.most <= curve.least) return account.value * curve.least;
        const double odds = std::exp(curve.c * std::log(z)) / curve.d;
        const double share = std::isinf(odds) ? 1 : odds / (1 + odds);
        return account.value * (curve.least + (curve.most - curve.least) * share);
    }

    void ready_made(const Account& account, const Given& g) {
        if (g.option < 0 || static_cast<std::size_t>(g.option) >= account.count)
            return out_.add("contacts", "account " + account.id + " names none of its options");
        const auto& o = in_.options[account.first + static_cast<std::size_t>(g.option)];
        within(account, o.contacts);
        spend(account, o.hours, o.money, o.gain);
    }

    void as_today(const Account& account, const Given& g) {
        double contacts = 0, effective = 0, hours = 0, money = 0;
        for (std::size_t c = 0; c < in_.channels.size(); ++c) {
            const double n = in_.contacts_today[g.account * in_.channels.size() + c];
            const auto& own = in_.costs[account.costs];
            const bool closed = std::isnan(own.hours[c]);
            contacts += n, effective += n * in_.channels[c].effect;
            hours += n * (closed ? in_.channels[c].hours : own.hours[c]);
            money += n * (closed ? in_.channels[c].money : own.money[c]);
        }
        within(account, contacts);
        spend(account, hours, money, back(account, effective));
    }

    void through(const Account& account, const Given& g) {
        const auto& channel = in_.channels[g.channel];
        const auto& own = in_.costs[account.costs];
        const double today = in_.contacts_today[g.account * in_.channels.size() + g.channel];
        const bool closed = std::isnan(own.hours[g.channel]);
        if (closed && g.contacts > 0 && g.contacts != today)
            out_.add("channel", "account " + account.id + " is not to be served through " + channel.id);
        const bool listed =
            std::find(in_.contacts.begin(), in_.contacts.end(), g.contacts) != in_.contacts.end();
        if (!listed && g.contacts != account.least && g.contacts != today)
            out_.add("contacts", "account " + account.id + " has " + rounded(g.contacts) +
                                     " contacts, a number that is not offered");
        within(account, g.contacts);
        spend(account, g.contacts * (closed ? channel.hours : own.hours[g.channel]),
              g.contacts * (closed ? channel.money : own.money[g.channel]),
              back(account, g.contacts * channel.effect));
    }

    void within(const Account& account, double contacts) {
        if (contacts < account.least)
            out_.add("contacts", "account " + account.id + " has " + rounded(contacts) +
                                     " contacts, at least " + rounded(account.least) + " are due");
        if (contacts > account.most)
            out_.add("contacts", "account " + account.id + " has " + rounded(contacts) +
                                     " contacts, at most " + rounded(account.most) + " are allowed");
    }

    void limit(const char* rule, const std::string& whose, double used, double limit) {
        if (used <= limit + 1e-6 * std::max(1.0, std::abs(limit))) return;
        const std::string unit = std::string{rule} == "hours" ? " hours" : " of money";
        out_.add(rule, rounded(used) + unit + whose + " are needed, the limit is " + rounded(limit));
    }

    const Instance& in_;
    Verdict out_;
    std::vector<double> hours_, money_;
    double all_hours_ = 0, all_money_ = 0;
};

}  // namespace

Verdict judge_attention(const Instance& instance, const std::vector<Given>& given) {
    return Judge{instance}.judge(given);
}

}  // namespace kamino::territory::check
