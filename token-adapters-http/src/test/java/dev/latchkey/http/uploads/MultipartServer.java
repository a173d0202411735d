package dev.latchkey.http.uploads;

import static java.util.Objects.requireNonNull;

import dev.latchkey.http.Answer;
import dev.latchkey.http.Doorkeeper;
import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.FileRoom;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Reading;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Upload;
import dev.latchkey.http.bounds.BodyMemory;
import dev.latchkey.http.bounds.BoundCounters;
import dev.latchkey.token.AccountId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A server that reads each body by a {@link MultipartReader} and tells what it read. The field {@code session}, or the header of
 * that name, is the name of an account, which may send a file unless it is {@code nobody}. The answer does not close the
 * connection. A request that says {@code No-File} is one of a method that takes none.
 */
final class MultipartServer implements Doorkeeper, AutoCloseable {

    final BoundCounters counters = new BoundCounters();
    final AtomicLong usableSpace = new AtomicLong(1L << 40);
    final BodyMemory memory;
    final Uploads uploads;
    volatile FileRoom room = FileRoom.unbounded();
    /** Aborts the reading that began last. */
    volatile Runnable abort = () -> {};

    final AtomicLong asked = new AtomicLong();

    private final UploadSettings settings;
    private final Vertx vertx = Vertx.vertx();
    private final WorkerExecutor workers = vertx.createSharedWorkerExecutor("multipart-test", 4);
    private final HttpServer server;

    MultipartServer(UploadSettings settings, long memory) {
        this.settings = settings;
        this.memory = new BodyMemory(memory, counters);
        this.uploads = new Uploads(
                settings, counters, new UploadDisk(settings.directory(), settings.keepFree(), usableSpace::get));
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        MultipartReader reader = new MultipartReader(workers, uploads);
        Optional<String> header = Optional.ofNullable(request.getHeader("session"));
        Doorkeeper doorkeeper = header.isPresent() ? in(header.get()) : this;
        try {
            MultipartReading reading = reader.read(
                    request, memory.share(() -> {}), length(request), request.getHeader("No-File") == null, doorkeeper);
            Context eventLoop = requireNonNull(Vertx.currentContext());
            abort = () -> eventLoop.runOnContext(run -> reading.abort(EarlyAnswerException.busy("too late")));
            reading.body()
                    .compose(body -> workers.executeBlocking(() -> told(body), false))
                    .onSuccess(told -> send(request, 200, told))
                    .onFailure(e -> fail(request, e));
        } catch (InvalidParameterException e) {
            send(request, 200, e.answer());
        }
    }

    private static Answer told(Reading body) {
        JsonObject told = new JsonObject();
        body.pairs().forEach(field -> told.put(field.getKey(), field.getValue()));
        try {
            if (body.upload().isPresent()) {
                Upload upload = body.upload().get();
                told.put("fileName", upload.fileName()).put("size", upload.size());
                told.put("onDisk", Files.size(upload.file()));
            }
            return Answer.ok(told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            body.held().run();
        }
    }

    private void fail(HttpServerRequest request, Throwable e) {
        if (e instanceof InvalidParameterException invalid) {
            send(request, 200, invalid.answer());
        } else if (e instanceof EarlyAnswerException early) {
            send(request, early.status(), early.answer());
        } // the client has gone
    }

    private static void send(HttpServerRequest request, int status, Answer answer) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status).end(answer.body());
        }
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private Doorkeeper in(String account) {
        return new Doorkeeper() {
            @Override
            public boolean namesCaller(List<Map.Entry<String, String>> fields) {
                return true;
            }

            @Override
            public Admission admit(List<Map.Entry<String, String>> fields) {
                return MultipartServer.this.admit(List.of(Map.entry("session", account)));
            }
        };
    }

    @Override
    public boolean namesCaller(List<Map.Entry<String, String>> fields) {
        return fields.stream().anyMatch(field -> field.getKey().equals("session"));
    }

    @Override
    public Admission admit(List<Map.Entry<String, String>> fields) {
        asked.incrementAndGet();
        String account = fields.stream()
                .filter(field -> field.getKey().equals("session"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("nobody");
        if (account.equals("nobody")) {
            throw new EarlyAnswerException(200, Answer.error(ResultCode.SESSION_DEAD, "unknown"));
        }
        return new Admission(Optional.of(new AccountId(account)), room);
    }

    /** The files in the directory, and those of them that the process holds open, deleted or not. */
    List<String> files() {
        Path open = Path.of("/proc/self/fd");
        try (Stream<Path> listed = Files.list(settings.directory());
                Stream<Path> descriptors = Files.isDirectory(open) ? Files.list(open) : Stream.of()) {
            return Stream.concat(
                            listed.map(Path::toString),
                            descriptors
                                    .map(MultipartServer::target)
                                    .filter(target -> target.startsWith(settings.directory() + "/")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /** Whether all is given back: places, memory, files, descriptors. */
    boolean holdsNothing() {
        return uploads.files() == 0 && uploads.bytes() == 0 && memory.taken() == 0 && files().isEmpty();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
