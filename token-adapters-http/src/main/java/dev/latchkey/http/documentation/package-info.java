/** The documentation of a platform's methods, made of their declarations. */
@NullMarked
package dev.latchkey.http.documentation;

import org.jspecify.annotations.NullMarked;
