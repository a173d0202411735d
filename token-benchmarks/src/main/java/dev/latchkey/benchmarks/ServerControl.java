package dev.latchkey.benchmarks;

import dev.latchkey.http.Answer;
import dev.latchkey.http.Field;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Shape;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Methods by which a benchmark has its server change tokens and tell of itself. Open to anyone: for benchmarks alone. */
final class ServerControl {

    private final TokenChanges changes;

    ServerControl(TokenChanges changes) {
        this.changes = changes;
    }

    List<PlatformMethod> methods() {
        return List.of(replace(), setChanges(), tellMemory());
    }

    private PlatformMethod replace() {
        return PlatformMethod.changing("benchmark.control.Replace", "Gives a token another value")
                .takes(
                        Parameter.required("from", Parameter.Type.INTEGER, "the index of its value"),
                        Parameter.required("to", Parameter.Type.INTEGER, "the index of the other value"),
                        Parameter.required("remove", Parameter.Type.BOOLEAN, "whether by another token in its place"))
                .openTo(Access.ANYONE)
                .handledBy(call -> {
                    changes.replace(
                            call.parameters().requiredInteger("from"),
                            call.parameters().requiredInteger("to"),
                            call.parameters().bool("remove").orElseThrow());
                    return Answer.OK;
                });
    }

    private PlatformMethod setChanges() {
        return PlatformMethod.changing("benchmark.control.SetChanges", "Has tokens changed all the time")
                .takes(Parameter.required("rate", Parameter.Type.INTEGER, "changes a second; 0 for none"))
                .answers(Field.always("made", Shape.whole(5_000)))
                .openTo(Access.ANYONE)
                .handledBy(call -> {
                    changes.setRate(call.parameters().requiredInteger("rate"), call.latchkey());
                    return Answer.ok(new JsonObject().put("made", changes.made()));
                });
    }

    private PlatformMethod tellMemory() {
        return PlatformMethod.reading("benchmark.control.TellMemory", "Collects garbage, and tells what is left")
                .answers(Field.always("heap", Shape.whole(20_000_000)), Field.always("weight", Shape.whole(2_000_000)))
                .openTo(Access.ANYONE)
                .handledBy(call -> Answer.ok(new JsonObject()
                        .put("heap", Heap.reachable())
                        .put("weight", call.latchkey().cacheBytes())));
    }
}
