/**
 * Personal access tokens: the values, and the ports to where they are kept. {@code dev.latchkey.Latchkey} manages them and authorizes
 * calls.
 *
 * <p>No parameter, result or component is ever null unless it is marked {@code @Nullable}. A value of this package is
 * immutable and safe for use by many threads unless its own text says otherwise.
 */
@NullMarked
package dev.latchkey.token;

import org.jspecify.annotations.NullMarked;
