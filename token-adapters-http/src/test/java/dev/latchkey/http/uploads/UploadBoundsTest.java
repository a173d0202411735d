package dev.latchkey.http.uploads;

import static dev.latchkey.http.uploads.MultipartClient.END;
import static dev.latchkey.http.uploads.MultipartClient.begunFile;
import static dev.latchkey.http.uploads.MultipartClient.field;
import static dev.latchkey.http.uploads.MultipartClient.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.http.Answer;
import dev.latchkey.http.FileRoom;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.uploads.MultipartClient.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that are held back, by one account or by many: who is over a bound is refused, and all others go on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a mute connection waits for ever
final class UploadBoundsTest {

    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    private final List<MultipartClient> held = new ArrayList<>();
    private MultipartServer server;

    @BeforeEach
    void start() {
        server = new MultipartServer(new UploadSettings(directory, 64L * MIB, 3, 2, 8 * MIB, 5 * MIB, 100 * MIB), MIB);
    }

    @AfterEach
    void stop() throws Exception {
        letGo();
        server.close();
    }

    @Test
    void filesOfAnAccount_areBounded() throws Exception {
        hold("ann", 10);
        hold("ann", 10);

        Response response = send("ann", 10);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.result()).isEqualTo(8);
        assertThat(response.error()).contains("2 files");
        assertThat(server.counters.refusals(Bound.UPLOADS)).isEqualTo(1);
        assertThat(send("bob", 10).result()).isZero();
        letGo();
        assertThat(send("ann", 10).result()).isZero();
    }

    @Test
    void filesOfAll_areBounded() throws Exception {
        hold("ann", 10);
        hold("bob", 10);
        hold("carl", 10);

        assertBusy(send("dora", 10));
        assertThat(server.counters.refusals(Bound.UPLOADS)).isEqualTo(1);
        letGo();
        assertThat(send("dora", 10).result()).isZero();
    }

    @Test
    void bytesOfAnAccount_areBounded_asTheyGrow() throws Exception {
        hold("ann", 4 * MIB);

        Response response = send("ann", 2 * MIB);

        assertThat(response.result()).isEqualTo(8);
        assertThat(server.counters.refusals(Bound.UPLOAD_BYTES)).isEqualTo(1);
        assertThat(send("ann", MIB / 2).result()).isZero();
        assertThat(send("bob", 2 * MIB).result()).isZero();
    }

    @Test
    void bytesOfAll_areBounded_asTheyGrow() throws Exception {
        hold("ann", 4 * MIB);
        hold("bob", 3 * MIB);

        assertBusy(send("carl", 2 * MIB));
        assertThat(server.counters.refusals(Bound.UPLOAD_BYTES)).isEqualTo(1);
        assertThat(send("carl", MIB / 2).result()).isZero();
    }

    @Test
    void aFile_thatIsTooLargeByItsOwnWord_isRefusedBeforeItsFirstByte() throws Exception {
        try (MultipartClient client = new MultipartClient(server.port())) {
            Response response = client.begin("/", 10 * MIB, "session: ann")
                    .write(begunFile("a", ""))
                    .answer();

            assertThat(response.result()).isEqualTo(8);
            assertThat(server.holdsNothing()).isTrue();
        }
    }

    @Test
    void aFullDisk_isToldInWords_beforeTheFirstByte() throws Exception {
        server.usableSpace.set(100 * MIB - 1);
        try (LoggedLines logged = new LoggedLines(UploadDisk.class)) {
            assertFull(send("ann", 10));
            assertFull(send("ann", 10));

            assertThat(logged.warnings())
                    .as("told once")
                    .singleElement()
                    .asString()
                    .contains(directory.toString());
        }
        assertThat(server.counters.refusals(Bound.UPLOAD_DISK)).isEqualTo(2);
        server.usableSpace.set(101 * MIB);
        assertThat(send("ann", 10).result()).isZero();
    }

    @Test
    void aDiskThatFillsMeanwhile_isToldInWords_andTheFileGivenUp() throws Exception {
        MultipartClient client = hold("ann", MIB);
        server.usableSpace.set(100 * MIB);

        assertFull(client.write("x".repeat(MIB)).answer());
        assertThat(server.holdsNothing()).isTrue();
        assertThat(server.counters.refusals(Bound.UPLOAD_DISK)).isEqualTo(1);
    }

    @Test
    void theCallersRoom_isKept_asTheFileGrows_andSharedByItsFiles() throws Exception {
        server.room = new FileRoom(2 * MIB, Answer.invalidParameter("file", "the quota is used up"));

        assertThat(send("ann", 2 * MIB).result()).isZero();
        assertThat(send("ann", 2 * MIB + 1).error()).contains("quota");
        hold("ann", MIB + 1);
        assertThat(send("ann", MIB).error()).contains("quota");
        assertThat(send("bob", MIB).result()).isZero();
    }

    @Test
    void aCallerWithoutRoom_isRefusedBeforeTheFirstByte() throws Exception {
        server.room = new FileRoom(0, Answer.invalidParameter("file", "the quota is used up"));
        try (MultipartClient client = new MultipartClient(server.port())) {
            Response response = client.begin("/", 1_000, "session: ann")
                    .write(begunFile("a", ""))
                    .answer();
            assertThat(response.error()).contains("quota");
        }
    }

    @Test
    void settings_thatContradictThemselves_areRefused() {
        assertThatThrownBy(() -> new UploadSettings(directory, 1, 1, 2, 1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UploadSettings(directory, 1, 1, 1, 1, 2, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UploadSettings(directory, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leftovers_areRemoved_andNothingElse() throws Exception {
        for (String name : List.of("upload-1.tmp", "FUp_1.tmp", "upload-1.war", "mine.tmp")) {
            Files.createFile(directory.resolve(name));
        }

        new UploadSettings(directory, 1).removeLeftovers();

        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("upload-1.war", "mine.tmp");
        Files.delete(directory.resolve("upload-1.war"));
        Files.delete(directory.resolve("mine.tmp"));
    }

    /** Begins an upload and keeps its end back. */
    private MultipartClient hold(String account, int size) throws IOException {
        long before = server.uploads.bytes();
        MultipartClient client = new MultipartClient(server.port());
        held.add(client);
        client.begin("/", size + 2 * MIB, "session: " + account).write(begunFile("held", "x".repeat(size)));
        // The parser keeps back what may be the start of a boundary: here nothing.
        Awaitility.await().until(() -> server.uploads.bytes() == before + size);
        return client;
    }

    private Response send(String account, int size) throws IOException {
        try (MultipartClient client = new MultipartClient(server.port())) {
            return client.send(field("session", account) + file("a", "x".repeat(size)) + END);
        }
    }

    private void letGo() throws IOException {
        for (MultipartClient client : held) {
            client.close();
        }
        Awaitility.await().until(server::holdsNothing);
    }

    private static void assertBusy(Response response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.result()).isEqualTo(99);
        assertThat(response.error()).contains("try again");
    }

    private static void assertFull(Response response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.result()).isEqualTo(99);
        assertThat(response.error()).contains("disk", "full");
    }
}
