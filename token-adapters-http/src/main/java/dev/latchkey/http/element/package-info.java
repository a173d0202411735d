/** The page on which people manage their tokens, as a custom element. */
@NullMarked
package dev.latchkey.http.element;

import org.jspecify.annotations.NullMarked;
