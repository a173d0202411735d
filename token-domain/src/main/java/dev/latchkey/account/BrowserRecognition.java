package dev.latchkey.account;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenValue;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Recognises browsers by which accounts have signed in before. */
final class BrowserRecognition {

    /** By so many browsers an account is recognised, those that it used last. */
    static final int MAX_KNOWN_BROWSERS = 20;

    private static final TokenFormat KNOWN_BROWSER = TokenFormat.of("lkb_");

    private final KnownBrowsers browsers;
    private final SecureRandom random;
    private final InstantSource clock;

    BrowserRecognition(KnownBrowsers browsers, SecureRandom random, InstantSource clock) {
        this.browsers = browsers;
        this.random = random;
        this.clock = clock;
    }

    /** Returns the fingerprint by which a browser is known to have signed in to the account before, or empty if it has not. */
    Optional<TokenFingerprint> known(Browser browser, AccountId account) {
        return browser.known()
                .flatMap(KNOWN_BROWSER::parse)
                .map(TokenValue::fingerprint)
                .filter(fingerprint -> browsers.find(fingerprint).equals(Optional.of(account)));
    }

    /** Notes that an account has signed in with a browser, and returns the value by which it is recognised if it has none yet. */
    Optional<TokenValue> note(Browser browser, AccountId account) {
        Optional<TokenFingerprint> known = known(browser, account);
        TokenValue value = KNOWN_BROWSER.generate(random);
        browsers.note(account, known.orElse(value.fingerprint()), clock.instant(), MAX_KNOWN_BROWSERS);
        return known.isPresent() ? Optional.empty() : Optional.of(value);
    }
}
