#include <iostream>

#include "main/commands/commands.h"

namespace kamino::app {

int serve(const Options& options) {
    App app{options};
    std::cerr << app.greeting() << std::flush;
    app.run();
    return 0;
}

}  // namespace kamino::app
