#include "domain/imports/xlsx.h"

#include <algorithm>
#include <deque>

#include "domain/imports/record_source.h"
#include "domain/imports/values.h"
#include "domain/imports/xlsx_book.h"
#include "platform/base/fault.h"
#include "platform/base/text.h"

#include <fmt/format.h>

namespace kamino::imports {

namespace {

constexpr std::size_t widest_sheet = 16'384;  // columns that the format has
constexpr std::size_t no_column = static_cast<std::size_t>(-1);

struct SheetRow {
    std::uint64_t line = 0;
    std::vector<std::string> texts;
    std::vector<CellKind> kinds;
};

// "BC12" -> 54, counted from 0.
std::size_t column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
        if (column > widest_sheet) return no_column;
    }
    return column == 0 ? no_column : column - 1;
}

// Workbooks keep 1234.56 as 1234.5599999999999: fifteen digits are what Excel itself shows.
std::string number_text(std::string_view raw) {
    const auto value = base::to_double(raw);
    if (!value) return std::string{raw};
    std::string text = fmt::format("{:.15g}", *value);
    return text == "-0" ? "0" : text;
}

// A date, a date with time, or a time alone ("08:30:00", then it is text).
std::string date_text(double serial, bool from_1904, CellKind& kind) {
    const auto instant = instant_of_serial(serial, from_1904);
    if (!instant) return fmt::format("{:.15g}", serial);
    const std::string full = instant->to_text();  // 2026-01-31T12:00:00.000000Z
    const bool time_only = serial < 1 && !from_1904;
    if (time_only) return full.substr(11, 8);
    kind = CellKind::date;
    const bool midnight = full.compare(11, 8, "00:00:00") == 0;
    return midnight ? full.substr(0, 10) : full.substr(0, 10) + " " + full.substr(11, 8);
}

class SheetEvents : public XmlEvents {
  public:
    SheetEvents(const Book& book, const TableLimits& limits) : book_(book), limits_(limits) {}
    std::deque<SheetRow> ready;

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "row") {
            start_row(attributes);
        } else if (name == "c" && in_row_) {
            start_cell(attributes);
        } else if (in_cell_) {
            if (name == "rPh") ++phonetic_;
            collect_ = (name == "v" || name == "t") && phonetic_ == 0;
        }
    }
    void end(std::string_view name) override {
        if (name == "v" || name == "t") collect_ = false;
        if (name == "rPh" && phonetic_ > 0) --phonetic_;
        if (name == "c" && in_cell_) end_cell();
        if (name == "row" && in_row_) {
            in_row_ = in_cell_ = false;
            ready.push_back(std::move(row_));
            row_ = {};
        }
    }
    void text(std::string_view piece) override {
        if (!collect_) return;
        raw_.append(piece);
        if (raw_.size() > limits_.field_bytes) {
            throw Fault{
                FaultCode::invalid,
                "import.field_too_long",
                {{"line", std::to_string(row_.line)}, {"limit", std::to_string(limits_.field_bytes)}}};
        }
    }

  private:
    void start_row(const XmlAttributes& attributes) {
        const auto number = base::to_int(attributes.get("r"));
        const std::uint64_t line =
            number && *number > 0 ? static_cast<std::uint64_t>(*number) : last_line_ + 1;
        if (line > last_line_ + 1) ready.push_back({last_line_ + 1, {}, {}});  // left out rows are blank ones
        row_ = {line, {}, {}};
        last_line_ = line;
        in_row_ = true;
        next_column_ = 0;
    }

    void start_cell(const XmlAttributes& attributes) {
        const auto reference = attributes.get("r");
        const std::size_t column = reference.empty() ? next_column_ : column_of(reference);
        if (column == no_column) damaged("sheet");
        column_ = column;
        next_column_ = column + 1;
        type_ = attributes.get("t");
        const auto style = base::to_int(attributes.get("s"));
        style_ = style && *style >= 0 && static_cast<std::size_t>(*style) < book_.styles.size()
                     ? book_.styles[static_cast<std::size_t>(*style)]
                     : StyleKind::number;
        raw_.clear();
        in_cell_ = true;
        collect_ = false;
    }

    void end_cell() {
        in_cell_ = false;
        CellKind kind = CellKind::text;
        std::string text = value(kind);
        if (text.empty()) return;
        if (column_ >= limits_.columns) {
            throw Fault{FaultCode::invalid,
                        "import.too_many_columns",
                        {{"line", std::to_string(row_.line)}, {"limit", std::to_string(limits_.columns)}}};
        }
        if (row_.texts.size() <= column_) {
            row_.texts.resize(column_ + 1);
            row_.kinds.resize(column_ + 1, CellKind::text);
        }
        row_.texts[column_] = std::move(text);
        row_.kinds[column_] = kind;
    }

    std::string value(CellKind& kind) const {
        if (type_ == "s") {
            const auto index = base::to_int(base::trim(raw_));
            if (raw_.empty()) return {};
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= book_.strings.size())
                damaged("sharedStrings");
            return std::string{book_.strings.get(static_cast<std::size_t>(*index))};
        }
        if (type_ == "inlineStr" || type_ == "str") return raw_;
        if (raw_.empty()) return {};
        if (type_ == "b") {
            kind = CellKind::boolean;
            return raw_ == "1" || raw_ == "true" ? "true" : "false";
        }
        if (type_ == "e") {
            kind = CellKind::error;
            return raw_;
        }
        if (type_ == "d") {
            const auto instant = parse_instant(raw_);
            if (!instant) return raw_;
            kind = CellKind::date;
            const std::string full = instant->to_text();
            return full.compare(11, 8, "00:00:00") == 0 ? full.substr(0, 10)
                                                        : full.substr(0, 10) + " " + full.substr(11, 8);
        }
        return number(kind);
    }

    std::string number(CellKind& kind) const {
        const auto serial = base::to_double(raw_);
        if (!serial) return raw_;
        if (style_ == StyleKind::date) return date_text(*serial, book_.from_1904, kind);
        kind = CellKind::number;
        if (style_ == StyleKind::percent) return number_text(fmt::format("{:.15g}", *serial * 100)) + "%";
        return number_text(raw_);
    }

    const Book& book_;
    TableLimits limits_;
    SheetRow row_;
    std::uint64_t last_line_ = 0;
    std::size_t column_ = 0;
    std::size_t next_column_ = 0;
    std::string type_;
    std::string raw_;
    StyleKind style_ = StyleKind::number;
    bool in_row_ = false;
    bool in_cell_ = false;
    bool collect_ = false;
    int phonetic_ = 0;
};

class SheetRecords : public RecordSource {
  public:
    SheetRecords(std::unique_ptr<Archive> archive, std::size_t sheet, const TableLimits& limits)
        : archive_(std::move(archive)), book_(read_book(*archive_)), sheet_(sheet), events_(book_, limits) {
        if (sheet >= book_.sheets.size()) throw invalid("import.unknown_sheet");
        load_strings(*archive_, book_);
        const auto& name = book_.sheets[sheet].part;
        part_ = archive_->open(name, std::min(archive_->limits().part_bytes, limits.unpacked_bytes));
        if (!part_) damaged(name);
        scan_ = std::make_unique<XmlScan>(events_, name);
    }
    bool next(Row& row) override {
        while (events_.ready.empty()) {
            if (ended_) return false;
            const std::size_t n = part_->read(piece_.data(), piece_.size());
            ended_ = n == 0;
            scan_->feed({piece_.data(), n}, ended_);
        }
        current_ = std::move(events_.ready.front());
        events_.ready.pop_front();
        cells_.clear();
        for (std::size_t i = 0; i < current_.texts.size(); ++i)
            cells_.push_back({current_.texts[i], current_.kinds[i]});
        row = {current_.line, cells_, 0};
        return true;
    }
    void describe(TableFacts& facts) const override {
        facts.format = "xlsx";
        for (const Sheet& sheet : book_.sheets) facts.sheets.push_back(sheet.name);
        facts.sheet = sheet_;
    }
    std::uint64_t done() const override { return std::min(part_->done(), part_->claimed()); }
    std::uint64_t total() const override { return part_->claimed(); }

  private:
    std::unique_ptr<Archive> archive_;
    Book book_;
    std::size_t sheet_;
    SheetEvents events_;
    std::unique_ptr<Part> part_;
    std::unique_ptr<XmlScan> scan_;
    std::string piece_ = std::string(64 * 1024, '\0');
    bool ended_ = false;
    SheetRow current_;
    std::vector<Cell> cells_;
};

}  // namespace

bool looks_like_zip(std::string_view head) {
    return head.starts_with("PK\x03\x04");
}

std::unique_ptr<Table> xlsx_table(const std::string& path, std::size_t sheet, const TableLimits& limits,
                                  const XlsxLimits& xlsx_limits) {
    auto records = std::make_unique<SheetRecords>(Archive::of_file(path, xlsx_limits), sheet, limits);
    return std::make_unique<CleanTable>(std::move(records), limits);
}

std::unique_ptr<Table> xlsx_table_of(std::string bytes, std::size_t sheet, const TableLimits& limits,
                                     const XlsxLimits& xlsx_limits) {
    auto records =
        std::make_unique<SheetRecords>(Archive::of_bytes(std::move(bytes), xlsx_limits), sheet, limits);
    return std::make_unique<CleanTable>(std::move(records), limits);
}

std::vector<std::string> sheet_names(const std::string& path) {
    std::vector<std::string> names;
    for (const Sheet& sheet : read_book(*Archive::of_file(path, {})).sheets) names.push_back(sheet.name);
    return names;
}

}  // namespace kamino::imports
