// Rules of the programme: hours of a plan, growth of a list, sharing out over waves. SEL-4, SEL-7.
#include <gtest/gtest.h>

#include "domain/programme/programme.h"

namespace kamino::programme {
namespace {

Settings with(const char* hours) {
    Settings s;
    s.hours.json = hours;
    return s;
}

TEST(Programme, HoursOfAPlanByClassAndRigour) {
    const auto s = with(R"({"A":{"light":20,"standard":80,"deep":200},"C":{"standard":40.5}})");
    struct Case {
        const char *account_class, *rigour;
        double hours;
    };
    for (const auto& c : {Case{"A", "light", 20}, Case{"A", "deep", 200}, Case{"A", "", 80},
                          Case{"", "", 40.5}, Case{"C", "deep", 0}, Case{"E", "light", 0}})
        EXPECT_EQ(plan_hours(s, c.account_class, c.rigour), c.hours) << c.account_class << c.rigour;
}

TEST(Programme, HoursThatCannotBeAreRefusedByTheirPlace) {
    struct Case {
        const char *hours, *path;
    };
    for (const auto& c :
         {Case{R"({"F":{"light":1}})", "/hours/F"}, Case{R"({"A":5})", "/hours/A"},
          Case{R"({"A":{"quick":1}})", "/hours/A/quick"}, Case{R"({"A":{"light":-1}})", "/hours/A/light"},
          Case{R"({"A":{"light":3001}})", "/hours/A/light"},
          Case{R"({"A":{"light":"x"}})", "/hours/A/light"}}) {
        std::vector<FieldFault> faults;
        check_hours({c.hours}, faults);
        ASSERT_EQ(faults.size(), 1U) << c.hours;
        EXPECT_EQ(faults[0].path, c.path);
    }
    std::vector<FieldFault> faults;
    check_hours({R"({"A":{"light":0,"standard":3000}})"}, faults);
    EXPECT_TRUE(faults.empty());
}

TEST(Programme, GrowthCountsEveryMonth) {
    const std::vector<Stay> stays{{Date::of(2026, 1, 31), std::nullopt},
                                  {Date::of(2026, 1, 5), Date::of(2026, 3, 1)},
                                  {Date::of(2026, 3, 20), Date::of(2026, 3, 25)}};
    const auto months = growth(stays, Date::of(2026, 4, 2));
    ASSERT_EQ(months.size(), 4U);
    // By hand: January two enter; February none; March one enters and two leave; April none.
    const std::int64_t expected[4][3] = {{2, 0, 2}, {0, 0, 2}, {1, 2, 1}, {0, 0, 1}};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(months[i].month, Date::of(2026, static_cast<unsigned>(i + 1), 1));
        EXPECT_EQ(months[i].entries, expected[i][0]) << i;
        EXPECT_EQ(months[i].exits, expected[i][1]) << i;
        EXPECT_EQ(months[i].members, expected[i][2]) << i;
    }
    EXPECT_TRUE(growth({}, Date::of(2026, 4, 2)).empty());
}

TEST(Programme, WavesTakeTheBestFirstAndShareEachManagersHours) {
    std::vector<Candidate> candidates;
    for (int i = 0; i < 8; ++i)
        candidates.push_back({std::to_string(i), i % 2 ? "ann" : "bob", 10.0 * i, 50});
    const auto wave_of = share_out(candidates, 2);
    // Four plans each: of ann's 7, 5, 3, 1 the best two come first; of bob's 6, 4, 2, 0 as well.
    EXPECT_EQ(wave_of, (std::vector<std::size_t>{1, 1, 1, 1, 0, 0, 0, 0}));
    EXPECT_EQ(share_out(candidates, 1), std::vector<std::size_t>(8, 0));
    candidates.assign(3, {"x", "", 1, 0});
    EXPECT_EQ(share_out(candidates, 3), std::vector<std::size_t>(3, 0)) << "plans without hours bind nobody";
}

TEST(Programme, NoManagerStartsMoreThanAShareAndOnePlan) {
    unsigned seed = 7;
    const auto any = [&](unsigned below) { return (seed = seed * 1664525U + 1013904223U) / 65536U % below; };
    for (int round = 0; round < 200; ++round) {
        const std::size_t waves = 1 + any(6);
        std::vector<Candidate> candidates;
        for (unsigned i = any(40); i > 0; --i)
            candidates.push_back({std::to_string(i), std::to_string(any(4)), static_cast<double>(any(100)),
                                  static_cast<double>(10 + any(90))});
        const auto wave_of = share_out(candidates, waves);
        std::map<std::string, double> total;
        std::map<std::pair<std::string, std::size_t>, double> in_wave;
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            ASSERT_LT(wave_of[i], waves);
            total[candidates[i].manager_id] += candidates[i].hours;
            in_wave[{candidates[i].manager_id, wave_of[i]}] += candidates[i].hours;
        }
        for (const auto& [key, hours] : in_wave)
            EXPECT_LE(hours, total[key.first] / static_cast<double>(waves) + 100 + 1e-6);
    }
}

}  // namespace
}  // namespace kamino::programme
