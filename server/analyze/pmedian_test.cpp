// TERR-3: p-medians of the literature, with an iteration limit. The values are those of
// ../shared/data/territory.
#include <gtest/gtest.h>

#include <filesystem>

#include "analyze/median_reader.h"
#include "engine/territory/medians/medians.h"

namespace kamino::analyze {
namespace {

const std::string folder = KAMINO_SOURCE_DIR "/../shared/data/territory/";

territory::Effort effort(std::int64_t iterations) {
    territory::Effort e;
    e.iterations = iterations;
    return e;
}

TEST(Pmedian, CapacitatedValuesOfTheOrLibrary) {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
    struct Case {
        const char* file;
        double best;
        std::int64_t iterations;
    };
    for (const auto& c : {Case{"cpmp/cpmp01.txt", 713, 2000}, Case{"cpmp/cpmp20.txt", 1005, 3000}}) {
        const auto i = read_capacitated(read_source(folder + c.file)).instance;
        const auto answer = territory::medians::solve_capacitated({i.distance, i.demand, i.capacity, i.p},
                                                                  effort(c.iterations));
        const auto verdict = territory::check::judge_medians(i, answer.medians, answer.owner);
        EXPECT_TRUE(verdict.feasible()) << c.file;
        EXPECT_EQ(verdict.objective, c.best) << c.file;
        EXPECT_LE(answer.bound, c.best) << c.file;
    }
}

TEST(Pmedian, TheProvedValueOfRl1304) {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
    const auto i = read_tsplib_points(read_source(folder + "tsp/rl1304.tsp")).instance;
    const auto answer = territory::medians::solve_medians({i.distance, i.weight, 10}, effort(60));
    EXPECT_EQ(answer.objective, 2134295);  // optimal: Duran-Mateluna, Ales & Elloumi 2023
    EXPECT_LE(answer.bound, 2134295);
    EXPECT_GE(answer.bound, 2134295 * 0.99);
}

TEST(Pmedian, FaultsSayWhere) {
    const auto fault = [](const std::string& text) {
        try {
            read_capacitated({"f.txt", text});
        } catch (const Refusal& refusal) {
            return refusal.text;
        }
        return std::string{};
    };
    EXPECT_NE(fault("").find("number of places"), std::string::npos);
    EXPECT_NE(fault("3 4\n1 1 1 1").find("whole number from 1 to 3"), std::string::npos);
    EXPECT_NE(fault("2 1\n0 0 5 1\n1 1 5").find("has 7 numbers"), std::string::npos);
    EXPECT_NE(fault("1 1\n0 0 -5 1").find("0 or more"), std::string::npos);
    EXPECT_NE(fault("1 1\n0 zero 5 1").find("zero"), std::string::npos);
    EXPECT_EQ(fault("1 1\n0 0 5 1"), "");
}

}  // namespace
}  // namespace kamino::analyze
