package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A start of the released server.
 *
 * @param seconds from starting its process to the first answer to a call with a token
 * @param resident the memory that it has when it is ready, in MiB
 */
record ServerStart(double seconds, double resident) {

    private static final String READY = "Latchkey is ready: ";
    private static final String RESIDENT = "VmRSS:";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Starts it, and ends it again. */
    static ServerStart measure(Path jar, Dataset dataset) {
        String value = new GeneratedTokens().value(0).reveal();
        ProcessBuilder builder = new ProcessBuilder(
                Child.java(),
                "-jar",
                jar.toString(),
                "serve",
                "--data",
                dataset.data().toString(),
                "--http-port",
                "0",
                "--https-port",
                "-1");
        builder.environment().putAll(dataset.environment());
        long start = System.nanoTime();
        try (Child server = Child.start(builder)) {
            String address = server.await(READY).split(" ", 2)[0];
            double resident = resident(server.id());
            get(URI.create(address + "/1.0/users/authentication/rest/checksign?session=" + value));
            return new ServerStart((System.nanoTime() - start) / 1e9, resident);
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

    private static double resident(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
