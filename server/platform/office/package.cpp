#include "platform/office/package.h"

#include <zip.h>

#include <memory>

#include "platform/base/fault.h"
#include "platform/office/xml.h"

namespace kamino::office {
namespace {

[[noreturn]] void broken(const char* what) {
    throw unavailable("service.unavailable", std::string{"zip: "} + what);
}

// "ppt/slides/slide1.xml" -> "ppt/slides/_rels/slide1.xml.rels"
std::string relations_of(const std::string& part) {
    const auto slash = part.rfind('/');
    if (slash == std::string::npos) return "_rels/" + part + ".rels";
    return part.substr(0, slash + 1) + "_rels/" + part.substr(slash + 1) + ".rels";
}

}  // namespace

std::string zipped(const std::vector<std::pair<std::string, std::string>>& files) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!memory) broken(zip_error_strerror(&error));
    zip_source_keep(memory);
    const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> kept{memory, zip_source_free};
    zip_t* zip = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
    if (!zip) {
        zip_source_free(memory);  // opening would have taken the other reference
        broken(zip_error_strerror(&error));
    }
    constexpr time_t no_time = 315'532'800;  // 1980-01-01, the first that a ZIP can say
    for (const auto& [name, content] : files) {
        zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
        const auto at = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (at < 0) {
            zip_source_free(source);
            zip_discard(zip);
            broken("a file was refused");
        }
        zip_file_set_mtime(zip, static_cast<zip_uint64_t>(at), no_time, 0);
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
        broken("could not be closed");
    }
    zip_stat_t stat;
    if (zip_source_stat(memory, &stat) != 0 || zip_source_open(memory) != 0) broken("could not be read");
    std::string bytes(stat.size, '\0');
    const auto got = zip_source_read(memory, bytes.data(), bytes.size());
    zip_source_close(memory);
    if (got != static_cast<zip_int64_t>(bytes.size())) broken("could not be read");
    return bytes;
}

void zip_files(const std::string& path, const std::vector<std::pair<std::string, std::string>>& files) {
    int code = 0;
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!zip) broken(path.c_str());
    for (const auto& [name, from] : files) {
        zip_source_t* source = zip_source_file(zip, from.c_str(), 0, -1);
        if (source && zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0) continue;
        if (source) zip_source_free(source);
        zip_discard(zip);
        broken("a file was refused");
    }
    if (zip_close(zip) == 0) return;
    zip_discard(zip);
    broken("could not be closed");
}

void Package::add(std::string name, std::string content, std::string content_type) {
    parts_.push_back({std::move(name), std::move(content), std::move(content_type)});
}

std::string Package::relate(const std::string& source, const std::string& type, const std::string& target) {
    auto& all = relations_[source];
    all.push_back({"rId" + std::to_string(all.size() + 1), type, "/" + target});
    return all.back().id;
}

std::string Package::bytes() const {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    std::string types =
        head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">";
    const std::pair<const char*, const char*> defaults[] = {
        {"rels", "application/vnd.openxmlformats-package.relationships+xml"},
        {"xml", "application/xml"},
        {"png", "image/png"},
        {"jpeg", "image/jpeg"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
    for (const auto& [ending, type] : defaults)
        types += "<Default Extension=\"" + std::string{ending} + "\" ContentType=\"" + type + "\"/>";
    for (const auto& p : parts_)
        if (!p.type.empty())
            types += "<Override PartName=\"/" + p.name + "\" ContentType=\"" + p.type + "\"/>";
    std::vector<std::pair<std::string, std::string>> files{{"[Content_Types].xml", types + "</Types>"}};
    for (const auto& [source, all] : relations_) {
        auto text =
            head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        for (const auto& r : all)
            text += "<Relationship Id=\"" + r.id + "\" Type=\"" + r.type + "\" Target=\"" +
                    escaped(r.target) + "\"/>";
        files.emplace_back(relations_of(source), text + "</Relationships>");
    }
    for (const auto& p : parts_) files.emplace_back(p.name, p.content);
    return zipped(files);
}

}  // namespace kamino::office
