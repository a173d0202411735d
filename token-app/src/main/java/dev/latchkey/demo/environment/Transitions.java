package dev.latchkey.demo.environment;

import dev.latchkey.http.Answer;
import dev.latchkey.token.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Takes environments from one status to another. What wants to change one that is in a transition waits for its end; an
 * answer tells that the change is over.
 */
public final class Transitions {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Environments environments;
    private final InstantSource clock;
    private final Duration transitionTime;
    private final Duration patience;

    /**
     * Transitions that take so long.
     *
     * @param patience how long a call waits at most, by a stopwatch: a clock can be put back
     */
    public Transitions(Environments environments, InstantSource clock, Duration transitionTime, Duration patience) {
        this.environments = environments;
        this.clock = clock;
        this.transitionTime = transitionTime;
        this.patience = patience;
    }

    /** Makes a transition; nothing is done where the environment is already what it would become. */
    public Answer make(AccountId owner, Transition transition, Environment environment) {
        return whenSettled(environment, (settled, now) -> attempt(owner, transition, settled, now));
    }

    private Optional<Answer> attempt(AccountId owner, Transition transition, Environment environment, Instant now) {
        EnvironmentStatus status = environment.phase().settled();
        if (!transition.from().contains(status)) {
            return Optional.of(
                    transition.to() == status
                            ? Answer.OK
                            : PlatformErrors.wrongStatus(
                                    "envName", environment, transition.name().toLowerCase(Locale.ROOT)));
        }
        Instant settlesAt = settlesAt(now);
        if (!environments.transit(owner, environment, transition, now, settlesAt)) {
            return Optional.empty();
        }
        await(settlesAt);
        return Optional.of(Answer.OK);
    }

    /** When a transition ends that begins now. */
    public Instant settlesAt(Instant now) {
        return now.plus(transitionTime);
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Attempts a change of an environment that is in no transition, until it gives an answer.
     *
     * @param attempt gives nothing where another change came first
     */
    public Answer whenSettled(Environment environment, BiFunction<Environment, Instant, Optional<Answer>> attempt) {
        long start = System.nanoTime();
        Optional<Environment> current = Optional.of(environment);
        while (current.isPresent()) {
            Instant now = clock.instant();
            Optional<Answer> answer = Optional.empty();
            if (current.get().phase().isSettledAt(now)) {
                answer = attempt.apply(current.get(), now);
            } else {
                await(current.get().phase().settlesAt());
                if (Thread.currentThread().isInterrupted()) {
                    return PlatformErrors.busy(environment);
                }
            }
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                return PlatformErrors.busy(environment);
            }
            current = environments.find(environment.id());
        }
        return PlatformErrors.noSuchEnvironment(environment.name().text());
    }

    /**
     * Returns when the clock shows the instant, or when patience is at its end, or the thread is interrupted. It never fails: the
     * change that it is called after is made.
     */
    public void await(Instant instant) {
        long start = System.nanoTime();
        while (clock.instant().isBefore(instant)
                && System.nanoTime() - start < patience.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            Duration left = Duration.between(clock.instant(), instant);
            sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(Math.max(1, duration.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Makes a change that a running environment is updated by, and waits for that; false if it does not run, and empty if another change
     * came first.
     *
     * @param change which is told when the environment settles, and gives whether it was made
     */
    public Optional<Boolean> whileRunning(Environment environment, Instant now, Predicate<Instant> change) {
        if (environment.phase().settled() != EnvironmentStatus.RUNNING) {
            return Optional.of(false);
        }
        Instant settlesAt = settlesAt(now);
        if (!change.test(settlesAt)) {
            return Optional.empty();
        }
        await(settlesAt);
        return Optional.of(true);
    }
}
