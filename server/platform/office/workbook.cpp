#include "platform/office/workbook.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "platform/base/fault.h"
#include "platform/base/id.h"
#include "platform/base/text.h"

namespace kamino::office {
namespace {

constexpr std::size_t sheet_name_limit = 31, cell_limit = 32'000;

// Cuts at a character, not inside one.
std::string cut(const std::string& text, std::size_t characters) {
    std::size_t seen = 0, at = 0;
    for (; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80 && seen++ == characters) break;
    return text.substr(0, at);
}

std::string column_letters(int column) {
    std::string letters;
    for (++column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

// An Excel number format of a currency: its code stands behind the amount, so that it reads the same
// everywhere.
std::string money_format(const std::string& currency) {
    const int digits = currency_exponent(currency).value_or(2);
    return "#,##0" + (digits > 0 ? "." + std::string(static_cast<std::size_t>(digits), '0') : "") + " \"" +
           currency + "\"";
}

lxw_datetime moment(Date date) {
    lxw_datetime when{};
    when.year = date.year();
    when.month = static_cast<int>(date.month());
    when.day = static_cast<int>(date.day());
    return when;
}

}  // namespace

Workbook::Workbook()
    : path_((std::getenv("TMPDIR") ? std::getenv("TMPDIR") : "/tmp") + std::string{"/kamino-"} +
            base::random_token(12) + ".xlsx") {
    book_ = workbook_new(path_.c_str());
    if (!book_) throw unavailable("service.unavailable", "cannot write " + path_);
}

Workbook::~Workbook() {
    if (book_) lxw_workbook_free(book_);
    ::unlink(path_.c_str());
}

lxw_worksheet* Workbook::sheet(const std::string& title) {
    std::string name;
    for (const char c : title)
        name += std::string_view{"[]:*?/\\'"}.find(c) == std::string_view::npos ? c : ' ';
    name = base::trim(cut(name, sheet_name_limit));
    if (name.empty()) name = "Sheet";
    // Names are compared without case.
    if (const int before = names_[base::fold(name)]++; before > 0)
        name = cut(name, sheet_name_limit - 4) + " " + std::to_string(before + 1);
    auto* made = workbook_add_worksheet(book_, name.c_str());
    if (!made) throw unavailable("service.unavailable", "cannot add the sheet " + name);
    return made;
}

lxw_format* Workbook::format(Look look, const std::string& currency) {
    auto& known = formats_[std::to_string(static_cast<int>(look)) + currency];
    if (known) return known;
    known = workbook_add_format(book_);
    format_set_align(known, LXW_ALIGN_VERTICAL_TOP);
    const auto ink = static_cast<lxw_color_t>(ink_.red << 16 | ink_.green << 8 | ink_.blue);
    switch (look) {
        case Look::title:
            format_set_bold(known);
            format_set_font_size(known, 16);
            format_set_font_color(known, ink ? ink : 0x1000000);  // 0 would mean "not set"
            break;
        case Look::header:
            format_set_bold(known);
            format_set_bottom(known, LXW_BORDER_THIN);
            format_set_text_wrap(known);
            break;
        case Look::small:
            format_set_font_color(known, 0x666677);
            format_set_italic(known);
            break;
        case Look::number:
            format_set_num_format(known, "#,##0.##");
            break;
        case Look::money:
            format_set_num_format(known, money_format(currency).c_str());
            break;
        case Look::percent:
            format_set_num_format(known, "0.0%");
            break;
        case Look::date:
            format_set_num_format(known, "yyyy-mm-dd");
            format_set_align(known, LXW_ALIGN_LEFT);
            break;
        case Look::total:
            format_set_bold(known);
            break;
        case Look::plain:
            format_set_text_wrap(known);
    }
    return known;
}

void Workbook::text(lxw_worksheet* sheet, lxw_row_t row, int column, const std::string& text, Look look) {
    if (!text.empty())
        worksheet_write_string(sheet, row, static_cast<lxw_col_t>(column), cut(text, cell_limit).c_str(),
                               format(look));
}

void Workbook::cell(lxw_worksheet* sheet, lxw_row_t row, int column, const Cell& cell) {
    if (cell.size() != 1) {
        std::string lines;
        for (const auto& v : cell)
            if (!v.text.empty()) lines += (lines.empty() ? "" : "\n") + v.text;
        return text(sheet, row, column, lines);
    }
    const auto& v = cell[0];
    if (v.text.empty()) return;
    const auto at = static_cast<lxw_col_t>(column);
    switch (v.kind) {
        case Value::Kind::text:
            return text(sheet, row, column, v.text);
        case Value::Kind::number:
            worksheet_write_number(sheet, row, at, v.number, format(Look::number));
            break;
        case Value::Kind::money:
            worksheet_write_number(sheet, row, at, v.number, format(Look::money, v.currency));
            break;
        case Value::Kind::percent:
            worksheet_write_number(sheet, row, at, v.number, format(Look::percent));
            break;
        case Value::Kind::date: {
            auto when = moment(v.date);
            worksheet_write_datetime(sheet, row, at, &when, format(Look::date));
        }
    }
}

std::string Workbook::finish() {
    auto* closing = book_;
    book_ = nullptr;  // closing frees it, whatever comes of it
    if (const auto error = workbook_close(closing); error != LXW_NO_ERROR)
        throw unavailable("service.unavailable", lxw_strerror(error));
    std::ifstream file{path_, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string chart_range(const Chart& chart, int series) {
    const auto column = column_letters(series + 1);
    return "Sheet1!$" + column + "$2:$" + column + "$" + std::to_string(chart.categories.size() + 1);
}

std::string chart_name_cell(int series) {
    return "Sheet1!$" + column_letters(series + 1) + "$1";
}

std::string chart_workbook(const Chart& chart) {
    Workbook book;
    lxw_doc_properties properties{};
    properties.created = 315'532'800;  // 1980-01-01: the same chart makes the same bytes
    workbook_set_properties(book.book(), &properties);
    auto* sheet = book.sheet("Sheet1");
    for (std::size_t i = 0; i < chart.categories.size(); ++i)
        book.text(sheet, static_cast<lxw_row_t>(i + 1), 0, chart.categories[i]);
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        book.text(sheet, 0, static_cast<int>(s + 1), chart.series[s].name);
        for (std::size_t i = 0; i < chart.series[s].values.size(); ++i)
            worksheet_write_number(sheet, static_cast<lxw_row_t>(i + 1), static_cast<lxw_col_t>(s + 1),
                                   chart.series[s].values[i], nullptr);
    }
    worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(chart.series.size()), 18, nullptr);
    return book.finish();
}

}  // namespace kamino::office
