package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.ApiMethod;
import java.util.function.Function;

/**
 * A method of the platform, declared once: routing, permission, catalog and documentation all come from here.
 *
 * <pre>{@code
 * PlatformMethod.changing("environment.control.StopEnv", "Stops an environment")
 *         .takes(Parameter.required("envName", Parameter.Type.TEXT, "the environment's name"))
 *         .handledBy(call -> stop(call))
 * }</pre>
 *
 * @param summary what it does, in a line
 * @param readOnly whether it only reads
 * @param evenRestricted whether a session may call it that still waits for the code of its account's second factor
 * @param paths addresses beside {@link #path()}, each with a leading slash; matched in any case
 * @param answer the fields of its answer beside {@code result}
 * @param answersFile whether it answers success with a file ({@link Answer#file})
 * @param codes those of the platform's own with which it answers errors, beside the protocol's
 * @param errorField the field in which an error is told once more; empty where it is not
 * @param refusesMisspelled whether it refuses parameters whose names are misspelt ones of its own
 * @param blocking whether its handler may wait
 * @param effect what it does to the session of its caller
 * @param roomForFile how large a file a caller may send; asked once the caller is known, and may wait
 */
public record PlatformMethod(
        ApiMethod method,
        String summary,
        boolean readOnly,
        Access access,
        boolean evenRestricted,
        ImmutableList<Parameter> parameters,
        ImmutableList<String> paths,
        ImmutableList<Field> answer,
        boolean answersFile,
        ImmutableList<ResultCode> codes,
        String errorField,
        boolean refusesMisspelled,
        boolean blocking,
        Effect effect,
        Function<Call, FileRoom> roomForFile,
        Handler handler) {

    /** The answer to a request by a method of HTTP that it is not called by. */
    public static final Answer CALL_OTHERWISE = Answer.error(ResultCode.INVALID_PARAMETER, "call it by GET or POST");

    /** Whether it is called by a method of HTTP: one that only reads answers HEAD as GET, without the body. */
    public boolean isCalledBy(String httpMethod) {
        return switch (httpMethod) {
            case "GET", "POST" -> true;
            case "HEAD" -> readOnly;
            default -> false;
        };
    }

    /** The methods of HTTP that it is called by, as the header Allow has them. */
    public String allowed() {
        return readOnly ? "GET, HEAD, POST" : "GET, POST";
    }

    /** Its address in lower case: {@code /1.0/environment/control/rest/stopenv}. */
    public String path() {
        return MethodPath.of(method);
    }

    /** Whether a file comes with it. */
    public boolean takesFile() {
        for (Parameter parameter : parameters) { // asked at every call: a stream would be the slower part of some
            if (parameter.type() == Parameter.Type.FILE) {
                return true;
            }
        }
        return false;
    }

    /** The answer as this method tells it: an error is told twice if it was declared so. */
    public Answer told(Answer answer) {
        return answer.code().equals(ResultCode.SUCCESS) || errorField.isEmpty()
                ? answer
                : answer.repeatedIn(errorField);
    }

    /** Its answer in success, {@code result} included. */
    public Shape answerShape() {
        return Shape.object(ImmutableList.<Field>builder()
                .add(Field.always("result", Shape.constant(ResultCode.SUCCESS.number())))
                .addAll(answer)
                .build()
                .toArray(Field[]::new));
    }

    /** The same, called by way of another handler. */
    public PlatformMethod with(Handler other) {
        return new PlatformMethod(
                method,
                summary,
                readOnly,
                access,
                evenRestricted,
                parameters,
                paths,
                answer,
                answersFile,
                codes,
                errorField,
                refusesMisspelled,
                blocking,
                effect,
                roomForFile,
                other);
    }

    /** Who may call a method. */
    public enum Access {
        /** Anyone, without session or token. */
        ANYONE,
        /** A session, and every live token whatever its methods are. */
        ANY_CALLER,
        /** A session, and a token that was granted the method. */
        GRANTED,
        /** A session alone: what manages tokens, sessions, passwords and accounts. */
        SESSION_ONLY
    }

    /** What a method does to the session of its caller. */
    public enum Effect {
        /** Nothing. */
        NONE,
        /** Its answer has a new session in the field {@code session}. */
        STARTS_SESSION,
        /** Its answer may have the session that it was called with under a new value, in the field {@code session}. */
        RENEWS_SESSION,
        /** The session that it was called with is dead when it has answered. */
        ENDS_SESSION
    }

    /** What a method does. It runs on a worker thread unless it was declared never to block; many calls run at once. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Answers a call whose parameters are of their declared types and whose caller may make it.
         *
         * @throws InvalidParameterException if a parameter is not of its form
         */
        Answer handle(Call call);
    }

    /** A declaration of a method that only reads. */
    public static Declaration reading(String name, String summary) {
        return new Declaration(name, summary, true);
    }

    /** A declaration of a method that changes something. */
    public static Declaration changing(String name, String summary) {
        return new Declaration(name, summary, false);
    }

    /** A method being declared; {@link #handledBy} ends it. Not for use by several threads. */
    public static final class Declaration {

        private final ApiMethod method;
        private final String summary;
        private final boolean readOnly;
        private Access access = Access.GRANTED;
        private boolean evenRestricted;
        private ImmutableList<Parameter> parameters = ImmutableList.of();
        private ImmutableList<String> paths = ImmutableList.of();
        private ImmutableList<Field> answer = ImmutableList.of();
        private boolean answersFile;
        private ImmutableList<ResultCode> codes = ImmutableList.of();
        private String errorField = "";
        private boolean refusesMisspelled;
        private boolean blocking = true;
        private Effect effect = Effect.NONE;
        private Function<Call, FileRoom> roomForFile = call -> FileRoom.unbounded();

        private Declaration(String name, String summary, boolean readOnly) {
            this.method = ApiMethod.of(name);
            this.summary = summary;
            this.readOnly = readOnly;
        }

        /** With these parameters, beside {@code session}; without it, with none. */
        public Declaration takes(Parameter... taken) {
            this.parameters = ImmutableList.copyOf(taken);
            return this;
        }

        /** Answering with these fields beside {@code result}; without it, with none. */
        public Declaration answers(Field... fields) {
            this.answer = ImmutableList.copyOf(fields);
            return this;
        }

        /** Answering success with a file. */
        public Declaration answersFile() {
            this.answersFile = true;
            return this;
        }

        /** Answering errors with these codes of the platform's own too; without it, with the protocol's alone. */
        public Declaration answersCodes(ResultCode... own) {
            this.codes = ImmutableList.copyOf(own);
            return this;
        }

        /**
         * Refusing a parameter whose name is a declared one's with a letter too many, too few, wrong or swapped, or with
         * underscores or hyphens, which would be ignored otherwise: {@code expires_at} for {@code expiresAt}. For methods where
         * that does harm.
         */
        public Declaration refusesMisspelledParameters() {
            this.refusesMisspelled = true;
            return this;
        }

        /** Open to these callers; without it, to {@link Access#GRANTED}. */
        public Declaration openTo(Access callers) {
            this.access = callers;
            return this;
        }

        /** Open to restricted sessions too, which still wait for a code; without it, they are refused. */
        public Declaration evenRestricted() {
            this.evenRestricted = true;
            return this;
        }

        /** At these addresses too. */
        public Declaration alsoAt(String... addresses) {
            this.paths = ImmutableList.copyOf(addresses);
            return this;
        }

        /**
         * Telling every error twice, beside {@code result} and in an object of this name with {@code result} and
         * {@code error}: for clients that look for it there alone.
         */
        public Declaration repeatsErrorsIn(String field) {
            this.errorField = field;
            return this;
        }

        /**
         * With a handler that never waits, as for a database, and is done in some microseconds: it runs on the event loop, which a
         * call by a cached token then never leaves.
         */
        public Declaration withoutBlocking() {
            this.blocking = false;
            return this;
        }

        /** Starting a session, which success has in the field {@code session}. */
        public Declaration startsSession() {
            this.effect = Effect.STARTS_SESSION;
            return this;
        }

        /** Giving the session that it is called with a new value, which success may have in the field {@code session}. */
        public Declaration renewsSession() {
            this.effect = Effect.RENEWS_SESSION;
            return this;
        }

        /** Ending the session that it is called with. */
        public Declaration endsSession() {
            this.effect = Effect.ENDS_SESSION;
            return this;
        }

        /**
         * Taking a file of as many bytes as the caller has room for, as by a quota; without it, of any size. It is asked before the
         * first byte of the file is kept, of a call that has its caller, but perhaps not yet all of its parameters.
         */
        public Declaration roomForFile(Function<Call, FileRoom> room) {
            this.roomForFile = room;
            return this;
        }

        /** The method. */
        public PlatformMethod handledBy(Handler handler) {
            return new PlatformMethod(
                    method,
                    summary,
                    readOnly,
                    access,
                    evenRestricted,
                    parameters,
                    paths,
                    answer,
                    answersFile,
                    codes,
                    errorField,
                    refusesMisspelled,
                    blocking,
                    effect,
                    roomForFile,
                    handler);
        }
    }
}
