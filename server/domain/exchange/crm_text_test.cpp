// Text areas as entries and back; what a row of a file says. PLAN-1.
#include <gtest/gtest.h>

#include "domain/exchange/crm_plans.h"
#include "domain/exchange/crm_text.h"

namespace kamino::exchange {
namespace {

using Texts = std::vector<std::string>;

TEST(CrmText, AnAreaIsAListOfEntries) {
    const struct {
        const char* area;
        Texts items;
    } cases[] = {
        {"", {}},
        {" \r\n ", {}},
        {"one thing", {"one thing"}},
        {"one\r\ntwo\rthree", {"one", "two", "three"}},
        {"- one\n- two\n  goes on\n\n- three", {"one", "two\ngoes on", "three"}},
        {"1. one\n2) two\n10. ten", {"one", "two", "ten"}},
        {"• a\n* b\n– c", {"a", "b", "c"}},
        {"Of theirs:\n- a\n- b", {"Of theirs:", "a", "b"}},
        {"A paragraph\nof two lines.\n\nAnother one.", {"A paragraph\nof two lines.", "Another one."}},
        {"-5 % is no bullet\n2026 is no number of a list",
         {"-5 % is no bullet", "2026 is no number of a list"}},
    };
    for (const auto& c : cases) EXPECT_EQ(items_of(c.area), c.items) << c.area;
}

TEST(CrmText, WhatGoesOutIsReadAsTheSameEntries) {
    const Texts cases[] = {{"one"},
                           {"one", "two"},
                           {"two\nlines", "one"},
                           {"- looks like a bullet"},
                           {"10. Downing Street", "b"},
                           {"a", "b\n\nwith a gap"}};
    for (const auto& items : cases) {
        const auto again = items_of(area_of(items));
        ASSERT_EQ(again.size(), items.size()) << area_of(items);
        for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(text_key(again[i]), text_key(items[i]));
    }
}

TEST(CrmText, NamesAndWhatIsSaidOfThem) {
    const struct {
        const char *item, *name, *rest;
    } cases[] = {{"Acme", "Acme", ""},
                 {"Acme: cheap: and slow", "Acme", "cheap: and slow"},
                 {"Acme - cheap", "Acme", "cheap"},
                 {"Acme (North)", "Acme (North)", ""},
                 {"Rolls-Royce", "Rolls-Royce", ""},
                 {"Acme\nin two lines", "Acme", "in two lines"}};
    for (const auto& c : cases) {
        EXPECT_EQ(named_item(c.item).name, c.name);
        EXPECT_EQ(named_item(c.item).rest, c.rest) << c.item;
    }
    EXPECT_EQ(names_in({"Acme, Bolt; Crane Ltd"}), (Texts{"Acme", "Bolt", "Crane Ltd"}));
    const Texts sentence{
        "They are cheap, they are slow and nobody in the north of the country knows them at all"};
    EXPECT_EQ(names_in(sentence), sentence);
    for (const char* name : {"Smith, Jones & Co", "Foo: Bar", "Rolls - Royce", "Plain"}) {
        const auto again = named_item(names_in({named_text({name, ""})})[0]);
        EXPECT_EQ(text_key(again.name), text_key(name));
        EXPECT_EQ(again.rest, "");
    }
}

TEST(CrmText, PiecesLoseNothing) {
    EXPECT_EQ(pieces_of("", 5), Texts{});
    EXPECT_EQ(pieces_of("short", 5), Texts{"short"});
    EXPECT_EQ(pieces_of("one two three", 8), (Texts{"one two", "three"}));
    EXPECT_EQ(pieces_of("ééééé", 2), (Texts{"éé", "éé", "é"}));
}

TEST(CrmText, IdsOf15And18CharactersAreOne) {
    EXPECT_EQ(short_id("001Ws0000000001AAA"), "001Ws0000000001");
    EXPECT_EQ(short_id("001Ws0000000001"), "001Ws0000000001");
    EXPECT_EQ(short_id("an id of their own"), "an id of their own");
}

TEST(CrmText, OurOwnGuardsComeOff) {
    EXPECT_EQ(unguarded("'=SUM(A1)"), "=SUM(A1)");
    EXPECT_EQ(unguarded("'tis the season"), "'tis the season");
    EXPECT_EQ(unguarded("a\r\nb"), "a\nb");
    // FNV-1a of "ab", worked out by hand: ((o ^ 'a') p ^ 'b') p of RFC draft-eastlake-fnv, 64 bits.
    EXPECT_EQ(text_key("A b!"), "089c4407b545986a");
}

TEST(CrmText, LinesBehindADescriptionComeOffAgain) {
    const auto note = with_lines("Words", {{"StartDate", "2026-01-15"}, {"Priority", "High"}});
    EXPECT_EQ(note, "Words\n\nPriority: High\nStartDate: 2026-01-15");
    EXPECT_EQ(without_lines(note).first, "Words");
    EXPECT_EQ(without_lines(note).second.size(), 2U);
    EXPECT_EQ(without_lines("Words\n\nNot ours: at all").first, "Words\n\nNot ours: at all");
    EXPECT_EQ(with_lines("", {{"Priority", "a\nb"}}), "Priority: a / b");
}

TEST(CrmText, WordsForStates) {
    EXPECT_EQ(plan_status("Not Started") + plan_status("ACTIVE") + plan_status("Inactive"),
              "draftactiveclosed");
    EXPECT_EQ(objective_status("New") + objective_status("In Progress") + objective_status("Closed"),
              "draftagreedreached");
    EXPECT_EQ(plan_status("Paused") + objective_status("Paused"), "");
}

}  // namespace
}  // namespace kamino::exchange
