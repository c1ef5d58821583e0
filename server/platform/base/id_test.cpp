#include "platform/base/id.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>
#include <vector>

namespace kamino::base {
namespace {

TEST(Id, IsAVersion7Uuid) {
    const std::string id = new_id();
    EXPECT_TRUE(is_id(id)) << id;
    EXPECT_EQ(id[14], '7');                                               // RFC 9562 section 4.2
    EXPECT_NE(std::string_view{"89ab"}.find(id[19]), std::string::npos);  // section 4.1
    const auto ms = std::stoll(id.substr(0, 8) + id.substr(9, 4), nullptr, 16);
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    EXPECT_NEAR(static_cast<double>(ms), static_cast<double>(now.count()), 5000);
}

TEST(Id, GrowsStrictlyWithinAProcess) {
    std::string last = new_id();
    for (int i = 0; i < 50'000; ++i) {
        std::string next = new_id();
        ASSERT_LT(last, next);
        last = std::move(next);
    }
}

TEST(Id, BitsAreTheTextAndSortAsItDoes) {
    // The example of RFC 9562, appendix A.6.
    const auto example = id_bits("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    ASSERT_TRUE(example);
    EXPECT_EQ(example->high, 0x017F22E279B07CC3U);
    EXPECT_EQ(example->low, 0x98C4DC0C0C07398FU);
    std::string last = new_id();
    for (int i = 0; i < 1000; ++i) {
        std::string next = new_id();
        EXPECT_LT(*id_bits(last), *id_bits(next));
        std::string text(36, ' ');
        write_id(*id_bits(next), text.data());
        EXPECT_EQ(text, next);
        last = std::move(next);
    }
    for (const char* bad : {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                            "017f22e2079b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g"})
        EXPECT_FALSE(id_bits(bad)) << bad;
}

TEST(Id, IsUniqueAcrossThreads) {
    std::vector<std::vector<std::string>> made(4);
    std::vector<std::thread> threads;
    for (auto& list : made) {
        threads.emplace_back([&list] {
            for (int i = 0; i < 5000; ++i) list.push_back(new_id());
        });
    }
    for (auto& thread : threads) thread.join();
    std::set<std::string> all;
    for (const auto& list : made) all.insert(list.begin(), list.end());
    EXPECT_EQ(all.size(), 20'000U);
}

TEST(Id, CanonicalFormOnly) {
    EXPECT_TRUE(is_id("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));  // RFC 9562 appendix A.6
    for (const char* bad :
         {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f",
          "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f "}) {
        EXPECT_FALSE(is_id(bad)) << bad;
    }
}

TEST(Id, RandomToken) {
    const std::string token = random_token(32);
    EXPECT_EQ(token.size(), 43U);  // ceil(32 * 4 / 3)
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_NE(token, random_token(32));
}

TEST(Id, Sha256) {  // FIPS 180-4 examples
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace kamino::base
