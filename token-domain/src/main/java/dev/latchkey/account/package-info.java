/**
 * Accounts and their sessions, for a platform that has none of its own: {@link dev.latchkey.account.SignIn} makes and
 * recognises sessions, which stand in the same parameter as a token and may do all that their account may, once
 * its {@link dev.latchkey.account.SecondFactors second factor} was shown, where it has one.
 */
@NullMarked
package dev.latchkey.account;

import org.jspecify.annotations.NullMarked;
