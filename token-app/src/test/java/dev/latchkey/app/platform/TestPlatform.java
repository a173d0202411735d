package dev.latchkey.app.platform;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Upload;
import dev.latchkey.http.testing.AnswerValidator;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.testing.SettableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A demo platform on HSQLDB in a directory, whose methods are called as a server would, without one. */
final class TestPlatform implements AutoCloseable {

    static final String ONE_TOMCAT = "[{\"nodeType\":\"tomcat\"}]";

    final SettableClock clock = new SettableClock(NOW);
    final Path directory;
    final Database database;
    final DemoPlatform platform;
    final MethodRegistry registry;
    final Latchkey latchkey;
    final AnswerValidator validator;

    TestPlatform(Path directory, Duration transitionTime) {
        this(directory, transitionTime, DemoPlatform.DEFAULT_DOMAIN);
    }

    TestPlatform(Path directory, Duration transitionTime, String domain) {
        this.directory = directory;
        this.database = Database.open(
                DatabaseOptions.inDirectory(directory).migrations(DemoPlatform.SCHEMA, DemoPlatform.class));
        this.platform = new DemoPlatform(database, clock, transitionTime, directory.resolve("archives"), domain);
        this.registry = registry(platform);
        this.latchkey =
                Latchkey.on(database).catalog(registry.catalog()).clock(clock).start();
        this.validator = new AnswerValidator(registry);
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

    /**
     * What a method answers, with these names and values of parameters. One of {@code environment.control} goes by its last
     * name alone. Each answer is held against what its method declares.
     */
    JsonObject call(AccountId account, String method, String... namesAndValues) {
        return call(Caller.bySession(account), method, Optional.empty(), namesAndValues);
    }

    JsonObject call(Caller caller, String method, Optional<Upload> upload, String... namesAndValues) {
        PlatformMethod called = method(method);
        ImmutableList<Map.Entry<String, String>> pairs = IntStream.range(0, namesAndValues.length / 2)
                .mapToObj(i -> Map.entry(namesAndValues[2 * i], namesAndValues[2 * i + 1]))
                .collect(toImmutableList());
        Answer answer = answer(called, caller, upload, pairs);
        JsonObject json = answer.body().toJsonObject();
        if (called.errorField().isEmpty()
                || answer.code().equals(ResultCode.SUCCESS)) { // the gateway puts that field in
            validator.validate(called, json);
        }
        return json;
    }

    PlatformMethod method(String name) {
        String full = name.contains(".") ? name : "environment.control." + name;
        return registry.methods().stream()
                .filter(method -> method.method().equals(ApiMethod.of(full)))
                .findAny()
                .orElseThrow();
    }

    private Answer answer(
            PlatformMethod method, Caller caller, Optional<Upload> upload, List<Map.Entry<String, String>> parameters) {
        try {
            Call call = Call.permitted(
                    method,
                    caller,
                    parameters,
                    upload,
                    PublicUrl.parse("https://localhost:8443"),
                    new Client("192.0.2.7", ""),
                    latchkey);
            call.parameters().check(method.parameters());
            return method.handler().handle(call);
        } catch (InvalidParameterException e) {
            return e.answer();
        }
    }

    /** Uploads a file of this name with these bytes, and gives the answer. */
    JsonObject upload(AccountId account, String name, String content) {
        try {
            Path file = Files.createTempFile(directory, "upload", "");
            Files.writeString(file, content);
            JsonObject answer = call(
                    Caller.bySession(account),
                    "storage.uploader.Upload",
                    Optional.of(new Upload(name, file, content.length())),
                    "fid",
                    "123456");
            Files.deleteIfExists(file); // as the server does
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of uploaded archives. */
    ImmutableList<String> archiveFiles() {
        try (Stream<Path> files = Files.list(directory.resolve("archives"))) {
            return files.map(file -> file.getFileName().toString()).collect(toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        for (String table : List.of("environments", "items", "actions", "archives")) {
            new DemoTables(database).transaction(handle -> handle.execute("DELETE FROM demo." + table));
        }
    }

    @Override
    public void close() {
        latchkey.close();
        database.close();
    }
}
