// Several files of one program read as one: each table is told by its columns, its cells are named by our
// fields, dates and numbers are read as the whole column writes them.
#include <algorithm>
#include <set>

#include "domain/imports/csv.h"
#include "domain/imports/dialect_table.h"
#include "domain/imports/proposal.h"
#include "domain/imports/sets.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

constexpr std::size_t most_rows = 50'000, most_bytes = 64U << 20;

// What the columns of one table are, in the order of its headers; "" = not known.
struct Reading {
    const DialectText* text = nullptr;
    std::vector<std::string_view> hows;
    std::size_t known = 0, telling = 0;
};

// "Account Plan: Start Date" of a report is "Start Date"; blanks, dots and capitals say nothing.
std::string key_of(std::string_view header) {
    if (const auto colon = header.find(": "); colon != std::string_view::npos)
        header.remove_prefix(colon + 2);
    return base::squash(header);
}

Reading read_headers(const DialectText& text, std::span<const std::string> headers) {
    std::map<std::string, std::string_view> known;
    for (const auto& line : lines_of(text)) {
        known.emplace(base::squash(line.column), line.how);
        known.emplace(key_of(line.column), line.how);
    }
    Reading reading{&text, {}, 0, 0};
    for (const auto& header : headers) {
        auto found = known.find(base::squash(header));
        if (found == known.end()) found = known.find(key_of(header));
        reading.hows.push_back(found == known.end() ? std::string_view{} : found->second);
        if (found == known.end()) continue;
        ++reading.known;
        // Names and owners stand in every object; what belongs to one tells it.
        const auto how = found->second;
        static const std::set<std::string_view> everywhere{
            "external_id", "kamino_id", "name",   "owner_id", "owner_name", "owner_email",
            "starts_on",   "ends_on",   "status", "dated_on", "keep",       "account_id"};
        reading.telling +=
            !how.starts_with("- ") && !how.starts_with("skip_row") && !everywhere.contains(how);
    }
    return reading;
}

bool has(const Reading& reading, std::initializer_list<std::string_view> fields) {
    return std::any_of(reading.hows.begin(), reading.hows.end(), [&](std::string_view how) {
        return std::find(fields.begin(), fields.end(), how) != fields.end();
    });
}

// Without these a table of its kind says nothing.
bool is_whole(const Reading& reading) {
    const auto entity = reading.text->entity;
    if (entity == "account_plans")
        return has(reading, {"account_id", "account_name", "external_id", "kamino_id"});
    if (entity == "account_plan_objectives")
        return has(reading, {"plan_id", "plan_kamino_id", "plan_name"}) && has(reading, {"name"});
    if (entity == "account_plan_measures")
        return has(reading, {"objective_id", "objective_kamino_id", "objective_name"});
    return has(reading, {"plan_id", "plan_kamino_id", "plan_name"}) &&
           has(reading, {"related_id", "related_kamino_id", "related_name"});
}

// By the object's name in the file's name where the Data Loader left it there, else by the columns.
// `certain`: two columns that no other object has, or the object's own name.
std::optional<Reading> find_set(const std::string& name, std::span<const std::string> headers, bool certain) {
    static constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"accountplanobjectivemeasure", "account_plan_measures"},
        {"accountplanobjective", "account_plan_objectives"},
        {"accountplanrelationship", "account_plan_relationships"},
        {"accountplan", "account_plans"}};
    const auto squashed = base::squash(name);
    std::string_view named;
    for (const auto& [word, entity] : names)
        if (named.empty() && squashed.find(word) != std::string::npos) named = entity;
    Reading best;
    for (const auto& text : salesforce_plan_texts()) {
        auto reading = read_headers(text, headers);
        if (!is_whole(reading)) continue;
        if (text.entity == named && reading.known >= 2) return reading;
        // Every file of a program names accounts.
        const std::size_t telling = reading.telling - (certain && has(reading, {"account_name"}) ? 1 : 0);
        if (telling < (certain ? 2U : 1U) || reading.known * 2 < headers.size()) continue;
        if (std::pair{reading.telling, reading.known} > std::pair{best.telling, best.known})
            best = std::move(reading);
    }
    if (!best.text) return std::nullopt;
    return best;
}

std::unique_ptr<Table> table_of(std::string bytes) {
    if (bytes.empty()) throw invalid("import.empty_file");
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) throw invalid("import.old_excel");
    if (looks_like_zip(bytes)) return xlsx_table_of(std::move(bytes));
    if (bytes.starts_with("%PDF") || bytes.starts_with("\x89PNG")) throw invalid("import.not_a_table");
    return csv_table_of(std::move(bytes));
}

bool is_one_of(const std::vector<std::string_view>& fields, std::string_view field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

// "45 %", "€ 1.200,50" and "1200.5" alike.
std::optional<std::string> number_of(const Cell& cell, const ColumnFormat& format) {
    if (cell.kind == CellKind::text && cell.text.ends_with('%'))
        return parse_percent(cell.text, format.decimal);
    const auto money = money_of(cell, format);
    return money ? std::optional{money->decimal} : std::nullopt;
}

class SetReader {
  public:
    SetReader(std::string name, std::string bytes, const SetOptions& options) : options_(options) {
        file_.name = std::move(name);
        auto first = table_of(bytes);
        const auto found = find_set(file_.name, first->headers(), false);
        if (!found) throw invalid("import.not_of_the_set", {{"name", file_.name}});
        reading_ = *found;
        const auto seen = preview(*first, most_rows, 0);
        for (std::size_t i = 0; i < seen.profiles.size(); ++i) learn(i, seen.profiles[i]);
        for (std::size_t i = 0; i < seen.profiles.size(); ++i)
            decide(first->headers()[i], i, seen.profiles[i]);
        rows(*table_of(std::move(bytes)));
    }
    SetFile take() { return std::move(file_); }

  private:
    // A file is written by one program with one habit: a column that is certain speaks for the others.
    void learn(std::size_t at, const ColumnProfile& profile) {
        const auto how = reading_.hows[at];
        if (is_one_of(options_.dates, how) && profile.date() == Evidence::certain &&
            profile.date_order() != DateOrder::ymd)
            order_ = profile.date_order();
        if (is_one_of(options_.numbers, how) && profile.decimal() == Evidence::certain)
            mark_ = profile.decimal_mark();
    }

    // How the column writes its dates or numbers; asks where the file leaves that open.
    void decide(const std::string& column, std::size_t at, const ColumnProfile& profile) {
        auto format = profile.format();
        const auto how = reading_.hows[at];
        const bool date = is_one_of(options_.dates, how), number = is_one_of(options_.numbers, how);
        if (how.starts_with("- "))
            file_.ignored.push_back(column);
        else if (!how.empty() && how != "keep" && !how.starts_with("skip_row"))
            file_.fields.emplace_back(how);
        if (date && profile.date() != Evidence::certain) {
            const auto known = order_ ? order_ : date_order_of(options_.date_order);
            if (profile.date() == Evidence::ambiguous && !known) ask("date_order", column, profile);
            format.date_order = known.value_or(DateOrder::ymd);
        }
        if (number && profile.decimal() != Evidence::certain) {
            const auto known = mark_ ? mark_ : decimal_mark_of(options_.decimal);
            if (profile.decimal() == Evidence::ambiguous && !known) ask("decimal", column, profile);
            format.decimal = known.value_or(DecimalMark::point);
        }
        formats_.push_back(format);
    }

    void ask(const char* kind, const std::string& column, const ColumnProfile& profile) {
        file_.questions.push_back({kind, column, profile.ambiguous_samples()});
    }

    void rows(Table& table) {
        file_.entity = reading_.text->entity;
        Row row;
        while (table.next(row)) {
            if (file_.rows.size() == most_rows) throw Fault{FaultCode::too_large, "import.too_large"};
            file_.rows.push_back(row_of(row, table.headers()));
        }
        file_.format = table.facts().format;
        file_.encoding = table.facts().encoding;
    }

    SetRow row_of(const Row& row, const std::vector<std::string>& headers) const {
        SetRow out;
        out.line = static_cast<std::int64_t>(row.line);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const auto how = reading_.hows[i];
            const auto text = text_of(row.cells[i], formats_[i]);
            if (text.empty() || how.starts_with("- ")) continue;
            if (how.starts_with("skip_row"))
                out.skip = out.skip || parse_boolean(text).value_or(false);
            else if (how.empty() || how == "keep")
                out.kept.emplace_back(headers[i], text);
            else if (out.values.emplace(how, value_of(row.cells[i], i, text)).second)
                out.columns.emplace(how, headers[i]);
        }
        return out;
    }

    std::string value_of(const Cell& cell, std::size_t at, const std::string& text) const {
        if (is_one_of(options_.dates, reading_.hows[at]))
            if (const auto date = date_of(cell, formats_[at])) return date->to_text();
        if (is_one_of(options_.numbers, reading_.hows[at]))
            if (const auto number = number_of(cell, formats_[at])) return *number;
        return text;
    }

    const SetOptions& options_;
    Reading reading_;
    std::optional<DateOrder> order_;
    std::optional<DecimalMark> mark_;
    std::vector<ColumnFormat> formats_;
    SetFile file_;
};

bool is_table_name(const std::string& name) {
    const auto folded = base::fold(name);
    return !folded.starts_with("__macosx/") &&
           (folded.ends_with(".csv") || folded.ends_with(".txt") || folded.ends_with(".tsv"));
}

}  // namespace

bool is_of_set(const std::string& name, std::span<const std::string> headers) {
    return find_set(name, headers, true).has_value();
}

bool is_workbook(const Archive& archive) {
    const auto names = archive.names();
    return std::any_of(names.begin(), names.end(), [](const auto& n) { return n.starts_with("xl/"); });
}

std::vector<std::string> tables_of(const Archive& archive) {
    std::vector<std::string> tables;
    if (is_workbook(archive)) return tables;
    for (const auto& name : archive.names())
        if (is_table_name(name)) tables.push_back(name);
    return tables;
}

std::string content_of(const Archive& archive, const std::string& name) {
    const auto part = archive.open(name, most_bytes);
    std::string content, piece(64 * 1024, '\0');
    while (const std::size_t n = part->read(piece.data(), piece.size())) content.append(piece, 0, n);
    return content;
}

std::unique_ptr<Table> set_table(std::string bytes) {
    return table_of(std::move(bytes));
}

std::vector<SetFile> read_set(const std::string& name, std::string bytes, const SetOptions& options) {
    std::vector<SetFile> files;
    if (looks_like_zip(bytes)) {
        const auto archive = Archive::of_bytes(bytes, {});
        if (!is_workbook(*archive)) {
            for (const auto& part : tables_of(*archive))
                files.push_back(SetReader{part, content_of(*archive, part), options}.take());
            if (files.empty()) throw invalid("import.not_of_the_set", {{"name", name}});
            return files;
        }
    }
    files.push_back(SetReader{name, std::move(bytes), options}.take());
    return files;
}

}  // namespace kamino::imports
