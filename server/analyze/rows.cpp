#include "analyze/rows.h"

#include <algorithm>

#include "analyze/row_scan.h"
#include "engine/parallel/parallel.h"
#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

constexpr std::size_t block_bytes = 4 << 20;
constexpr std::size_t longest_quoted = 16 << 20;

bool blank_row(const char* row, const char* end, const Shape& shape) {
    for (; row < end && *row != shape.line_end; ++row)
        if (*row != ' ' && *row != '\t' && *row != '\r') return false;
    return true;
}

// Block borders at row starts: the first line end behind every block_bytes that stands outside of quotes.
std::vector<const char*> borders_of(std::string_view text, const Shape& shape, unsigned threads) {
    const char* begin = text.data();
    const char* end = begin + text.size();
    const std::size_t parts = text.size() / block_bytes + 1;
    std::vector<std::size_t> quotes(parts, 0);
    if (shape.quotes)
        parallel::for_parts(parts, threads, [&](std::size_t i) {
            const auto piece = text.substr(i * block_bytes, block_bytes);
            quotes[i] = static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '"'));
        });
    std::vector<const char*> borders{begin};
    bool inside = false;
    for (std::size_t i = 1; i < parts; ++i) {
        inside ^= quotes[i - 1] % 2 == 1;
        const char* p = begin + i * block_bytes;
        bool in = inside;
        for (; p < end && (in || *p != shape.line_end); ++p) in ^= shape.quotes && *p == '"';
        if (p < end && p + 1 > borders.back()) borders.push_back(p + 1);
    }
    if (borders.back() < end) borders.push_back(end);
    if (borders.size() == 1) borders.push_back(end);
    return borders;
}

// One row after the other, cell by cell: for texts whose quotes stand where they should not.
ScanResult scan_carefully(const char* begin, const char* end, const Shape& shape,
                          std::vector<Block>& blocks) {
    ScanResult result;
    for (const char* p = begin; p < end;) {
        if (blocks.empty() || static_cast<std::size_t>(p - blocks.back().begin) >= block_bytes)
            blocks.push_back({p});
        std::size_t cells = 0;
        const char* at = p;
        bool extra = false;
        for (;; ++at) {
            const Cell cell = cell_at(at, end, shape);
            ++cells;
            if (!cell.closed) {
                result.fault = RowFault{p, cells, true};
                return result;
            }
            extra |= cells > shape.width && cell.begin != cell.end;
            at = cell.next;
            if (at >= end || *at != shape.separator) break;
        }
        const bool blank = cells == 1 && blank_row(p, end, shape);
        if (!blank) {
            blocks.back().starts.push_back(static_cast<std::uint32_t>(p - blocks.back().begin));
            if (shape.width != 0 && (cells < shape.width || extra)) {
                result.fault = RowFault{p, cells};
                return result;
            }
        }
        p = at + 1;
    }
    return result;
}

}  // namespace

Cell quoted_cell(const char* p, const char* end, const Shape& shape) {
    const char* limit = static_cast<std::size_t>(end - p) > longest_quoted ? p + longest_quoted : end;
    bool doubled = false;
    for (const char* at = p + 1; at < limit;) {
        const auto* quote =
            static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(limit - at)));
        if (quote == nullptr) break;
        const char* next = quote + 1;
        if (next < end && *next == '"') {
            doubled = true;
            at = next + 1;
            continue;
        }
        if (next < end && *next == '\r' && shape.line_end == '\n' && (next + 1 == end || next[1] == '\n'))
            ++next;
        if (next >= end || *next == shape.separator || *next == shape.line_end)
            return {p + 1, quote, next, doubled};
        at = quote + 1;  // `"Smith, "Bob" Jr"`
    }
    return {p + 1, limit, limit, doubled, false};
}

Rows Rows::scan(std::string_view text, const Shape& shape, unsigned threads) {
    Rows rows;
    const auto borders = borders_of(text, shape, threads);
    std::vector<Block> blocks(borders.size() - 1);
    std::vector<ScanResult> results(blocks.size());
    parallel::for_parts(blocks.size(), threads, [&](std::size_t i) {
        blocks[i].begin = borders[i];
        results[i] = scan_rows(borders[i], borders[i + 1], shape, blocks[i].starts);
    });
    if (std::any_of(results.begin(), results.end(), [](const auto& r) { return r.stray_quote; })) {
        blocks.clear();
        results = {scan_carefully(text.data(), text.data() + text.size(), shape, blocks)};
        results[0].quotes = results[0].beyond_ascii = true;
    }
    for (const auto& result : results) {
        if (result.fault && !rows.fault_) rows.fault_ = result.fault;
        rows.quotes_ |= result.quotes;
        rows.beyond_ascii_ |= result.beyond_ascii;
    }
    for (auto& block : blocks) {
        block.first_row = rows.count_;
        rows.count_ += block.starts.size();
    }
    rows.blocks_ = std::move(blocks);
    return rows;
}

const char* Rows::row(std::size_t i) const {
    auto block = std::upper_bound(blocks_.begin(), blocks_.end(), i,
                                  [](std::size_t row, const Block& b) { return row < b.first_row; });
    --block;
    return block->begin + block->starts[i - block->first_row];
}

std::vector<std::string> cells_of(const char* row, const char* end, const Shape& shape) {
    std::vector<std::string> cells;
    for (const char* at = row;; ++at) {
        const Cell cell = cell_at(at, end, shape);
        cells.push_back(text_of(cell));
        at = cell.next;
        if (at >= end || *at != shape.separator) return cells;
    }
}

std::string text_of(const Cell& cell) {
    std::string text = base::trim(cell.text());
    if (!cell.doubled) return text;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') ++i;
    }
    return out;
}

Shape recognise(std::string_view text) {
    Shape best;
    const auto head = text.substr(0, 256 << 10);
    best.line_end = head.find('\n') == head.npos && head.find('\r') != head.npos ? '\r' : '\n';
    best.quotes = head.find('"') != head.npos;
    std::size_t best_rows = 0, best_width = 1;
    for (const char separator : {',', ';', '\t', '|'}) {
        Shape shape = best;
        shape.separator = separator;
        std::size_t width = 0, same = 0, looked_at = 0;
        const char* end = head.data() + head.size();
        for (const char* p = head.data(); p < end && looked_at < 200; ++looked_at) {
            std::size_t cells = 1;
            Cell cell = cell_at(p, end, shape);
            for (; cell.next < end && *cell.next == separator; ++cells)
                cell = cell_at(cell.next + 1, end, shape);
            if (width == 0) width = cells;
            same += cells == width;
            p = cell.next + 1;
        }
        if (width > 1 && (same > best_rows || (same == best_rows && width > best_width))) {
            best_rows = same;
            best_width = width;
            best.separator = separator;
        }
    }
    return best;
}

}  // namespace kamino::analyze
