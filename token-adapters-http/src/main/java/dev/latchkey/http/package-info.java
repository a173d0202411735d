/**
 * The platform's wire protocol over HTTP: a registry in which a platform declares each of its methods once
 * ({@link dev.latchkey.http.PlatformMethod}), the methods by which people sign in and manage their tokens
 * ({@link dev.latchkey.http.UserMethods}), and the server that answers them ({@link dev.latchkey.http.PlatformServer}).
 */
@NullMarked
package dev.latchkey.http;

import org.jspecify.annotations.NullMarked;
