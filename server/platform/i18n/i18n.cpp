#include "platform/i18n/i18n.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "platform/base/text.h"
#include "platform/i18n/catalogue.h"

namespace kamino::i18n {
namespace {

std::optional<Language> known_language(std::string_view tag) {
    std::string primary{tag.substr(0, tag.find_first_of("-_"))};
    std::transform(primary.begin(), primary.end(), primary.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (primary == "en") return Language::en;
    if (primary == "es") return Language::es;
    if (primary == "nl") return Language::nl;
    return std::nullopt;
}

// The weight of "es;q=0.8": 0.8; 1 without one, 0 when it is no number of RFC 9110 12.4.2.
double weight(std::string_view parameters) {
    for (const auto& parameter : base::split(parameters, ';')) {
        if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
        const auto value = base::to_double(std::string_view{parameter}.substr(2));
        return value && *value >= 0 && *value <= 1 ? *value : 0;
    }
    return 1;
}

// {name} is a parameter; {@name} is one that holds a key, whose text stands there with the same parameters.
std::string filled(Language language, std::string_view text, const Params& params) {
    std::string out;
    while (true) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return out.append(text);
        out.append(text.substr(0, open));
        auto name = text.substr(open + 1, close - open - 1);
        const bool is_key = name.starts_with('@');
        if (is_key) name.remove_prefix(1);
        const auto found = params.find(std::string{name});
        if (is_key && found != params.end())
            out.append(translate(language, found->second, params));
        else
            out.append(found == params.end() ? "…" : std::string_view{found->second});
        text.remove_prefix(close + 1);
    }
}

}  // namespace

Language language_of(std::string_view tag) {
    return known_language(tag).value_or(Language::en);
}

Language from_accept_language(std::string_view header) {
    Language best = Language::en;
    double best_weight = 0;
    for (const auto& range : base::split(header, ',')) {
        const auto end = range.find(';');
        const auto language = known_language(base::trim(std::string_view{range}.substr(0, end)));
        const double q = end == std::string::npos ? 1 : weight(std::string_view{range}.substr(end + 1));
        if (!language || q <= best_weight) continue;
        best = *language;
        best_weight = q;
    }
    return best;
}

std::string_view tag(Language language) {
    switch (language) {
        case Language::es:
            return "es";
        case Language::nl:
            return "nl";
        case Language::en:
            break;
    }
    return "en";
}

std::string translate(Language language, std::string_view key, const Params& params) {
    for (const auto wanted : {language, Language::en}) {
        const auto& texts = catalogue(wanted);
        if (const auto found = texts.find(key); found != texts.end())
            return filled(language, found->second, params);
    }
    return std::string{key};
}

bool has(Language language, std::string_view key) {
    return catalogue(language).contains(key);
}

std::string in_words(Language language, std::string_view key_prefix, std::string_view text) {
    for (const auto wanted : {Language::en, Language::es, Language::nl})
        for (const auto& [key, known] : catalogue(wanted))
            if (std::string_view{key}.starts_with(key_prefix) && known == text)
                return translate(language, key);
    return std::string{text};
}

std::vector<std::string> keys(Language language) {
    std::vector<std::string> names;
    for (const auto& [key, text] : catalogue(language)) names.push_back(key);
    return names;
}

}  // namespace kamino::i18n
