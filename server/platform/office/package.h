// An archive in the Open Packaging Conventions (ISO/IEC 29500-2): parts with their content types, and
// relationships between them. The same parts make the same bytes.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kamino::office {

// A plain ZIP of named contents, in this order (libzip, deflated, without times of its own).
std::string zipped(const std::vector<std::pair<std::string, std::string>>& files);

// The same of files on disk, into a file: {name in the archive, path}.
void zip_files(const std::string& path, const std::vector<std::pair<std::string, std::string>>& files);

class Package {
  public:
    // `content_type` "": the one of the name's ending (xml, rels, png, jpeg, xlsx).
    void add(std::string name, std::string content, std::string content_type = "");
    // From part `source` ("" = the package) to `target`, an absolute part name; gives the id "rId1", "rId2",
    // …
    std::string relate(const std::string& source, const std::string& type, const std::string& target);
    std::string bytes() const;

  private:
    struct Part {
        std::string name, content, type;
    };
    struct Relation {
        std::string id, type, target;
    };
    std::vector<Part> parts_;
    std::map<std::string, std::vector<Relation>> relations_;
};

// Relationship types and content types share this beginning.
inline const std::string relation_types =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

}  // namespace kamino::office
