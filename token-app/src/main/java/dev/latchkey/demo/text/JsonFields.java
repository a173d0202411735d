package dev.latchkey.demo.text;

import com.google.common.collect.ImmutableSortedMap;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.token.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that came in a parameter. A field that is null counts as not given; one of another type than
 * is asked for ends the call with an {@link InvalidParameterException} that names parameter and field.
 */
public record JsonFields(String parameter, JsonObject json) {

    private static final int MAX_DIGITS = 11;

    /** The objects in a JSON array. */
    public static List<JsonFields> each(String parameter, JsonArray array) {
        List<JsonFields> objects = new ArrayList<>();
        for (Object element : array) {
            if (!(element instanceof JsonObject object)) {
                throw new InvalidParameterException(parameter, "give JSON objects in the array");
            }
            objects.add(new JsonFields(parameter, object));
        }
        return objects;
    }

    public InvalidParameterException invalid(String field, String detail) {
        return new InvalidParameterException(parameter, Texts.quoted(field) + ": " + detail);
    }

    public Optional<String> text(String field) {
        return value(field).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw invalid(field, "give a text");
        });
    }

    public String requiredText(String field) {
        return text(field).orElseThrow(() -> invalid(field, "it is missing"));
    }

    /** What {@code parse} makes of the text of a field. */
    public <T> Optional<T> parsed(String field, Function<String, Outcome<T>> parse) {
        return text(field).map(text -> valid(field, parse.apply(text)));
    }

    private <T> T valid(String field, Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw invalid(field, ((Outcome.Refused<T>) outcome).detail());
    }

    /** A whole number from {@code min} to {@code max}, also as a text: some clients send what was typed into a form. */
    public Optional<Integer> integer(String field, int min, int max) {
        return value(field).map(value -> {
            int number = parse(field, value.toString());
            if (number < min || number > max) {
                throw invalid(field, "give a whole number from " + min + " to " + max);
            }
            return number;
        });
    }

    private int parse(String field, String digits) {
        try {
            if (digits.length() <= MAX_DIGITS) {
                return new BigDecimal(digits.strip()).intValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Told below.
        }
        throw invalid(field, "give a whole number");
    }

    public Optional<JsonFields> object(String field) {
        return value(field).map(value -> {
            if (value instanceof JsonObject object) {
                return new JsonFields(parameter, object);
            }
            throw invalid(field, "give a JSON object");
        });
    }

    /** All fields, which are to be texts of the form that {@code parse} takes, by their names. */
    public ImmutableSortedMap<String, String> texts(Function<String, Outcome<String>> parse) {
        ImmutableSortedMap.Builder<String, String> texts = ImmutableSortedMap.naturalOrder();
        for (String field : json.fieldNames()) {
            String text = text(field).orElseThrow(() -> invalid(field, "give a text"));
            texts.put(field, valid(field, parse.apply(text)));
        }
        return texts.buildOrThrow();
    }

    private Optional<Object> value(String field) {
        @Nullable Object value = json.getValue(field);
        return Optional.ofNullable(value);
    }
}
