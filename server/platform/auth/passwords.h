// Passwords: the policy and Argon2id (64 MiB, 3 passes, libsodium). HashGate is thread-safe.
#pragma once
#include <chrono>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "platform/base/fault.h"

namespace kamino::auth {

// 12 to 256 characters, not the user's own name or e-mail, none of the common ones. nullopt = acceptable.
std::optional<FieldFault> refuse_password(std::string_view password, std::string_view name,
                                          std::string_view email);

// Lets a few threads hash at once (64 MiB each); the others wait their turn, and not for ever.
class HashGate {
  public:
    explicit HashGate(int threads);
    // Fault unavailable when no turn comes within ten seconds.
    std::string hash(std::string_view password);
    // An empty hash (unknown e-mail, user without a password) takes as long as a real one and is false.
    bool verify(const std::string& hash, std::string_view password);

  private:
    class Turn;
    std::counting_semaphore<64> free_;
};

// Equal texts; the time does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace kamino::auth
