// What the columns of a file fill, found out once, and the way of a row through it.
#include "domain/imports/row_reader.h"

#include <boost/json.hpp>

#include "domain/imports/fields.h"
#include "domain/imports/native.h"
#include "platform/base/id.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

bool is_blank(std::string_view text) {
    return text.empty() || ((text[0] <= ' ' || text[0] == '\xC2') && base::trim(text).empty());
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

}  // namespace kamino::imports
