// Rich text of plans. The table of cases is shared with the browser's reader: examples of the CommonMark 0.30
// specification by their numbers, and what our subset says by hand. PLAN-1 (sections of rich text).
#include "platform/markup/rich_text.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

namespace kamino::markup {
namespace {

std::string file(const std::string& name) {
    std::ifstream in{std::string{KAMINO_SOURCE_DIR} + name};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(RichText, ReadsTheSharedCases) {
    const auto cases = boost::json::parse(file("/tests/rich-text/cases.json"));
    ASSERT_GT(cases.as_array().size(), 50U);
    for (const auto& c : cases.as_array())
        EXPECT_EQ(html(std::string{c.at("body").as_string()}), std::string{c.at("html").as_string()})
            << c.at("name");
}

TEST(RichText, PlainFormHasNoMarks) {
    struct Case {
        const char *body, *plain;
    };
    for (const auto& [body, wanted] : {
             Case{"", ""},
             Case{"One.\nTwo.\n\nThree.", "One.\nTwo.\n\nThree."},
             Case{"- a\n- b", "- a\n- b"},
             Case{"# Head\n\nA **bold** and *soft* word", "Head\n\nA bold and soft word"},
             Case{"1. a\n   - b\n2. c", "1. a\n  - b\n2. c"},
             Case{"[us](https://example.org)", "us (https://example.org)"},
             Case{"[https://example.org](https://example.org)", "https://example.org"},
             Case{"> said", "> said"},
             Case{R"(5 \* 3 and a\_b)", "5 * 3 and a_b"},
         })
        EXPECT_EQ(plain(body), wanted);
}

TEST(RichText, ParagraphsTellWhatTheyAre) {
    const auto all = paragraphs("# H\n\n3. one **two**\n   - deep");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0], (Paragraph{.heading = 1, .runs = {{"H"}}}));
    EXPECT_EQ(
        all[1],
        (Paragraph{
            .depth = 1, .ordered = true, .number = 3, .opens = true, .runs = {{"one "}, {"two", true}}}));
    EXPECT_EQ(all[2], (Paragraph{.depth = 2, .opens = true, .runs = {{"deep"}}}));
}

// Names that hold marks are read as they are written, wherever they stand in a draft.
TEST(RichText, WhatIsEscapedIsReadAsItWas) {
    for (const std::string name : {"Acme *Steel*",
                                   "_under_ score_",
                                   "# 1 Pumps",
                                   "[x](https://example.org)",
                                   "<b>Bold</b>",
                                   "A & B",
                                   "- Dash",
                                   "+ Plus",
                                   "> Quote",
                                   "1. FC Köln",
                                   "12) Twelve",
                                   R"(C:\*x)",
                                   R"(ends in \)",
                                   "`code`",
                                   "~~~",
                                   "![i](https://e.org)",
                                   "a](https://e.org)",
                                   "**",
                                   "__init__",
                                   "&copy;"}) {
        const auto at_start = paragraphs(escaped_start(escaped(name)));
        ASSERT_EQ(at_start.size(), 1U) << name;
        EXPECT_EQ(at_start[0].runs, (std::vector<markup::Run>{{name}})) << name;
        const auto inside = paragraphs("We visit " + escaped(name) + " often.");
        ASSERT_EQ(inside.size(), 1U) << name;
        EXPECT_EQ(text_of(inside[0]), "We visit " + name + " often.") << name;
        EXPECT_EQ(inside[0].runs.size(), 1U) << name;
    }
    EXPECT_EQ(escaped("Müller & Söhne (50 %)"), "Müller & Söhne (50 %)");
}

TEST(RichText, HostileTextsStayTexts) {
    const std::size_t size = 100'000;
    std::vector<std::string> all{std::string(size, '>'),  std::string(size, '*'), std::string(size, '['),
                                 std::string(size, '\\'), std::string(size, '`'), std::string(size, '\t')};
    for (const std::string piece : {"> ", "- ", "1. ", "**a ", "*a **b ", "[a](", "_a", "<x ", "![", "]("}) {
        std::string text;
        while (text.size() < size) text += piece;
        all.push_back(text);
    }
    std::string steps;
    for (std::size_t depth = 0; steps.size() < size; ++depth) steps += std::string(2 * depth, ' ') + "- x\n";
    all.push_back(steps);
    for (const auto& text : all) {
        const auto page = html(text);
        EXPECT_EQ(page.find("<script"), std::string::npos);
        EXPECT_LT(page.size(), 40 * size);
        for (const auto& p : paragraphs(text)) EXPECT_LE(p.depth, 2);
    }
    // No tag but our own, no link but to the three schemes, whatever stands in the text.
    const auto page = html(
        "<img src=x onerror=alert(1)>\n\n[a](java\tscript:x) [b](vbscript:x)\n\n"
        "[c](<javascript:x>) [d](https://e.org/<script>)\n\n<!-- x --> <?php ?> <![CDATA[x]]>");
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_EQ(page.find("<s"), std::string::npos);
    EXPECT_EQ(page.find("<!"), std::string::npos);
    EXPECT_EQ(page.find("<?"), std::string::npos);
    EXPECT_EQ(page.find("href=\"java"), std::string::npos);
    EXPECT_EQ(page.find("href=\"vb"), std::string::npos);
}

}  // namespace
}  // namespace kamino::markup
