// Where the rows and cells of a CSV text are (RFC 4180 and what programs really write): quoted cells may hold
// separators, doubled quotes and line breaks. Rows are found by a vectorised scan on both cores; cells are
// cut out when a column is asked for. Blank lines are no rows.
#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kamino::analyze {

// How the text is cut. `line_end` is '\r' in the files of old Macs only; a '\r' before a '\n' belongs to it.
struct Shape {
    char separator = ',';
    char line_end = '\n';
    bool quotes = false;    // there are quotes in the text
    std::size_t width = 0;  // cells of every row; 0: rows may differ
};

struct Cell {
    const char* begin;
    const char* end;   // without the quotes around it
    const char* next;  // the separator or line end that follows, or the end of the text
    bool doubled;      // holds doubled quotes, which stand for one
    bool closed = true;
    std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

// The first c or d of [p, end), else end; for short distances.
inline const char* find_either(const char* p, const char* end, char c, char d) {
#if defined(__SSE2__)
    const __m128i cs = _mm_set1_epi8(c), ds = _mm_set1_epi8(d);
    for (; end - p >= 16; p += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const auto hits =
            _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, cs), _mm_cmpeq_epi8(bytes, ds)));
        if (hits != 0) return p + __builtin_ctz(static_cast<unsigned>(hits));
    }
#endif
    while (p < end && *p != c && *p != d) ++p;
    return p;
}

// A quoted cell ends at the quote that a separator or a line end follows, so that "Smith, "Bob" Jr" is one
// cell.
Cell quoted_cell(const char* p, const char* end, const Shape& shape);

inline Cell cell_at(const char* p, const char* end, const Shape& shape) {
    if (shape.quotes && p < end && *p == '"') return quoted_cell(p, end, shape);
    const char* next = find_either(p, end, shape.separator, shape.line_end);
    const char* stop = next;
    if (stop > p && shape.line_end == '\n' && stop[-1] == '\r' && (next == end || *next == '\n')) --stop;
    return {p, stop, next, false};
}

// Where the n-th cell of a row begins; the end of the row when it has fewer.
inline const char* nth_place(const char* row, const char* end, std::size_t n, const Shape& shape) {
    for (; n > 0; --n) {
        const Cell cell = cell_at(row, end, shape);
        if (cell.next >= end || *cell.next != shape.separator) return cell.next;
        row = cell.next + 1;
    }
    return row;
}

inline Cell nth_cell(const char* row, const char* end, std::size_t n, const Shape& shape) {
    return cell_at(nth_place(row, end, n, shape), end, shape);
}

// Rows in blocks, each with its own origin, so that a row takes four bytes.
struct Block {
    const char* begin;
    std::size_t first_row = 0;
    std::vector<std::uint32_t> starts{};
};

struct RowFault {
    const char* row;
    std::size_t cells;
    bool unclosed = false;  // a quote opens and does not close
};

class Rows {
  public:
    // Scans [begin, end), which begins at a row.
    static Rows scan(std::string_view text, const Shape& shape, unsigned threads);

    std::size_t count() const { return count_; }
    const std::vector<Block>& blocks() const { return blocks_; }
    const char* row(std::size_t i) const;
    const std::optional<RowFault>& fault() const { return fault_; }  // the first row that does not fit
    bool quotes() const { return quotes_; }                          // there are quotes
    bool beyond_ascii() const { return beyond_ascii_; }              // there may be bytes above 0x7F

  private:
    std::vector<Block> blocks_;
    std::size_t count_ = 0;
    std::optional<RowFault> fault_;
    bool quotes_ = false, beyond_ascii_ = false;
};

// Judges the head of a text: the separator among , ; tab | that cuts most rows into the first row's number of
// cells. One column only gives ','.
Shape recognise(std::string_view text);
// The cells of a row, unquoted and trimmed.
std::vector<std::string> cells_of(const char* row, const char* end, const Shape& shape);
// A cell's text: quotes undone, trimmed.
std::string text_of(const Cell& cell);

}  // namespace kamino::analyze
