// TERR-3: instances from files, what is refused and why, and answers to the districting instances (a fast
// subset, by iterations) judged by the checker.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "analyze/align_reader.h"
#include "analyze/align_writer.h"
#include "analyze/check.h"
#include "analyze/json_reader.h"
#include "engine/territory/check/align_check.h"

namespace kamino::analyze {
namespace {

namespace al = territory::alignment;

const char* const small = R"({
  "measures": [{"name": "work", "tolerance": 0.5}],
  "units": [
    {"id": "a", "x": 0, "y": 0, "measures": [2], "owner": "ann"},
    {"id": "b", "x": 1, "y": 0, "measures": [1], "owner": "bob", "locked": true},
    {"id": "c", "x": 9, "y": 0, "measures": {"work": 2}, "owner": "ann", "visits": 4, "minutes": 240},
    {"id": 4, "x": 8, "y": 0, "measures": [1], "owner": "ann"}],
  "people": [{"id": "ann", "x": 0, "y": 0, "hours": 100}, {"id": "bob", "home": {"x": 9, "y": 0}}],
  "travel": {"speed": [{"kmh": 60}]}})";

Source text(std::string body, std::string path = "f.json") {
    return {std::move(path), std::move(body)};
}

TEST(AlignReader, rows_and_columns_are_the_same_instance) {
    const auto rows = read_alignment(text(small));
    const auto columns = read_alignment(text(R"({
      "measures": [{"name": "work", "tolerance": 0.5}],
      "units": {"id": ["a", "b", "c", 4], "x": [0, 1, 9, 8], "y": [0, 0, 0, 0], "measures": [[2, 1, 2, 1]],
                "owner": ["ann", "bob", "ann", "ann"], "locked": [false, true, false, false],
                "visits": [0, 0, 4, 0], "minutes": [0, 0, 240, 0]},
      "people": [{"id": "ann", "x": 0, "y": 0}, {"id": "bob", "x": 9, "y": 0}],
      "travel": {"speed": [{"kmh": 60}]}})"));
    EXPECT_EQ(rows.units.ids, columns.units.ids);
    EXPECT_EQ(rows.units.measures, columns.units.measures);
    EXPECT_EQ(rows.units.owner, columns.units.owner);
    EXPECT_EQ(rows.units.locked, columns.units.locked);
    EXPECT_EQ(rows.units.minutes, columns.units.minutes);
    EXPECT_EQ(rows.units.ids[3], "4");
}

TEST(AlignReader, refusals_name_the_place) {
    struct Case {
        const char *from, *to, *words;
    };
    const std::vector<Case> cases{
        {"\"locked\"", "\"lokced\"", "/units/1 (id b) has \"lokced\", which is not known here"},
        {"\"owner\": \"bob\"", "\"owner\": \"eve\"", "has the owner \"eve\", who is not among the people"},
        {"\"measures\": [2]", "\"measures\": [2, 3]", "/units/0 (id a) needs 1 measures"},
        {"\"measures\": [2]", "\"measures\": [-2]", "measures must be between 0"},
        {"{\"work\": 2}", "{\"play\": 2}", "has a measure \"play\""},
        {"\"id\": \"bob\"", "\"id\": \"ann\"", "has the id of another person: ann"},
        {"\"kmh\": 60", "\"kmh\": 0", "/travel/speed/0/kmh must be at least 0.1"},
        {"\"travel\"", "\"rules\": {\"focus\": [\"eve\"]}, \"travel\"",
         "/rules/focus/0 is not among the people: eve"},
        {"\"travel\"", "\"rules\": {\"contiguity\": \"firm\"}, \"travel\"", "must be one of off, soft, hard"},
        {"\"x\": 0, \"y\": 0, \"measures\"", "\"lat\": 0, \"lon\": 0, \"measures\"", "not both"},
    };
    for (const auto& c : cases) {
        std::string body = small;
        const auto at = body.find(c.from);
        ASSERT_NE(at, std::string::npos) << c.from;
        body.replace(at, std::string{c.from}.size(), c.to);
        try {
            read_alignment(text(body));
            ADD_FAILURE() << c.words;
        } catch (const Refusal& refusal) {
            EXPECT_NE(refusal.text.find(c.words), std::string::npos) << refusal.text;
        }
    }
    EXPECT_THROW(read_alignment(text("{", "f.json")), Refusal);
    EXPECT_THROW(read_alignment(text("3\n0 1 2 3 4", "f.in")), Refusal);
    EXPECT_THROW(read_alignment(text("", "f.in")), Refusal);
}

TEST(AlignReader, an_answer_names_owners_in_three_ways) {
    const auto in = read_alignment(text(small));
    const std::vector<std::int32_t> owner{0, 1, 1, 1};
    EXPECT_EQ(read_owners(in, text(R"({"owner": ["ann", "bob", "bob", "bob"]})")), owner);
    EXPECT_EQ(read_owners(in, text(R"({"owner": {"a": "ann", "b": "bob", "c": "bob", "4": "bob"}})")), owner);
    EXPECT_EQ(read_owners(in, text("ann\nbob\nbob\nbob\n")), owner);
    EXPECT_THROW(read_owners(in, text("ann\nbob\n")), Refusal);
    EXPECT_THROW(read_owners(in, text("ann\nbob\nbob\neve\n")), Refusal);
}

TEST(AlignDocument, says_what_the_schema_promises_and_passes_the_check) {
    const auto in = read_alignment(text(small));
    territory::Effort effort{.iterations = 50};
    const auto body = alignment_text(in, al::align(in, effort), effort);
    const auto document = parse_document(text(body));
    for (const char* key :
         {"objective", "feasible", "violations", "bound", "gap", "cpu_seconds", "seed", "owner", "imbalance",
          "diameter", "fragments", "people", "moves", "rule_prices", "clashes"})
        EXPECT_TRUE(document.as_object().contains(key)) << key;
    // By hand: a stays at 0 minutes, b is locked to bob (8 minutes); c and 4 are nearer to bob (0 and 1), but
    // bob may have at most 4.5 of 6: 1 + 2 + 1 fits.
    EXPECT_NEAR(document.at("objective").to_number<double>(), 9, 1e-9);
    EXPECT_TRUE(document.at("feasible").as_bool());
    EXPECT_EQ(document.at("moves").as_array().size(), 2u);
    for (const auto& kind : check_kinds()) {
        if (!kind.recognises(text(small), text(body))) continue;
        EXPECT_EQ(kind.name, "align");
        const auto options = check().options;
        const auto verdict = kind.judge(text(small), text(body), Arguments{options});
        EXPECT_TRUE(verdict.feasible());
        EXPECT_NEAR(verdict.objective, 9, 1e-9);
        break;
    }
}

// A district fewer than the corners of a grid, read from the text format.
std::string grid(int side, int districts) {
    std::string out = std::to_string(side * side) + "\n";
    std::string edges;
    int count = 0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const int i = y * side + x;
            out += std::to_string(i) + " " + std::to_string(x) + " " + std::to_string(y) + " 1 2 3\n";
            if (x + 1 < side) edges += std::to_string(i) + " " + std::to_string(i + 1) + "\n", ++count;
            if (y + 1 < side) edges += std::to_string(i) + " " + std::to_string(i + side) + "\n", ++count;
        }
    return out + std::to_string(count) + "\n" + edges + std::to_string(districts) + " 0 0.05 0.05 0.05\n";
}

TEST(Districting, a_grid_falls_into_squares) {
    const auto in = read_alignment(text(grid(8, 4), "grid.in"));
    EXPECT_EQ(in.people.size(), 4u);
    const auto answer = al::align(in, {.iterations = 2000});
    const auto verdict = territory::check::judge_alignment(in, answer.owner);
    EXPECT_TRUE(verdict.feasible());
    EXPECT_NEAR(verdict.objective, std::sqrt(18.0), 1e-9);  // four squares of 4 x 4 are the best there is
    EXPECT_LE(answer.bound, std::sqrt(18.0) + 1e-9);
}

// Best-known values of ../shared/data/territory/districting/README.md; 1.1 times them is what the issue
// allows.
TEST(Districting, shared_instances_are_balanced_whole_and_compact) {
    const char* shared = std::getenv("KAMINO_SHARED");
    const std::string folder = (shared ? shared : std::string{KAMINO_SOURCE_DIR} + "/../shared") +
                               "/data/territory/districting/del-";
    for (const auto& [name, known] :
         {std::pair{"n1000-k5-s2292", 605.9917}, std::pair{"n1000-k16-s801", 304.9443}}) {
        Source source;
        try {
            source = read_source(folder + name + ".in");
        } catch (const Refusal&) {
            GTEST_SKIP() << "no data in " << folder;
        }
        const auto in = read_alignment(source);
        const auto answer = al::align(in, {.iterations = 800});
        const auto verdict = territory::check::judge_alignment(in, answer.owner);
        EXPECT_TRUE(verdict.feasible()) << name;
        EXPECT_LE(verdict.objective, 1.1 * known) << name;
        EXPECT_LE(answer.bound, known) << name;
    }
}

TEST(CapacityDocument, follows_the_reader) {
    const auto in = read_alignment(text(small));
    const auto c = territory::capacity::check_capacity(in, {});
    const auto document = parse_document(text(capacity_text(in, c, 0)));
    // Unit c: 4 hours of service; 4 visits are half a day, there and back 9 km each at 60 km/h.
    EXPECT_NEAR(document.at("people").as_array()[0].at("hours_needed").to_number<double>(), 4 + 0.5 * 18 / 60,
                1e-9);
}

}  // namespace
}  // namespace kamino::analyze
