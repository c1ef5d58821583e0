#include "domain/exchange/crm_text.h"

#include <algorithm>
#include <cstdint>

#include "platform/base/text.h"

namespace kamino::exchange {
namespace {

constexpr std::string_view parting[] = {": ", " - ", " – ", " — "};
constexpr std::string_view nothing = "–";  // behind a name with commas, that it is not taken for a list

std::vector<std::string_view> lines_in(std::string_view area) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at <= area.size();) {
        const auto end = std::min(area.find_first_of("\r\n", at), area.size());
        lines.push_back(area.substr(at, end - at));
        at = end + (area.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    return lines;
}

// What stands behind the bullet or the number of a line; nullopt when it has none.
bool take_bullet(std::string& line) {
    for (const std::string_view bullet : {"- ", "* ", "+ ", "• ", "– ", "— ", "‣ ", "▪ ", "· ", "o "})
        if (line.starts_with(bullet)) {
            line = base::trim(line.substr(bullet.size()));
            return true;
        }
    const auto digits = line.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string::npos || digits > 2) return false;
    if (line[digits] != '.' && line[digits] != ')') return false;
    if (digits + 1 >= line.size() || line[digits + 1] != ' ') return false;
    line = base::trim(line.substr(digits + 1));
    return true;
}

void add_line(std::string& item, const std::string& line) {
    item += (item.empty() ? "" : "\n") + line;
}

}  // namespace

std::vector<std::string> items_of(std::string_view area) {
    std::vector<std::string> lines;
    bool bullets = false, paragraphs = false;
    for (const auto raw : lines_in(area)) {
        lines.push_back(base::trim(raw));
        auto copy = lines.back();
        bullets = take_bullet(copy) || bullets;
    }
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    while (!lines.empty() && lines.front().empty()) lines.erase(lines.begin());
    paragraphs = std::find(lines.begin(), lines.end(), "") != lines.end();
    std::vector<std::string> items;
    bool begin = true;
    for (auto& line : lines) {
        const bool bullet = take_bullet(line);
        if (line.empty()) {
            begin = begin || !bullets;
            continue;
        }
        if (begin || bullet || (!bullets && !paragraphs))
            items.push_back(line);
        else
            add_line(items.back(), line);
        begin = false;
    }
    return items;
}

std::string area_of(const std::vector<std::string>& items) {
    // One line an entry reads best; bullets where an entry has lines of its own, or looks like a bullet.
    const bool plain = std::all_of(items.begin(), items.end(), [](const std::string& item) {
        return items_of(item) == std::vector<std::string>{item} && item.find('\n') == std::string::npos;
    });
    std::string area;
    for (const auto& item : items) {
        bool first = true;
        for (const auto line : lines_in(item)) {
            auto rest = std::string{line};
            const bool bullet = take_bullet(rest);
            // A list inside of an entry must not fall apart into entries.
            add_line(area, plain ? std::string{line}
                                 : (first    ? "• "
                                    : bullet ? "→ "
                                             : "") +
                                       std::string{line});
            first = false;
        }
    }
    return area;
}

std::vector<std::string> pieces_of(std::string_view text, std::size_t most) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        std::size_t end = 0, count = 0, blank = 0;
        while (end < text.size()) {
            if ((text[end] & 0xC0) != 0x80 && count++ == most) break;
            if (text[end] == ' ' || text[end] == '\n') blank = end;
            ++end;
        }
        if (end < text.size() && blank > end / 2) end = blank;
        pieces.push_back(base::trim(text.substr(0, end)));
        text.remove_prefix(end);
    }
    std::erase(pieces, "");
    return pieces;
}

NamedItem named_item(const std::string& item) {
    constexpr std::size_t longest = 120;
    for (const std::string_view mark : parting) {
        const auto at = item.find(mark);
        if (at == std::string::npos || at == 0 || at > longest) continue;
        const auto rest = base::trim(item.substr(at + mark.size()));
        return {base::trim(item.substr(0, at)), rest == nothing ? "" : rest};
    }
    const auto line = item.find('\n');
    if (line != std::string::npos && line <= longest)
        return {base::trim(item.substr(0, line)), base::trim(item.substr(line + 1))};
    return {item, ""};
}

std::string named_text(const NamedItem& item) {
    std::string name;
    for (const char c : item.name) name += c == '\n' ? ' ' : c;
    // What would part name and rest closes up.
    for (const std::string_view mark : parting)
        for (std::size_t at = 0; (at = name.find(mark, at)) != std::string::npos;)
            name.replace(at, mark.size(), base::trim(mark));
    if (!item.rest.empty()) return name + ": " + item.rest;
    return names_in({name}).size() == 1 ? name : name + ": " + std::string{nothing};
}

std::vector<std::string> names_in(const std::vector<std::string>& items) {
    if (items.size() != 1) return items;
    const auto& line = items.front();
    if (line.find_first_of(":\n.(") != std::string::npos) return items;
    std::vector<std::string> names;
    std::size_t at = 0;
    while (at <= line.size()) {
        const auto end = std::min(line.find_first_of(",;", at), line.size());
        names.push_back(base::trim(line.substr(at, end - at)));
        at = end + 1;
    }
    std::erase(names, "");
    // A sentence with commas is no list of names.
    const bool short_ones = std::all_of(names.begin(), names.end(), [](const std::string& n) {
        return n.size() <= 60 && std::count(n.begin(), n.end(), ' ') <= 4;
    });
    return short_ones ? names : items;
}

std::string short_id(std::string_view id) {
    const bool letters = std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c); });
    return std::string{id.size() == 18 && letters ? id.substr(0, 15) : id};
}

std::string unguarded(std::string_view text) {
    const bool guarded = text.size() > 1 && text[0] == '\'' &&
                         std::string_view{"=+-@\t\r"}.find(text[1]) != std::string_view::npos;
    std::string plain{guarded ? text.substr(1) : text};
    for (std::size_t at = 0; (at = plain.find("\r\n", at)) != std::string::npos;) plain.erase(at, 1);
    return plain;
}

std::string text_key(std::string_view text) {
    auto squashed = base::squash(text);
    if (squashed.empty()) squashed = text;
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : squashed) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    std::string hex(16, '0');
    for (int i = 15; i >= 0; --i, hash >>= 4)
        hex[static_cast<std::size_t>(i)] = "0123456789abcdef"[hash & 15];
    return hex;
}

}  // namespace kamino::exchange
