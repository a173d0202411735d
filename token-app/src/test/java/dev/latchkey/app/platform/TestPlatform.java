package dev.latchkey.app.platform;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Parameters;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.testing.SettableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A demo platform on HSQLDB in a directory, whose methods are called as a server would, without one. */
final class TestPlatform implements AutoCloseable {

    static final String ONE_TOMCAT = "[{\"nodeType\":\"tomcat\"}]";

    final SettableClock clock = new SettableClock(NOW);
    final Database database;
    final DemoPlatform platform;
    final MethodRegistry registry;

    TestPlatform(Path directory, Duration transitionTime) {
        this(directory, transitionTime, DemoPlatform.DEFAULT_DOMAIN);
    }

    TestPlatform(Path directory, Duration transitionTime, String domain) {
        this.database = Database.open(DatabaseOptions.inDirectory(directory).migrations(DemoPlatform.MIGRATIONS));
        this.platform = new DemoPlatform(database, clock, transitionTime, domain);
        this.registry = registry(platform);
    }

    /** The registry of these methods and of what else the templates name. */
    static MethodRegistry registry(DemoPlatform platform) {
        return new MethodRegistry(
                ImmutableList.<PlatformMethod>builder()
                        .addAll(platform.methods())
                        .add(PlatformMethod.reading("users.account.GetUserInfo", "Somebody else's")
                                .handledBy(call -> Answer.OK))
                        .build(),
                DemoPlatform.templates());
    }

    /** What {@code environment.control.METHOD} answers, with these names and values of parameters. */
    JsonObject call(AccountId account, String method, String... namesAndValues) {
        PlatformMethod called =
                registry.find("/environment/control/rest/" + method).orElseThrow();
        ImmutableList<Map.Entry<String, String>> pairs = IntStream.range(0, namesAndValues.length / 2)
                .mapToObj(i -> Map.entry(namesAndValues[2 * i], namesAndValues[2 * i + 1]))
                .collect(toImmutableList());
        return answer(called, account, Parameters.of(pairs)).body().toJsonObject();
    }

    private Answer answer(PlatformMethod method, AccountId account, Parameters parameters) {
        try {
            parameters.check(method.parameters());
            return method.handler()
                    .handle(new Call(
                            Optional.of(Caller.bySession(account)),
                            "",
                            parameters,
                            Optional.empty(),
                            "http://localhost",
                            "192.0.2.7",
                            "",
                            registry.catalog()));
        } catch (InvalidParameterException e) {
            return e.answer();
        }
    }

    /** The same, where it is to succeed. */
    JsonObject ok(AccountId account, String method, String... namesAndValues) {
        JsonObject answer = call(account, method, namesAndValues);
        assertThat(answer.getInteger("result")).as("%s: %s", method, answer).isZero();
        return answer;
    }

    /** The error with which it is to fail. */
    String error(int code, AccountId account, String method, String... namesAndValues) {
        JsonObject answer = call(account, method, namesAndValues);
        assertThat(answer.getInteger("result")).as("%s: %s", method, answer).isEqualTo(code);
        return answer.getString("error");
    }

    /** Makes an environment of one node. */
    void create(AccountId owner, String name) {
        create(owner, name, ONE_TOMCAT);
    }

    void create(AccountId owner, String name, String nodes) {
        ok(owner, "CreateEnvironment", "env", env(name), "nodes", nodes);
    }

    static String env(String name) {
        return new JsonObject().put("shortdomain", name).encode();
    }

    JsonObject info(AccountId owner, String name) {
        return ok(owner, "GetEnvInfo", "envName", name);
    }

    int status(AccountId owner, String name) {
        return info(owner, name).getJsonObject("env").getInteger("status");
    }

    /** The number of the only node, or of the first one, in a node group. */
    String nodeId(AccountId owner, String name, String group) {
        JsonArray nodes = info(owner, name).getJsonArray("nodes");
        return IntStream.range(0, nodes.size())
                .mapToObj(nodes::getJsonObject)
                .filter(node -> node.getString("nodeGroup").equals(group))
                .map(node -> node.getInteger("id").toString())
                .findFirst()
                .orElseThrow();
    }

    Map<String, Object> variables(AccountId owner, String name, String nodeId) {
        return ImmutableMap.copyOf(ok(owner, "GetContainerEnvVars", "envName", name, "nodeId", nodeId)
                .getJsonObject("object")
                .getMap());
    }

    void deleteEverything() {
        database.transaction(handle -> handle.execute("DELETE FROM environments"));
    }

    @Override
    public void close() {
        database.close();
    }
}
