/** Network addresses, and which proxies are believed about them. */
@NullMarked
package dev.latchkey.http.address;

import org.jspecify.annotations.NullMarked;
