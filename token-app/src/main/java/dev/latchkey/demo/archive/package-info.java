/** Uploaded archives. */
@NullMarked
package dev.latchkey.demo.archive;

import org.jspecify.annotations.NullMarked;
