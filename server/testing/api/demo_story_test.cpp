// WORK-7: the demo workspace comes with a key list, plans in work and decisions that wait, every one of them
// accepted by the rules that hold for anybody.
#include <boost/json.hpp>
#include <functional>

#include "main/commands/commands.h"
#include "main/demo_words.h"
#include "platform/base/json.h"
#include "testing/database.h"

namespace kamino::testing {
namespace {

namespace json = boost::json;

class DemoStoryTest : public DatabaseTest {};
KAMINO_EACH_ENGINE(DemoStoryTest);

TEST_P(DemoStoryTest, IsToldWithoutARefusal) {
    const auto url = database().url();
    database().close();
    EXPECT_EQ(app::make_demo(url, on_sqlite() ? "es" : "nl", 0.25), 0);
    const auto filled = storage::open(url);
    const auto count = [&](const char* sql) {
        return filled->read([&](storage::Read& r) { return r.integer({"test.count", sql}).value_or(-1); });
    };
    // Counted in data/demo/story.json.
    EXPECT_EQ(count("SELECT count(*) FROM key_accounts WHERE list = 'key' AND state = 'active'"), 2);
    EXPECT_EQ(count("SELECT count(*) FROM key_accounts WHERE list = 'key' AND state = 'probation'"), 4);
    EXPECT_EQ(count("SELECT count(*) FROM key_account_moves WHERE state = 'open'"), 1);
    EXPECT_EQ(count("SELECT count(*) FROM plans"), 7);
    EXPECT_EQ(count("SELECT count(*) FROM plan_swot_items"), 7);
    EXPECT_EQ(count("SELECT count(*) FROM comments"), 3);
}

// A text in one language only would be left as it is; all have three.
TEST(DemoStory, SpeaksThreeLanguages) {
    int texts = 0;
    const std::function<void(const json::value&)> look = [&](const json::value& value) {
        if (value.is_array())
            for (const auto& item : value.as_array()) look(item);
        if (!value.is_object()) return;
        const auto& object = value.as_object();
        if (object.contains("en") || object.contains("es") || object.contains("nl")) {
            ++texts;
            EXPECT_EQ(object.size(), 3U) << json::serialize(value);
            for (const char* language : {"en", "es", "nl"})
                EXPECT_TRUE(object.contains(language) && !object.at(language).as_string().empty())
                    << json::serialize(value);
        }
        for (const auto& [name, member] : object) look(member);
    };
    for (const auto& file : demo_words())
        if (file.path == "story.json") look(base::parse_json(file.content));
    EXPECT_GT(texts, 100);
}

}  // namespace
}  // namespace kamino::testing
