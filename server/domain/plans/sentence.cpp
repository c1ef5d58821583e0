#include "domain/plans/sentence.h"

#include <boost/json.hpp>
#include <cmath>

#include "platform/markup/rich_text.h"

namespace kamino::plans {
namespace {

constexpr std::string_view kind_names[] = {"text",   "money", "number", "percent", "date",
                                           "months", "names", "term",   "terms"};

std::string month_name(unsigned month, const Reader& reader) {
    return i18n::translate(reader.language, "plan.month." + std::to_string(month));
}

void write_part(base::JsonWriter& w, const Part& p) {
    w.begin_object().pair("kind", kind_names[static_cast<std::size_t>(p.kind)]);
    if (!p.text.empty()) w.pair("text", std::string_view{p.text});
    if (p.kind == Part::Kind::money) w.pair("minor", p.minor);
    if (p.kind == Part::Kind::number || p.kind == Part::Kind::percent)
        w.pair("number", p.number).pair("decimals", p.decimals);
    if (!p.list.empty()) {
        w.key("list").begin_array();
        for (const auto& item : p.list) w.value(std::string_view{item});
        w.end_array();
    }
    w.end_object();
}

Part read_part(const boost::json::object& o) {
    Part p;
    const std::string kind{o.at("kind").as_string()};
    for (std::size_t i = 0; i < std::size(kind_names); ++i)
        if (kind == kind_names[i]) p.kind = static_cast<Part::Kind>(i);
    if (const auto* t = o.if_contains("text")) p.text = t->as_string();
    if (const auto* m = o.if_contains("minor")) p.minor = m->to_number<std::int64_t>();
    if (const auto* n = o.if_contains("number")) p.number = n->to_number<double>();
    if (const auto* d = o.if_contains("decimals")) p.decimals = d->to_number<int>();
    if (const auto* l = o.if_contains("list"))
        for (const auto& item : l->as_array()) p.list.emplace_back(item.as_string());
    return p;
}

void write_params(base::JsonWriter& w, const Sentence& s) {
    w.begin_object();
    for (const auto& [name, part] : s.params) {
        w.key(name);
        write_part(w, part);
    }
    w.end_object();
}

void read_params(const boost::json::object& o, Sentence& s) {
    for (const auto& [name, value] : o)
        s.params.emplace_back(std::string{name}, read_part(value.as_object()));
}

}  // namespace

Part text_part(std::string text) {
    return {.kind = Part::Kind::text, .text = std::move(text)};
}
Part money_part(std::int64_t minor, const std::string& currency) {
    return {.kind = Part::Kind::money, .text = currency, .minor = minor};
}
Part number_part(double value, int decimals) {
    return {.kind = Part::Kind::number, .text = {}, .number = value, .decimals = decimals};
}
Part percent_part(double ratio, int decimals) {
    return {.kind = Part::Kind::percent, .text = {}, .number = ratio, .decimals = decimals};
}
Part date_part(Date date) {
    return {.kind = Part::Kind::date, .text = date.to_text()};
}
Part months_part(const std::vector<unsigned>& months) {
    Part p{.kind = Part::Kind::months, .text = {}};
    for (const auto m : months) p.list.push_back(std::to_string(m));
    return p;
}
Part names_part(std::vector<std::string> names) {
    return {.kind = Part::Kind::names, .text = {}, .list = std::move(names)};
}
Part term_part(std::string key) {
    return {.kind = Part::Kind::term, .text = std::move(key)};
}
Part terms_part(std::vector<std::string> keys) {
    return {.kind = Part::Kind::terms, .text = {}, .list = std::move(keys)};
}

Sentence counted(std::string key, std::int64_t count, std::vector<std::pair<std::string, Part>> params,
                 Layout layout) {
    params.emplace_back("count", number_part(static_cast<double>(count)));
    return {key + (count == 1 ? ".one" : ".other"), std::move(params), layout};
}

std::string whole_money(std::int64_t minor, const std::string& currency, const std::string& locale) {
    const double scale = std::pow(10.0, currency_exponent(currency).value_or(2));
    const auto units = static_cast<std::int64_t>(std::llround(static_cast<double>(minor) / scale));
    auto text = i18n::format_money(locale, {units * static_cast<std::int64_t>(scale), currency});
    if (scale == 1) return text;
    // The last decimal sign with the zeros after it goes; the currency may stand on either side.
    const auto zeros = std::string(static_cast<std::size_t>(std::lround(std::log10(scale))), '0');
    for (const char* sign : {",", "."}) {
        const auto at = text.rfind(sign + zeros);
        if (at == std::string::npos) continue;
        const auto after = at + 1 + zeros.size();
        if (after < text.size() && text[after] >= '0' && text[after] <= '9') continue;
        return text.erase(at, 1 + zeros.size());
    }
    return text;
}

std::string joined(const std::vector<std::string>& names, const Reader& reader) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? i18n::translate(reader.language, "plan.and") : ", ";
        text += names[i];
    }
    return text;
}

std::string part_text(const Part& p, const Reader& reader) {
    std::vector<std::string> names;
    switch (p.kind) {
        case Part::Kind::text:
            return p.text;
        case Part::Kind::money:
            return whole_money(p.minor, p.text, reader.locale);
        case Part::Kind::number:
            return i18n::format_number(reader.locale, p.number, p.decimals);
        case Part::Kind::percent:
            return i18n::format_percent(reader.locale, p.number, p.decimals);
        case Part::Kind::date: {
            const auto date = Date::parse(p.text);
            return date ? i18n::format_date(reader.locale, *date) : p.text;
        }
        case Part::Kind::term:
            return i18n::translate(reader.language, p.text);
        case Part::Kind::names:
            return joined(p.list, reader);
        case Part::Kind::months:
            for (const auto& m : p.list)
                names.push_back(month_name(static_cast<unsigned>(std::stoul(m)), reader));
            return joined(names, reader);
        case Part::Kind::terms:
            for (const auto& key : p.list) names.push_back(i18n::translate(reader.language, key));
            return joined(names, reader);
    }
    return {};
}

std::string sentence_text(const Sentence& sentence, const Reader& reader) {
    Params params;
    for (const auto& [name, part] : sentence.params) params[name] = part_text(part, reader);
    return i18n::translate(reader.language, sentence.key, params);
}

namespace {
// As a piece of rich text: what the data brings in, an account's name say, holds no marks.
std::string rich_sentence(const Sentence& sentence, const Reader& reader) {
    Params params;
    for (const auto& [name, part] : sentence.params) params[name] = markup::escaped(part_text(part, reader));
    return i18n::translate(reader.language, sentence.key, params);
}
}  // namespace

std::string body_text(const std::vector<Sentence>& sentences, const Reader& reader) {
    std::string body;
    bool in_list = false;
    for (const auto& s : sentences) {
        if (!body.empty()) {
            if (s.layout == Layout::run && !in_list)
                body += ' ';
            else if (s.layout == Layout::item && in_list)
                body += '\n';
            else
                body += "\n\n";
        }
        in_list = s.layout == Layout::item;
        if (in_list) body += "- ";
        const auto text = rich_sentence(s, reader);
        body += body.empty() || body.ends_with('\n') || in_list ? markup::escaped_start(text) : text;
    }
    return body;
}

std::string params_json(const Sentence& sentence) {
    base::JsonWriter w;
    write_params(w, sentence);
    return w.take();
}

std::string sentences_json(const std::vector<Sentence>& sentences, const std::string& locale) {
    base::JsonWriter w;
    w.begin_object().key("sentences").begin_array();
    for (const auto& s : sentences) {
        w.begin_object()
            .pair("key", std::string_view{s.key})
            .pair("layout", static_cast<int>(s.layout))
            .key("params");
        write_params(w, s);
        w.end_object();
    }
    w.end_array();
    if (!locale.empty()) w.pair("locale", std::string_view{locale});
    w.end_object();
    return w.take();
}

std::vector<Sentence> sentences_of(std::string_view json) {
    std::vector<Sentence> sentences;
    const auto document = base::parse_json(json);
    const auto* list = document.as_object().if_contains("sentences");
    if (!list) return sentences;
    for (const auto& item : list->as_array()) {
        Sentence s{std::string{item.at("key").as_string()},
                   {},
                   static_cast<Layout>(item.at("layout").to_number<int>())};
        read_params(item.at("params").as_object(), s);
        sentences.push_back(std::move(s));
    }
    return sentences;
}

Sentence sentence_of(const std::string& key, std::string_view params_json) {
    Sentence s{key, {}};
    const auto document = base::parse_json(params_json);
    read_params(document.as_object(), s);
    return s;
}

}  // namespace kamino::plans
