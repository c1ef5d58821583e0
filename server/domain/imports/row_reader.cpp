#include "domain/imports/row_reader.h"

#include <boost/json.hpp>

#include "domain/imports/fields.h"
#include "domain/imports/native.h"
#include "platform/base/id.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

__extension__ typedef __int128 wide;

bool is_blank(std::string_view text) {
    return text.empty() || ((text[0] <= ' ' || text[0] == '\xC2') && base::trim(text).empty());
}

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

// A value into a member whose type is T or std::optional<T>.
template <class T>
void put(const describe::Field& field, describe::Record& record, T value) {
    if (field.nullable)
        *static_cast<std::optional<T>*>(field.at(record)) = std::move(value);
    else
        *static_cast<T*>(field.at(record)) = std::move(value);
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

RowReader::RowReader(const registry::Registry& registry, Index& index, const registry::Resource& resource,
                     const Mapping& mapping, const RunOptions& options,
                     const std::vector<std::string>& headers, std::string workspace_currency)
    : registry_(registry),
      index_(index),
      resource_(resource),
      mapping_(mapping),
      options_(options),
      workspace_currency_(std::move(workspace_currency)),
      headers_(headers) {
    plan(headers);
}

void RowReader::plan(const std::vector<std::string>& headers) {
    ColumnFormat fallback;
    if (auto mark = decimal_mark_of(options_.decimal)) fallback.decimal = *mark;
    if (auto order = date_order_of(options_.date_order)) fallback.date_order = *order;
    std::map<std::string, std::size_t> columns;
    for (std::size_t i = 0; i < headers.size(); ++i) columns.emplace(base::fold(headers[i]), i);
    // Our own exports say which record a row is.
    if (const auto id = columns.find("id"); mapping_.dialect == native_dialect && id != columns.end())
        own_id_ = id->second;
    std::map<std::string, std::size_t> by_field;
    for (const auto& m : mapping_.columns) {
        const auto at = columns.find(base::fold(m.column));
        if (at == columns.end()) continue;
        Source source{at->second, &m, m.format(fallback)};
        if (const auto* known = find_field(mapping_.entity, m.field))
            source.country = known->kind == FieldKind::country;
        source.own = !m.to.empty() && resource_of(registry_, m.to) == &resource_;
        if (m.take == Take::skip_row) {
            skips_.push_back(source);
            continue;
        }
        if (const auto dot = m.field.find('.'); dot != std::string::npos && !m.field.starts_with("custom.")) {
            made_fields_[m.field.substr(0, dot)].emplace_back(m.field.substr(dot + 1), source);
            continue;
        }
        const std::string name = m.field.starts_with("custom.") ? "custom" : m.field;
        const auto* field = resource_.entity->find(name);
        if (m.field.empty()) continue;
        // Files have it and the list of fields knows it, but no record keeps it yet (the deal of an
        // activity): left out.
        if (!field && find_field(mapping_.entity, m.field)) continue;
        if (!field || !field->rule.importable ||
            (field->kind == describe::Kind::document && name != "custom"))
            throw invalid("import.mapping_invalid", {{"path", "/columns/" + m.column}});
        auto [slot, fresh] = by_field.try_emplace(m.field, targets_.size());
        if (fresh) targets_.push_back({field, m.take, {}, {}});
        auto& target = targets_[slot->second];
        if (m.take == Take::currency)
            target.currency.push_back(source);
        else
            target.sources.push_back(source);
        if (m.take != Take::currency) target.take = m.take;
    }
    for (const auto& c : mapping_.computed) {
        const auto left = columns.find(base::fold(c.left)), right = columns.find(base::fold(c.right));
        const auto* field = resource_.entity->find(c.field);
        if (left == columns.end() || right == columns.end() || !field) continue;
        const auto format = [&](const std::string& column) {
            const auto* m = mapping_.find(column);
            return m ? m->format(fallback) : fallback;
        };
        sums_.push_back({field, left->second, right->second, format(c.left), format(c.right), c.currency});
    }
    for (const auto& f : resource_.entity->fields) {
        const bool key = f.rule.external_key || (resource_.bulk && f.name == "external_id");
        if (key && by_field.contains(std::string{f.name})) external_ = &f;
    }
    for (const auto& name : mapping_.natural_key)
        if (const auto* f = resource_.entity->find(name)) natural_.push_back(f);
    if (natural_.empty())
        for (const auto& f : resource_.entity->fields)
            if (f.rule.natural_key) natural_.push_back(&f);
    // Facts of a kind that has no key: every field together.
    if (natural_.empty() && resource_.bulk)
        for (const auto& f : resource_.entity->fields)
            if (f.rule.importable && f.name != "external_id") natural_.push_back(&f);
}

void RowReader::fault(Result& result, const Row& row, const Source& source, std::string key,
                      Params params) const {
    std::string value{row.cells[source.column].text.substr(0, 200)};
    while (!value.empty() && !base::is_utf8(value)) value.pop_back();
    result.faults.push_back({static_cast<std::int64_t>(row.line), headers_[source.column], std::move(value),
                             std::move(key), std::move(params)});
}

void RowReader::load_keys(storage::Read& read) {
    for (auto& target : targets_)
        for (auto& source : target.sources)
            if (source.mapping->take == Take::reference || source.mapping->take == Take::list)
                for (const auto& by : source.mapping->by)
                    source.keys.push_back(&index_.keys(read, source.mapping->to, by));
}

RowReader::Result RowReader::read(const Row& row, describe::Record& record) {
    Result result;
    result.given.reserve(targets_.size());
    for (const auto& s : skips_) {
        if (parse_boolean(row.cells[s.column].text).value_or(false)) {
            result.skip = true;
            return result;
        }
    }
    if (own_id_ && base::is_id(row.cells[*own_id_].text)) result.own_id = row.cells[*own_id_].text;
    for (const auto& t : targets_) read_target(row, t, record, result);
    for (const auto& s : sums_) put_sum(row, s, record, result);
    put_constants(row, record, result);
    return result;
}

void RowReader::read_target(const Row& row, const Target& target, describe::Record& record, Result& result) {
    if (target.take == Take::line) {
        std::string lines;
        for (const auto& s : target.sources)
            if (auto text = text_of(row.cells[s.column], s.format); !text.empty())
                lines += (lines.empty() ? "" : "\n") + text;
        if (lines.empty()) return;
        describe::set_text(*target.field, record, lines);
        result.given.push_back(target.field);
        return;
    }
    for (const auto& s : target.sources) {
        if (is_blank(row.cells[s.column].text)) continue;
        const auto before = result.faults.size();
        switch (s.mapping->take) {
            case Take::reference:
                put_reference(row, target, s, record, result);
                break;
            case Take::list:
                put_list(row, target, s, record, result);
                break;
            default:
                put_value(row, target, s, record, result);
                break;
        }
        if (result.faults.size() == before) result.given.push_back(target.field);
        return;
    }
}

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

std::string RowReader::find_one(const Row& row, const Source& s, const std::string& text, Result& result,
                                const describe::Field& field) {
    const auto& m = *s.mapping;
    for (const auto* keys : s.keys) {
        auto hit = Index::find(*keys, text);
        if (hit.found == Index::Found::one) return std::move(hit.id);
        if (hit.found == Index::Found::several && !m.or_empty) {
            fault(result, row, s, "import.ambiguous_reference", {{"value", text}});
            return "";
        }
    }
    if (s.own && !m.by.empty()) {
        result.open.push_back({&field, m.by[0], text, headers_[s.column]});
        return "";
    }
    note_missing(row, s, text, result, field);
    return "";
}

// Nobody knows what the cell names. A list is not made along: half of it would be.
void RowReader::note_missing(const Row& row, const Source& s, const std::string& text, Result& result,
                             const describe::Field& field) {
    const auto& m = *s.mapping;
    // An id of ours is no name for a record.
    const bool may_be_made =
        (m.to == "products" || (m.to == "accounts" && resource_.bulk)) && !base::is_id(text);
    if (options_.create_missing && may_be_made && !m.by.empty() && field.kind == describe::Kind::text) {
        MissingReference missing{&field, &m, text, {}, headers_[s.column]};
        if (const auto it = made_fields_.find(m.field); it != made_fields_.end())
            for (const auto& [name, source] : it->second) {
                auto value = text_of(row.cells[source.column], source.format);
                missing.more[name] = source.country ? country_code(value).value_or(value) : std::move(value);
            }
        result.missing.push_back(std::move(missing));
    } else if (m.to == "users") {
        if (noted_.insert(m.column + "\x1f" + text).second)
            result.notes.push_back(
                {static_cast<std::int64_t>(row.line), headers_[s.column], text, "import.reference_left_out"});
    } else if (!m.or_empty) {
        fault(result, row, s, "import.unknown_reference", {{"value", text}, {"to", m.to}});
    }
}

void RowReader::put_reference(const Row& row, const Target& target, const Source& s, describe::Record& record,
                              Result& result) {
    auto text = text_of(row.cells[s.column], s.format);
    if (!s.mapping->words.empty() || s.mapping->otherwise) text = s.mapping->word(text);
    if (!s.mapping->split.empty() || text.find(';') != std::string::npos) {
        const char separator = s.mapping->split.empty() ? ';' : s.mapping->split[0];
        const auto parts = base::split(text, separator);
        if (!parts.empty()) text = parts[0];
    }
    // Stages are kept by their key, which the vertical's own rule looks up.
    if (target.field->rule.reference.empty()) {
        describe::set_text(*target.field, record, text);
        return;
    }
    auto id = find_one(row, s, text, result, *target.field);
    if (!id.empty()) put(*target.field, record, std::move(id));
}

void RowReader::put_list(const Row& row, const Target& target, const Source& s, describe::Record& record,
                         Result& result) {
    const char separator = s.mapping->split.empty() ? ';' : s.mapping->split[0];
    std::string joined;
    bool lost = false;
    for (const auto& part : base::split(text_of(row.cells[s.column], s.format), separator)) {
        auto value =
            s.mapping->to.empty() ? s.mapping->word(part) : find_one(row, s, part, result, *target.field);
        lost = lost || value.empty();
        if (value.empty() || (joined + ";").find(value + ";") != std::string::npos) continue;
        joined += (joined.empty() ? "" : ";") + value;
    }
    // Whom nobody knows here is left out of a new list, and takes nobody out of one that stands.
    if (lost && !describe::is_absent(*target.field, record)) return;
    describe::set_text(*target.field, record, joined);
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
