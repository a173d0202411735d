package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.demo.DemoPlatform;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.Token;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A SIGTERM ends the server as people run it in time and with all written, whatever clients do. */
final class ShutdownIT {

    /** By a SIGTERM: 128 and its number. */
    private static final int TERMINATED = 143;

    private static final Duration PROMISE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void connectionsThatAreHeld_holdNothingUp() throws Exception {
        try (ServerProcess server = serve();
                HeldConnections held = new HeldConnections()) {
            ApiClient script = script(server);
            held.holdAll(server.address(), server.secureAddress());
            use(script);

            server.askToEnd();

            assertThat(server.exitCode(PROMISE)).isEqualTo(TERMINATED);
            assertThat(server.errors()).isEmpty();
        }
        assertThat(token().lastUse()).isPresent();
    }

    @Test
    void withoutCalls_itEndsAtOnce() throws Exception {
        try (ServerProcess server = serve()) {
            server.askToEnd();

            assertThat(server.exitCode(Duration.ofSeconds(5))).isEqualTo(TERMINATED);
            assertThat(server.errors()).isEmpty();
        }
    }

    @Test
    void whatWasNoted_isWrittenBeforeClientsAreWaitedFor() throws Exception {
        try (ServerProcess server = serve();
                HeldConnections held = new HeldConnections()) {
            ApiClient script = script(server);
            HeldConnections.send(
                    held.open(server.address()),
                    "POST /1.0/users/authentication/rest/signin HTTP/1.1\r\n"
                            + "Host: x\r\nContent-Length: 99\r\n\r\nlog");
            use(script);

            server.askToEnd();
            Awaitility.await().atMost(PATIENCE).until(() -> refuses(server.address()));
            assertThat(server.isAlive()).isTrue();
            server.kill();
        }
        assertThat(token().lastUse()).isPresent();
    }

    @Test
    void whatFailsAtTheEnd_isLogged() throws Exception {
        try (ServerProcess server = serve().expecting("removing ").expecting("HSQLDB: ")) {
            Files.move(data().resolve("database"), data().resolve("gone"));
            server.askToEnd();

            assertThat(server.exitCode(PROMISE)).isEqualTo(TERMINATED);
            assertThat(server.errors())
                    .contains("SEVERE", "removing dead sessions failed", "HSQLDB: error closing log");
        }
    }

    /** As soon as there is a file of this name the signal comes. */
    @ParameterizedTest
    @ValueSource(strings = {"", "database/latchkey.lock", "database/latchkey.log", "tls.p12"})
    void aSignalWhileItStarts_endsItCleanly(String file) throws Exception {
        Path moment = data().resolve(file);
        try (ServerProcess server = ServerProcess.run(
                directory,
                List.of("serve", "--demo", "--http-port", "0", "--https-port", "0", "--data", data().toString()))) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> Files.exists(moment) || !server.isAlive());
            server.askToEnd();

            assertThat(server.exitCode(PROMISE)).isEqualTo(TERMINATED);
            assertThat(server.errors()).isEmpty();
        }
        try (Stream<Path> left = Files.list(data())) {
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("tls")))
                    .isSubsetOf("tls.p12");
        }
        try (ServerProcess again = serve()) {
            assertThat(again.errors()).isEmpty();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private ServerProcess serve() throws IOException {
        return ServerProcess.serve(directory, List.of("--demo", "--data", data().toString()));
    }

    private static ApiClient script(ServerProcess server) {
        ApiClient person = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
        JsonObject answer = person.call(
                "users.authentication.CreateToken",
                "description",
                "Used",
                "apiList",
                "environment.control.GetEnvs",
                "password",
                DemoAccount.PASSWORD);
        return person.with(answer.getJsonObject("token").getString("key"));
    }

    private static void use(ApiClient script) {
        assertThat(script.result("environment.control.GetEnvs")).isZero();
    }

    private static boolean refuses(URI address) {
        try (Socket unused = new Socket(address.getHost(), address.getPort())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The one token, as the next start finds it. */
    private Token token() {
        try (Database database = Database.open(
                DatabaseOptions.inDirectory(data()).migrations(DemoPlatform.SCHEMA, DemoPlatform.class))) {
            return database.tokens()
                    .ownedBy(database.accountStore()
                            .accounts()
                            .find(new EmailAddress(DemoAccount.LOGIN))
                            .orElseThrow()
                            .id())
                    .get(0);
        }
    }
}
