package dev.latchkey.demo.text;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameters;
import dev.latchkey.token.Outcome;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.function.Function;

/** A list of names as clients send it: a JSON array of strings, or names divided by commas or semicolons. */
public final class NameList {

    private static final int MAX_ITEMS = 200;
    private static final Splitter ITEMS =
            Splitter.onPattern("[,;]").trimResults().omitEmptyStrings();

    private NameList() {}

    /** The names in a parameter, each as {@code parse} takes it; empty where the parameter was not given. */
    public static ImmutableSet<String> of(
            Parameters parameters, String parameter, Function<String, Outcome<String>> parse) {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        parameters.text(parameter).ifPresent(list -> {
            List<String> items = items(parameter, list.strip());
            if (items.size() > MAX_ITEMS) {
                throw new InvalidParameterException(parameter, "give at most " + MAX_ITEMS + " names");
            }
            for (String item : items) {
                if (!(parse.apply(item) instanceof Outcome.Done<String> name)) {
                    throw new InvalidParameterException(parameter, "\"" + Texts.quoted(item) + "\" is no name for it");
                }
                names.add(name.value());
            }
        });
        return names.build();
    }

    private static List<String> items(String parameter, String list) {
        return list.startsWith("[") ? texts(parameter, list) : ITEMS.splitToList(list);
    }

    private static List<String> texts(String parameter, String list) {
        try {
            return new JsonArray(list)
                    .stream()
                            .map(String.class::cast)
                            .filter(text -> text != null)
                            .toList();
        } catch (DecodeException | ClassCastException e) {
            throw new InvalidParameterException(parameter, "give a JSON array of texts, or names divided by commas");
        }
    }
}
