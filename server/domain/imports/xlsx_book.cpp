#include "domain/imports/xlsx_book.h"

#include <algorithm>
#include <array>
#include <map>

#include "platform/base/fault.h"
#include "platform/base/text.h"

namespace kamino::imports {

namespace {

class RelationEvents : public XmlEvents {
  public:
    struct Relation {
        std::string type;
        std::string target;
    };
    std::map<std::string, Relation, std::less<>> relations;  // by id

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship") return;
        relations[std::string{attributes.get("Id")}] = {std::string{attributes.get("Type")},
                                                        std::string{attributes.get("Target")}};
    }
    void end(std::string_view) override {}
};

class WorkbookEvents : public XmlEvents {
  public:
    struct Tab {
        std::string name;
        std::string relation;
        bool visible;
    };
    std::vector<Tab> tabs;
    bool from_1904 = false;

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr") {
            const auto flag = attributes.get("date1904");
            from_1904 = flag == "1" || flag == "true";
        } else if (name == "sheet") {
            const auto state = attributes.get("state");
            tabs.push_back({std::string{attributes.get("name")}, std::string{attributes.get("r:id")},
                            state.empty() || state == "visible"});
        }
    }
    void end(std::string_view) override {}
};

// Number formats that need no definition (ECMA-376 part 1, 18.8.30) and show dates.
bool is_built_in_date(std::int64_t id) {
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
           (id >= 50 && id <= 58);
}

class StyleEvents : public XmlEvents {
  public:
    std::vector<StyleKind> styles;

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "numFmt") {
            codes_[base::to_int(attributes.get("numFmtId")).value_or(-1)] = attributes.get("formatCode");
        } else if (name == "cellXfs") {
            in_cells_ = true;
        } else if (name == "xf" && in_cells_) {
            styles.push_back(kind_of(base::to_int(attributes.get("numFmtId")).value_or(0)));
        }
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }

  private:
    StyleKind kind_of(std::int64_t id) const {
        const auto code = codes_.find(id);
        if (code == codes_.end()) {
            if (id == 9 || id == 10) return StyleKind::percent;
            return is_built_in_date(id) ? StyleKind::date : StyleKind::number;
        }
        if (is_date_format(code->second)) return StyleKind::date;
        return code->second.find('%') != std::string::npos ? StyleKind::percent : StyleKind::number;
    }
    std::map<std::int64_t, std::string> codes_;
    bool in_cells_ = false;
};

class StringEvents : public XmlEvents {
  public:
    StringEvents(SharedStrings& to, const XlsxLimits& limits) : to_(to), limits_(limits) {}
    void start(std::string_view name, const XmlAttributes&) override {
        if (name == "si") text_.clear();
        if (name == "rPh") ++phonetic_;
        in_text_ = name == "t" && phonetic_ == 0;
    }
    void end(std::string_view name) override {
        if (name == "t") in_text_ = false;
        if (name == "rPh") --phonetic_;
        if (name == "si") to_.add(text_, limits_);
    }
    void text(std::string_view piece) override {
        if (!in_text_) return;
        if (text_.size() + piece.size() > limits_.shared_string_bytes) {
            throw Fault{FaultCode::too_large, "import.too_large"};
        }
        text_.append(piece);
    }

  private:
    SharedStrings& to_;
    const XlsxLimits& limits_;
    std::string text_;
    bool in_text_ = false;
    int phonetic_ = 0;
};

// "worksheets/sheet1.xml" seen from "xl/workbook.xml" -> "xl/worksheets/sheet1.xml"; "/xl/…" is absolute.
std::string resolve(std::string_view from, std::string_view target) {
    if (target.starts_with('/')) return std::string{target.substr(1)};
    std::string folder{from.substr(0, from.rfind('/') + 1)};
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        if (!folder.empty()) folder.pop_back();
        folder.resize(folder.rfind('/') + 1);
    }
    return folder + std::string{target};
}

std::string relations_of(const std::string& part) {
    const std::size_t slash = part.rfind('/') + 1;
    return part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels";
}

}  // namespace

std::string_view SharedStrings::get(std::size_t index) const {
    const std::size_t from = index == 0 ? 0 : ends_[index - 1];
    return std::string_view{text_}.substr(from, ends_[index] - from);
}

void SharedStrings::add(std::string_view text, const XlsxLimits& limits) {
    if (ends_.size() >= limits.shared_strings || text_.size() + text.size() > limits.shared_string_bytes) {
        throw Fault{FaultCode::too_large, "import.too_large"};
    }
    text_.append(text);
    ends_.push_back(text_.size());
}

bool is_date_format(std::string_view code) {
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"') {
            i = code.find('"', i + 1);
            if (i == std::string_view::npos) return false;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t close = code.find(']', i);
            if (close == std::string_view::npos) return false;
            const auto inside = code.substr(i + 1, close - i - 1);
            if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) return true;
            i = close;
        } else if (code.substr(i).starts_with("General")) {
            return false;
        } else if (std::string_view{"yYmMdDhHsS"}.find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

Book read_book(const Archive& archive) {
    const auto limit = archive.limits().small_part_bytes;
    std::string workbook = "xl/workbook.xml";
    RelationEvents root;
    scan_part(archive, "_rels/.rels", limit, root);
    for (const auto& [id, relation] : root.relations) {
        if (relation.type.ends_with("/officeDocument")) workbook = resolve("", relation.target);
    }
    WorkbookEvents tabs;
    if (!scan_part(archive, workbook, limit, tabs)) damaged(workbook);
    RelationEvents relations;
    scan_part(archive, relations_of(workbook), limit, relations);
    Book book;
    book.from_1904 = tabs.from_1904;
    for (const auto& tab : tabs.tabs) {
        const auto relation = relations.relations.find(tab.relation);
        if (relation == relations.relations.end() || !tab.visible) continue;
        if (!relation->second.type.ends_with("/worksheet")) continue;  // chart and dialogue sheets
        book.sheets.push_back({tab.name, resolve(workbook, relation->second.target)});
    }
    StyleEvents styles;
    for (const auto& [id, relation] : relations.relations) {
        if (relation.type.ends_with("/styles")) {
            scan_part(archive, resolve(workbook, relation.target), limit, styles);
        }
        if (relation.type.ends_with("/sharedStrings")) book.strings_part = resolve(workbook, relation.target);
    }
    book.styles = std::move(styles.styles);
    return book;
}

void load_strings(const Archive& archive, Book& book) {
    if (book.strings_part.empty()) return;
    StringEvents events{book.strings, archive.limits()};
    scan_part(archive, book.strings_part, archive.limits().part_bytes, events);
}

}  // namespace kamino::imports
