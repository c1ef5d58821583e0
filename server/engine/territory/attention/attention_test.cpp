// TERR-5, TERR-1: attention against every allocation of small instances, against CBC, by properties, and
// curves by hand.
#include "engine/territory/attention/attention.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "engine/territory/check/attention_check.h"
#include "engine/territory/random.h"

namespace kamino::territory::attention {
namespace {

Effort steps(std::int64_t iterations) {
    Effort effort;
    effort.iterations = iterations;
    return effort;
}

TEST(Curve, runs_through_the_answers) {
    // Lodish's example of a call plan in shares of today's sales: none 0.5, half 0.8, today 1, half as much
    // again 1.1, saturation 1.3. By hand: d = (1.3 - 1) / (1 - 0.5) = 0.6.
    const auto curve = fit_curve({0.5, 0.8, 1, 1.1, 1.3});
    EXPECT_NEAR(curve.d, 0.6, 1e-12);
    EXPECT_EQ(curve.at(0), 0.5);
    EXPECT_NEAR(curve.at(1), 1, 1e-12);
    EXPECT_NEAR(curve.at(1e9), 1.3, 1e-6);
    EXPECT_LT(curve.error, 0.02);
    // Answers that lie on a curve give its exponent back: least 0, most 1, d = 1: 2^-c / (1 + 2^-c) at a
    // half.
    const double c = 2.5, half = std::pow(0.5, c), more = std::pow(1.5, c);
    const auto exact = fit_curve({0, half / (1 + half), 0.5, more / (1 + more), 1});
    EXPECT_NEAR(exact.c, c, 1e-6);
    EXPECT_NEAR(exact.error, 0, 1e-7);
    // No answer to attention at all, and today's already the most.
    EXPECT_EQ(fit_curve({1, 1, 1, 1, 1}).at(7), 1);
    const auto full = fit_curve({0, 0.9, 1, 1, 1});
    EXPECT_NEAR(full.at(1), 0.99, 1e-12);
    EXPECT_LT(full.at(0.5), full.at(1));
}

// Accounts with ready-made options: nothing, and a few that cost more and bring more (or not).
Instance random_instance(std::uint64_t seed, std::size_t accounts, std::size_t options, std::size_t people) {
    Random random{seed};
    Instance in;
    double hours = 0, money = 0;
    std::vector<double> own(people, 0);
    for (std::size_t i = 0; i < accounts; ++i) {
        Account account{.id = std::to_string(i)};
        if (people > 0)
            account.person = static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(people)));
        account.first = in.options.size(), account.count = options;
        double h = 0, m = 0, gain = 0;
        for (std::size_t j = 0; j < options; ++j) {
            in.options.push_back({.hours = h,
                                  .money = m,
                                  .gain = gain,
                                  .contacts = static_cast<double>(j),
                                  .name = std::to_string(j)});
            h += random.between(0, 9), m += random.between(0, 9), gain += random.between(-3, 30);
        }
        hours += h, money += m;
        if (people > 0) own[account.person] += h;
        in.accounts.push_back(std::move(account));
    }
    in.hours = std::floor(0.4 * hours), in.money = std::floor(0.45 * money);
    for (std::size_t p = 0; p < people; ++p)
        in.people.push_back({.id = "p" + std::to_string(p), .hours = std::floor(0.45 * own[p])});
    return in;
}

check::Verdict judged(const Instance& in, const Allocation& plan) {
    std::vector<check::Given> given;
    for (std::size_t i = 0; i < in.accounts.size(); ++i)
        given.push_back({.account = i, .option = static_cast<std::int32_t>(plan.choice[i])});
    return check::judge_attention(in, given);
}

double brute_force(const Instance& in) {
    double best = -INFINITY;
    std::vector<double> own(in.people.size(), 0);
    std::function<void(std::size_t, double, double, double)> choose = [&](std::size_t i, double hours,
                                                                          double money, double gain) {
        if (hours > in.hours || money > in.money) return;
        if (i == in.accounts.size()) return void(best = std::max(best, gain));
        const auto& account = in.accounts[i];
        for (std::size_t j = 0; j < account.count; ++j) {
            const auto& o = in.option(i, j);
            if (!o.allowed) continue;
            if (account.person != none) {
                if (own[account.person] + o.hours > in.people[account.person].hours) continue;
                own[account.person] += o.hours;
            }
            choose(i + 1, hours + o.hours, money + o.money, gain + o.gain);
            if (account.person != none) own[account.person] -= o.hours;
        }
    };
    choose(0, 0, 0, 0);
    return best;
}

TEST(Attention, is_the_best_of_all_allocations) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const auto in = random_instance(seed, 3 + seed % 7, 4, seed % 3);
        const Planner planner{in, steps(300)};
        const auto& plan = planner.allocation();
        EXPECT_NEAR(plan.objective, brute_force(in), 1e-9) << seed;
        EXPECT_NEAR(plan.bound, plan.objective, 1e-6) << seed;  // proved
        EXPECT_TRUE(judged(in, plan).feasible()) << seed;
        EXPECT_NEAR(judged(in, plan).objective, plan.objective, 1e-9) << seed;
    }
}

// The same model as an integer program, solved by CBC (the executable; skipped where it is not installed).
double by_cbc(const Instance& in) {
    const auto folder = std::filesystem::temp_directory_path() / ("kamino-att-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream lp{folder / "a.lp"};
    lp.precision(15);
    lp << "Maximize\n obj:";
    const auto all = [&](auto&& of, std::int32_t person) {
        for (std::size_t i = 0; i < in.accounts.size(); ++i)
            for (std::size_t j = 0; j < in.accounts[i].count; ++j)
                if (person == none || in.accounts[i].person == person)
                    lp << " + " << of(in.option(i, j)) << " x" << i << "_" << j << "\n";
    };
    all([](const Option& o) { return o.gain; }, none);
    lp << "Subject To\n h:";
    all([](const Option& o) { return o.hours; }, none);
    lp << " <= " << in.hours << "\n m:";
    all([](const Option& o) { return o.money; }, none);
    lp << " <= " << in.money << "\n";
    for (std::size_t p = 0; p < in.people.size(); ++p) {
        lp << " p" << p << ":";
        all([](const Option& o) { return o.hours; }, static_cast<std::int32_t>(p));
        lp << " <= " << in.people[p].hours << "\n";
    }
    for (std::size_t i = 0; i < in.accounts.size(); ++i) {
        lp << " a" << i << ":";
        for (std::size_t j = 0; j < in.accounts[i].count; ++j) lp << " + x" << i << "_" << j;
        lp << " = 1\n";
    }
    lp << "Binary\n";
    for (std::size_t i = 0; i < in.accounts.size(); ++i)
        for (std::size_t j = 0; j < in.accounts[i].count; ++j) lp << " x" << i << "_" << j << "\n";
    lp << "End\n";
    lp.close();
    const auto out = (folder / "a.txt").string();
    const auto command = "cbc " + (folder / "a.lp").string() +
                         " ratioGap 0 allowableGap 0 sec 60 solve solution " + out + " > " +
                         (folder / "log").string() + " 2>&1";
    double best = std::nan("");
    if (std::system(command.c_str()) == 0) {
        std::ifstream file{out};
        std::string line;
        std::getline(file, line);
        const auto at = line.rfind(' ');
        // CBC minimises the negative.
        if (line.rfind("Optimal", 0) == 0 && at != std::string::npos)
            best = std::abs(std::stod(line.substr(at)));
    }
    std::filesystem::remove_all(folder);
    return best;
}

TEST(Attention, stays_close_to_the_optimum_of_cbc) {
    if (std::system("command -v cbc > /dev/null 2>&1") != 0) GTEST_SKIP() << "cbc is not installed";
    for (std::uint64_t seed = 101; seed <= 103; ++seed) {
        const auto in = random_instance(seed, 40, 6, 3);
        const double best = by_cbc(in);
        ASSERT_FALSE(std::isnan(best)) << seed;
        const Planner planner{in, steps(2000)};
        const auto& plan = planner.allocation();
        EXPECT_LE(plan.objective, best + 1e-6) << seed;
        EXPECT_GE(plan.objective, best * 0.998) << seed;
        EXPECT_GE(plan.bound, best - 1e-6) << seed;
        EXPECT_LE(plan.bound, best * 1.01) << seed;
    }
}

// The same accounts in another order, with other names, and the people in another order.
Instance relabelled(const Instance& in, std::uint64_t seed) {
    Random random{seed};
    std::vector<std::size_t> order(in.accounts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    random.shuffle(order);
    Instance out = in;
    out.accounts.clear(), out.options.clear(), out.people.clear();
    for (std::size_t p = in.people.size(); p-- > 0;) out.people.push_back(in.people[p]);
    for (const auto i : order) {
        auto account = in.accounts[i];
        account.id = "x" + account.id;
        if (account.person != none)
            account.person = static_cast<std::int32_t>(in.people.size()) - 1 - account.person;
        account.first = out.options.size();
        for (std::size_t j = 0; j < account.count; ++j) out.options.push_back(in.option(i, j));
        out.accounts.push_back(std::move(account));
    }
    return out;
}

TEST(Attention, order_and_names_do_not_matter) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto in = random_instance(seed, 9, 4, 2);
        EXPECT_NEAR((Planner{in, steps(300)}.allocation().objective),
                    (Planner{relabelled(in, seed), steps(300)}.allocation().objective), 1e-9)
            << seed;
    }
    const auto large = random_instance(77, 3000, 8, 12);
    const double first = Planner{large, steps(500)}.allocation().objective;
    EXPECT_NEAR((Planner{relabelled(large, 5), steps(500)}.allocation().objective), first, 1e-4 * first);
}

TEST(Attention, more_hours_or_money_never_bring_less) {
    for (std::uint64_t seed = 21; seed <= 30; ++seed) {
        auto in = random_instance(seed, 9, 4, 2);
        double before = -INFINITY;
        for (int more = 0; more < 6; ++more) {
            const double now = Planner{in, steps(300)}.allocation().objective;
            EXPECT_GE(now, before - 1e-9) << seed;
            before = now;
            (more % 2 == 0 ? in.hours : in.money) += 5;
            if (more == 3) in.people[0].hours += 10;
        }
    }
}

TEST(Attention, large_instances_meet_their_bound_and_repeat) {
    const auto in = random_instance(7, 20000, 9, 30);
    const Planner planner{in, steps(400)}, again{in, [] {
                                                     auto effort = steps(400);
                                                     effort.threads = 2;
                                                     return effort;
                                                 }()};
    const auto& plan = planner.allocation();
    EXPECT_TRUE(judged(in, plan).feasible());
    EXPECT_LE(plan.objective, plan.bound);
    EXPECT_GE(plan.objective, plan.bound * (1 - 1e-4));
    EXPECT_EQ(plan.choice, again.allocation().choice);
}

TEST(Attention, prices_say_what_an_hour_brings) {
    // Forty accounts of which each brings 10 - j for its j-th hour: ten hours go to the first hours of ten,
    // worth 10.
    Instance in;
    for (int i = 0; i < 40; ++i) {
        in.accounts.push_back({.id = std::to_string(i), .first = in.options.size(), .count = 6});
        for (int j = 0; j < 6; ++j)
            in.options.push_back({.hours = static_cast<double>(j), .gain = 10.0 * j - j * (j - 1) / 2.0});
    }
    in.hours = 60;  // 40 first hours at 10, 20 second ones at 9
    const Planner planner{in, steps(200)};
    EXPECT_NEAR(planner.allocation().objective, 40 * 10 + 20 * 9, 1e-9);
    EXPECT_NEAR(planner.allocation().prices.hour, 9, 1e-3);
    const auto next = planner.next_steps(3);
    ASSERT_EQ(next.size(), 3U);
    EXPECT_EQ(next[0].hours, 1);
    EXPECT_EQ(next[0].gain, 9);
    // An account that is refused loses 10 (or 19) and gives its hour (or two) to second ones of others, 9
    // each.
    EXPECT_NEAR(planner.refused(0, 0), 40 * 10 + 20 * 9 - 1, 1e-9);
}

TEST(Attention, without_any_hours_the_price_is_what_the_first_one_brings) {
    Instance in;
    in.hours = 0;
    for (int i = 0; i < 3; ++i) {
        in.accounts.push_back({.id = std::to_string(i), .first = in.options.size(), .count = 2});
        in.options.push_back({});
        in.options.push_back({.hours = 2, .gain = 2.0 + i});
    }
    const Planner planner{in, steps(10)};
    EXPECT_EQ(planner.allocation().objective, 0);
    EXPECT_NEAR(planner.allocation().prices.hour, 2, 1e-6);  // four for two hours
}

TEST(Attention, limits_that_clash_are_named) {
    Instance in;
    in.hours = 10;
    in.groups = {{"A"}, {"B"}};
    in.people = {{.id = "ann", .hours = 3}};
    for (int i = 0; i < 4; ++i) {
        in.accounts.push_back({.id = std::to_string(i),
                               .person = i == 0 ? 0 : none,
                               .group = i < 2 ? 0 : 1,
                               .first = in.options.size(),
                               .count = 2});
        in.options.push_back({.hours = 4, .gain = 1});
        in.options.push_back({.hours = 6, .gain = 3});
    }
    const Planner planner{in, steps(100)};
    EXPECT_FALSE(planner.allocation().feasible);
    EXPECT_TRUE(planner.allocation().proved_impossible);
    const auto named = clashes(in);
    ASSERT_EQ(named.size(), 2U);
    EXPECT_EQ(
        named[0],
        "the least contacts of the accounts need 16 hours, 10 are there (160 %); class A alone needs 8");
    EXPECT_EQ(named[1],
              "the least contacts of the accounts of ann need 4 hours, 3 are there (133.33 %); class A alone "
              "needs 4");
    in.hours = 17, in.people[0].hours = 4;
    EXPECT_TRUE(clashes(in).empty());
    EXPECT_EQ((Planner{in, steps(100)}.allocation().objective), 4);
}

}  // namespace
}  // namespace kamino::territory::attention
