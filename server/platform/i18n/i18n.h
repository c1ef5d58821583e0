// Message catalogues and national formats. Keys are dotted ("field.required"); catalogues live in
// server/platform/i18n/catalogue/{en,es,nl}.json, flat objects of key -> text with {name} parameters,
// embedded. Number, date and money formats follow CLDR by ICU. Thread-safe after start.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/date.h"
#include "platform/base/fault.h"
#include "platform/base/money.h"

namespace kamino::i18n {

enum class Language { en, es, nl };

// "es", "es-CL", "nl_NL" … ; anything else is English.
Language language_of(std::string_view tag);
// The best of an Accept-Language header (RFC 9110 12.5.4), English when none fits.
Language from_accept_language(std::string_view header);
std::string_view tag(Language language);  // "en"

// The text of a key with its parameters put in; a missing key falls back to English, then to the key itself.
std::string translate(Language language, std::string_view key, const Params& params = {});
bool has(Language language, std::string_view key);
// A text that the catalogues have in any language under a key that begins so, in this language; other texts
// as they are: what the product ships ("shipped.stage_") is told from what somebody wrote.
std::string in_words(Language language, std::string_view key_prefix, std::string_view text);
std::vector<std::string> keys(Language language);

// ICU formats. `locale` is a BCP 47 tag ("es-CL"); money with the currency's own digits.
std::string format_number(std::string_view locale, double value, int decimals);
std::string format_percent(std::string_view locale, double ratio, int decimals);
std::string format_money(std::string_view locale, const Money& money);
std::string format_date(std::string_view locale, Date date);   // medium: "31 ene 2026"
std::string format_month(std::string_view locale, Date date);  // "ene 2026"
std::string format_instant(std::string_view locale, Instant instant,
                           std::string_view zone);  // zone: IANA, "UTC"

}  // namespace kamino::i18n
