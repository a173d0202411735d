/**
 * The words of the platform's wire protocol over HTTP, and the way of a call: a registry in which a platform declares each of its methods once
 * ({@link dev.latchkey.http.PlatformMethod}), and what recognises the callers of these methods, permits their calls and runs them. A server, the
 * methods by which people sign in and manage their tokens, and pages are in packages of their own.
 */
@NullMarked
package dev.latchkey.http;

import org.jspecify.annotations.NullMarked;
