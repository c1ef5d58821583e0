#include "platform/auth/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "platform/base/text.h"

namespace kamino::auth {
namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory = 64U << 20;

// The hash of a random text that nobody knows, made with the parameters above: what a sign-in with an unknown
// e-mail is verified against, so that it takes as long as one with a known e-mail.
constexpr const char* nobodys_hash =
    "$argon2id$v=19$m=65536,t=3,p=1$7CR71YqRdpZE64Ijzsxjmg$qrDBo1GT+KYMnxF5X18iaSxvM8ngGiqyV9A3ZDVnXTM";

// Words that, with digits and signs around them or repeated, make most of the long passwords of the leaked
// lists.
constexpr std::array<std::string_view, 44> common_words{
    "password",    "passwort", "contrasena",    "wachtwoord", "welcome",  "welkom",
    "bienvenido",  "qwerty",   "qwertyuiop",    "letmein",    "iloveyou", "tequiero",
    "ikhouvanjou", "admin",    "administrator", "kamino",     "changeme", "secret",
    "geheim",      "secreto",  "football",      "futbol",     "voetbal",  "barcelona",
    "realmadrid",  "ajax",     "feyenoord",     "princess",   "princesa", "sunshine",
    "monkey",      "dragon",   "baseball",      "superman",   "batman",   "trustno",
    "zaq12wsx",    "qazwsx",   "asdfghjkl",     "azerty",     "abcdef",   "correcthorsebatterystaple",
    "master",      "login"};

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Letters only: "P@ssw0rd-2026!" -> "password".
std::string letters_of(std::string_view folded) {
    std::string letters;
    for (char c : folded) {
        switch (c) {
            case '@':
            case '4':
                letters += 'a';
                break;
            case '0':
                letters += 'o';
                break;
            case '3':
                letters += 'e';
                break;
            case '$':
            case '5':
                letters += 's';
                break;
            case '1':
            case '!':
                letters += 'i';
                break;
            default:
                if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) letters += c;
        }
    }
    return letters;
}

std::string plain_letters(std::string_view folded) {
    std::string letters;
    for (char c : folded)
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) letters += c;
    return letters;
}

// The text is the word, once or several times over.
bool repeats(std::string_view text, std::string_view word) {
    if (word.empty() || text.size() % word.size()) return false;
    for (std::size_t at = 0; at < text.size(); at += word.size())
        if (text.substr(at, word.size()) != word) return false;
    return !text.empty();
}

bool is_run(std::string_view text) {
    for (const int step : {0, 1, -1}) {
        std::size_t breaks = 0;
        for (std::size_t i = 1; i < text.size(); ++i) breaks += text[i] != text[i - 1] + step;
        if (breaks <= text.size() / 10) return true;  // "123456789012" counts as one run
    }
    return false;
}

bool is_common(std::string_view password) {
    const auto folded = base::fold(password);
    if (is_run(folded)) return true;
    for (std::size_t period = 1; period <= 4; ++period)
        if (repeats(folded, std::string_view{folded}.substr(0, period))) return true;
    const auto plain = plain_letters(folded);
    const auto leet = letters_of(folded);
    const auto is_word = [&](std::string_view text) {
        return std::any_of(common_words.begin(), common_words.end(),
                           [&](std::string_view w) { return repeats(text, w); });
    };
    // The digits around a word may themselves look like letters ("password1234" -> "passwordie…").
    std::string_view head = leet;
    const auto digits_end = folded.find_last_not_of("0123456789!$.-_ ");
    const auto core =
        digits_end == std::string::npos ? std::string{} : letters_of(folded.substr(0, digits_end + 1));
    return plain.empty() || is_word(plain) || is_word(head) || is_word(core);
}

}  // namespace

std::optional<FieldFault> refuse_password(std::string_view password, std::string_view name,
                                          std::string_view email) {
    const auto length = characters(password);
    if (length < 12) return FieldFault{"/password", "auth.password_short", {{"min", "12"}}};
    if (length > 256) return FieldFault{"/password", "field.too_long", {{"max", "256"}}};
    const auto own = base::squash(password);
    const auto local = email.substr(0, email.find('@'));
    for (const auto& word : {base::squash(name), base::squash(email), base::squash(local)})
        if (!word.empty() && (own == word || repeats(own, word)))
            return FieldFault{"/password", "auth.password_own"};
    if (is_common(password)) return FieldFault{"/password", "auth.password_common"};
    return std::nullopt;
}

class HashGate::Turn {
  public:
    explicit Turn(std::counting_semaphore<64>& free) : free_(free) {
        if (!free_.try_acquire_for(std::chrono::seconds{10})) {
            auto fault = unavailable("service.unavailable", "no turn for hashing a password within 10 s");
            fault.retry_after_s = 5;
            throw fault;
        }
    }
    ~Turn() { free_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    std::counting_semaphore<64>& free_;
};

HashGate::HashGate(int threads) : free_(std::clamp(threads, 1, 64)) {
    if (sodium_init() < 0) throw std::runtime_error{"libsodium cannot start"};
}

std::string HashGate::hash(std::string_view password) {
    const Turn turn{free_};
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.data(), password.size(), passes, memory) != 0)
        throw unavailable("service.unavailable", "no memory for hashing a password");
    return out.data();
}

bool HashGate::verify(const std::string& hash, std::string_view password) {
    const Turn turn{free_};
    const char* against = hash.empty() ? nobodys_hash : hash.c_str();
    const bool same = crypto_pwhash_str_verify(against, password.data(), password.size()) == 0;
    return same && !hash.empty();
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace kamino::auth
