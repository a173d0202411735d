/** Applications, which are installed in environments of their own. */
@NullMarked
package dev.latchkey.demo.marketplace;

import org.jspecify.annotations.NullMarked;
