// `kamino analyze gap`: target against won, pipeline and baseline.
#pragma once
#include "analyze/command.h"

namespace kamino::analyze {

Command gap_command();

}  // namespace kamino::analyze
