package dev.latchkey.app;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers ask for far more than they ever read: the server neither keeps it for them nor waits for them for long. */
final class UnreadAnswersIT {

    private static final String LARGE_ANSWER = "/openapi.json";
    private static final int PIPELINED = 75_000;
    private static final int CONNECTIONS = 20;
    private static final int STREAMS = 100;

    private static final String[] BOUND = {"--answer-timeout", "3"};
    private static final Duration CLOSED = Duration.ofSeconds(15);

    @TempDir
    private Path directory;

    @Test
    void answersToPipelinedRequests_overTls_areNotMade_andTheConnectionIsClosed() throws Exception {
        try (AttackedServer server = AttackedServer.start(directory, "192m", BOUND)) {
            attack(server, server.https());
        }
    }

    @Test
    void answersToPipelinedRequests_areNotMade_andTheConnectionIsClosed() throws Exception {
        try (AttackedServer server = AttackedServer.start(directory, "192m", BOUND)) {
            attack(server, server.http());
        }
    }

    private static void attack(AttackedServer server, RawTarget target) throws Exception {
        server.attack(target.notReading()).send(RawHttp.get(LARGE_ANSWER), PIPELINED);
        server.assertServes();
        server.awaitHeld(0, CLOSED);
        server.assertUnharmed();
    }

    @Test
    void answersOnStreamsWithoutWindow_areGivenUp() throws Exception {
        try (AttackedServer server = AttackedServer.start(directory, "192m", BOUND)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Http2Client attacker = server.attackByHttp2(0);
                for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
                    attacker.get(stream, LARGE_ANSWER);
                }
            }
            server.assertServes();
            server.awaitHeld(0, CLOSED);
            server.assertUnharmed();
        }
    }
}
