#include "analyze/row_scan.h"

#include <algorithm>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace kamino::analyze {

namespace {

// What both scans do at the end of a row.
class Collector {
  public:
    Collector(const char* begin, const Shape& shape, std::vector<std::uint32_t>& starts)
        : begin_(begin), row_(begin), shape_(shape), starts_(starts) {}

    // The row that began behind the last one ends at `stop`, with `separators` outside of quotes.
    void row_ends(const char* stop, std::size_t separators) {
        const char* row = row_;
        row_ = stop + 1;
        if (separators == 0 && blank(row, stop)) return;
        starts_.push_back(static_cast<std::uint32_t>(row - begin_));
        if (separators + 1 == shape_.width || shape_.width == 0 || fault_) return;
        if (separators >= shape_.width && only_empty_behind(row, stop)) return;
        fault_ = RowFault{row, separators + 1};
    }
    const char* row() const { return row_; }
    const std::optional<RowFault>& fault() const { return fault_; }

  private:
    static bool blank(const char* p, const char* stop) {
        while (p < stop && (*p == ' ' || *p == '\t' || *p == '\r')) ++p;
        return p == stop;
    }
    bool only_empty_behind(const char* row, const char* stop) const {
        const Cell last = nth_cell(row, stop, shape_.width - 1, shape_);
        const char* p = last.next;
        while (p < stop && (*p == shape_.separator || *p == '\r')) ++p;
        return p == stop;
    }

    const char* begin_;
    const char* row_;
    const Shape& shape_;
    std::vector<std::uint32_t>& starts_;
    std::optional<RowFault> fault_;
};

#if defined(__x86_64__)
#define KAMINO_AVX2 __attribute__((target("avx2,popcnt,bmi,bmi2")))

struct Masks {
    std::uint64_t ends, separators, quotes, returns;
};

KAMINO_AVX2 inline std::uint64_t equal(__m256i low, __m256i high, char c) {
    const __m256i wanted = _mm256_set1_epi8(c);
    const auto l = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
    const auto h = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
    return l | (static_cast<std::uint64_t>(h) << 32);
}

// Bit i is the exclusive or of the bits 0..i: set from an opening quote to before the closing one.
std::uint64_t prefix_xor(std::uint64_t x) {
    for (const int by : {1, 2, 4, 8, 16, 32}) x ^= x << by;
    return x;
}

// Where quotes stand, between blocks of 64 bytes.
struct QuoteState {
    std::uint64_t inside = 0;  // all ones inside of quotes
    bool after_border = true;  // the last byte ended a cell
    bool after_close = false;  // the last byte closed a quoted cell

    // Takes what stands inside of quotes out of the masks; false when a quote stands where none may.
    bool apply(Masks& m) {
        const std::uint64_t in = prefix_xor(m.quotes) ^ inside;
        const std::uint64_t opens = m.quotes & in, closes = m.quotes & ~in;
        const std::uint64_t borders = m.ends | m.separators;
        const std::uint64_t may_open = ((borders | closes) << 1) | (after_border || after_close ? 1 : 0);
        const std::uint64_t behind_close = (closes << 1) | (after_close ? 1 : 0);
        const bool good = (opens & ~may_open) == 0 && (behind_close & ~(borders | m.quotes | m.returns)) == 0;
        inside = static_cast<std::uint64_t>(static_cast<std::int64_t>(in) >> 63);
        after_close = closes >> 63 != 0;
        m.ends &= ~in;
        m.separators &= ~in;
        after_border = (m.ends | m.separators) >> 63 != 0;
        return good;
    }
};

KAMINO_AVX2 ScanResult scan_rows_avx2(const char* begin, const char* end, const Shape& shape,
                                      std::vector<std::uint32_t>& starts) {
    Collector rows{begin, shape, starts};
    QuoteState quotes;
    std::size_t separators = 0;
    __m256i bits = _mm256_setzero_si256();
    std::uint64_t quoted = 0;
    for (const char* p = begin; p < end; p += 64) {
        alignas(32) char tail[64] = {};
        const auto left = static_cast<std::size_t>(end - p);
        if (left < 64) std::memcpy(tail, p, left);
        const char* from = left < 64 ? tail : p;
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 32));
        Masks m{equal(low, high, shape.line_end), equal(low, high, shape.separator), 0, 0};
        bits = _mm256_or_si256(bits, _mm256_or_si256(low, high));
        m.quotes = equal(low, high, '"');
        quoted |= m.quotes;
        if (shape.quotes) {
            m.returns = equal(low, high, '\r');
            if (left < 64) m.returns |= ~0ULL << left;  // the end of the text may follow a closing quote
            if (!quotes.apply(m)) return {{}, true};
        }
        std::uint64_t pending = m.separators;
        for (std::uint64_t ends = m.ends; ends != 0; ends &= ends - 1) {
            const std::uint64_t before = (ends & -ends) - 1;
            separators += static_cast<std::size_t>(std::popcount(pending & before));
            pending &= ~before;
            rows.row_ends(p + std::countr_zero(ends), separators);
            separators = 0;
        }
        separators += static_cast<std::size_t>(std::popcount(pending));
    }
    if (quotes.inside != 0) return {{}, true};
    if (rows.row() < end) rows.row_ends(end, separators);
    return {rows.fault(), false, quoted != 0, _mm256_movemask_epi8(bits) != 0};
}
#endif

}  // namespace

ScanResult scan_rows_plain(const char* begin, const char* end, const Shape& shape,
                           std::vector<std::uint32_t>& starts) {
    if (shape.quotes) return {{}, true};
    Collector rows{begin, shape, starts};
    while (rows.row() < end) {
        std::size_t separators = 0;
        const char* p = rows.row();
        while ((p = find_either(p, end, shape.separator, shape.line_end)) < end && *p == shape.separator) {
            ++separators;
            ++p;
        }
        rows.row_ends(p, separators);
    }
    return {rows.fault(), false, std::find(begin, end, '"') != end,
            std::any_of(begin, end, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })};
}

ScanResult scan_rows(const char* begin, const char* end, const Shape& shape,
                     std::vector<std::uint32_t>& starts) {
    starts.reserve(static_cast<std::size_t>(end - begin) / 24);
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
        return scan_rows_avx2(begin, end, shape, starts);
#endif
    return scan_rows_plain(begin, end, shape, starts);
}

}  // namespace kamino::analyze
