#include <algorithm>
#include <array>

#include "domain/imports/name_words.h"
#include "domain/imports/proposal.h"
#include "platform/base/text.h"

namespace kamino::imports {

namespace {

bool word_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

NameWords words_of(std::string_view name) {
    static constexpr std::array<std::string_view, 12> idle = {"de",  "del", "la", "el", "los", "van",
                                                              "het", "the", "of", "en", "c",   "nr"};
    std::string spaced;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool upper = name[i] >= 'A' && name[i] <= 'Z';
        if (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') spaced += ' ';
        spaced += name[i];
    }
    const std::string folded = base::fold(spaced);
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i <= folded.size(); ++i) {
        if (i < folded.size() && word_char(folded[i])) {
            word += folded[i];
        } else if (!word.empty()) {
            if (std::find(idle.begin(), idle.end(), word) == idle.end() && words.size() < 12)
                words.push_back(word);
            word.clear();
        }
    }
    if (words.empty() && !folded.empty()) words.push_back(folded);
    NameWords result{std::move(words), {}};
    for (const auto& part : result.words) result.joined += part;
    return result;
}

namespace {

// 1 − edits / length with insert, delete, replace and swap of neighbours (optimal string alignment).
double word_similarity(std::string_view a, std::string_view b) {
    if (a == b) return 1;
    const std::size_t longer = std::max(a.size(), b.size());
    const std::size_t shorter = std::min(a.size(), b.size());
    if (longer > 40 || 4 * (longer - shorter) > longer) return 0;  // less than 0.75 whatever the letters
    std::array<std::array<int, 41>, 41> d;
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = static_cast<int>(i);
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int other = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + other});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
    }
    const double longest = static_cast<double>(std::max(a.size(), b.size()));
    return 1 - d[a.size()][b.size()] / longest;
}

}  // namespace

double name_similarity(const NameWords& a, const NameWords& b) {
    const auto& left = a.words;
    const auto& right = b.words;
    if (left.empty() || right.empty()) return 0;
    if (left == right) return 1;
    if (a.joined == b.joined) return 0.98;
    std::vector<bool> used(right.size(), false);
    double sum = 0;
    for (const auto& word : left) {
        double best = 0;
        std::size_t at = 0;
        for (std::size_t k = 0; k < right.size(); ++k) {
            if (used[k]) continue;
            const double s = word_similarity(word, right[k]);
            if (s > best) {
                best = s;
                at = k;
            }
        }
        if (best >= 0.75) {
            used[at] = true;
            sum += best;
        }
    }
    return 2 * sum / static_cast<double>(left.size() + right.size());
}

double name_similarity(std::string_view a, std::string_view b) {
    return name_similarity(words_of(a), words_of(b));
}

}  // namespace kamino::imports
