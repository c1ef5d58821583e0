#include "domain/imports/import.h"

#include <boost/json.hpp>

#include "domain/imports/fields.h"
#include "domain/imports/native.h"
#include "domain/imports/plan_files.h"
#include "domain/imports/sets.h"

namespace kamino::imports {

using describe::field;

const describe::Entity& Import::entity() {
    static const describe::Entity e = describe::make_entity<Import>(
        "import", "imports",
        {field<&Import::name>("name", {.required = true, .max_len = 300, .searchable = true}),
         field<&Import::state>("state", {.writable = false}),
         field<&Import::target>("target", {.max_len = 40}),
         field<&Import::dialect>("dialect", {.writable = false}),
         field<&Import::mapping>("mapping", {.audited = false}), field<&Import::options>("options"),
         field<&Import::analysis>("analysis", {.writable = false, .audited = false}),
         field<&Import::result>("result", {.writable = false}),
         field<&Import::rows_done>("rows_done", {.writable = false, .audited = false}),
         field<&Import::bytes_done>("bytes_done", {.writable = false, .audited = false}),
         field<&Import::bytes_total>("bytes_total", {.writable = false, .audited = false}),
         field<&Import::problem>("problem", {.writable = false}),
         field<&Import::user_id>("user_id", {.reference = "user", .writable = false}),
         field<&Import::path>("path", {.writable = false, .audited = false, .secret = true})});
    return e;
}

const describe::Entity& SavedMapping::entity() {
    static const describe::Entity e = describe::make_entity<SavedMapping>(
        "import_mapping", "import_mappings",
        {field<&SavedMapping::name>("name", {.required = true, .max_len = 120}),
         field<&SavedMapping::target>("target", {.required = true, .max_len = 40}),
         field<&SavedMapping::mapping>("mapping", {.required = true})});
    return e;
}

namespace {

std::string text_at(const boost::json::object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    if (!v || v->is_null()) return "";
    if (!v->is_string()) throw invalid_field("/options/" + std::string{name}, "field.wrong_type");
    return std::string{v->as_string()};
}

bool bool_at(const boost::json::object& o, std::string_view name, bool fallback) {
    const auto* v = o.if_contains(name);
    if (!v) return fallback;
    if (!v->is_bool()) throw invalid_field("/options/" + std::string{name}, "field.wrong_type");
    return v->as_bool();
}

void require_choice(const std::string& value, std::string_view name,
                    std::initializer_list<std::string_view> choices) {
    if (value.empty()) return;
    std::string all;
    for (auto c : choices) {
        if (value == c) return;
        all += (all.empty() ? "" : ", ") + std::string{c};
    }
    throw invalid_field("/options/" + std::string{name}, "field.not_a_choice", {{"choices", all}});
}

void write_strings(base::JsonWriter& w, std::string_view key, const std::vector<std::string>& texts) {
    w.key(key).begin_array();
    for (const auto& t : texts) w.value(std::string_view{t});
    w.end_array();
}

void write_questions(base::JsonWriter& w, const std::vector<Question>& questions) {
    w.key("questions").begin_array();
    for (const auto& q : questions) {
        w.begin_object().pair("kind", q.kind).pair("column", q.column);
        write_strings(w, "answers", q.answers);
        write_strings(w, "samples", q.samples);
        w.end_object();
    }
    w.end_array();
}

void write_columns(base::JsonWriter& w, const Proposal& proposal) {
    w.key("columns").begin_array();
    for (const auto& c : proposal.columns) {
        const ColumnMapping* m = c.mapping ? &proposal.mapping.columns[*c.mapping] : nullptr;
        w.begin_object().pair("column", c.column).key("field");
        if (m && !m->field.empty())
            w.value(std::string_view{m->field});
        else
            w.null();
        w.pair("confidence", m ? m->confidence : 0.0).pair("ignored", c.ignored).key("options").begin_array();
        for (const auto& o : c.options)
            w.begin_object().pair("field", o.field).pair("confidence", o.confidence).end_object();
        w.end_array().end_object();
    }
    w.end_array();
}

std::string analysis_json(const Table& table, const Preview& seen, const Proposal& proposal) {
    const auto facts = table.facts();
    base::JsonWriter w;
    w.begin_object();
    write_strings(w, "headers", table.headers());
    w.key("samples").begin_array();
    for (const auto& row : seen.samples) {
        w.begin_array();
        for (const auto& cell : row) w.value(std::string_view{cell});
        w.end_array();
    }
    w.end_array();
    write_columns(w, proposal);
    write_questions(w, proposal.questions);
    w.pair("confidence", proposal.confidence).pair("format", facts.format).pair("encoding", facts.encoding);
    w.pair("separator", facts.separator ? std::string(1, facts.separator) : std::string{});
    write_strings(w, "sheets", facts.sheets);
    w.pair("sheet", static_cast<std::int64_t>(facts.sheet))
        .pair("rows_seen", static_cast<std::int64_t>(seen.rows));
    w.pair("whole", seen.whole).pair("header_line", static_cast<std::int64_t>(facts.header_line));
    w.end_object();
    return w.take();
}

}  // namespace

RunOptions options_from_json(const boost::json::value& document) {
    const auto* o = document.if_object();
    if (!o) throw invalid_field("/options", "field.wrong_type");
    RunOptions r;
    const auto mode = text_at(*o, "mode");
    require_choice(mode, "mode", {"good", "all"});
    r.only_all = mode == "all";
    r.create_missing = bool_at(*o, "create_missing", true);
    r.currency = text_at(*o, "currency");
    if (!r.currency.empty() && !currency_exponent(r.currency))
        throw invalid_field("/options/currency", "field.bad_currency");
    r.encoding = text_at(*o, "encoding");
    r.separator = text_at(*o, "separator");
    if (r.separator.size() > 1) throw invalid_field("/options/separator", "field.too_long", {{"max", "1"}});
    r.decimal = text_at(*o, "decimal");
    require_choice(r.decimal, "decimal", {"point", "comma"});
    r.date_order = text_at(*o, "date_order");
    require_choice(r.date_order, "date_order", {"ymd", "dmy", "mdy"});
    if (const auto* v = o->if_contains("sheet"); v && v->is_int64()) r.sheet = v->as_int64();
    return r;
}

RunOptions options_of(const Import& import) {
    return options_from_json(base::parse_json(import.options.json));
}

std::string options_json(const RunOptions& o) {
    base::JsonWriter w;
    w.begin_object().pair("mode", o.only_all ? "all" : "good").pair("create_missing", o.create_missing);
    w.pair("currency", o.currency)
        .pair("encoding", o.encoding)
        .pair("separator", o.separator)
        .pair("sheet", o.sheet);
    w.pair("decimal", o.decimal).pair("date_order", o.date_order).end_object();
    return w.take();
}

TableOptions table_options(const Import& import) {
    const auto options = options_of(import);
    TableOptions t;
    if (!options.encoding.empty()) {
        t.encoding = encoding_of_name(options.encoding);
        if (!t.encoding)
            throw invalid_field("/options/encoding", "field.not_a_choice",
                                {{"choices", "utf-8, utf-16le, utf-16be, windows-1252"}});
    }
    if (!options.separator.empty()) t.separator = options.separator[0];
    t.sheet = static_cast<std::size_t>(std::max<std::int64_t>(0, options.sheet));
    return t;
}

namespace {

// Our own names first; what `guessed` says of the other columns stands where no column of ours fills its
// field.
Proposal native_proposal(const registry::Registry& registry, const std::string& target,
                         const std::vector<std::string>& headers, const std::vector<ColumnProfile>& profiles,
                         Proposal guessed) {
    Proposal proposal;
    const bool own = is_own_export(headers);
    proposal.dialect = native_dialect;
    proposal.entity = target;
    proposal.confidence = 1;
    proposal.mapping = native_mapping(registry, target, headers, profiles);
    for (const auto& column : guessed.mapping.columns) {
        if (own || proposal.mapping.find(column.column) || !proposal.mapping.of_field(column.field).empty())
            continue;
        proposal.mapping.columns.push_back(column);
    }
    settle_formats(proposal.mapping, headers, profiles, own);
    if (!own) proposal.questions = open_questions(proposal.mapping, headers, profiles);
    for (const auto& header : headers) {
        ColumnProposal column{header, std::nullopt, "", {}};
        for (std::size_t i = 0; i < proposal.mapping.columns.size(); ++i)
            if (proposal.mapping.columns[i].column == header) column.mapping = i;
        proposal.columns.push_back(std::move(column));
    }
    return proposal;
}

// Plans go in by another door: nothing is proposed here.
void is_plans(Import& import, std::string_view kind, const Table* table) {
    import.target = kind;
    import.dialect = kind == "plan" ? std::string{native_dialect} : "salesforce_api";
    import.mapping.json = "{}";
    base::JsonWriter w;
    w.begin_object();
    write_strings(w, "headers", table ? table->headers() : std::vector<std::string>{});
    w.pair("format", kind == "plan" ? "json" : table ? table->facts().format : "zip").end_object();
    import.analysis.json = w.take();
    import.bytes_total = table ? static_cast<std::int64_t>(table->total()) : 0;
}

}  // namespace

void analyse(const registry::Registry& registry, Import& import, bool keep_mapping) {
    const bool any = import.target.empty() || is_plan_target(import.target);
    if (any)
        if (const auto kind = plan_document_kind(import.name, import.path); !kind.empty())
            return is_plans(import, kind, nullptr);
    const auto table = open_table(import.path, table_options(import));
    if (any && is_of_set(import.name, table->headers()))
        return is_plans(import, "account_plans", table.get());
    if (is_plan_target(import.target)) throw invalid("import.not_of_the_set", {{"name", import.name}});
    const auto seen = preview(*table);
    auto proposal = propose(table->headers(), seen.profiles, is_entity(import.target) ? import.target : "");
    if (import.target.empty() && !keep_mapping) import.target = target_of_export(registry, table->headers());
    if (!import.target.empty() && looks_native(registry, import.target, table->headers()))
        proposal =
            native_proposal(registry, import.target, table->headers(), seen.profiles, std::move(proposal));
    if (keep_mapping) {
        proposal.mapping = mapping_from_json(import.mapping.json);
        proposal.questions = open_questions(proposal.mapping, table->headers(), seen.profiles);
    } else {
        import.dialect = proposal.dialect;
        if (!proposal.entity.empty() && (import.target.empty() || is_entity(import.target)))
            import.target = proposal.entity;
        import.mapping.json = mapping_to_json(proposal.mapping);
    }
    import.analysis.json = analysis_json(*table, seen, proposal);
    import.bytes_total = static_cast<std::int64_t>(table->total());
}

std::vector<Question> questions_left(const Import& import) {
    if (is_plan_target(import.target)) return {};
    const auto table = open_table(import.path, table_options(import));
    const auto seen = preview(*table);
    auto questions = open_questions(mapping_from_json(import.mapping.json), table->headers(), seen.profiles);
    const auto options = options_of(import);
    std::erase_if(questions, [&](const Question& q) {
        if (q.kind == "mixed_dates" || q.kind == "mixed_decimals") return true;
        return q.kind == "date_order" ? !options.date_order.empty() : !options.decimal.empty();
    });
    return questions;
}

}  // namespace kamino::imports
