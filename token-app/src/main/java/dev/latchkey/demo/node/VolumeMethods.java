package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.EITHER_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.EITHER_ID;
import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_ID;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.Item;
import dev.latchkey.demo.environment.ItemAnswers;
import dev.latchkey.demo.environment.Items;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.environment.Place;
import dev.latchkey.demo.text.NameList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** Volumes: directories of nodes that outlive the software on them. */
public final class VolumeMethods {

    private static final int MAX_PATH = 250;
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._@~+-]+)+");
    private static final Parameter ONE = required("path", TEXT, "the directory's path");
    private static final Parameter SEVERAL = required("volumes", TEXT, "the directories' paths: JSON, or with commas");
    private static final Parameter[] NODES = {EITHER_ID, EITHER_GROUP};

    private final Items items;
    private final Lookup lookup;

    public VolumeMethods(Items items, Lookup lookup) {
        this.items = items;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                adding("AddContainerVolume", ONE, NODE_ID),
                adding("AddContainerVolumeByGroup", ONE, NODE_GROUP),
                adding("AddContainerVolumes", SEVERAL, NODES),
                removing("RemoveContainerVolume", ONE, NODE_ID),
                removing("RemoveContainerVolumeByGroup", ONE, NODE_GROUP),
                removing("RemoveContainerVolumes", SEVERAL, NODES),
                listing("GetContainerVolumesById", NODE_ID),
                listing("GetContainerVolumesByGroup", NODE_GROUP));
    }

    private PlatformMethod adding(String name, Parameter paths, Parameter... nodes) {
        return PlatformMethod.changing("environment.control." + name, "Makes directories of nodes volumes")
                .takes(parameters(paths, nodes))
                .handledBy(call -> each(
                        call,
                        paths.name(),
                        (place, path) -> items.put(place, Item.Kind.VOLUME, path, new JsonObject())));
    }

    private PlatformMethod removing(String name, Parameter paths, Parameter... nodes) {
        return PlatformMethod.changing("environment.control." + name, "Makes directories of nodes no volumes any more")
                .takes(parameters(paths, nodes))
                .handledBy(
                        call -> each(call, paths.name(), (place, path) -> items.remove(place, Item.Kind.VOLUME, path)));
    }

    private PlatformMethod listing(String name, Parameter nodes) {
        return PlatformMethod.reading(
                        "environment.control." + name, "Lists volumes, of a group those of its first node")
                .takes(ENV_NAME, nodes)
                .answers(always("object", Shape.listOf(Shape.text("/var/www"))))
                .handledBy(call -> lookup.node(call, (environment, node) -> {
                    JsonArray paths = new JsonArray();
                    items.in(Place.node(environment, node), Item.Kind.VOLUME).forEach(item -> paths.add(item.name()));
                    return Answer.ok(new JsonObject().put("object", paths));
                }));
    }

    private static Parameter[] parameters(Parameter paths, Parameter... nodes) {
        return ImmutableList.<Parameter>builder()
                .add(ENV_NAME, paths)
                .add(nodes)
                .build()
                .toArray(Parameter[]::new);
    }

    /** A change of one volume. */
    @FunctionalInterface
    private interface Change {
        Items.Changed make(Place place, String path);
    }

    private Answer each(Call call, String parameter, Change change) {
        ImmutableSet<String> paths = NameList.of(call.parameters(), parameter, VolumeMethods::path);
        if (call.parameters().text("nodeId").isEmpty()
                && call.parameters().text("nodeGroup").isEmpty()) {
            throw new InvalidParameterException("nodeGroup", "give it or nodeId");
        }
        return lookup.environment(
                call,
                environment -> lookup.nodes(call, environment, nodes -> {
                    for (Node node : nodes) {
                        for (String path : paths) {
                            Items.Changed changed = change.make(Place.node(environment, node), path);
                            if (changed != Items.Changed.DONE) {
                                return ItemAnswers.of(
                                        changed, parameter, "a volume " + path + " on the node " + node.id());
                            }
                        }
                    }
                    return Answer.OK;
                }));
    }

    private static Outcome<String> path(String text) {
        String path = text.strip();
        return path.length() <= MAX_PATH && PATH.matcher(path).matches() && !path.contains("/..")
                ? Outcome.done(path)
                : Outcome.refused(RefusalReason.INVALID_VALUE, "give an absolute path");
    }
}
