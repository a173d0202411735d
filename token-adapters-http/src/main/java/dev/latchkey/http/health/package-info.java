/** Whether a server lives and can serve, for those who restart it and send it requests. */
@NullMarked
package dev.latchkey.http.health;

import org.jspecify.annotations.NullMarked;
