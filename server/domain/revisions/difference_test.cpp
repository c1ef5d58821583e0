// Differences of texts and of states. PLAN-15.
#include "domain/revisions/difference.h"

#include <gtest/gtest.h>

namespace kamino::revisions {
namespace {

using Kind = Word::Kind;

std::string shown(const std::vector<Word>& words) {
    std::string text;
    for (const auto& w : words)
        text += w.kind == Kind::same      ? w.text
                : w.kind == Kind::removed ? "[-" + w.text + "-]"
                                          : "{+" + w.text + "+}";
    return text;
}

TEST(Difference, SaysWhatChangedInWords) {
    struct Case {
        const char *before, *after, *expected;
    };
    for (const auto& c :
         {Case{"", "", ""}, Case{"same words", "same words", "same words"}, Case{"", "new", "{+new+}"},
          Case{"old", "", "[-old-]"},
          Case{"we grow fast here", "we grow slowly here", "we grow [-fast -]{+slowly +}here"},
          Case{"one two three", "one three", "one [-two -]three"},
          Case{"a\nb\nc\n", "a\nx\nc\n", "a\n[-b\n-]{+x\n+}c\n"},
          Case{"one para\n\nlast", "one para\n\nnew one\n\nlast", "one para\n\n{+new one\n\n+}last"}})
        EXPECT_EQ(shown(word_difference(c.before, c.after)), c.expected);
}

// The length of the longest common subsequence by the textbook table: a second way to the number of words
// kept.
std::size_t common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j)
            best[i][j] =
                a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    return best[a.size()][b.size()];
}

TEST(Difference, PiecesJoinToBothTextsAndKeepAsMuchAsPossible) {
    unsigned seed = 3;
    const auto any = [&](unsigned below) { return (seed = seed * 1664525U + 1013904223U) / 65536U % below; };
    for (int round = 0; round < 500; ++round) {
        std::vector<std::string> a, b;
        std::string before, after;
        for (unsigned i = any(30); i > 0; --i)
            before += a.emplace_back(std::string(1, static_cast<char>('a' + any(4))) + " ");
        for (unsigned i = any(30); i > 0; --i)
            after += b.emplace_back(std::string(1, static_cast<char>('a' + any(4))) + " ");
        std::string was, is;
        std::size_t kept = 0;
        for (const auto& w : word_difference(before, after)) {
            if (w.kind != Kind::added) was += w.text;
            if (w.kind != Kind::removed) is += w.text;
            if (w.kind == Kind::same) kept += w.text.size() / 2;
        }
        EXPECT_EQ(was, before);
        EXPECT_EQ(is, after);
        EXPECT_EQ(kept, common(a, b)) << before << "/" << after;
    }
}

TEST(Difference, WhatIsAllNewIsReplacedAsAWhole) {
    std::string before, after;
    for (int i = 0; i < 3000; ++i)
        before += "b" + std::to_string(i) + " ", after += "a" + std::to_string(i) + " ";
    const auto words = word_difference(before, after);
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(words[0].text, before);
    EXPECT_EQ(words[1].text, after);
}

TEST(Difference, RowsAreAddedRemovedOrChanged) {
    const auto row = [](const char* json) { return boost::json::parse(json).as_object(); };
    const State before{
        {"swot", {{"1", row(R"({"text":"a","weight":3})")}, {"2", row(R"({"text":"b","note":null})")}}}};
    const State after{{"swot", {{"2", row(R"({"text":"b","note":""})")}, {"3", row(R"({"text":"c"})")}}},
                      {"task", {{"9", row(R"({"title":"t"})")}}}};
    const auto rows = difference(before, after);
    ASSERT_EQ(rows.size(), 3U) << "nothing there and empty say the same";
    EXPECT_EQ(rows[0].kind, RowChange::Kind::removed);
    EXPECT_EQ(rows[0].fields.size(), 2U);
    EXPECT_EQ(rows[1].kind, RowChange::Kind::added);
    EXPECT_EQ(rows[1].id, "3");
    EXPECT_EQ(rows[2].entity, "task");
    EXPECT_TRUE(difference(before, before).empty());
}

}  // namespace
}  // namespace kamino::revisions
