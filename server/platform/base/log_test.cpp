#include "platform/base/log.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/base/date.h"
#include "platform/base/json.h"

namespace kamino::log {
namespace {

TEST(Log, WritesOneJsonObjectALine) {
    testing::internal::CaptureStderr();
    info("started\nnow", {{"port", "8080"}, {"path", "\xFF\"x"}});
    debug("hidden");
    set_level(Level::debug);
    debug("shown");
    set_level(Level::info);
    const std::string text = testing::internal::GetCapturedStderr();
    const auto end = text.find('\n');
    ASSERT_NE(end, std::string::npos);
    const auto line = base::parse_json(std::string_view{text}.substr(0, end)).as_object();
    EXPECT_EQ(line.at("level").as_string(), "info");
    EXPECT_EQ(line.at("message").as_string(), "started\nnow");
    EXPECT_EQ(line.at("port").as_string(), "8080");
    EXPECT_EQ(line.at("path").as_string(), "?\"x");
    EXPECT_TRUE(Instant::parse(std::string{line.at("time").as_string().c_str()}));
    EXPECT_EQ(text.find("hidden"), std::string::npos);
    EXPECT_NE(text.find("shown"), std::string::npos);
}

}  // namespace
}  // namespace kamino::log
