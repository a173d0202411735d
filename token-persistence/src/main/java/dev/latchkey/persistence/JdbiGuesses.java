package dev.latchkey.persistence;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.Guesses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** What was counted of wrong passwords and codes, in the table {@code guesses}. */
final class JdbiGuesses implements Guesses {

    private final Transactions transactions;

    JdbiGuesses(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public ImmutableMap<GuessSubject, GuessTally> find(ImmutableSet<GuessSubject> subjects) {
        return subjects.isEmpty() ? ImmutableMap.of() : transactions.read(handle -> find(handle, subjects));
    }

    private static ImmutableMap<GuessSubject, GuessTally> find(Handle handle, ImmutableSet<GuessSubject> subjects) {
        Map<GuessSubject, GuessTally> found = handle.createQuery(
                        "SELECT * FROM latchkey.guesses WHERE subject IN (<subjects>)")
                .bindList("subjects", subjects.stream().map(GuessSubject::key).toList())
                .map(JdbiGuesses::row)
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
        return Maps.toMap(subjects, subject -> found.getOrDefault(subject, GuessTally.NONE));
    }

    /** What a live session confirms may take a right away, which is done on a disk that has no room for others. */
    @Override
    public ImmutableMap<GuessSubject, GuessTally> change(
            ImmutableSet<GuessSubject> subjects, UnaryOperator<ImmutableMap<GuessSubject, GuessTally>> change) {
        ImmutableSortedSet<GuessSubject> ordered = ImmutableSortedSet.copyOf(subjects);
        boolean ofSession = ordered.stream().anyMatch(GuessSubject::isSession);
        while (true) {
            Optional<ImmutableMap<GuessSubject, GuessTally>> before = ofSession
                    ? transactions.shrink(handle -> attempt(handle, ordered, change))
                    : transactions.write(handle -> attempt(handle, ordered, change));
            if (before.isPresent()) {
                return before.get();
            }
        }
    }

    /** The tallies as they were, or empty, and nothing changed, if somebody else has just made the row of one. */
    private static Optional<ImmutableMap<GuessSubject, GuessTally>> attempt(
            Handle handle,
            ImmutableSortedSet<GuessSubject> subjects,
            UnaryOperator<ImmutableMap<GuessSubject, GuessTally>> change) {
        for (GuessSubject subject : subjects) { // in one order, so that no two wait for each other in turn
            if (!lock(handle, subject) && !insert(handle, subject)) {
                return Optional.empty();
            }
        }
        ImmutableMap<GuessSubject, GuessTally> before = find(handle, subjects);
        change.apply(before).forEach((subject, tally) -> {
            if (!tally.equals(before.get(subject))) {
                update(handle, subject, tally);
            }
        });
        return Optional.of(before);
    }

    /** An update locks the row until the commit, on both databases. */
    private static boolean lock(Handle handle, GuessSubject subject) {
        return handle.createUpdate("UPDATE latchkey.guesses SET pending = pending WHERE subject = :subject")
                        .bind("subject", subject.key())
                        .execute()
                == 1;
    }

    /** In the same transaction: a login that nobody has tried before takes no longer than others. */
    private static boolean insert(Handle handle, GuessSubject subject) {
        return UniqueRows.write(
                        handle,
                        () -> bind(
                                        handle.createUpdate(
                                                "INSERT INTO latchkey.guesses"
                                                        + " (subject, pending, begun_at, failures, since, failed_at, in_row, changed_at)"
                                                        + " VALUES (:subject, :pending, :begunAt, :failures, :since, :failedAt, :inRow, :changedAt)"),
                                        subject,
                                        GuessTally.NONE)
                                .execute())
                .isPresent();
    }

    private static void update(Handle handle, GuessSubject subject, GuessTally tally) {
        bind(
                        handle.createUpdate("UPDATE latchkey.guesses SET pending = :pending, begun_at = :begunAt,"
                                + " failures = :failures, since = :since, failed_at = :failedAt, in_row = :inRow,"
                                + " changed_at = :changedAt WHERE subject = :subject"),
                        subject,
                        tally)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, GuessSubject subject, GuessTally tally) {
        return statement
                .bind("subject", subject.key())
                .bind("pending", tally.pending())
                .bind("begunAt", Sql.utc(tally.begunAt()))
                .bind("failures", tally.failures())
                .bind("since", Sql.utc(tally.since()))
                .bind("failedAt", Sql.utc(tally.failedAt()))
                .bind("inRow", tally.inRow())
                .bind("changedAt", Sql.utc(tally.changedAt()));
    }

    @Override
    public int removeOld(Instant before, int mostUnbounded) {
        return transactions.shrink(handle -> {
            int removed = handle.createUpdate("DELETE FROM latchkey.guesses WHERE changed_at < :before")
                    .bind("before", Sql.utc(before))
                    .execute();
            for (String prefix : GuessSubject.UNBOUNDED) {
                removed += handle.createUpdate(
                                "DELETE FROM latchkey.guesses WHERE subject LIKE :prefix AND subject NOT IN"
                                        + " (SELECT subject FROM latchkey.guesses WHERE subject LIKE :prefix"
                                        + " ORDER BY changed_at DESC LIMIT :most)")
                        .bind("prefix", prefix + "%")
                        .bind("most", mostUnbounded)
                        .execute();
            }
            return removed;
        });
    }

    private static Map.Entry<GuessSubject, GuessTally> row(ResultSet row, StatementContext context)
            throws SQLException {
        return Map.entry(
                new GuessSubject(row.getString("subject")),
                new GuessTally(
                        row.getInt("pending"),
                        Sql.instant(row, "begun_at"),
                        row.getInt("failures"),
                        Sql.instant(row, "since"),
                        Sql.instant(row, "failed_at"),
                        row.getInt("in_row")));
    }
}
