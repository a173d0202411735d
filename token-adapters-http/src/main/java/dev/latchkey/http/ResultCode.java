package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

/**
 * What the wire protocol's field {@code result} can say: one of the protocol's own codes, which are constants here, or a code of
 * a platform's own. Two are equal if their numbers are. Immutable.
 */
public final class ResultCode {

    public static final ResultCode SUCCESS = new ResultCode(0, "", "success");
    public static final ResultCode INVALID_PARAMETER =
            new ResultCode(3, "hx-core", "a parameter is missing or invalid; the error names it");
    public static final ResultCode NOT_FOUND = new ResultCode(5, "", "there is no such object");
    public static final ResultCode PERMISSION_DENIED =
            new ResultCode(8, "hx-core", "the account may not do this, as to somebody else's environment");
    public static final ResultCode NO_SUCH_ENVIRONMENT = new ResultCode(11, "JEL", "there is no such environment");
    public static final ResultCode INTERNAL_ERROR = new ResultCode(
            99, "JEL", "something broke inside, or is overloaded; the error says where to look or what to do");
    public static final ResultCode AUTHENTICATION_FAILED = new ResultCode(
            701, "", "the login, the password or the one-time code is wrong, or the code is still to come");
    public static final ResultCode SESSION_DEAD =
            new ResultCode(702, "", "the session or token is unknown, expired, removed or signed out");
    public static final ResultCode METHOD_NOT_GRANTED =
            new ResultCode(8202, "", "the token is alive and may not call this method; the error names the method");

    /** The protocol's own, by number. */
    private static final ImmutableMap<Integer, ResultCode> PROTOCOL = Maps.uniqueIndex(
            ImmutableList.of(
                    SUCCESS,
                    INVALID_PARAMETER,
                    NOT_FOUND,
                    PERMISSION_DENIED,
                    NO_SUCH_ENVIRONMENT,
                    INTERNAL_ERROR,
                    AUTHENTICATION_FAILED,
                    SESSION_DEAD,
                    METHOD_NOT_GRANTED),
            ResultCode::number);

    private final int number;
    private final String source;
    private final String meaning;

    private ResultCode(int number, String source, String meaning) {
        this.number = number;
        this.source = source;
        this.meaning = meaning;
    }

    /**
     * A code of a platform's own.
     *
     * @param number in the field {@code result}
     * @param source the subsystem that errors with this code name; empty for none
     * @param meaning what it tells a caller, in a line for the documentation
     * @throws IllegalArgumentException if {@code meaning} is empty, or the number is one of the protocol's own, which has
     *     another source or meaning
     */
    public static ResultCode of(int number, String source, String meaning) {
        ResultCode taken = PROTOCOL.get(number);
        if (meaning.isBlank()) {
            throw new IllegalArgumentException("meaning is empty, of the code " + number);
        }
        ResultCode code = new ResultCode(number, Objects.requireNonNull(source, "source"), meaning);
        if (taken != null && !taken.isSameAs(code)) {
            throw new IllegalArgumentException("number is the protocol's own: " + taken);
        }
        return code;
    }

    /** The protocol's own and these, ordered by number. */
    public static ImmutableSortedSet<ResultCode> withProtocol(Collection<ResultCode> others) {
        return ImmutableSortedSet.orderedBy(Comparator.comparingInt(ResultCode::number))
                .addAll(PROTOCOL.values())
                .addAll(others)
                .build();
    }

    public int number() {
        return number;
    }

    /** The subsystem that errors with this code name; empty for none. */
    public String source() {
        return source;
    }

    /** What it tells a caller, for the documentation. */
    public String meaning() {
        return meaning;
    }

    /** Whether it stands for the same in every respect, not for the same number alone. */
    boolean isSameAs(ResultCode other) {
        return equals(other) && source.equals(other.source) && meaning.equals(other.meaning);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResultCode that && number == that.number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** Number and meaning. */
    @Override
    public String toString() {
        return number + " (" + meaning + ")";
    }
}
