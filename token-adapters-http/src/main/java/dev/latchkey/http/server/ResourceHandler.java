package dev.latchkey.http.server;

import dev.latchkey.http.Clients;
import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Reading;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.Resource;
import dev.latchkey.http.address.TrustedProxies;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;

/**
 * Answers requests to resources: on the event loop if nothing has to be waited for, and by a worker otherwise. A body that a resource does not
 * read is not waited for. Used on the event loop of the request.
 */
final class ResourceHandler {

    private final RequestReader reader;
    private final AnswerWriter writer;
    private final EarlyAnswers early;
    private final CallWorkers workers;
    private final Clients clients;
    private final Traces traces;

    ResourceHandler(
            RequestReader reader,
            AnswerWriter writer,
            EarlyAnswers early,
            CallWorkers workers,
            TrustedProxies trustedProxies,
            Traces traces) {
        this.reader = reader;
        this.writer = writer;
        this.early = early;
        this.workers = workers;
        this.clients = new Clients(trustedProxies);
        this.traces = traces;
    }

    void handle(HttpServerRequest request, Resource resource) {
        String method = request.method().name();
        if (!resource.httpMethods().isEmpty() && !resource.httpMethods().contains(method)) {
            String allowed = String.join(", ", resource.httpMethods());
            send(request, resource.refused(405, "call it by " + allowed).with("Allow", allowed), () -> {});
        } else if (resource.readsForm() && request.method().equals(HttpMethod.POST)) {
            readForm(request, resource);
        } else {
            answer(request, resource, Reading.of(List.of()));
        }
    }

    private void readForm(HttpServerRequest request, Resource resource) {
        if (!RequestReader.isForm(request)) {
            fail(request, resource, 415, "send the parameters as " + RequestReader.FORM);
            return;
        }
        reader.readForm(request)
                .onSuccess(form -> traces.run(request, () -> answer(request, resource, form)))
                .onFailure(e -> {
                    if (e instanceof EarlyAnswerException told) {
                        fail(request, resource, told.status(), told.detail());
                    } else if (e instanceof InvalidParameterException invalid) {
                        fail(request, resource, 400, Objects.requireNonNullElse(invalid.getMessage(), ""));
                    } else {
                        send(request, failure(resource, e), () -> {});
                    }
                });
    }

    /** Answers a request whose body was not read whole. */
    private void fail(HttpServerRequest request, Resource resource, int status, String detail) {
        early.send(request, status, sent -> writer.send(request, resource.refused(sent, detail)));
    }

    private void answer(HttpServerRequest request, Resource resource, Reading form) {
        Resource.Request asked = new Resource.Request(new VertxHead(request), request.uri(), form.pairs());
        HttpReply told;
        try {
            told = resource.answerAtOnce(asked).orElse(null);
        } catch (RuntimeException e) {
            told = failure(resource, e);
        }
        if (told != null) {
            send(request, told, form.held());
            return;
        }
        String client = resource.askedFor(asked).orElseGet(() -> clients.address(asked.head()));
        workers.run(
                        client,
                        traces.of(request, () -> resource.answer(asked)),
                        () -> resource.refused(503, CallWorkers.BUSY))
                .otherwise(e -> traces.get(request, () -> failure(resource, e)))
                .onSuccess(reply -> send(request, reply, form.held()));
    }

    /** What could not be decided: it is for the asker to ask again. */
    private static HttpReply failure(Resource resource, Throwable e) {
        return resource.refused(503, Refusals.failureText(resource.getClass().getSimpleName(), e));
    }

    /** Sends a reply, and closes the connection if something may stand behind the request that nobody reads. */
    private void send(HttpServerRequest request, HttpReply reply, Runnable held) {
        held.run();
        if (announcesBody(request) && !request.isEnded()) {
            early.sendLast(request, () -> writer.send(request, reply));
        } else {
            writer.send(request, reply);
        }
    }

    private static boolean announcesBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
