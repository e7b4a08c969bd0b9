// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#pragma once

/// Whether standard input is a socket on which pieces of work are handed over (PROTOCOL.md, "Serving").
[[nodiscard]] bool is_asked_to_serve();

/// Waits for pieces of work and makes, by fork, a process for each, in which it returns: with the file as its
/// standard input, the place for the answer as its standard output, and under the limits of the request. The
/// process that waits never returns; it ends when nobody can ask any more, and its processes end with it.
void serve();
