/**
 * Personal access tokens: the values, the store's port, managing tokens ({@link dev.latchkey.token.TokenManagement})
 * and authorizing a call ({@link dev.latchkey.token.Authorizer}).
 *
 * <p>No parameter, result or component is ever null unless it is marked {@code @Nullable}. A value of this package is
 * immutable and safe for use by many threads unless its own text says otherwise.
 */
@NullMarked
package dev.latchkey.token;

import org.jspecify.annotations.NullMarked;
