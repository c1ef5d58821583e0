// TERR-4: the inputs of tour, and TSPLIB's instances of ../shared/data/territory with an iteration limit.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "analyze/output.h"
#include "analyze/tour_reader.h"
#include "engine/territory/check/tour_check.h"
#include "engine/territory/routing/tour.h"

namespace kamino::analyze {
namespace {

const std::string folder = KAMINO_SOURCE_DIR "/../shared/data/territory/tsp/";

class Files : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::create_directory(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string file(const std::string& name, const std::string& text) const {
        write_file(folder_ + name, text);
        return folder_ + name;
    }

  private:
    std::string folder_ = "/tmp/kamino_tour_" + std::to_string(::getpid()) + "/";
};

TEST_F(Files, points_and_windows_of_csv) {
    auto input = read_tour(read_source(file("p.csv", "id,x,y\ndepot,0,0\na,3,4\nb,6,8\n")), {});
    EXPECT_EQ(input.instance.labels, (std::vector<std::string>{"depot", "a", "b"}));
    EXPECT_EQ(input.instance.distance->leg(0, 2).distance, 10);
    read_windows(input, file("w.csv", "id,open,close,service\na,08:30,09:15,5\ndepot,480,1020,0\n"), {});
    EXPECT_EQ(input.instance.open, (std::vector<double>{480, 510, 0}));
    EXPECT_EQ(input.instance.close[1], 555);
    EXPECT_EQ(input.instance.service[1], 5);
    EXPECT_THROW(read_windows(input, file("w2.csv", "id,open,close\nc,1,2\n"), {}), Refusal);
    EXPECT_THROW(read_windows(input, file("w3.csv", "id,open,close\na,noon,2\n"), {}), Refusal);
    // On the ground the way is longer than the great circle (one degree of latitude is 111.19 km).
    const auto ground = read_tour(read_source(file("g.csv", "lat,lon\n52,5\n53,5\n")), {});
    EXPECT_NEAR(ground.instance.distance->leg(0, 1).distance, 1.3 * 111.195, 0.01);
    EXPECT_GT(ground.instance.distance->leg(0, 1).time, 60);
    EXPECT_THROW(read_tour(read_source(file("h.csv", "lat,lon\n152,5\n")), {}), Refusal);
}

TEST(Minutes, of_clocks_and_numbers) {
    EXPECT_EQ(minutes_of("08:30"), 510);
    EXPECT_EQ(minutes_of("24:00"), 1440);
    EXPECT_EQ(minutes_of("97.5"), 97.5);
    for (const auto* wrong : {"8:3", "8:60", "25:00", "", "x", "-1:00"})
        EXPECT_FALSE(minutes_of(wrong)) << wrong;
}

TEST(TourOrder, of_documents_and_of_tour_files) {
    TourInput input;
    input.instance.labels = {"1", "2", "3"};
    const std::vector<int> wanted{2, 0, 1};
    EXPECT_EQ(read_order(input, {"a", R"({"order":[3,1,2]})"}), wanted);
    EXPECT_EQ(read_order(input, {"a", "TYPE : TOUR\nTOUR_SECTION\n3\n1\n2\n-1\nEOF\n"}), wanted);
}

TEST(Tours, benchmark_instances) {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not there";
    const std::vector<std::pair<const char*, double>> cases{{"lin318.tsp", 42029}, {"pr1002.tsp", 259045}};
    for (const auto& [name, best] : cases) {
        const auto input = read_tour(read_source(folder + name), {});
        territory::Effort effort;
        effort.iterations = 3000;
        const auto plan = territory::routing::solve_tour(*input.planar, effort);
        const auto verdict = territory::check::judge_tour(input.instance, plan.order);
        EXPECT_TRUE(verdict.feasible());
        EXPECT_GE(verdict.objective, best);
        EXPECT_LE(verdict.objective, best * 1.03) << name;
        EXPECT_LE(plan.bound, best);
    }
}

}  // namespace
}  // namespace kamino::analyze
