/**
 * The front door: {@link dev.latchkey.Latchkey}, which an embedder builds, asks and closes, and what it hands out.
 *
 * <p>No parameter, result or component is ever null unless it is marked {@code @Nullable}.
 */
@NullMarked
package dev.latchkey;

import org.jspecify.annotations.NullMarked;
