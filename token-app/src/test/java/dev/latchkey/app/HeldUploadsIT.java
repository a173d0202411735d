package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has a token sends files and never ends, to fill the disk on which the server keeps all else; and then goes away. */
final class HeldUploadsIT {

    private static final int UPLOADS = 5;
    private static final int MEBIBYTES = 70;
    private static final String MEBIBYTE = "x".repeat(1 << 20);
    private static final long LENGTH = (MEBIBYTES + 1L) << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void uploadsThatAreHeld_leaveRoomForAllElse_andGiveTheirsBackAtOnce() throws Exception {
        try (SmallDisk disk = new SmallDisk(directory.resolve("disk"));
                AttackedServer server =
                        AttackedServer.start(directory, disk.directory().resolve("data"), "192m")) {
            ApiClient person = ApiClient.signIn(server.process().address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
            String token = person.createTokenOf("Maven Plugin");
            long free = disk.free();
            List<RawConnection> uploads = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                uploads.add(upload(server, token));
            }
            Path incoming = disk.directory().resolve("data").resolve("incoming");
            Awaitility.await("the uploads are taken or refused")
                    .atMost(PATIENCE)
                    .until(() -> taken(incoming) >> 20 >= (UPLOADS - refused(uploads)) * (MEBIBYTES - 1));
            System.out.printf("taken %d MB, refused %d of %d%n", taken(incoming) >> 20, refused(uploads), UPLOADS);

            server.assertServes();
            assertThat(revoke(person)).isZero();

            assertThat(refused(uploads)).isGreaterThan(disk.isSmall() ? 0 : -1);
            server.endAttack();
            Awaitility.await("the room is there again")
                    .atMost(RawConnection.PATIENCE)
                    .untilAsserted(() -> assertThat(disk.free()).isGreaterThan(free - (40L << 20)));
            server.assertUnharmed();
        }
    }

    private static RawConnection upload(AttackedServer server, String token) {
        return server.attack(server.http())
                .send(RawHttp.postHead(RawHttp.UPLOAD, RawHttp.MULTIPART, LENGTH)
                        + RawHttp.field("session", token)
                        + RawHttp.fileHead("app.war"))
                .send(MEBIBYTE, MEBIBYTES);
    }

    private static int revoke(ApiClient person) {
        String id = person.call("users.authentication.GetTokens").getJsonArray("apiTokens").stream()
                .map(JsonObject.class::cast)
                .filter(token -> token.getString("description").equals("Maven Plugin"))
                .findFirst()
                .orElseThrow()
                .getInteger("id")
                .toString();
        return person.result("users.authentication.DeleteTokens", "ids", id, "password", DemoAccount.PASSWORD);
    }

    private static long refused(List<RawConnection> uploads) {
        return uploads.stream()
                .filter(upload -> upload.isClosed() || !upload.answers().isEmpty())
                .count();
    }

    /** How many bytes there are on the disk; an upload may keep some of its own in memory. */
    private static long taken(Path incoming) {
        try (Stream<Path> files = Files.list(incoming)) {
            return files.mapToLong(HeldUploadsIT::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // it was given up in the meantime
        }
    }
}
