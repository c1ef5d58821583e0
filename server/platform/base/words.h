// Differences of two texts in words, and the edit script under them.
// Pure; thread-safe.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::base {

struct Word {
    enum class Kind { same, removed, added } kind = Kind::same;
    std::string text;  // one or more words with the blanks behind them
    bool operator==(const Word&) const = default;
};
// The shortest edit of one text into the other, in words; removed before added. The pieces that are not
// `added` join to `before`, those that are not `removed` to `after`. E. Myers, "An O(ND) difference algorithm
// and its variations", Algorithmica 1 (1986), the greedy algorithm of section 4; paragraphs first, then the
// words of what differs. Where more than `most_edits` would be needed, the piece is replaced as a whole.
std::vector<Word> word_difference(std::string_view before, std::string_view after);
inline constexpr int most_edits = 1500;

using Pieces = std::vector<std::string_view>;
// Paragraphs with their line breaks.
Pieces paragraphs(std::string_view text);
bool is_blank(char c);

struct Edit {
    Word::Kind kind;
    // Places in the two lists; of `added` only `after` counts, of `removed` only `before`.
    std::size_t before, after;
};
std::vector<Edit> shortest_edit(const Pieces& before, const Pieces& after);

}  // namespace kamino::base
