package dev.latchkey.demo.tracking;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_ID;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Shape;
import dev.latchkey.http.WireTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/** The logs of nodes. */
public final class LogMethods {

    private static final Parameter PATH = required("path", TEXT, "the log's path, as GetLogs lists it");
    private static final int DEFAULT_COUNT = 1_000;

    private final NodeLogs logs;
    private final Lookup lookup;

    public LogMethods(NodeLogs logs, Lookup lookup) {
        this.logs = logs;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.reading("environment.control.GetLogs", "Lists the logs of a node")
                        .takes(ENV_NAME, NODE_ID, optional("path", TEXT, "only logs whose path begins with this"))
                        .answers(always(
                                "object",
                                Shape.listOf(Shape.object(
                                        always("name", Shape.text("deploy.log")),
                                        always("path", Shape.text("/var/log/deploy.log")),
                                        always("size", Shape.whole(420)),
                                        always("isdir", Shape.bool(false)),
                                        always("lastModified", EnvironmentShapes.TIME)))))
                        .handledBy(call -> lookup.node(call, (environment, node) -> list(call, node))),
                PlatformMethod.reading("environment.control.ReadLog", "Tells what stands in a log of a node")
                        .takes(
                                ENV_NAME,
                                NODE_ID,
                                PATH,
                                optional("from", INTEGER, "the first line, 0 without it"),
                                optional("count", INTEGER, "how many lines, " + DEFAULT_COUNT + " without it"))
                        .answers(always("body", Shape.text("2026-11-24 10:15:30 environment.control.StartEnv …")))
                        .handledBy(call -> lookup.node(call, (environment, node) -> read(call, node))));
    }

    private Answer list(Call call, Node node) {
        String prefix = call.parameters().text("path").orElse("");
        JsonArray files = new JsonArray();
        for (NodeLogs.LogFile file : logs.of(node)) {
            if (file.path().startsWith(prefix)) {
                files.add(new JsonObject()
                        .put("name", file.path().substring(file.path().lastIndexOf('/') + 1))
                        .put("path", file.path())
                        .put("size", file.size())
                        .put("isdir", false)
                        .put("lastModified", WireTime.format(file.lastLineAt())));
            }
        }
        return Answer.ok(new JsonObject().put("object", files));
    }

    private Answer read(Call call, Node node) {
        String path = call.parameters().requiredText("path");
        int from = atLeastZero(call, "from", 0);
        int count = atLeastZero(call, "count", DEFAULT_COUNT);
        ImmutableList<String> lines = logs.lines(node, path);
        return lines.isEmpty()
                ? noSuchLog(path)
                : Answer.ok(new JsonObject()
                        .put(
                                "body",
                                lines.stream()
                                        .skip(from)
                                        .limit(count)
                                        .map(line -> line + "\n")
                                        .collect(Collectors.joining())));
    }

    private static int atLeastZero(Call call, String parameter, int otherwise) {
        int number = call.parameters().integer(parameter).orElse(otherwise);
        if (number < 0) {
            throw new InvalidParameterException(parameter, "give 0 or more");
        }
        return number;
    }

    private static Answer noSuchLog(String path) {
        return Answer.error(ResultCode.NOT_FOUND, "the node has no log " + Texts.quoted(path) + ": GetLogs lists them");
    }
}
