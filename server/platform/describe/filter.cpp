#include "platform/describe/filter.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "platform/base/text.h"

namespace kamino::describe {
namespace {

constexpr int max_depth = 32;
constexpr int max_comparisons = 200;
constexpr std::size_t max_text = 8000;

struct Token {
    enum class Kind { word, text, op, open, close, comma, end } kind;
    std::string text;
    std::size_t at;
};

// The place in the text, marked: "city = ▸)".
std::string place_in(std::string_view text, std::size_t at) {
    constexpr std::size_t shown = 40;
    at = std::min(at, text.size());
    const auto inside_letter = [&](std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80;
    };
    std::size_t from = at > shown ? at - shown : 0, until = std::min(text.size(), at + shown);
    while (inside_letter(from)) ++from;
    while (inside_letter(until)) ++until;
    return (from > 0 ? "…" : "") + std::string{text.substr(from, at - from)} + "▸" +
           std::string{text.substr(at, until - at)} + (until < text.size() ? "…" : "");
}

// `why`: what is expected there, filter.<why> of the catalogues.
[[noreturn]] void refuse(std::string_view text, std::size_t at, std::string_view why) {
    throw invalid("request.bad_filter", {{"at", place_in(text, at)}, {"why", "filter." + std::string{why}}});
}

// Words are letters, digits and a few signs, so that dates, e-mails, ids and UTF-8 letters need no quotes.
bool is_word(char c) {
    const auto u = static_cast<unsigned char>(c);
    return std::isalnum(u) || u >= 0x80 || c == '_' || c == '-' || c == '.' || c == ':' || c == '@' ||
           c == '+' || c == '/';
}

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Token next() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
        const auto start = at_;
        if (at_ == text_.size()) return {Token::Kind::end, "", start};
        const char c = text_[at_];
        if (c == '"') return quoted();
        if (is_word(c)) {
            while (at_ < text_.size() && is_word(text_[at_])) ++at_;
            return {Token::Kind::word, std::string{text_.substr(start, at_ - start)}, start};
        }
        ++at_;
        if (c == '(') return {Token::Kind::open, "(", start};
        if (c == ')') return {Token::Kind::close, ")", start};
        if (c == ',') return {Token::Kind::comma, ",", start};
        if (c == '=' || c == '~') return {Token::Kind::op, std::string(1, c), start};
        if (c == '<' || c == '>' || c == '!') {
            std::string op(1, c);
            if (at_ < text_.size() && text_[at_] == '=') op += text_[at_++];
            if (op == "!") refuse(text_, start, "sign");
            return {Token::Kind::op, op, start};
        }
        refuse(text_, start, "sign");
    }

    std::string_view text() const { return text_; }

  private:
    Token quoted() {
        const auto start = at_++;
        std::string value;
        while (at_ < text_.size() && text_[at_] != '"') {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
            value += text_[at_++];
        }
        if (at_ == text_.size()) refuse(text_, start, "quote");
        ++at_;
        return {Token::Kind::text, std::move(value), start};
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

class Parser {
  public:
    explicit Parser(std::string_view text) : lexer_(text) { advance(); }

    Filter whole() {
        if (token_.kind == Token::Kind::end) return {};
        Filter f = alternatives(0);
        if (token_.kind != Token::Kind::end) expected("joint");
        return f;
    }

  private:
    [[noreturn]] void expected(std::string_view what) const { refuse(lexer_.text(), token_.at, what); }
    void advance() { token_ = lexer_.next(); }
    bool is(std::string_view word) const { return token_.kind == Token::Kind::word && token_.text == word; }

    Filter series(Filter::Node node, std::string_view word, int depth) {
        Filter first = node == Filter::Node::any ? series(Filter::Node::all, "and", depth) : factor(depth);
        if (!is(word)) return first;
        Filter f;
        f.node = node;
        f.parts.push_back(std::move(first));
        while (is(word)) {
            advance();
            f.parts.push_back(node == Filter::Node::any ? series(Filter::Node::all, "and", depth)
                                                        : factor(depth));
        }
        return f;
    }
    Filter alternatives(int depth) { return series(Filter::Node::any, "or", depth); }

    Filter factor(int depth) {
        if (depth > max_depth) expected("depth");
        if (is("not")) {
            advance();
            Filter f;
            f.node = Filter::Node::negation;
            f.parts.push_back(factor(depth + 1));
            return f;
        }
        if (token_.kind == Token::Kind::open) {
            advance();
            Filter f = alternatives(depth + 1);
            if (token_.kind != Token::Kind::close) expected("close");
            advance();
            return f;
        }
        return comparison();
    }

    Filter comparison() {
        if (token_.kind != Token::Kind::word) expected("name");
        if (++comparisons_ > max_comparisons) expected("length");
        Filter f;
        f.node = Filter::Node::comparison;
        f.name = token_.text;
        advance();
        if (is("in")) {
            f.op = Op::in;
            advance();
            list(f);
            return f;
        }
        if (token_.kind != Token::Kind::op) expected("operator");
        static constexpr std::array<std::pair<std::string_view, Op>, 7> ops{{{"=", Op::eq},
                                                                             {"!=", Op::ne},
                                                                             {"<", Op::lt},
                                                                             {"<=", Op::le},
                                                                             {">", Op::gt},
                                                                             {">=", Op::ge},
                                                                             {"~", Op::contains}}};
        for (const auto& [sign, op] : ops)
            if (token_.text == sign) f.op = op;
        advance();
        f.values.push_back(literal());
        return f;
    }

    void list(Filter& f) {
        if (token_.kind != Token::Kind::open) expected("list");
        do {
            advance();
            f.values.push_back(literal());
            if (f.values.size() > 500) expected("length");
        } while (token_.kind == Token::Kind::comma);
        if (token_.kind != Token::Kind::close) expected("close");
        advance();
    }

    Filter::Literal literal() {
        if (token_.kind != Token::Kind::word && token_.kind != Token::Kind::text) expected("value");
        const bool quoted = token_.kind == Token::Kind::text;
        Filter::Literal l{token_.text, quoted, !quoted && token_.text == "null"};
        advance();
        return l;
    }

    Lexer lexer_;
    Token token_{Token::Kind::end, "", 0};
    int comparisons_ = 0;
};

}  // namespace

Filter parse_filter(std::string_view text) {
    if (!base::is_utf8(text) || text.find('\0') != std::string_view::npos) refuse("", 0, "bytes");
    if (text.size() > max_text) refuse(text, max_text, "length");
    return Parser{text}.whole();
}

}  // namespace kamino::describe
