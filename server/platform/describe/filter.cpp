#include "platform/describe/filter.h"

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

[[noreturn]] void refuse(std::size_t at, std::string_view why) {
    throw invalid("request.bad_filter", {{"at", std::to_string(at + 1)}, {"why", std::string{why}}});
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
            if (op == "!") refuse(start, "!");
            return {Token::Kind::op, op, start};
        }
        refuse(start, std::string(1, c));
    }

  private:
    Token quoted() {
        const auto start = at_++;
        std::string value;
        while (at_ < text_.size() && text_[at_] != '"') {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
            value += text_[at_++];
        }
        if (at_ == text_.size()) refuse(start, "\"");
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
        if (token_.kind != Token::Kind::end) refuse(token_.at, token_.text);
        return f;
    }

  private:
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
        if (depth > max_depth) refuse(token_.at, "depth");
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
            if (token_.kind != Token::Kind::close) refuse(token_.at, token_.text);
            advance();
            return f;
        }
        return comparison();
    }

    Filter comparison() {
        if (token_.kind != Token::Kind::word) refuse(token_.at, token_.text);
        if (++comparisons_ > max_comparisons) refuse(token_.at, "length");
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
        if (token_.kind != Token::Kind::op) refuse(token_.at, token_.text);
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
        if (token_.kind != Token::Kind::open) refuse(token_.at, token_.text);
        do {
            advance();
            f.values.push_back(literal());
            if (f.values.size() > 500) refuse(token_.at, "length");
        } while (token_.kind == Token::Kind::comma);
        if (token_.kind != Token::Kind::close) refuse(token_.at, token_.text);
        advance();
    }

    Filter::Literal literal() {
        if (token_.kind != Token::Kind::word && token_.kind != Token::Kind::text)
            refuse(token_.at, token_.text);
        const bool quoted = token_.kind == Token::Kind::text;
        Filter::Literal l{token_.text, quoted, !quoted && token_.text == "null"};
        advance();
        return l;
    }

    Lexer lexer_;
    Token token_{Token::Kind::end, "", 0};
    int comparisons_ = 0;
};

// Record's own columns that lists may use.
struct OwnColumn {
    std::string_view name;
    Kind kind;
};
constexpr std::array<OwnColumn, 4> own_columns{{{"id", Kind::text},
                                                {"version", Kind::integer},
                                                {"created_at", Kind::instant},
                                                {"updated_at", Kind::instant}}};

std::string prefix_of(const Entity& e) {
    return std::string{e.table} + ".";
}

class Compiler {
  public:
    Compiler(const Entity& entity, std::string_view prefix) : entity_(entity), prefix_(prefix) {}

    std::string sql(const Filter& f) {
        switch (f.node) {
            case Filter::Node::comparison:
                return comparison(f);
            case Filter::Node::negation:
                return "NOT " + sql(f.parts[0]);
            default:
                break;
        }
        if (f.parts.empty()) return "";
        std::string all;
        for (const auto& part : f.parts)
            all += (all.empty() ? "" : f.node == Filter::Node::all ? " AND " : " OR ") + sql(part);
        return "(" + all + ")";
    }
    std::vector<NamedValue> values;

  private:
    [[noreturn]] void bad(const Filter& f, std::string_view why) {
        throw invalid("request.bad_filter", {{"at", f.name}, {"why", std::string{why}}});
    }

    std::string param(Value v) {
        std::string name = std::string{prefix_} + std::to_string(values.size());
        values.push_back({name, std::move(v)});
        return ":" + name;
    }

    std::string comparison(const Filter& f) {
        const Field* field = entity_.find(f.name);
        Kind kind = Kind::text;
        bool nullable = false;
        std::string column;
        if (field) {
            if (!field->rule.filterable || field->rule.secret) bad(f, f.name);
            kind = field->kind;
            nullable = field->nullable;
            column = expression(entity_, *field, kind == Kind::money ? Part::minor : Part::whole);
        } else {
            for (const auto& own : own_columns)
                if (own.name == f.name) {
                    kind = own.kind;
                    column = prefix_of(entity_) + f.name;
                }
            if (column.empty()) bad(f, f.name);
        }
        if (f.op == Op::contains) return contains(f, field, kind, column);
        if (f.op == Op::in) return membership_of_any(f, field, kind, nullable, column);
        const auto& l = f.values[0];
        if (l.null) {
            if (f.op == Op::eq) return absent(kind, nullable, column);
            if (f.op == Op::ne) return "NOT " + absent(kind, nullable, column);
            bad(f, "null");
        }
        if (kind == Kind::document) bad(f, f.name);
        if (kind == Kind::list) {
            if (f.op != Op::eq && f.op != Op::ne) bad(f, f.name);
            return (f.op == Op::ne ? "NOT " : "") + membership(column, l.text);
        }
        const std::string v = value(f, field, kind, l);
        switch (f.op) {
            case Op::eq:
                return column + " = " + v;
            case Op::ne:
                return nullable ? "(" + column + " IS DISTINCT FROM " + v + ")" : column + " <> " + v;
            case Op::lt:
                return column + " < " + v;
            case Op::le:
                return column + " <= " + v;
            case Op::gt:
                return column + " > " + v;
            default:
                return column + " >= " + v;
        }
    }

    static std::string absent(Kind kind, bool nullable, const std::string& column) {
        if (nullable) return "(" + column + " IS NULL)";
        if (kind == Kind::text) return "(" + column + " = '')";
        if (kind == Kind::list) return "(" + column + " = '[]')";
        if (kind == Kind::document) return "(" + column + " = '{}')";
        return "(" + column + " IS NULL)";
    }

    static std::string like_text(std::string_view text) {
        std::string escaped = "%";
        for (char c : text) {
            if (c == '%' || c == '_' || c == '\\') escaped += '\\';
            escaped += c;
        }
        return escaped + "%";
    }

    // Lists are JSON text: an element is found by its quoted form. Not LIKE, which minds case on one engine
    // only.
    std::string membership(const std::string& column, const std::string& item) {
        base::JsonWriter w;
        w.value(std::string_view{item});
        return "(REPLACE(" + column + ", " + param(w.take()) + ", '') <> " + column + ")";
    }
    std::string membership_of_any(const Filter& f, const Field* field, Kind kind, bool nullable,
                                  const std::string& column) {
        if (kind == Kind::document) bad(f, f.name);
        std::string any, nulls;
        for (const auto& l : f.values) {
            if (l.null)
                nulls = absent(kind, nullable, column);
            else if (kind == Kind::list)
                any += (any.empty() ? "" : " OR ") + membership(column, l.text);
            else
                any += (any.empty() ? "" : ", ") + value(f, field, kind, l);
        }
        if (any.empty()) return nulls;
        const std::string in = kind == Kind::list ? "(" + any + ")" : column + " IN (" + any + ")";
        return nulls.empty() ? in : "(" + in + " OR " + nulls + ")";
    }

    std::string contains(const Filter& f, const Field* field, Kind kind, const std::string& column) {
        const auto& text = f.values[0].text;
        if (!field || (kind != Kind::text && kind != Kind::list)) bad(f, "~");
        if (kind == Kind::text && field->rule.folded)
            return "(" + expression(entity_, *field, Part::folded) + " LIKE " +
                   param(like_text(base::fold(text))) + " ESCAPE '\\')";
        // LIKE minds case on one engine only; LOWER is ASCII on both (columns are COLLATE "C").
        std::string lower = text;
        for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        return "(LOWER(" + column + ") LIKE " + param(like_text(lower)) + " ESCAPE '\\')";
    }

    std::string value(const Filter& f, const Field* field, Kind kind, const Filter::Literal& l) {
        switch (kind) {
            case Kind::integer:
                if (auto n = base::to_int(l.text)) return param(*n);
                if (auto d = base::to_double(l.text)) return param(*d);
                break;
            case Kind::real:
                if (auto d = base::to_double(l.text)) return param(*d);
                break;
            case Kind::boolean:
                if (l.text == "true") return param(std::int64_t{1});
                if (l.text == "false") return param(std::int64_t{0});
                break;
            case Kind::date:
                if (auto d = Date::parse(l.text)) return param(d->to_text());
                break;
            case Kind::instant:
                if (auto i = Instant::parse(l.text)) return param(i->us);
                if (auto d = Date::parse(l.text)) return param(Instant::at(*d).us);
                break;
            case Kind::money:
                return money(f, *field, l);
            default:
                return param(l.text);
        }
        bad(f, l.text);
    }

    // "1000" compares the amount in the currency that each row has; the exponent is the row's.
    std::string money(const Filter& f, const Field& field, const Filter::Literal& l) {
        const auto cents = minor_from_decimal(l.text, 2);
        const auto whole = minor_from_decimal(l.text, 0);
        const auto mils = minor_from_decimal(l.text, 3);
        if (!cents || !whole || !mils) bad(f, l.text);
        return "(CASE WHEN " + expression(entity_, field, Part::currency) +
               " IN "
               "('CLP','JPY','KRW','PYG','VND','ISK','UGX','XAF','XOF','XPF','BIF','DJF','GNF','KMF','RWF','"
               "VUV') THEN " +
               param(*whole) + " WHEN " + expression(entity_, field, Part::currency) +
               " IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN " + param(*mils) + " ELSE " +
               param(*cents) + " END)";
    }

    const Entity& entity_;
    std::string_view prefix_;
};

}  // namespace

std::string expression(const Entity& entity, const Field& field, Part part) {
    std::string name{field.rule.expression};
    if (name.empty()) name = prefix_of(entity) + std::string{field.name};
    switch (part) {
        case Part::minor:
            return name + "_minor";
        case Part::currency:
            return name + "_currency";
        case Part::folded:
            return name + "_folded";
        default:
            return name;
    }
}

Filter parse_filter(std::string_view text) {
    if (text.size() > max_text) refuse(max_text, "length");
    if (!base::is_utf8(text) || text.find('\0') != std::string_view::npos) refuse(0, "UTF-8");
    return Parser{text}.whole();
}

Condition compile(const Entity& entity, const Filter& filter, std::string_view prefix) {
    Compiler c{entity, prefix};
    Condition result;
    result.sql = c.sql(filter);
    result.values = std::move(c.values);
    return result;
}

std::vector<SortKey> parse_sort(const Entity& entity, std::string_view text) {
    std::vector<SortKey> keys;
    for (auto& name : base::split(text, ',')) {
        SortKey key;
        key.descending = name[0] == '-';
        if (key.descending) name.erase(0, 1);
        key.name = name;
        key.field = entity.find(name);
        if (key.field && key.field->rule.sortable && !key.field->rule.secret) {
            const Kind kind = key.field->kind;
            const Part part = kind == Kind::money      ? Part::minor
                              : key.field->rule.folded ? Part::folded
                                                       : Part::whole;
            key.column = expression(entity, *key.field, part);
            key.nullable = key.field->nullable;
        } else {
            key.field = nullptr;
            for (const auto& own : own_columns)
                if (own.name == name) key.column = prefix_of(entity) + name;
        }
        if (key.column.empty() || keys.size() == 4) throw invalid("request.bad_sort", {{"name", name}});
        keys.push_back(std::move(key));
    }
    return keys;
}

}  // namespace kamino::describe
