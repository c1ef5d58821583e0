// The question taken apart and put to the gazetteer and to the imported postcodes.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

#include "domain/places/gazetteer.h"
#include "domain/places/places.sql.h"
#include "domain/places/public.h"
#include "platform/base/text.h"

namespace kamino::places {
namespace {

constexpr std::int64_t large_city = 200'000;

struct Question {
    std::string city, region, country, postcode;
};

bool has_digit(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "2511 CV", "SW1A 1AA": the letters beside a word with digits that belong to it.
bool may_follow(std::string_view word) {
    return word.size() <= 3 && std::all_of(word.begin(), word.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (auto& word : base::split(text, ' ')) out.push_back(std::move(word));
    return out;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to; ++i) out += (out.empty() ? "" : " ") + words[i];
    return out;
}

// Takes the postcode out of one part of the question.
std::string without_postcode(const std::string& part, Question& question) {
    const auto words = words_of(part);
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!question.postcode.empty() || !has_digit(words[i])) {
            rest.push_back(words[i]);
            continue;
        }
        question.postcode = words[i];
        if (i + 1 < words.size() && may_follow(words[i + 1])) question.postcode += " " + words[++i];
    }
    return joined(rest, 0, rest.size());
}

// A part that is a country or, when there is a city already or another part, a region.
bool take_country(const Gazetteer& all, const std::string& part, Question& question) {
    if (!question.country.empty()) return false;
    const auto code = all.country(part);
    if (code.empty()) return false;
    question.country = code;
    return true;
}

bool fits(const Place& place, const Question& question) {
    return (question.country.empty() || place.country == question.country) &&
           (question.region.empty() || Gazetteer::get().in_region(place, question.region));
}

std::vector<Place> matching(std::vector<Place> places, const Question& question) {
    std::erase_if(places, [&](const Place& p) { return !fits(p, question); });
    return places;
}

// What is left of the commas, in all the ways it can be meant, the plainest first.
std::vector<Question> readings(const Gazetteer& all, std::string_view text) {
    Question start;
    std::vector<std::string> parts;
    for (const auto& part : base::split(text, ','))
        if (auto rest = without_postcode(part, start); !rest.empty()) parts.push_back(std::move(rest));
    std::vector<Question> out;
    const auto add = [&](const std::vector<std::string>& names, Question q) {
        // One name is the city; any other a country or a region. Each name is tried as the city, the first
        // one first.
        for (std::size_t city = 0; city < names.size(); ++city) {
            Question one = q;
            one.city = names[city];
            bool understood = true;
            for (std::size_t i = names.size(); i-- > 0;)
                if (i != city && !take_country(all, names[i], one)) {
                    understood = understood && one.region.empty();
                    one.region = names[i];
                }
            if (understood) out.push_back(one);
            // A state may be called as a country is: "Springfield, IL", "Atlanta, Georgia".
            if (understood && !one.country.empty() && names.size() == 2) {
                one.region = names[1 - city];
                one.country.clear();
                out.push_back(one);
            }
        }
        if (names.empty()) out.push_back(q);
        if (names.size() == 1)
            if (auto q_country = q; take_country(all, names[0], q_country)) out.push_back(q_country);
    };
    add(parts, start);
    if (parts.size() == 1) {  // no commas: the country may stand behind or in front
        const auto words = words_of(parts[0]);
        for (std::size_t cut = words.size(); cut-- > 1;) {
            add({joined(words, 0, cut), joined(words, cut, words.size())}, start);
            add({joined(words, cut, words.size()), joined(words, 0, cut)}, start);
        }
    }
    return out;
}

std::vector<Place> postcodes(const Gazetteer& all, const Question& question, storage::Read* read) {
    std::vector<Place> out;
    const auto code = base::squash(question.postcode);
    if (read) {
        // The whole code; else its first part, since dumps of some countries hold no more.
        for (const auto& key :
             {code, base::squash(question.postcode.substr(0, question.postcode.find_first_of(" -")))}) {
            if (!out.empty() || key.empty()) break;
            std::map<std::string, std::pair<Place, int>> by_country;
            auto rows = read->query(sql::find_postcode, {{"code", key}, {"country", question.country}});
            while (rows.next()) {
                auto& [place, count] = by_country[rows.text(0)];
                if (++count == 1)
                    place = {.name = rows.text(2), .region = rows.text(3), .country = rows.text(0)};
                place.postcode = rows.text(1);
                place.latitude += rows.real(4), place.longitude += rows.real(5);
            }
            for (auto& [country, found] : by_country) {
                auto& [place, count] = found;
                place.latitude /= count, place.longitude /= count;
                place.precision = Precision::postcode, place.imported = true;
                out.push_back(std::move(place));
            }
        }
    }
    if ((question.country.empty() || question.country == "US") && (code.size() == 5 || code.size() == 9))
        if (const auto* zip = all.postcode("US", code.substr(0, 5)))
            if (std::none_of(out.begin(), out.end(), [](const Place& p) { return p.country == "US"; }))
                out.push_back(*zip);
    return out;
}

// The same city under two names, or found twice.
void tidy(std::vector<Place>& places, std::size_t most) {
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.people > b.people; });
    std::set<std::array<double, 2>> seen;
    std::erase_if(places, [&](const Place& p) { return !seen.insert({p.latitude, p.longitude}).second; });
    if (places.size() > most) places.resize(most);
}

}  // namespace

std::string_view word(Precision precision) {
    return precision == Precision::postcode ? "postcode" : precision == Precision::city ? "city" : "country";
}

std::vector<Place> find(std::string_view text, storage::Read* read, std::size_t most) {
    const auto& all = Gazetteer::get();
    if (!base::is_utf8(text) || text.size() > 400) return {};
    const auto asked = readings(all, text);
    std::vector<Place> out;
    // "41001, ES": what is left is a country, and a code of another one is not meant.
    auto by_code = asked;
    if (std::any_of(asked.begin(), asked.end(), [](auto& q) { return q.city.empty() && !q.country.empty(); }))
        std::erase_if(by_code, [](auto& q) { return !q.city.empty(); });
    for (const auto& question : by_code) {
        if (question.postcode.empty()) break;
        out = postcodes(all, question, read);
        // A city beside the code decides between countries, where it is known there.
        if (out.size() > 1 && !question.city.empty()) {
            auto near = out;
            std::erase_if(near, [&](const Place& p) {
                Question there = question;
                there.country = p.country;
                there.region.clear();
                return matching(all.cities(question.city), there).empty();
            });
            if (!near.empty()) out = std::move(near);
        }
        if (!out.empty()) return tidy(out, most), out;
    }
    std::string country;  // that the whole text names
    for (const auto& question : asked)
        if (question.city.empty() && question.region.empty() && country.empty()) country = question.country;
    for (const auto& question : asked)
        if (!question.city.empty()) {
            out = matching(all.cities(question.city), question);
            if (out.empty()) continue;
            tidy(out, most);
            // "Nederland" is a country before it is a town in Texas; "Luxembourg" is the city in it.
            const bool of_it =
                std::any_of(out.begin(), out.end(), [&](auto& p) { return p.country == country; });
            if (!country.empty() && !of_it && out[0].people < large_city)
                out.insert(out.begin(), all.middle(country));
            return out;
        }
    if (!country.empty()) return {all.middle(country)};
    for (const auto& question : asked)
        if (!question.city.empty()) {
            out = matching(all.cities_beginning(question.city), question);
            if (!out.empty()) return tidy(out, most), out;
        }
    return out;
}

std::size_t replace_postcodes(storage::Write& write, std::span<const Place> places) {
    std::set<std::string> countries;
    std::map<std::array<std::string, 3>, const Place*> rows;  // one a country, code and name
    for (const auto& p : places) {
        countries.insert(p.country);
        rows.emplace(std::array{p.country, base::squash(p.postcode), p.name}, &p);
    }
    for (const auto& country : countries) write.execute(sql::forget_country, {{"country", country}});
    std::vector<std::vector<storage::Value>> values;
    for (const auto& [key, p] : rows)
        values.push_back({key[0], key[1], p->postcode, p->name, p->region, p->latitude, p->longitude});
    static constexpr std::array<std::string_view, 7> columns{"country", "code_key", "code",     "name",
                                                             "region",  "latitude", "longitude"};
    write.bulk_insert("postcodes", columns, values);
    return rows.size();
}

}  // namespace kamino::places
