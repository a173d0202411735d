/** The methods by which people sign in and manage their tokens. */
@NullMarked
package dev.latchkey.http.methods;

import org.jspecify.annotations.NullMarked;
