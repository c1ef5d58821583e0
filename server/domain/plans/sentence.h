// A sentence of a draft: a message key with parameters that still are values (money, dates, shares), so that
// the same draft reads in any language with that language's formats. Stored as JSON in plan_sections.draft.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "platform/base/json.h"
#include "platform/i18n/i18n.h"

namespace kamino::plans {

// How a reader reads: messages by `language`, numbers and dates by `locale`.
struct Reader {
    i18n::Language language = i18n::Language::en;
    std::string locale = "en-GB";
};

struct Part {
    enum class Kind { text, money, number, percent, date, months, names, term, terms } kind = Kind::text;
    std::string text;                 // text, date (ISO), term (message key), money's currency
    std::int64_t minor = 0;           // money
    double number = 0;                // number, percent
    int decimals = 0;                 // number, percent
    std::vector<std::string> list{};  // names as they are; terms: message keys; months: "1".."12"
};
Part text_part(std::string text);
Part money_part(std::int64_t minor, const std::string& currency);
Part number_part(double value, int decimals = 0);
Part percent_part(double ratio, int decimals = 0);
Part date_part(Date date);
Part months_part(const std::vector<unsigned>& months);
Part names_part(std::vector<std::string> names);
Part term_part(std::string key);
Part terms_part(std::vector<std::string> keys);

enum class Layout { run, paragraph, item };  // after the sentence before; a new paragraph; a list item
struct Sentence {
    std::string key;
    std::vector<std::pair<std::string, Part>> params{};
    Layout layout = Layout::run;
};

// key.one or key.other by the count; {count} is the number. The layout is the caller's.
Sentence counted(std::string key, std::int64_t count, std::vector<std::pair<std::string, Part>> params = {},
                 Layout layout = Layout::run);

std::string part_text(const Part& part, const Reader& reader);
std::string sentence_text(const Sentence& sentence, const Reader& reader);
std::string body_text(const std::vector<Sentence>& sentences, const Reader& reader);
// "a, b and c" in the reader's language.
std::string joined(const std::vector<std::string>& names, const Reader& reader);
// Money without its cents, as prose and charts want it.
std::string whole_money(std::int64_t minor, const std::string& currency, const std::string& locale);

std::string params_json(const Sentence& sentence);
// {"sentences":[…],"locale":…}: with the national formats of the workspace.
std::string sentences_json(const std::vector<Sentence>& sentences, const std::string& locale = {});
std::vector<Sentence> sentences_of(std::string_view json);
Sentence sentence_of(const std::string& key, std::string_view params_json);

}  // namespace kamino::plans
