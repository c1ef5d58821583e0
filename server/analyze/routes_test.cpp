// TERR-4: the formats of routes, and the benchmark instances of ../shared/data/territory with an iteration
// limit. The best-known values are those of that folder's README files.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "analyze/routes_reader.h"
#include "analyze/tsplib_reader.h"
#include "engine/territory/check/routes_check.h"

namespace kamino::analyze {
namespace {

const std::string folder = KAMINO_SOURCE_DIR "/../shared/data/territory/";

TEST(Tsplib, distances_by_hand) {
    using territory::Metric;
    using territory::planar_distance;
    EXPECT_EQ(planar_distance(Metric::euc_2d, {0, 0}, {1, 1}), 1);
    EXPECT_EQ(planar_distance(Metric::ceil_2d, {0, 0}, {1, 1}), 2);
    EXPECT_EQ(planar_distance(Metric::floor_2d, {0, 0}, {1.9, 0}), 1);
    EXPECT_EQ(planar_distance(Metric::att, {0, 0}, {10, 0}), 4);  // sqrt(100 / 10) = 3.16 is rounded up
    EXPECT_EQ(planar_distance(Metric::man_2d, {0, 0}, {3, 4}), 7);
    EXPECT_EQ(planar_distance(Metric::max_2d, {0, 0}, {3, 4}), 4);
    EXPECT_EQ(planar_distance(Metric::geo, {0, 0}, {0, 1}),
              112);  // 6378.388 km × 1 degree = 111.32, cut off + 1
    EXPECT_EQ(planar_distance(Metric::geo, {0, 0}, {0, 0.30}), 56);  // 30 minutes
}

std::string matrix_file(const std::string& format, const std::string& cells) {
    return "NAME: m\nTYPE: TSP\nDIMENSION: 3\nEDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: " + format +
           "\nEDGE_WEIGHT_SECTION\n" + cells + "\nEOF\n";
}

TEST(Tsplib, every_layout_of_explicit_weights) {
    const std::vector<double> wanted{0, 1, 2, 1, 0, 3, 2, 3, 0};
    const std::vector<std::pair<std::string, std::string>> cases{
        {"FULL_MATRIX", "0 1 2 1 0 3 2 3 0"}, {"LOWER_ROW", "1 2 3"},
        {"LOWER_DIAG_ROW", "0 1 0 2 3 0"},    {"UPPER_ROW", "1 2 3"},
        {"UPPER_DIAG_ROW", "0 1 2 0 3 0"},    {"LOWER_COL", "1 2 3"},
        {"LOWER_DIAG_COL", "0 1 2 0 3 0"},    {"UPPER_COL", "1 2 3"},
        {"UPPER_DIAG_COL", "0 1 0 2 3 0"}};
    for (const auto& [format, cells] : cases)
        EXPECT_EQ(read_tsplib({"m.tsp", matrix_file(format, cells)}).weights, wanted) << format;
}

TEST(Tsplib, faults_say_where) {
    const auto fault = [](const std::string& text) {
        try {
            read_routes({"f.vrp", text});
        } catch (const Refusal& refusal) {
            return refusal.text;
        }
        return std::string{"none"};
    };
    EXPECT_EQ(fault("NAME: x\n"),
              "f.vrp: is neither TSPLIB CVRP (DIMENSION …) nor Solomon's format (VEHICLE, NUMBER, "
              "CAPACITY …)");
    EXPECT_EQ(fault("DIMENSION: 2\nNODE_COORD_SECTION\n1 0 0\n2 0 x\n"),
              "f.vrp, line 4: a coordinate is expected, not \"x\"");
    EXPECT_EQ(fault("DIMENSION: 2\nNODE_COORD_SECTION\n1 0 0\n1 0 1\n"),
              "f.vrp, line 4: node 1 is given twice");
    EXPECT_EQ(fault("DIMENSION: 2\nNODE_COORD_SECTION\n1 0 0\n"),
              "f.vrp, line 4: the file ends where a coordinate is expected");
    EXPECT_EQ(fault("DIMENSION: 1\nEDGE_WEIGHT_TYPE: XRAY1\n").substr(0, 44),
              "f.vrp, line 2: EDGE_WEIGHT_TYPE XRAY1 is not");
    EXPECT_EQ(fault("DIMENSION: 1\nNODE_COORD_SECTION\n1 0 0\nEOF\n"), "f.vrp: has no DEMAND_SECTION");
}

TEST(Tsplib, the_depot_comes_first_and_stops_are_numbered_from_one) {
    const auto in = read_routes({"f.vrp",
                                 "NAME : t\nDIMENSION : 3\nCAPACITY : 9\nEDGE_WEIGHT_TYPE : EUC_2D\n"
                                 "NODE_COORD_SECTION\n1 3 0\n2 0 0\n3 0 4\nDEMAND_SECTION\n1 5\n2 0\n3 7\n"
                                 "DEPOT_SECTION\n2\n-1\nEOF\n"});
    EXPECT_EQ(in.demand, (std::vector<double>{0, 5, 7}));
    EXPECT_EQ(in.distance->leg(0, 1).distance, 3);
    EXPECT_EQ(in.distance->leg(1, 2).distance, 5);
}

TEST(RouteLists, of_documents_and_of_solution_files) {
    const std::vector<std::vector<int>> wanted{{3, 1}, {2}};
    EXPECT_EQ(read_route_lists({"a.json", R"({"routes":[[3,1],[2]]})"}), wanted);
    EXPECT_EQ(read_route_lists({"a.sol", "Route #1: 3 1\nRoute #2: 2\nCost 12\n"}), wanted);
    EXPECT_THROW(read_route_lists({"a.sol", "nothing"}), Refusal);
}

struct Known {
    const char* file;
    double best;
    double factor;  // what the iteration limit reaches with ease
    int vehicles;   // 0: any number
};

TEST(Routes, benchmark_instances) {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not there";
    const std::vector<Known> cases{
        {"cvrp/X-n101-k25.vrp", 27591, 1.01, 0}, {"cvrp/X-n303-k21.vrp", 21736, 1.04, 0},
        {"vrptw/C101.txt", 828.94, 1.0001, 10},  {"vrptw/R101.txt", 1645.79, 1.02, 19},
        {"vrptw/RC208.txt", 828.14, 1.08, 3},
    };
    for (const auto& known : cases) {
        const auto in = read_routes(read_source(folder + known.file));
        territory::Effort effort;
        effort.iterations = 60000;
        const auto plan = territory::routing::solve_routes(territory::routing::scaled(in), effort);
        const auto verdict = territory::check::judge_routes(in, plan.routes);
        EXPECT_TRUE(verdict.feasible()) << known.file;
        EXPECT_LE(verdict.objective, known.best * known.factor) << known.file;
        EXPECT_GE(verdict.objective, known.best * 0.9999) << known.file;
        EXPECT_LE(plan.bound, verdict.objective) << known.file;
        if (known.vehicles)
            EXPECT_EQ(plan.routes.size(), static_cast<std::size_t>(known.vehicles)) << known.file;
    }
}

}  // namespace
}  // namespace kamino::analyze
