// Any bytes as a text file: detection, conversion, CSV, profiles and proposal. Nothing may be thrown but a
// Fault, and every cell must be UTF-8 without U+0000.
#include <cstdint>
#include <cstdlib>

#include "domain/imports/csv.h"
#include "domain/imports/proposal.h"
#include "platform/base/fault.h"
#include "platform/base/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kamino::imports;
    try {
        const std::string bytes{reinterpret_cast<const char*>(data), size};
        const Encoding encoding = detect_encoding(bytes);
        const TextLimits text_limits{4 << 20};
        TableLimits limits;
        limits.field_bytes = 4096;
        limits.columns = 64;
        auto text = std::make_unique<TextStream>(memory_bytes(bytes, text_limits), encoding);
        const auto table = csv_table(std::move(text), {}, limits);
        std::vector<ColumnProfile> profiles(table->headers().size());
        Row row;
        std::uint64_t line = 0;
        while (table->next(row)) {
            if (row.cells.size() != profiles.size() || row.line < line) std::abort();
            line = row.line;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                const std::string_view cell = row.cells[i].text;
                if (!kamino::base::is_utf8(cell) || cell.find('\0') != std::string_view::npos) std::abort();
                profiles[i].observe(row.cells[i]);
                (void)money_of(row.cells[i], {DecimalMark::comma, DateOrder::dmy, true});
                (void)instant_of(row.cells[i], {DecimalMark::point, DateOrder::mdy, false});
            }
        }
        if (profiles.size() > 8 || size % 16 != 0)
            return 0;  // proposing is slow with sanitizers, and no parser
        const Proposal proposal = propose(table->headers(), profiles);
        if (!proposal.entity.empty()) (void)mapping_from_json(mapping_to_json(proposal.mapping));
    } catch (const kamino::Fault&) {
    }
    return 0;
}
