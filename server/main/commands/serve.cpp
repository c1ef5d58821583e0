#include <iostream>

#include "main/commands/commands.h"

namespace kamino::app {

int serve(const Options& options, const std::string& demo_language) {
    App app{options};
    if (options.demo && is_empty_workspace(app)) fill_demo(app, demo_language, std::cerr);
    std::cerr << app.greeting() << std::flush;
    app.run();
    return 0;
}

}  // namespace kamino::app
