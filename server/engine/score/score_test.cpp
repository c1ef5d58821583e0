// SEL-1, SEL-5: percentiles, weighted scores and concentration against values worked out by hand, a slow
// second method, and the published-style figures of online-retail-h1 (REFERENCES.md).
#include "engine/score/score.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>
#include <string>

namespace kamino::score {
namespace {

const double unknown = std::nan("");

TEST(Percentiles, by_hand) {
    const std::vector<double> values{10, 20, 20, unknown, 40};
    const auto p = percentiles(values);
    EXPECT_DOUBLE_EQ(p[0], 12.5);  // 100 * (0 + 0.5) / 4
    EXPECT_DOUBLE_EQ(p[1], 50);    // 100 * (1 + 1) / 4
    EXPECT_DOUBLE_EQ(p[2], 50);
    EXPECT_TRUE(std::isnan(p[3]));
    EXPECT_DOUBLE_EQ(p[4], 87.5);
    EXPECT_TRUE(percentiles({}).empty());
    const std::vector<double> alone{7};
    EXPECT_DOUBLE_EQ(percentiles(alone)[0], 50);
}

TEST(Percentiles, agree_with_counting_every_pair) {
    std::mt19937 random{7};
    std::vector<double> values;
    for (int i = 0; i < 400; ++i)
        values.push_back(i % 11 == 0 ? unknown : static_cast<double>(random() % 60));
    const auto p = percentiles(values);
    for (std::size_t i = 0; i < values.size(); ++i) {
        double below = 0, equal = 0, known = 0;
        for (const double v : values) {
            known += !std::isnan(v);
            below += v < values[i];
            equal += v == values[i];
        }
        if (std::isnan(values[i]))
            EXPECT_TRUE(std::isnan(p[i]));
        else
            EXPECT_NEAR(p[i], 100 * (below + equal / 2) / known, 0.005001) << i;
    }
}

TEST(Weighted, renormalises_over_what_is_known_and_splits_into_contributions) {
    const std::vector<double> weights{50, 30, 20};
    const std::vector<double> all{80, 40, 10}, part{80, unknown, 10}, none{unknown, unknown, unknown};
    EXPECT_DOUBLE_EQ(weighted(all, weights), 0.5 * 80 + 0.3 * 40 + 0.2 * 10);
    EXPECT_DOUBLE_EQ(weighted(part, weights), (50 * 80 + 20 * 10) / 70.0);
    EXPECT_EQ(weighted(none, weights), 0);
    const auto s = shares(part, weights);
    EXPECT_NEAR(s[0] * 80 + s[2] * 10, weighted(part, weights), 1e-12);
    EXPECT_EQ(s[1], 0);
    EXPECT_NEAR(s[0] + s[2], 1, 1e-12);
}

TEST(Concentration, by_hand) {
    const std::vector<double> values{50, 0, 30, 15, 5, -7};  // total of the positive ones: 100
    const std::array<double, 2> bounds{0.80, 0.95};
    EXPECT_EQ(abc_counts(values, bounds), (std::vector<std::size_t>{2, 1, 1}));
    EXPECT_EQ(significance(values, 0.80), 30);
    EXPECT_EQ(significance(values, 0.81), 15);
    EXPECT_TRUE(std::isinf(significance(std::vector<double>{0, -1}, 0.8)));
    EXPECT_DOUBLE_EQ(top_share(values, 2), 0.8);
    EXPECT_NEAR(gini(std::vector<double>{1, 1, 1, 1}), 0, 1e-12);
    EXPECT_NEAR(gini(std::vector<double>{0, 0, 0, 1}), 0.75, 1e-12);
    EXPECT_DOUBLE_EQ(quantile(std::vector<double>{1, 2, 3, 4}, 0.75), 3.25);
}

// Revenue per customer of the clean rows: customer given, no cancellation, quantity and price above zero.
std::map<std::string, double> online_retail(const std::string& path) {
    std::map<std::string, double> revenue;
    gzFile file = gzopen(path.c_str(), "rb");
    if (!file) return revenue;
    std::array<char, 4096> line{};
    gzgets(file, line.data(), line.size());
    while (gzgets(file, line.data(), line.size())) {
        std::vector<std::string> cells(1);
        bool quoted = false;
        for (const char* c = line.data(); *c && *c != '\n' && *c != '\r'; ++c) {
            if (*c == '"')
                quoted = !quoted;
            else if (*c == ',' && !quoted)
                cells.emplace_back();
            else
                cells.back() += *c;
        }
        if (cells.size() < 8 || cells[6].empty() || cells[0].starts_with("C")) continue;
        const double quantity = std::atof(cells[3].c_str()), price = std::atof(cells[5].c_str());
        if (quantity > 0 && price > 0) revenue[cells[6]] += quantity * price;
    }
    gzclose(file);
    return revenue;
}

TEST(Concentration, of_online_retail_is_as_the_references_say) {
    const char* shared = std::getenv("KAMINO_SHARED");
    const std::string folder = shared ? shared : std::string{KAMINO_SOURCE_DIR} + "/../shared";
    const auto revenue =
        online_retail(folder + "/data/online-retail-h1/online_retail_2010-12_2011-05.csv.gz");
    if (revenue.empty()) GTEST_SKIP() << "no data in " << folder;
    std::vector<double> values;
    double total = 0;
    for (const auto& [customer, value] : revenue) {
        values.push_back(value);
        total += value;
    }
    EXPECT_EQ(values.size(), 2718U);
    EXPECT_NEAR(total, 3'332'591.96, 0.01);
    const std::array<double, 2> bounds{0.80, 0.95};
    EXPECT_EQ(abc_counts(values, bounds), (std::vector<std::size_t>{843, 964, 911}));
    EXPECT_NEAR(top_share(values, 10), 0.1674, 0.00005);
    EXPECT_NEAR(gini(values), 0.6685, 0.00005);
}

}  // namespace
}  // namespace kamino::score
