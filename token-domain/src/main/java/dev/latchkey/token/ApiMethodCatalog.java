package dev.latchkey.token;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The API methods that a platform has, and the templates that it makes of them. */
public final class ApiMethodCatalog {

    /**
     * A method of the platform.
     *
     * @param readOnly whether it only reads
     * @param grantable whether a token can be given it; the methods that manage tokens, sessions, passwords and accounts
     *     are not
     * @param summary what it does, in a line for people; empty if the platform does not say
     */
    public record Entry(ApiMethod method, boolean readOnly, boolean grantable, String summary) {

        /** A method without a summary. */
        public Entry(ApiMethod method, boolean readOnly, boolean grantable) {
            this(method, readOnly, grantable, "");
        }
    }

    private final ImmutableMap<ApiMethod, Entry> entries;
    private final ImmutableMap<String, TokenTemplate> templates;

    /** By name, in the platform's spelling and in lower case. */
    private final ImmutableMap<String, ImmutableSet<ApiMethod>> templateMethods;

    /**
     * The catalog of these methods and templates.
     *
     * @throws IllegalArgumentException if a method or a template's name stands twice, in whatever case, or a template's pattern covers no
     *     grantable method, which is a misspelling
     */
    public ApiMethodCatalog(Collection<Entry> methods, List<TokenTemplate> templates) {
        this.entries = ImmutableMap.copyOf(ImmutableSortedMap.copyOf(Maps.uniqueIndex(methods, Entry::method)));
        this.templates = Maps.uniqueIndex(templates, template -> key(template.name()));
        templates.forEach(this::requireNoMisspelling);
        ImmutableMap.Builder<String, ImmutableSet<ApiMethod>> covered = ImmutableMap.builder();
        this.templates.forEach(
                (key, template) -> covered.put(key, covered(template)).put(template.name(), covered(template)));
        this.templateMethods = covered.buildKeepingLast(); // a name may be its own key
    }

    /** All methods, ordered by name. */
    public ImmutableList<Entry> methods() {
        return entries.values().asList();
    }

    /** All templates, in the platform's order. */
    public ImmutableList<TokenTemplate> templates() {
        return templates.values().asList();
    }

    public Optional<Entry> find(ApiMethod method) {
        return Optional.ofNullable(entries.get(method));
    }

    /** The template of a set, or nothing where the set is custom or the platform has given the template up. */
    public Optional<TokenTemplate> templateOf(ApiMethodSet set) {
        return set instanceof ApiMethodSet.OfTemplate of
                ? Optional.ofNullable(templates.get(key(of.template())))
                : Optional.empty();
    }

    /**
     * What {@code set} comes to on this platform now, ordered by name: methods that the platform does not have, or no longer grants to
     * tokens, are not among them; empty where its template is given up.
     */
    public ImmutableSet<ApiMethod> methodsOf(ApiMethodSet set) {
        if (set instanceof ApiMethodSet.OfTemplate of) {
            return methodsOf(of);
        }
        return ((ApiMethodSet.Custom) set)
                .methods().stream().filter(this::isGrantable).collect(toImmutableSet());
    }

    /** Whether a token with {@code set} may invoke {@code method}. */
    public boolean grants(ApiMethodSet set, ApiMethod method) {
        if (set instanceof ApiMethodSet.OfTemplate of) {
            return methodsOf(of).contains(method);
        }
        return isGrantable(method) && ((ApiMethodSet.Custom) set).methods().contains(method);
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
                        "no template is named " + ApiList.quote(List.of(name.strip())) + "; there are: "
                                + templates().stream().map(TokenTemplate::name).collect(joining(", ")));
    }

    /**
     * The custom set that {@code apiList} names: each of its texts is one method, or several divided by commas or
     * semicolons, or a list literal of JSON or Python. A method may be given by any form that {@link ApiMethod#parse}
     * takes, and more than once.
     *
     * @return the set in the catalog's spelling, or {@link RefusalReason#INVALID_VALUE} that names every method which the
     *     platform does not have or does not grant to tokens
     */
    public Outcome<ApiMethodSet> customSet(List<String> apiList) {
        ImmutableSortedSet.Builder<ApiMethod> methods = ImmutableSortedSet.naturalOrder();
        Set<String> refused = new LinkedHashSet<>();
        for (String name : ApiList.split(apiList)) {
            ApiMethod.parse(name)
                    .flatMap(this::find)
                    .filter(Entry::grantable)
                    .ifPresentOrElse(entry -> methods.add(entry.method()), () -> refused.add(name));
        }
        if (!refused.isEmpty()) {
            return Outcome.refused(
                    RefusalReason.INVALID_VALUE, "no API method that a token can have: " + ApiList.quote(refused));
        }
        ImmutableSortedSet<ApiMethod> named = methods.build();
        return named.isEmpty()
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "it names no API method")
                : Outcome.done(new ApiMethodSet.Custom(named));
    }

    private static String key(String templateName) {
        return templateName.toLowerCase(Locale.ROOT);
    }

    private boolean isGrantable(ApiMethod method) {
        Entry entry = entries.get(method);
        return entry != null && entry.grantable();
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
}
