/**
 * What services ask about tokens in the words of OAuth 2: {@linkplain dev.latchkey.http.introspection.TokenResources introspection, revocation},
 * and what a token is good for.
 */
@NullMarked
package dev.latchkey.http.introspection;

import org.jspecify.annotations.NullMarked;
