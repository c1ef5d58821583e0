// kamino analyze basket: what is bought together. Formulas in engine/basket.
#include "engine/basket/basket.h"

#include <algorithm>
#include <map>

#include "analyze/output.h"
#include "analyze/table.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

struct Read {
    basket::Baskets baskets;
    std::vector<std::string> names;
    std::size_t lines = 0, without_item = 0;
};

// One basket a line.
Read read_baskets(const Arguments& arguments) {
    auto format = Format::of(arguments);
    format.ragged = true;
    if (!format.separator) format.separator = ',';
    const auto table = Table::read(arguments.text("baskets"), format);
    Read out{.lines = table.rows()};
    std::map<std::string, basket::Item> code;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        std::vector<basket::Item> items;
        for (auto& name : table.cells(row)) {
            if (name.empty()) continue;
            const auto [at, fresh] =
                code.emplace(std::move(name), static_cast<basket::Item>(out.names.size()));
            if (fresh) out.names.push_back(at->first);
            items.push_back(at->second);
        }
        out.without_item += items.empty();
        out.baskets.add(items);
    }
    return out;
}

// One purchase a line.
Read read_transactions(const Arguments& arguments) {
    for (const auto* needed : {"basket", "item"})
        if (!arguments.has(needed))
            throw Refusal(std::string{"--transactions needs --"} + needed + ", the column");
    const auto table = Table::read(arguments.text("transactions"), Format::of(arguments));
    const auto basket_column = table.column(arguments.text("basket")),
               item_column = table.column(arguments.text("item"));
    const auto baskets = table.codes(basket_column), items = table.codes(item_column);
    Read out{.names = items.names, .lines = table.rows()};
    std::vector<std::uint32_t> of;
    std::vector<basket::Item> item;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (baskets.names[baskets.code[row]].empty())
            table.refuse(row, basket_column, "is empty; every line needs its basket");
        if (items.names[items.code[row]].empty()) {
            ++out.without_item;
            continue;
        }
        of.push_back(baskets.code[row]);
        item.push_back(items.code[row]);
    }
    out.baskets = basket::from_lines(of, item);
    return out;
}

Read read(const Arguments& arguments) {
    if (arguments.has("baskets") == arguments.has("transactions"))
        throw Refusal(
            "give --baskets (one basket a line) or --transactions (one purchase a line), one of them");
    auto out = arguments.has("baskets") ? read_baskets(arguments) : read_transactions(arguments);
    if (out.baskets.size() == 0)
        throw Refusal("holds no basket",
                      arguments.text(arguments.has("baskets") ? "baskets" : "transactions"));
    return out;
}

basket::Options options_of(const Arguments& arguments) {
    basket::Options out{.min_support = arguments.number("min-support"),
                        .min_confidence = arguments.number("min-confidence"),
                        .min_items = static_cast<int>(std::clamp(arguments.whole("min-items"), 0LL, 1000LL)),
                        .max_items = static_cast<int>(std::clamp(arguments.whole("max-items"), 0LL, 20LL)),
                        .drop_redundant = arguments.text("redundant") == "drop",
                        .threads = static_cast<int>(std::clamp(arguments.whole("threads"), 1LL, 64LL))};
    if (!(out.min_support > 0 && out.min_support <= 1))
        throw Refusal("--min-support is a share of the baskets: above 0, at most 1");
    if (!(out.min_confidence >= 0 && out.min_confidence <= 1))
        throw Refusal("--min-confidence is between 0 and 1");
    if (out.min_items < 1 || out.max_items < out.min_items)
        throw Refusal("--min-items is at least 1 and --max-items at least as much, at most 20");
    return out;
}

std::vector<std::string> warnings_of(const Read& read, const basket::Mined& mined, const basket::Rules& found,
                                     const basket::Options& options) {
    std::vector<std::string> out;
    if (read.without_item)
        out.push_back(std::to_string(read.without_item) + " lines name no item and were left out.");
    if (mined.min_count < 5)
        out.push_back("The support asks for " + std::to_string(mined.min_count) +
                      " baskets only: rules on fewer than five baskets are often chance.");
    const auto longest = mined.sets.empty() ? 0 : static_cast<int>(mined.sets.back().items.size());
    if (longest == options.max_items && longest > 1)
        out.push_back("There are frequent sets of " + std::to_string(longest) +
                      " items, the most that --max-items allows; longer ones were not looked for.");
    if (mined.sets.empty())
        out.push_back("No item reaches the support; lower --min-support.");
    else if (found.rules.empty())
        out.push_back("No rule reaches the confidence; lower --min-confidence or --min-support.");
    return out;
}

std::string as_csv(const Read& read, const std::vector<basket::Rule>& rules) {
    CsvWriter out({"lhs", "rhs", "support", "confidence", "lift", "count"});
    for (const auto& rule : rules) {
        std::string lhs;
        for (const auto item : rule.lhs) lhs += (lhs.empty() ? "" : " + ") + read.names[item];
        out.cell(lhs).cell(read.names[rule.rhs]).cell(rule.support).cell(rule.confidence).cell(rule.lift);
        out.cell(static_cast<long long>(rule.count));
        out.end_row();
    }
    return out.text();
}

std::string as_json(const Read& read, const basket::Options& options, const basket::Mined& mined,
                    const basket::Rules& found, std::size_t shown) {
    base::JsonWriter out;
    out.begin_object().pair("method", "eclat").key("parameters").begin_object();
    out.pair("min_support", options.min_support).pair("min_count", mined.min_count);
    out.pair("min_confidence", options.min_confidence);
    out.pair("min_items", options.min_items).pair("max_items", options.max_items);
    out.pair("redundant", options.drop_redundant ? "drop" : "keep").end_object();
    out.pair("lines", std::uint64_t{read.lines}).pair("baskets", std::uint64_t{mined.baskets});
    out.pair("items", std::uint64_t{read.names.size()})
        .pair("itemset_count", std::uint64_t{mined.sets.size()});
    out.key("itemsets_by_size").begin_object();
    std::map<std::size_t, std::uint64_t> by_size;
    for (const auto& set : mined.sets) ++by_size[set.items.size()];
    for (const auto& [size, count] : by_size) out.pair(std::to_string(size), count);
    out.end_object().pair("rule_count", std::uint64_t{found.rules.size()});
    if (options.drop_redundant) out.pair("redundant_count", std::uint64_t{found.redundant});
    out.key("rules").begin_array();
    for (std::size_t k = 0; k < shown; ++k) {
        const auto& rule = found.rules[k];
        out.begin_object().key("lhs").begin_array();
        for (const auto item : rule.lhs) out.value(std::string_view{read.names[item]});
        out.end_array().key("rhs").value(std::string_view{read.names[rule.rhs]});
        out.pair("support", rule.support).pair("confidence", rule.confidence);
        out.pair("lift", rule.lift).pair("count", rule.count).end_object();
    }
    out.end_array();
    write_warnings(out, warnings_of(read, mined, found, options));
    return out.end_object().take();
}

void run(const Arguments& arguments) {
    const auto options = options_of(arguments);
    if (arguments.text("format") == "table") throw Refusal("--format is json or csv here");
    const auto top = arguments.whole("top");
    if (top < 0) throw Refusal("--top is 0 (all) or more");
    const auto baskets = read(arguments);
    const auto mined = basket::frequent_sets(baskets.baskets, options);
    if (mined.truncated)
        throw Refusal("more than " + std::to_string(options.max_sets) +
                      " frequent sets: raise --min-support or lower --max-items");
    auto found = basket::rules(mined, options);
    const auto shown = top ? std::min(static_cast<std::size_t>(top), found.rules.size()) : found.rules.size();
    if (arguments.text("format") == "csv") {
        found.rules.resize(shown);
        print(as_csv(baskets, found.rules));
    } else {
        print(as_json(baskets, options, mined, found, shown));
    }
}

}  // namespace

Command basket() {
    std::vector<Option> options{
        {.name = "transactions", .help = "CSV of one purchase a line; needs --basket and --item"},
        {.name = "basket", .help = "column: what belongs together (an order, or an account)"},
        {.name = "item", .help = "column: what was bought"},
        {.name = "baskets", .help = "file of one basket a line, its items separated by commas, no header"},
        {.name = "min-support", .kind = Kind::number, .help = "share of the baskets", .fallback = "0.01"},
        {.name = "min-confidence", .kind = Kind::number, .help = "of a rule", .fallback = "0.5"},
        {.name = "min-items", .kind = Kind::whole, .help = "of a rule, both sides", .fallback = "1"},
        {.name = "max-items", .kind = Kind::whole, .help = "of a rule, both sides", .fallback = "10"},
        {.name = "redundant",
         .help = "keep | drop rules that a shorter one makes needless",
         .fallback = "keep",
         .choices = {"keep", "drop"}},
        {.name = "top", .kind = Kind::whole, .help = "so many rules are written; 0: all", .fallback = "0"}};
    for (auto& option : common_options()) options.push_back(std::move(option));
    return {"basket", "Market baskets: item sets and rules of what is bought together.", std::move(options),
            run};
}

}  // namespace kamino::analyze
