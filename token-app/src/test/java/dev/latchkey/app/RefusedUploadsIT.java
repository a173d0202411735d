package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refused body leaves behind: a connection that answers the next request or is closed, and a quiet log. */
final class RefusedUploadsIT {

    private static final String FILE = "x".repeat(200_000);

    @TempDir
    private static Path directory;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.serve(
                directory, List.of("--demo", "--data", directory.resolve("data").toString()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 70_000, 200_000, 1_000_000})
    void brokenMultipart_leavesAConnectionThatAnswers(int length) {
        assertNextIsAnswered(RawHttp.post(RawHttp.SIGN_IN, RawHttp.MULTIPART, "x".repeat(length)));
        assertNextIsAnswered(RawHttp.post(RawHttp.UPLOAD, RawHttp.MULTIPART, "x".repeat(length)));
    }

    @RepeatedTest(5)
    void anUploadWithADeadToken_leavesAConnectionThatAnswers() {
        assertNextIsAnswered(upload(RawHttp.field("session", "lkp_dead") + file()));
    }

    @RepeatedTest(5)
    void anUploadWithoutCredential_leavesAConnectionThatAnswers() {
        assertNextIsAnswered(upload(file()));
    }

    @Test
    void twoFiles_leaveAConnectionThatAnswers() {
        String session = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD)
                .credential();
        assertNextIsAnswered(upload(RawHttp.field("session", session) + file() + file()));
    }

    private static String file() {
        return RawHttp.fileHead("app.war") + FILE + "\r\n";
    }

    private static String upload(String parts) {
        return RawHttp.post(RawHttp.UPLOAD, RawHttp.MULTIPART, parts + "--" + RawHttp.BOUNDARY + "--\r\n");
    }

    private static void assertNextIsAnswered(String refused) {
        try (RawConnection connection = RawConnection.open(RawTarget.of(server.address()))) {
            RawAnswer answer = connection.exchange(refused);
            assertThat(answer.result()).as(answer.toString()).isNotIn(0, 99, -1);
            if (!answer.head().contains("connection: close")) {
                assertThat(connection.exchange(RawHttp.get("/health")).status()).isEqualTo(200);
            }
        }
    }
}
