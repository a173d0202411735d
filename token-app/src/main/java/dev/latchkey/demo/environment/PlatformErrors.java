package dev.latchkey.demo.environment;

import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.ResultCode;

/** Why the platform does not do what it is asked, in the words of the protocol. */
public final class PlatformErrors {

    private PlatformErrors() {}

    /**
     * There is no environment of this name.
     *
     * @param name what the caller named the environment by
     */
    public static Answer noSuchEnvironment(String name) {
        return Answer.error(ResultCode.NO_SUCH_ENVIRONMENT, "application [" + Texts.quoted(name) + "] not exist");
    }

    public static Answer somebodyElses(String what) {
        return Answer.error(ResultCode.PERMISSION_DENIED, "permission denied: " + what + " is another account's");
    }

    static Answer noSuchNode(Environment environment, String what) {
        return Answer.error(
                ResultCode.NOT_FOUND, "the environment " + environment.name() + " has no " + Texts.quoted(what));
    }

    public static Answer nameTaken(String parameter, EnvironmentName name) {
        return Answer.invalidParameter(parameter, "an environment named " + name + " exists already");
    }

    /** The environment stands where {@code doing} can't begin. */
    public static Answer wrongStatus(String parameter, Environment environment, String doing) {
        return Answer.invalidParameter(
                parameter,
                "the environment " + environment.name() + " is "
                        + environment.phase().settled() + ", and can't " + doing);
    }

    public static Answer tooManyVariables(String parameter) {
        return Answer.invalidParameter(parameter, "a node has at most " + VariableChange.MAX_VARIABLES + " variables");
    }

    static Answer busy(Environment environment) {
        return Answer.error(
                ResultCode.INTERNAL_ERROR,
                "the environment " + environment.name() + " is being changed all the time: try again later");
    }
}
