// The notation in which dialects are written, one text per program and entity:
//   Column | Other spelling = field how…     a column that fills a field
//   Column | Other = - reason                known, but nothing of ours: computed, system, no_field, compound
//   !key a,b   !const field=value   !compute field left right currency
// how: ref ENTITY KEY[,KEY] · list ENTITY KEY · list · split X · words SET · full · line · currency · skip ·
// in CUR · scale N · divide N · strip · maybe (what is not found is left out). Inside of imports only.
#pragma once
#include <span>
#include <string_view>
#include <vector>

namespace kamino::imports {

struct DialectText {
    std::string_view dialect;
    std::string_view entity;
    std::string_view text;
};

std::span<const DialectText> salesforce_texts();
std::span<const DialectText> salesforce_label_texts();
std::span<const DialectText> hubspot_texts();
std::span<const DialectText> zoho_texts();
std::span<const DialectText> suitecrm_texts();
std::span<const DialectText> espo_texts();
std::span<const DialectText> other_texts();  // twenty, maven, online_retail
// Account plans come as a set of files (sets.cpp), not as records of one kind each.
std::span<const DialectText> salesforce_plan_texts();

// The lines of a text, directives left out: one a spelling, with what stands behind its " = ".
struct DialectLine {
    std::string_view column, how;
};
std::vector<DialectLine> lines_of(const DialectText& text);

// Named sets of `words`: "word=value;word=value;…", "*=value" for all others (then the words "otherwise").
std::string_view word_set(std::string_view name);

}  // namespace kamino::imports
