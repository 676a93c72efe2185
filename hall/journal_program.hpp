#pragma once

#include "hall/options.hpp"

namespace giliran::hall {

/// `giliran-hall journal ...`, `backup` and `restore`: prints what it finds on standard output, and
/// on standard error why it could not. done; failed: the journal is damaged, and where; data: there
/// is no journal in the folder, or a running hall holds it; of restore: there is one already.
ExitCode run_journal_task(const Options& options);

}  // namespace giliran::hall
