#include "platform/office/document.h"

#include <algorithm>

#include "platform/base/text.h"

namespace kamino::office {
namespace {

class Gate {
  public:
    explicit Gate(Audience reader) : reader_(reader) {}

    bool lets(Audience widest) const { return may_read(reader_, widest); }

    Cell cell(const Cell& from) const {
        Cell kept;
        std::copy_if(from.begin(), from.end(), std::back_inserter(kept),
                     [&](const Value& v) { return lets(v.audience); });
        return kept;
    }
    std::vector<Item> items(const std::vector<Item>& from) const {
        std::vector<Item> kept;
        for (const auto& item : from) {
            if (!lets(item.audience)) continue;
            auto left = cell(item.cell);
            if (!left.empty()) kept.push_back({std::move(left), item.audience});
        }
        return kept;
    }
    Table table(const Table& from) const {
        Table kept;
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < from.columns.size(); ++i)
            if (lets(from.columns[i].audience)) places.push_back(i);
        for (const auto i : places) kept.columns.push_back(from.columns[i]);
        if (places.empty()) return kept;
        for (const auto& row : from.rows) {
            if (!lets(row.audience)) continue;
            Row left{{}, row.total, row.audience};
            for (const auto i : places) left.cells.push_back(cell(row.cells.at(i)));
            const bool says = std::any_of(left.cells.begin(), left.cells.end(),
                                          [](const Cell& c) { return !plain(c).empty(); });
            if (says) kept.rows.push_back(std::move(left));
        }
        return kept;
    }
    std::optional<Block> block(const Block& from) const {
        if (!lets(from.audience)) return std::nullopt;
        Block kept = from;
        kept.items = items(from.items);
        kept.table = table(from.table);
        kept.fields.clear();
        for (const auto& f : from.fields)
            if (auto left = cell(f.cell); lets(f.audience) && !plain(left).empty())
                kept.fields.push_back({f.label, std::move(left), f.audience});
        bool quarters = false;
        for (auto& quarter : kept.board) {
            quarter.items = items(quarter.items);
            quarters = quarters || !quarter.items.empty();
        }
        using Kind = Block::Kind;
        const bool empty = (kept.kind == Kind::list && kept.items.empty()) ||
                           (kept.kind == Kind::table && kept.table.rows.empty()) ||
                           (kept.kind == Kind::fields && kept.fields.empty()) ||
                           (kept.kind == Kind::board && !quarters) ||
                           (kept.kind == Kind::chart && kept.chart.series.empty()) ||
                           ((kept.kind == Kind::prose || kept.kind == Kind::note) && kept.text.empty());
        return empty ? std::nullopt : std::optional{std::move(kept)};
    }
    Section section(const Section& from) const {
        Section kept{from.key, from.title, {}, from.outside_title};
        if (reader_ != Audience::internal && !from.outside_title.empty()) kept.title = from.outside_title;
        for (const auto& b : from.blocks)
            if (auto left = block(b)) kept.blocks.push_back(std::move(*left));
        // A note says where something comes from: alone it says nothing.
        const bool says = std::any_of(kept.blocks.begin(), kept.blocks.end(),
                                      [](const Block& b) { return b.kind != Block::Kind::note; });
        if (!says) kept.blocks.clear();
        return kept;
    }

  private:
    Audience reader_;
};

}  // namespace

bool may_read(Audience reader, Audience widest) {
    const auto rank = [](Audience a) {
        return std::max(static_cast<int>(a), static_cast<int>(Audience::internal));
    };
    return rank(reader) <= rank(widest);
}

std::string plain(const Cell& cell) {
    std::string text;
    for (const auto& v : cell)
        if (!v.text.empty()) text += (text.empty() ? "" : "; ") + v.text;
    return text;
}

Document for_reader(const Document& document, Audience reader) {
    const Gate gate{reader};
    Document kept = document;
    kept.stamp = gate.cell(document.stamp);
    kept.lines = gate.cell(document.lines);
    if (!gate.lets(document.headline.audience)) kept.headline = {};
    kept.summary = gate.section(document.summary);
    kept.sections.clear();
    for (const auto& s : document.sections)
        if (auto left = gate.section(s); !left.blocks.empty()) kept.sections.push_back(std::move(left));
    return kept;
}

}  // namespace kamino::office
