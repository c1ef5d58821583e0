// `kamino analyze segment`: RFM, ABC, Pareto, Gini and the classes A–E of a customer base.
#pragma once
#include "analyze/command.h"

namespace kamino::analyze {

Command segment_command();

}  // namespace kamino::analyze
