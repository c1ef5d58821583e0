#include "platform/base/text.h"

#include "platform/base/visible.h"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace kamino::base {
namespace {

TEST(Text, Utf8) {
    // Unicode 15 table 3-7: well-formed sequences and their ill-formed neighbours.
    for (const char* good :
         {"", "abc", "Señor", "€", "\xF0\x9F\x98\x80", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(is_utf8(good)) << good;
    }
    for (const char* bad : {"\xFF", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\xC3",
                            "\x80", "\xF0\x80\x80\x80"}) {
        EXPECT_FALSE(is_utf8(bad));
    }
}

TEST(Text, Fold) {
    struct Case {
        const char* text;
        const char* folded;
    };
    const Case cases[] = {
        {"  Señor  ÅNGSTRÖM ", "senor angstrom"},
        {"Straße", "strasse"},
        {"STRASSE", "strasse"},
        {"ﬁnance Ⅳ", "finance iv"},
        {"İstanbul", "istanbul"},
        {"Cafe\u0301", "cafe"},
        {"A\u00A0\u2003B\t\nC", "a b c"},
        {"co\u00ADop\u200B", "coop"},
        {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
        {"Ёлка", "елка"},
        {"ガ", "ガ"},  // not カ: voicing makes another letter
        {"한국", "한국"},
        {"हिन्दी", "हिन्दी"},
        {"ACME  S.A.", "acme s.a."},
        {"", ""},
        {" \xC2\xA0 ", ""},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(fold(c.text), c.folded) << c.text;
        EXPECT_EQ(fold(fold(c.text)), fold(c.text)) << c.text;
    }
}

TEST(Text, FoldSurvivesBrokenUtf8) {
    EXPECT_EQ(fold("A\xFF"
                   "B"),
              "a\xEF\xBF\xBD"
              "b");
}

TEST(Text, Squash) {
    EXPECT_EQ(squash("GTX Pro"), "gtxpro");
    EXPECT_EQ(squash("GTXPro"), "gtxpro");
    EXPECT_EQ(squash("Müller & Söhne, S.A. (2)"), "mullersohnesa2");
    EXPECT_EQ(squash("+++"), "");
}

TEST(Text, TrimAndSplit) {
    EXPECT_EQ(trim("\t a b \xC2\xA0\r\n"), "a b");
    EXPECT_EQ(trim("à"), "à");  // C3 A0: the last byte alone is not a blank
    EXPECT_EQ(trim(" \xC2\xA0 "), "");
    EXPECT_EQ(split(" a ; b;;c ; ", ';'), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_TRUE(split("", ',').empty());
}

TEST(Text, Numbers) {
    EXPECT_EQ(to_int("-42"), -42);
    EXPECT_EQ(to_int("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
    for (const char* bad : {"", "1 ", " 1", "1.0", "9223372036854775808", "0x1"})
        EXPECT_FALSE(to_int(bad)) << bad;
    EXPECT_EQ(to_double("-1.5e3"), -1500.0);
    for (const char* bad : {"", "1,5", "nan", "inf", "1e999", "1.5 "}) EXPECT_FALSE(to_double(bad)) << bad;
}

TEST(Text, NumberTextIsShortestAndReadsBack) {
    EXPECT_EQ(number_text(0.1), "0.1");
    EXPECT_EQ(number_text(1e22), "1e+22");
    EXPECT_EQ(number_text(5), "5");
    for (const double value : {0.1 + 0.2, 1.0 / 3, 5e-324, std::numeric_limits<double>::max()}) {
        EXPECT_EQ(to_double(number_text(value)), value);
    }
    EXPECT_THROW(number_text(std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
}

// DATA-12, SEL-4: a name of U+200B alone made a row without a name, a reason of blanks was a reason.
TEST(Visible, WhatIsSaidCanBeSeen) {
    for (const char* text : {"a", "  .", "\xC3\xB1", "\xE6\x97\xA5", "\xF0\x9F\x98\x80",
                             "\xE2\x80\x8B"
                             "x"})
        EXPECT_TRUE(has_visible(text)) << text;
    for (const char* text : {"", "   ", "\t\n", "\xC2\xA0", "\xE2\x80\x8B", "\xE2\x80\xAE ", "\xEF\xBB\xBF",
                             "\xE2\x81\xA0\xE3\x80\x80"})
        EXPECT_FALSE(has_visible(text)) << text;
}

TEST(Visible, SignsThatTurnTheDirectionAreFound) {
    for (const char* text : {"\xE2\x80\xAE"
                             "emca",
                             "a\xE2\x80\xAA",
                             "a\xE2\x81\xA6"
                             "b",
                             "\xE2\x82\xAC \xE2\x81\xA9"})
        EXPECT_TRUE(turns_direction(text)) << text;
    // Right-to-left names, their marks, and signs next to those in the table stay.
    for (const char* text : {"", "Acme", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D\xE2\x80\x8F", "\xE2\x80\x8B",
                             "\xE2\x80\xAF", "\xE2\x81\xAA", "\xE2\x82\xAC", "\xE2"})
        EXPECT_FALSE(turns_direction(text)) << text;
}

}  // namespace
}  // namespace kamino::base
