/**
 * A platform's own API, which other servers run and Latchkey guards: its {@link dev.latchkey.http.operation.Operation operations}, and how one is
 * found by the method of HTTP and the path of a request, exactly as a router finds it.
 */
@NullMarked
package dev.latchkey.http.operation;

import org.jspecify.annotations.NullMarked;
