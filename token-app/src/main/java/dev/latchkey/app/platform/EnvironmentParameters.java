package dev.latchkey.app.platform;

import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import dev.latchkey.http.Parameter;

/** The parameters by which many methods name what they are about. */
final class EnvironmentParameters {

    static final Parameter ENV_NAME = required("envName", TEXT, "the environment's name, appid or domain");
    static final Parameter NODE_ID = required("nodeId", INTEGER, "the node's number");
    static final Parameter NODE_GROUP = required("nodeGroup", TEXT, "the nodes' group");

    /** Of these two, a call gives one. */
    static final Parameter EITHER_ID = optional("nodeId", INTEGER, "the node's number; or give nodeGroup");

    static final Parameter EITHER_GROUP = optional("nodeGroup", TEXT, "the nodes' group; or give nodeId");

    static final Parameter APPLICATION_GROUP =
            optional("nodeGroup", TEXT, "the nodes' group; without it, the one for applications");

    private EnvironmentParameters() {}
}
