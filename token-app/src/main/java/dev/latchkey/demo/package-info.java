/**
 * The demo platform: a small cloud whose methods change and read rows of the database that the tokens are in too. A class
 * for each service of the protocol declares its methods, in a package by what it is about; {@link dev.latchkey.demo.DemoPlatform}
 * gathers them.
 */
@NullMarked
package dev.latchkey.demo;

import org.jspecify.annotations.NullMarked;
