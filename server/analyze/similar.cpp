// kamino analyze similar: peers, products that go together, and what peers buy and an account does not.
// Formulas and sources in engine/similar.
#include "engine/similar/similar.h"

#include <algorithm>
#include <atomic>

#include "analyze/output.h"
#include "analyze/table.h"
#include "engine/parallel/parallel.h"
#include "platform/base/text.h"

namespace kamino::analyze {
namespace {

struct Read {
    similar::Purchases purchases;
    std::vector<std::string> accounts, products;
    std::size_t lines = 0, incomplete = 0;
};

Read read(const Arguments& arguments) {
    const auto table = Table::read(arguments.text("transactions"), Format::of(arguments));
    const auto accounts = table.codes(table.column(arguments.text("customer")));
    const auto products = table.codes(table.column(arguments.text("item")));
    std::vector<double> amounts;
    if (arguments.has("amount")) amounts = table.numbers(table.column(arguments.text("amount")));
    Read out{.accounts = accounts.names, .products = products.names, .lines = table.rows()};
    std::vector<std::uint32_t> account, product;
    std::vector<double> amount;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const bool whole = !accounts.names[accounts.code[row]].empty() &&
                           !products.names[products.code[row]].empty() &&
                           (amounts.empty() || amounts[row] == amounts[row]);
        if (!whole) {
            ++out.incomplete;
            continue;
        }
        account.push_back(accounts.code[row]);
        product.push_back(products.code[row]);
        if (!amounts.empty()) amount.push_back(amounts[row]);
    }
    if (account.empty()) throw Refusal("holds no complete line", arguments.text("transactions"));
    out.purchases = similar::from_lines(account, product, amount);
    out.purchases.of_account.resize(out.accounts.size());
    out.purchases.of_product.resize(out.products.size());
    return out;
}

similar::Options options_of(const Arguments& arguments) {
    similar::Options out{.shrinkage = arguments.number("shrinkage"), .prior = arguments.number("prior")};
    if (!(out.shrinkage >= 0) || !(out.prior >= 0)) throw Refusal("--shrinkage and --prior are 0 or more");
    const auto neighbours = arguments.whole("neighbours"), peers = arguments.whole("min-peers");
    if (neighbours < 1 || neighbours > 100'000) throw Refusal("--neighbours is between 1 and 100000");
    if (peers < 1 || peers > neighbours) throw Refusal("--min-peers is between 1 and --neighbours");
    out.neighbours = static_cast<std::size_t>(neighbours);
    out.min_peers = static_cast<std::uint32_t>(peers);
    return out;
}

std::uint32_t account_of(const Read& data, const std::string& name) {
    for (std::uint32_t a = 0; a < data.accounts.size(); ++a)
        if (data.accounts[a] == name) return a;
    for (std::uint32_t a = 0; a < data.accounts.size(); ++a)
        if (base::fold(data.accounts[a]) == base::fold(name)) return a;
    throw Refusal("--account " + quoted(name) + " is not in the file");
}

// The best of every account, at most `top` each, in the accounts' order.
std::vector<similar::Suggestion> suggest_all(const Read& data, const similar::Options& options,
                                             std::size_t top, unsigned threads) {
    const auto n = data.purchases.accounts();
    const auto parts = parallel::parts_of(n, 50);
    std::vector<std::vector<similar::Suggestion>> found(parts);
    std::atomic<std::size_t> done{0};
    parallel::for_parts(parts, threads, [&](std::size_t part) {
        for (auto a = parallel::part_begin(n, parts, part); a < parallel::part_begin(n, parts, part + 1);
             ++a) {
            auto own = similar::suggest(data.purchases, static_cast<std::uint32_t>(a), options);
            if (own.size() > top) own.resize(top);
            std::move(own.begin(), own.end(), std::back_inserter(found[part]));
        }
        progress("parts of the accounts", static_cast<double>(++done), static_cast<double>(parts));
    });
    std::vector<similar::Suggestion> out;
    for (auto& part : found) std::move(part.begin(), part.end(), std::back_inserter(out));
    return out;
}

void write_neighbours(base::JsonWriter& out, std::string_view key, std::string_view label,
                      const std::vector<similar::Neighbour>& all, const std::vector<std::string>& names) {
    out.key(key).begin_array();
    for (const auto& n : all)
        out.begin_object()
            .pair(label, std::string_view{names[n.id]})
            .pair("similarity", n.similarity)
            .pair("shared", n.shared)
            .end_object();
    out.end_array();
}

void write_suggestions(base::JsonWriter& out, const Read& data, const similar::Options& options,
                       const std::vector<similar::Suggestion>& all) {
    out.key("suggestions").begin_array();
    for (const auto& s : all) {
        out.begin_object().pair("account", std::string_view{data.accounts[s.account]});
        out.pair("product", std::string_view{data.products[s.product]}).pair("n", s.peers).pair("of", s.of);
        out.pair("probability", s.probability).pair("base_rate", s.base);
        out.pair("value", s.value).pair("expected_value", s.expected);
        write_neighbours(out, "because", "product", similar::because(data.purchases, s, 3, options),
                         data.products);
        out.end_object();
    }
    out.end_array();
}

std::vector<std::string> warnings_of(const Read& data, const similar::Backtest& test, bool amounts) {
    std::vector<std::string> out;
    if (data.incomplete)
        out.push_back(std::to_string(data.incomplete) +
                      " lines lack account, product or amount and were left out.");
    if (!amounts)
        out.push_back("Without --amount every product counts 1: expected_value is the probability.");
    if (test.accounts < 30) {
        out.push_back("Only " + std::to_string(test.accounts) +
                      " accounts buy two products or more: too few to test the suggestions.");
    } else if (test.hit_rate - test.popular_hit_rate < 2 * test.difference_error) {
        out.push_back(
            "In the back-test peers do not name a hidden product more often than the list of the most bought "
            "products does: treat the order of the suggestions as a guess.");
    }
    return out;
}

void write_head(base::JsonWriter& out, const Arguments& arguments, const Read& data,
                const similar::Options& options) {
    std::uint64_t cells = 0;
    for (const auto& products : data.purchases.of_account) cells += products.size();
    out.begin_object().pair("method", "account-based and item-based neighbours with shrinkage");
    out.key("parameters").begin_object().pair("neighbours", std::uint64_t{options.neighbours});
    out.pair("shrinkage", options.shrinkage)
        .pair("prior", options.prior)
        .pair("min_peers", options.min_peers);
    out.pair("account_similarity",
             "cosine over shared products, weighted by ln((accounts + 1) / buyers), times shared / (shared + "
             "shrinkage): "
             "Breese, Heckerman and Kadie 1998; Bell and Koren 2007");
    out.pair("product_similarity",
             "both / sqrt(buyers of one x buyers of the other), times both / (both + shrinkage): Deshpande "
             "and Karypis 2004");
    out.pair(
        "probability",
        "(sum of similarities of the peers that buy + prior x mean similarity x base rate) / (sum of all "
        "peers' similarities + prior x mean similarity)");
    out.pair("value",
             "(n x median amount of the peers that buy + prior x median amount of all buyers) / (n + prior); "
             "amounts are those of the file, added up per account and product");
    out.end_object().pair("seed", arguments.whole("seed")).pair("lines", std::uint64_t{data.lines});
    out.pair("accounts", std::uint64_t{data.accounts.size()})
        .pair("products", std::uint64_t{data.products.size()});
    out.pair("bought", cells);
}

void write_test(base::JsonWriter& out, const similar::Backtest& test) {
    out.key("backtest")
        .begin_object()
        .pair("accounts", std::uint64_t{test.accounts})
        .pair("top", std::uint64_t{test.top});
    out.pair("hit_rate", test.hit_rate).pair("popular_hit_rate", test.popular_hit_rate);
    out.pair("difference_std_error", test.difference_error).end_object();
}

std::string as_csv(const Read& data, const similar::Options& options,
                   const std::vector<similar::Suggestion>& all) {
    CsvWriter out(
        {"account", "product", "n", "of", "probability", "base_rate", "value", "expected_value", "because"});
    for (const auto& s : all) {
        std::string reasons;
        for (const auto& r : similar::because(data.purchases, s, 3, options))
            reasons += (reasons.empty() ? "" : "; ") + data.products[r.id];
        out.cell(data.accounts[s.account])
            .cell(data.products[s.product])
            .cell(static_cast<long long>(s.peers));
        out.cell(static_cast<long long>(s.of))
            .cell(s.probability)
            .cell(s.base)
            .cell(s.value)
            .cell(s.expected);
        out.cell(reasons).end_row();
    }
    return out.text();
}

// The products with most buyers first.
std::vector<std::uint32_t> most_bought(const Read& data, std::size_t count) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t j = 0; j < data.products.size(); ++j)
        if (!data.purchases.of_product[j].empty()) out.push_back(j);
    std::stable_sort(out.begin(), out.end(), [&](auto a, auto b) {
        return data.purchases.of_product[a].size() > data.purchases.of_product[b].size();
    });
    if (out.size() > count) out.resize(count);
    return out;
}

void write_products(base::JsonWriter& out, const Read& data, const similar::Options& options) {
    out.key("product_neighbours").begin_array();
    for (const auto j : most_bought(data, 200)) {
        out.begin_object().pair("product", std::string_view{data.products[j]});
        out.pair("buyers", std::uint64_t{data.purchases.of_product[j].size()});
        write_neighbours(out, "neighbours", "product", similar::like_product(data.purchases, j, 5, options),
                         data.products);
        out.end_object();
    }
    out.end_array();
}

void run(const Arguments& arguments) {
    const auto options = options_of(arguments);
    const auto top = arguments.whole("top");
    if (top < 1) throw Refusal("--top is 1 or more");
    if (arguments.text("format") == "table") throw Refusal("--format is json or csv here");
    const auto data = read(arguments);
    const bool one = arguments.has("account");
    const auto account = one ? account_of(data, arguments.text("account")) : 0;
    const auto threads = static_cast<unsigned>(std::clamp(arguments.whole("threads"), 1LL, 64LL));
    auto suggestions = one ? similar::suggest(data.purchases, account, options)
                           : suggest_all(data, options, static_cast<std::size_t>(top), threads);
    if (one && suggestions.size() > static_cast<std::size_t>(top))
        suggestions.resize(static_cast<std::size_t>(top));
    if (arguments.text("format") == "csv") return print(as_csv(data, options, suggestions));
    if (!one) {  // of all accounts, the most valuable
        std::stable_sort(suggestions.begin(), suggestions.end(),
                         [](const auto& a, const auto& b) { return a.expected > b.expected; });
        if (suggestions.size() > static_cast<std::size_t>(top))
            suggestions.resize(static_cast<std::size_t>(top));
    }
    const auto test = similar::backtest(data.purchases, options, 10, 500,
                                        static_cast<std::uint64_t>(arguments.whole("seed")));
    base::JsonWriter out;
    write_head(out, arguments, data, options);
    if (one) {
        out.pair("account", std::string_view{data.accounts[account]});
        write_neighbours(out, "neighbours", "account",
                         similar::like_account(data.purchases, account, options.neighbours, options),
                         data.accounts);
    }
    write_suggestions(out, data, options, suggestions);
    if (!one) write_products(out, data, options);
    write_test(out, test);
    auto warnings = warnings_of(data, test, arguments.has("amount"));
    if (suggestions.empty())
        warnings.push_back("There is nothing to suggest: no product is bought by " +
                           std::to_string(options.min_peers) + " peers and lacking here.");
    write_warnings(out, warnings);
    print(out.end_object().text());
}

}  // namespace

Command similar() {
    std::vector<Option> options{
        {.name = "transactions", .help = "CSV of one purchase a line", .required = true},
        {.name = "customer", .help = "column: the account", .required = true},
        {.name = "item", .help = "column: the product", .required = true},
        {.name = "amount", .help = "column: the amount of the line (returns negative)"},
        {.name = "account", .help = "suggestions and peers of this account; left out: the best of all"},
        {.name = "top",
         .kind = Kind::whole,
         .help = "suggestions (with --format csv: of each account)",
         .fallback = "20"},
        {.name = "neighbours",
         .kind = Kind::whole,
         .help = "peers that an account is compared with",
         .fallback = "30"},
        {.name = "min-peers",
         .kind = Kind::whole,
         .help = "so many of them must buy a product",
         .fallback = "2"},
        {.name = "shrinkage",
         .kind = Kind::number,
         .help = "shared products (accounts) that halve a similarity",
         .fallback = "5"},
        {.name = "prior",
         .kind = Kind::number,
         .help = "the base rate counts as so many peers",
         .fallback = "3"}};
    for (auto& option : common_options()) options.push_back(std::move(option));
    return {"similar", "Peers of an account, and what they buy and it does not, with its expected value.",
            std::move(options), run};
}

}  // namespace kamino::analyze
