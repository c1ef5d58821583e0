// The made-up exports of tests/golden/imports: what each is recognised as, what is asked, and what every row
// says, as text. KAMINO_GOLDEN=write writes the expectations anew; look at the difference before you commit
// it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "domain/imports/fields.h"
#include "domain/imports/proposal.h"

namespace kamino::imports {
namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// A cell by the kind of its field, as the importer will read it; "?" before what could not be read.
std::string value_of(const Cell& cell, const ColumnMapping& c, const TargetField* field) {
    const ColumnFormat format = c.format();
    const auto or_text = [&](const std::optional<std::string>& value) {
        return value ? *value : "?" + text_of(cell, format);
    };
    if (cell.text.empty()) return "";
    if (c.take != Take::value || field == nullptr) return text_of(cell, format);
    switch (field->kind) {
        case FieldKind::integer:
        case FieldKind::decimal:
            return or_text(decimal_of(cell, format));
        case FieldKind::percent:
            return or_text(parse_percent(cell.text, format.decimal));
        case FieldKind::money: {
            const auto money = money_of(cell, format);
            if (!money) return "?" + text_of(cell, format);
            const std::string& currency = money->currency.empty() ? c.currency : money->currency;
            return money->decimal + (c.scale == 1 ? "" : " x " + std::to_string(c.scale)) +
                   (currency.empty() ? "" : " " + currency);
        }
        case FieldKind::date: {
            const auto date = date_of(cell, format);
            return or_text(date ? std::optional{date->to_text()} : std::nullopt);
        }
        case FieldKind::instant: {
            const auto instant = instant_of(cell, format);
            return or_text(instant ? std::optional{instant->to_text()} : std::nullopt);
        }
        default:
            return c.word(text_of(cell, format));
    }
}

std::string one_line(std::string text) {
    for (const auto& [from, to] :
         std::initializer_list<std::pair<std::string, std::string>>{{"\r", "\\r"}, {"\n", "\\n"}}) {
        for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 2))
            text.replace(at, 1, to);
    }
    return text;
}

void describe_column(std::ostream& out, const Proposal& p, const ColumnProposal& column) {
    out << "  " << column.column << " -> ";
    if (!column.mapping) {
        out << "(" << (column.ignored.empty() ? "unknown" : column.ignored) << ")\n";
        return;
    }
    const ColumnMapping& c = p.mapping.columns[*column.mapping];
    out << (c.field.empty() ? "-" : c.field);
    if (c.take != Take::value) out << " " << name_of(c.take);
    if (!c.to.empty()) out << " " << c.to;
    for (const auto& key : c.by) out << " " << key;
    if (c.decimal) out << " decimal " << name_of(*c.decimal);
    if (c.date_order) out << " dates " << name_of(*c.date_order);
    out << "\n";
}

std::string describe(const std::filesystem::path& path) {
    std::ostringstream out;
    auto table = open_table(path.string());
    const Preview seen = preview(*table);
    const Proposal p = propose(table->headers(), seen.profiles);
    const TableFacts facts = table->facts();
    out << "dialect " << (p.dialect.empty() ? "-" : p.dialect) << ", entity " << p.entity << ", "
        << facts.encoding << ", separator "
        << (facts.separator == '\t' ? std::string{"tab"} : std::string{facts.separator}) << ", rows "
        << seen.rows << ", footer " << facts.footer_rows << "\ncolumns\n";
    for (const ColumnProposal& column : p.columns) describe_column(out, p, column);
    for (const Computed& c : p.mapping.computed)
        out << "  " << c.field << " = " << c.left << " x " << c.right << " " << c.currency << "\n";
    for (const auto& [field, value] : p.mapping.constants) out << "  " << field << " is " << value << "\n";
    for (const Question& q : p.questions) {
        out << "question " << q.kind << " " << q.column << ":";
        for (const auto& sample : q.samples) out << " " << sample;
        out << "\n";
    }
    table = open_table(path.string());
    Row row;
    while (table->next(row)) {
        out << "row " << row.line << "\n";
        for (const ColumnMapping& c : p.mapping.columns) {
            const auto at = std::find(table->headers().begin(), table->headers().end(), c.column) -
                            table->headers().begin();
            const std::string value =
                value_of(row.cells[static_cast<std::size_t>(at)], c, find_field(p.entity, c.field));
            const std::string name = c.take == Take::skip_row ? "(skip)"
                                     : c.field.empty()        ? "(" + c.column + ")"
                                                              : c.field;
            if (!value.empty()) out << "  " << name << " = " << one_line(value) << "\n";
        }
    }
    return out.str();
}

TEST(Golden, EveryMadeUpExportReadsAsExpected) {
    const std::filesystem::path folder = KAMINO_SOURCE_DIR "/tests/golden/imports";
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".csv") && !name.ends_with(".csv.gz")) continue;
        SCOPED_TRACE(name);
        ++files;
        const std::string text = describe(entry.path());
        const std::filesystem::path expected = entry.path().string() + ".expected";
        if (const char* mode = std::getenv("KAMINO_GOLDEN");
            mode != nullptr && std::string_view{mode} == "write") {
            std::ofstream{expected, std::ios::binary} << text;
        }
        EXPECT_EQ(text, read_file(expected));
        const bool generic = name.starts_with("generic");
        EXPECT_EQ(text.find("dialect -,") != std::string::npos, generic);
        const std::string entity = text.substr(
            text.find("entity ") + 7, text.find(", ", text.find("entity ")) - text.find("entity ") - 7);
        EXPECT_NE(name.find("_" + entity), std::string::npos) << entity;
        EXPECT_EQ(text.find("= ?") != std::string::npos, text.find("question ") != std::string::npos)
            << "unreadable values and questions go together";
    }
    EXPECT_GE(files, 38U);
}

}  // namespace
}  // namespace kamino::imports
