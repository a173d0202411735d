/** What a platform tests its methods with. Needs AssertJ and a JSON Schema validator (com.networknt) on the class path. */
@NullMarked
package dev.latchkey.http.testing;

import org.jspecify.annotations.NullMarked;
