// Three-way merge of texts by word. PLAN-16.
#include "platform/base/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <sstream>

namespace kamino::base {
namespace {

std::string shown(const Merge& merge) {
    std::string text;
    for (const auto& p : merge.pieces)
        text += p.conflict ? "<" + p.base + "|" + p.mine + "|" + p.theirs + ">" : p.text;
    return text;
}

TEST(Merge, PutsWhatTwoPeopleMadeTogether) {
    struct Case {
        const char *base, *mine, *theirs, *expected;
    };
    for (const auto& c :
         {Case{"", "", "", ""}, Case{"a b c", "a b c", "a b c", "a b c"},
          // One side only.
          Case{"a b c", "a x c", "a b c", "a x c"}, Case{"a b c", "a b c", "b c", "b c"},
          // Both, at different places.
          Case{"one two three four", "ONE two three four", "one two three FOUR", "ONE two three FOUR"},
          Case{"one two three", "two three", "one two three four", "two three four"},
          Case{"a b c", "a B c", "a b x c", "a B x c"}, Case{"a b c", "x b c", "a b", "x b"},
          // Both wrote at the same place: theirs first, and a blank between any two words.
          Case{"we grow", "we grow fast", "we grow slowly", "we grow slowly fast"},
          Case{"", "mine", "theirs", "theirs mine"}, Case{"a", "mine a", "theirs a", "theirs mine a"},
          Case{"a", "mine\n\na", "theirs\n\na", "theirs\n\nmine\n\na"},
          Case{"- one", "- one\n- mine", "- one\n- theirs", "- one\n- theirs\n- mine"},
          Case{"First.\n\nLast.", "First.\n\nMine.\n\nLast.", "First.\n\nTheirs.\n\nLast.",
               "First.\n\nTheirs.\n\nMine.\n\nLast."},
          // The same change on both sides is one change.
          Case{"a b", "a x b", "a x b", "a x b"}, Case{"a b c", "a X c", "a X c", "a X c"},
          Case{"a b c d", "a d", "a c d", "a d"},
          // Both changed the same words: asked.
          Case{"it costs 5 euro", "it costs 6 euro", "it costs 7 euro", "it costs< 5| 6| 7> euro"},
          Case{"a b c d", "a d", "a b x c d", "a< b c|| b x c> d"},
          Case{"a b c", "a X c", "a c", "a< b| X|> c"},
          // Blanks belong to nobody's words.
          Case{"a b", "a\n\nb", "a b c", "a\n\nb c"}, Case{"a b\n", "a b c\n", "x a b\n", "x a b c\n"}})
        EXPECT_EQ(shown(merge_texts(c.base, c.mine, c.theirs)), c.expected)
            << c.base << " / " << c.mine << " / " << c.theirs;
}

TEST(Merge, AConflictKeepsBothTexts) {
    const auto merge = merge_texts("it costs 5 euro", "it costs 6 euro", "it costs 7 euro");
    EXPECT_EQ(merge.conflicts, 1);
    EXPECT_EQ(merge.text(), "it costs 7 6 euro");
}

using Count = std::map<std::string, int>;
Count words_of(const std::string& text) {
    Count count;
    std::istringstream in{text};
    for (std::string word; in >> word;) ++count[word];
    return count;
}

// Texts of few different words, so that they meet often; words that a side adds carry its letter and a number
// and so are found again. The edits are told apart from the merge: every base word has its own name.
struct Author {
    std::mt19937 random;
    int next = 0;

    unsigned pick(unsigned below) { return static_cast<unsigned>(random() % below); }
    std::string blank() { return pick(6) ? " " : pick(2) ? "\n" : "\n\n"; }
    std::string join(const std::vector<std::string>& words) {
        std::string text;
        for (const auto& w : words) text += (text.empty() ? "" : blank()) + w;
        return text;
    }
    // Deletes and adds at random places of `base`; says which base words it deleted and what it added.
    std::vector<std::string> edit(const std::vector<std::string>& base, char letter,
                                  std::vector<std::string>& deleted, std::vector<std::string>& added) {
        std::vector<std::string> words;
        const auto insert = [&] {
            for (unsigned n = pick(6) ? 0 : 1 + pick(3); n > 0; --n) {
                added.push_back(letter + std::to_string(next++));
                words.push_back(added.back());
            }
        };
        for (const auto& w : base) {
            insert();
            if (pick(5))
                words.push_back(w);
            else
                deleted.push_back(w);
        }
        insert();
        return words;
    }
};

TEST(Merge, LosesNoWordAndKeepsNoDeletedOne) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        SCOPED_TRACE(seed);
        Author author{std::mt19937{seed}};
        std::vector<std::string> words;
        for (unsigned n = author.pick(14); n > 0; --n) words.push_back("w" + std::to_string(n));
        std::vector<std::string> my_deleted, their_deleted, my_added, their_added;
        const auto base = author.join(words);
        const auto mine = author.join(author.edit(words, 'm', my_deleted, my_added));
        const auto theirs = author.join(author.edit(words, 't', their_deleted, their_added));

        const auto merge = merge_texts(base, mine, theirs);
        const auto found = words_of(merge.text());
        for (const auto& w : my_added) EXPECT_TRUE(found.contains(w)) << w;
        for (const auto& w : their_added) EXPECT_TRUE(found.contains(w)) << w;
        // What nobody deleted stands, once.
        for (const auto& w : words) {
            const auto in = [&](const std::vector<std::string>& list) {
                return std::find(list.begin(), list.end(), w) != list.end();
            };
            if (!in(my_deleted) && !in(their_deleted)) {
                EXPECT_TRUE(found.contains(w)) << w;
            } else if (merge.conflicts == 0) {
                EXPECT_FALSE(found.contains(w)) << w;
            }
        }
        if (merge.conflicts == 0) {
            for (const auto& [w, count] : found) EXPECT_EQ(count, 1) << w;
        }

        // One side alone.
        EXPECT_EQ(merge_texts(base, mine, base).text(), mine);
        EXPECT_EQ(merge_texts(base, base, theirs).text(), theirs);
        EXPECT_EQ(merge_texts(base, mine, mine).text(), mine);
        // Turned about: the same words, the same questions.
        const auto turned = merge_texts(base, theirs, mine);
        EXPECT_EQ(words_of(turned.text()), found);
        EXPECT_EQ(turned.conflicts, merge.conflicts);
        // Whatever is chosen in a conflict: mine everywhere holds all my words.
        std::string chosen;
        for (const auto& p : merge.pieces) chosen += p.conflict ? p.mine : p.text;
        const auto in_chosen = words_of(chosen);
        for (const auto& w : my_added) EXPECT_TRUE(in_chosen.contains(w)) << w << " in " << chosen;
    }
}

// Many write after each other from the same base, each merged into what stands: nobody's words are lost.
TEST(Merge, ManyWritersFromOneBase) {
    const std::string base = "The plan of the account.\n\nNext steps:\n- call";
    std::string stands = base;
    for (int i = 0; i < 200; ++i) {
        const auto merge = merge_texts(base, base + "\n- item" + std::to_string(i), stands);
        EXPECT_EQ(merge.conflicts, 0);
        stands = merge.text();
    }
    std::string expected = base;
    for (int i = 0; i < 200; ++i) expected += "\n- item" + std::to_string(i);
    EXPECT_EQ(stands, expected);
}

}  // namespace
}  // namespace kamino::base
