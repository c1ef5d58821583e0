// Export of a resource: every visible row of one snapshot, as CSV, NDJSON or XLSX.
#include <unistd.h>
#include <xlsxwriter.h>

#include <fstream>

#include "platform/base/id.h"
#include "platform/base/text.h"
#include "platform/registry/export_columns.h"
#include "platform/registry/generic.h"
#include "platform/registry/parameters.h"
#include "platform/storage/record_walk.h"

namespace kamino::registry {
namespace {

// Visits every row inside one snapshot. Facts in millions are not sorted unless somebody asks for it.
void each_row(storage::Database& database, const Resource& resource, const auth::Actor& actor,
              const ExportOptions& options, const std::function<void(const Record&)>& visit) {
    auto query = options.query;
    if (query.sort.empty() && !resource.bulk) query.sort = resource.default_sort;
    database.read([&](storage::Read& read) {
        if (options.reading) query.reading = options.reading(read);
        if (!resource.in_words || !options.words)
            return storage::each_record(read, *resource.entity, query, scope_of(resource, actor), visit);
        storage::each_record(
            read, *resource.entity, query, scope_of(resource, actor),
            [&](const Record& record) { visit(*in_words(resource, *options.words, record)); });
    });
}

std::vector<OutColumn> wanted_columns(storage::Database& database, const Resource& resource,
                                      const ExportOptions& options) {
    std::vector<OutColumn> columns;
    database.read([&](storage::Read& read) {
        columns = columns_of(*resource.entity, options.columns,
                             options.reading ? options.reading(read) : describe::Reading{});
    });
    return columns;
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
    const auto columns = wanted_columns(database, resource, options);
    Outgoing outgoing{out};
    auto& text = outgoing.text();
    text = "\xEF\xBB\xBF";
    for (const auto& c : columns)
        text += (&c == &columns.front() ? "" : ",") + csv_cell(title(c, options.words), false);
    text += "\r\n";
    each_row(database, resource, actor, options, [&](const Record& row) {
        for (const auto& c : columns) {
            if (&c != &columns.front()) text += ',';
            text += csv_cell(cell(c, row, options.words), is_number(c));
        }
        text += "\r\n";
        outgoing.line_done();
    });
    outgoing.flush();
}

void write_ndjson(storage::Database& database, const Resource& resource, const auth::Actor& actor,
                  const ExportOptions& options, const std::function<void(std::string_view)>& out) {
    const auto columns = wanted_columns(database, resource, options);
    std::vector<std::string_view> only;  // an amount and a document go whole
    if (!options.columns.empty())
        for (const auto& c : columns) only.push_back(c.field ? c.field->name : std::string_view{c.name});
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
    const auto columns = wanted_columns(database, resource, options);
    lxw_workbook_options settings{};
    settings.constant_memory = LXW_TRUE;
    auto* book = workbook_new_opt(path.c_str(), &settings);
    if (!book) throw unavailable("service.unavailable", "cannot write " + path);
    auto* sheet = workbook_add_worksheet(book, nullptr);
    auto* bold = workbook_add_format(book);
    format_set_bold(bold);
    lxw_row_t row = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(i), title(columns[i], options.words).c_str(),
                               bold);
    worksheet_freeze_panes(sheet, 1, 0);
    each_row(database, resource, actor, options, [&](const Record& record) {
        if (++row >= 1'048'576) throw Fault{FaultCode::too_large, "export.too_many_rows_for_xlsx"};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto text = cell(columns[i], record, options.words);
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

i18n::Language language_named(std::string_view tag) {
    const auto language = i18n::language_of(tag);
    if (tag != i18n::tag(language))
        throw invalid_field("/lang", "field.not_a_choice", {{"choices", "en, es, nl"}});
    return language;
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
    if (const auto lang = request.query("lang")) options.words = language_named(*lang);
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
