#include "domain/imports/xlsx_archive.h"

#include <cstring>

#include "platform/base/fault.h"

namespace kamino::imports {

namespace {

constexpr int deepest_xml = 64;

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

[[noreturn]] void too_large() {
    throw Fault{FaultCode::too_large, "import.too_large"};
}

}  // namespace

void damaged(std::string_view part) {
    throw Fault{FaultCode::invalid, "import.damaged_workbook", {{"part", std::string{part}}}};
}

Part::Part(zip_file_t* file, std::string name, std::uint64_t packed, std::uint64_t claimed,
           std::uint64_t limit, const XlsxLimits& limits)
    : file_(file),
      name_(std::move(name)),
      packed_(packed),
      claimed_(claimed),
      limit_(limit),
      limits_(limits) {}

Part::~Part() {
    zip_fclose(file_);
}

std::size_t Part::read(char* to, std::size_t capacity) {
    const zip_int64_t n = zip_fread(file_, to, capacity);
    if (n < 0) damaged(name_);
    read_ += static_cast<std::uint64_t>(n);
    if (read_ > limit_) too_large();
    if (read_ > limits_.ratio_from && read_ / (packed_ + 1) > limits_.ratio) too_large();
    return static_cast<std::size_t>(n);
}

std::unique_ptr<Archive> Archive::of_file(const std::string& path, const XlsxLimits& limits) {
    std::unique_ptr<Archive> archive{new Archive{limits}};
    int error = 0;
    archive->zip_ = zip_open(path.c_str(), ZIP_RDONLY, &error);
    if (archive->zip_ == nullptr) damaged("zip");
    return archive;
}

std::unique_ptr<Archive> Archive::of_bytes(std::string bytes, const XlsxLimits& limits) {
    std::unique_ptr<Archive> archive{new Archive{limits}};
    archive->bytes_ = std::move(bytes);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source =
        zip_source_buffer_create(archive->bytes_.data(), archive->bytes_.size(), 0, &error);
    if (source != nullptr) archive->zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (source != nullptr && archive->zip_ == nullptr) zip_source_free(source);
    zip_error_fini(&error);
    if (archive->zip_ == nullptr) damaged("zip");
    return archive;
}

Archive::~Archive() {
    if (zip_ != nullptr) zip_discard(zip_);
}

std::vector<std::string> Archive::names() const {
    std::vector<std::string> all;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip_, 0); ++i)
        if (const char* name = zip_get_name(zip_, static_cast<zip_uint64_t>(i), 0)) all.emplace_back(name);
    return all;
}

std::unique_ptr<Part> Archive::open(const std::string& name, std::uint64_t limit) const {
    const zip_int64_t index = zip_name_locate(zip_, name.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return nullptr;
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (zip_stat_index(zip_, static_cast<zip_uint64_t>(index), 0, &facts) != 0) damaged(name);
    zip_file_t* file = zip_fopen_index(zip_, static_cast<zip_uint64_t>(index), 0);
    if (file == nullptr) damaged(name);
    return std::make_unique<Part>(file, name, facts.comp_size, facts.size, limit, limits_);
}

std::string_view XmlAttributes::get(std::string_view name) const {
    const bool prefixed = name.find(':') != std::string_view::npos;
    for (const char** item = list_; *item != nullptr; item += 2) {
        const std::string_view key{*item};
        if (key == name) return item[1];
        // Producers may bind another prefix than "r" to the relationships' namespace.
        if (prefixed && key.find(':') != std::string_view::npos &&
            without_prefix(key) == without_prefix(name)) {
            return item[1];
        }
    }
    return {};
}

struct XmlHandlers {
    static void XMLCALL start(void* self, const char* name, const char** attributes) {
        auto& scan = *static_cast<XmlScan*>(self);
        scan.guarded([&] {
            if (++scan.depth_ > deepest_xml) damaged(scan.part_);
            scan.events_.start(without_prefix(name), XmlAttributes{attributes});
        });
    }
    static void XMLCALL end(void* self, const char* name) {
        auto& scan = *static_cast<XmlScan*>(self);
        --scan.depth_;
        scan.guarded([&] { scan.events_.end(without_prefix(name)); });
    }
    static void XMLCALL text(void* self, const char* s, int length) {
        auto& scan = *static_cast<XmlScan*>(self);
        scan.guarded([&] { scan.events_.text({s, static_cast<std::size_t>(length)}); });
    }
    static void XMLCALL doctype(void* self, const char*, const char*, const char*, int) {
        auto& scan = *static_cast<XmlScan*>(self);
        scan.guarded([&] { damaged(scan.part_); });
    }
};

XmlScan::XmlScan(XmlEvents& events, std::string part)
    : parser_(XML_ParserCreate(nullptr)), events_(events), part_(std::move(part)) {
    if (parser_ == nullptr) throw unavailable("import.damaged_workbook", "XML_ParserCreate");
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &XmlHandlers::start, &XmlHandlers::end);
    XML_SetCharacterDataHandler(parser_, &XmlHandlers::text);
    XML_SetStartDoctypeDeclHandler(parser_, &XmlHandlers::doctype);
}

XmlScan::~XmlScan() {
    XML_ParserFree(parser_);
}

void XmlScan::feed(std::string_view piece, bool last) {
    const auto state = XML_Parse(parser_, piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (failure_) std::rethrow_exception(failure_);
    if (state == XML_STATUS_ERROR) damaged(part_);
}

bool scan_part(const Archive& archive, const std::string& name, std::uint64_t limit, XmlEvents& events) {
    const auto part = archive.open(name, limit);
    if (!part) return false;
    XmlScan scan{events, name};
    std::string piece(64 * 1024, '\0');
    for (;;) {
        const std::size_t n = part->read(piece.data(), piece.size());
        scan.feed({piece.data(), n}, n == 0);
        if (n == 0) return true;
    }
}

}  // namespace kamino::imports
