package dev.latchkey.benchmarks;

import dev.latchkey.Latchkey;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.UndecidedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Nodes in this process, each with a pool and a cache of its own, as a service has that embeds Latchkey. Safe for use by many threads. */
final class LocalNodes implements AutoCloseable {

    /** Of each, beside the one for renewals. */
    static final int POOL = 2;

    private static final Client CLIENT = new Client("192.0.2.7", "curl/8.5.0");

    private final List<Node> nodes = new ArrayList<>();

    private record Node(Database database, Latchkey latchkey) implements AutoCloseable {

        static Node open(DatabaseOptions options) {
            Database database = Database.open(options.poolSize(POOL));
            try {
                return new Node(
                        database,
                        Latchkey.on(database)
                                .reads(NodeTokens.METHOD.toString())
                                .start());
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        }

        @Override
        public void close() {
            latchkey.close();
            database.close();
        }
    }

    /** What a node says of a token. */
    enum Answer {
        GRANTED,
        DENIED,

        /** It had no lease, or no connection. */
        UNDECIDED
    }

    static LocalNodes open(DatabaseOptions options, int count) {
        LocalNodes opened = new LocalNodes();
        try {
            for (int i = 0; i < count; i++) {
                opened.nodes.add(Node.open(options));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    int count() {
        return nodes.size();
    }

    /** Revokes a token at a node; false if there was none any more. Returns when it is acknowledged. */
    boolean revoke(int node, TokenValue value) {
        return nodes.get(node).database().tokens().remove(value.fingerprint(), Instant.now(), CLIENT);
    }

    Answer ask(int node, TokenValue value) {
        try {
            Authorization answer = nodes.get(node).latchkey().authorize(value.reveal(), NodeTokens.METHOD, CLIENT);
            return answer instanceof Authorization.Granted ? Answer.GRANTED : Answer.DENIED;
        } catch (UndecidedException e) {
            return Answer.UNDECIDED;
        }
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
