// The kit itself: what the other API tests trust.
#include "testing/api/api.h"

namespace kamino::testing {
namespace {

class Kit : public ApiTest {};
KAMINO_EACH_ENGINE(Kit);

TEST_P(Kit, SignsInEveryRole) {
    for (const char* user : {"admin", "leader", "operations", "manager", "viewer", "stranger"}) {
        EXPECT_EQ(as(user).get("/session").at("/user/name"), user);
        EXPECT_EQ(token(user).get("/accounts").status, 200) << user;
    }
    EXPECT_EQ(as("").get("/accounts").status, 401);
}

// PostgreSQL's listener woke the event streams of a server that was gone already, when a commit's notice came
// late.
TEST_P(Kit, GoesDownWhileNoticesComeIn) {
    for (int i = 0; i < 5; ++i) {
        add_user("late" + std::to_string(i), "viewer");
        restart();
    }
    EXPECT_EQ(as("late4").get("/session").status, 200);
}

TEST_P(Kit, SaysWhatDiffers) {
    std::string why;
    const auto actual = boost::json::parse(R"({"a":1,"b":[{"c":"x","d":2}],"e":null})");
    EXPECT_TRUE(holds(actual, boost::json::parse(R"({"b":[{"c":"*"}],"e":null})"), why));
    EXPECT_FALSE(holds(actual, boost::json::parse(R"({"b":[{"c":"y"}]})"), why));
    EXPECT_EQ(why, R"(/b/0/c is "x", not "y")");
    EXPECT_FALSE(holds(actual, boost::json::parse(R"({"b":[]})"), why));
    EXPECT_FALSE(holds(actual, boost::json::parse(R"({"f":1})"), why));
    EXPECT_EQ(why, "/f is missing");
}

}  // namespace
}  // namespace kamino::testing
