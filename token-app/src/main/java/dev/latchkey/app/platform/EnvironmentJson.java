package dev.latchkey.app.platform;

import dev.latchkey.http.WireTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Environments, nodes and regions as the protocol writes them. */
final class EnvironmentJson {

    private final String domain;
    private final InstantSource clock;

    EnvironmentJson(String domain, InstantSource clock) {
        this.domain = domain;
        this.clock = clock;
    }

    /** An environment with all that belongs to it, as it stands now. */
    JsonObject info(EnvironmentInfo info) {
        Environment environment = info.environment();
        int status = environment.phase().statusAt(clock.instant()).number();
        JsonArray nodeGroups = new JsonArray();
        JsonArray nodes = new JsonArray();
        Set<String> groups = new HashSet<>();
        for (Node node : info.nodes()) {
            boolean isMaster = groups.add(node.group());
            nodes.add(node(environment, node, status, isMaster));
            if (isMaster) {
                nodeGroups.add(new JsonObject().put("name", node.group()).put("isSLBAccessEnabled", true));
            }
        }
        return new JsonObject()
                .put("env", environment(environment, status))
                .put("envGroups", new JsonArray(info.groups()))
                .put("nodeGroups", nodeGroups)
                .put("nodes", nodes)
                .put("right", "OWNER");
    }

    private JsonObject environment(Environment environment, int status) {
        Region region = environment.region();
        return new JsonObject()
                .put("appid", environment.appid())
                .put("envName", environment.name().text())
                .put("shortdomain", environment.name().text())
                .put("domain", domain(environment))
                .put("displayName", environment.displayName())
                .put("status", status)
                .put("uid", environment.owner().value())
                .put("creatorUid", environment.owner().value())
                .put("createdOn", WireTime.format(environment.createdAt()))
                .put("sslstate", false)
                .put("ishaenabled", false)
                .put("isFirewallEnabled", true)
                .put("isTransferring", false)
                .put("contexts", new JsonArray())
                .put("extdomains", new JsonArray())
                .put("hostGroup", hostGroup(region))
                // What clients that create environments read where to create the next.
                .put("hardwareNodeGroup", region.hostGroup());
    }

    private JsonObject node(Environment environment, Node node, int status, boolean isMaster) {
        String address = "node" + node.id() + "-" + domain(environment);
        NodeType type = node.type();
        return new JsonObject()
                .put("id", node.id())
                .put("nodeGroup", node.group())
                .put("nodeType", type.id())
                .put("nodemission", type.mission())
                .put("name", type.name())
                .put("version", type.version())
                .put("status", status)
                .put("ismaster", isMaster)
                .put("address", address)
                .put("intIP", internalAddress(node.id()))
                .put("url", "http://" + address + "/")
                .put("adminUrl", "http://" + address + (type.adminPath().isEmpty() ? "/" : type.adminPath()))
                .put("fixedCloudlets", node.fixedCloudlets())
                .put("flexibleCloudlets", node.flexibleCloudlets())
                .put("port", type.port())
                .put("singleContext", false)
                .put("type", "NATIVE")
                .put("osType", "LINUX")
                .put("features", new JsonArray());
    }

    private String domain(Environment environment) {
        return environment.name() + "." + domain;
    }

    /** An address of a private network (RFC 1918, 3) made of the node's number. */
    private static String internalAddress(int id) {
        return "10." + (id >> 16 & 0xff) + "." + (id >> 8 & 0xff) + "." + (id & 0xff);
    }

    JsonArray regions(List<Region> regions) {
        JsonArray array = new JsonArray();
        for (Region region : regions) {
            array.add(new JsonObject()
                    .put("uniqueName", region.name())
                    .put("displayName", region.displayName())
                    .put("domain", domain)
                    .put("isEnabled", true)
                    .put("hardNodeGroups", new JsonArray().add(hostGroup(region))));
        }
        return array;
    }

    private static JsonObject hostGroup(Region region) {
        return new JsonObject().put("uniqueName", region.hostGroup()).put("displayName", region.hostGroupDisplayName());
    }
}
