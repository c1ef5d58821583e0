#include "platform/office/slides.h"

#include <algorithm>
#include <numeric>

#include "platform/office/html_parts.h"

namespace kamino::office {
namespace {

constexpr double left = 40, top = 92, width = slide_width - 2 * left, bottom = 500;
constexpr double prose_size = 16, small_prose = 14, table_size = 12, gap = 10;

const char* color_of_tone(Tone tone) {
    switch (tone) {
        case Tone::good:
            return "accent4";
        case Tone::fair:
            return "accent3";
        case Tone::bad:
            return "accent5";
        case Tone::mute:
            return "accent6";
        case Tone::none:
            break;
    }
    return "tx1";
}

// The shape of a light stands before its word, as on paper.
std::string light(const Value& v) {
    constexpr const char* shapes[] = {"", "● ", "▲ ", "■ ", "○ "};
    return shapes[static_cast<int>(v.tone)] + v.text;
}

Paragraphs cell_paragraphs(const Cell& cell, double size, bool right, bool bold) {
    Paragraphs out;
    for (const auto& v : cell) {
        if (v.text.empty()) continue;
        const double own = v.small ? size - 1.5 : size;
        for (const auto& piece : prose_pieces(v.text))
            out.push_back({piece.item || v.tone == Tone::none ? piece.text : light(v), own, bold, piece.item,
                           v.small ? "accent6" : color_of_tone(v.tone), right});
    }
    if (out.empty()) out.push_back({"–", size, false, false, "accent6", right});
    return out;
}

Paragraphs prose_paragraphs(std::string_view text, double size) {
    Paragraphs all;
    for (const auto& piece : prose_pieces(text)) all.push_back({piece.text, size, false, piece.item});
    return all;
}

class Deck {
  public:
    explicit Deck(const Document& d) : d_(d) {}

    std::vector<Slide> lay() {
        if (d_.summary.blocks.empty())
            cover();
        else
            summary();
        for (const auto& s : d_.sections) section(s);
        return std::move(slides_);
    }

  private:
    void open(const std::string& title) {
        slides_.push_back({title});
        y_ = top;
        next_id_ = 10;
    }
    Slide& slide() { return slides_.back(); }
    void go_on() { open(title_ + " (" + d_.words.continued + ")"); }
    double rest() const { return bottom - y_; }
    bool fresh() const { return y_ <= top; }

    void cover() {
        open(d_.title);
        slide().cover = true;
        Paragraphs under{{d_.kind, 20, true, false, "tx2"},
                         {d_.for_whom + " · " + plain(d_.stamp), 14, false, false, "accent6"}};
        if (!d_.headline.text.empty()) under.push_back({shortened(d_.headline.text, 3, 16, 780), 16});
        for (const auto& line : d_.lines) under.push_back({line.text, 12, false, false, "accent6"});
        under.push_back({d_.brand.company, 14, true});
        slide().shapes += text_shape(next_id_++, {80, 284, 800, 190}, under, d_.language);
    }

    // Six cards, three beside each other; what does not fit a card ends with "…".
    void summary() {
        open(d_.title);
        Paragraphs line{
            {d_.kind + " · " + d_.for_whom + " · " + plain(d_.stamp), 11, false, false, "accent6"}};
        slide().shapes += text_shape(next_id_++, {left, 76, width, 16}, line, d_.language);
        std::vector<const Block*> cards;
        for (const auto& b : d_.summary.blocks)
            if (b.kind == Block::Kind::fields || b.kind == Block::Kind::list || b.kind == Block::Kind::prose)
                cards.push_back(&b);
        const std::size_t across = cards.size() <= 2 ? 2 : cards.size() == 4 ? 2 : 3;
        const std::size_t down = std::max<std::size_t>(1, (cards.size() + across - 1) / across);
        const double card_width =
            (width - gap * static_cast<double>(across - 1)) / static_cast<double>(across);
        const double card_height =
            (bottom - 100 - gap * static_cast<double>(down - 1)) / static_cast<double>(down);
        for (std::size_t i = 0; i < cards.size(); ++i) {
            const Box box{left + static_cast<double>(i % across) * (card_width + gap),
                          100 + static_cast<double>(i / across) * (card_height + gap), card_width,
                          card_height};
            slide().shapes += text_shape(next_id_++, box, card(*cards[i], card_width - 20, card_height - 14),
                                         d_.language, true);
        }
        if (!d_.headline.text.empty()) slide().notes.push_back(d_.headline.text);
        for (const auto& l : d_.lines) slide().notes.push_back(l.text);
    }

    static Paragraphs card_lines(const Block& b, double size, double card_width, int most) {
        Paragraphs out{{b.title, 13, true, false, "tx2"}};
        const auto add = [&](const std::string& text, bool bullet, const std::string& label,
                             const char* color) {
            out.push_back(
                {shortened(text, most, size, card_width - 14), size, false, bullet, color, false, label});
        };
        for (const auto& f : b.fields)
            if (!f.cell.empty())
                add(f.cell.size() == 1 ? light(f.cell[0]) : plain(f.cell), false, f.label,
                    f.cell.size() == 1 ? color_of_tone(f.cell[0].tone) : "tx1");
        for (const auto& item : b.items) add(plain(item.cell), true, "", "tx1");
        for (const auto& p : b.rich ? rich_paragraphs(b.text, size) : prose_paragraphs(b.text, size))
            add(p.text, p.bullet, "", "tx1");
        return out;
    }
    static Paragraphs card(const Block& b, double card_width, double card_height) {
        for (const auto& [size, most] :
             {std::pair{12.0, 6}, {12.0, 3}, {11.0, 3}, {10.5, 2}, {10.0, 2}, {10.0, 1}}) {
            auto lines = card_lines(b, size, card_width, most);
            if (height_of(lines, card_width) <= card_height) return lines;
        }
        auto lines = card_lines(b, 10, card_width, 1);
        while (lines.size() > 2 && height_of(lines, card_width) > card_height) lines.pop_back();
        return lines;
    }

    void section(const Section& s) {
        title_ = s.title;
        open(s.title);
        asks_shown_ = std::all_of(s.blocks.begin(), s.blocks.end(),
                                  [](const Block& b) { return b.asks || b.kind == Block::Kind::note; });
        for (const auto& b : s.blocks) block(b);
    }

    void block(const Block& b) {
        using Kind = Block::Kind;
        switch (b.kind) {
            case Kind::note:
                slide().notes.push_back(b.text);
                return;
            case Kind::prose:
                return prose(b);
            case Kind::list:
                return list(b);
            case Kind::fields:
                return fields(b);
            case Kind::table:
                return table(b.title, slide_table(b.table));
            case Kind::chart:
                return chart(b);
            case Kind::board:
                return board(b);
        }
    }

    void prose(const Block& b) {
        Paragraphs all;
        if (!b.title.empty()) all.push_back({b.title, 14, true, false, "tx2"});
        auto text = b.rich ? rich_paragraphs(b.text, prose_size) : prose_paragraphs(b.text, prose_size);
        std::move(text.begin(), text.end(), std::back_inserter(all));
        if (height_of(all, width) > rest())
            for (auto& p : all) p.size = std::min(p.size, small_prose);
        flow(std::move(all));
    }
    // What is still to be asked is for the speaker, not for the screen; unless there is nothing else to show.
    void list(const Block& b) {
        if (b.asks && !asks_shown_) {
            slide().notes.push_back(b.title);
            for (const auto& item : b.items) slide().notes.push_back("? " + plain(item.cell));
            return;
        }
        Paragraphs all;
        if (!b.title.empty()) all.push_back({b.title, 14, true, false, "tx2"});
        for (const auto& item : b.items) all.push_back({plain(item.cell), small_prose, false, true});
        flow(std::move(all));
    }

    // Paragraphs over as many slides as they need; one that is longer than a slide is split between lines.
    void flow(Paragraphs all) {
        Paragraphs here;
        double used = 0;
        const auto put = [&] {
            if (here.empty()) return;
            slide().shapes += text_shape(next_id_++, {left, y_, width, used}, here, d_.language);
            y_ += used + gap;
            here.clear();
            used = 0;
        };
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto& p = all[i];
            // A heading does not stand alone at the foot.
            const double needed =
                height_of(p, width) + (p.bold && i + 1 < all.size() ? 1.2 * all[i + 1].size : 0);
            if (used + needed <= rest()) {
                used += height_of(p, width);
                here.push_back(p);
                continue;
            }
            const int lines = static_cast<int>((rest() - used - 4) / (p.size * 1.2));
            if (!p.bold && lines >= 3) {
                here.push_back(take_lines(p, lines, width - 14 * (p.level + 1)));
                used += height_of(here.back(), width);
            }
            put();
            go_on();
            if (!p.text.empty()) --i;  // again, on the fresh slide
        }
        put();
    }

    SlideTable slide_table(const Table& t) const {
        SlideTable out;
        const double whole = std::accumulate(t.columns.begin(), t.columns.end(), 0.0,
                                             [](double sum, const Column& c) { return sum + c.width; });
        std::vector<SlideCell> head;
        for (const auto& c : t.columns) {
            out.widths.push_back(width * c.width / whole);
            head.push_back({{{c.title, table_size, true, false, "tx2", c.numeric}}, true});
        }
        out.rows.push_back(std::move(head));
        for (const auto& row : t.rows) {
            std::vector<SlideCell> cells;
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                cells.push_back({cell_paragraphs(row.cells[i], table_size, t.columns[i].numeric, row.total),
                                 false, row.total});
            out.rows.push_back(std::move(cells));
        }
        return out;
    }

    // What of a row fits into that height, and the row of the rest.
    static std::vector<SlideCell> take_part(const SlideTable& t, std::vector<SlideCell>& row, double height) {
        std::vector<SlideCell> part;
        for (std::size_t i = 0; i < row.size(); ++i) {
            SlideCell now = row[i], later = row[i];
            now.paragraphs.clear();
            later.paragraphs.clear();
            const double own = t.widths[i] - 2 * cell_side;
            double left_over = height - 2 * cell_top - 2;
            for (auto p : row[i].paragraphs) {
                const double needed = height_of(p, own);
                const int lines = static_cast<int>((left_over - 4) / (p.size * 1.2));
                if (later.paragraphs.empty() && needed <= left_over) {
                    now.paragraphs.push_back(p);
                    left_over -= needed;
                } else if (later.paragraphs.empty() && lines >= 1) {
                    now.paragraphs.push_back(take_lines(p, lines, own));
                    if (!p.text.empty()) later.paragraphs.push_back(p);
                    left_over = 0;
                } else {
                    later.paragraphs.push_back(p);
                }
            }
            part.push_back(std::move(now));
            row[i] = std::move(later);
        }
        return part;
    }

    static bool is_empty(const std::vector<SlideCell>& row) {
        return std::all_of(row.begin(), row.end(), [](const SlideCell& c) { return c.paragraphs.empty(); });
    }

    void table(const std::string& title, SlideTable all) {
        SlideTable here{all.widths, {}, all.first_row_head};
        const auto head = all.first_row_head ? row_height(all, all.rows[0]) : 0;
        double used = 0;
        const auto begin = [&] {
            if (!title.empty()) {
                slide().shapes += text_shape(next_id_++, {left, y_, width, 20},
                                             {{title, 14, true, false, "tx2"}}, d_.language);
                y_ += 24;
            }
            here.rows.clear();
            if (all.first_row_head) here.rows.push_back(all.rows[0]);
            used = head;
        };
        const auto put = [&] {
            slide().shapes +=
                table_shape(next_id_, "Table " + std::to_string(next_id_), left, y_, here, d_.language);
            ++next_id_;
            y_ += used + gap;
        };
        const std::size_t first = all.first_row_head ? 1 : 0;
        if (all.rows.size() <= first) return;
        // Not a head with one row at the foot of a slide.
        if (!fresh() && rest() < head + 24 + std::min(90.0, row_height(all, all.rows[first]))) go_on();
        begin();
        for (std::size_t i = first; i < all.rows.size(); ++i) {
            auto& row = all.rows[i];
            const double needed = row_height(all, row);
            if (used + needed <= rest()) {
                here.rows.push_back(row);
                used += needed;
                continue;
            }
            if (needed > bottom - top - head - 24 && rest() - used > 60) {
                here.rows.push_back(take_part(all, row, rest() - used));
                used += row_height(all, here.rows.back());
            }
            if (here.rows.size() > first) put();
            go_on();
            begin();
            if (!is_empty(row)) --i;
        }
        if (here.rows.size() > first) put();
    }

    void fields(const Block& b) {
        SlideTable t{{width * 0.28, width * 0.72}, {}, false};
        for (const auto& f : b.fields)
            t.rows.push_back(
                {{{{f.label, 12, false, false, "accent6"}}}, {cell_paragraphs(f.cell, 12, false, false)}});
        table(b.title, std::move(t));
    }

    void chart(const Block& b) {
        const bool stack = b.chart.kind == Chart::Kind::stack;
        const double least = stack ? 150 : 260;
        if (rest() < least) go_on();
        slide().shapes +=
            text_shape(next_id_++, {left, y_, width, 20}, {{b.title, 14, true, false, "tx2"}}, d_.language);
        y_ += 24;
        if (stack) amounts(b.chart);
        const double height = stack ? 150 : std::min(rest(), 340.0);
        slide().shapes += chart_shape(next_id_++, b.title, {left, y_, width, height},
                                      "{{chart" + std::to_string(slide().charts.size()) + "}}");
        slide().charts.push_back(&b.chart);
        y_ += height + gap;
    }

    // The parts of a bar may be too narrow for their amounts: they stand above it.
    void amounts(const Chart& chart) {
        std::string text;
        for (const auto& part : chart.series)
            text += (text.empty() ? "" : "  ·  ") + part.name + " " +
                    amount_text(d_, part.values.at(0), chart.currency);
        if (chart.mark)
            text += "  ·  " + chart.mark_name + " " + amount_text(d_, *chart.mark, chart.currency);
        slide().shapes += text_shape(next_id_++, {left, y_, width, 20}, {{text, 14}}, d_.language);
        y_ += 24;
    }

    static SlideCell quarter(const Quarter& q, double size) {
        SlideCell cell{{{q.title, size + 2, true, false, "tx2"}}, false, false, true};
        for (const auto& item : q.items)
            for (const auto& v : item.cell)
                if (!v.text.empty())
                    cell.paragraphs.push_back(
                        {v.text, v.small ? size - 1.5 : size, false, !v.small, v.small ? "accent6" : "tx1"});
        return cell;
    }

    // Two by two where that fits one slide; else one under another.
    void board(const Block& b) {
        if (b.board.size() == 4) {
            for (const double size : {13.0, 12.0, 11.0, 10.0}) {
                SlideTable t{{width / 2, width / 2}, {}, false};
                t.rows.push_back({quarter(b.board[0], size), quarter(b.board[1], size)});
                t.rows.push_back({quarter(b.board[2], size), quarter(b.board[3], size)});
                const double needed =
                    row_height(t, t.rows[0]) + row_height(t, t.rows[1]) + (b.title.empty() ? 0 : 24);
                if (needed > bottom - top) continue;
                if (needed > rest()) go_on();
                return table(b.title, std::move(t));
            }
        }
        SlideTable t{{width * 0.2, width * 0.8}, {}, false};
        for (const auto& q : b.board)
            for (const auto& item : q.items)
                t.rows.push_back({{{{q.title, table_size, true, false, "tx2"}}},
                                  {cell_paragraphs(item.cell, table_size, false, false)}});
        table(b.title, std::move(t));
    }

    const Document& d_;
    std::vector<Slide> slides_;
    std::string title_;
    double y_ = top;
    int next_id_ = 10;
    bool asks_shown_ = false;
};

}  // namespace

std::vector<Slide> slides_of(const Document& document) {
    return Deck{document}.lay();
}

}  // namespace kamino::office
