#include "domain/imports/proposal.h"

#include <algorithm>
#include <array>
#include <set>

#include "domain/imports/fields.h"
#include "domain/imports/likeness.h"
#include "domain/imports/name_words.h"
#include "platform/base/text.h"

namespace kamino::imports {

namespace {

constexpr std::size_t most_options = 5;

bool is_number(FieldKind kind) {
    return kind == FieldKind::integer || kind == FieldKind::decimal || kind == FieldKind::percent ||
           kind == FieldKind::money;
}
bool is_date(FieldKind kind) {
    return kind == FieldKind::date || kind == FieldKind::instant;
}

// "Cód. cliente", "customerNumber" and "ProductID" hold keys, not names.
bool says_code(std::string_view column) {
    static constexpr std::array<std::string_view, 10> marks = {"id",     "no",     "number", "code", "cod",
                                                               "nummer", "codigo", "numero", "key",  "sku"};
    const NameWords name = words_of(column);
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
        return std::find(name.words.begin(), name.words.end(), mark) != name.words.end() ||
               (mark.size() > 2 && name.joined.ends_with(mark)) || (mark == "id" && column.ends_with("ID"));
    });
}

// How a column that was found by likeness gives its field.
ColumnMapping mapping_of(const Candidate& c, std::string_view column, const ColumnProfile* profile) {
    ColumnMapping m;
    m.column = column;
    m.field = c.field->name;
    m.confidence = c.confidence;
    if (c.field->kind == FieldKind::list) m.take = Take::list;
    if (c.field->kind == FieldKind::reference) m.take = Take::reference;
    if (c.field->entity == "people" && c.field->name == "name") m.take = Take::full_name;
    if (m.field == "stage") {
        m.take = Take::reference;
        m.to = "opportunity_stages";
        m.by = {"key", "name"};
    }
    if (c.field->to.empty()) return m;
    m.to = c.field->to;
    const bool emails = profile != nullptr && profile->share_email() >= 0.6;
    const bool code = says_code(column);
    if (m.to == "users") {
        m.by = emails ? std::vector<std::string>{"email"}
                      : std::vector<std::string>{"name", "email", "external_id"};
    } else if (m.to == "products") {
        m.by =
            code ? std::vector<std::string>{"code", "external_id"} : std::vector<std::string>{"name", "code"};
    } else if (m.to == "people") {
        m.by = emails ? std::vector<std::string>{"email"} : std::vector<std::string>{"external_id", "name"};
    } else {
        m.by = code ? std::vector<std::string>{"external_id", "name"}
                    : std::vector<std::string>{"name", "external_id"};
    }
    if (profile != nullptr && profile->point_zero()) m.strip_point_zero = true;
    return m;
}

// "account_id.name" alone is the way to find the account, not a name for a new one.
void settle_references(Mapping& mapping) {
    for (const std::string reference : {"account_id", "product_id"}) {
        if (!mapping.of_field(reference).empty()) continue;
        for (ColumnMapping& c : mapping.columns) {
            if (c.field != reference + ".name") continue;
            c.field = reference;
            c.take = Take::reference;
            c.to = reference == "account_id" ? "accounts" : "products";
            c.by = {"name"};
        }
    }
}

std::vector<std::string> default_key(std::string_view entity) {
    if (entity == "people" || entity == "users") return {"email"};
    if (entity == "opportunities") return {"account_id", "name"};
    if (entity == "interactions") return {"account_id", "subject", "happened_at"};
    if (entity == "products") return {"code", "name"};
    if (entity == "sales_lines")
        return {"invoice_number", "product_id", "booked_on", "quantity", "net_amount"};
    return {"name"};
}

void add_likely(Proposal& proposal, std::span<const std::string> headers,
                std::span<const ColumnProfile> profiles, const std::set<std::size_t>& known_columns) {
    const auto list = candidates(proposal.entity, headers, profiles);
    std::set<std::string_view> taken;
    for (const ColumnMapping& c : proposal.mapping.columns) {
        if (const TargetField* field = find_field(proposal.entity, c.field)) taken.insert(field->name);
    }
    for (const Candidate& c : list) {
        auto& options = proposal.columns[c.column].options;
        if (options.size() < most_options) options.push_back({std::string{c.field->name}, c.confidence});
    }
    for (const Candidate& c : assign(list, known_columns, taken)) {
        proposal.mapping.columns.push_back(
            mapping_of(c, headers[c.column], profiles.empty() ? nullptr : &profiles[c.column]));
    }
}

}  // namespace

Proposal propose(std::span<const std::string> headers, std::span<const ColumnProfile> profiles,
                 std::string_view entity) {
    Proposal proposal;
    for (const std::string& header : headers) proposal.columns.push_back({header, {}, {}, {}});
    std::set<std::size_t> known;
    const auto index_of = [&](const std::string& column) {
        return static_cast<std::size_t>(std::find(headers.begin(), headers.end(), column) - headers.begin());
    };
    if (auto recognition = recognise(headers, entity)) {
        proposal.dialect = recognition->dialect;
        proposal.entity = recognition->entity;
        proposal.confidence = recognition->confidence;
        proposal.mapping = std::move(recognition->mapping);
        for (const auto& [column, reason] : recognition->ignored) {
            proposal.columns[index_of(column)].ignored = reason;
            known.insert(index_of(column));
        }
        for (const auto& c : proposal.mapping.columns) known.insert(index_of(c.column));
    } else if (!headers.empty()) {
        proposal.entity = entity;
        if (entity.empty()) proposal.entity = guess_entity(headers, profiles, proposal.confidence);
    }
    if (proposal.entity.empty()) return proposal;
    proposal.mapping.entity = proposal.entity;
    if (proposal.mapping.natural_key.empty()) proposal.mapping.natural_key = default_key(proposal.entity);
    add_likely(proposal, headers, profiles, known);
    settle_references(proposal.mapping);
    complete(proposal.mapping);
    // Programs that always write a decimal point are not doubted.
    const auto& dialect = proposal.mapping.dialect;
    settle_formats(proposal.mapping, headers, profiles,
                   dialect == "salesforce_api" || dialect == "maven" || dialect == "online_retail");
    for (std::size_t i = 0; i < proposal.mapping.columns.size(); ++i) {
        proposal.columns[index_of(proposal.mapping.columns[i].column)].mapping = i;
    }
    proposal.questions = open_questions(proposal.mapping, headers, profiles);
    return proposal;
}

void settle_formats(Mapping& mapping, std::span<const std::string> headers,
                    std::span<const ColumnProfile> profiles, bool plain) {
    for (ColumnMapping& c : mapping.columns) {
        const auto at = std::find(headers.begin(), headers.end(), c.column);
        if (at == headers.end() || profiles.empty()) continue;
        const ColumnProfile& profile = profiles[static_cast<std::size_t>(at - headers.begin())];
        if (profile.decimal() == Evidence::certain) c.decimal = profile.decimal_mark();
        if (profile.decimal() == Evidence::ambiguous && plain) c.decimal = DecimalMark::point;
        const TargetField* field = find_field(mapping.entity, c.field);
        const bool whole = field != nullptr && field->kind == FieldKind::integer;
        if (profile.decimal() == Evidence::ambiguous && whole && !profile.ambiguous_samples().empty()) {
            const bool grouped_by_point = profile.ambiguous_samples()[0].find('.') != std::string::npos;
            c.decimal =
                grouped_by_point ? DecimalMark::comma : DecimalMark::point;  // nobody has 1.2 employees
        }
        if (profile.date() == Evidence::certain && profile.date_order() != DateOrder::ymd) {
            c.date_order = profile.date_order();
        }
        const bool id = c.field == "external_id" || c.field == "invoice_number" || c.take == Take::reference;
        if (id && profile.point_zero()) c.strip_point_zero = true;
    }
}

std::vector<Question> open_questions(const Mapping& mapping, std::span<const std::string> headers,
                                     std::span<const ColumnProfile> profiles) {
    std::vector<Question> questions;
    if (profiles.empty()) return questions;
    for (const ColumnMapping& c : mapping.columns) {
        const auto at = std::find(headers.begin(), headers.end(), c.column);
        if (at == headers.end()) continue;
        const ColumnProfile& profile = profiles[static_cast<std::size_t>(at - headers.begin())];
        const bool computes = std::any_of(
            mapping.computed.begin(), mapping.computed.end(),
            [&](const Computed& made) { return made.left == c.column || made.right == c.column; });
        const TargetField* field = find_field(mapping.entity, c.field);
        const bool number =
            (computes || (field != nullptr && is_number(field->kind))) && c.take == Take::value;
        if (field != nullptr && is_date(field->kind) && !c.date_order) {
            const Evidence evidence = profile.date();
            if (evidence == Evidence::ambiguous || evidence == Evidence::contradictory) {
                questions.push_back(
                    {evidence == Evidence::ambiguous ? "date_order" : "mixed_dates",
                     c.column,
                     {"dmy", "mdy"},
                     evidence == Evidence::ambiguous ? profile.ambiguous_samples() : profile.samples()});
            }
        }
        if (number && !c.decimal) {
            const Evidence evidence = profile.decimal();
            if (evidence == Evidence::ambiguous || evidence == Evidence::contradictory) {
                questions.push_back(
                    {evidence == Evidence::ambiguous ? "decimal" : "mixed_decimals",
                     c.column,
                     {"point", "comma"},
                     evidence == Evidence::ambiguous ? profile.ambiguous_samples() : profile.samples()});
            }
        }
    }
    return questions;
}

Preview preview(Table& table, std::uint64_t rows, std::size_t samples) {
    Preview result;
    result.profiles.resize(table.headers().size());
    Row row;
    while (result.rows < rows) {
        if (!table.next(row)) {
            result.whole = true;
            break;
        }
        ++result.rows;
        for (std::size_t i = 0; i < row.cells.size(); ++i) result.profiles[i].observe(row.cells[i]);
        if (result.samples.size() < samples) {
            auto& sample = result.samples.emplace_back();
            for (const Cell& cell : row.cells) sample.emplace_back(cell.text.substr(0, 500));
        }
    }
    return result;
}

}  // namespace kamino::imports
