package dev.latchkey.app.platform;

import dev.latchkey.http.operation.PathTemplate;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.servers.ServerVariable;
import java.net.URI;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands before the paths of operations: the paths of the servers' URLs (OpenAPI 3.1, 4.8.5). */
final class ServerPaths {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)\\}");
    private static final URI HERE = URI.create("http://localhost/");

    private final Problems problems;
    /** By the list itself, so that each problem is told once: a line may have several. */
    private final IdentityHashMap<List<Server>, Optional<String>> known = new IdentityHashMap<>();

    ServerPaths(Problems problems) {
        this.problems = problems;
    }

    /** The path that all of {@code servers} have, without a slash at its end. Empty, with a problem, if there is no such path. */
    Optional<String> path(List<Server> servers, Place place) {
        return known.computeIfAbsent(servers, list -> read(list, place));
    }

    private Optional<String> read(List<Server> servers, Place place) {
        Set<String> paths = new TreeSet<>();
        try {
            servers.forEach(server -> paths.add(path(server)));
        } catch (IllegalArgumentException e) {
            problems.add(
                    place,
                    "a server's URL is wrong: " + Shown.message(String.valueOf(e.getMessage())) + "; write "
                            + "another, or basePath in the platform file");
            return Optional.empty();
        }
        if (paths.size() > 1) {
            problems.add(
                    place,
                    "the servers have different paths: " + Shown.message(String.join(", ", paths))
                            + "; write the one that gateways see as basePath in the platform file");
            return Optional.empty();
        }
        return paths.stream().findFirst().or(() -> Optional.of(""));
    }

    private static String path(Server server) {
        URI url = URI.create(withDefaults(server).strip());
        String path = HERE.resolve(url).getRawPath();
        String without = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return without.isEmpty() ? "" : PathTemplate.parse(without).toString();
    }

    private static String withDefaults(Server server) {
        String url = server.getUrl() == null ? "/" : server.getUrl();
        return VARIABLE.matcher(url).replaceAll(match -> Matcher.quoteReplacement(withDefault(server, match.group(1))));
    }

    private static String withDefault(Server server, String name) {
        ServerVariable variable =
                server.getVariables() == null ? null : server.getVariables().get(name);
        if (variable == null || variable.getDefault() == null) {
            throw new IllegalArgumentException("the variable " + name + " has no default");
        }
        return variable.getDefault();
    }
}
