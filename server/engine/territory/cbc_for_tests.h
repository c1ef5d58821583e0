// For tests only: a model in CPLEX's LP format, solved by the executable of CBC as a second method.
#pragma once
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace kamino::territory {

inline bool has_cbc() {
    return std::system("command -v cbc > /dev/null 2>&1") == 0;
}

// The proved least value; NaN when there is none.
inline double solved_by_cbc(const std::string& model) {
    const auto folder = std::filesystem::temp_directory_path() / ("kamino-cbc-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "a.lp"} << model;
    const auto out = (folder / "a.txt").string();
    const auto command = "cbc " + (folder / "a.lp").string() + " ratioGap 0 solve solution " + out + " > " +
                         (folder / "log").string() + " 2>&1";
    double best = std::nan("");
    if (std::system(command.c_str()) == 0) {
        std::ifstream answer{out};
        std::string line;
        std::getline(answer, line);
        const auto at = line.rfind(' ');
        if (line.rfind("Optimal", 0) == 0 && at != std::string::npos) best = std::stod(line.substr(at));
    }
    std::filesystem::remove_all(folder);
    return best;
}

}  // namespace kamino::territory
