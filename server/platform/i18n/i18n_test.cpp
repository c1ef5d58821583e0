#include "platform/i18n/i18n.h"

#include <gtest/gtest.h>

#include <thread>

#include "platform/i18n/catalogue.h"

namespace kamino::i18n {
namespace {

TEST(Languages, OfATag) {
    EXPECT_EQ(language_of("es"), Language::es);
    EXPECT_EQ(language_of("es-CL"), Language::es);
    EXPECT_EQ(language_of("nl_NL"), Language::nl);
    EXPECT_EQ(language_of("EN-gb"), Language::en);
    EXPECT_EQ(language_of("de"), Language::en);
    EXPECT_EQ(language_of("est"), Language::en);  // Estonian is not Spanish
    EXPECT_EQ(language_of(""), Language::en);
}

TEST(Languages, AcceptLanguage) {
    struct Case {
        const char* header;
        Language language;
    };
    const Case cases[] = {
        {"", Language::en},
        {"nl", Language::nl},
        {"es-CL,es;q=0.9,en;q=0.8", Language::es},
        {"de, nl;q=0.5, es;q=0.7", Language::es},
        {"en;q=0.3, nl;q=0.4", Language::nl},
        {"es;q=0, nl;q=0.1", Language::nl},
        {"nl, es", Language::nl},
        {"da, *;q=0.1", Language::en},
        {"nl;q=abc, es;q=0.2", Language::es},
        {"nl;q=7", Language::en},
        {" , ;;q, ,", Language::en},
    };
    for (const auto& c : cases) EXPECT_EQ(from_accept_language(c.header), c.language) << c.header;
}

TEST(Translate, PutsParametersIn) {
    EXPECT_EQ(translate(Language::en, "field.too_long", {{"max", "200"}}),
              "Too long: at most 200 characters.");
    EXPECT_EQ(translate(Language::es, "field.too_small", {{"min", "{max}"}, {"max", "9"}}),
              "Como mínimo {max}.");
    EXPECT_EQ(translate(Language::nl, "field.too_large"), "Ten hoogste ….");
    EXPECT_EQ(translate(Language::nl, "no.such_key"), "no.such_key");
    EXPECT_TRUE(has(Language::nl, "request.stale"));
    EXPECT_FALSE(has(Language::nl, "no.such_key"));
    EXPECT_FALSE(has(Language::en, "~"));
}

TEST(Catalogue, RefusesAKeyThatStandsTwice) {
    EXPECT_NO_THROW(read_catalogue("{\n  \"a\": \"x\",\n  \"~\": \"\"\n}\n"));
    EXPECT_THROW(read_catalogue("{\n  \"a\": \"x\",\n  \"a\": \"y\",\n  \"~\": \"\"\n}\n"), Fault);
    EXPECT_THROW(read_catalogue("{ \"a\": \"x\",\n  \"~\": \"\"\n}\n"), std::runtime_error);
}

// CLDR 42 (ICU 72). U+00A0 and U+202F are written out.
constexpr const char* nbsp = "\u00A0";

TEST(Formats, Numbers) {
    EXPECT_EQ(format_number("en", 1234567.891, 2), "1,234,567.89");
    EXPECT_EQ(format_number("es", 1234567.891, 2), "1.234.567,89");
    EXPECT_EQ(format_number("es", 1234, 0), "1234");  // Spanish groups from five digits
    EXPECT_EQ(format_number("es-MX", 1234567.5, 1), "1,234,567.5");
    EXPECT_EQ(format_number("nl", -1234.5, 1), "-1.234,5");
    EXPECT_EQ(format_number("not a locale", 1234.5, 1), "1,234.5");
    EXPECT_EQ(format_number("en", 0.125, 2), "0.12");
    EXPECT_EQ(format_percent("en", 0.256, 1), "25.6%");
    EXPECT_EQ(format_percent("es", 0.256, 0), std::string{"26"} + nbsp + "%");
    EXPECT_EQ(format_percent("nl", -0.05, 0), "-5%");
}

TEST(Formats, Money) {
    EXPECT_EQ(format_money("en", {123450, "EUR"}), "€1,234.50");
    EXPECT_EQ(format_money("nl", {123450, "EUR"}), std::string{"€"} + nbsp + "1.234,50");
    EXPECT_EQ(format_money("es", {1234567, "EUR"}), std::string{"12.345,67"} + nbsp + "€");
    EXPECT_EQ(format_money("es-CL", {1234567, "CLP"}), "$1.234.567");
    EXPECT_EQ(format_money("en", {money_limit, "USD"}), "$90,071,992,547,409.91");
    EXPECT_EQ(format_money("en", {1234, "KWD"}), std::string{"KWD"} + nbsp + "1.234");
}

TEST(Formats, DatesAndInstants) {
    const Date date = Date::of(2026, 1, 31);
    EXPECT_EQ(format_date("en", date), "Jan 31, 2026");
    EXPECT_EQ(format_date("es", date), "31 ene 2026");
    EXPECT_EQ(format_date("nl", date), "31 jan 2026");
    EXPECT_EQ(format_date("th", date).find("2569"), std::string::npos);
    EXPECT_EQ(format_date("en", Date::of(1500, 3, 1)), "Mar 1, 1500");
    EXPECT_EQ(format_month("en", date), "Jan 2026");
    EXPECT_EQ(format_month("es", date), "ene 2026");
    EXPECT_EQ(format_month("nl", date), "jan 2026");
    const auto noon = *Instant::parse("2026-07-31T12:00:00Z");
    EXPECT_EQ(format_instant("es", noon, "Europe/Madrid"), "31 jul 2026, 14:00");
    EXPECT_EQ(format_instant("nl", noon, "Europe/Amsterdam"), "31 jul 2026 14:00");
    EXPECT_EQ(format_instant("es", noon, "No/Where"), "31 jul 2026, 12:00");
}

TEST(Formats, ManyThreadsAndLocales) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([] {
            for (int i = 0; i < 200; ++i) {
                EXPECT_EQ(format_date(i % 2 ? "es" : "nl", Date::of(2026, 1, 31)),
                          i % 2 ? "31 ene 2026" : "31 jan 2026");
                format_number("en-u-nu-x" + std::to_string(i), i, 0);
            }
        });
    }
    for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace kamino::i18n
