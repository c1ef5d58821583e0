#include "analyze/opportunities.h"

#include <algorithm>

#include "analyze/table.h"
#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

class Reader {
  public:
    explicit Reader(const Arguments& arguments)
        : arguments_(arguments), table_(Table::read(arguments.text("opportunities"), Format::of(arguments))) {
        for (const char* name : {"stage", "amount"})
            if (!arguments.has(name))
                throw Refusal("--" + std::string{name} + " is missing: the name of a column");
    }
    Opportunities read() {
        Opportunities all;
        auto& out = all.rows;
        out.resize(table_.rows());
        read_states(out);
        read_amounts(out);
        if (arguments_.has("group")) {
            const auto coded = table_.codes(table_.column(arguments_.text("group")));
            all.groups = coded.names;
            for (std::size_t i = 0; i < out.size(); ++i) out[i].group = coded.code[i];
        }
        read_dates(out, "opened", &Opportunity::opened);
        read_dates(out, "closed", &Opportunity::closed);
        return all;
    }

  private:
    void read_states(std::vector<Opportunity>& out) {
        const auto stages = table_.codes(table_.column(arguments_.text("stage")));
        const auto among = [&](const std::string& option, const std::string& stage) {
            const auto names = arguments_.list(option);
            return std::any_of(names.begin(), names.end(),
                               [&](const auto& name) { return base::fold(name) == base::fold(stage); });
        };
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i].stage = stages.names[stages.code[i]];
            out[i].state = among("won", out[i].stage)    ? Opportunity::won
                           : among("lost", out[i].stage) ? Opportunity::lost
                                                         : Opportunity::open;
        }
    }
    void read_amounts(std::vector<Opportunity>& out) {
        const auto column = table_.column(arguments_.text("amount"));
        const auto amounts = table_.numbers(column);
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (amounts[i] < 0) table_.refuse(i, column, "is negative; an opportunity's amount is 0 or more");
            out[i].amount = amounts[i];
        }
        if (!arguments_.has("probability")) return;
        const auto place = table_.column(arguments_.text("probability"));
        const auto given = table_.numbers(place);
        // Percentages when any is above 1.
        const bool percent = std::any_of(given.begin(), given.end(), [](double p) { return p > 1; });
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (given[i] < 0 || given[i] > 100) table_.refuse(i, place, "is no probability");
            out[i].probability = percent ? given[i] / 100 : given[i];
        }
    }
    void read_dates(std::vector<Opportunity>& out, const std::string& option,
                    std::optional<std::int32_t> Opportunity::*field) {
        if (!arguments_.has(option)) return;
        const auto days = table_.optional_dates(table_.column(arguments_.text(option)));
        for (std::size_t i = 0; i < out.size(); ++i)
            if (days[i] != Table::no_date) out[i].*field = days[i];
    }

    const Arguments& arguments_;
    Table table_;
};

}  // namespace

Opportunities read_opportunities(const Arguments& arguments) {
    return Reader{arguments}.read();
}

}  // namespace kamino::analyze
