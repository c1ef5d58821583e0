#include "analyze/panel.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

using impact::never;

std::vector<std::string> texts(const Table& table, std::size_t column) {
    const auto coded = table.codes(column);
    std::vector<std::string> out;
    for (const auto c : coded.code) out.push_back(coded.names[c]);
    return out;
}

std::optional<bool> as_flag(const std::string& text) {
    static const std::set<std::string, std::less<>> yes{"1", "1.0", "true", "yes", "y", "si", "ja"},
        no{"", "0", "0.0", "false", "no", "n", "nee"};
    const auto folded = base::fold(text);
    if (yes.contains(folded)) return true;
    if (no.contains(folded)) return false;
    return std::nullopt;
}

bool says_never(const std::string& text) {
    static const std::set<std::string, std::less<>> words{"",    "0",   "never", "none", "na",    "n/a",
                                                          "nan", "inf", "null",  "-",    "nunca", "nooit"};
    return words.contains(base::fold(text));
}

class Reader {
  public:
    explicit Reader(const Arguments& arguments)
        : arguments_(arguments), table_(Table::read(arguments.text("panel"), Format::of(arguments))) {
        if (table_.rows() == 0) throw Refusal("holds no rows", table_.path());
    }

    PanelData read() {
        read_cells();
        if (arguments_.has("treated") == arguments_.has("treated-unit"))
            throw Refusal("give --treated (a column) or --treated-unit (a name), one of them");
        if (arguments_.has("from")) {
            const auto text = arguments_.text("from");
            from_ = times_.at_or_after(text);
            if (!from_)
                throw Refusal("--from " + quoted(text) + " is no time like those of the file (" +
                              quoted(times_.labels.front()) + " …)");
        }
        out_.panel.entry.assign(out_.units.size(), never);
        if (arguments_.has("treated-unit"))
            treat_unit();
        else
            treat_by_column();
        for (const auto& text : arguments_.list("predictors")) add_predictor(text);
        if (times_.by_text)
            out_.notes.push_back(
                "The times are neither periods nor numbers: they were put in the order of the alphabet, "
                "from " +
                quoted(times_.labels.front()) + " to " + quoted(times_.labels.back()) + ".");
        if (out_.missing)
            out_.notes.push_back(std::to_string(out_.missing) + " of " + std::to_string(out_.panel.y.size()) +
                                 " cells have no value.");
        return std::move(out_);
    }

  private:
    void read_cells() {
        const auto unit_column = table_.column(arguments_.text("unit")),
                   time_column = table_.column(arguments_.text("time"));
        auto units = table_.codes(unit_column);
        const auto y = table_.numbers(table_.column(arguments_.text("outcome")));
        times_ = times_of(table_, time_column);
        unit_of_.assign(units.code.begin(), units.code.end());
        out_.units = std::move(units.names);
        out_.times = times_.labels;
        auto& panel = out_.panel;
        panel.units = out_.units.size();
        panel.times = out_.times.size();
        if (panel.units * panel.times > 200'000'000)
            throw Refusal("more than 200 million unit-times", table_.path());
        panel.y.assign(panel.units * panel.times, impact::unknown);
        std::vector<bool> seen(panel.y.size());
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            if (out_.units[unit_of_[row]].empty())
                table_.refuse(row, unit_column, "is empty; every row needs its unit");
            const auto cell = unit_of_[row] * panel.times + times_.of[row];
            if (seen[cell])
                table_.refuse(row, time_column,
                              "a second row for " + quoted(out_.units[unit_of_[row]]) + " at " +
                                  quoted(out_.times[times_.of[row]]));
            seen[cell] = true;
            panel.y[cell] = y[row];
        }
        for (const double v : panel.y) out_.missing += !std::isfinite(v);
    }

    void treat_unit() {
        const auto name = arguments_.text("treated-unit");
        if (!from_) throw Refusal("--treated-unit needs --from, the first treated time");
        auto found = std::find(out_.units.begin(), out_.units.end(), name);
        if (found == out_.units.end())
            found = std::find_if(out_.units.begin(), out_.units.end(),
                                 [&](const auto& u) { return base::fold(u) == base::fold(name); });
        if (found == out_.units.end())
            throw Refusal("--treated-unit " + quoted(name) + " is not in the file");
        out_.panel.entry[static_cast<std::size_t>(found - out_.units.begin())] = *from_;
    }

    void treat_by_column() {
        const auto column = table_.column(arguments_.text("treated"));
        const auto values = texts(table_, column);
        if (std::all_of(values.begin(), values.end(), [](const auto& v) { return as_flag(v).has_value(); }))
            by_flags(values);
        else
            by_entries(values, column);
    }

    // 0 and 1 of each unit and time, or of each unit (with --from).
    void by_flags(const std::vector<std::string>& values) {
        const auto units = out_.panel.units, times = out_.panel.times;
        std::vector<int> flag(units * times, -1);
        for (std::size_t row = 0; row < values.size(); ++row)
            flag[unit_of_[row] * times + times_.of[row]] = *as_flag(values[row]);
        std::size_t changing = 0, back = 0;
        for (std::size_t i = 0; i < units; ++i) {
            const auto begin = flag.begin() + static_cast<std::ptrdiff_t>(i * times),
                       end = begin + static_cast<std::ptrdiff_t>(times);
            const auto first = std::find(begin, end, 1);
            if (first == end) continue;
            out_.panel.entry[i] = static_cast<std::size_t>(first - begin);
            changing += std::find(begin, first, 0) != first;
            back += std::find(first, end, 0) != end;
            if (std::find(begin, first, 0) == first) out_.panel.entry[i] = 0;  // treated since it is seen
        }
        if (back)
            out_.notes.push_back(
                std::to_string(back) +
                " units leave the treatment again; they count as treated from their first entry on.");
        if (changing) return warn_about_from();
        if (!from_) {
            const bool any = std::any_of(out_.panel.entry.begin(), out_.panel.entry.end(),
                                         [](auto e) { return e != never; });
            if (any)
                throw Refusal(
                    "the column --treated names the treated units and not the times: --from is needed");
            return;
        }
        for (auto& entry : out_.panel.entry)
            if (entry != never) entry = *from_;
    }

    // The first treated time of each unit; empty, 0 or "never" for the others.
    void by_entries(const std::vector<std::string>& values, std::size_t column) {
        std::vector<std::optional<std::string>> told(out_.panel.units);
        for (std::size_t row = 0; row < values.size(); ++row) {
            auto& before = told[unit_of_[row]];
            if (before && *before != values[row])
                table_.refuse(row, column,
                              "another entry time than before for " + quoted(out_.units[unit_of_[row]]) +
                                  " (a column of 0 and 1, or one entry time for each unit)");
            before = values[row];
            if (says_never(values[row])) continue;
            const auto entry = times_.at_or_after(values[row]);
            if (!entry)
                table_.refuse(row, column,
                              quoted(values[row]) + " is neither 0 or 1 nor a time like those of the file");
            out_.panel.entry[unit_of_[row]] = *entry;
        }
        warn_about_from();
    }

    void warn_about_from() {
        auto first = never;
        for (const auto entry : out_.panel.entry)
            if (entry > 0) first = std::min(first, entry);
        if (from_ && first != never && first != *from_ && first < out_.times.size())
            out_.notes.push_back("The column --treated begins at " + quoted(out_.times[first]) +
                                 ", not at --from; the column counts.");
    }

    // "name" is averaged over the times before the first entry, "name:1981..1990" over those times.
    void add_predictor(const std::string& text) {
        const auto colon = text.rfind(':');
        const bool window = colon != std::string::npos && text.find("..", colon) != std::string::npos &&
                            !table_.find_column(text);
        const auto name = window ? text.substr(0, colon) : text;
        std::size_t begin = 0, end = never;
        for (const auto entry : out_.panel.entry)
            if (entry > 0) end = std::min(end, entry);
        end = std::min(end, out_.times.size());
        if (window) {
            const auto dots = text.find("..", colon);
            const auto a = times_.at_or_after(text.substr(colon + 1, dots - colon - 1)),
                       b = times_.at_or_after(text.substr(dots + 2));
            if (!a || !b)
                throw Refusal("--predictors " + quoted(text) + ": the times are none like those of the file");
            begin = *a;
            end = std::min(*b + 1, out_.times.size());
        }
        const auto values = table_.numbers(table_.column(name));
        std::vector<double> sum(out_.panel.units), n(out_.panel.units);
        for (std::size_t row = 0; row < values.size(); ++row)
            if (std::isfinite(values[row]) && times_.of[row] >= begin && times_.of[row] < end)
                sum[unit_of_[row]] += values[row], n[unit_of_[row]] += 1;
        NamedPredictor out{.name = text, .values = {}};
        for (std::size_t i = 0; i < sum.size(); ++i)
            out.values.value.push_back(n[i] > 0 ? sum[i] / n[i] : impact::unknown);
        drop_units_without(out);
        out_.predictors.push_back(std::move(out));
    }

    void drop_units_without(const NamedPredictor& predictor) {
        std::size_t dropped = 0;
        for (std::size_t i = 0; i < out_.panel.units; ++i) {
            if (std::isfinite(predictor.values.value[i])) continue;
            if (out_.panel.entry[i] != never)
                throw Refusal("the treated unit " + quoted(out_.units[i]) + " has no value of " +
                              quoted(predictor.name));
            for (std::size_t t = 0; t < out_.panel.times; ++t)
                out_.panel.y[i * out_.panel.times + t] = impact::unknown;
            ++dropped;
        }
        if (dropped)
            out_.notes.push_back(std::to_string(dropped) + " units have no value of " +
                                 quoted(predictor.name) + " and were left out.");
    }

    const Arguments& arguments_;
    Table table_;
    Times times_;
    std::vector<std::size_t> unit_of_;
    std::optional<std::size_t> from_;
    PanelData out_;
};

}  // namespace

PanelData read_panel(const Arguments& arguments) {
    return Reader{arguments}.read();
}

}  // namespace kamino::analyze
