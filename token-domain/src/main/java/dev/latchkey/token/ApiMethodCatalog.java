package dev.latchkey.token;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The API methods that a platform has, and the templates that it makes of them. */
public final class ApiMethodCatalog {

    /** What calling a method does to the platform. */
    public enum Effect {
        /** It only reads. */
        READS,
        /** It may change something. */
        CHANGES
    }

    /** What a method can be called by. */
    public enum Callers {
        /** Sessions, and tokens that were given the method. */
        SESSIONS_AND_TOKENS,
        /** Tokens to which an administrator gave the method: what services do. No template covers it. */
        TOKENS_OF_ADMINISTRATORS,
        /** Sessions alone: what manages tokens, sessions, passwords and accounts. No token can be given it. */
        SESSIONS
    }

    /**
     * A method of the platform.
     *
     * @param summary what it does, in a line for people; empty if the platform does not say
     */
    public record Entry(ApiMethod method, Effect effect, Callers callers, String summary) {

        public Entry {
            requireNonNull(method, "method");
            requireNonNull(effect, "effect");
            requireNonNull(callers, "callers");
            requireNonNull(summary, "summary");
        }

        /** Whether it only reads. */
        public boolean readOnly() {
            return effect == Effect.READS;
        }

        /** Whether a token can be given it by anybody. */
        public boolean grantable() {
            return callers == Callers.SESSIONS_AND_TOKENS;
        }

        /** Whether a token can be given it by an administrator alone. */
        public boolean reserved() {
            return callers == Callers.TOKENS_OF_ADMINISTRATORS;
        }
    }

    private final ImmutableMap<ApiMethod, Entry> entries;
    /** By their names in the platform's own spelling, which is how programs ask for them. */
    private final ImmutableMap<String, ApiMethod> byName;

    private final ImmutableMap<String, TokenTemplate> templates;
    /** By name, in the platform's spelling and in lower case. */
    private final ImmutableMap<String, ImmutableSet<ApiMethod>> templateMethods;

    private final UnaryOperator<String> spelling;

    private ApiMethodCatalog(List<Entry> methods, List<TokenTemplate> templates, UnaryOperator<String> spelling) {
        this.entries = ImmutableMap.copyOf(ImmutableSortedMap.copyOf(Maps.uniqueIndex(methods, Entry::method)));
        this.byName = Maps.uniqueIndex(entries.keySet(), ApiMethod::toString);
        this.templates = Maps.uniqueIndex(templates, template -> key(template.name()));
        this.spelling = spelling;
        templates.forEach(this::requireNoMisspelling);
        ImmutableMap.Builder<String, ImmutableSet<ApiMethod>> covered = ImmutableMap.builder();
        this.templates.forEach(
                (key, template) -> covered.put(key, covered(template)).put(template.name(), covered(template)));
        this.templateMethods = covered.buildKeepingLast(); // a name may be its own key
    }

    /** A builder without methods and templates. */
    public static Builder builder() {
        return new Builder();
    }

    /** All methods, ordered by name. */
    public ImmutableList<Entry> methods() {
        return entries.values().asList();
    }

    /** All templates, in the platform's order. */
    public ImmutableList<TokenTemplate> templates() {
        return templates.values().asList();
    }

    /** The entry of a method, or empty if the platform does not have it. */
    public Optional<Entry> find(ApiMethod method) {
        return Optional.ofNullable(entries.get(requireNonNull(method, "method")));
    }

    /**
     * The method of this name, in any case.
     *
     * @throws IllegalArgumentException if the platform does not have it
     */
    public ApiMethod method(String name) {
        ApiMethod method = byName.get(name);
        return method != null ? method : require(ApiMethod.of(name));
    }

    /**
     * Returns {@code method}.
     *
     * @throws IllegalArgumentException if the platform does not have it
     */
    public ApiMethod require(ApiMethod method) {
        requireNonNull(method, "method");
        if (!entries.containsKey(method)) {
            throw new IllegalArgumentException("method is not in the catalog: " + ApiMethod.shown(method.toString()));
        }
        return method;
    }

    /** The template of a set, or empty if the set is custom or the platform has given the template up. */
    public Optional<TokenTemplate> templateOf(ApiMethodSet set) {
        requireNonNull(set, "set");
        return set instanceof ApiMethodSet.OfTemplate of
                ? Optional.ofNullable(templates.get(key(of.template())))
                : Optional.empty();
    }

    /**
     * What {@code set} comes to on this platform now, ordered by name. Methods that the platform does not have, or no longer grants
     * to tokens, are not among them. Empty if the platform has given its template up.
     */
    public ImmutableSet<ApiMethod> methodsOf(ApiMethodSet set) {
        if (set instanceof ApiMethodSet.OfTemplate of) {
            return methodsOf(of);
        }
        return ((ApiMethodSet.Custom) set)
                .methods().stream().filter(this::isTokens).collect(toImmutableSet());
    }

    /** The methods of {@code set} that an administrator alone can give a token. */
    public ImmutableSet<ApiMethod> reservedIn(ApiMethodSet set) {
        requireNonNull(set, "set");
        return set instanceof ApiMethodSet.Custom custom
                ? custom.methods().stream().filter(this::isReserved).collect(toImmutableSet())
                : ImmutableSet.of();
    }

    /** Whether a token with {@code set} may invoke {@code method}. */
    public boolean grants(ApiMethodSet set, ApiMethod method) {
        requireNonNull(method, "method");
        if (set instanceof ApiMethodSet.OfTemplate of) {
            return methodsOf(of).contains(method);
        }
        return isTokens(method) && ((ApiMethodSet.Custom) set).methods().contains(method);
    }

    /** The names of the templates that hold {@code method} today. */
    public ImmutableSet<String> templatesWith(ApiMethod method) {
        requireNonNull(method, "method");
        return templates.values().stream()
                .map(TokenTemplate::name)
                .filter(name -> grants(new ApiMethodSet.OfTemplate(name), method))
                .collect(toImmutableSet());
    }

    /** Asked at every call: a name in the platform's own spelling is found without being put into lower case. */
    private ImmutableSet<ApiMethod> methodsOf(ApiMethodSet.OfTemplate set) {
        ImmutableSet<ApiMethod> methods = templateMethods.get(set.template());
        return methods != null ? methods : templateMethods.getOrDefault(key(set.template()), ImmutableSet.of());
    }

    /**
     * The set of the template of this name, in any case.
     *
     * @return the set, or {@link RefusalReason#INVALID_VALUE} with the names that there are
     */
    public Outcome<ApiMethodSet> templateSet(String name) {
        TokenTemplate template = templates.get(key(name.strip()));
        return template != null
                ? Outcome.done(new ApiMethodSet.OfTemplate(template.name()))
                : Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "no template is named " + ListText.quote(List.of(name.strip())) + "; there are: "
                                + templates().stream().map(TokenTemplate::name).collect(joining(", ")));
    }

    /**
     * The custom set that {@code apiList} names, in any form of {@link ListText}. A method may be given in any case, in any
     * spelling that the platform {@link Builder#alsoSpelled takes}, and more than once.
     *
     * @return the set in the catalog's spelling, with methods among them that administrators alone can give; or
     *     {@link RefusalReason#INVALID_VALUE} that names every method which the platform does not have or does not grant to tokens
     */
    public Outcome<ApiMethodSet> customSet(List<String> apiList) {
        ImmutableSortedSet.Builder<ApiMethod> methods = ImmutableSortedSet.naturalOrder();
        Set<String> refused = new LinkedHashSet<>();
        for (String name : ListText.items(apiList)) {
            ApiMethod.parse(spelling.apply(name))
                    .flatMap(this::find)
                    .filter(entry -> isTokens(entry.method()))
                    .ifPresentOrElse(entry -> methods.add(entry.method()), () -> refused.add(name));
        }
        if (!refused.isEmpty()) {
            return Outcome.refused(
                    RefusalReason.INVALID_VALUE, "no API method that a token can have: " + ListText.quote(refused));
        }
        ImmutableSortedSet<ApiMethod> named = methods.build();
        return named.isEmpty()
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "it names no API method")
                : Outcome.done(new ApiMethodSet.Custom(named));
    }

    private static String key(String templateName) {
        return templateName.toLowerCase(Locale.ROOT);
    }

    /** Whether a token can have it. */
    private boolean isTokens(ApiMethod method) {
        @Nullable Entry entry = entries.get(method);
        return entry != null && entry.callers() != Callers.SESSIONS;
    }

    /** Whether an administrator alone can give it to a token, which is then a service's. */
    public boolean isReserved(ApiMethod method) {
        @Nullable Entry entry = entries.get(requireNonNull(method, "method"));
        return entry != null && entry.reserved();
    }

    private ImmutableSet<ApiMethod> covered(TokenTemplate template) {
        return entries.values().stream()
                .filter(Entry::grantable)
                .map(Entry::method)
                .filter(template::covers)
                .collect(toImmutableSet());
    }

    private void requireNoMisspelling(TokenTemplate template) {
        for (String pattern : template.patterns()) {
            boolean coversOne = entries.values().stream()
                    .anyMatch(entry -> entry.grantable() && TokenTemplate.covers(pattern, entry.method()));
            if (!coversOne) {
                throw new IllegalArgumentException(
                        "template " + template.name() + ": no grantable method is covered by " + pattern);
            }
        }
    }

    /** What a catalog is made from. Not for use by several threads. */
    public static final class Builder {

        private final ImmutableList.Builder<Entry> methods = ImmutableList.builder();
        private final ImmutableList.Builder<TokenTemplate> templates = ImmutableList.builder();
        private int templateCount;
        private UnaryOperator<String> spelling = UnaryOperator.identity();

        private Builder() {}

        /**
         * Adds methods that only read and that tokens can be given.
         *
         * @throws IllegalArgumentException if one of {@code names} is not an API method's
         */
        public Builder reads(String... names) {
            return add(Effect.READS, names);
        }

        /**
         * Adds methods that may change something and that tokens can be given.
         *
         * @throws IllegalArgumentException if one of {@code names} is not an API method's
         */
        public Builder changes(String... names) {
            return add(Effect.CHANGES, names);
        }

        private Builder add(Effect effect, String... names) {
            for (String name : names) {
                methods.add(new Entry(ApiMethod.of(name), effect, Callers.SESSIONS_AND_TOKENS, ""));
            }
            return this;
        }

        /** Adds a method with all that is said of it. */
        public Builder method(Entry entry) {
            methods.add(requireNonNull(entry, "entry"));
            return this;
        }

        /**
         * Adds a template, numbered by how many there are.
         *
         * @param patterns as {@link TokenTemplate#patterns()}
         */
        public Builder template(String name, String... patterns) {
            return template(new TokenTemplate(templateCount + 1, name, ImmutableList.copyOf(patterns)));
        }

        /** Adds a template. */
        public Builder template(TokenTemplate template) {
            templates.add(requireNonNull(template, "template"));
            templateCount++;
            return this;
        }

        /**
         * Takes other spellings of methods where people name them, in {@link #customSet}.
         *
         * @param spelling returns the name of a method for another spelling of it, and any other text as it is
         */
        public Builder alsoSpelled(UnaryOperator<String> spelling) {
            this.spelling = requireNonNull(spelling, "spelling");
            return this;
        }

        /**
         * The catalog.
         *
         * @throws IllegalArgumentException if a method or a template's name stands twice, in whatever case, or if a template's
         *     pattern covers no method that a token can be given, which is a misspelling
         */
        public ApiMethodCatalog build() {
            return new ApiMethodCatalog(methods.build(), templates.build(), spelling);
        }
    }
}
