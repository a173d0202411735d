/**
 * What makes authorizing fast and exact. {@link dev.latchkey.Latchkey} is the way to it: the module does not export this package.
 */
@NullMarked
package dev.latchkey.token.cache;

import org.jspecify.annotations.NullMarked;
