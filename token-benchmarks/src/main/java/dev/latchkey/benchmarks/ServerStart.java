package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A start of the released server.
 *
 * @param seconds from starting its process to what was waited for
 * @param resident the memory that it has when it says that it is ready, in MiB
 */
record ServerStart(double seconds, double resident) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Starts it, waits for the first answer to a call with a token, and ends it again. */
    static ServerStart toAnswer(Path jar, Dataset dataset) {
        String value = new GeneratedTokens().value(0).reveal();
        List<String> options = List.of("--data", dataset.data().toString(), "--http-port", "0", "--https-port", "-1");
        return measure(
                ofJar(jar),
                options,
                dataset.environment(),
                address -> get(address.resolve("/1.0/users/authentication/rest/checksign?session=" + value)));
    }

    /** Starts it, waits until it says that it is ready, and ends it again. */
    static ServerStart toReady(List<String> program, List<String> options, Map<String, String> environment) {
        return measure(program, options, environment, address -> {});
    }

    /** The command that runs a released jar. */
    static List<String> ofJar(Path jar) {
        return List.of(Child.java(), "-jar", jar.toString());
    }

    private static ServerStart measure(
            List<String> program, List<String> options, Map<String, String> environment, Consumer<URI> whenReady) {
        List<String> command = new ArrayList<>(program);
        command.add("serve");
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        try (Child server = Child.start(builder)) {
            URI address = server.awaitReady();
            long ready = System.nanoTime();
            double resident = server.residentMebibytes();
            long told = System.nanoTime() - ready;
            whenReady.accept(address);
            return new ServerStart((System.nanoTime() - start - told) / 1e9, resident);
        }
    }

    private static void get(URI address) {
        try {
            CLIENT.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
