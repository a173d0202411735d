/**
 * Reading {@code multipart/form-data} (RFC 7578) a piece at a time, strictly: what is not of the standard's form is refused with
 * words, and whatever a stranger can make long has a bound.
 */
@NullMarked
package dev.latchkey.http.multipart;

import org.jspecify.annotations.NullMarked;
