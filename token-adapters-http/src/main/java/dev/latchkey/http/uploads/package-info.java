/** Files that come with calls, from the bytes of a request to the disk. */
@NullMarked
package dev.latchkey.http.uploads;

import org.jspecify.annotations.NullMarked;
