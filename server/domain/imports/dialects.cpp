#include "domain/imports/dialects.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "domain/imports/dialect_table.h"
#include "domain/imports/fields.h"
#include "platform/base/text.h"

namespace kamino::imports {

namespace {

struct KnownColumn {
    std::size_t row = 0;  // alternatives of one field rank by it
    std::string exact;    // as the program writes it
    ColumnMapping mapping;
    std::string ignored;  // the reason; empty = mapped
};

struct Dialect {
    std::string_view name;
    std::string_view entity;
    std::unordered_map<std::string, KnownColumn> columns;  // by folded header
    Mapping defaults;                                      // natural key, constants, computed
};

struct Catalogue {
    std::vector<Dialect> dialects;
    std::unordered_map<std::string, int> uses;  // folded header -> in how many dialects it occurs
};

std::vector<std::string_view> cut(std::string_view text, std::string_view by) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(by);
        if (const auto part = text.substr(0, at); !part.empty()) parts.push_back(part);
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + by.size());
    }
}

void set_words(ColumnMapping& c, std::string_view set) {
    for (const auto pair : cut(word_set(set), ";")) {
        const std::size_t equals = pair.find('=');
        const std::string word{pair.substr(0, equals)};
        const std::string value{pair.substr(equals + 1)};
        if (word == "*") {
            c.otherwise = value;
        } else {
            c.words.emplace(word, value);
        }
    }
}

// "parent_id ref accounts external_id" and the like; see dialect_table.h.
ColumnMapping read_how(std::string_view text) {
    const auto tokens = cut(text, " ");
    ColumnMapping c;
    c.field = tokens[0];
    const auto next = [&](std::size_t& i) {
        return i + 1 < tokens.size() ? tokens[++i] : std::string_view{};
    };
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const std::string_view how = tokens[i];
        if (how == "ref" || (how == "list" && i + 2 < tokens.size() && is_entity(tokens[i + 1]))) {
            c.take = how == "ref" ? Take::reference : Take::list;
            c.to = next(i);
            for (const auto key : cut(next(i), ",")) c.by.emplace_back(key);
        } else if (how == "list") {
            c.take = Take::list;
        } else if (how == "split") {
            c.split = next(i);
        } else if (how == "words") {
            set_words(c, next(i));
        } else if (how == "full") {
            c.take = Take::full_name;
        } else if (how == "line") {
            c.take = Take::line;
        } else if (how == "currency") {
            c.take = Take::currency;
        } else if (how == "skip") {
            c.take = Take::skip_row;
            c.field.clear();
        } else if (how == "in") {
            c.currency = next(i);
        } else if (how == "scale") {
            c.scale = base::to_int(next(i)).value_or(1);
        } else if (how == "divide") {
            c.divisor = base::to_int(next(i)).value_or(1);
        } else if (how == "strip") {
            c.strip_point_zero = true;
        } else if (how == "maybe") {
            c.or_empty = true;
        }
    }
    return c;
}

void read_directive(std::string_view line, Dialect& dialect) {
    const std::size_t blank = line.find(' ');
    const std::string_view what = line.substr(1, blank - 1);
    const std::string_view rest = line.substr(blank + 1);
    if (what == "key") {
        for (const auto field : cut(rest, ",")) dialect.defaults.natural_key.emplace_back(field);
    } else if (what == "const") {
        const std::size_t equals = rest.find('=');
        dialect.defaults.constants.emplace(rest.substr(0, equals), rest.substr(equals + 1));
    } else if (what == "compute") {
        const auto tokens = cut(rest, " ");
        dialect.defaults.computed.push_back({std::string{tokens[0]}, std::string{tokens[1]},
                                             std::string{tokens[2]},
                                             tokens.size() > 3 ? std::string{tokens[3]} : std::string{}});
    }
}

Dialect read_dialect(const DialectText& source) {
    Dialect dialect{source.dialect, source.entity, {}, {}};
    std::size_t row = 0;
    for (const auto line : cut(source.text, "\n"))
        if (line.front() == '!') read_directive(line, dialect);
    for (const auto& [name, how] : lines_of(source)) {
        KnownColumn known{row++, std::string{name}, {}, {}};
        if (how.starts_with("- ")) {
            known.ignored = how.substr(2);
        } else {
            known.mapping = read_how(how);
        }
        dialect.columns.emplace(base::fold(name), std::move(known));
    }
    return dialect;
}

const Catalogue& catalogue() {
    static const Catalogue made = [] {
        Catalogue c;
        for (const auto& texts : {salesforce_texts(), salesforce_label_texts(), hubspot_texts(), zoho_texts(),
                                  suitecrm_texts(), espo_texts(), other_texts()}) {
            for (const DialectText& text : texts) c.dialects.push_back(read_dialect(text));
        }
        for (const Dialect& dialect : c.dialects) {
            for (const auto& [name, known] : dialect.columns) ++c.uses[name];
        }
        return c;
    }();
    return made;
}

struct Score {
    double points = 0;
    double coverage = 0;
};

// Without one of these a file of the entity makes no record.
bool identifies(const Dialect& dialect, const std::set<std::string>& fields) {
    const auto any = [&](std::initializer_list<const char*> names) {
        return std::any_of(names.begin(), names.end(),
                           [&](const char* name) { return fields.count(name) > 0; });
    };
    if (dialect.entity == "people") return any({"last_name", "first_name", "name", "email"});
    if (dialect.entity == "opportunities")
        return any({"name", "stage"}) && any({"stage", "amount", "close_on"});
    if (dialect.entity == "interactions") return any({"subject", "notes"}) && any({"happened_at"});
    if (dialect.entity == "products") return any({"name", "code"});
    if (dialect.entity == "sales_lines") return any({"account_id"}) && any({"net_amount", "unit_price"});
    return any({"name", "external_id"});
}

// How well a dialect explains the headers: the share it knows, weighed also by how telling the names are (one
// that every dialect has tells nothing), and whether the capitals are those of the program.
Score score(const Catalogue& all, const Dialect& dialect, std::span<const std::string> headers,
            std::span<const std::string> folded) {
    double known = 0, exact = 0, mapped = 0, asked = 0, telling = 0, telling_anywhere = 0;
    std::set<std::string> fields;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto uses = all.uses.find(folded[i]);
        const double weight = uses == all.uses.end() ? 0 : 1.0 / uses->second;
        telling_anywhere += weight;
        const auto found = dialect.columns.find(folded[i]);
        if (found == dialect.columns.end()) {
            asked += folded[i].ends_with("__c") ? 0 : 1;  // a custom field says nothing against Salesforce
            continue;
        }
        asked += 1;
        known += 1;
        telling += weight;
        exact += found->second.exact == headers[i];
        if (found->second.ignored.empty()) {
            mapped += 1;
            fields.insert(found->second.mapping.field);
        }
    }
    if (known < 2 || (known < 3 && known < asked) || mapped < 2 || telling < 0.75 ||
        !identifies(dialect, fields)) {
        return {};
    }
    const double coverage = known / asked;
    if (coverage < 0.5) return {};
    return {0.5 * coverage + 0.3 * telling / telling_anywhere + 0.1 * exact / known + 0.1 * mapped / known,
            coverage};
}

Recognition explain(const Dialect& dialect, std::span<const std::string> headers,
                    std::span<const std::string> folded) {
    Recognition result;
    result.dialect = dialect.name;
    result.entity = dialect.entity;
    result.mapping = dialect.defaults;
    result.mapping.dialect = dialect.name;
    result.mapping.entity = dialect.entity;
    std::vector<std::pair<std::size_t, ColumnMapping>> ranked;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto found = dialect.columns.find(folded[i]);
        if (found == dialect.columns.end()) {
            result.unknown.push_back(headers[i]);
        } else if (!found->second.ignored.empty()) {
            result.ignored.push_back({headers[i], found->second.ignored});
        } else {
            ColumnMapping mapping = found->second.mapping;
            mapping.column = headers[i];
            ranked.emplace_back(found->second.row, std::move(mapping));
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [row, mapping] : ranked) result.mapping.columns.push_back(std::move(mapping));
    complete(result.mapping);
    return result;
}

}  // namespace

std::vector<DialectLine> lines_of(const DialectText& text) {
    std::vector<DialectLine> lines;
    for (const auto line : cut(text.text, "\n")) {
        if (line.front() == '!') continue;
        const std::size_t equals = line.find(" = ");
        for (const auto name : cut(line.substr(0, equals), " | "))
            lines.push_back({name, line.substr(equals + 3)});
    }
    return lines;
}

std::optional<Recognition> recognise(std::span<const std::string> headers, std::string_view entity) {
    std::vector<std::string> folded;
    for (const std::string& header : headers) folded.push_back(base::fold(header));
    const Catalogue& all = catalogue();
    const Dialect* best = nullptr;
    Score best_score;
    for (const Dialect& dialect : all.dialects) {
        if (!entity.empty() && dialect.entity != entity) continue;
        const Score points = score(all, dialect, headers, folded);
        if (points.points > best_score.points) {
            best_score = points;
            best = &dialect;
        }
    }
    if (best == nullptr) return {};
    Recognition result = explain(*best, headers, folded);
    result.confidence = std::min(1.0, best_score.points);
    return result;
}

std::string_view dialect_title(std::string_view dialect) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> titles = {
        {{"salesforce_api", "Salesforce (API names)"},
         {"salesforce_report", "Salesforce (report)"},
         {"hubspot", "HubSpot"},
         {"zoho", "Zoho CRM"},
         {"suitecrm", "SuiteCRM"},
         {"espo", "EspoCRM"},
         {"twenty", "Twenty"},
         {"maven", "CRM Sales Opportunities"},
         {"online_retail", "Online Retail"},
         {"kamino", "Kamino"}}};
    for (const auto& [name, title] : titles) {
        if (name == dialect) return title;
    }
    return dialect;
}

std::vector<std::string_view> dialect_names() {
    std::vector<std::string_view> names;
    for (const Dialect& dialect : catalogue().dialects) {
        if (std::find(names.begin(), names.end(), dialect.name) == names.end()) names.push_back(dialect.name);
    }
    return names;
}

}  // namespace kamino::imports
