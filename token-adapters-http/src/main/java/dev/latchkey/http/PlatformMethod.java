package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.ApiMethod;

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
 * @param paths addresses beside {@link ApiMethod#path()}, each with a leading slash; matched in any case
 */
public record PlatformMethod(
        ApiMethod method,
        String summary,
        boolean readOnly,
        Access access,
        ImmutableList<Parameter> parameters,
        ImmutableList<String> paths,
        Handler handler) {

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

    /** What a method does. It runs on a worker thread and may block; many calls run at once. */
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
        return new Declaration(name, summary, true, Access.GRANTED, ImmutableList.of(), ImmutableList.of());
    }

    /** A declaration of a method that changes something. */
    public static Declaration changing(String name, String summary) {
        return new Declaration(name, summary, false, Access.GRANTED, ImmutableList.of(), ImmutableList.of());
    }

    /** A method being declared; {@link #handledBy} ends it. Immutable: each step gives a new one. */
    public record Declaration(
            String name,
            String summary,
            boolean readOnly,
            Access access,
            ImmutableList<Parameter> parameters,
            ImmutableList<String> paths) {

        /** With these parameters and no others. */
        public Declaration takes(Parameter... taken) {
            return new Declaration(name, summary, readOnly, access, ImmutableList.copyOf(taken), paths);
        }

        /** Open to these callers; without it, to {@link Access#GRANTED}. */
        public Declaration openTo(Access callers) {
            return new Declaration(name, summary, readOnly, callers, parameters, paths);
        }

        /** Answering at these addresses too. */
        public Declaration alsoAt(String... addresses) {
            return new Declaration(name, summary, readOnly, access, parameters, ImmutableList.copyOf(addresses));
        }

        /** The method. */
        public PlatformMethod handledBy(Handler handler) {
            return new PlatformMethod(ApiMethod.of(name), summary, readOnly, access, parameters, paths, handler);
        }
    }
}
