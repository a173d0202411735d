package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.regex.Pattern;

/**
 * What is to be done to the environment variables of nodes.
 *
 * @param removesAll whether all that are there go, and not only {@code removed}
 * @param removed the names of those that go first
 * @param put those that are there in the end
 */
public record VariableChange(boolean removesAll, ImmutableSet<String> removed, ImmutableMap<String, String> put) {

    /** How many variables a node can have. */
    static final int MAX_VARIABLES = 200;

    private static final int MAX_VALUE = 4096;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");

    /** These, beside those that are there. */
    public static VariableChange adding(ImmutableMap<String, String> variables) {
        return new VariableChange(false, variables.keySet(), variables);
    }

    /** These, and no others. */
    public static VariableChange replacing(ImmutableMap<String, String> variables) {
        return new VariableChange(true, ImmutableSet.of(), variables);
    }

    /** None of these names. */
    public static VariableChange removing(ImmutableSet<String> names) {
        return new VariableChange(false, names, ImmutableMap.of());
    }

    /** The variables in a JSON object of names and values. */
    public static ImmutableMap<String, String> variables(JsonFields fields) {
        if (fields.json().size() > MAX_VARIABLES) {
            throw fields.invalid("variables", "a node has at most " + MAX_VARIABLES);
        }
        ImmutableMap<String, String> variables = fields.texts(text -> Texts.any(text, MAX_VALUE));
        for (String name : variables.keySet()) {
            if (name(name) instanceof Outcome.Refused<String> refused) {
                throw fields.invalid(name, refused.detail());
            }
        }
        return variables;
    }

    /** The name of a variable. */
    public static Outcome<String> name(String text) {
        return NAME.matcher(text).matches()
                ? Outcome.done(text)
                : Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "a variable's name has 1 to 128 letters, digits, underscores, dots and hyphens, and begins with"
                                + " a letter or an underscore");
    }
}
