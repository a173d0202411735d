package dev.latchkey.demo.environment;

import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import dev.latchkey.http.Parameter;

/** The parameters by which many methods name what they are about. */
public final class EnvironmentParameters {

    public static final Parameter ENV_NAME = required("envName", TEXT, "the environment's name, appid or domain");
    public static final Parameter NODE_ID = required("nodeId", INTEGER, "the node's number");
    public static final Parameter NODE_GROUP = required("nodeGroup", TEXT, "the nodes' group");

    /** Of these two, a call gives one. */
    public static final Parameter EITHER_ID = optional("nodeId", INTEGER, "the node's number; or give nodeGroup");

    public static final Parameter EITHER_GROUP = optional("nodeGroup", TEXT, "the nodes' group; or give nodeId");

    public static final Parameter APPLICATION_GROUP =
            optional("nodeGroup", TEXT, "the nodes' group; without it, the one for applications");

    private EnvironmentParameters() {}
}
