package dev.latchkey.http.operation;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * What requests call an operation by: {@code DELETE /orders/{id}}. Immutable.
 *
 * @param httpMethod the method of HTTP, in capitals (RFC 9110, 9.1)
 * @param hidden whether gateways let no request through by it; then no wider template is taken for it either
 */
public record Route(String httpMethod, PathTemplate template, boolean hidden) {

    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,19}");

    /**
     * Checks the method.
     *
     * @throws IllegalArgumentException if {@code httpMethod} is none
     */
    public Route {
        requireNonNull(template, "template");
        if (!METHOD.matcher(httpMethod).matches()) {
            throw new IllegalArgumentException("httpMethod must be a method of HTTP in capitals: " + httpMethod);
        }
    }

    /** The route of this method and template, as {@link PathTemplate#parse} takes it. */
    public static Route of(String httpMethod, String template) {
        return new Route(httpMethod, PathTemplate.parse(template), false);
    }

    /** The same, hidden from gateways; parameters may be parts of segments. */
    public static Route hidden(String httpMethod, String template) {
        return new Route(httpMethod, PathTemplate.parseLoosely(template), true);
    }

    @Override
    public String toString() {
        return httpMethod + " " + template;
    }
}
