package dev.latchkey.http.uploads;

import static dev.latchkey.http.uploads.MultipartClient.END;
import static dev.latchkey.http.uploads.MultipartClient.begunFile;
import static dev.latchkey.http.uploads.MultipartClient.field;
import static dev.latchkey.http.uploads.MultipartClient.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Refusals;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.uploads.MultipartClient.Response;
import dev.latchkey.token.testing.ExpectedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies on a socket, whole and broken; each test ends with all given back. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a mute connection waits for ever
final class MultipartReaderTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private MultipartServer server;
    private MultipartClient client;

    @BeforeEach
    void start() throws Exception {
        server = new MultipartServer(new UploadSettings(directory, 5 * MIB), 4 * MIB);
        client = new MultipartClient(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        Awaitility.await().until(server::holdsNothing);
        server.close();
    }

    @Test
    void aField_comesThroughExactly() throws Exception {
        String text = " \t \u00e4\u20ac\ud83d\ude00 =&%41\r\n--\r\n\0\n";
        Response response = client.send(field("session", "ann") + field("f", text) + field("empty", "") + END);

        assertThat(response.body().getString("f")).isEqualTo(text);
        assertThat(response.body().getString("empty")).isEmpty();
    }

    @Test
    void aField_isReadInItsCharset() throws Exception {
        String part =
                field("f", "\u00e4").replace("\r\n\r\n", "\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n");

        assertThat(client.send(part + END).body().getString("f")).isEqualTo("\u00c3\u00a4");
    }

    @Test
    void fields_whereNoFileIsTaken_comeThrough_andFilesAreDropped() throws Exception {
        Response response = client.send(field("a", "1") + file("x", "content") + field("b", "2") + END, "No-File: 1");

        assertThat(response.body().getString("a") + response.body().getString("b"))
                .isEqualTo("12");
        assertThat(response.body().containsKey("fileName")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"shop=1,2;v3.war | shop=1,2;v3.war", "C:\\dir\\app.war | app.war", "../../a.war | a.war", "a/ | ''"
            })
    void theNameOfAFile_isItsLastSegment(String sent, String name) throws Exception {
        assertThat(client.send(field("session", "ann") + file(sent, "x") + END)
                        .body()
                        .getString("fileName"))
                .isEqualTo(name);
    }

    @Test
    void aFile_beforeItsSession_isTaken_ofOneMebibyte() throws Exception {
        String content = "x".repeat(MIB - 1_000);
        Response response = client.send(file("a", content) + field("session", "ann") + END);

        assertThat(response.body().getLong("size")).isEqualTo(content.length());
        assertThat(response.body().getLong("onDisk")).isEqualTo(content.length());
        assertThat(server.asked).hasValue(1);
    }

    @Test
    void aFile_withoutSession_isNeverOnDisk_andRefusedInWords() throws Exception {
        client.begin("/", 4 * MIB).write(begunFile("a", "x".repeat(MIB / 2)));
        Awaitility.await().until(() -> server.memory.taken() >= MIB / 2);
        assertThat(server.files()).isEmpty();

        Response response = client.write("x".repeat(MIB)).answer();
        assertThat(response.result()).isEqualTo(3);
        assertThat(response.error()).contains("[session]", "before the file");
        assertThat(server.asked).hasValue(0);
    }

    @Test
    void aFile_withoutSessionAtAll_isJudgedAtTheEnd() throws Exception {
        assertThat(client.send(file("a", "x") + END).result()).isEqualTo(702);
        assertThat(server.asked).hasValue(1);
    }

    @Test
    void aFile_whoseSessionStandsInTheHead_isOnDiskAtOnce() throws Exception {
        client.begin("/", 4 * MIB, "session: ann").write(begunFile("a", "x".repeat(3 * MIB)));
        Awaitility.await().until(() -> server.uploads.bytes() > 2 * MIB);

        assertThat(server.files()).hasSize(2); // one in the directory, and its descriptor
        assertThat(server.memory.taken()).isZero();
    }

    @Test
    void fieldsOfOneBody_areBounded() throws Exception {
        assertThat(client.send(field("a", "x".repeat(MIB / 2)).repeat(3) + END).status())
                .isEqualTo(413);
    }

    /** Of 4 MiB, 3 are for what bodies have beyond their starts. */
    @Test
    void fieldsOfAllBodies_areBounded_andThoseWhoSendLittleGoOn() throws Exception {
        String almostOne = field("a", "x".repeat(MIB - 1_000));
        try (MultipartClient second = new MultipartClient(server.port());
                MultipartClient third = new MultipartClient(server.port());
                MultipartClient fourth = new MultipartClient(server.port())) {
            for (MultipartClient held : new MultipartClient[] {client, second, third}) {
                held.begin("/", 2 * MIB, "session: ann").write(almostOne);
            }
            Awaitility.await().until(() -> server.memory.taken() > 3 * MIB - 10_000);

            Response large = fourth.send(almostOne + END);
            assertThat(large.status()).isEqualTo(503);
            assertThat(large.result()).isEqualTo(99);
            assertThat(server.counters.refusals(Bound.BODY_BYTES)).isEqualTo(1);
            try (MultipartClient other = new MultipartClient(server.port())) {
                assertThat(other.send(field("a", "x".repeat(10_000)) + END).status())
                        .isEqualTo(200);
            }
        }
        client.close();
        Awaitility.await().until(() -> server.memory.taken() == 0);
    }

    /** What is left of a refused body is dropped, whether it is in the socket's buffers already or still to come. */
    @ParameterizedTest
    @CsvSource({"70000, ''", "200000, ''", "200000, 'No-File: 1'", "4000000, ''", "900000, 'No-File: 1'"})
    void aConnection_goesOn_afterABrokenBody(int length, String header) throws Exception {
        for (int i = 0; i < 3; i++) {
            Response broken = client.send("x".repeat(length), header.isEmpty() ? "A: b" : header);
            assertThat(broken.result()).isEqualTo(3);
            assertThat(broken.error()).contains("[body]", "before its first boundary");
        }
        assertThat(client.send(field("a", "1") + END).body().getString("a")).isEqualTo("1");
    }

    @Test
    void aConnection_goesOn_afterARefusedFile() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(client.send(field("session", "nobody") + file("a", "x".repeat(4 * MIB)) + END)
                            .result())
                    .isEqualTo(702);
            assertThat(server.holdsNothing())
                    .as("all is given back before the answer")
                    .isTrue();
        }
        assertThat(client.send(field("a", "1") + END).body().getString("a")).isEqualTo("1");
    }

    @Test
    void aBody_thatEndsBeforeItsLastBoundary_isTheCallersFault() throws Exception {
        Response response = client.send(field("session", "ann") + begunFile("a", "x".repeat(MIB)));

        assertThat(response.result()).isEqualTo(3);
        assertThat(response.error()).contains("last boundary");
        assertThat(server.holdsNothing()).isTrue();
    }

    /** Without waiting for a garbage collection, which would close what was forgotten. */
    @Test
    void abortedUploads_leaveNothing() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (MultipartClient aborting = new MultipartClient(server.port())) {
                aborting.begin("/", 5 * MIB, "session: ann").write(begunFile("a", "x".repeat(200_000)));
                Awaitility.await().until(() -> server.uploads.bytes() > 0);
                switch (i % 4) {
                    case 0 -> aborting.write("\r\n" + file("second", "x")).answer();
                    case 1 -> aborting.write("\r\n------boundaryx\r\n").answer();
                    case 2 ->
                        aborting.write("\r\n" + field("f", "x".repeat(MIB + 1))).answer();
                    default -> {} // goes away
                }
                assertThat(i % 4 == 3 || server.holdsNothing()).as("%s", i).isTrue();
            }
            Awaitility.await().until(server::holdsNothing);
        }
    }

    @Test
    void aReading_thatIsAborted_givesAllBack_beforeItIsTold() throws Exception {
        client.begin("/", 4 * MIB, "session: ann").write(begunFile("a", "x".repeat(MIB)));
        Awaitility.await().until(() -> server.uploads.bytes() > 0);

        server.abort.run();

        assertThat(client.answer().error()).contains("too late");
        assertThat(server.holdsNothing()).isTrue();
    }

    @ExpectedLog("an upload failed, reference")
    @Test
    void aMissingDirectory_isOurFault() throws Exception {
        Files.delete(directory);
        server.usableSpace.set(0);
        try {
            Response response = client.send(field("session", "ann") + file("a", "x") + END);

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.result()).isEqualTo(99);
            assertThat(response.error()).contains("look up");
            assertThat(server.counters.refusals(Bound.UPLOAD_DISK)).isZero();
        } finally {
            Files.createDirectory(directory);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenTo_isOurFault_andTheLogHasIt() throws IOException {
        Files.delete(directory);
        try (LoggedLines logged = new LoggedLines(Refusals.class)) {
            Response response = client.send(field("session", "ann") + file("a", "x") + END);

            assertThat(response.result()).isEqualTo(99);
            String reference = response.error().replaceAll(".*look up (\\S+) in.*", "$1");
            assertThat(logged.errors()).singleElement().asString().contains(reference);
        } finally {
            Files.createDirectory(directory);
        }
    }
}
