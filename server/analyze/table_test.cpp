// DATA-3: every way an export writes its columns is read or refused with file, line and column.
#include "analyze/table.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "analyze/row_scan.h"
#include "platform/base/date.h"

namespace kamino::analyze {
namespace {

class File {
  public:
    explicit File(std::string_view bytes) : path("/tmp/kamino_table_XXXXXX") {
        const int file = ::mkstemp(path.data());
        EXPECT_EQ(::write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
        ::close(file);
    }
    ~File() { ::unlink(path.c_str()); }
    std::string path;
};

Table table_of(std::string_view bytes, const Format& format = {}) {
    const File file{bytes};
    return Table::read(file.path, format);
}

// What is said to the person, the file's name left out.
std::string refusal(const std::function<void()>& work) {
    try {
        work();
    } catch (const Refusal& refused) {
        return "line " + std::to_string(refused.line) + " " + refused.column + ": " + refused.reason;
    }
    return "not refused";
}

TEST(Table, SeparatorsQuotesAndLineEnds) {
    struct {
        std::string_view name, bytes;
    } cases[] = {
        {"plain", "a,b,c\n1,x,2\n3,y,4\n"},
        {"no last line end", "a,b,c\n1,x,2\n3,y,4"},
        {"CRLF", "a,b,c\r\n1,x,2\r\n3,y,4\r\n"},
        {"CR", "a,b,c\r1,x,2\r3,y,4\r"},
        {"semicolon", "a;b;c\n1;x;2\n3;y;4\n"},
        {"tab", "a\tb\tc\n1\tx\t2\n3\ty\t4\n"},
        {"bar", "a|b|c\n1|x|2\n3|y|4\n"},
        {"sep line", "sep=;\r\na;b;c\r\n1;x;2\r\n3;y;4\r\n"},
        {"blank lines", "\n\na,b,c\n\n1,x,2\n  \n3,y,4\n\n\n"},
        {"quoted", "\"a\",\"b\",\"c\"\n\"1\",\"x\",\"2\"\n3,\"y\",4\n"},
        {"quoted CRLF", "\"a\",\"b\",\"c\"\r\n\"1\",\"x\",\"2\"\r\n\"3\",\"y\",\"4\""},
        {"byte order mark",
         "\xEF\xBB\xBF"
         "a,b,c\n1,x,2\n3,y,4\n"},
        {"empty cells behind", "a,b,c\n1,x,2,,\n3,y,4\n"},
        {"blanks", " a , b,c\n 1 , x ,2\n3,y, 4\n"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.name);
        const auto table = table_of(c.bytes);
        ASSERT_EQ(table.rows(), 2u);
        EXPECT_EQ(table.names(), (std::vector<std::string>{"a", "b", "c"}));
        EXPECT_EQ(table.numbers(0), (std::vector<double>{1, 3}));
        EXPECT_EQ(table.text(0, 1), "x");
        EXPECT_EQ(table.codes(1).names, (std::vector<std::string>{"x", "y"}));
        EXPECT_EQ(table.numbers(2), (std::vector<double>{2, 4}));
    }
}

TEST(Table, QuotedCellsHoldAnything) {
    const auto table = table_of("a,b\n\"x, \"\"y\"\"\nz\",1\n\"Smith, \"Bob\" Jr\",2\n5\" pipe,3\n");
    ASSERT_EQ(table.rows(), 3u);
    EXPECT_EQ(table.codes(0).names,
              (std::vector<std::string>{"x, \"y\"\nz", "Smith, \"Bob\" Jr", "5\" pipe"}));
    EXPECT_EQ(table.numbers(1), (std::vector<double>{1, 2, 3}));
    EXPECT_EQ(table.line(1), 4u);
    EXPECT_EQ(table.line(2), 5u);
}

TEST(Table, Encodings) {
    const std::string text = "name;n\nPeña;1\nMünchen;2\n";
    std::string wide = "\xFF\xFE", latin;
    for (const char* p = text.c_str(); *p; ++p) {
        const auto c = static_cast<unsigned char>(*p);
        const unsigned char one = c < 0x80 ? c : static_cast<unsigned char>((c & 0x1F) << 6 | (*++p & 0x3F));
        latin += static_cast<char>(one);
        wide += static_cast<char>(one);
        wide += '\0';
    }
    const File packed{""};
    const gzFile gz = gzopen(packed.path.c_str(), "wb");
    gzwrite(gz, text.data(), static_cast<unsigned>(text.size()));
    gzclose(gz);
    for (const auto& table : {table_of(text), table_of(latin), table_of(wide), Table::read(packed.path)})
        EXPECT_EQ(table.codes(0).names, (std::vector<std::string>{"Peña", "München"}));
}

TEST(Table, Numbers) {
    const double none = std::nan("");
    struct {
        std::string_view cells;  // one a line
        std::vector<double> expected;
        char given = 0;
    } cases[] = {
        {"1\n-2\n+3\n 4 \n", {1, -2, 3, 4}},
        {"1.5\n1,234.5\n1,234\n", {1.5, 1234.5, 1234}},
        {"1,5\n1.234,5\n1.234\n", {1.5, 1234.5, 1234}},
        {"1.234\n0.5\n", {1.234, 0.5}},
        {"1.234\n2.345\n", {1.234, 2.345}},
        {"1.234\n", {1234}, ','},
        {"1,234\n", {1234}, '.'},
        {"1e3\n2.5E-2\n", {1000, 0.025}},
        {"NA\n1\nn/a\nnull\n-\nNaN\n", {none, 1, none, none, none, none}},
        {"€ 1.234,50\n(3,25)\n", {1234.5, -3.25}},
        {"0.1\n0.30000000000000004\n123456789012345678\n", {0.1, 0.30000000000000004, 123456789012345678.0}},
        {"1 234,5\n", {1234.5}},
        {"45 %\n", {45}},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.cells);
        Format format{.separator = ';', .decimal = c.given};
        if (c.cells.starts_with("1.234\n2")) format.separator = '\t';
        const auto table = table_of("n\n" + std::string{c.cells}, format);
        const auto numbers = table.numbers(0);
        ASSERT_EQ(numbers.size(), c.expected.size());
        for (std::size_t i = 0; i < numbers.size(); ++i)
            EXPECT_TRUE(numbers[i] == c.expected[i] || (std::isnan(numbers[i]) && std::isnan(c.expected[i])))
                << i << ": " << numbers[i];
        EXPECT_TRUE(table.numeric(0));
    }
    EXPECT_FALSE(table_of("n\n1\nx\n").numeric(0));
}

TEST(Table, NumbersThatAreRefused) {
    struct {
        std::string_view bytes, said;
    } cases[] = {
        {"a,n\nx,1\ny,abc\n", "line 3 \"n\": \"abc\" is no number"},
        {"a,n\nx,inf\n", "line 2 \"n\": \"inf\" is no number"},
        {"a,n\nx,1e999\n", "line 2 \"n\": \"1e999\" is no number"},
        {"a;n\nx;1.234\n",
         "line 2 \"n\": \"1.234\" can be read in two ways: say --decimal point or --decimal comma"},
        {"a;n\nx;1,5\ny;1.5\n",
         "line 3 \"n\": decimal points and decimal commas in one column (\"1.5\" in line 3, \"1,5\" in line "
         "2): say "
         "which with --decimal"},
    };
    for (const auto& c : cases) {
        const auto table = table_of(c.bytes);
        EXPECT_EQ(refusal([&] { (void)table.numbers(1); }), c.said);
    }
    const auto table = table_of("a,n\nx,1\ny,\n");
    EXPECT_EQ(refusal([&] { (void)table.required_numbers(1); }),
              "line 3 \"n\": is empty; a number is needed");
}

std::string days_text(const std::vector<std::int32_t>& days) {
    std::string all;
    for (const auto day : days) all += (all.empty() ? "" : " ") + Date{day}.to_text();
    return all;
}

TEST(Table, Dates) {
    struct {
        std::string_view cells, expected, order = "";
    } cases[] = {
        {"2010-12-01 08:26:00\n2011-05-31T23:59:59.999Z\n2011/06/01\n", "2010-12-01 2011-05-31 2011-06-01"},
        {"19970101\n19970118\n", "1997-01-01 1997-01-18"},
        {"01/02/2026\n13/02/2026\n", "2026-02-01 2026-02-13"},
        {"01/02/2026\n02/13/2026\n", "2026-01-02 2026-02-13"},
        {"1.2.2026 9:30\n31.12.2026 23:15:00\n", "2026-02-01 2026-12-31"},
        {"01/02/2026\n", "2026-01-02", "mdy"},
        {"01/02/2026\n", "2026-02-01", "dmy"},
        {"5/5/2026\n", "2026-05-05"},
        {"1 ene 2026\nJanuary 31, 2026\n", "2026-01-01 2026-01-31"},
        {"99-01-31\n98-02-01\n", "1999-01-31 1998-02-01"},
        {"1700-03-01\n2400-02-29\n", "1700-03-01 2400-02-29"},
    };
    for (const auto& c : cases) {
        SCOPED_TRACE(c.cells);
        Format format{.separator = ';', .date_order = std::string{c.order}};
        EXPECT_EQ(days_text(table_of("d\n" + std::string{c.cells}, format).dates(0)), c.expected);
    }
}

TEST(Table, DatesThatAreRefused) {
    struct {
        std::string_view bytes, said, order = "";
    } cases[] = {
        {"d,n\n2026-01-01,1\n2026-02-30,2\n", "line 3 \"d\": \"2026-02-30\" is no date"},
        {"d,n\n2026-01-01,1\n,2\n", "line 3 \"d\": is empty; a date is needed"},
        {"d,n\n01/02/2026,1\n03/04/2026,2\n",
         "line 2 \"d\": \"01/02/2026\" can be read in two ways and no other date in the column decides: say "
         "--date-order dmy "
         "or --date-order mdy"},
        {"d,n\n13/02/2026,1\n02/13/2026,2\n",
         "line 3 \"d\": dates of two orders in one column (\"13/02/2026\" in line 2, \"02/13/2026\" in line "
         "3)"},
        {"d,n\n13/02/2026,1\n", "line 2 \"d\": \"13/02/2026\" is no date in the order mdy", "mdy"},
        {"d,n\nyesterday,1\n", "line 2 \"d\": \"yesterday\" is no date"},
    };
    for (const auto& c : cases) {
        const auto table = table_of(c.bytes, {.date_order = std::string{c.order}});
        EXPECT_EQ(refusal([&] { (void)table.dates(0); }), c.said);
    }
}

TEST(Table, FilesThatAreRefused) {
    struct {
        std::string_view bytes, said;
    } cases[] = {
        {"", "line 0 : is empty: a first row with the columns' names is needed"},
        {"\n\n", "line 0 : is empty: a first row with the columns' names is needed"},
        {"a,b\n", "line 0 : has a header and no rows"},
        {"a,b\n1,2\n3\n", "line 3 : has 1 cell where the header has 2"},
        {"a,b\n1,2\n\n3,4,5\n", "line 4 : has 3 cells where the header has 2"},
        {"a,b\n1,2\n\"3,4\n", "line 3 1: a quote opens in this row and does not close"},
        {"\x1F\x8B\x08 damaged", "line 0 : is a damaged .gz file"},
    };
    for (const auto& c : cases) EXPECT_EQ(refusal([&] { (void)table_of(c.bytes); }), c.said) << c.bytes;
    EXPECT_EQ(refusal([] { (void)Table::read("/nonexistent.csv"); }),
              "line 0 : cannot be read: No such file or directory");
    EXPECT_EQ(refusal([] { (void)Table::read("/tmp"); }), "line 0 : is a folder, not a file");
    EXPECT_EQ(refusal([] { (void)table_of("a,b\n1,2\n").column("c"); }),
              "line 0 : has no column \"c\"; there are: a, b");
    EXPECT_EQ(refusal([] { (void)table_of("a,a\n1,2\n").column("a"); }),
              "line 0 \"a\": the header names this column more than once");
    EXPECT_EQ(table_of("Name,N\nx,1\n").column("name"), 0u);
}

TEST(Table, RaggedRowsAreBaskets) {
    const auto table = table_of("milk,bread\n\"a, b\"\nx,y,z\n", {.ragged = true});
    ASSERT_EQ(table.rows(), 3u);
    EXPECT_EQ(table.cells(0), (std::vector<std::string>{"milk", "bread"}));
    EXPECT_EQ(table.cells(1), (std::vector<std::string>{"a, b"}));
    EXPECT_EQ(table.cells(2), (std::vector<std::string>{"x", "y", "z"}));
}

// Several blocks, long and short names, quotes with line breaks across block borders: the same with every
// number of threads, and what a plain walk over the rows gives.
TEST(Table, LargeFilesAreTheSameOnAnyNumberOfThreads) {
    for (const bool quotes : {false, true}) {
        std::string text = "name,day,n\n";
        std::vector<std::string> names;
        std::vector<double> numbers;
        std::uint32_t random = 7;
        const auto below = [&](std::uint32_t n) {
            return (random = random * 1664525 + 1013904223) / 65536 % n;
        };
        for (int i = 0; i < 400'000; ++i) {
            auto name = "C" + std::to_string(below(30'000)) + std::string(below(20), 'x');
            if (quotes) name += below(3) ? "" : ",\n";
            names.push_back(quotes ? "n" + name : name);
            numbers.push_back(below(100'000) / 100.0);
            char n[32];
            std::snprintf(n, sizeof n, ",2026-01-%02u,%.2f\n", 1 + below(28), numbers.back());
            text += quotes ? "\"n" + name + "\"" + n : name + n;
        }
        const auto one = table_of(text, {.threads = 1}), three = table_of(text, {.threads = 3});
        ASSERT_EQ(one.rows(), names.size());
        const auto codes = one.codes(0), again = three.codes(0);
        EXPECT_EQ(codes.code, again.code);
        EXPECT_EQ(codes.names, again.names);
        EXPECT_EQ(one.numbers(2), numbers);
        EXPECT_EQ(three.numbers(2), numbers);
        EXPECT_EQ(one.dates(1), three.dates(1));
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto trimmed = names[i].substr(0, names[i].find_last_not_of('\n') + 1);
            ASSERT_EQ(codes.names[codes.code[i]], trimmed);
            ASSERT_LE(codes.code[i], next);
            next = std::max(next, codes.code[i] + 1);
        }
    }
}

// Nothing is read behind the file's end, where the page ends with it: a fault would be a crash.
TEST(Table, FilesThatFillTheirPages) {
    for (const std::string_view last : {"2026-01-02,ab,1.5", "2026-01-02,ab,1", "2026-01-02,ab,-12345.25\n"})
        for (const std::size_t pages : {1, 2}) {
            std::string text = "d,n,v\n";
            while (text.size() + 40 + last.size() <= pages * 4096) text += "2026-01-01,abc,2.25\n";
            const auto left = pages * 4096 - text.size() - last.size();
            text += "2026-01-01," + std::string(left - 14, 'x') + ",1\n" + std::string{last};
            ASSERT_EQ(text.size(), pages * 4096);
            const auto table = table_of(text);
            EXPECT_EQ(Date{table.dates(0).back()}.to_text(), "2026-01-02");
            EXPECT_EQ(table.codes(1).names.back(), "ab");
            EXPECT_GT(std::abs(table.numbers(2).back()), 0.9);
        }
}

TEST(Table, OptionalDates) {
    const auto days = table_of("d,n\n2026-01-02,1\n,2\n").optional_dates(0);
    EXPECT_EQ(days, (std::vector<std::int32_t>{Date::of(2026, 1, 2).days, Table::no_date}));
}

TEST(Table, ScanWithAndWithoutVectorInstructionsAgree) {
    std::string text;
    std::uint32_t random = 3;
    for (int i = 0; i < 20'000; ++i) {
        random = random * 1664525 + 1013904223;
        text += "ab1,,\n\n \r"[random / 65536 % 9];
    }
    text += "\n";
    const Shape shape{.width = 3};
    std::vector<std::uint32_t> one, other;
    const char* begin = text.data();
    const auto a = scan_rows(begin, begin + text.size(), shape, one);
    const auto b = scan_rows_plain(begin, begin + text.size(), shape, other);
    EXPECT_EQ(one, other);
    ASSERT_TRUE(a.fault && b.fault);
    EXPECT_EQ(a.fault->row, b.fault->row);
    EXPECT_EQ(a.fault->cells, b.fault->cells);
}

}  // namespace
}  // namespace kamino::analyze
