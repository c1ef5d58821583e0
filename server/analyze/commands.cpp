#include "analyze/clv.h"
#include "analyze/command.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "analyze/align_writer.h"
#include "analyze/check.h"
#include "analyze/forecast_run.h"
#include "analyze/gap.h"
#include "analyze/segment.h"
#include "platform/base/text.h"

namespace kamino::analyze {

Refusal::Refusal(std::string reason_, std::string file_, std::size_t line_, std::string column_)
    : reason(std::move(reason_)), file(std::move(file_)), column(std::move(column_)), line(line_) {
    if (!file.empty()) text += file;
    if (line) text += (text.empty() ? "line " : ", line ") + std::to_string(line);
    if (!column.empty()) text += (text.empty() ? "column " : ", column ") + column;
    text += (text.empty() ? "" : ": ") + reason;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    out += text.substr(0, 40);
    // Not in the middle of a character.
    while (text.size() > 40 && !out.empty() &&
           (static_cast<unsigned char>(text[out.size() - 1]) & 0xC0) == 0x80)
        out.pop_back();
    out += text.size() > 40 ? "…\"" : "\"";
    return out;
}

namespace {

double as_number(const std::string& name, const std::string& text) {
    std::size_t used = 0;
    double value = std::nan("");
    try {
        value = std::stod(text, &used);
    } catch (const std::exception&) {
        used = 0;
    }
    if (text.empty() || used != text.size() || !std::isfinite(value))
        throw Refusal("--" + name + " needs a number, not \"" + text + "\"");
    return value;
}

std::vector<std::string> split(const std::vector<std::string>& values) {
    std::vector<std::string> out;
    for (const auto& value : values)
        for (std::size_t from = 0; from <= value.size();) {
            const auto to = std::min(value.find(',', from), value.size());
            if (to > from) out.push_back(value.substr(from, to - from));
            from = to + 1;
        }
    return out;
}

}  // namespace

const Option& Arguments::option(std::string_view name) const {
    for (const auto& o : *options_)
        if (o.name == name) return o;
    throw std::logic_error("no such option: " + std::string{name});
}

void Arguments::set(const std::string& name, std::vector<std::string> values) {
    const auto& o = option(name);
    for (const auto& value : values) {
        if (o.kind == Kind::number) as_number(name, value);
        if (o.kind == Kind::whole && as_number(name, value) != std::floor(as_number(name, value)))
            throw Refusal("--" + name + " needs a whole number, not \"" + value + "\"");
        if (!o.choices.empty() && std::find(o.choices.begin(), o.choices.end(), value) == o.choices.end()) {
            std::string all;
            for (const auto& choice : o.choices) all += (all.empty() ? "" : ", ") + choice;
            throw Refusal("--" + name + " is one of " + all + ", not \"" + value + "\"");
        }
    }
    values_[name] = std::move(values);
}

bool Arguments::has(std::string_view name) const {
    return values_.contains(name) || !option(name).fallback.empty();
}

std::string Arguments::text(std::string_view name) const {
    const auto& o = option(name);
    const auto found = values_.find(name);
    return found == values_.end() || found->second.empty() ? o.fallback : found->second.back();
}

double Arguments::number(std::string_view name) const {
    if (!has(name)) throw Refusal("--" + std::string{name} + " is missing");
    return as_number(std::string{name}, text(name));
}

long long Arguments::whole(std::string_view name) const {
    return static_cast<long long>(number(name));
}

bool Arguments::flag(std::string_view name) const {
    return option(name).kind == Kind::flag && values_.contains(name);
}

std::vector<std::string> Arguments::list(std::string_view name) const {
    const auto& o = option(name);
    const auto found = values_.find(name);
    return split(found != values_.end() ? found->second : std::vector<std::string>{o.fallback});
}

std::vector<Option> common_options() {
    return {
        {.name = "separator", .help = "of the columns: , ; tab | (recognised when left out)"},
        {.name = "decimal",
         .help = "point | comma (recognised when left out)",
         .choices = {"point", "comma"}},
        {.name = "date-order",
         .help = "dmy | mdy | ymd, where a file leaves it open",
         .choices = {"dmy", "mdy", "ymd"}},
        {.name = "format",
         .help = "json | csv | table, where the command offers it",
         .fallback = "json",
         .choices = {"json", "csv", "table"}},
        {.name = "seed",
         .kind = Kind::whole,
         .help = "of everything random: the same input and seed give the same bytes",
         .fallback = "1"},
        {.name = "threads",
         .kind = Kind::whole,
         .help = "1 or more; the answer is the same",
         .fallback = "2"},
    };
}

Command pmedian();
Command attention();
Command routes();
Command tour();
Command visits();
Command propensity();
Command basket();
Command similar();
Command impact();

// Each command stands in a file of its own; this is the list of them.
const std::vector<Command>& commands() {
    static const std::vector<Command> all{clv_command(), segment_command(), gap_command(), forecast_command(),
                                          align(),       capacity(),        check(),       routes(),
                                          tour(),        visits(),          propensity(),  basket(),
                                          similar(),     impact(),          pmedian(),     attention()};
    return all;
}

}  // namespace kamino::analyze
