#include "platform/base/merge.h"

#include <algorithm>
#include <tuple>

#include "platform/base/words.h"

namespace kamino::base {
namespace {

constexpr int none = -1;

struct Token {
    std::string_view blank, word;  // the blanks before the word
    std::size_t paragraph;
};

struct Text {
    std::vector<Token> tokens;
    std::string_view end;  // the blanks behind the last word
    // The blanks behind a token; of the last one those at the end.
    std::string_view behind(int token) const {
        const auto next = static_cast<std::size_t>(token) + 1;
        return next < tokens.size() ? tokens[next].blank : end;
    }
};

Text text_of(std::string_view text) {
    Text result;
    std::size_t at = 0, paragraph = 0;
    while (true) {
        auto word = at;
        for (; word < text.size() && is_blank(text[word]); ++word) paragraph += text[word] == '\n';
        auto end = word;
        while (end < text.size() && !is_blank(text[end])) ++end;
        if (word == end) break;
        result.tokens.push_back({text.substr(at, word - at), text.substr(word, end - word), paragraph});
        at = end;
    }
    result.end = text.substr(at);
    return result;
}

// One place where a side differs from the base: base words [from, to) became the side's words [at, until).
struct Hunk {
    int from, to, at, until;
    bool inserts_only() const { return from == to; }
    bool deletes_only() const { return at == until; }
};

struct Side {
    Text text;
    std::vector<int> of_base;  // where a word of the base stands here; none = deleted
    std::vector<Hunk> hunks;
};

// The words of some paragraphs, and where the first of them stands.
struct Run {
    Pieces words;
    int first;
};
Run words_between(const Text& text, std::size_t from, std::size_t to, int& at) {
    Run run{{}, at};
    for (; at < static_cast<int>(text.tokens.size()); ++at) {
        const auto& token = text.tokens[static_cast<std::size_t>(at)];
        if (token.paragraph >= to) break;
        if (token.paragraph >= from) run.words.push_back(token.word);
    }
    return run;
}

void match_words(Side& side, const Run& base, const Run& own) {
    for (const auto& edit : shortest_edit(base.words, own.words))
        if (edit.kind == Word::Kind::same)
            side.of_base[static_cast<std::size_t>(base.first) + edit.before] =
                own.first + static_cast<int>(edit.after);
}

// Paragraphs first: a word is looked for where its paragraph went.
void match(Side& side, const Text& base, std::string_view base_text, std::string_view own_text) {
    const auto a = paragraphs(base_text), b = paragraphs(own_text);
    int base_at = 0, own_at = 0;
    std::size_t a_from = 0, b_from = 0, a_to = 0, b_to = 0;
    const auto flush = [&] {
        const auto before = words_between(base, a_from, a_to, base_at);
        const auto after = words_between(side.text, b_from, b_to, own_at);
        match_words(side, before, after);
    };
    for (const auto& edit : shortest_edit(a, b)) {
        if (edit.kind == Word::Kind::removed) ++a_to;
        if (edit.kind == Word::Kind::added) ++b_to;
        if (edit.kind != Word::Kind::same) continue;
        flush();
        a_from = a_to++, b_from = b_to++;
        flush();
        a_from = a_to, b_from = b_to;
    }
    flush();
}

void find_hunks(Side& side) {
    const int count = static_cast<int>(side.of_base.size());
    int base_at = 0, own_at = 0;
    for (int k = 0; k <= count; ++k) {
        const int own = k == count ? static_cast<int>(side.text.tokens.size())
                                   : side.of_base[static_cast<std::size_t>(k)];
        if (own == none) continue;
        if (k > base_at || own > own_at) side.hunks.push_back({base_at, k, own_at, own});
        base_at = k + 1, own_at = own + 1;
    }
}

Side side_of(const Text& base, std::string_view base_text, std::string_view own_text) {
    Side side;
    side.text = text_of(own_text);
    side.of_base.assign(base.tokens.size(), none);
    match(side, base, base_text, own_text);
    find_hunks(side);
    return side;
}

std::string_view merged_blank(std::string_view base, std::string_view mine, std::string_view theirs) {
    if (mine == base || mine == theirs) return theirs;
    if (theirs == base) return mine;
    const auto weight = [](std::string_view blank) {
        return std::tuple{std::count(blank.begin(), blank.end(), '\n'), blank.size()};
    };
    return weight(mine) >= weight(theirs) ? mine : theirs;
}

// Puts words behind each other, with something between any two.
struct Line {
    bool begins = true;  // nothing stands before: blanks belong to a text that begins with them only
    std::string_view between = " ";
    std::string text{};

    void add(std::string_view blank, std::string_view word, bool first_of_its_text) {
        if (begins) {
            if (first_of_its_text) text += blank;
        } else {
            text += blank.empty() ? between : blank;
        }
        text += word;
        begins = false;
        between = " ";
    }
    void add(const Text& own, int from, int to) {
        for (int i = from; i < to; ++i) {
            const auto& token = own.tokens[static_cast<std::size_t>(i)];
            add(token.blank, token.word, i == 0);
        }
        if (from < to && !own.behind(to - 1).empty()) between = own.behind(to - 1);
    }
};

struct Place {
    Hunk hunk;
    bool is_mine;
};
// Changes that overlap, or one alone.
struct Group {
    std::vector<Place> places;
    int from, to;
    bool of_both() const {
        return std::any_of(places.begin(), places.end(),
                           [&](const Place& p) { return p.is_mine != places[0].is_mine; });
    }
    bool deletes_only() const {
        return std::all_of(places.begin(), places.end(),
                           [](const Place& p) { return p.hunk.deletes_only(); });
    }
    bool overlaps(const Place& next) const {
        return std::any_of(places.begin(), places.end(), [&](const Place& p) {
            return p.is_mine != next.is_mine && p.hunk.to > next.hunk.from &&
                   (!next.hunk.inserts_only() || next.hunk.from > p.hunk.from);
        });
    }
};

std::vector<Group> groups_of(const Side& mine, const Side& theirs) {
    std::vector<Place> places;
    for (const auto& hunk : theirs.hunks) places.push_back({hunk, false});
    for (const auto& hunk : mine.hunks) places.push_back({hunk, true});
    // Insertions before what replaces the words behind them; theirs before mine.
    std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return std::tuple{a.hunk.from, !a.hunk.inserts_only()} <
               std::tuple{b.hunk.from, !b.hunk.inserts_only()};
    });
    std::vector<Group> groups;
    for (const auto& place : places) {
        if (groups.empty() || !groups.back().overlaps(place))
            groups.push_back({{}, place.hunk.from, place.hunk.to});
        auto& group = groups.back();
        group.places.push_back(place);
        group.to = std::max(group.to, place.hunk.to);
    }
    return groups;
}

class Merger {
  public:
    Merger(std::string_view base, std::string_view mine, std::string_view theirs)
        : base_(text_of(base)), mine_(side_of(base_, base, mine)), theirs_(side_of(base_, base, theirs)) {}

    Merge run() {
        int at = 0;
        const auto groups = groups_of(mine_, theirs_);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            keep(at, groups[i].from);
            at = std::max(at, groups[i].to);
            if (i > 0 && is_same_insertion(groups[i - 1], groups[i])) continue;
            change(groups[i]);
        }
        keep(at, static_cast<int>(base_.tokens.size()));
        line_.text += merged_blank(base_.end, mine_.text.end, theirs_.text.end);
        flush();
        return std::move(merge_);
    }

  private:
    void keep(int from, int to) {
        for (int k = from; k < to; ++k) {
            const auto& b = base_.tokens[static_cast<std::size_t>(k)];
            const int m = mine_.of_base[static_cast<std::size_t>(k)];
            const int t = theirs_.of_base[static_cast<std::size_t>(k)];
            line_.add(merged_blank(b.blank, mine_.text.tokens[static_cast<std::size_t>(m)].blank,
                                   theirs_.text.tokens[static_cast<std::size_t>(t)].blank),
                      b.word, m == 0 || t == 0);
        }
    }
    void change(const Group& group) {
        if (!group.of_both()) {
            for (const auto& p : group.places) line_.add(side(p).text, p.hunk.at, p.hunk.until);
            return;
        }
        if (group.deletes_only()) return;
        const auto mine = version(group, true, line_), theirs = version(group, false, line_);
        if (mine.text == theirs.text) {
            line_ = joined(line_, mine);
            return;
        }
        conflict(group, mine, theirs);
    }
    void conflict(const Group& group, const Line& mine, const Line& theirs) {
        const auto before = line_;
        Line was{before.begins, before.between};
        was.add(base_, group.from, group.to);
        Line both = theirs;
        Line second = version(group, true, theirs);
        both.text += second.text;
        flush();
        merge_.pieces.push_back({true, "", was.text, mine.text, theirs.text, both.text});
        ++merge_.conflicts;
        line_ = {second.begins, second.between};
    }
    // What a side made of the group's place, as it stands behind `before`.
    Line version(const Group& group, bool of_mine, const Line& before) const {
        const auto& own = of_mine ? mine_ : theirs_;
        Line line{before.begins, before.between};
        int at = group.from;
        const auto keep_own = [&](int to) {
            for (; at < to; ++at) {
                const int i = own.of_base[static_cast<std::size_t>(at)];
                line.add(own.text, i, i + 1);
            }
        };
        for (const auto& p : group.places) {
            if (p.is_mine != of_mine) continue;
            keep_own(p.hunk.from);
            line.add(own.text, p.hunk.at, p.hunk.until);
            at = p.hunk.to;
        }
        keep_own(group.to);
        return line;
    }
    static Line joined(const Line& before, const Line& after) {
        return {after.begins, after.between, before.text + after.text};
    }
    bool is_same_insertion(const Group& a, const Group& b) const {
        if (a.of_both() || b.of_both() || a.from != b.from || a.from != a.to || b.from != b.to) return false;
        const auto words = [&](const Place& p) {
            Pieces list;
            for (int i = p.hunk.at; i < p.hunk.until; ++i)
                list.push_back(side(p).text.tokens[static_cast<std::size_t>(i)].word);
            return list;
        };
        return words(a.places[0]) == words(b.places[0]);
    }
    const Side& side(const Place& p) const { return p.is_mine ? mine_ : theirs_; }
    void flush() {
        if (!line_.text.empty()) merge_.pieces.push_back({false, std::move(line_.text), "", "", "", ""});
        line_.text.clear();
    }

    Text base_;
    Side mine_, theirs_;
    Line line_;
    Merge merge_;
};

}  // namespace

std::string Merge::text() const {
    std::string all;
    for (const auto& piece : pieces) all += piece.conflict ? piece.both : piece.text;
    return all;
}

Merge merge_texts(std::string_view base, std::string_view mine, std::string_view theirs) {
    return Merger{base, mine, theirs}.run();
}

}  // namespace kamino::base
