#include "domain/imports/values.h"

#include <gtest/gtest.h>

namespace kamino::imports {
namespace {

constexpr auto point = DecimalMark::point;
constexpr auto comma = DecimalMark::comma;

TEST(Values, Decimals) {
    struct {
        const char* text;
        DecimalMark mark;
        const char* expected;  // null = no number
    } const cases[] = {
        {"0", point, "0"},
        {"1234.5", point, "1234.5"},
        {"1,234.50", point, "1234.50"},
        {"-7", point, "-7"},
        {"(7.5)", point, "-7.5"},
        {"7-", point, "-7"},
        {"+3", point, "3"},
        {".5", point, "0.5"},
        {"5.", point, "5"},
        {"1,5", point, nullptr},
        {"1234,567", point, nullptr},
        {"1,234", point, "1234"},
        {"1.234", comma, "1234"},
        {"1.234,50", comma, "1234.50"},
        {"1,5", comma, "1.5"},
        {"1 234,5", comma, "1234.5"},
        {"1\xC2\xA0"
         "234,5",
         comma, "1234.5"},
        {"1\xE2\x80\xAF"
         "234",
         comma, "1234"},
        {"1'234.5", point, "1234.5"},
        {"1\xE2\x80\x99"
         "234.5",
         point, "1234.5"},
        {"12,34,567.8", point, "1234567.8"},
        {"1,23,4", point, nullptr},
        {"1e3", point, "1000"},
        {"1.5E-3", point, "0.0015"},
        {"1e99", point, nullptr},
        {"007", point, "7"},
        {"-0.00", point, "0.00"},
        {"", point, nullptr},
        {"-", point, nullptr},
        {"abc", point, nullptr},
        {"1.2.3", point, nullptr},
        {"--1", point, nullptr},
        {"(-1)", point, nullptr},
        {"1 2", point, nullptr},
        {"\xE2\x88\x92"
         "4",
         point, "-4"},
        {" 12 ", point, "12"},
        {"1..2", comma, nullptr},
        {"12.34", comma, nullptr},
    };
    for (const auto& c : cases) {
        const auto got = parse_decimal(c.text, c.mark);
        EXPECT_EQ(got.value_or("none"), c.expected == nullptr ? "none" : c.expected) << c.text;
    }
    EXPECT_EQ(parse_integer("1,250"), 1250);
    EXPECT_EQ(parse_integer("12.00"), 12);
    EXPECT_FALSE(parse_integer("12.5"));
}

TEST(Values, Money) {
    struct {
        const char* text;
        DecimalMark mark;
        const char* decimal;
        const char* currency;
    } const cases[] = {
        {"€ 1.234,50", comma, "1234.50", "EUR"},
        {"1.234,50 EUR", comma, "1234.50", "EUR"},
        {"$1,234", point, "1234", ""},
        {"US$ 5", point, "5", "USD"},
        {"USD 1,000.00", point, "1000.00", "USD"},
        {"-€5", point, "-5", "EUR"},
        {"€-5", point, "-5", "EUR"},
        {"(€5)", point, "-5", "EUR"},
        {"R$ 10,5", comma, "10.5", "BRL"},
        {"€ 5,-", comma, "5", "EUR"},
        {"£12", point, "12", "GBP"},
        {"CLP 1.500.000", comma, "1500000", "CLP"},
        {"1200", point, "1200", ""},
        {"kr 5", point, "5", ""},
    };
    for (const auto& c : cases) {
        const auto got = parse_money(c.text, c.mark);
        ASSERT_TRUE(got) << c.text;
        EXPECT_EQ(got->decimal, c.decimal) << c.text;
        EXPECT_EQ(got->currency, c.currency) << c.text;
    }
    for (const char* text : {"", "€", "abc", "EUR", "12 apples", "€ € €"})
        EXPECT_FALSE(parse_money(text)) << text;
    EXPECT_EQ(parse_percent("45,5 %", comma), "45.5");
    EXPECT_EQ(parse_percent("45"), "45");
}

TEST(Values, Booleans) {
    for (const char* text : {"true", "Yes", "SÍ", "si", "Ja", "1", "x", "Verdadero", "WAAR"})
        EXPECT_EQ(parse_boolean(text), true) << text;
    for (const char* text : {"false", "No", "nee", "0", "falso", "onwaar"})
        EXPECT_EQ(parse_boolean(text), false) << text;
    for (const char* text : {"", "maybe", "2"}) EXPECT_FALSE(parse_boolean(text)) << text;
}

std::string date_or_none(std::string_view text, DateOrder order) {
    const auto date = parse_date(text, order);
    return date ? date->to_text() : "none";
}

TEST(Values, Dates) {
    using enum DateOrder;
    struct {
        const char* text;
        DateOrder order;
        const char* expected;
    } const cases[] = {
        {"2026-01-31", ymd, "2026-01-31"},
        {"2026/1/5", ymd, "2026-01-05"},
        {"20260131", ymd, "2026-01-31"},
        {"2026.01.31", ymd, "2026-01-31"},
        {"2026-01-31 08:26", ymd, "2026-01-31"},
        {"2026-01-31T08:26:00Z", dmy, "2026-01-31"},
        {"2024-01-22T16:14:25.000+0000", ymd, "2024-01-22"},
        {"31/01/2026", dmy, "2026-01-31"},
        {"01/31/2026", mdy, "2026-01-31"},
        {"1-2-2026", dmy, "2026-02-01"},
        {"1-2-2026", mdy, "2026-01-02"},
        {"1.2.26", dmy, "2026-02-01"},
        {"1/2/70", dmy, "1970-02-01"},
        {"31. 01. 2026", dmy, "2026-01-31"},
        {"01/02/2026", ymd, "none"},
        {"31/01/2026", ymd, "2026-01-31"},
        {"05/05/2026", ymd, "2026-05-05"},
        {"31/01/2026", mdy, "none"},
        {"31 ene 2026", ymd, "2026-01-31"},
        {"31 de enero de 2026", ymd, "2026-01-31"},
        {"31-Jan-26", ymd, "2026-01-31"},
        {"January 31, 2026", ymd, "2026-01-31"},
        {"Jan 31 2026", ymd, "2026-01-31"},
        {"31 januari 2026", ymd, "2026-01-31"},
        {"3 mrt. 2026", ymd, "2026-03-03"},
        {"1 mei 2026 10:00", ymd, "2026-05-01"},
        {"15 SEPT 2026", ymd, "2026-09-15"},
        {"Mon 5 Jan 2026", ymd, "2026-01-05"},
        {"2nd March 2026", ymd, "2026-03-02"},
        {"2026-Jan-31", ymd, "2026-01-31"},
        {"29/02/2024", dmy, "2024-02-29"},
        {"29/02/2023", dmy, "none"},
        {"2026-13-01", ymd, "none"},
        {"31. Dezember 2026", ymd, "none"},
        {"", ymd, "none"},
        {"12", ymd, "none"},
        {"2026-01", ymd, "none"},
        {"1/2/2026 x", dmy, "none"},
        {"1/2-2026", dmy, "none"},
        {"26-01-31", ymd, "2026-01-31"},
        {"0000-00-00", ymd, "none"},
        {"1/2/2026, 3:05 PM", dmy, "2026-02-01"},
    };
    for (const auto& c : cases) EXPECT_EQ(date_or_none(c.text, c.order), c.expected) << c.text;
}

TEST(Values, Instants) {
    using enum DateOrder;
    struct {
        const char* text;
        DateOrder order;
        const char* expected;
    } const cases[] = {
        {"2026-01-31 08:26", ymd, "2026-01-31T08:26:00.000000Z"},
        {"2026-01-31", ymd, "2026-01-31T00:00:00.000000Z"},
        {"2026-01-31T08:26:01.5+02:00", ymd, "2026-01-31T06:26:01.500000Z"},
        {"2024-01-22T16:14:25.000+0000", ymd, "2024-01-22T16:14:25.000000Z"},
        {"31/1/2026 2:05 PM", dmy, "2026-01-31T14:05:00.000000Z"},
        {"1/31/2026, 12:00:01 AM", mdy, "2026-01-31T00:00:01.000000Z"},
        {"31/1/2026 2:05 p. m.", dmy, "2026-01-31T14:05:00.000000Z"},
        {"2026-01-31 24:00", ymd, "2026-02-01T00:00:00.000000Z"},
    };
    for (const auto& c : cases) {
        const auto got = parse_instant(c.text, c.order);
        ASSERT_TRUE(got) << c.text;
        EXPECT_EQ(got->to_text(), c.expected) << c.text;
    }
    for (const char* text :
         {"2026-01-31 25:00", "2026-01-31 10:61", "2026-01-31 13:00 PM", "2026-01-31 10:00 zulu"}) {
        EXPECT_FALSE(parse_instant(text)) << text;
    }
}

TEST(Values, ExcelSerials) {
    EXPECT_EQ(instant_of_serial(1)->date().to_text(), "1900-01-01");
    EXPECT_EQ(instant_of_serial(59)->date().to_text(), "1900-02-28");
    EXPECT_FALSE(instant_of_serial(60));
    EXPECT_EQ(instant_of_serial(61)->date().to_text(), "1900-03-01");
    EXPECT_EQ(instant_of_serial(46053)->date().to_text(), "2026-01-31");
    EXPECT_EQ(instant_of_serial(46053 - 1462, true)->date().to_text(), "2026-01-31");
    EXPECT_EQ(instant_of_serial(46053.354166666664)->to_text(), "2026-01-31T08:30:00.000000Z");
    EXPECT_EQ(date_of({"46053", CellKind::number}, {})->to_text(), "2026-01-31");
    EXPECT_FALSE(date_of({"17850", CellKind::text}, {}));
}

ColumnProfile profile_of(std::initializer_list<const char*> cells) {
    ColumnProfile profile;
    for (const char* cell : cells) profile.observe({cell, CellKind::text});
    return profile;
}

TEST(Profile, DateOrderIsCertainAmbiguousOrContradictory) {
    struct {
        std::initializer_list<const char*> cells;
        Evidence evidence;
        DateOrder order;
    } const cases[] = {
        {{"01/02/2026", "13/02/2026"}, Evidence::certain, DateOrder::dmy},
        {{"01/02/2026", "02/13/2026"}, Evidence::certain, DateOrder::mdy},
        {{"01/02/2026", "03/04/2026"}, Evidence::ambiguous, DateOrder::ymd},
        {{"13/02/2026", "02/13/2026"}, Evidence::contradictory, DateOrder::ymd},
        {{"2026-01-02", ""}, Evidence::certain, DateOrder::ymd},
        {{"05/05/2026", "06/06/2026"}, Evidence::certain, DateOrder::ymd},
        {{"1 jan 2026"}, Evidence::certain, DateOrder::ymd},
        {{"hello", "12"}, Evidence::none, DateOrder::ymd},
        {{"99-01-31", "98-02-01"}, Evidence::certain, DateOrder::ymd},
    };
    for (const auto& c : cases) {
        const auto profile = profile_of(c.cells);
        EXPECT_EQ(profile.date(), c.evidence) << *c.cells.begin();
        EXPECT_EQ(profile.date_order(), c.order) << *c.cells.begin();
    }
    EXPECT_EQ(profile_of({"01/02/2026", "03/04/2026", "03/04/2026"}).ambiguous_samples(),
              (std::vector<std::string>{"01/02/2026", "03/04/2026"}));
}

TEST(Profile, DecimalMarkIsCertainAmbiguousOrContradictory) {
    struct {
        std::initializer_list<const char*> cells;
        Evidence evidence;
        DecimalMark mark;
    } const cases[] = {
        {{"1,5", "1,234"}, Evidence::certain, comma},
        {{"1.5", "1.234"}, Evidence::certain, point},
        {{"1,234", "5,678"}, Evidence::ambiguous, point},
        {{"1.234"}, Evidence::ambiguous, point},
        {{"1.234,5"}, Evidence::certain, comma},
        {{"1,234.5"}, Evidence::certain, point},
        {{"1,5", "1.5"}, Evidence::contradictory, point},
        {{"1,234,567"}, Evidence::certain, point},
        {{"1.234.567"}, Evidence::certain, comma},
        {{"0.125"}, Evidence::certain, point},
        {{"1234,567"}, Evidence::certain, comma},
        {{"12", "15"}, Evidence::none, point},
        {{"€ 1.234"}, Evidence::ambiguous, point},
        {{"€ 12,50"}, Evidence::certain, comma},
        {{"12,5%"}, Evidence::certain, comma},
        {{"1,000", "2,000.0"}, Evidence::certain, point},
    };
    for (const auto& c : cases) {
        const auto profile = profile_of(c.cells);
        EXPECT_EQ(profile.decimal(), c.evidence) << *c.cells.begin();
        EXPECT_EQ(profile.decimal_mark(), c.mark) << *c.cells.begin();
    }
}

TEST(Profile, KnowsWhatTheCellsAre) {
    EXPECT_EQ(profile_of({"a@b.com", "c.d@e.co.uk", ""}).share_email(), 1.0);
    EXPECT_EQ(profile_of({"https://a.com/x", "www.b.nl", "acme.example"}).share_url(), 1.0);
    EXPECT_EQ(profile_of({"Spain", "España", "Nederland", "United Kingdom"}).share_country(), 1.0);
    EXPECT_EQ(profile_of({"+34 600 123 456", "(020) 555-1234"}).share_phone(), 1.0);
    EXPECT_EQ(profile_of({"€ 5", "USD 7"}).share_money(), 1.0);
    EXPECT_TRUE(profile_of({"17850.0", "", "13047.0"}).point_zero());
    EXPECT_FALSE(profile_of({"17850.0", "13047.5"}).point_zero());
    EXPECT_TRUE(profile_of({"A1", "A2", "A3"}).looks_like_ids());
    EXPECT_FALSE(profile_of({"A1", "A2", "A2"}).looks_like_ids());
    EXPECT_EQ(text_of({" 17850.0 ", CellKind::text}, {point, DateOrder::ymd, true}), "17850");
    EXPECT_EQ(country_code("países bajos"), "NL");
    EXPECT_FALSE(country_code("Atlantis"));
}

}  // namespace
}  // namespace kamino::imports
