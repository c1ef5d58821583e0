// Export of a resource: every visible row of one snapshot, as CSV, NDJSON or XLSX.
#include <unistd.h>
#include <xlsxwriter.h>

#include <fstream>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/registry/parameters.h"
#include "platform/registry/registry.h"
#include "platform/storage/record_walk.h"

namespace kamino::registry {
namespace {

struct OutColumn {
    std::string name;
    const describe::Field* field;  // nullptr: one of Record's own
    bool currency;                 // the currency of a money field
};

std::vector<OutColumn> columns_of(const describe::Entity& e, const std::vector<std::string>& wanted) {
    std::vector<OutColumn> all{{"id", nullptr, false}};
    for (const auto& f : e.fields) {
        if (f.rule.secret) continue;
        all.push_back({std::string{f.name}, &f, false});
        if (f.kind == describe::Kind::money) all.push_back({std::string{f.name} + "_currency", &f, true});
    }
    all.push_back({"version", nullptr, false});
    all.push_back({"created_at", nullptr, false});
    all.push_back({"updated_at", nullptr, false});
    if (wanted.empty()) return all;
    std::vector<OutColumn> chosen;
    for (const auto& name : wanted) {
        const auto it =
            std::find_if(all.begin(), all.end(), [&](const OutColumn& c) { return c.name == name; });
        if (it == all.end()) throw invalid_field("/columns", "field.unknown", {{"name", name}});
        chosen.push_back(*it);
        if (it->field && it->field->kind == describe::Kind::money && !it->currency)
            chosen.push_back(*(it + 1));
    }
    return chosen;
}

std::string cell(const OutColumn& c, const Record& r) {
    if (!c.field) {
        if (c.name == "id") return r.id;
        if (c.name == "version") return std::to_string(r.version);
        return (c.name == "created_at" ? r.created_at : r.updated_at).to_text();
    }
    if (!c.currency) return describe::get_text(*c.field, r);
    const describe::Column column{"", c.field, describe::Part::currency};
    const auto value = describe::column_value(column, r);
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : "";
}

bool is_number(const OutColumn& c) {
    using describe::Kind;
    return c.field ? !c.currency && (c.field->kind == Kind::integer || c.field->kind == Kind::real ||
                                     c.field->kind == Kind::money)
                   : c.name == "version";
}

// Visits every row inside one snapshot. Facts in millions are not sorted unless somebody asks for it.
void each_row(storage::Database& database, const Resource& resource, const auth::Actor& actor,
              const ExportOptions& options, const std::function<void(const Record&)>& visit) {
    auto query = options.query;
    if (query.sort.empty() && !resource.bulk) query.sort = resource.default_sort;
    database.read([&](storage::Read& read) {
        if (options.reading) query.reading = options.reading(read);
        storage::each_record(read, *resource.entity, query, scope_of(resource, actor), visit);
    });
}

// Text on its way out, in pieces. What comes first leaves with the first rows: a filter that is refused
// has written nothing.
class Outgoing {
  public:
    explicit Outgoing(const std::function<void(std::string_view)>& out) : out_(out) {}
    std::string& text() { return text_; }
    void line_done() {
        if (text_.size() >= (1 << 16)) flush();
    }
    void flush() {
        if (!text_.empty()) out_(text_);
        text_.clear();
    }

  private:
    const std::function<void(std::string_view)>& out_;
    std::string text_;
};

void write_csv(storage::Database& database, const Resource& resource, const auth::Actor& actor,
               const ExportOptions& options, const std::function<void(std::string_view)>& out) {
    const auto columns = columns_of(*resource.entity, options.columns);
    Outgoing outgoing{out};
    auto& text = outgoing.text();
    text = "\xEF\xBB\xBF";
    for (const auto& c : columns) text += (&c == &columns.front() ? "" : ",") + c.name;
    text += "\r\n";
    each_row(database, resource, actor, options, [&](const Record& row) {
        for (const auto& c : columns) {
            if (&c != &columns.front()) text += ',';
            text += csv_cell(cell(c, row), is_number(c));
        }
        text += "\r\n";
        outgoing.line_done();
    });
    outgoing.flush();
}

void write_ndjson(storage::Database& database, const Resource& resource, const auth::Actor& actor,
                  const ExportOptions& options, const std::function<void(std::string_view)>& out) {
    std::vector<std::string_view> only{options.columns.begin(), options.columns.end()};
    require_members(*resource.entity, only, "/columns");
    Outgoing outgoing{out};
    each_row(database, resource, actor, options, [&](const Record& row) {
        base::JsonWriter w;
        describe::write_json(w, *resource.entity, row, only);
        outgoing.text() += w.text() + "\n";
        outgoing.line_done();
    });
    outgoing.flush();
}

std::string temporary_file() {
    std::string path = (std::getenv("TMPDIR") ? std::getenv("TMPDIR") : "/tmp") + std::string{"/kamino-"} +
                       base::random_token(12) + ".xlsx";
    return path;
}

std::string write_xlsx(storage::Database& database, const Resource& resource, const auth::Actor& actor,
                       const ExportOptions& options) {
    const auto path = temporary_file();
    const auto columns = columns_of(*resource.entity, options.columns);
    lxw_workbook_options settings{};
    settings.constant_memory = LXW_TRUE;
    auto* book = workbook_new_opt(path.c_str(), &settings);
    if (!book) throw unavailable("service.unavailable", "cannot write " + path);
    auto* sheet = workbook_add_worksheet(book, nullptr);
    auto* bold = workbook_add_format(book);
    format_set_bold(bold);
    lxw_row_t row = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(i), columns[i].name.c_str(), bold);
    worksheet_freeze_panes(sheet, 1, 0);
    each_row(database, resource, actor, options, [&](const Record& record) {
        if (++row >= 1'048'576) throw Fault{FaultCode::too_large, "export.too_many_rows_for_xlsx"};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto text = cell(columns[i], record);
            const auto number = is_number(columns[i]) ? base::to_double(text) : std::nullopt;
            if (number)
                worksheet_write_number(sheet, row, static_cast<lxw_col_t>(i), *number, nullptr);
            else if (!text.empty())
                worksheet_write_string(sheet, row, static_cast<lxw_col_t>(i), text.substr(0, 32'000).c_str(),
                                       nullptr);
        }
    });
    if (const auto error = workbook_close(book); error != LXW_NO_ERROR)
        throw unavailable("service.unavailable", lxw_strerror(error));
    return path;
}

}  // namespace

std::string csv_cell(std::string text, bool number) {
    if (!number && !text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

void export_rows(storage::Database& database, const Resource& resource, const auth::Actor& actor,
                 const ExportOptions& options, const std::function<void(std::string_view)>& out) {
    if (options.format == "csv") return write_csv(database, resource, actor, options, out);
    if (options.format == "ndjson") return write_ndjson(database, resource, actor, options, out);
    if (options.format != "xlsx")
        throw invalid_field("/format", "field.not_a_choice", {{"choices", "csv, ndjson, xlsx"}});
    const auto path = write_xlsx(database, resource, actor, options);
    std::ifstream file{path, std::ios::binary};
    std::string piece(1 << 16, '\0');
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
        out(std::string_view{piece.data(), static_cast<std::size_t>(file.gcount())});
    ::unlink(path.c_str());
}

http::Response export_response(Registry& registry, const Resource& resource, const http::Request& request) {
    refuse_unknown_parameters(request);
    ExportOptions options;
    options.query = list_query(request, "");
    options.format = request.query("format").value_or("csv");
    options.columns = base::split(request.query("columns").value_or(""), ',');
    options.reading = [&registry](storage::Read& r) { return registry.reading(r); };
    const auto& actor = auth::actor_of(request);
    const std::string name = resource.route + "-" + today().to_text() + "." + options.format;
    if (options.format == "xlsx")
        return http::Response::download_file(
            name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write_xlsx(registry.database(), resource, actor, options), true);
    // Into a file first: a fault in the middle must be an error, never half a file that looks whole.
    const auto path = temporary_file();
    std::ofstream file{path, std::ios::binary};
    try {
        export_rows(registry.database(), resource, actor, options,
                    [&](std::string_view piece) { file << piece; });
    } catch (...) {
        ::unlink(path.c_str());
        throw;
    }
    file.close();
    if (!file) {
        ::unlink(path.c_str());
        throw unavailable("service.disk_full");
    }
    return http::Response::download_file(
        name, options.format == "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson", path, true);
}

}  // namespace kamino::registry
