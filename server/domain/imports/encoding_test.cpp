// DATA-3: every encoding an export comes in.
#include "platform/base/encoding.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "domain/imports/csv.h"
#include "platform/base/fault.h"
#include "platform/base/text.h"

namespace kamino::imports {
namespace {

std::string utf16(std::string_view ascii_and_latin1, bool little, bool mark) {
    std::string out = mark ? (little ? "\xFF\xFE" : "\xFE\xFF") : "";
    for (const char c : ascii_and_latin1) {
        if (little) out += c;
        out += '\0';
        if (!little) out += c;
    }
    return out;
}

std::string text_of(std::string bytes, Encoding encoding) {
    TextStream stream{memory_bytes(std::move(bytes)), encoding};
    std::string out, piece(100, '\0');
    while (const std::size_t n = stream.read(piece.data(), piece.size())) out.append(piece, 0, n);
    return out;
}

std::string gzip(const std::string& plain) {
    z_stream z{};
    deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(plain.size() + 200, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    z.avail_in = static_cast<uInt>(plain.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

TEST(Encoding, IsDetectedFromTheBytes) {
    struct {
        const char* name;
        std::string bytes;
        Encoding expected;
    } const cases[] = {
        {"ascii", "Name,City\nAcme,Delft\n", Encoding::utf8},
        {"utf-8", "Name\nPeñalolén\n", Encoding::utf8},
        {"mark", "\xEF\xBB\xBFName\n", Encoding::utf8_bom},
        {"utf-16 little with mark", utf16("Name\n", true, true), Encoding::utf16_le},
        {"utf-16 big with mark", utf16("Name\n", false, true), Encoding::utf16_be},
        {"utf-16 little without", utf16("Name,City\nAcme,\xF1\n", true, false), Encoding::utf16_le},
        {"utf-16 big without", utf16("Name,City\n", false, false), Encoding::utf16_be},
        {"windows-1252",
         "Name\nPe\xF1"
         "alol\xE9n \x80 5\n",
         Encoding::windows_1252},
        {"utf-8 with one fault", "ñ ñ ñ ñ ñ ñ ñ ñ ñ ñ \xF1\n", Encoding::utf8},
        {"cut inside a character", "Name\nPe\xC3", Encoding::utf8},
    };
    for (const auto& c : cases) EXPECT_EQ(detect_encoding(c.bytes), c.expected) << c.name;
    for (const Encoding e : {Encoding::utf8, Encoding::utf16_be, Encoding::windows_1252}) {
        EXPECT_EQ(encoding_of_name(encoding_name(e)), e);
    }
    EXPECT_FALSE(encoding_of_name("klingon"));
}

TEST(Encoding, ConvertsToGoodUtf8) {
    EXPECT_EQ(text_of("Pe\xF1"
                      "a \x80 \x93q\x94",
                      Encoding::windows_1252),
              "Peña € “q”");
    EXPECT_EQ(text_of(utf16("Pe\xF1"
                            "a\n",
                            true, true),
                      Encoding::utf16_le),
              "Peña\n");
    EXPECT_EQ(text_of(utf16("Pe\xF1"
                            "a\n",
                            false, true),
                      Encoding::utf16_be),
              "Peña\n");
    EXPECT_EQ(text_of(std::string("\x3D\xD8\x00\xDE", 4), Encoding::utf16_le), "😀");
    EXPECT_EQ(text_of(std::string("\x3D\xD8\x41\x00", 4), Encoding::utf16_le),
              "\xEF\xBF\xBD"
              "A");
    EXPECT_EQ(text_of("\xEF\xBB\xBFx", Encoding::utf8_bom), "x");
    EXPECT_EQ(text_of("a\xF1"
                      "b",
                      Encoding::utf8),
              "añb");
    EXPECT_EQ(text_of(std::string("a\0b", 3), Encoding::utf8), "ab");
    EXPECT_EQ(text_of("", Encoding::utf8), "");
}

TEST(Encoding, CharactersMayBeCutByThePieces) {
    std::string text;
    for (int i = 0; i < 60'000; ++i) text += i % 3 == 0 ? "ñ" : i % 3 == 1 ? "€" : "😀";
    EXPECT_EQ(text_of("x" + text, Encoding::utf8), "x" + text);
    EXPECT_EQ(text_of("xy" + text, Encoding::utf8), "xy" + text);
}

TEST(Encoding, GzipIsUnpackedAndMembersJoined) {
    EXPECT_EQ(text_of(gzip("hello "), Encoding::utf8), "hello ");
    EXPECT_EQ(text_of(gzip("hello ") + gzip("world"), Encoding::utf8), "hello world");
    const std::string packed = gzip(std::string(100'000, 'x'));
    EXPECT_THROW(text_of(packed.substr(0, packed.size() / 2), Encoding::utf8), Fault);
    EXPECT_THROW(memory_bytes(packed, {1000})->read(std::string(5000, ' ').data(), 5000), Fault);
}

TEST(Encoding, TheSameTableInEveryEncoding) {
    const std::string latin =
        "Nombre;Ciudad\nPe\xF1"
        "alol\xE9n;Bogot\xE1\n";
    const std::string utf8 = "Nombre;Ciudad\nPeñalolén;Bogotá\n";
    for (const std::string& bytes :
         {latin, utf8, "\xEF\xBB\xBF" + utf8, utf16(latin, true, true), utf16(latin, false, true),
          utf16(latin, true, false), gzip(utf8), gzip(latin)}) {
        if (bytes.starts_with("\x1f")) continue;  // detection of packed bytes goes by file; see files_test
        const auto table = csv_table_of(bytes);
        Row row;
        ASSERT_TRUE(table->next(row));
        EXPECT_EQ(row.cells[0].text, "Peñalolén") << table->facts().encoding;
        EXPECT_EQ(row.cells[1].text, "Bogotá");
        EXPECT_EQ(table->facts().separator, ';');
    }
}

TEST(Encoding, MissingFileIsNotFound) {
    EXPECT_THROW(open_bytes("/nonexistent/file.csv"), Fault);
    EXPECT_THROW(open_bytes("/tmp"), Fault);
}

}  // namespace
}  // namespace kamino::imports
