// How facts are remembered and put in order, without a database.
#include <gtest/gtest.h>

#include <random>
#include <unordered_map>

#include "domain/imports/flat_table.h"

namespace kamino::imports {
namespace {

TEST(FlatTable, AgreesWithTheLibrarysMap) {
    std::mt19937_64 random{11};
    std::vector<std::uint64_t> keys{0, 1};  // 0 is kept as 1: both are one key
    for (int i = 0; i < 20'000; ++i) keys.push_back(i % 3 ? random() : random() % 512 + 2);
    FlatTable<int> ours;
    std::unordered_map<std::uint64_t, int> theirs;
    for (const auto key : keys) {
        const auto [value, fresh] = ours.at(key);
        const auto known = theirs.find(key == 0 ? 1 : key);
        ASSERT_EQ(fresh, known == theirs.end()) << key;
        if (!fresh) ASSERT_EQ(*value, known->second) << key;
        ++*value;
        ++theirs[key == 0 ? 1 : key];
    }
    for (const auto& [key, count] : theirs) EXPECT_EQ(*ours.at(key).first, count) << key;
}

}  // namespace
}  // namespace kamino::imports
