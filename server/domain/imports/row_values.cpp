// Cells become values of a record: texts, numbers, amounts, dates, sums of two columns.
#include <boost/json.hpp>

#include "domain/imports/fields.h"
#include "domain/imports/row_put.h"
#include "domain/imports/row_reader.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

__extension__ typedef __int128 wide;

// text × scale / divisor in minor units, half-even on the exact product.
std::optional<std::int64_t> scaled_minor(std::string_view text, int exponent, std::int64_t scale,
                                         std::int64_t divisor) {
    if (scale == 1 && divisor == 1) return minor_from_decimal(text, exponent);
    constexpr int extra = 4;
    const auto fine = minor_from_decimal(text, exponent + extra);
    if (!fine) return std::nullopt;
    const wide top = static_cast<wide>(*fine) * scale;
    const wide bottom = static_cast<wide>(divisor) * 10'000;
    wide whole = top / bottom;
    wide rest = top % bottom;
    if (rest < 0) rest = -rest;
    if (rest * 2 > bottom || (rest * 2 == bottom && whole % 2 != 0)) whole += top < 0 ? -1 : 1;
    if (whole > money_limit || whole < -money_limit) return std::nullopt;
    return static_cast<std::int64_t>(whole);
}

// What the text's JSON object says, over what is there.
std::optional<FieldFault> merge_document(describe::Document& document, const std::string& text) {
    try {
        const auto given = base::parse_json(text);
        auto merged = base::parse_json(document.json);
        for (const auto& member : given.as_object()) merged.as_object()[member.key()] = member.value();
        document.json = base::json_text(merged);
        return std::nullopt;
    } catch (const std::exception&) {
        return FieldFault{"", "field.wrong_type"};
    }
}

std::string put_together(std::string text, const std::vector<std::string>& headers, const Row& row) {
    for (std::size_t i = 0; i < headers.size() && text.find('{') != std::string::npos; ++i) {
        const std::string slot = "{" + headers[i] + "}";
        for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot, at))
            text.replace(at, slot.size(), base::trim(row.cells[i].text));
    }
    return base::trim(text);
}

}  // namespace

void RowReader::put_value(const Row& row, const Target& target, const Source& s, describe::Record& record,
                          Result& result) {
    using describe::Kind;
    const auto& f = *target.field;
    const auto& cell = row.cells[s.column];
    std::optional<FieldFault> wrong;
    switch (f.kind) {
        case Kind::text:
            return put_text(row, target, s, record, result);
        case Kind::money:
            return put_money(row, target, s, record, result);
        case Kind::integer:
        case Kind::real:
            return put_number(row, target, s, record, result);
        case Kind::date: {
            const auto d = date_of(cell, s.format);
            if (!d) return fault(result, row, s, "field.bad_date");
            return put(f, record, *d);
        }
        case Kind::instant: {
            const auto i = instant_of(cell, s.format);
            if (!i) return fault(result, row, s, "field.bad_date");
            return put(f, record, *i);
        }
        case Kind::boolean: {
            const auto b = parse_boolean(s.mapping->word(text_of(cell, s.format)));
            if (!b) return fault(result, row, s, "field.wrong_type");
            wrong = describe::set_text(f, record, *b ? "true" : "false");
            break;
        }
        case Kind::document: {
            auto* document = static_cast<describe::Document*>(f.at(record));
            if (s.mapping->field == "custom") {  // all of them, as our own exports write them
                wrong = merge_document(*document, text_of(cell, s.format));
                break;
            }
            const auto name = s.mapping->field.substr(std::string_view{"custom."}.size());
            auto parsed = base::parse_json(document->json);
            parsed.as_object()[name] = text_of(cell, s.format);
            document->json = base::json_text(parsed);
            return;
        }
        default:
            wrong = describe::set_text(f, record, s.mapping->word(text_of(cell, s.format)));
            break;
    }
    if (wrong) fault(result, row, s, wrong->key, wrong->params);
}

// Words of a choice are taken however they are written: "Head Office" is head_office.
void RowReader::put_text(const Row& row, const Target& target, const Source& s, describe::Record& record,
                         Result&) {
    const auto& f = *target.field;
    auto text = text_of(row.cells[s.column], s.format);
    if (!s.mapping->words.empty() || s.mapping->otherwise) text = s.mapping->word(text);
    if (s.country) text = country_code(text).value_or(text);
    if (const auto& choices = f.rule.choices;
        !choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
        auto folded = base::fold(text);
        for (auto& c : folded)
            if (c == ' ' || c == '-') c = '_';
        if (std::find(choices.begin(), choices.end(), folded) != choices.end()) text = std::move(folded);
    }
    put(f, record, std::move(text));
}

std::string RowReader::default_currency(const Row& row, const Target& target, const Source& s) const {
    for (const auto& c : target.currency) {
        auto code = base::trim(row.cells[c.column].text);
        for (auto& ch : code) ch = static_cast<char>(std::toupper(static_cast<unsigned char>(ch)));
        if (!code.empty()) return code;
    }
    if (!s.mapping->currency.empty()) return s.mapping->currency;
    return options_.currency.empty() ? workspace_currency_ : options_.currency;
}

void RowReader::put_money(const Row& row, const Target& target, const Source& s, describe::Record& record,
                          Result& result) {
    const auto parsed = money_of(row.cells[s.column], s.format);
    if (!parsed) return fault(result, row, s, "field.bad_money");
    const auto currency = parsed->currency.empty() ? default_currency(row, target, s) : parsed->currency;
    const auto exponent = currency_exponent(currency);
    if (!exponent) return fault(result, row, s, "field.bad_currency");
    const auto minor = scaled_minor(parsed->decimal, *exponent, s.mapping->scale, s.mapping->divisor);
    if (!minor) return fault(result, row, s, "field.bad_money");
    put(*target.field, record, Money{*minor, currency});
}

void RowReader::put_number(const Row& row, const Target& target, const Source& s, describe::Record& record,
                           Result& result) {
    const auto text = decimal_of(row.cells[s.column], s.format);
    const auto percent = text ? text : parse_percent(row.cells[s.column].text, s.format.decimal);
    const auto number = percent ? base::to_double(*percent) : std::nullopt;
    if (!number) return fault(result, row, s, "field.wrong_type");
    const double value =
        *number * static_cast<double>(s.mapping->scale) / static_cast<double>(s.mapping->divisor);
    if (target.field->kind == describe::Kind::real) {
        put(*target.field, record, value);
    } else if (std::abs(value) < 9e15) {
        put(*target.field, record, static_cast<std::int64_t>(std::llround(value)));
    } else {
        fault(result, row, s, "field.wrong_type");
    }
}

void RowReader::put_sum(const Row& row, const Sum& sum, describe::Record& record, Result& result) {
    if (std::find(result.given.begin(), result.given.end(), sum.field) != result.given.end()) return;
    const Source left{sum.left, nullptr, sum.left_format}, right{sum.right, nullptr, sum.right_format};
    const auto a = decimal_of(row.cells[sum.left], sum.left_format);
    const auto b = decimal_of(row.cells[sum.right], sum.right_format);
    if (!a) return fault(result, row, left, "field.wrong_type");
    if (!b) return fault(result, row, right, "field.wrong_type");
    std::string currency = sum.currency.empty() ? options_.currency : sum.currency;
    if (currency.empty()) currency = workspace_currency_;
    const int exponent = currency_exponent(currency).value_or(2);
    // Both factors as exact integers of 10^-6, the product rounded once, half-even.
    const auto x = minor_from_decimal(*a, 6), y = minor_from_decimal(*b, 6);
    if (!x || !y) return fault(result, row, left, "field.bad_money");
    const wide product = static_cast<wide>(*x) * *y;
    wide unit = 1'000'000'000'000;
    for (int i = 0; i < exponent; ++i) unit /= 10;
    wide whole = product / unit;
    wide rest = product % unit;
    if (rest < 0) rest = -rest;
    if (rest * 2 > unit || (rest * 2 == unit && whole % 2 != 0)) whole += product < 0 ? -1 : 1;
    if (whole > money_limit || whole < -money_limit) return fault(result, row, left, "field.bad_money");
    put(*sum.field, record, Money{static_cast<std::int64_t>(whole), currency});
    result.given.push_back(sum.field);
}

void RowReader::put_constants(const Row& row, describe::Record& record, Result& result) {
    for (const auto& [name, text] : mapping_.constants) {
        const auto* field = resource_.entity->find(name);
        if (!field || !field->rule.importable) continue;
        if (std::find(result.given.begin(), result.given.end(), field) != result.given.end()) continue;
        const auto value = put_together(text, headers_, row);
        if (value.empty() || describe::set_text(*field, record, value, options_.currency)) continue;
        result.given.push_back(field);
    }
}

}  // namespace kamino::imports
