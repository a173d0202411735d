/** What is done on nodes: their variables, their containers, and commands. */
@NullMarked
package dev.latchkey.demo.node;

import org.jspecify.annotations.NullMarked;
