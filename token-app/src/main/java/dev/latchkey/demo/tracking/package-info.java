/** What was done to environments, and by whom: actions, and the logs of nodes. */
@NullMarked
package dev.latchkey.demo.tracking;

import org.jspecify.annotations.NullMarked;
