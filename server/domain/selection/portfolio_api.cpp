// Sums over the portfolio: by group, and the Pareto curve.
#include <cmath>

#include "domain/sales/public.h"
#include "domain/selection/portfolio_store.sql.h"
#include "domain/selection/selection_api.h"
#include "domain/workspace/public.h"
#include "engine/score/score.h"
#include "platform/base/text.h"

namespace kamino::selection {
namespace {

// The condition of ?filter= and ?q= over what the actor sees; words of q must occur in the name or the city.
struct Where {
    std::string sql = " WHERE portfolio.deleted_at IS NULL";
    storage::Args args;

    Where(const http::Request& request, const auth::Actor& actor, const describe::Reading& reading) {
        const auto scope = auth::visible_accounts(actor, "portfolio.id");
        auto filter =
            describe::compile(PortfolioRow::entity(),
                              describe::parse_filter(request.query("filter").value_or("")), "f", reading);
        for (const auto& condition : {scope.sql, filter.sql})
            if (!condition.empty()) sql += " AND (" + condition + ")";
        for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
        for (const auto& v : filter.values) args.emplace_back(v.name, v.value);
        int n = 0;
        for (const auto& word : base::split(base::fold(request.query("q").value_or("")), ' ')) {
            if (n == 8) break;
            const std::string name = "q" + std::to_string(n++);
            sql += " AND (portfolio.name_folded LIKE :" + name +
                   " ESCAPE '\\' OR portfolio.city_folded LIKE :" + name + " ESCAPE '\\')";
            args.emplace_back(name, escaped(word));
        }
    }
    // Invoice lines of these accounts that are in no sum.
    std::int64_t unconverted(storage::Read& read) const {
        return sales::unconverted_lines(read, "SELECT portfolio.id FROM portfolio" + sql, args);
    }
    static std::string escaped(const std::string& word) {
        std::string like = "%";
        for (const char c : word) {
            if (c == '%' || c == '_' || c == '\\') like += '\\';
            like += c;
        }
        return like + "%";
    }
};

void write_money(base::JsonWriter& w, std::string_view key, std::int64_t minor, const std::string& currency) {
    w.key(key).begin_object().pair("minor", minor).pair("currency", currency).end_object();
}

struct Group {
    std::string_view name, key, label;
};
constexpr std::array<Group, 5> groups{
    {{"class", "portfolio.class", "''"},
     {"owner", "COALESCE(portfolio.owner_id, '')", "MAX(portfolio.owner_name)"},
     {"industry", "portfolio.industry", "''"},
     {"country", "portfolio.country", "''"},
     {"status", "portfolio.status", "''"}}};

const Group& group_of(const http::Request& request) {
    const auto name = request.query("group").value_or("class");
    for (const auto& g : groups)
        if (g.name == name) return g;
    throw invalid_field("/group", "field.not_a_choice",
                        {{"choices", "class, owner, industry, country, status"}});
}

constexpr std::array<std::string_view, 6> sums{"revenue_12m",   "revenue_prev_12m", "margin_12m",
                                               "open_pipeline", "won_12m",          "potential"};

constexpr std::int64_t most_ids = 20'000;  // that one may choose at once

struct Seller {
    std::string id, name;
    std::int64_t revenue;
};

// At most 200 of n ranks: all when there are few; else the first 50, the one that crosses 80 %, and an even
// choice.
std::vector<std::size_t> ranks_to_show(std::size_t n, std::size_t eighty) {
    std::vector<std::size_t> ranks;
    constexpr std::size_t most = 200, first = 50;
    if (n <= most) {
        for (std::size_t i = 0; i < n; ++i) ranks.push_back(i);
        return ranks;
    }
    for (std::size_t i = 0; i < first; ++i) ranks.push_back(i);
    const std::size_t rest = most - first - 1;
    for (std::size_t i = 1; i <= rest; ++i) ranks.push_back(first - 1 + (n - first) * i / rest);
    ranks.push_back(eighty);
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    return ranks;
}

// Accounts that gave back more than they bought are in no share: the curve would turn down and pass 100 %.
struct GivenBack {
    std::int64_t accounts = 0, revenue = 0;
};

// Equal revenues stand by id; however they stand, as many accounts make the first 80 %.
std::string pareto_json(const std::vector<Seller>& sellers, const GivenBack& given_back,
                        const std::string& currency, std::int64_t unconverted) {
    std::int64_t total = 0, before = 0;
    for (const auto& s : sellers) total += s.revenue;
    std::vector<double> cumulative;
    std::size_t eighty = sellers.size();
    for (std::size_t i = 0; i < sellers.size(); ++i) {
        before += sellers[i].revenue;
        cumulative.push_back(static_cast<double>(before) / static_cast<double>(total));
        // In whole numbers: four equal accounts of five are 80 % and not a little less.
        if (eighty == sellers.size() && static_cast<__int128>(before) * 5 >= static_cast<__int128>(total) * 4)
            eighty = i;
    }
    const auto n = static_cast<double>(sellers.size());
    base::JsonWriter w;
    w.begin_object().pair("accounts", static_cast<std::int64_t>(sellers.size()));
    write_money(w, "total", total, currency);
    w.pair("unconverted", unconverted);
    w.key("given_back").begin_object().pair("accounts", given_back.accounts);
    write_money(w, "revenue_12m", given_back.revenue, currency);
    w.end_object().key("eighty");
    if (sellers.empty())
        w.null();
    else
        w.begin_object()
            .pair("rank", static_cast<std::int64_t>(eighty + 1))
            .pair("accounts_share", static_cast<double>(eighty + 1) / n)
            .end_object();
    w.key("items").begin_array();
    for (const auto i :
         sellers.empty() ? std::vector<std::size_t>{} : ranks_to_show(sellers.size(), eighty)) {
        const auto& s = sellers[i];
        w.begin_object()
            .pair("rank", static_cast<std::int64_t>(i + 1))
            .pair("account_id", s.id)
            .pair("name", s.name);
        write_money(w, "revenue_12m", s.revenue, currency);
        w.pair("share", static_cast<double>(s.revenue) / static_cast<double>(total));
        w.pair("cumulative_share", cumulative[i])
            .pair("accounts_share", static_cast<double>(i + 1) / n)
            .end_object();
    }
    return w.end_array().end_object().take();
}

}  // namespace

http::Response portfolio_summary(registry::Registry& registry, http::Request& request) {
    const auto& group = group_of(request);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const Where where{request, actor, registry.reading(r)};
        const auto currency = workspace::settings(r).currency;
        const std::string key{group.key};
        std::string text = "SELECT " + key + ", " + std::string{group.label} + ", COUNT(*)";
        for (const auto sum : sums) text += ", CAST(SUM(portfolio." + std::string{sum} + "_minor) AS BIGINT)";
        text += " FROM portfolio" + where.sql + " GROUP BY " + key + " ORDER BY 3 DESC, 1";
        if (group.name == "class" || group.name == "status")
            text.replace(text.rfind("ORDER BY"), std::string::npos, "ORDER BY 1");
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        auto rows = r.query({"selection.summary", text}, where.args);
        while (rows.next()) {
            const auto name = rows.text(0), label = rows.text(1);
            w.begin_object().key("key");
            if (name.empty())
                w.null();
            else
                w.value(std::string_view{name});
            w.pair("label", label.empty() && group.name != "owner" ? name : label)
                .pair("accounts", rows.integer(2));
            for (std::size_t i = 0; i < sums.size(); ++i)
                write_money(w, sums[i], rows.integer(static_cast<int>(i) + 3), currency);
            w.end_object();
        }
        w.end_array().pair("unconverted", where.unconverted(r));
        w.pair("recomputing", r.integer(sql::is_recomputed).has_value());
        return http::Response::json(w.end_object().take());
    });
}

http::Response portfolio_ids(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const Where where{request, actor, registry.reading(r)};
        const auto total =
            r.integer({"selection.count_ids", "SELECT COUNT(*) FROM portfolio" + where.sql}, where.args);
        base::JsonWriter w;
        w.begin_object().pair("total", total.value_or(0)).key("ids").begin_array();
        auto rows = r.query({"selection.ids", "SELECT portfolio.id FROM portfolio" + where.sql +
                                                  " ORDER BY portfolio.id LIMIT " + std::to_string(most_ids)},
                            where.args);
        while (rows.next()) w.value(rows.text_view(0));
        return http::Response::json(w.end_array().end_object().take());
    });
}

http::Response portfolio_pareto(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const Where where{request, actor, registry.reading(r)};
        const auto currency = workspace::settings(r).currency;
        std::vector<Seller> sellers;
        auto rows = r.query(
            {"selection.pareto",
             "SELECT portfolio.id, portfolio.name, portfolio.revenue_12m_minor FROM portfolio" + where.sql +
                 " AND portfolio.revenue_12m_minor <> 0 ORDER BY portfolio.revenue_12m_minor DESC, "
                 "portfolio.id"},
            where.args);
        GivenBack given_back;
        while (rows.next())
            if (rows.integer(2) > 0)
                sellers.push_back({rows.text(0), rows.text(1), rows.integer(2)});
            else
                ++given_back.accounts, given_back.revenue += rows.integer(2);
        return http::Response::json(pareto_json(sellers, given_back, currency, where.unconverted(r)));
    });
}

}  // namespace kamino::selection
