// SEL-5: classes by hand, rules that are refused, the matrix of moves, and periods of the past, all worked
// out by hand; and the property that an account which is more in one respect never stands lower.
#include "domain/selection/class_rules.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <random>

#include "domain/selection/class_history.h"
#include "domain/selection/classes.h"

namespace kamino::selection {
namespace {

struct ClassRow {
    const char* name;
    double value, potential, rhythm;
    std::optional<double> growth;
    const char *row, *class_;
};

TEST(Classes, by_hand) {
    const std::vector<ClassRow> rows{
        {"structural, significant, growing", 1500, 1500, 8, 0.10, "structural_significant_growing", "A"},
        {"structural, significant, room to grow", 1500, 1900, 8, 0.0, "structural_significant_growing", "A"},
        {"structural, significant, saturated", 1500, 1600, 8, 0.04, "structural_significant_saturated", "B"},
        {"structural but modest", 500, 500, 4, 0.5, "structural_modest_growing", "C"},
        {"significant once", 1000, 1000, 1, 0.0, "once_significant_saturated", "C"},
        {"modest, once", 999, 999, 3, 0.0, "once_modest_saturated", "D"},
        {"buys nothing, could buy much", 0, 2000, 0, std::nullopt, "could_buy_much", "C"},
        {"buys nothing, could buy a little", 0, 10, 0, std::nullopt, "could_buy_little", "D"},
        {"only gave back", -20, 0, 1, std::nullopt, "nothing_left", "E"},
    };
    for (const auto& row : rows) {
        ClassFacts f{row.value, row.potential, row.rhythm, row.growth, false, true};
        const auto c = case_of(f, 1000, {});
        EXPECT_EQ(name_of(c), row.row) << row.name;
        EXPECT_EQ(class_of(c, {}), row.class_) << row.name;
    }
}

TEST(Classes, of_who_never_bought) {
    Population p;
    p.has_sales = true;
    Facts f;
    const auto class_by = [&] { return class_of(case_of(class_facts(f, {}, p), 1000, {}), {}); };
    f.status = "prospect";
    EXPECT_EQ(class_by(), "") << "nothing is known";
    f.status = "former";
    EXPECT_EQ(class_by(), "E");
    f.open_count = 1;
    EXPECT_EQ(class_by(), "") << "an opportunity without an amount is open";
}

TEST(Classes, follow_limits_and_table) {
    ClassRules rules;
    const ClassFacts newcomer{1500, 1500, 2, std::nullopt, true, false};
    EXPECT_EQ(class_of(case_of(newcomer, 1000, rules), rules), "C") << "bought in two months only";
    rules.structural_months = 2;
    EXPECT_EQ(class_of(case_of(newcomer, 1000, rules), rules), "A");
    rules.newcomer_grows = false;
    EXPECT_EQ(class_of(case_of(newcomer, 1000, rules), rules), "B");
    rules.classes[1] = 'A';
    EXPECT_EQ(class_of(case_of(newcomer, 1000, rules), rules), "A") << "saturated ones may be A too";
    const ClassFacts prospect{0, 1200, 0, std::nullopt, false, false};
    EXPECT_EQ(name_of(case_of(prospect, 1000, rules)), "could_buy_much");
    rules.potential_from = 2;
    EXPECT_EQ(name_of(case_of(prospect, 1000, rules)), "could_buy_little");
}

TEST(Classes, more_in_one_respect_never_stands_lower) {
    std::mt19937 random{55};
    const auto any = [&](int below) { return static_cast<double>(random() % static_cast<unsigned>(below)); };
    int tables = 0;
    for (int round = 0; round < 4000; ++round) {
        ClassRules rules;
        for (auto& letter : rules.classes)
            if (any(8) == 0) letter = static_cast<char>('A' + static_cast<int>(any(5)));
        base::JsonWriter w;
        write_class_rules(w, rules);
        std::vector<FieldFault> faults;
        const auto document = base::parse_json(w.take());
        check_class_rules(document.as_object(), faults);
        if (!faults.empty()) continue;
        ++tables;
        ClassFacts less{1 + any(2000), any(3000), any(13), any(40) / 100 - 0.2, false, true};
        auto more = less;
        (round % 3 == 0   ? more.rhythm
         : round % 3 == 1 ? more.potential
                          : more.growth.emplace(*less.growth)) += any(5);
        EXPECT_LE(class_of(case_of(more, 1000, rules), rules), class_of(case_of(less, 1000, rules), rules));
    }
    EXPECT_GT(tables, 20);
}

std::string fault_of(const std::string& document) {
    std::vector<FieldFault> faults;
    const auto value = boost::json::parse(document);
    check_class_rules(value.as_object(), faults);
    return faults.empty() ? "" : faults[0].path + " " + faults[0].key;
}

TEST(ClassRules, refuse_what_cannot_be) {
    EXPECT_EQ(
        fault_of(R"({"structural_months":6,"newcomer_grows":false,"table":{"once_modest_growing":"C"}})"),
        "");
    EXPECT_EQ(fault_of(R"({"structural_months":0})"), "/thresholds/structural_months field.out_of_range");
    EXPECT_EQ(fault_of(R"({"structural_months":"6"})"), "/thresholds/structural_months field.wrong_type");
    EXPECT_EQ(fault_of(R"({"significant_share":1.1})"), "/thresholds/significant_share field.out_of_range");
    EXPECT_EQ(fault_of(R"({"newcomer_grows":1})"), "/thresholds/newcomer_grows field.wrong_type");
    EXPECT_EQ(fault_of(R"({"luck":1})"), "/thresholds/luck field.unknown");
    EXPECT_EQ(fault_of(R"({"table":[]})"), "/thresholds/table field.wrong_type");
    EXPECT_EQ(fault_of(R"({"table":{"luck":"A"}})"), "/thresholds/table/luck field.unknown");
    EXPECT_EQ(fault_of(R"({"table":{"nothing_left":"F"}})"),
              "/thresholds/table/nothing_left field.not_a_choice");
    EXPECT_EQ(fault_of(R"({"table":{"structural_significant_growing":"C"}})"),
              "/thresholds/table/structural_significant_growing selection.class_order")
        << "a saturated one stands in B";
    EXPECT_EQ(fault_of(R"({"table":{"nothing_left":"C"}})"),
              "/thresholds/table/could_buy_little selection.class_order");
}

TEST(ClassRules, come_back_from_their_document) {
    ClassRules rules;
    rules.structural_months = 6;
    rules.potential_from = 1.5;
    rules.newcomer_grows = false;
    rules.classes[6] = 'C';
    base::JsonWriter w;
    write_class_rules(w, rules);
    ClassRules back;
    const auto document = base::parse_json(w.take());
    read_class_rules(document.as_object(), back);
    EXPECT_EQ(back, rules);
}

// Three buyers of 60, 30 and 10: the first two make 80 %, so 30 is significant; with a share of 0.95 all are.
TEST(Preview, names_who_moves_and_keeps_what_people_set) {
    std::vector<Classed> accounts(3);
    const double values[] = {60, 30, 10};
    for (std::size_t i = 0; i < 3; ++i) {
        auto& m = accounts[i].as_it_stands;
        m.id = m.name = std::string(1, static_cast<char>('a' + i));
        m.revenue = m.revenue_before = static_cast<std::int64_t>(values[i]);
        accounts[i].facts = {values[i], values[i], 12, 0.0, false, true};
        m.from = m.to = i < 2 ? "B" : "C";
    }
    accounts[1].as_it_stands.by_person = true;
    accounts[1].as_it_stands.to = "A";
    const auto same = try_rules(accounts, {});
    EXPECT_EQ(same.significance, 30);
    for (const auto& m : same.moves) EXPECT_EQ(m.from, m.to) << m.id;
    EXPECT_EQ(same.kept_by_people, 0);

    ClassRules rules;
    rules.significant_share = 0.95;
    rules.classes[1] = 'C';
    rules.classes[2] = rules.classes[3] = 'D';
    rules.classes[5] = 'C';
    const auto tried = try_rules(accounts, rules);
    EXPECT_EQ(tried.significance, 10);
    EXPECT_EQ(tried.kept_by_people, 1) << "b would be C by rule, people said A";
    const auto cells = cells_of(tried.moves);
    ASSERT_EQ(cells.size(), 3U);
    EXPECT_EQ(cells[0].from + cells[0].to, "AA");
    EXPECT_EQ(cells[1].from + cells[1].to, "BC");
    EXPECT_EQ(cells[1].revenue, 60);
    EXPECT_EQ(cells[2].from + cells[2].to, "CC");
}

TEST(Moves, go_up_and_down_by_places_then_revenue) {
    const auto move = [](std::string id, std::string from, std::string to, std::int64_t revenue) {
        return ClassMove{id, id, "", std::move(from), std::move(to), 0, revenue, false};
    };
    const std::vector<ClassMove> moves{
        move("1", "C", "B", 10), move("2", "C", "A", 5), move("3", "B", "C", 7), move("4", "D", "C", 20),
        move("5", "", "A", 99),  move("6", "B", "B", 1), move("7", "A", "", 3)};
    const auto ids = [](const std::vector<const ClassMove*>& list) {
        std::string text;
        for (const auto* m : list) text += m->id;
        return text;
    };
    EXPECT_EQ(ids(movers(moves, true)), "241") << "not classed before is no way up";
    EXPECT_EQ(ids(movers(moves, false)), "3");
    const auto cells = cells_of(moves);
    EXPECT_EQ(cells.back().from + "-" + cells.back().to, "-A") << "not classed comes last";
}

Date day(const char* text) {
    return *Date::parse(text);
}

TEST(Periods, are_fiscal_quarters_and_years_that_have_ended) {
    const auto texts = [](const std::vector<Date>& dates) {
        std::string text;
        for (const auto d : dates) text += (text.empty() ? "" : " ") + d.to_text();
        return text;
    };
    // Booked from January 2023 to November 2026; calendar years.
    EXPECT_EQ(texts(period_ends(day("2023-01-01"), day("2026-11-01"), day("2026-11-26"), 1, 3, 2)),
              "2024-12-31 2025-12-31 2026-03-31 2026-06-30 2026-09-30");
    // The fiscal year begins in April: quarters end in June, September, December and March.
    EXPECT_EQ(texts(period_ends(day("2024-01-01"), day("2026-11-01"), day("2026-11-26"), 4, 2, 1)),
              "2026-03-31 2026-06-30 2026-09-30");
    // A quarter whose last day is to come has not ended; 24 months must lie behind.
    EXPECT_EQ(texts(period_ends(day("2024-10-01"), day("2026-12-01"), day("2026-12-30"), 1, 9, 9)),
              "2026-09-30");
    EXPECT_EQ(texts(period_ends(day("2026-01-01"), day("2026-11-01"), day("2026-11-26"), 1, 9, 9)), "");
}

TEST(Periods, sum_the_twelve_months_up_to_their_end) {
    const std::vector<Booking> bookings{{day("2024-09-01"), 1, 1},   {day("2024-10-01"), 10, 2},
                                        {day("2025-09-01"), 100, 1}, {day("2025-10-01"), 1000, 3},
                                        {day("2026-09-01"), -1, 1},  {day("2026-10-01"), 5000, 1}};
    Facts f;
    book(f, bookings, day("2026-09-30"), true);
    EXPECT_EQ(f.revenue, 999);
    EXPECT_EQ(f.revenue_prev, 110);
    EXPECT_EQ(f.months_active, 2);
    EXPECT_TRUE(f.bought);
    book(f, bookings, day("2024-06-30"), true);
    EXPECT_FALSE(f.bought) << "not yet";
    book(f, bookings, day("2026-09-30"), false);
    EXPECT_EQ(f.won, 999);
    EXPECT_EQ(f.won_count, 8);
    EXPECT_EQ(f.revenue, 0);
}

TEST(SetClasses, hold_from_day_to_day) {
    const std::vector<SetClass> set{{"a", "B", day("2026-01-10"), day("2026-03-01")},
                                    {"a", "A", day("2026-03-01"), std::nullopt},
                                    {"b", "E", day("2026-02-01"), day("2026-02-01")}};
    EXPECT_EQ(set_on(set, "a", day("2026-01-09")), nullptr);
    EXPECT_EQ(set_on(set, "a", day("2026-01-10"))->class_, "B");
    EXPECT_EQ(set_on(set, "a", day("2026-03-01"))->class_, "A");
    EXPECT_EQ(set_on(set, "b", day("2026-02-01")), nullptr) << "given back the same day";
    EXPECT_EQ(set_on(set, "c", day("2026-02-01")), nullptr);
}

}  // namespace
}  // namespace kamino::selection
