// A column of names as numbers. Short names live in the hash table's slots themselves, so that a row costs
// one look into memory, which is asked for some rows ahead. Parts of the file are coded apart and joined in
// its order: the codes are those of one pass.
#include <sys/mman.h>

#include <deque>

#include "analyze/table_body.h"

namespace kamino::analyze {

namespace {

__extension__ typedef unsigned __int128 Wide;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const auto wide = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15ULL) * (b ^ 0xD6E8FEB86659FD93ULL);
    return static_cast<std::uint64_t>(wide) ^ static_cast<std::uint64_t>(wide >> 64);
}

// The text itself up to 8 bytes, above its hash; two texts of one size and one word are equal, or long.
struct Key {
    std::uint64_t word;
    std::uint32_t size;
};

std::uint64_t some_bytes(const char* p, std::size_t n) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, n);
    return word;
}

// `readable`: bytes that may be read from the text's begin, so that short texts are taken as one word.
inline Key key_of(std::string_view text, std::size_t readable) {
    const auto size = static_cast<std::uint32_t>(text.size());
    if (size <= 8 && readable >= 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data(), 8);
        return {size == 8 ? word : word & ((1ULL << (8 * size)) - 1), size};
    }
    if (size <= 8) return {some_bytes(text.data(), size), size};
    std::uint64_t hash = size;
    for (std::size_t i = 0; i < size; i += 8)
        hash = mixed(hash, some_bytes(text.data() + i, std::min<std::size_t>(8, size - i)));
    return {hash, size};
}

inline std::uint64_t hash_of(const Key& key) {
    return mixed(key.word, key.size);
}

class CodeBook {
  public:
    CodeBook() { slots_.resize(4096); }

    void prefetch(const Key& key) const {
        __builtin_prefetch(slots_.data() + (hash_of(key) & (slots_.size() - 1)));
    }
    std::uint32_t code(const Key& key, std::string_view text) {
        const std::size_t last = slots_.size() - 1;
        Slot* slots = slots_.data();
        for (std::size_t i = hash_of(key) & last;; i = (i + 1) & last) {
            Slot& slot = slots[i];
            if (slot.code == none) {
                slot = {key.word, key.size, static_cast<std::uint32_t>(texts_.size())};
                texts_.push_back(text);
                const auto code = slot.code;
                if (texts_.size() * 5 > slots_.size() * 3) grow();
                return code;
            }
            if (slot.word == key.word && slot.size == key.size &&
                (key.size <= 8 || texts_[slot.code] == text))
                return slot.code;
        }
    }
    const std::vector<std::string_view>& texts() const { return texts_; }
    // Keeps a text that does not stand in the file as it is (doubled quotes, blanks around it).
    std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    struct Slot {
        std::uint64_t word = 0;
        std::uint32_t size = 0, code = none;
    };
    void grow() {
        std::vector<Slot> old;
        old.swap(slots_);
        slots_.reserve(old.size() * 2);
        // Large pages, where the system has them: a table of millions is looked up all over.
        const auto at = reinterpret_cast<std::uintptr_t>(slots_.data()),
                   page = (at + 4095) & ~std::uintptr_t{4095};
        if (old.size() > 1U << 16)
            (void)::madvise(reinterpret_cast<void*>(page), old.size() * 2 * sizeof(Slot) - (page - at),
                            MADV_HUGEPAGE);
        slots_.resize(old.size() * 2);
        for (const Slot& slot : old) {
            if (slot.code == none) continue;
            std::size_t i = hash_of({slot.word, slot.size}) & (slots_.size() - 1);
            while (slots_[i].code != none) i = (i + 1) & (slots_.size() - 1);
            slots_[i] = slot;
        }
    }
    std::vector<Slot> slots_;
    std::vector<std::string_view> texts_;
    std::deque<std::string> kept_;
};

std::string_view plain_text(const Cell& cell, CodeBook& book) {
    const auto edge = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x80;
    };
    const auto text = cell.text();
    if (!cell.doubled && (text.empty() || (!edge(text.front()) && !edge(text.back())))) return text;
    std::string tidy = text_of(cell);
    return tidy == text ? text : book.keep(std::move(tidy));
}

// Codes the rows of blocks [from, to).
void code_blocks(const Table::Body& body, std::size_t column, std::size_t from, std::size_t to,
                 CodeBook& book, std::vector<std::uint32_t>& codes) {
    constexpr std::size_t ahead = 32;
    Key keys[ahead];
    std::string_view texts[ahead];
    const char *first = body.file.text().data(), *end = body.end();
    for (std::size_t b = from; b < to; ++b) {
        const Block& block = body.rows.blocks()[b];
        const Table::Body::Places place{body, block, column};
        for (std::size_t i = 0; i < block.starts.size(); i += ahead) {
            const auto n = std::min(ahead, block.starts.size() - i);
            for (std::size_t k = 0; k < n; ++k) {
                const char* at = place(i + k);
                texts[k] = plain_text(cell_at(at, end, place.shape), book);
                // Kept texts end where they end; only those of the file may be read beyond.
                const char* p = texts[k].data();
                keys[k] = key_of(texts[k],
                                 p >= first && p < end ? static_cast<std::size_t>(end - p) : texts[k].size());
                book.prefetch(keys[k]);
            }
            std::uint32_t* out = codes.data() + block.first_row + i;
            for (std::size_t k = 0; k < n; ++k) out[k] = book.code(keys[k], texts[k]);
        }
    }
}

}  // namespace

Coded Table::codes(std::size_t column) const {
    // Few names: parts of the file side by side. Many: one table, since a second one of them costs more than
    // it saves.
    constexpr std::size_t many = 20'000;
    const auto& blocks = body_->rows.blocks();
    Coded coded;
    coded.code.resize(rows());
    std::vector<CodeBook> books(1);
    const std::size_t first = std::min<std::size_t>(blocks.size(), 1);
    code_blocks(*body_, column, 0, first, books[0], coded.code);
    const std::size_t left = blocks.size() - first;
    const std::size_t parts =
        books[0].texts().size() > many
            ? 1
            : std::max<std::size_t>(1, std::min<std::size_t>({body_->format.threads, left, 8}));
    const auto begin = [&](std::size_t i) { return first + parallel::part_begin(left, parts, i); };
    for (std::size_t i = 1; i < parts; ++i) books.emplace_back();
    parallel::for_parts(parts, body_->format.threads, [&](std::size_t i) {
        code_blocks(*body_, column, begin(i), begin(i + 1), books[i], coded.code);
    });
    CodeBook& all = books[0];
    for (std::size_t i = 1; i < parts; ++i) {
        std::vector<std::uint32_t> renamed;
        for (const auto& text : books[i].texts())
            renamed.push_back(all.code(key_of(text, text.size()), text));
        const auto from = blocks[begin(i)].first_row;
        const auto to = begin(i + 1) < blocks.size() ? blocks[begin(i + 1)].first_row : rows();
        for (auto row = from; row < to; ++row) coded.code[row] = renamed[coded.code[row]];
    }
    coded.names.assign(all.texts().begin(), all.texts().end());
    return coded;
}

}  // namespace kamino::analyze
