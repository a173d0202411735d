package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.app.platform.Value.Field;
import dev.latchkey.app.platform.Value.Fields;
import io.swagger.v3.oas.models.OpenAPI;

/** A document of OpenAPI as the parser read it, and as it stands in the file. */
record ParsedDocument(OpenAPI model, Fields fields) {

    /** The map of this name; one without fields if there is none. */
    Fields fields(String name) {
        return fields.field(name)
                .map(Field::value)
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .orElseGet(() -> Fields.of(fields.place(), ImmutableMap.of()));
    }
}
