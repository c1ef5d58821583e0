// Three-way merge of texts by word: what two people made of the same text becomes one text again.
// Pure; thread-safe.
//
// The model is diff3 (S. Khanna, K. Kunal, B. C. Pierce, "A formal investigation of diff3", FSTTCS 2007) on
// words, the blanks before a word going with it. Where that algorithm calls every pair of touching changes a
// conflict, this one lets changes stand that do not overlap: words that both sides insert at one place are
// both kept, theirs first. What holds: merge(b, x, b) = x and merge(b, b, y) = y; every word that a side
// inserted is in the text; a word that a side deleted is gone, unless it lies in a conflict; mine and theirs
// changed about give the same words but for the order at one place.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kamino::base {

struct MergePiece {
    bool conflict = false;
    std::string text;                // without conflict
    std::string base, mine, theirs;  // in conflict: the versions of this place
    std::string both;                // theirs and mine behind each other
};

struct Merge {
    std::vector<MergePiece> pieces;
    int conflicts = 0;
    std::string text() const;  // conflicts stand with both texts
};

Merge merge_texts(std::string_view base, std::string_view mine, std::string_view theirs);

}  // namespace kamino::base
