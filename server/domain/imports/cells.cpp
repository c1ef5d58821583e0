#include <algorithm>
#include <array>

#include "domain/imports/values.h"
#include "platform/base/text.h"

namespace kamino::imports {

std::optional<bool> parse_boolean(std::string_view text) {
    static constexpr std::array<std::string_view, 12> yes = {"true", "yes", "y", "1",         "x",    "si",
                                                             "s",    "ja",  "j", "verdadero", "waar", "on"};
    static constexpr std::array<std::string_view, 9> no = {"false", "no",     "n",   "0", "nee",
                                                           "falso", "onwaar", "off", "-"};
    if (text.size() > 20) return {};
    const std::string word = base::fold(text);
    if (std::find(yes.begin(), yes.end(), word) != yes.end()) return true;
    if (std::find(no.begin(), no.end(), word) != no.end()) return false;
    return {};
}

std::optional<std::string> decimal_of(const Cell& cell, const ColumnFormat& format) {
    if (cell.kind == CellKind::number) return parse_percent(cell.text);  // a workbook's 45% is 45
    if (cell.kind != CellKind::text) return {};
    return parse_decimal(cell.text, format.decimal);
}

std::optional<ParsedMoney> money_of(const Cell& cell, const ColumnFormat& format) {
    if (cell.kind == CellKind::number) return parse_money(cell.text);
    if (cell.kind != CellKind::text) return {};
    return parse_money(cell.text, format.decimal);
}

std::string text_of(const Cell& cell, const ColumnFormat& format) {
    std::string text = base::trim(cell.text);
    // The apostrophe that keeps a spreadsheet from taking the text for a formula is no part of the text.
    if (text.size() > 1 && text[0] == '\'' &&
        std::string_view{"=+-@"}.find(text[1]) != std::string_view::npos)
        text.erase(0, 1);
    if (format.strip_point_zero && text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

}  // namespace kamino::imports
