#include "platform/base/words.h"

#include <algorithm>

namespace kamino::base {

Pieces paragraphs(std::string_view text) {
    Pieces pieces;
    for (std::size_t from = 0; from < text.size();) {
        auto to = text.find('\n', from);
        to = to == std::string_view::npos ? text.size() : to + 1;
        pieces.push_back(text.substr(from, to - from));
        from = to;
    }
    return pieces;
}

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

namespace {

// Words with the blanks behind them.
Pieces words(std::string_view text) {
    Pieces pieces;
    for (std::size_t from = 0; from < text.size();) {
        auto to = from;
        while (to < text.size() && !is_blank(text[to])) ++to;
        while (to < text.size() && is_blank(text[to])) ++to;
        pieces.push_back(text.substr(from, to - from));
        from = to;
    }
    return pieces;
}

// Walks the saved furthest-reaching ends back from (n, m) to the start.
std::vector<Edit> walk_back(const std::vector<std::vector<int>>& saved, int n, int m) {
    std::vector<Edit> edits;
    int x = n, y = m;
    for (int d = static_cast<int>(saved.size()) - 1; d >= 0; --d) {
        const auto& ends = saved[static_cast<std::size_t>(d)];
        const auto end = [&](int k) { return ends[static_cast<std::size_t>(k + d + 1)]; };
        const int k = x - y;
        const bool down = k == -d || (k != d && end(k - 1) < end(k + 1));
        const int from_k = down ? k + 1 : k - 1;
        const int from_x = d == 0 ? 0 : end(from_k), from_y = d == 0 ? 0 : from_x - from_k;
        while (x > from_x && y > from_y) {
            --x, --y;
            edits.push_back({Word::Kind::same, static_cast<std::size_t>(x), static_cast<std::size_t>(y)});
        }
        if (d == 0) break;
        if (down)
            edits.push_back({Word::Kind::added, static_cast<std::size_t>(x), static_cast<std::size_t>(--y)});
        else
            edits.push_back(
                {Word::Kind::removed, static_cast<std::size_t>(--x), static_cast<std::size_t>(y)});
    }
    std::reverse(edits.begin(), edits.end());
    return edits;
}

std::vector<Edit> replace_all(std::size_t n, std::size_t m) {
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < n; ++i) edits.push_back({Word::Kind::removed, i, 0});
    for (std::size_t i = 0; i < m; ++i) edits.push_back({Word::Kind::added, n, i});
    return edits;
}

}  // namespace

std::vector<Edit> shortest_edit(const Pieces& a, const Pieces& b) {
    const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
    const int limit = std::min(n + m, most_edits);
    std::vector<std::vector<int>> saved;
    std::vector<int> ends(static_cast<std::size_t>(2 * limit + 3), 0);
    const auto at = [&](int k) -> int& { return ends[static_cast<std::size_t>(k + limit + 1)]; };
    for (int d = 0; d <= limit; ++d) {
        // What stood before this round: diagonals -d-1 … d+1.
        saved.emplace_back(ends.begin() + (limit - d), ends.begin() + (limit + d + 3));
        for (int k = -d; k <= d; k += 2) {
            int x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)])
                ++x;
            at(k) = x;
            if (x >= n && x - k >= m) return walk_back(saved, n, m);
        }
    }
    return replace_all(a.size(), b.size());
}

namespace {

void add(std::vector<Word>& out, Word::Kind kind, std::string_view text) {
    if (text.empty()) return;
    if (!out.empty() && out.back().kind == kind)
        out.back().text += text;
    else
        out.push_back({kind, std::string{text}});
}

void add_words(std::vector<Word>& out, const std::string& before, const std::string& after) {
    const auto a = words(before), b = words(after);
    std::string removed, added;
    const auto flush = [&] {
        add(out, Word::Kind::removed, removed);
        add(out, Word::Kind::added, added);
        removed.clear(), added.clear();
    };
    for (const auto& edit : shortest_edit(a, b)) {
        if (edit.kind == Word::Kind::removed) removed += a[edit.before];
        if (edit.kind == Word::Kind::added) added += b[edit.after];
        if (edit.kind == Word::Kind::same) {
            flush();
            add(out, Word::Kind::same, a[edit.before]);
        }
    }
    flush();
}

}  // namespace

std::vector<Word> word_difference(std::string_view before, std::string_view after) {
    const auto a = paragraphs(before), b = paragraphs(after);
    std::vector<Word> out;
    std::string removed, added;
    for (const auto& edit : shortest_edit(a, b)) {
        if (edit.kind == Word::Kind::removed) removed += a[edit.before];
        if (edit.kind == Word::Kind::added) added += b[edit.after];
        if (edit.kind != Word::Kind::same) continue;
        add_words(out, removed, added);
        removed.clear(), added.clear();
        add(out, Word::Kind::same, a[edit.before]);
    }
    add_words(out, removed, added);
    return out;
}

}  // namespace kamino::base
