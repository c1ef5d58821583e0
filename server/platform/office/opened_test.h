// Archives opened again, for tests: their parts, the cells of a sheet, and whether a package holds together.
#pragma once
#include <expat.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <regex>
#include <string>

namespace kamino::office {

using Parts = std::map<std::string, std::string>;

inline Parts opened(const std::string& bytes) {
    Parts parts;
    zip_error_t error;
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (!zip) {
        ADD_FAILURE() << "not an archive";
        return parts;
    }
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i) {
        zip_stat_t stat;
        zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &stat);
        std::string content(stat.size, '\0');
        zip_file_t* file = zip_fopen_index(zip, static_cast<zip_uint64_t>(i), 0);
        EXPECT_EQ(zip_fread(file, content.data(), content.size()), static_cast<zip_int64_t>(content.size()));
        zip_fclose(file);
        parts[stat.name] = std::move(content);
    }
    zip_close(zip);
    return parts;
}

inline bool is_well_formed(const std::string& xml) {
    XML_Parser parser = XML_ParserCreateNS("UTF-8", '|');
    const bool good = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return good;
}

// "a/b/../c" -> "a/c"
inline std::string resolved(const std::string& base, std::string target) {
    if (target.starts_with('/')) return target.substr(1);
    std::string path =
        base.substr(0, base.rfind('/') == std::string::npos ? 0 : base.rfind('/') + 1) + target;
    for (std::size_t at; (at = path.find("../")) != std::string::npos;) {
        const auto before = path.rfind('/', at - 2);
        path.erase(before == std::string::npos ? 0 : before + 1,
                   at + 3 - (before == std::string::npos ? 0 : before + 1));
    }
    return path;
}

// Every part has a content type and is well-formed, every relationship leads to a part, every id that a part
// uses is one of its relationships, and no shape number is used twice in a slide.
inline void check_package(const std::string& bytes) {
    const auto parts = opened(bytes);
    ASSERT_TRUE(parts.contains("[Content_Types].xml"));
    const auto& types = parts.at("[Content_Types].xml");
    for (const auto& [name, content] : parts) {
        const auto ending = name.substr(name.rfind('.') + 1);
        if (ending == "xml" || ending == "rels") EXPECT_TRUE(is_well_formed(content)) << name;
        if (name != "[Content_Types].xml")
            EXPECT_TRUE(types.find("PartName=\"/" + name + "\"") != std::string::npos ||
                        types.find("Extension=\"" + ending + "\"") != std::string::npos)
                << name;
        std::map<std::string, std::string> relations;
        const auto slash = name.rfind('/');
        const auto rels = name.substr(0, slash == std::string::npos ? 0 : slash + 1) + "_rels/" +
                          name.substr(slash == std::string::npos ? 0 : slash + 1) + ".rels";
        if (const auto found = parts.find(rels); found != parts.end()) {
            const std::regex relation{"<Relationship Id=\"([^\"]+)\"[^>]*Target=\"([^\"]+)\""};
            for (std::sregex_iterator it{found->second.begin(), found->second.end(), relation}, end;
                 it != end; ++it) {
                relations[(*it)[1]] = resolved(name, (*it)[2]);
                EXPECT_TRUE(parts.contains(relations[(*it)[1]])) << name << " -> " << (*it)[2];
            }
        }
        if (ending != "xml") continue;
        const std::regex used{" r:(?:id|embed)=\"([^\"]*)\""};
        for (std::sregex_iterator it{content.begin(), content.end(), used}, end; it != end; ++it)
            EXPECT_TRUE(relations.contains((*it)[1])) << name << " uses " << (*it)[1];
        EXPECT_EQ(content.find("{{"), std::string::npos) << name << ": a place was not filled";
        if (!name.starts_with("ppt/slides/")) continue;
        std::map<std::string, int> ids;
        const std::regex shape{"<p:cNvPr id=\"([0-9]+)\""};
        for (std::sregex_iterator it{content.begin(), content.end(), shape}, end; it != end; ++it)
            EXPECT_EQ(++ids[(*it)[1]], 1) << name << " has shape " << (*it)[1] << " twice";
    }
    const std::regex override_part{"PartName=\"/([^\"]+)\""};
    for (std::sregex_iterator it{types.begin(), types.end(), override_part}, end; it != end; ++it)
        EXPECT_TRUE(parts.contains((*it)[1])) << (*it)[1] << " has a type and is not there";
}

// Cell name -> its text or number.
inline std::map<std::string, std::string> cells_of(const Parts& book, const std::string& sheet) {
    std::vector<std::string> strings;
    if (const auto shared = book.find("xl/sharedStrings.xml"); shared != book.end()) {
        const std::regex text{"<si><t[^>]*>([^<]*)</t></si>"};
        for (std::sregex_iterator it{shared->second.begin(), shared->second.end(), text}, end; it != end;
             ++it) {
            std::string value = (*it)[1];
            for (const auto& [from, to] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}})
                for (std::size_t at = 0; (at = value.find(from, at)) != std::string::npos; ++at)
                    value.replace(at, std::string{from}.size(), to);
            strings.push_back(value);
        }
    }
    std::map<std::string, std::string> cells;
    const auto& xml = book.at(sheet);
    const std::regex cell{"<c r=\"([A-Z]+[0-9]+)\"([^>]*)><v>([^<]*)</v></c>"};
    for (std::sregex_iterator it{xml.begin(), xml.end(), cell}, end; it != end; ++it) {
        const std::string kind = (*it)[2], value = (*it)[3];
        cells[(*it)[1]] = kind.find("t=\"s\"") == std::string::npos ? value : strings.at(std::stoul(value));
    }
    return cells;
}

}  // namespace kamino::office
