package dev.latchkey.app.platform;

import dev.latchkey.http.Platform;
import dev.latchkey.token.TokenFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A platform as files describe it. Immutable.
 *
 * @param platform its operations and templates; it has no methods that this server runs
 * @param format how its tokens look; empty if the files do not say
 * @param tokensPerAccount how many tokens an account may have, at least 1; empty if the files do not say
 * @param callsPerMinute how many calls a token may make, at least 1; empty if the files do not say
 */
public record PlatformDescription(
        Platform platform, Optional<TokenFormat> format, OptionalInt tokensPerAccount, OptionalInt callsPerMinute) {}
