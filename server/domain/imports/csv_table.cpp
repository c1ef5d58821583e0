#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "domain/imports/csv.h"
#include "domain/imports/record_source.h"
#include "platform/base/fault.h"

namespace kamino::imports {

namespace {

constexpr std::size_t head_bytes = 64 * 1024;
constexpr std::size_t head_records = 60;
constexpr std::array<char, 4> separators = {',', ';', '\t', '|'};

// Cells per record of the head when cut with `separator`.
std::vector<std::size_t> widths(std::string_view head, char separator) {
    std::vector<std::size_t> result;
    std::size_t cells = 1;
    bool quoted = false;
    bool at_start = true;
    bool empty = true;
    for (std::size_t i = 0; i < head.size() && result.size() < head_records; ++i) {
        const char c = head[i];
        if (quoted) {
            if (c != '"') continue;
            if (i + 1 < head.size() && head[i + 1] == '"') {
                ++i;
            } else {
                quoted = false;
            }
            continue;
        }
        if (c == '\n' || (c == '\r' && (i + 1 >= head.size() || head[i + 1] != '\n'))) {
            if (!empty) result.push_back(cells);
            cells = 1;
            at_start = empty = true;
            continue;
        }
        if (c == '\r') continue;
        if (c == '"' && at_start) quoted = true;
        at_start = c == separator;
        cells += at_start;
        empty = false;
    }
    if (!empty && (result.empty() || head.size() < head_bytes)) result.push_back(cells);
    return result;
}

// How well a separator explains the head: the share of records as wide as most are, the headers among them.
double score(const std::vector<std::size_t>& cells) {
    if (cells.empty()) return 0;
    std::map<std::size_t, std::size_t> times;
    for (const std::size_t n : cells) ++times[n];
    std::size_t usual = 1;
    std::size_t most = 0;
    for (const auto& [width, n] : times) {
        if (width > 1 && n >= most) {
            usual = width;
            most = n;
        }
    }
    if (usual < 2) return 0;
    const double share = static_cast<double>(most) / static_cast<double>(cells.size());
    const double headers = cells.front() == usual ? 0.5 : 0;
    return share + headers + 0.002 * static_cast<double>(std::min<std::size_t>(usual, 100));
}

class CsvRecords : public RecordSource {
  public:
    CsvRecords(std::unique_ptr<TextStream> text, std::optional<char> separator, const TableLimits& limits)
        : reader_(std::move(text), {}, limits) {
        format_ = detect_csv(reader_.peek(head_bytes));
        if (separator) format_.separator = *separator;
        reader_.set_format(format_);
    }
    bool next(Row& row) override { return reader_.next(row); }
    void describe(TableFacts& facts) const override {
        facts.format = "csv";
        facts.encoding = encoding_name(reader_.text().encoding());
        facts.separator = format_.separator;
        facts.repaired_bytes = reader_.text().repaired();
    }
    std::uint64_t done() const override { return reader_.text().consumed(); }
    std::uint64_t total() const override { return reader_.text().total(); }

  private:
    CsvReader reader_;
    CsvFormat format_;
};

}  // namespace

CsvFormat detect_csv(std::string_view head) {
    CsvFormat format;
    if (head.size() >= 5 && (head.starts_with("sep=") || head.starts_with("SEP="))) {
        const char after = head.size() > 5 ? head[5] : '\n';
        if (after == '\n' || after == '\r') return {head[4], true};
    }
    double best = 0;
    for (const char separator : separators) {
        const double points = score(widths(head.substr(0, head_bytes), separator));
        if (points > best) {
            best = points;
            format.separator = separator;
        }
    }
    return format;
}

std::unique_ptr<Table> csv_table(std::unique_ptr<TextStream> text, std::optional<char> separator,
                                 const TableLimits& limits) {
    return std::make_unique<CleanTable>(std::make_unique<CsvRecords>(std::move(text), separator, limits),
                                        limits);
}

std::unique_ptr<Table> csv_table_of(std::string bytes) {
    const Encoding encoding = detect_encoding(bytes);
    return csv_table(std::make_unique<TextStream>(memory_bytes(std::move(bytes)), encoding));
}

}  // namespace kamino::imports
