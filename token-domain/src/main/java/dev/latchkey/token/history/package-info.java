/**
 * Events on their way into the history: what strangers can cause is gathered in memory, and written in batches of bounded size. The
 * module does not export this package.
 */
@NullMarked
package dev.latchkey.token.history;

import org.jspecify.annotations.NullMarked;
