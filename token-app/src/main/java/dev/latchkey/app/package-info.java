/** The server that runs on its own: the command line, and the wiring of the modules and of the demo platform. */
@NullMarked
package dev.latchkey.app;

import org.jspecify.annotations.NullMarked;
