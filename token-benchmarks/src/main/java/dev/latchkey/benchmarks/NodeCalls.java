package dev.latchkey.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls a second of one method: with tokens from the cache on each database, with tokens and sessions that the database is asked for. */
final class NodeCalls {

    private static final String PATH = "/1.0/environment/control/rest/getregions?session=";
    private static final String SIGN_IN =
            "/1.0/users/authentication/rest/signin?login=" + NodeTokens.LOGIN + "&password=" + NodeTokens.PASSWORD;

    private static final String HSQLDB = "token from the cache, HSQLDB";
    private static final String CACHED = "token from the cache, PostgreSQL";
    private static final String ASKED = "token asked for, PostgreSQL";
    private static final String HSQLDB_SESSION = "session, HSQLDB";
    private static final String SESSION = "session, PostgreSQL";

    private final HttpLoad load;
    private final NodeServers servers;
    private final int rounds;
    private final Rounds rates = new Rounds();
    private final Rounds busy = new Rounds();
    private final Rounds databaseBusy = new Rounds();

    /** What is called: a server with tokens or a session. */
    private record Call(String name, ServerProcess server, Path values) {}

    NodeCalls(HttpLoad load, NodeServers servers, int rounds) {
        this.load = load;
        this.servers = servers;
        this.rounds = rounds;
    }

    void measure(Report report) {
        servers.load("cached", HttpLoad.TOKENS);
        servers.load("asked", HttpLoad.TOKENS);
        try (ServerProcess hsqldb = servers.onHsqldb("hsqldb", HttpLoad.TOKENS);
                ServerProcess cached = servers.onPostgresql("cached", "cached");
                ServerProcess asked = servers.onPostgresql("asked", "asked", "--token-cache-bytes", "off")) {
            List<Call> calls = List.of(
                    new Call(HSQLDB, hsqldb, load.known()),
                    new Call(CACHED, cached, load.known()),
                    new Call(ASKED, asked, load.known()),
                    new Call(HSQLDB_SESSION, hsqldb, session(hsqldb)),
                    new Call(SESSION, cached, session(cached)));
            calls.forEach(call -> load.warmUp(call.server(), PATH, call.values()));
            List<Runnable> measures = new ArrayList<>();
            calls.forEach(call -> measures.add(() -> measure(call)));
            Rounds.run(rounds, measures);
        }
        report.add(ratios()).add(table());
    }

    private Path session(ServerProcess server) {
        return load.valuesOf(server.call(SIGN_IN).getString("session"));
    }

    private void measure(Call call) {
        double before = call.server().busySeconds();
        double databaseBefore = servers.postgres().busySeconds();
        rates.add(call.name(), load.rate(call.server(), PATH, call.values()));
        busy.add(call.name(), load.share(call.server().busySeconds() - before));
        databaseBusy.add(call.name(), load.share(servers.postgres().busySeconds() - databaseBefore));
    }

    private MarkdownTable ratios() {
        return new MarkdownTable("ratio of calls/s, GetRegions", "measured", "wanted")
                .row(
                        "from the cache, PostgreSQL over HSQLDB",
                        rates.ratio(CACHED, HSQLDB).text(3),
                        "≥ 0.95")
                .row(
                        "from the cache over asked for, PostgreSQL",
                        rates.ratio(CACHED, ASKED).text(2),
                        "≥ 4")
                .row(
                        "token from the cache over session, HSQLDB",
                        rates.ratio(HSQLDB, HSQLDB_SESSION).text(2),
                        "")
                .row(
                        "token from the cache over session, PostgreSQL",
                        rates.ratio(CACHED, SESSION).text(2),
                        "");
    }

    private MarkdownTable table() {
        MarkdownTable table = new MarkdownTable("called with", "calls/s", "core busy", "PostgreSQL busy");
        for (String name : rates.names()) {
            table.row(
                    name,
                    rates.of(name).text(0),
                    busy.of(name).text(2),
                    databaseBusy.of(name).text(2));
        }
        return table;
    }
}
