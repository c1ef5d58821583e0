// The demo company: a seeded generator of the CSV files of an invented B2B company (industrial hygiene and
// water treatment) that are loaded through the importer like any customer's files. The same options on the
// same platform give the same bytes. generate() owns nothing after it returns; calls for different folders
// may run in parallel.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "platform/base/date.h"

namespace kamino::demo {

struct Options {
    std::uint64_t seed = 7;
    std::string language = "en";  // en, es, nl: language of products, needs, titles, subjects
    Date end = {};                // last day of the 36 months; open deals and plans run past it
    double scale = 1.0;           // 1.0 = 400 accounts, 250,000 sales lines; 0.02 to 20
    std::string vocabulary = {};  // the text of data/demo/<language>.json
};

struct Summary {
    std::map<std::string, std::int64_t> rows;  // file name -> rows without the header
};

// The files in the order in which references resolve: load them in this order.
const std::vector<std::string>& file_names();

// Writes the files and manifest.json into `folder` (made when missing; files of the same names are replaced).
// Faults: invalid "demo.scale", "demo.language", "demo.end", "demo.vocabulary" (key); unavailable
// "demo.write_failed" (file).
Summary generate(const Options& options, const std::filesystem::path& folder);

}  // namespace kamino::demo
