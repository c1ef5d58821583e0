// National formats by ICU. Formatters are dear to make (tens of microseconds), so that each thread keeps
// some; date formatters are not thread-safe, another reason to keep them per thread.
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "platform/i18n/i18n.h"

namespace kamino::i18n {
namespace {

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error{std::string{"ICU: "} + u_errorName(status)};
}

// Locale texts come from people; at this many different ones a thread starts over.
constexpr std::size_t kept_formatters = 64;

template <class T, class Make>
T& kept(std::unordered_map<std::string, T>& formatters, const std::string& name, Make make) {
    const auto found = formatters.find(name);
    if (found != formatters.end()) return found->second;
    if (formatters.size() >= kept_formatters) formatters.clear();
    return formatters.emplace(name, make()).first->second;
}

icu::Locale locale_of(std::string_view tag) {
    UErrorCode status = U_ZERO_ERROR;
    const auto locale =
        icu::Locale::forLanguageTag({tag.data(), static_cast<std::int32_t>(tag.size())}, status);
    if (U_FAILURE(status) || locale.isBogus() || *locale.getLanguage() == '\0')
        return icu::Locale::getEnglish();
    return icu::Locale{locale.getBaseName()};  // without -u- extensions, some of which ICU refuses later
}

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

using Numbers = std::unordered_map<std::string, icu::number::LocalizedNumberFormatter>;

std::string decimal(std::string_view locale, double value, int decimals, bool percent) {
    thread_local Numbers formatters;
    const std::string name = std::string{locale} + (percent ? "|%" : "|#") + std::to_string(decimals);
    const auto& formatter = kept(formatters, name, [&] {
        auto made = icu::number::NumberFormatter::withLocale(locale_of(locale))
                        .precision(icu::number::Precision::fixedFraction(decimals))
                        .roundingMode(UNUM_ROUND_HALFEVEN);
        return percent ? std::move(made)
                             .unit(icu::MeasureUnit::getPercent())
                             .scale(icu::number::Scale::powerOfTen(2))
                       : std::move(made);
    });
    UErrorCode status = U_ZERO_ERROR;
    const auto text = formatter.formatDouble(value, status).toString(status);
    check(status);
    return utf8(text);
}

enum class Shape { date, month, instant };

// Gregorian whatever the locale prefers (th counts Buddhist years), and Gregorian before 1582 as well: so
// Date counts.
std::unique_ptr<icu::DateFormat> make_date_format(Shape shape, std::string_view tag,
                                                  const std::string& zone) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = locale_of(tag);
    std::unique_ptr<icu::DateFormat> format;
    if (shape == Shape::month) {
        const std::unique_ptr<icu::DateTimePatternGenerator> generator{
            icu::DateTimePatternGenerator::createInstance(locale, status)};
        check(status);
        const auto pattern = generator->getBestPattern(icu::UnicodeString{"yMMM"}, status);
        format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
    } else if (shape == Shape::date) {
        format.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kMedium, locale));
    } else {
        format.reset(icu::DateFormat::createDateTimeInstance(icu::DateFormat::kMedium,
                                                             icu::DateFormat::kShort, locale));
    }
    check(status);
    std::unique_ptr<icu::TimeZone> time_zone{
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone))};
    if (*time_zone == icu::TimeZone::getUnknown()) time_zone.reset(icu::TimeZone::getGMT()->clone());
    auto calendar = std::make_unique<icu::GregorianCalendar>(time_zone.release(), locale, status);
    calendar->setGregorianChange(-std::numeric_limits<double>::max(), status);
    check(status);
    format->adoptCalendar(calendar.release());
    return format;
}

std::string dated(Shape shape, std::string_view locale, std::int64_t us, std::string_view zone) {
    thread_local std::unordered_map<std::string, std::unique_ptr<icu::DateFormat>> formatters;
    const std::string zone_name{zone};
    const std::string name = std::string{locale} + '|' + std::to_string(static_cast<int>(shape)) + zone_name;
    const auto& formatter =
        kept(formatters, name, [&] { return make_date_format(shape, locale, zone_name); });
    icu::UnicodeString text;
    formatter->format(static_cast<double>(us) / 1000.0, text);
    return utf8(text);
}

}  // namespace

std::string format_number(std::string_view locale, double value, int decimals) {
    return decimal(locale, value, decimals, false);
}

std::string format_percent(std::string_view locale, double ratio, int decimals) {
    return decimal(locale, ratio, decimals, true);
}

std::string format_money(std::string_view locale, const Money& money) {
    thread_local Numbers formatters;
    const int exponent = currency_exponent(money.currency).value_or(2);
    const std::string name = std::string{locale} + '|' + money.currency;
    const auto& formatter = kept(formatters, name, [&] {
        UErrorCode status = U_ZERO_ERROR;
        const icu::CurrencyUnit currency{icu::UnicodeString::fromUTF8(money.currency).getTerminatedBuffer(),
                                         status};
        auto made = icu::number::NumberFormatter::withLocale(locale_of(locale))
                        .precision(icu::number::Precision::fixedFraction(exponent));
        return U_SUCCESS(status) ? std::move(made).unit(currency) : std::move(made);
    });
    UErrorCode status = U_ZERO_ERROR;
    // As text, since a double has not all digits of a large amount.
    const auto text =
        formatter.formatDecimal(decimal_from_minor(money.minor, exponent), status).toString(status);
    check(status);
    return utf8(text);
}

std::string format_date(std::string_view locale, Date date) {
    return dated(Shape::date, locale, Instant::at(date).us, "UTC");
}

std::string format_month(std::string_view locale, Date date) {
    return dated(Shape::month, locale, Instant::at(date).us, "UTC");
}

std::string format_instant(std::string_view locale, Instant instant, std::string_view zone) {
    return dated(Shape::instant, locale, instant.us, zone);
}

}  // namespace kamino::i18n
