/** What gateways ask, before they pass a request on: may it be made? Each kind of gateway has an address of its own. */
@NullMarked
package dev.latchkey.http.gateway;

import org.jspecify.annotations.NullMarked;
