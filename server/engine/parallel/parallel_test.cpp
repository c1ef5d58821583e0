#include "engine/parallel/parallel.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace kamino::parallel {
namespace {

TEST(Parallel, EveryPartOnceAndTheLowestFaultThrown) {
    for (const unsigned threads : {0U, 1U, 2U, 5U}) {
        std::vector<int> seen(100, 0);
        for_parts(seen.size(), threads, [&](std::size_t i) { ++seen[i]; });
        EXPECT_EQ(seen, std::vector<int>(100, 1));
        try {
            for_parts(10, threads, [](std::size_t i) {
                if (i >= 3) throw std::runtime_error(std::to_string(i));
            });
            ADD_FAILURE();
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "3");
        }
    }
}

TEST(Parallel, PartsCoverEverything) {
    for (const std::size_t n : {0UL, 1UL, 7UL, 1000UL}) {
        const auto parts = parts_of(n, 3, 8);
        EXPECT_EQ(part_begin(n, parts, 0), 0u);
        EXPECT_EQ(part_begin(n, parts, parts), n);
        for (std::size_t i = 0; i < parts; ++i)
            EXPECT_LE(part_begin(n, parts, i), part_begin(n, parts, i + 1));
    }
}

}  // namespace
}  // namespace kamino::parallel
