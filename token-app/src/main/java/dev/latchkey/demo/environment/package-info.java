/** Environments and their nodes: what they are, how they are kept, found, made, changed and shown. */
@NullMarked
package dev.latchkey.demo.environment;

import org.jspecify.annotations.NullMarked;
