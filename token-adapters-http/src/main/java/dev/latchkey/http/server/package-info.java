/** The server that answers a platform's methods over HTTP, and has its pages. */
@NullMarked
package dev.latchkey.http.server;

import org.jspecify.annotations.NullMarked;
