package dev.latchkey.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls a server on many connections, on each as soon as the call before is answered, with random ones of given values. */
final class LoadGenerator {

    private final List<Buffer> requests;
    private final SplittableRandom random = new SplittableRandom();
    private long calls;
    private boolean measured;

    private LoadGenerator(List<Buffer> requests) {
        this.requests = requests;
    }

    /** Options: {@code --port}, {@code --path}, {@code --values} file, {@code --connections}, {@code --seconds}. */
    static void run(Arguments arguments) throws IOException, InterruptedException {
        String path = arguments.text("path", "/");
        LoadGenerator generator = new LoadGenerator(Files.readAllLines(arguments.path("values", "values.txt")).stream()
                .map(value -> path.startsWith(LoadTool.BEARER)
                        ? HttpCalls.asking(path.substring(LoadTool.BEARER.length()), value)
                        : HttpCalls.request(path + value))
                .toList());
        int seconds = arguments.number("seconds", 10);
        double rate = generator.run(arguments.number("port", 0), arguments.number("connections", 64), seconds);
        System.out.printf(Locale.ROOT, "Requests/sec: %.1f%n", rate);
    }

    private double run(int port, int connections, int seconds) throws InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        NetClient client = vertx.createNetClient();
        CountDownLatch ended = new CountDownLatch(1);
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            HttpCalls.connect(client, port).onSuccess(this::next).onFailure(e -> {
                throw new IllegalStateException("no connection", e);
            });
        }
        vertx.setTimer(TimeUnit.SECONDS.toMillis(seconds), timer -> {
            measured = true;
            ended.countDown();
        });
        ended.await();
        double rate = calls * 1e9 / (System.nanoTime() - start);
        vertx.close().await();
        return rate;
    }

    private void next(HttpCalls connection) {
        connection.call(requests.get(random.nextInt(requests.size())), answer -> {
            if (!measured) {
                calls++;
                next(connection);
            }
        });
    }
}
