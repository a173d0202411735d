package dev.latchkey.demo.environment;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.NewEnvironment.NewNode;
import dev.latchkey.http.InvalidParameterException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentDefinitionTest {

    private static final String ENV = "{'shortdomain':'my-env'}";
    private static final String NODES = "[{'nodeType':'tomcat'}]";

    /** With single quotes, so that it can be read here. */
    private static NewEnvironment parse(String env, String nodes) {
        return EnvironmentDefinition.parse(
                ALICE,
                new JsonObject(env.replace('\'', '"')),
                new JsonArray(nodes.replace('\'', '"')),
                ImmutableSet.of());
    }

    @Test
    void parse_withTheLeast_fillsInTheRest() {
        NewEnvironment environment = parse(ENV, NODES);

        assertThat(environment.displayName()).isEqualTo("my-env");
        assertThat(environment.region()).isEqualTo(Region.byDefault());
        assertThat(environment.nodes())
                .containsExactly(new NewNode(
                        "cp", NodeType.find("tomcat").orElseThrow(), 1, 4, Optional.empty(), ImmutableMap.of()));
    }

    @Test
    void parse_withEverything_takesIt() {
        NewEnvironment environment = parse(
                "{'shortdomain':'my-env','displayName':' Mine 🚀 ','region':'north_hn_group','ishaenabled':false}",
                "[{'nodeType':'tomcat','nodeGroup':'cp','count':2,'fixedCloudlets':3,'flexibleCloudlets':'8',"
                        + "'env':{'B':'2','A':''},'extip':false},"
                        + "{'nodeType':'redis','cloudlets':6,'tag':'8'}]");

        NodeType tomcat = NodeType.find("tomcat").orElseThrow();
        NodeType redis = NodeType.find("redis").orElseThrow();
        assertThat(environment.displayName()).isEqualTo("Mine 🚀");
        assertThat(environment.region().displayName()).isEqualTo("Helsinki");
        assertThat(environment.nodes())
                .containsExactly(
                        new NewNode("cp", tomcat, 3, 8, Optional.empty(), ImmutableMap.of("A", "", "B", "2")),
                        new NewNode("cp", tomcat, 3, 8, Optional.empty(), ImmutableMap.of("A", "", "B", "2")),
                        new NewNode("nosqldb", redis, 1, 6, Optional.empty(), ImmutableMap.of()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{}                                              | shortdomain: it is missing",
                "{'shortdomain':null}                            | shortdomain: it is missing",
                "{'shortdomain':7}                               | shortdomain: give a text",
                "{'shortdomain':['a']}                           | shortdomain: give a text",
                "{'shortdomain':'My Env'}                        | shortdomain: an environment's name has",
                "{'shortdomain':''}                              | shortdomain: an environment's name has",
                "{'shortdomain':'a','displayName':'a\\u0000b'}   | displayName: it has a control character",
                "{'shortdomain':'a','displayName':'a\\ud800b'}   | displayName: it has a control character",
                "{'shortdomain':'a','displayName':{}}            | displayName: give a text",
                "{'shortdomain':'a','region':'moon'}             | region: there is no moon",
                "{'shortdomain':'a','region':'\\ud800'}          | region: there is no \ufffd"
            })
    void parse_withABadEnv_namesWhatIsBad(String env, String error) {
        assertThatThrownBy(() -> parse(env, NODES))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("env: " + error);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[]                                                   | give at least one node",
                "['tomcat']                                           | give JSON objects in the array",
                "[null]                                               | give JSON objects in the array",
                "[{}]                                                 | nodeType: it is missing",
                "[{'nodeType':'cobol'}]                               | nodeType: there is no cobol; there are: tomcat",
                "[{'nodeType':'tomcat','count':0}]                    | count: give a whole number from 1 to 50",
                "[{'nodeType':'tomcat','count':51}]                   | count: give a whole number from 1 to 50",
                "[{'nodeType':'tomcat','count':1.5}]                  | count: give a whole number",
                "[{'nodeType':'tomcat','count':'many'}]               | count: give a whole number",
                "[{'nodeType':'tomcat','count':99999999999}]          | count: give a whole number",
                "[{'nodeType':'tomcat','count':{}}]                   | count: give a whole number",
                "[{'nodeType':'tomcat','fixedCloudlets':-1}]          | fixedCloudlets: give a whole number from 0",
                "[{'nodeType':'tomcat','flexibleCloudlets':257}]      | flexibleCloudlets: give a whole number from 0",
                "[{'nodeType':'tomcat','fixedCloudlets':5,'flexibleCloudlets':4}] | flexibleCloudlets: give at least",
                "[{'nodeType':'tomcat','nodeGroup':'c p'}]            | nodeGroup: it has 1 to 40",
                "[{'nodeType':'tomcat'},{'nodeType':'nodejs'}]        | nodeGroup: cp would have nodes of different",
                "[{'nodeType':'tomcat','count':30},{'nodeType':'nginx','count':21}] | count: an environment has at most",
                "[{'nodeType':'tomcat','env':'A=1'}]                  | env: give a JSON object",
                "[{'nodeType':'tomcat','env':{'A':1}}]                | A: give a text",
                "[{'nodeType':'tomcat','env':{'A':null}}]             | A: give a text",
                "[{'nodeType':'tomcat','env':{'A=B':'1'}}]            | A=B: a variable's name has"
            })
    void parse_withBadNodes_namesWhatIsBad(String nodes, String error) {
        assertThatThrownBy(() -> parse(ENV, nodes))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("nodes: " + error);
    }

    @Test
    void parse_withAsManyNodesAsThereMayBe_takesThem() {
        assertThat(parse(ENV, "[{'nodeType':'tomcat','count':50}]").nodes()).hasSize(50);
    }
}
