#include "analyze/table.h"

#include "analyze/table_body.h"
#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t most = 30;
    std::string all;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) all += (i ? ", " : "") + names[i];
    return names.size() > most ? all + " …" : all;
}

// "sep=;" as the first line, which spreadsheets write and read; takes it off.
std::optional<char> take_separator_line(std::string_view& text) {
    if (!text.starts_with("sep=") || text.size() < 5) return {};
    const char separator = text[4];
    const auto stop = text.find_first_of("\r\n", 5);
    if (stop != 5) return {};
    text.remove_prefix(text.substr(5).starts_with("\r\n") ? 7 : 6);
    return separator;
}

std::string counted(std::size_t n) {
    return std::to_string(n) + (n == 1 ? " cell" : " cells");
}

// Takes the first row that is not blank off the text.
std::vector<std::string> take_header(const Table::Body& body, std::string_view& text) {
    while (!text.empty()) {
        const char* end = text.data() + text.size();
        auto cells = cells_of(text.data(), end, body.shape);
        const char* at = text.data();
        for (std::size_t i = 0; i < cells.size(); ++i) at = cell_at(at, end, body.shape).next + 1;
        text = at < end ? std::string_view{at, static_cast<std::size_t>(end - at)} : std::string_view{end, 0};
        if (std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); }))
            return cells;
    }
    return {};
}

void refuse_fault(const Table::Body& body, const RowFault& fault) {
    const auto line = body.line_of(fault.row);
    if (fault.unclosed)
        throw Refusal("a quote opens in this row and does not close", body.path, line,
                      std::to_string(fault.cells));
    throw Refusal("has " + counted(fault.cells) + " where the header has " + std::to_string(body.shape.width),
                  body.path, line);
}

}  // namespace

Format Format::of(const Arguments& arguments) {
    Format format;
    const auto separator = arguments.text("separator");
    if (separator == "tab" || separator == "\\t") {
        format.separator = '\t';
    } else if (separator.size() == 1 && separator != "\"" && separator != "\n" && separator != "\r") {
        format.separator = separator[0];
    } else if (!separator.empty()) {
        throw Refusal("--separator is one character or \"tab\", not \"" + separator + "\"");
    }
    if (arguments.has("decimal")) format.decimal = arguments.text("decimal") == "comma" ? ',' : '.';
    format.date_order = arguments.text("date-order");
    const auto threads = arguments.whole("threads");
    if (threads < 1 || threads > 256) throw Refusal("--threads is between 1 and 256");
    format.threads = static_cast<unsigned>(threads);
    return format;
}

Table Table::read(const std::string& path, const Format& format) {
    auto body = std::make_unique<Body>(path);
    body->format = format;
    for (int round = 0; round < 2; ++round) {
        auto text = body->file.text();
        const auto separator = take_separator_line(text);
        body->shape = recognise(text);
        if (separator) body->shape.separator = *separator;
        if (format.separator != 0) body->shape.separator = format.separator;
        if (!format.ragged) {
            body->names = take_header(*body, text);
            if (body->names.empty())
                throw Refusal("is empty: a first row with the columns' names is needed", path);
            body->shape.width = body->names.size();
        }
        body->rows = Rows::scan(text, body->shape, format.threads);
        if (body->rows.quotes() && !body->shape.quotes) {  // the first one stands behind the head
            body->shape.quotes = true;
            body->rows = Rows::scan(text, body->shape, format.threads);
        }
        // What cuts cells is below 0x80 in every encoding that comes here, so the scan held; the cells may
        // not.
        if (round > 0 || !body->rows.beyond_ascii() || !body->file.ensure_utf8()) break;
    }
    if (body->rows.fault()) refuse_fault(*body, *body->rows.fault());
    if (body->rows.count() == 0) throw Refusal(format.ragged ? "is empty" : "has a header and no rows", path);
    return Table{std::move(body)};
}

Table::Table(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(Table&&) noexcept = default;
Table::~Table() = default;

std::size_t Table::rows() const {
    return body_->rows.count();
}

const std::vector<std::string>& Table::names() const {
    return body_->names;
}

const std::string& Table::path() const {
    return body_->path;
}

std::optional<std::size_t> Table::find_column(std::string_view name) const {
    const auto wanted = base::fold(name);
    std::optional<std::size_t> alike;
    for (std::size_t i = 0; i < body_->names.size(); ++i) {
        if (body_->names[i] == name) return i;
        if (!alike && base::fold(body_->names[i]) == wanted) alike = i;
    }
    return alike;
}

std::size_t Table::column(std::string_view name) const {
    const auto found = find_column(name);
    if (!found)
        throw Refusal("has no column \"" + std::string{name} + "\"; there are: " + listed(body_->names),
                      body_->path);
    if (std::count(body_->names.begin(), body_->names.end(), body_->names[*found]) > 1)
        throw Refusal("the header names this column more than once", body_->path, 0,
                      body_->shown_name(*found));
    return *found;
}

std::size_t Table::line(std::size_t row) const {
    return body_->line_of(body_->rows.row(row));
}

std::string Table::text(std::size_t row, std::size_t column) const {
    return text_of(body_->cell(row, column));
}

std::vector<std::string> Table::cells(std::size_t row) const {
    return cells_of(body_->rows.row(row), body_->end(), body_->shape);
}

void Table::refuse(std::size_t row, std::size_t column, std::string reason) const {
    throw Refusal(std::move(reason), body_->path, line(row), body_->shown_name(column));
}

}  // namespace kamino::analyze
