/** What an administrator does with accounts and tokens: on a database that no server has open, or through a server. */
@NullMarked
package dev.latchkey.app.administration;

import org.jspecify.annotations.NullMarked;
