/**
 * What an embedding platform tests with: a store in memory, a clock to set, fixtures that read aloud, and the contract
 * suites which an implementation of a port extends. Needs JUnit Jupiter and AssertJ on the class path.
 */
@NullMarked
package dev.latchkey.token.testing;

import org.jspecify.annotations.NullMarked;
