package dev.latchkey.http.server;

import com.google.common.collect.ImmutableList;
import dev.latchkey.Latchkey;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Calls;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.Doorkeeper;
import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Pages;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Reading;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.RequestObserver;
import dev.latchkey.http.Resource;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Site;
import dev.latchkey.http.Site.Audience;
import dev.latchkey.http.bounds.BodyMemory;
import dev.latchkey.http.bounds.BoundCounters;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.bounds.Deadlines;
import dev.latchkey.http.uploads.MultipartReader;
import dev.latchkey.http.uploads.Uploads;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a platform's methods and has its pages for browsers: the handler of a {@link PlatformServer}, or of a server of Vert.x that exists
 * already. A call is read, its caller is recognised and permitted, it runs, and its answer is written; on an event loop if nothing of that
 * waits, and by a worker otherwise. Safe for use by many threads.
 *
 * <p>It bounds bodies, the time of requests and answers, and the calls that wait. Connections are for the server to bound.
 */
public final class PlatformHandler implements Handler<HttpServerRequest>, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PlatformHandler.class);
    private static final int QUOTED_LENGTH = 200;
    private static final String HEALTH = "/health";

    /** What is told of requests for any page, and of those for what is not there: paths are anybody's words. */
    private static final String PAGE = "page";

    private static final String UNKNOWN = "unknown";

    private final Vertx vertx;
    private final Latchkey latchkey;
    private final Optional<Health> health;
    private final CrossOrigin crossOrigin;
    private final StrictTransport strictTransport;
    private final Calls calls;
    private final Deadlines deadlines;
    private final CallWorkers workers;
    private final RequestReader reader;
    private final AnswerWriter writer;
    private final EarlyAnswers early;
    private final ResourceHandler resources;
    private final RequestObserver requests;
    private final Traces traces;
    private volatile Site site;

    /**
     * A handler for a server of {@code vertx}.
     *
     * @param latchkey with the catalog of the site; it stays the caller's to close
     * @param credentials who calls are from that bring no token
     * @throws IllegalArgumentException if the catalog of {@code latchkey} is another
     */
    public PlatformHandler(Vertx vertx, ServerOptions options, Site site, Latchkey latchkey, Credentials credentials) {
        this(vertx, options, site, latchkey, credentials, Optional.empty(), new BoundCounters(), Pacing.OF_VERTX);
    }

    PlatformHandler(
            Vertx vertx,
            ServerOptions options,
            Site site,
            Latchkey latchkey,
            Credentials credentials,
            Optional<Health> health,
            BoundCounters counters,
            Pacing pacing) {
        Bounds bounds = options.bounds();
        this.vertx = vertx;
        site.requireCatalogOf(latchkey);
        this.latchkey = latchkey;
        this.site = site;
        this.health = health;
        this.crossOrigin = options.crossOrigin();
        this.strictTransport = options.strictTransport();
        this.calls =
                new Calls(latchkey, credentials, options.publicUrl(), options.trustedProxies(), options.observer());
        this.deadlines = new Deadlines(vertx);
        this.workers = new CallWorkers(vertx, bounds.waitingCalls(), counters);
        BodyMemory bodies = new BodyMemory(bounds.bodyBytes(), counters);
        Uploads uploads = new Uploads(options.uploads(), counters);
        this.reader = new RequestReader(
                options.uploads(),
                new MultipartReader(workers.executor(), uploads),
                bodies,
                bounds.requestTime(),
                deadlines,
                counters);
        this.writer = new AnswerWriter(vertx, deadlines, bounds.answerTime(), counters, pacing);
        this.early = new EarlyAnswers(vertx, writer, pacing, deadlines, bounds.requestTime());
        this.traces = options.logsTraces() ? Traces.LOGGED : Traces.NONE;
        this.resources = new ResourceHandler(reader, writer, early, workers, options.trustedProxies(), traces);
        this.requests = options.requests();
    }

    @Override
    public void handle(HttpServerRequest request) {
        handle(request, Audience.EVERYBODY);
    }

    void handle(HttpServerRequest request, Audience audience) {
        writer.whenRoom(request, () -> traces.run(request, () -> route(request, audience)));
    }

    /** Offers another site from the next request on, and has the tokens go by its catalog. */
    public void offer(Site other) {
        latchkey.catalog(other.registry().catalog());
        site = other;
    }

    /** Ends what it started, without waiting for calls in progress. */
    @Override
    public void close() {
        deadlines.close();
        workers.close();
    }

    private void route(HttpServerRequest request, Audience audience) {
        strictTransport
                .value(request::isSSL)
                .ifPresent(value -> request.response().putHeader(StrictTransport.HEADER, value));
        if (!namesOneHost(request)) {
            observe(request, UNKNOWN);
            early.sendLast(request, 400, Answer.invalidParameter("Host", "name one host, and perhaps a port"));
            return;
        }
        Site now = site;
        String path = Objects.requireNonNullElse(request.path(), "");
        if (audience == Audience.EVERYBODY) {
            Optional<PlatformMethod> method = now.registry().find(path);
            if (method.isPresent()) {
                observe(request, method.get().method().toString());
                call(request, method.get());
                return;
            }
        }
        Optional<Map.Entry<String, Resource>> resource = now.resources(audience).find(path);
        if (resource.isPresent()) {
            observe(request, resource.get().getKey());
            resources.handle(request, resource.get().getValue());
        } else if (audience == Audience.EVERYBODY) {
            routePage(request, path, now.pages());
        } else {
            observe(request, UNKNOWN);
            writer.send(request, 404, Answer.error(ResultCode.NOT_FOUND, "there is nothing at " + quoted(path)));
        }
    }

    /** Tells of a request when the last of its answer is sent. One that is never answered is not told of. */
    private void observe(HttpServerRequest request, String route) {
        if (requests != RequestObserver.NONE) {
            request.response().bodyEndHandler(new TimedRequest(requests, request, route));
        }
    }

    private void routePage(HttpServerRequest request, String path, Pages pages) {
        if (health.isPresent() && path.equals(HEALTH)) {
            observe(request, HEALTH);
            answerHealth(request, health.get());
            return;
        }
        boolean known = pages.has(path, request.method().name());
        observe(request, known ? PAGE : UNKNOWN);
        if (known) {
            writer.send(request, 200, pages.at(path));
        } else if (isPersons(request, path) && pages.otherwise().isPresent()) {
            writer.send(request, 404, pages.otherwise().get());
        } else {
            Answer unknown = Answer.error(ResultCode.NOT_FOUND, "there is no API method at " + quoted(path));
            writer.send(request, 404, unknown);
        }
    }

    /** The check may be one that another request has asked for, on another event loop. */
    private void answerHealth(HttpServerRequest request, Health checked) {
        Context eventLoop = vertx.getOrCreateContext();
        checked.check().onSuccess(up -> eventLoop.runOnContext(told -> answerHealth(request, up)));
    }

    private void answerHealth(HttpServerRequest request, boolean up) {
        JsonObject status = new JsonObject().put("status", up ? "UP" : "DOWN");
        writer.sendJson(request, up ? 200 : 503, ImmutableList.of(status.toBuffer()));
    }

    /** Whether a person looks for a page, and not a program for a method. */
    private static boolean isPersons(HttpServerRequest request, String path) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html") && !path.startsWith("/1.0/");
    }

    private static boolean namesOneHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        return switch (request.version()) {
            case HTTP_1_0 -> HostHeader.isValidOrMissing(hosts);
            case HTTP_1_1 -> HostHeader.isValid(hosts);
            default -> HostHeader.isValidWithAuthority(Objects.toString(request.authority(), ""), hosts);
        };
    }

    private void call(HttpServerRequest request, PlatformMethod method) {
        if (!crossOrigin.isNone() && answersCrossOrigin(request)) {
            return;
        }
        if (!method.isCalledBy(request.method().name())) {
            request.response().putHeader(HttpHeaders.ALLOW, method.allowed());
            writer.send(request, 405, method.told(PlatformMethod.CALL_OTHERWISE));
            return;
        }
        Call call = calls.begin(method, new VertxHead(request));
        if (RequestReader.readsBody(request)) {
            reader.read(request, method.takesFile(), doorkeeper(call))
                    .onComplete(
                            reading -> traces.run(request, () -> answer(request, call, reading)),
                            e -> traces.run(request, () -> fail(request, call, e)));
            return;
        }
        Reading reading;
        try {
            reading = RequestReader.readQuery(request);
        } catch (InvalidParameterException e) {
            fail(request, call, e);
            return;
        }
        answer(request, call, reading);
    }

    /** Tells a page of another site what it may do; whether that was all that it asked. */
    private boolean answersCrossOrigin(HttpServerRequest request) {
        Optional<String> origin = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN));
        Optional<String> asked = Optional.ofNullable(request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD));
        if (crossOrigin.isPreflight(request.method().name(), origin, asked)) {
            crossOrigin.preflightHeaders(origin).forEach(request.response()::putHeader);
            request.response().setStatusCode(204).end();
            return true;
        }
        crossOrigin.headers(origin).forEach(request.response()::putHeader);
        return false;
    }

    private Doorkeeper doorkeeper(Call call) {
        return new Doorkeeper() {
            @Override
            public boolean namesCaller(List<Map.Entry<String, String>> fields) {
                calls.read(call, Reading.of(fields));
                return calls.namesCaller(call);
            }

            @Override
            public Admission admit(List<Map.Entry<String, String>> fields) {
                calls.read(call, Reading.of(fields));
                return calls.admit(call);
            }
        };
    }

    /** On the event loop if nothing waits, as for a cached token's call of a method that does not; by a worker otherwise. */
    private void answer(HttpServerRequest request, Call call, Reading reading) {
        long start = LOGGER.isDebugEnabled() ? System.nanoTime() : 0;
        calls.read(call, reading);
        calls.decideAtOnce(call);
        if (calls.runsAtOnce(call)) {
            end(request, call, reading, calls.run(call), start);
            return;
        }
        workers.run(
                        call.client().address(),
                        traces.of(request, () -> {
                            calls.decide(call);
                            return calls.run(call);
                        }),
                        () -> Answer.error(ResultCode.INTERNAL_ERROR, CallWorkers.BUSY))
                .otherwise(e -> traces.get(request, () -> call.method().told(Refusals.failure(call, e))))
                .onSuccess(answer -> traces.run(request, () -> end(request, call, reading, answer, start)));
    }

    /** Gives back what a body held, and sends the answer. A file that its method did not move away is removed before. */
    private void end(HttpServerRequest request, Call call, Reading reading, Answer answer, long start) {
        log(call, answer, start);
        if (reading.upload().isEmpty()) {
            reading.held().run();
            writer.send(request, 200, answer);
            return;
        }
        workers.executor()
                .executeBlocking(
                        () -> {
                            reading.held().run();
                            return true;
                        },
                        false)
                .onFailure(e -> LOGGER.error("an upload was not removed", e))
                .onComplete(released -> writer.send(request, 200, answer));
    }

    /** Answers a call that was not read whole. */
    private void fail(HttpServerRequest request, Call call, Throwable e) {
        if (e instanceof EarlyAnswerException answer) {
            early.send(request, answer.status(), call.method().told(answer.answer()));
        } else if (e instanceof InvalidParameterException invalid) {
            early.send(request, 200, call.method().told(invalid.answer()));
        } else {
            early.send(request, 200, call.method().told(Refusals.failure(call, e)));
        }
    }

    private static void log(Call call, Answer answer, long start) {
        if (LOGGER.isDebugEnabled()) {
            LOGGER.debug(
                    "{} from {}, ruk {}: {} in {} ms",
                    call.method().method(),
                    call.client().address(),
                    quoted(String.join(",", call.parameters().all("ruk"))),
                    answer.code().number(),
                    (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** Somebody's text, cut to a length and without control characters. */
    private static String quoted(String text) {
        String start = text.substring(0, Math.min(text.length(), QUOTED_LENGTH));
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
