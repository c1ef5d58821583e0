#include "platform/storage/sql_text.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kamino::storage {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool in_word(char c) {
    return starts_word(c) || is_digit(c) || c == '$';
}

std::size_t word_end(std::string_view text, std::size_t from) {
    while (from < text.size() && in_word(text[from])) ++from;
    return from;
}

// Past the closing quote; a doubled quote belongs to the content.
std::size_t quote_end(std::string_view text, char quote) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != quote) continue;
        if (i + 1 < text.size() && text[i + 1] == quote) {
            ++i;
        } else {
            return i + 1;
        }
    }
    return text.size();
}

std::size_t past(std::string_view text, std::string_view mark, std::size_t from) {
    const auto at = text.find(mark, from);
    return at == std::string_view::npos ? text.size() : at + mark.size();
}

}  // namespace

SqlToken SqlScanner::next() {
    using Kind = SqlToken::Kind;
    if (rest_.empty()) return {};
    const auto take = [this](Kind kind, std::size_t size) {
        SqlToken token{kind, rest_.substr(0, size)};
        rest_.remove_prefix(size);
        return token;
    };
    const char c = rest_[0];
    if (is_space(c)) {
        std::size_t n = 1;
        while (n < rest_.size() && is_space(rest_[n])) ++n;
        return take(Kind::space, n);
    }
    if (rest_.starts_with("--")) return take(Kind::comment, past(rest_, "\n", 2));
    if (rest_.starts_with("/*")) return take(Kind::comment, past(rest_, "*/", 2));
    if (c == '\'') return take(Kind::literal, quote_end(rest_, '\''));
    if (c == '"') return take(Kind::identifier, quote_end(rest_, '"'));
    if (starts_word(c)) return take(Kind::word, word_end(rest_, 0));
    if (is_digit(c)) return take(Kind::literal, word_end(rest_, 0));
    if (rest_.starts_with("::")) return take(Kind::symbol, 2);
    if (c == ':' && rest_.size() > 1 && starts_word(rest_[1]))
        return take(Kind::parameter, word_end(rest_, 1));
    return take(Kind::symbol, 1);
}

std::string_view told(const SqlToken& token, Engine engine) {
    const std::string_view mark = engine == Engine::sqlite ? "/*sqlite " : "/*postgres ";
    const auto text = token.text;
    if (token.kind != SqlToken::Kind::comment || !text.starts_with(mark) || !text.ends_with("*/"))
        return text;
    return text.substr(mark.size(), text.size() - mark.size() - 2);
}

PositionalSql positional(std::string_view text, Engine engine) {
    PositionalSql result;
    result.text.reserve(text.size());
    SqlScanner scanner{text};
    for (auto token = scanner.next(); token.kind != SqlToken::Kind::end; token = scanner.next()) {
        if (token.kind != SqlToken::Kind::parameter) {
            result.text += told(token, engine);
            continue;
        }
        const auto name = token.text.substr(1);
        auto found = std::find(result.names.begin(), result.names.end(), name);
        if (found == result.names.end()) found = result.names.emplace(result.names.end(), name);
        result.text += engine == Engine::sqlite ? '?' : '$';
        result.text += std::to_string(found - result.names.begin() + 1);
    }
    return result;
}

ValueView view_of(const Value& value) {
    return std::visit([](const auto& v) { return ValueView{v}; }, value);
}

Value value_of(const ValueView& view) {
    if (const auto* text = std::get_if<std::string_view>(&view)) return std::string{*text};
    if (const auto* n = std::get_if<std::int64_t>(&view)) return *n;
    if (const auto* d = std::get_if<double>(&view)) return *d;
    return nullptr;
}

void check_value(std::string_view statement, const ValueView& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        if (text->find('\0') != std::string::npos) {
            Fault fault = invalid("request.invalid");
            fault.internal = "NUL byte in a text for " + std::string{statement};
            throw fault;
        }
    } else if (const auto* real = std::get_if<double>(&value); real && !std::isfinite(*real)) {
        throw std::logic_error{std::string{statement} + ": a number that is not finite"};
    }
}

std::vector<const Value*> arrange(std::string_view statement, const std::vector<std::string>& names,
                                  const Args& args) {
    const auto defect = [&](const char* what, std::string_view name) {
        return std::logic_error{std::string{statement} + ": " + what + " :" + std::string{name}};
    };
    std::vector<const Value*> result(names.size(), nullptr);
    // Arguments mostly come in the order of the names: the search goes on behind the last one found.
    auto next = names.begin();
    for (const auto& arg : args) {
        auto found = std::find(next, names.end(), arg.name);
        if (found == names.end()) found = std::find(names.begin(), next, arg.name);
        if (found == names.end() || *found != arg.name) throw defect("no parameter", arg.name);
        auto& place = result[static_cast<std::size_t>(found - names.begin())];
        if (place) throw defect("two arguments for", arg.name);
        check_value(statement, view_of(arg.value));
        place = &arg.value;
        next = found + 1;
    }
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (!result[i]) throw defect("no argument for", names[i]);
    }
    return result;
}

std::string quoted(std::string_view name) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || is_digit(c); };
    if (name.empty() || is_digit(name[0]) || !std::all_of(name.begin(), name.end(), plain)) {
        throw std::logic_error{"not a name of ours: " + std::string{name}};
    }
    return '"' + std::string{name} + '"';
}

}  // namespace kamino::storage
