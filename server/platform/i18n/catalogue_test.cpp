// The three catalogues say the same: same keys, same parameters, sorted, one key a line; and every key that
// the server names in a Fault is there.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "platform/i18n/catalogue.h"

namespace kamino::i18n {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::set<std::string> parameters(const std::string& text) {
    static const std::regex parameter{R"(\{(@?[a-z0-9_]+)\})"};
    std::set<std::string> names;
    for (std::sregex_iterator at{text.begin(), text.end(), parameter}, end; at != end; ++at)
        names.insert((*at)[1]);
    return names;
}

TEST(Catalogues, HaveTheSameKeysAndParameters) {
    const auto& english = catalogue(Language::en);
    EXPECT_GT(english.size(), 30U);
    for (const auto language : {Language::es, Language::nl}) {
        EXPECT_EQ(keys(language), keys(Language::en)) << tag(language);
        for (const auto& [key, text] : english) {
            const auto& other = catalogue(language);
            const auto found = other.find(key);
            if (found == other.end()) continue;
            EXPECT_EQ(parameters(text), parameters(found->second)) << tag(language) << ' ' << key;
            EXPECT_FALSE(found->second.empty()) << tag(language) << ' ' << key;
        }
    }
}

TEST(Catalogues, HaveOneSortedKeyALine) {
    for (const auto language : {Language::en, Language::es, Language::nl}) {
        const fs::path path = fs::path{KAMINO_SOURCE_DIR} / "server/platform/i18n/catalogue" /
                              (std::string{tag(language)} + ".json");
        std::ifstream in{path};
        std::string line, last;
        std::getline(in, line);
        while (std::getline(in, line) && line != "}") {
            const std::string key = line.substr(0, line.find("\": "));
            EXPECT_LT(last, key) << path << ": not sorted; run bin/format";
            last = key;
        }
        EXPECT_EQ(last, "  \"~") << path;
    }
}

TEST(Catalogues, KnowEveryKeyThatAFaultNames) {
    static const std::regex fault_key{
        R"re((?:invalid|not_found|forbidden|unauthenticated|conflict|unavailable)\(\s*"([a-z0-9_]+\.[a-z0-9_]+)")re"
        R"re(|FaultCode::[a-z_]+,\s*"([a-z0-9_]+\.[a-z0-9_]+)")re"
        R"re(|"((?:field|request|service)\.[a-z0-9_]+)")re"};
    for (const auto& entry : fs::recursive_directory_iterator{fs::path{KAMINO_SOURCE_DIR} / "server"}) {
        const auto name = entry.path().filename().string();
        if (!name.ends_with(".cpp") && !name.ends_with(".h")) continue;
        if (name.ends_with("_test.cpp")) continue;
        const std::string text = read_file(entry.path());
        for (std::sregex_iterator at{text.begin(), text.end(), fault_key}, end; at != end; ++at) {
            const std::string key = (*at)[1].str() + (*at)[2].str() + (*at)[3].str();
            EXPECT_TRUE(has(Language::en, key)) << name << " names " << key << ", which no catalogue has";
        }
    }
}

}  // namespace
}  // namespace kamino::i18n
