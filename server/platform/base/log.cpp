#include "platform/base/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>

#include "platform/base/date.h"
#include "platform/base/json.h"
#include "platform/base/text.h"

namespace kamino::log {
namespace {

constexpr std::string_view level_names[] = {"debug", "info", "warn", "error"};
constexpr spdlog::level::level_enum spdlog_levels[] = {spdlog::level::debug, spdlog::level::info,
                                                       spdlog::level::warn, spdlog::level::err};

spdlog::logger& sink() {
    // Never destroyed: threads may still log while the process ends.
    static auto* logger = [] {
        auto* made = new spdlog::logger{"kamino", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
        made->set_pattern("%v");
        made->flush_on(spdlog::level::trace);
        return made;
    }();
    return *logger;
}

// A log line must stay JSON whatever a client sent.
std::string printable(std::string_view text) {
    std::string out{text};
    if (base::is_utf8(text)) return out;
    for (char& c : out) {
        if (static_cast<unsigned char>(c) >= 0x80) c = '?';
    }
    return out;
}

// The wall clock, also where a test has pinned now().
std::string wall_time() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()}.to_text();
}

}  // namespace

void set_level(Level level) {
    sink().set_level(spdlog_levels[static_cast<int>(level)]);
}

void write(Level level, std::string_view message, Fields fields) {
    const auto spdlog_level = spdlog_levels[static_cast<int>(level)];
    if (!sink().should_log(spdlog_level)) return;
    base::JsonWriter line;
    line.begin_object();
    line.pair("time", wall_time());
    line.pair("level", level_names[static_cast<int>(level)]);
    line.pair("message", printable(message));
    for (const auto& [name, value] : fields) line.pair(name, printable(value));
    line.end_object();
    const std::string& text = line.text();
    sink().log(spdlog_level, spdlog::string_view_t{text.data(), text.size()});
}

}  // namespace kamino::log
