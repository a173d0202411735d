/**
 * Latchkey's stores in a relational database: HSQLDB in a directory, or PostgreSQL. A
 * {@link dev.latchkey.persistence.Database} opens one and gives the ports of the domain.
 */
@NullMarked
package dev.latchkey.persistence;

import org.jspecify.annotations.NullMarked;
