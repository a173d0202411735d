package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Values for parameters: what the server itself has told under such a name, what could be meant, and what is never meant. Used
 * by one thread, so that a seed tells all.
 */
final class FuzzValues {

    private static final int KEPT = 30;

    private static final ImmutableList<String> TEXTS = ImmutableList.of(
            "",
            " ",
            "a",
            "my-project",
            "ROOT",
            "cp",
            "sqldb",
            "*",
            "null",
            "true",
            "0",
            "-1",
            "''",
            "\"",
            "%",
            "%00",
            "..",
            "../../etc/passwd",
            "a/b",
            "a\\b",
            "<b>",
            "a\r\nb: c",
            "a\tb",
            "\u0000",
            "\u200b",
            "\u00a0",
            "\ufeff",
            "e\u0301",
            "\ud83d\udd11",
            "\u202eabc",
            "x".repeat(300),
            "x".repeat(20_000),
            "{}",
            "[]",
            "[[[[[[",
            "{\"a\":",
            "1,2",
            "1;2",
            "31-12-2099",
            "31-13-2099",
            "https://example.com/app.war",
            "http://127.0.0.1:1/app.war",
            "example.com");

    /** What can't be a password: wrong ones are counted, and would soon have all others wait. */
    private static final ImmutableList<String> NO_PASSWORDS = ImmutableList.of("", "x".repeat(20_000));

    private static final ImmutableList<String> INTEGERS = ImmutableList.of(
            "0",
            "1",
            "2",
            "10",
            "-1",
            "+1",
            "007",
            "1.0",
            "1e3",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9".repeat(40),
            "0x1",
            " 1 ",
            "\uff11",
            "",
            "one");

    private static final ImmutableList<String> JSON = ImmutableList.of(
            "{}",
            "[]",
            "{\"A\":\"b\"}",
            "[\"A\"]",
            "{\"A\":null}",
            "{\"A\":{\"B\":[1,2,{\"C\":1.5e300}]}}",
            "[{\"nodeType\":\"tomcat10\",\"fixedCloudlets\":1,\"flexibleCloudlets\":4}]",
            "[{\"nodeType\":\"docker\",\"docker\":{\"image\":\"acme/app:v1\"}}]",
            "{\"shortdomain\":\"fuzz\",\"region\":\"default_region\"}",
            "{\"displayName\":\"\ud83d\udd11\",\"shortdomain\":\"a\"}",
            "{\"name\":\"rule\",\"direction\":\"INPUT\",\"protocol\":\"TCP\",\"ports\":\"80\",\"src\":\"ALL\",\"action\":\"ALLOW\",\"priority\":1}",
            "[".repeat(500) + "]".repeat(500),
            "{\"a\":1,\"a\":2}",
            "{'a':1}",
            "[1e999]",
            "\"text\"",
            "1");

    private final Random random;
    private final Map<String, List<String>> told = new TreeMap<>();

    FuzzValues(Random random) {
        this.random = random;
    }

    /** Remembers what an answer tells, each value under its name. */
    void learn(JsonObject answer) {
        answer.forEach(field -> learn(field.getKey(), field.getValue()));
    }

    private void learn(String name, Object value) {
        if (value instanceof JsonObject object) {
            learn(object);
        } else if (value instanceof JsonArray array) {
            array.forEach(item -> learn(name, item));
        } else if (value instanceof String || value instanceof Number) {
            remember(name, value.toString());
        }
    }

    private void remember(String name, String value) {
        List<String> values = told.computeIfAbsent(key(name), unused -> new ArrayList<>());
        if (values.size() < KEPT) {
            values.add(value);
        } else {
            values.set(random.nextInt(KEPT), value);
        }
    }

    String of(FuzzedMethod.Parameter parameter) {
        if (parameter.name().equals("password")) {
            return random.nextInt(4) > 0 ? DemoAccount.PASSWORD : pick(NO_PASSWORDS);
        }
        if (parameter.name().equals("login")) {
            return random.nextInt(4) > 0 ? DemoAccount.LOGIN : ""; // any other counts as a wrong password
        }
        if (parameter.name().equals("newPassword")) {
            return pick(NO_PASSWORDS);
        }
        List<String> known = known(parameter.name());
        if (!known.isEmpty() && random.nextInt(10) < 6) {
            return pick(known);
        }
        return switch (parameter.type()) {
            case "integer" -> pick(random.nextInt(10) < 8 ? INTEGERS : TEXTS);
            case "boolean" -> pick(ImmutableList.of("true", "false", "1", "0", "yes", ""));
            case "array" -> pick(random.nextBoolean() ? JSON : TEXTS);
            default -> pick(random.nextInt(10) < 3 ? JSON : TEXTS);
        };
    }

    /** Under its own name, or under another that ends alike: node ids are told as "id". */
    private List<String> known(String name) {
        String key = key(name);
        List<String> same = told.getOrDefault(key, List.of());
        if (!same.isEmpty()) {
            return same;
        }
        return told.entrySet().stream()
                .filter(entry -> key.endsWith(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
