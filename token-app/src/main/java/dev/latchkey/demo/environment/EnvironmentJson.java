package dev.latchkey.demo.environment;

import dev.latchkey.http.Uid;
import dev.latchkey.http.WireTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Environments, nodes and regions as the protocol writes them. */
public final class EnvironmentJson {

    private final String domain;
    private final InstantSource clock;

    public EnvironmentJson(String domain, InstantSource clock) {
        this.domain = domain;
        this.clock = clock;
    }

    /** An environment with all that belongs to it, as it stands now. */
    public JsonObject info(EnvironmentInfo info) {
        int status = info.environment().phase().statusAt(clock.instant()).number();
        JsonArray nodes = new JsonArray();
        Set<String> groups = new HashSet<>();
        info.nodes().forEach(node -> nodes.add(node(info, node, status, groups.add(node.group()))));
        return new JsonObject()
                .put("env", environment(info, status))
                .put("envGroups", new JsonArray(info.groups()))
                .put("nodeGroups", nodeGroups(info))
                .put("nodes", nodes)
                .put("right", "OWNER");
    }

    /** The node groups of an environment, in the order of their first nodes. */
    private static JsonArray nodeGroups(EnvironmentInfo info) {
        JsonArray groups = new JsonArray();
        info.nodes().stream()
                .map(Node::group)
                .distinct()
                .forEach(group -> groups.add(new JsonObject().put("name", group).put("isSLBAccessEnabled", true)));
        return groups;
    }

    private static JsonArray deployments(EnvironmentInfo info) {
        JsonArray deployments = new JsonArray();
        info.deployments().forEach(deployment -> deployments.add(deployment(deployment)));
        return deployments;
    }

    private static JsonObject deployment(Deployment deployment) {
        JsonObject json = new JsonObject()
                .put("context", deployment.context())
                .put("archivename", deployment.archive())
                .put("size", deployment.size())
                .put("nodeGroup", deployment.nodeGroup())
                .put("type", deployment.kind().name())
                .put("deployedOn", WireTime.format(deployment.deployedAt()))
                .put("uid", Uid.of(deployment.by().account()));
        deployment.by().token().ifPresent(token -> json.put("tokenId", token.value()));
        return json;
    }

    private JsonObject environment(EnvironmentInfo info, int status) {
        Environment environment = info.environment();
        Region region = environment.region();
        return new JsonObject()
                .put("appid", environment.appid())
                .put("envName", environment.name().text())
                .put("shortdomain", environment.name().text())
                .put("domain", domain(environment))
                .put("displayName", environment.displayName())
                .put("status", status)
                .put("uid", Uid.of(environment.owner()))
                .put("creatorUid", Uid.of(environment.owner()))
                .put("createdOn", WireTime.format(environment.createdAt()))
                .put("sslstate", false)
                .put("ishaenabled", false)
                .put("isFirewallEnabled", true)
                .put("isTransferring", false)
                .put("contexts", deployments(info))
                .put("extdomains", new JsonArray())
                .put("hostGroup", hostGroup(region))
                // What clients that create environments read where to create the next.
                .put("hardwareNodeGroup", region.hostGroup());
    }

    /** Where a node is reached. */
    String address(Environment environment, Node node) {
        return "node" + node.id() + "-" + domain(environment);
    }

    private JsonObject node(EnvironmentInfo info, Node node, int status, boolean isMaster) {
        String address = address(info.environment(), node);
        NodeType type = node.type();
        JsonObject json = new JsonObject()
                .put("id", node.id())
                .put("nodeGroup", node.group())
                .put("nodeType", type.id())
                .put("nodemission", type.mission())
                .put("name", type.name())
                .put("version", node.image().map(DockerImage::tag).orElse(type.version()))
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
        node.image()
                .ifPresent(image -> json.put(
                        "customitem",
                        new JsonObject().put("dockerName", image.name()).put("dockerTag", image.tag())));
        return json;
    }

    /** The domain of an environment. */
    public String domain(Environment environment) {
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
