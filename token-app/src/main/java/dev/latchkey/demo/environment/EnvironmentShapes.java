package dev.latchkey.demo.environment;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Shape.bool;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;

import dev.latchkey.http.Field;
import dev.latchkey.http.Shape;

/** What environments and their parts look like in answers, as {@link EnvironmentJson} writes them. */
public final class EnvironmentShapes {

    public static final Shape TIME = text("2026-11-24 10:15:30");

    private static final Shape DEPLOYMENT = object(
            always("context", text("ROOT")),
            always("archivename", text("app.war")),
            always("size", whole(1_048_576), "in bytes"),
            always("nodeGroup", text("cp")),
            always("type", text("ARCHIVE"), "or GIT"),
            always("deployedOn", TIME),
            always("uid", whole(1001), "the account that deployed it"),
            sometimes("tokenId", whole(17), "the token that it was deployed with"));

    private static final Shape NODE_GROUP = object(
            always("name", text("cp")),
            always("isSLBAccessEnabled", bool(true), "whether the shared balancer leads to it"));

    static final Shape HOST_GROUP =
            object(always("uniqueName", text("default_hn_group")), always("displayName", text("Frankfurt, standard")));

    static final Shape DOMAIN = object(always("id", whole(17)), always("domain", text("www.example.com")));

    private static final Shape ENVIRONMENT = object(
            always("appid", text("0123456789abcdef0123456789abcdef")),
            always("envName", text("my-project")),
            always("shortdomain", text("my-project")),
            always("domain", text("my-project.demo.latchkey.example")),
            always("displayName", text("My project")),
            always(
                    "status",
                    whole(1),
                    "1 running, 2 down, 3 launching, 4 sleeping, 6 creating, 7 cloning, 11 broken, 12 updating, 13 stopping,"
                            + " 14 going to sleep"),
            always("uid", whole(1001), "the account's number"),
            always("creatorUid", whole(1001)),
            always("createdOn", TIME),
            always("sslstate", bool(false)),
            always("ishaenabled", bool(false)),
            always("isFirewallEnabled", bool(true)),
            always("isTransferring", bool(false)),
            always("contexts", listOf(DEPLOYMENT), "what is deployed"),
            always("extdomains", listOf(DOMAIN), "domains that its owner brought along"),
            always("hostGroup", HOST_GROUP, "where it runs"),
            always("hardwareNodeGroup", text("default_hn_group")));

    private static final Shape NODE = object(
            always("id", whole(1001)),
            always("nodeGroup", text("cp")),
            always("nodeType", text("tomcat")),
            always("nodemission", text("cp")),
            always("name", text("Tomcat")),
            always("version", text("11.0.13")),
            always("status", whole(1)),
            always("ismaster", bool(true), "whether it is the first of its group"),
            always("address", text("node1001-my-project.demo.latchkey.example")),
            always("intIP", text("10.0.3.233")),
            always("url", text("http://node1001-my-project.demo.latchkey.example/")),
            always("adminUrl", text("http://node1001-my-project.demo.latchkey.example/")),
            always("fixedCloudlets", whole(1), "what it has at least, in units of 128 MiB and 400 MHz"),
            always("flexibleCloudlets", whole(4), "what it can have at most"),
            always("port", whole(8080)),
            always("singleContext", bool(false)),
            always("type", text("NATIVE")),
            always("osType", text("LINUX")),
            always("features", listOf(text("…"))),
            sometimes(
                    "customitem",
                    object(always("dockerName", text("acme/app")), always("dockerTag", text("v1"))),
                    "the image that its container was made of"));

    private static final Field[] PARTS = {
        always("env", ENVIRONMENT),
        always("envGroups", listOf(text("production"))),
        always("nodeGroups", listOf(NODE_GROUP)),
        always("nodes", listOf(NODE)),
        always("right", text("OWNER"))
    };

    private static final Shape CREATED =
            object(always("result", whole(0)), PARTS[0], PARTS[1], PARTS[2], PARTS[3], PARTS[4]);

    static final Field INFOS = always("infos", listOf(object(PARTS)));

    public static final Field RESPONSE = always("response", CREATED);

    static final Field CLASS_NAME = always("className", text(Region.WIRE_CLASS), "what the array holds");

    static final Field REGIONS = always(
            "array",
            listOf(object(
                    always("uniqueName", text("default")),
                    always("displayName", text("Frankfurt")),
                    always("domain", text("demo.latchkey.example")),
                    always("isEnabled", bool(true)),
                    always("hardNodeGroups", listOf(HOST_GROUP)))));

    public static final Field VARIABLES =
            always("object", Shape.mapOf("JAVA_OPTS", text("-Xmx1g")), "the variables' names and values");

    private static final Shape NODE_RESPONSE = object(
            always("result", whole(0)),
            always("nodeid", whole(1001)),
            always("out", text("…"), "what was done on the node"));

    private static final Shape COMMAND_RESPONSE = object(
            always("result", whole(0)),
            always("nodeid", whole(1001)),
            always("out", text("Linux"), "what the commands wrote"),
            always("errOut", text("…"), "what they wrote of errors"),
            always("exitStatus", whole(0), "of the last one"));

    /** What was done on each of several nodes. */
    public static final Field RESPONSES = always("responses", listOf(NODE_RESPONSE));

    /** What commands did on each of several nodes. */
    public static final Field COMMAND_RESPONSES = always("responses", listOf(COMMAND_RESPONSE));

    private EnvironmentShapes() {}

    /** The fields of an environment's info, for an answer. */
    public static Field[] info() {
        return PARTS.clone();
    }
}
