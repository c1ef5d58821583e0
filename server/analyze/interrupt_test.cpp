// TERR-3, TERR-4, TERR-5: a search that is told to stop before it began still gives a whole answer. SIGINT
// once ended an alignment by an index out of range: nobody had listed the offers yet.
#include <gtest/gtest.h>

#include <atomic>

#include "analyze/align_reader.h"
#include "analyze/attention_reader.h"
#include "analyze/median_reader.h"
#include "analyze/routes_reader.h"
#include "analyze/visits_reader.h"
#include "engine/territory/alignment/align.h"
#include "engine/territory/attention/attention.h"
#include "engine/territory/check/routes_check.h"
#include "engine/territory/check/visits_check.h"
#include "engine/territory/medians/medians.h"
#include "engine/territory/routing/routes.h"
#include "engine/territory/routing/tour.h"

namespace kamino::analyze {
namespace {

const std::atomic<bool> stopped{true};

territory::Effort effort() {
    territory::Effort effort;
    effort.stop = &stopped;
    return effort;
}

std::string units(const std::string& rules) {
    std::string out =
        R"({"measures": ["work"], "people": [{"id": "ann"}, {"id": "bob", "x": 0, "y": 0}], "rules": {)" +
        rules + R"(, "tolerance": 0.5}, "units": [)";
    for (int i = 0; i < 64; ++i)
        out += (i ? ", " : "") + ("{\"id\": " + std::to_string(i) + ", \"x\": " + std::to_string(i % 8) +
                                  ", \"y\": " + std::to_string(i / 8) + ", \"measures\": [1]}");
    return out + "]}";
}

TEST(Interrupted, alignments_are_whole) {
    for (const auto* rules :
         {R"("compactness": "time")", R"("compactness": "moment")", R"("compactness": "diameter")",
          R"("compactness": "diameter", "contiguity": "hard")",
          R"("compactness": "time", "contiguity": "hard")"}) {
        const auto in = read_alignment({"f.json", units(rules)});
        const auto answer = territory::alignment::align(in, effort());
        ASSERT_EQ(answer.owner.size(), 64U) << rules;
        for (const auto owner : answer.owner) EXPECT_TRUE(owner == 0 || owner == 1) << rules;
    }
}

TEST(Interrupted, rounds_and_medians_are_whole) {
    std::vector<territory::Place> places;
    for (int i = 0; i < 40; ++i) places.push_back({static_cast<double>(i * 7 % 40), static_cast<double>(i)});
    const auto distance = std::make_shared<territory::PlanarDistance>(places, territory::Metric::exact);
    auto order = territory::routing::solve_tour(*distance, effort()).order;
    std::sort(order.begin(), order.end());
    ASSERT_EQ(order.size(), 40U);
    for (int i = 0; i < 40; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
    const auto medians =
        territory::medians::solve_medians({distance, std::vector<double>(40, 1), 3}, effort());
    EXPECT_EQ(medians.medians.size(), 3U);
    EXPECT_EQ(medians.owner.size(), 40U);
}

TEST(Interrupted, routes_and_visits_are_whole) {
    std::string cvrp =
        "NAME : t\nTYPE : CVRP\nDIMENSION : 9\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : "
        "10\nNODE_COORD_SECTION\n";
    for (int i = 1; i <= 9; ++i)
        cvrp += std::to_string(i) + " " + std::to_string(i * 3) + " " + std::to_string(i % 4) + "\n";
    cvrp += "DEMAND_SECTION\n1 0\n";
    for (int i = 2; i <= 9; ++i) cvrp += std::to_string(i) + " 3\n";
    const auto instance = read_routes({"t.vrp", cvrp + "DEPOT_SECTION\n1\n-1\nEOF\n"});
    const auto plan = territory::routing::solve_routes(territory::routing::scaled(instance), effort());
    std::size_t stops = plan.unserved.size();
    for (const auto& route : plan.routes) stops += route.size();
    EXPECT_EQ(stops, 8U);
    const auto visits = read_visits({"v.json", R"({"start_on": "2026-12-07", "weeks": 1,
        "people": [{"id": "ann", "start": {"x": 0, "y": 0}}],
        "accounts": [{"id": "a", "place": {"x": 3, "y": 4}, "minutes": 20}]})"});
    const auto trips = territory::routing::solve_visits(visits.instance, effort());
    EXPECT_EQ(trips.unserved.size() + trips.trips.size(), 1U);
}

TEST(Interrupted, allocations_keep_their_limits) {
    const auto input =
        read_attention({"f.json", R"({"hours": 20, "response": [0, 0.6, 1, 1.2, 1.6], "accounts": [
        {"id": 1, "today": 4, "value": 10}, {"id": 2, "today": 6, "value": 30}, {"id": 3, "today": 12, "value": 5}]})"});
    const territory::attention::Planner planner{input.instance, effort()};
    EXPECT_TRUE(planner.allocation().feasible);
    EXPECT_GE(planner.allocation().bound, planner.allocation().objective);
}

}  // namespace
}  // namespace kamino::analyze
