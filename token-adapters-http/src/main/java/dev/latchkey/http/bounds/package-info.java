/** What strangers may take of a server: memory and time, and how often it was refused. */
@NullMarked
package dev.latchkey.http.bounds;

import org.jspecify.annotations.NullMarked;
