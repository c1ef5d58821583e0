// A filter of any bytes is either refused with a Fault or compiled; what the caller wrote never stands in the
// SQL except as a parameter, so that the SQL holds neither a quote nor a semicolon beyond those of its own
// operators.
#include <cstdlib>

#include "platform/describe/filter.h"
#include "platform/describe/fuzz_entity.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kamino;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto& entity = describe::sample_entity();
    try {
        const auto condition = describe::compile(entity, describe::parse_filter(text));
        int open = 0;
        for (const char c : condition.sql) {
            if (c == ';' || c == '"' || static_cast<unsigned char>(c) >= 0x80) std::abort();
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0) std::abort();
        }
        if (open != 0) std::abort();
        for (const auto& [name, value] : condition.values) {
            if (condition.sql.find(":" + name) == std::string::npos) std::abort();
        }
    } catch (const Fault&) {
    }
    try {
        describe::parse_sort(entity, text);
    } catch (const Fault&) {
    }
    return 0;
}
