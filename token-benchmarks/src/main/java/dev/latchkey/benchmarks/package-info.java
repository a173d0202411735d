/** What authorizing costs, measured: in this process, on databases of every size, and over HTTP. */
@NullMarked
package dev.latchkey.benchmarks;

import org.jspecify.annotations.NullMarked;
