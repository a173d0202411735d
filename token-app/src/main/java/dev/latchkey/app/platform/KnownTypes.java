package dev.latchkey.app.platform;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What plain texts are, as YAML 1.2 (10.3) has it, and so JSON too. The library has YAML 1.1's, by which {@code no} is false, and
 * {@code 2026-01-31} a date.
 */
final class KnownTypes extends Resolver {

    private static final Pattern BOOLEANS = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NULLS = Pattern.compile("~|null|Null|NULL");
    private static final Pattern INTEGERS = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMALS =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final Pattern MERGE = Pattern.compile("<<");

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, BOOLEANS, "tTfF");
        addImplicitResolver(Tag.INT, INTEGERS, "-+0123456789");
        addImplicitResolver(Tag.FLOAT, DECIMALS, "-+0123456789.");
        addImplicitResolver(Tag.MERGE, MERGE, "<");
        addImplicitResolver(Tag.NULL, NULLS, "~nN");
        addImplicitResolver(Tag.NULL, EMPTY, null);
    }
}
