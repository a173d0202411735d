/** The forms of text that come in: in parameters, in JSON, and in files that people edit. */
@NullMarked
package dev.latchkey.demo.text;

import org.jspecify.annotations.NullMarked;
