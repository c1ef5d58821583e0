// Cells that name other records: found, made along with the row, or said.
#include "domain/imports/fields.h"
#include "domain/imports/row_put.h"
#include "domain/imports/row_reader.h"
#include "platform/base/id.h"
#include "platform/base/text.h"

namespace kamino::imports {

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

}  // namespace kamino::imports
