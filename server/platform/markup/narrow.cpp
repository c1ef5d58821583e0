#include "platform/markup/narrow.h"

#include <algorithm>

#include "platform/markup/rich_text.h"

namespace kamino::markup {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Does the line start with a mark of its own: "## ", "- ", "12. ", ">"? A backslash before the character `at`
// makes it harmless.
bool starts_marked(std::string_view line, std::size_t& at) {
    const auto ends = [&](std::size_t i) { return i >= line.size() || line[i] == ' ' || line[i] == '\t'; };
    at = 0;
    if (line.empty()) return false;
    if (line[0] == '>') return true;
    if (line[0] == '-' || line[0] == '+' || line[0] == '*') return ends(1);
    const auto hashes = std::min(line.find_first_not_of('#'), line.size());
    if (hashes > 0) return hashes <= 6 && ends(hashes);
    while (at < line.size() && is_digit(line[at])) ++at;
    return at > 0 && at <= 9 && at < line.size() && (line[at] == '.' || line[at] == ')') && ends(at + 1);
}

// A line of one sign alone would be a rule across the page, or make a heading of the line above.
bool is_rule(std::string_view line, std::string_view above) {
    const auto last = line.find_last_not_of(" \t");
    if (last == std::string_view::npos) return false;
    line = line.substr(0, last + 1);
    const char sign = line[0];
    if (sign == '=') return line.find_first_not_of('=') == std::string_view::npos;
    if (sign != '-' && sign != '*' && sign != '_') return false;
    if (line.find_first_not_of(std::string{sign} + " \t") != std::string_view::npos) return false;
    if (std::count(line.begin(), line.end(), sign) >= 3) return true;
    if (sign != '-') return false;
    if (line.size() == 2) return true;
    // One dash is an empty item, unless it stands under a line of a paragraph.
    std::size_t at = 0;
    const auto from = above.find_first_not_of(" \t");
    return line.size() == 1 && from != std::string_view::npos && !starts_marked(above.substr(from), at);
}

std::string rule_as_text(std::string_view line) {
    std::string out;
    for (const char c : line) {
        if (c != ' ' && c != '\t') out += '\\';
        out += c;
    }
    return out;
}

// Code, HTML, references, images and definitions of links.
void narrow_line(std::string_view line, std::string& out) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i], next = i + 1 < line.size() ? line[i + 1] : '\0';
        if (c == '\\' && is_mark(next)) {
            out += c;
            out += next;
            ++i;
            continue;
        }
        const bool target = c == '<' && i > 1 && line[i - 1] == '(' && line[i - 2] == ']';
        if (c == '`' || c == '&' || c == '~' || (c == '<' && !target) || (c == '!' && next == '[') ||
            (c == ']' && next == ':'))
            out += '\\';
        out += c;
    }
}

}  // namespace

bool is_mark(char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

std::string narrowed(std::string_view body) {
    std::string out;
    out.reserve(body.size() + body.size() / 8);
    std::string_view above;
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size());
        auto line = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto from = std::min(line.find_first_not_of(" \t>"), line.size());
        out += line.substr(0, from);
        const auto rest = line.substr(from);
        if (is_rule(rest, above))
            out += rule_as_text(rest);
        else
            narrow_line(rest, out);
        out += '\n';
        above = line;
    }
    return out;
}

std::string escaped_start(std::string_view line) {
    std::size_t at = 0;
    if (!starts_marked(line, at)) return std::string{line};
    return std::string{line.substr(0, at)} + "\\" + std::string{line.substr(at)};
}

std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i], next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (c == '*' || c == '_' || c == '[' || (c == '\\' && (is_mark(next) || next == '\0'))) out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

}  // namespace kamino::markup
