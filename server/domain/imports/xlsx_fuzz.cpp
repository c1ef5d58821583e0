// Any bytes as a workbook. Nothing may be thrown but a Fault. So that the fuzzer reaches beyond the archive's
// checksums, input that is no archive is put into a small one as its sheet.
#include <zip.h>

#include <cstdint>
#include <cstdlib>

#include "domain/imports/proposal.h"
#include "domain/imports/xlsx.h"
#include "platform/base/fault.h"

namespace {

std::string workbook_around(const std::uint8_t* data, std::size_t size) {
    static constexpr std::string_view workbook =
        R"(<workbook xmlns:r="x"><workbookPr/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>)";
    static constexpr std::string_view relations =
        R"(<Relationships><Relationship Id="r1" Type="a/worksheet" Target="s.xml"/><Relationship Id="r2" Type="a/sharedStrings" Target="t.xml"/><Relationship Id="r3" Type="a/styles" Target="y.xml"/></Relationships>)";
    static constexpr std::string_view strings =
        R"(<sst><si><t>Name</t></si><si><r><t>Rich</t></r></si></sst>)";
    static constexpr std::string_view styles =
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>)";
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    const auto add = [&](const char* name, const void* content, std::size_t bytes) {
        zip_file_add(zip, name, zip_source_buffer(zip, content, bytes, 0), ZIP_FL_OVERWRITE);
    };
    add("xl/workbook.xml", workbook.data(), workbook.size());
    add("xl/_rels/workbook.xml.rels", relations.data(), relations.size());
    add("xl/t.xml", strings.data(), strings.size());
    add("xl/y.xml", styles.data(), styles.size());
    add("xl/s.xml", data, size);
    for (int i = 0; i < 5; ++i) zip_set_file_compression(zip, static_cast<zip_uint64_t>(i), ZIP_CM_STORE, 0);
    if (zip_close(zip) != 0) std::abort();
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kamino::imports;
    try {
        std::string bytes{reinterpret_cast<const char*>(data), size};
        if (!looks_like_zip(bytes)) bytes = workbook_around(data, size);
        TableLimits limits;
        limits.field_bytes = 4096;
        limits.columns = 64;
        XlsxLimits xlsx_limits;
        xlsx_limits.part_bytes = xlsx_limits.small_part_bytes = 4 << 20;
        xlsx_limits.shared_string_bytes = 1 << 20;
        const auto table = xlsx_table_of(std::move(bytes), 0, limits, xlsx_limits);
        const Preview seen = preview(*table);
        if (seen.profiles.size() <= 8 && size % 16 == 0) (void)propose(table->headers(), seen.profiles);
    } catch (const kamino::Fault&) {
    }
    return 0;
}
