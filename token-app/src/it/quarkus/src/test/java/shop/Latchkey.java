package shop;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The server's jar in a process of its own, with an administrator and a token for the service. */
public final class Latchkey implements QuarkusTestResourceLifecycleManager {

    private static final String ROOT = "root@shop.example";
    private static final String PASSWORD = "a long password";
    private static final String READY = "Latchkey is ready: ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DIRECTORY = Path.of("target", "latchkey");
    private static final String DATA = DIRECTORY.resolve("data").toString();
    private static final String PLATFORM = Path.of("src", "test", "platform.yaml").toString();

    private final HttpClient http = HttpClient.newHttpClient();
    private Process server;
    private URI address;
    private String session;

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(DIRECTORY);
            run("account", "add", ROOT, "--password-stdin", "--data", DATA);
            run("account", "admin", ROOT, "--data", DATA);
            String made = run("service", "add", ROOT, "Orders", "--data", DATA, "--platform", PLATFORM);
            serve();
            session = call("Signin", "login", ROOT, "password", PASSWORD).getString("session");
            String value = made.lines().reduce((line, next) -> next).orElseThrow();
            return Map.of("latchkey.url", address.toString(), "latchkey.service-token", value);
        } catch (IOException | InterruptedException | RuntimeException e) {
            stop();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType() == Latchkey.class);
    }

    /** Ends the server; a second time it does nothing. */
    @Override
    public void stop() {
        if (server != null) {
            server.destroyForcibly().onExit().join();
        }
    }

    URI address() {
        return address;
    }

    /** Makes a token for these methods. */
    String token(String methods) throws IOException, InterruptedException {
        return call("CreateToken", "session", session, "password", PASSWORD, "description", "x", "apiList", methods)
                .getJsonObject("token")
                .getString("key");
    }

    /** Revokes a token, as its holder may. */
    void revoke(String token) throws IOException, InterruptedException {
        post("/revoke", "token", token);
    }

    private JsonObject call(String method, String... parameters) throws IOException, InterruptedException {
        return new JsonObject(post("/1.0/users/authentication/rest/" + method, parameters));
    }

    private String post(String path, String... parameters) throws IOException, InterruptedException {
        StringJoiner form = new StringJoiner("&");
        for (int i = 0; i < parameters.length; i += 2) {
            form.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private void serve() throws IOException, InterruptedException {
        Path log = DIRECTORY.resolve("serve.log");
        server = start(log, "serve", "--http-port", "0", "--https-port", "0", "--data", DATA, "--platform", PLATFORM);
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> ready = Optional.empty();
        while (ready.isEmpty()) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("the server did not start: " + Files.readString(log));
            }
            Thread.sleep(100);
            ready = Files.readString(log).lines().filter(line -> line.startsWith(READY)).findFirst();
        }
        address = URI.create(ready.get().substring(READY.length()).split(" ")[0]);
    }

    /** Runs a command with the password as its input, and gives what it printed. */
    private static String run(String... arguments) throws IOException, InterruptedException {
        Path log = DIRECTORY.resolve("command.log");
        Process process = start(log, arguments);
        try (var input = process.outputWriter()) {
            input.write(PASSWORD + "\n");
        } catch (IOException e) {
            // a command that reads nothing may have ended already
        }
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(List.of(arguments) + ": " + Files.readString(log));
        }
        return Files.readString(log);
    }

    private static Process start(Path log, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.concat(
                        Stream.of(java, "-jar", System.getProperty("latchkey.jar")), Stream.of(arguments))
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
