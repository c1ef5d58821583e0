// Brakes on guessing passwords: failures are counted for an e-mail and for a network address, in the
// database, so that all nodes share them and a restart forgets nothing. After some free tries each further
// one doubles the pause.
#pragma once
#include <string>
#include <string_view>

#include "platform/storage/storage.h"

namespace kamino::auth {

// Counts one try before its password is looked at (so that parallel guesses cannot slip through together) or
// throws too_many with retry_after_s while a pause lasts.
void count_try(storage::Database& database, std::string_view folded_email, std::string_view address);
// The password was right: the account's failures are forgotten, the address gets its try back.
void forgive_try(storage::Write& write, std::string_view folded_email, std::string_view address);

// Seconds to wait after so many failures; pure.
int pause_s(std::int64_t failures, int free_tries, int longest_s);
// An IPv4 address as it is; of IPv6 the first 64 bits, which one customer owns whole.
std::string network_of(std::string_view address);

}  // namespace kamino::auth
