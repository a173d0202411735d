package dev.latchkey.demo.node;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.OnPlatform;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VariableMethodsTest extends OnPlatform {

    private static final JsonObject OK = new JsonObject().put("result", 0);

    private String first;
    private String balancer;

    @BeforeEach
    void createEnvironment() {
        platform.create(
                ALICE,
                "my-env",
                "[{\"nodeType\":\"tomcat\",\"count\":2,\"env\":{\"A\":\"1\",\"B\":\"2\"}},{\"nodeType\":\"nginx\"}]");
        first = platform.nodeId(ALICE, "my-env", "cp");
        balancer = platform.nodeId(ALICE, "my-env", "bl");
    }

    private String second() {
        return Integer.toString(Integer.parseInt(first) + 1);
    }

    private JsonObject ok(String method, String... namesAndValues) {
        return platform.ok(ALICE, method, withEnvName(namesAndValues));
    }

    private String error(int code, String method, String... namesAndValues) {
        return platform.error(code, ALICE, method, withEnvName(namesAndValues));
    }

    private static String[] withEnvName(String... namesAndValues) {
        String[] all = new String[namesAndValues.length + 2];
        all[0] = "envName";
        all[1] = "my-env";
        System.arraycopy(namesAndValues, 0, all, 2, namesAndValues.length);
        return all;
    }

    private Map<String, Object> variables(String node) {
        return platform.variables(ALICE, "my-env", node);
    }

    @Test
    void getContainerEnvVars_answersWithNamesAndValues() {
        assertThat(ok("GetContainerEnvVars", "nodeId", first))
                .isEqualTo(new JsonObject("{\"result\":0,\"object\":{\"A\":\"1\",\"B\":\"2\"}}"));
        assertThat(ok("GetContainerEnvVars", "nodeId", balancer))
                .isEqualTo(new JsonObject("{\"result\":0,\"object\":{}}"));
    }

    @Test
    void getContainerEnvVarsByGroup_answersWithThoseOfTheFirstNode() {
        ok("AddContainerEnvVars", "vars", "{\"C\":\"3\"}", "nodeId", first);

        assertThat(ok("GetContainerEnvVarsByGroup", "nodeGroup", "cp").getJsonObject("object"))
                .isEqualTo(new JsonObject("{\"A\":\"1\",\"B\":\"2\",\"C\":\"3\"}"));
    }

    @Test
    void addContainerEnvVars_toANode_leavesTheRestAlone() {
        assertThat(ok("AddContainerEnvVars", "vars", "{\"B\":\"new\",\"C\":\"🚀\\n\"}", "nodeId", first))
                .isEqualTo(OK);

        assertThat(variables(first)).isEqualTo(Map.of("A", "1", "B", "new", "C", "🚀\n"));
        assertThat(variables(second())).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void addContainerEnvVars_toAGroup_addsThemToEachNode() {
        ok("AddContainerEnvVars", "vars", "{\"C\":\"3\"}", "nodeGroup", "cp");

        assertThat(variables(first)).isEqualTo(Map.of("A", "1", "B", "2", "C", "3"));
        assertThat(variables(second())).isEqualTo(Map.of("A", "1", "B", "2", "C", "3"));
        assertThat(variables(balancer)).isEmpty();
    }

    @Test
    void setContainerEnvVars_replacesThoseOfTheNode() {
        assertThat(ok("SetContainerEnvVars", "vars", "{\"C\":\"3\"}", "nodeId", first))
                .isEqualTo(OK);

        assertThat(variables(first)).isEqualTo(Map.of("C", "3"));
        assertThat(variables(second())).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void setContainerEnvVarsByGroup_replacesThoseOfEachNode() {
        assertThat(ok("SetContainerEnvVarsByGroup", "data", "{}", "nodeGroup", "cp"))
                .isEqualTo(OK);

        assertThat(variables(first)).isEmpty();
        assertThat(variables(second())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A,B", "A; B;", "[\"A\",\"B\"]", " [ \"B\" , \"A\" ] ", "A,A,B,MISSING"})
    void removeContainerEnvVars_inAnyForm_removesThem(String vars) {
        assertThat(ok("RemoveContainerEnvVars", "vars", vars, "nodeId", first)).isEqualTo(OK);

        assertThat(variables(first)).isEmpty();
        assertThat(variables(second())).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void removeContainerEnvVars_ofAGroup_removesThemFromEachNode() {
        ok("RemoveContainerEnvVars", "vars", "A", "nodeGroup", "cp");

        assertThat(variables(first)).containsOnlyKeys("B");
        assertThat(variables(second())).containsOnlyKeys("B");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[]                     | give a JSON object",
                "A=1                    | give JSON",
                "{'A':1}                | A: give a text",
                "{'A':null}             | A: give a text",
                "{'A':{}}               | A: give a text",
                "{'':'1'}               | : a variable's name has",
                "{'A=B':'1'}            | A=B: a variable's name has",
                "{'1A':'1'}             | 1A: a variable's name has",
                "{'A':'a\\u0000b'}      | A: it has a control character or a broken one",
                "{'A':'a\\ud800b'}      | A: it has a control character or a broken one"
            })
    void addContainerEnvVars_withBadOnes_namesThemAndChangesNothing(String vars, String error) {
        assertThat(error(3, "AddContainerEnvVars", "vars", vars.replace('\'', '"'), "nodeId", first))
                .startsWith("invalid parameter [vars]: " + error);
        assertThat(variables(first)).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void addContainerEnvVars_withTooLongOnes_isRefused() {
        String longest = new JsonObject().put("N".repeat(128), "v".repeat(4096)).encode();
        ok("AddContainerEnvVars", "vars", longest, "nodeId", balancer);

        assertThat(error(3, "AddContainerEnvVars", "vars", longest.replace("vv", "vvv"), "nodeId", balancer))
                .contains("4096 are allowed");
        assertThat(error(3, "AddContainerEnvVars", "vars", longest.replace("NN", "NNN"), "nodeId", balancer))
                .contains("a variable's name has");
    }

    @Test
    void addContainerEnvVars_withTooMany_isRefused() {
        JsonObject many = new JsonObject();
        for (int i = 0; i < 200; i++) {
            many.put("V" + i, "");
        }
        assertThat(error(3, "AddContainerEnvVars", "vars", many.encode(), "nodeId", first))
                .isEqualTo("invalid parameter [vars]: a node has at most 200 variables");
        assertThat(error(3, "AddContainerEnvVars", "vars", many.put("W", "").encode(), "nodeId", first))
                .isEqualTo("invalid parameter [vars]: variables: a node has at most 200");
        assertThat(variables(first)).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[\"A\"", "[{}]", "A B", "A=1", "[\"\"]"})
    void removeContainerEnvVars_withWhatIsNoName_isRefused(String vars) {
        assertThat(error(3, "RemoveContainerEnvVars", "vars", vars, "nodeId", first))
                .startsWith("invalid parameter [vars]: ");
        assertThat(variables(first)).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void removeContainerEnvVars_withTooManyNames_isRefused() {
        assertThat(error(3, "RemoveContainerEnvVars", "vars", "A,".repeat(201), "nodeId", first))
                .isEqualTo("invalid parameter [vars]: give at most 200 names");
    }

    @ParameterizedTest
    @CsvSource({
        "AddContainerEnvVars, vars, {}, nodeGroup",
        "RemoveContainerEnvVars, vars, A, nodeGroup",
        "SetContainerEnvVars, vars, {}, nodeId",
        "SetContainerEnvVarsByGroup, data, {}, nodeGroup",
        "GetContainerEnvVars, vars, {}, nodeId",
        "GetContainerEnvVarsByGroup, vars, {}, nodeGroup"
    })
    void anyMethod_withoutNodes_asksForThem(String method, String parameter, String value, String missing) {
        assertThat(error(3, method, parameter, value)).startsWith("invalid parameter [" + missing + "]: ");
    }

    @ParameterizedTest
    @CsvSource({
        "AddContainerEnvVars, vars, {}, nodeGroup, sqldb",
        "AddContainerEnvVars, vars, {}, nodeId, 1",
        "RemoveContainerEnvVars, vars, A, nodeGroup, sqldb",
        "SetContainerEnvVars, vars, {}, nodeId, -1",
        "SetContainerEnvVarsByGroup, data, {}, nodeGroup, CP",
        "GetContainerEnvVars, vars, {}, nodeId, 1",
        "GetContainerEnvVarsByGroup, vars, {}, nodeGroup, sqldb"
    })
    void anyMethod_ofNodesThatAreNotThere_saysSo(
            String method, String parameter, String value, String which, String given) {
        assertThat(error(5, method, parameter, value, which, given)).startsWith("the environment my-env has no node ");
    }
}
