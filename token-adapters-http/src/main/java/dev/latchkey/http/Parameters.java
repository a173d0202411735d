package dev.latchkey.http;

import dev.latchkey.token.Outcome;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parameters of a call, from its query and its body alike. Names are matched in any case, empty values count as not
 * given, and a name that was given twice with different values is refused where one value is asked for.
 *
 * <p>Every method throws {@link InvalidParameterException} where a parameter is not what is asked for.
 */
public final class Parameters {

    /** No parameters. */
    static final Parameters NONE = new Parameters(Map.of());

    /** Each text once, in the order in which they were given. */
    private final Map<String, Collection<String>> values;

    private Parameters(Map<String, Collection<String>> values) {
        this.values = values;
    }

    /** The parameters of these pairs of names and values. */
    public static Parameters of(Collection<Map.Entry<String, String>> pairs) {
        Map<String, Collection<String>> values = new HashMap<>();
        for (Map.Entry<String, String> pair : pairs) {
            if (!pair.getValue().isEmpty()) {
                values.merge(key(pair.getKey()), List.of(pair.getValue()), Parameters::distinct);
            }
        }
        return new Parameters(values);
    }

    private static Collection<String> distinct(Collection<String> texts, Collection<String> more) {
        Collection<String> distinct = texts instanceof LinkedHashSet ? texts : new LinkedHashSet<>(texts);
        distinct.addAll(more);
        return distinct;
    }

    /** The text of a parameter, or nothing where it was not given. */
    public Optional<String> text(String name) {
        List<String> texts = all(name);
        if (texts.size() > 1) {
            throw new InvalidParameterException(name, "it is given more than once, with different values");
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts.get(0));
    }

    /** The text of a parameter that must be there. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> new InvalidParameterException(name, "it is missing"));
    }

    /** All texts of a parameter that may be given several times, in their order; empty where it was not given. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(key(name), List.of()));
    }

    public Optional<Integer> integer(String name) {
        return text(name)
                .map(text -> WireInteger.parse(text.strip())
                        .orElseThrow(() -> new InvalidParameterException(name, "give an integer of 32 bits")));
    }

    public int requiredInteger(String name) {
        requiredText(name);
        return integer(name).orElseThrow();
    }

    public Optional<Boolean> bool(String name) {
        return text(name).map(text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new InvalidParameterException(name, "give true or false");
        });
    }

    public Optional<JsonObject> jsonObject(String name) {
        return text(name).map(text -> decode(name, text, JsonObject::new, "give a JSON object"));
    }

    public Optional<JsonArray> jsonArray(String name) {
        return text(name).map(text -> decode(name, text, JsonArray::new, "give a JSON array"));
    }

    /** What {@code parse} makes of a parameter's text, or nothing where it was not given. */
    public <T> Optional<T> parsed(String name, Function<String, Outcome<T>> parse) {
        return text(name).map(text -> valid(name, parse.apply(text)));
    }

    /**
     * What {@code parse} makes of all texts of a parameter that may be given several times; empty if it was not given.
     *
     * @throws InvalidParameterException if {@code parse} refuses them
     */
    public <T> Optional<T> parsedList(String name, Function<List<String>, Outcome<T>> parse) {
        List<String> texts = all(name);
        return texts.isEmpty() ? Optional.empty() : Optional.of(valid(name, parse.apply(texts)));
    }

    /** What {@code parse} makes of the text of a parameter that must be there. */
    public <T> T requiredParsed(String name, Function<String, Outcome<T>> parse) {
        return valid(name, parse.apply(requiredText(name)));
    }

    /**
     * The value of an outcome that parsing the parameter {@code name} had.
     *
     * @throws InvalidParameterException if it was refused
     */
    public static <T> T valid(String name, Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new InvalidParameterException(name, ((Outcome.Refused<T>) outcome).detail());
    }

    /** Refuses what a declared parameter of a method is not, and names that are misspelt where the method does. */
    void check(PlatformMethod method) {
        if (method.refusesMisspelled()) {
            refuseMisspelled(method.parameters().stream().map(Parameter::name).toList());
        }
        check(method.parameters());
    }

    private void refuseMisspelled(List<String> known) {
        for (String given : values.keySet()) {
            Misspelling.meant(given, known).ifPresent(meant -> {
                throw new InvalidParameterException(given, "this method has none of this name: write " + meant);
            });
        }
    }

    /** Refuses what a declared parameter of a method is not. */
    public void check(Collection<Parameter> declared) {
        for (Parameter parameter : declared) {
            check(parameter);
        }
    }

    private void check(Parameter parameter) {
        String name = parameter.name();
        if (parameter.required()
                && parameter.type() != Parameter.Type.FILE
                && all(name).isEmpty()) {
            throw new InvalidParameterException(name, "it is missing: give " + parameter.summary());
        }
        for (String text : all(name)) {
            if (text.indexOf('\0') >= 0) {
                throw new InvalidParameterException(name, "it has a NUL character");
            }
        }
        switch (parameter.type()) {
            case TEXT -> text(name);
            case INTEGER -> integer(name);
            case BOOLEAN -> bool(name);
            case JSON -> text(name).ifPresent(text -> checkJson(name, text));
            case LIST, FILE -> {}
        }
    }

    private static void checkJson(String name, String text) {
        if (text.strip().startsWith("[")) {
            decode(name, text, JsonArray::new, "give JSON");
        } else {
            decode(name, text, JsonObject::new, "give JSON");
        }
    }

    private static <T> T decode(String name, String text, Function<String, T> decoder, String whatToGive) {
        try {
            return decoder.apply(text);
        } catch (DecodeException e) {
            throw new InvalidParameterException(name, whatToGive);
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The names alone, as the values may be secrets. */
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
