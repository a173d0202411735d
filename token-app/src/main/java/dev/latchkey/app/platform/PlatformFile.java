package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.TokenFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What Latchkey's own file says of a platform.
 *
 * @param name what people know the platform by
 * @param format how its tokens look
 * @param basePath what stands before all paths, without a slash at its end; may be empty text, which is nothing
 * @param methods the operations that it describes
 * @param templates the templates that it describes, not held against the operations yet; empty if it has none
 * @param tokensPerAccount how many tokens an account may have
 * @param callsPerMinute how many calls a token may make
 */
record PlatformFile(
        Optional<String> name,
        Optional<TokenFormat> format,
        Optional<String> basePath,
        ImmutableList<Found> methods,
        ImmutableList<FoundTemplate> templates,
        OptionalInt tokensPerAccount,
        OptionalInt callsPerMinute) {

    /** There is no such file. */
    static final PlatformFile NONE = new PlatformFile(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ImmutableList.of(),
            ImmutableList.of(),
            OptionalInt.empty(),
            OptionalInt.empty());

    /** A template, and where it stands. */
    record FoundTemplate(Place place, String name, ImmutableList<FoundPattern> patterns) {}

    /** A pattern of a template, and where it stands. */
    record FoundPattern(Place place, String pattern) {}
}
