package dev.latchkey.app;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.latchkey.app.platform.PlatformDescription;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Field;
import dev.latchkey.http.Platform;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Shape;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.TokenFormat;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up the files of a platform again while the server runs, all or nothing: by a signal, or as an administrator asks. Safe for use by many
 * threads.
 */
final class PlatformReload {

    private static final Logger LOGGER = LoggerFactory.getLogger(PlatformReload.class);

    private final Supplier<Optional<PlatformDescription>> files;
    private Optional<PlatformDescription> current;
    private Optional<Consumer<Platform>> offer = Optional.empty();

    /**
     * @param files what they say now
     * @param current what they said at the start; empty if there are none
     */
    PlatformReload(Supplier<Optional<PlatformDescription>> files, Optional<PlatformDescription> current) {
        this.files = files;
        this.current = current;
    }

    /** What the files changed of the operations that tokens can have. */
    record Change(ImmutableSortedSet<ApiMethod> added, ImmutableSortedSet<ApiMethod> removed) {}

    /** Whether the platform is described by files. */
    boolean isPossible() {
        return current.isPresent();
    }

    /** Says who is given the platform that the files describe from now on. */
    synchronized void to(Consumer<Platform> server) {
        offer = Optional.of(server);
    }

    /**
     * Takes up the files.
     *
     * @throws UserErrorException if they have errors, or change what can't change while the server runs; then all stays as it was
     */
    synchronized Change reload() {
        Consumer<Platform> server =
                offer.orElseThrow(() -> new UserErrorException("the server is still starting: ask again"));
        PlatformDescription before = current.orElseThrow();
        PlatformDescription after =
                files.get().orElseThrow(() -> new IllegalStateException("the files are not named any more"));
        require(prefix(before).equals(prefix(after)), "prefix");
        require(before.tokensPerAccount().equals(after.tokensPerAccount()), "limits.tokensPerAccount");
        require(before.callsPerMinute().equals(after.callsPerMinute()), "limits.callsPerMinute");
        server.accept(after.platform());
        current = Optional.of(after);
        Set<ApiMethod> old = names(before);
        Set<ApiMethod> now = names(after);
        return new Change(
                ImmutableSortedSet.copyOf(Sets.difference(now, old)),
                ImmutableSortedSet.copyOf(Sets.difference(old, now)));
    }

    private static Optional<String> prefix(PlatformDescription description) {
        return description.format().map(TokenFormat::prefix);
    }

    private static void require(boolean unchanged, String field) {
        if (!unchanged) {
            throw new UserErrorException(
                    field + " can't change while the server runs: restart it, or take the change back");
        }
    }

    private static Set<ApiMethod> names(PlatformDescription description) {
        return description.platform().operations().all().stream()
                .filter(operation -> !operation.open())
                .map(operation -> operation.method())
                .collect(Collectors.toSet());
    }

    /** The same for those who only look at the log. */
    void reloadLogged() {
        try {
            Change change = reload();
            LOGGER.info(
                    "the platform's files were taken up: {} methods more, {} fewer",
                    change.added().size(),
                    change.removed().size());
        } catch (UserErrorException e) {
            LOGGER.error("the platform's files were not taken up, and all stays as it was: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.error("the platform's files were not taken up, and all stays as it was", e);
        }
    }

    /** The method by which administrators ask for it. */
    PlatformMethod method() {
        return PlatformMethod.changing(
                        "administration.platform.Reload",
                        "Takes up the changed files that describe the platform, all or nothing")
                .openTo(PlatformMethod.Access.SESSION_ONLY)
                .answers(
                        Field.always("added", Shape.listOf(Shape.text("a method that tokens can have now"))),
                        Field.always("removed", Shape.listOf(Shape.text("a method that they can't have any more"))))
                .handledBy(call -> answer());
    }

    private Answer answer() {
        try {
            Change change = reload();
            return Answer.ok(
                    new JsonObject().put("added", array(change.added())).put("removed", array(change.removed())));
        } catch (UserErrorException e) {
            return Answer.error(
                    ResultCode.INTERNAL_ERROR,
                    "the files were not taken up, and all stays as it was: " + e.getMessage());
        }
    }

    private static JsonArray array(Set<ApiMethod> methods) {
        JsonArray array = new JsonArray();
        methods.forEach(method -> array.add(method.toString()));
        return array;
    }
}
