package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.TokenTemplate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The methods that a platform has, by their addresses, and the {@link ApiMethodCatalog} that they make. */
public final class MethodRegistry {

    private final ImmutableMap<String, PlatformMethod> byPath;
    private final ImmutableList<PlatformMethod> methods;
    private final Operations operations;
    private final ApiMethodCatalog catalog;

    /**
     * The registry of a platform's methods and templates. People may name a method by its address too.
     *
     * @param others what is there beside the platform: {@code UserMethods.all}
     * @throws IllegalArgumentException if two methods share a name or an address, or mean something else by one result
     *     code, if an operation has a method's name, or if a template's pattern covers no method that a token can have
     */
    public MethodRegistry(Platform platform, List<PlatformMethod> others) {
        this(platform, others, ImmutableList.of());
    }

    /**
     * The same with more entries in the catalog.
     *
     * @param more what tokens can have that is no method of the wire protocol
     */
    public MethodRegistry(Platform platform, List<PlatformMethod> others, List<ApiMethodCatalog.Entry> more) {
        this(
                ImmutableList.<PlatformMethod>builder()
                        .addAll(others)
                        .addAll(platform.methods())
                        .build(),
                platform.operations(),
                more,
                platform.templates(),
                platform.spelling());
    }

    MethodRegistry(
            List<PlatformMethod> methods,
            Operations operations,
            List<ApiMethodCatalog.Entry> more,
            List<TokenTemplate> templates,
            UnaryOperator<String> spelling) {
        requireOneMeaningACode(methods);
        ImmutableMap.Builder<String, PlatformMethod> paths = ImmutableMap.builder();
        for (PlatformMethod method : methods) {
            String path = method.path();
            paths.put(path, method);
            paths.put(path.substring("/1.0".length()), method);
            method.paths().forEach(other -> paths.put(other.toLowerCase(Locale.ROOT), method));
        }
        this.byPath = paths.buildOrThrow();
        this.operations = operations;
        this.methods = ImmutableList.sortedCopyOf(Comparator.comparing(PlatformMethod::method), methods);
        ApiMethodCatalog.Builder builder =
                ApiMethodCatalog.builder().alsoSpelled(text -> spelling.apply(MethodPath.name(text)));
        methods.forEach(method -> builder.method(entry(method)));
        more.forEach(builder::method);
        operations.all().forEach(operation -> {
            requireOwnName(operation);
            if (!operation.open()) {
                builder.method(entry(operation));
            }
        });
        templates.forEach(builder::template);
        this.catalog = builder.build();
    }

    /**
     * The registry of these methods and templates, which have no other spellings.
     *
     * @throws IllegalArgumentException as above
     */
    public MethodRegistry(List<PlatformMethod> methods, List<TokenTemplate> templates) {
        this(methods, Operations.NONE, ImmutableList.of(), templates, UnaryOperator.identity());
    }

    /** The method at a path, in any case; the path with or without the version in front. */
    public Optional<PlatformMethod> find(String path) {
        PlatformMethod asWritten = byPath.get(path);
        return Optional.ofNullable(asWritten != null ? asWritten : byPath.get(path.toLowerCase(Locale.ROOT)));
    }

    /** All methods, ordered by name. */
    public ImmutableList<PlatformMethod> methods() {
        return methods;
    }

    /** What of the platform's API other servers run. */
    public Operations operations() {
        return operations;
    }

    public ApiMethodCatalog catalog() {
        return catalog;
    }

    private static void requireOneMeaningACode(List<PlatformMethod> methods) {
        Map<ResultCode, ResultCode> known = new HashMap<>();
        for (PlatformMethod method : methods) {
            for (ResultCode code : method.codes()) {
                ResultCode same = known.putIfAbsent(code, code);
                if (same != null && !same.isSameAs(code)) {
                    throw new IllegalArgumentException(
                            "method " + method.method() + " gives another meaning to the code " + same + ": " + code);
                }
            }
        }
    }

    private void requireOwnName(Operation operation) {
        if (methods.stream().anyMatch(method -> method.method().equals(operation.method()))) {
            throw new IllegalArgumentException(
                    "operation has the name of a method that the server has: " + operation.method());
        }
    }

    private static ApiMethodCatalog.Entry entry(Operation operation) {
        return new ApiMethodCatalog.Entry(
                operation.method(),
                operation.readOnly() ? ApiMethodCatalog.Effect.READS : ApiMethodCatalog.Effect.CHANGES,
                ApiMethodCatalog.Callers.SESSIONS_AND_TOKENS,
                operation.summary());
    }

    private static ApiMethodCatalog.Entry entry(PlatformMethod method) {
        return new ApiMethodCatalog.Entry(
                method.method(),
                method.readOnly() ? ApiMethodCatalog.Effect.READS : ApiMethodCatalog.Effect.CHANGES,
                method.access() == PlatformMethod.Access.GRANTED
                        ? ApiMethodCatalog.Callers.SESSIONS_AND_TOKENS
                        : ApiMethodCatalog.Callers.SESSIONS,
                method.summary());
    }
}
