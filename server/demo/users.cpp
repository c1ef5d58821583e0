#include "demo/company.h"

namespace kamino::demo {

void make_users(Company& company) {
    const auto add = [&](std::string name, std::string_view local, std::string_view role,
                         std::string_view team, std::string_view language, std::string_view countries,
                         int manager) {
        company.users.push_back({std::move(name), std::string(local) + "@veltrana.example", role, team,
                                 language, countries, manager});
    };
    // Superiors first, so that a file loaded from the top finds each of them.
    add("Renske Aldenhoven", "renske.aldenhoven", "admin", "office", "nl", "", -1);
    add("Marcos Villaseca", "marcos.villaseca", "leader", "europe", "es", "", -1);
    add("Catalina Urdaneta", "catalina.urdaneta", "leader", "latin_america", "es", "", -1);
    add("Judith Merkelbach", "judith.merkelbach", "operations", "office", "en", "", 1);
    add("Irene Solanilla", "irene.solanilla", "manager", "europe", "es", "ES", 1);
    add("Álvaro Quirantes", "alvaro.quirantes", "manager", "europe", "es", "ES", 1);
    add("Sietse Wolthuis", "sietse.wolthuis", "manager", "europe", "nl", "NL", 1);
    add("Merel Oudendijk", "merel.oudendijk", "manager", "europe", "nl", "NL", 1);
    add("Thomas Vandecauter", "thomas.vandecauter", "manager", "europe", "nl", "BE", 1);
    add("Jimena Arrazola", "jimena.arrazola", "manager", "latin_america", "es", "MX", 2);
    add("Nicolás Benjumea", "nicolas.benjumea", "manager", "latin_america", "es", "CO", 2);
    add("Antonia Huidobro", "antonia.huidobro", "manager", "latin_america", "es", "CL", 2);
    add("Pau Ferrándiz", "pau.ferrandiz", "manager", "technical", "es", "", 1);
    add("Lena Brouckaert", "lena.brouckaert", "viewer", "office", "en", "", 1);
    // The people of the office read the language of the workspace; managers speak that of their customers.
    const std::string_view language = company.options.language == "es"   ? "es"
                                      : company.options.language == "nl" ? "nl"
                                                                         : "en";
    for (auto& user : company.users)
        if (user.role != "manager") user.language = language;
}

}  // namespace kamino::demo
