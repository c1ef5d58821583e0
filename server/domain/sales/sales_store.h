// Hand-written statements of sales.
#pragma once
#include "domain/sales/public.h"

namespace kamino::sales {

// True when `id` is `ancestor` itself or lies below it ("" is below nothing).
bool is_product_below(storage::Read& read, const std::string& id, const std::string& ancestor);
bool is_need_below(storage::Read& read, const std::string& id, const std::string& ancestor);
bool find_code(storage::Read& read, std::string_view code, std::string_view except_id);

// Lines of the account whose currency has no rate: they are in no total, and said so.
std::int64_t unconverted_lines(storage::Read& read, std::string_view account_id);

}  // namespace kamino::sales
