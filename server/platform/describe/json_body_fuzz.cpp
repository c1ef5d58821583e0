// A JSON body of any bytes is either refused with a Fault or read; what was read can be written and reads
// back the same.
#include <boost/json.hpp>
#include <cstdlib>

#include "platform/describe/fuzz_entity.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kamino;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    boost::json::value document;
    try {
        document = base::parse_json(text);
    } catch (const Fault&) {
        return 0;
    }
    if (base::json_text(base::parse_json(base::json_text(document))) != base::json_text(document))
        std::abort();
    describe::Sample sample;
    const auto& entity = describe::sample_entity();
    if (!describe::read_json(entity, document, sample).empty()) return 0;
    if (!describe::validate(entity, sample).empty()) return 0;
    const std::string written = describe::json(entity, sample);
    if (base::json_text(base::parse_json(written)) != written) std::abort();
    return 0;
}
