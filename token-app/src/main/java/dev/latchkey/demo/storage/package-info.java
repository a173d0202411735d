/** The platform's tables in the server's database, and what stands in their columns. */
@NullMarked
package dev.latchkey.demo.storage;

import org.jspecify.annotations.NullMarked;
