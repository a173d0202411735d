package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableMap;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Methods of the released server and its demo, called with a token, beside those of the benchmarks that do nothing. */
final class RealMethods {

    private static final String SESSION = "session=";

    /** How much of its server's time a method may take of workers that is answered on the event loop: they do other things too. */
    private static final double IDLE = 0.05;

    /** By their names, the addresses to which a token's value is appended. */
    private static final ImmutableMap<String, String> PATHS = ImmutableMap.of(
            "CheckSign", "/1.0/users/authentication/rest/checksign?" + SESSION,
            "GetUserInfo", "/1.0/users/account/rest/getuserinfo?" + SESSION,
            "GetRegions", "/1.0/environment/control/rest/getregions?" + SESSION,
            "GetEnvInfo", "/1.0/environment/control/rest/getenvinfo?envName=my-project&" + SESSION);

    private final HttpLoad load;
    private final int rounds;
    private final Rounds rates = new Rounds();
    private final Rounds busy = new Rounds();
    private final Rounds workers = new Rounds();

    RealMethods(HttpLoad load, int rounds) {
        this.load = load;
        this.rounds = rounds;
    }

    void measure(Report report, Path jar) {
        try (ServerProcess released = load.released(jar);
                ServerProcess ours = load.ours();
                ServerProcess bare = HttpLoad.bare()) {
            Path token = load.valuesOf(token(released));
            PATHS.values().forEach(path -> load.warmUp(released, path, token));
            requireWorkers(released);
            load.warmUp(ours, HttpReport.NO_OP);
            load.warmUp(ours, HttpReport.AUTHORIZED);
            load.warmUp(bare, HttpReport.NO_OP);
            List<Runnable> calls = new ArrayList<>(List.of(
                    () -> measure("bare Vert.x", bare, HttpReport.NO_OP, load.known()),
                    () -> measure("no-op", ours, HttpReport.NO_OP, load.known()),
                    () -> measure("authorized", ours, HttpReport.AUTHORIZED, load.known())));
            PATHS.forEach((name, path) -> calls.add(() -> measure(name, released, path, token)));
            Rounds.run(rounds, calls);
        }
        report.add(table());
    }

    /** Threads by other names would make every method look as if it were answered on the event loop. */
    private static void requireWorkers(ServerProcess released) {
        if (released.workersBusySeconds() == 0) {
            throw new IllegalStateException("no worker of the released server is known by its name");
        }
    }

    private MarkdownTable table() {
        MarkdownTable table =
                new MarkdownTable("call", "on the event loop", "calls/s", "over no-op", "core busy", "of it workers");
        for (String name : rates.names()) {
            Spread share = workers.ratio(name, "all " + name);
            table.row(
                    name,
                    share.median() < IDLE ? "yes" : "no",
                    rates.of(name).text(0),
                    rates.ratio(name, "no-op").text(3),
                    busy.of(name).text(2),
                    share.text(2));
        }
        return table;
    }

    private void measure(String name, ServerProcess server, String path, Path values) {
        double before = server.busySeconds();
        double workersBefore = server.workersBusySeconds();
        rates.add(name, load.rate(server, path, values));
        double used = server.busySeconds() - before;
        busy.add(name, load.share(used));
        workers.add(name, server.workersBusySeconds() - workersBefore);
        workers.add("all " + name, used);
    }

    /** The value of a new token of the demo's account that may call all methods, once each of them has answered it. */
    private static String token(ServerProcess released) {
        String password = "password=demo-password";
        String session = released.call("/1.0/users/authentication/rest/signin?login=demo@example.com&" + password)
                .getString("session");
        String template = URLEncoder.encode("Extended Access", StandardCharsets.UTF_8);
        JsonObject made = released.call("/1.0/users/authentication/rest/createtoken?description=benchmark&" + password
                + "&tokenTemplate=" + template + "&session=" + session);
        String value = made.getJsonObject("token").getString("key");
        PATHS.values().forEach(path -> released.call(path + value));
        return value;
    }
}
