// SQL text as tokens, and the way from named parameters (:name) to each engine's positional ones. The scanner
// knows string literals, quoted identifiers and comments, so that a colon inside them is no parameter. Pure;
// thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/storage/storage.h"

namespace kamino::storage {

struct SqlToken {
    enum class Kind { end, space, comment, literal, identifier, word, parameter, symbol } kind = Kind::end;
    std::string_view
        text;  // as written; identifier = "quoted"; parameter with its ':'; symbol = one character or "::"
};

// Walks a text token by token; the tokens' texts, put together, are the text. What is never closed runs to
// the end.
class SqlScanner {
  public:
    explicit SqlScanner(std::string_view text) : rest_(text) {}
    SqlToken next();

  private:
    std::string_view rest_;
};

// A statement in the engine's own words: ?1 ?2 on SQLite, $1 $2 on PostgreSQL. A repeated name is one
// parameter. Where the engines share no word, as in migrations: "/*sqlite … *//*postgres … */", without
// parameters inside.
struct PositionalSql {
    std::string text;
    std::vector<std::string> names;  // names[0] is parameter 1
};
// What a token says to this engine: itself, unless it is a comment for one engine alone.
std::string_view told(const SqlToken& token, Engine engine);
PositionalSql positional(std::string_view text, Engine engine);

// The arguments' values in the order of `names`. Defects (std::logic_error naming the statement): a parameter
// without an argument, an argument without a parameter, a name given twice, a number that is not finite. Text
// with a NUL byte, which PostgreSQL cannot hold, is Fault invalid. The pointers live as long as `args`.
std::vector<const Value*> arrange(std::string_view statement, const std::vector<std::string>& names,
                                  const Args& args);

// The value alone, as arrange() checks it.
void check_value(std::string_view statement, const ValueView& value);
ValueView view_of(const Value& value);
Value value_of(const ValueView& view);

// A table or column name, quoted; anything but [a-z_][a-z0-9_]* is a defect.
std::string quoted(std::string_view name);

}  // namespace kamino::storage
