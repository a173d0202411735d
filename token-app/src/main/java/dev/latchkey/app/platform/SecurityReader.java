package dev.latchkey.app.platform;

import dev.latchkey.app.platform.Value.Field;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.app.platform.Value.Items;
import java.util.Optional;

/**
 * Whether operations need a token, by their {@code security} or else the document's (OpenAPI 3.1, 4.8.10.1 and 4.8.30). Read from the file
 * itself: the parser leaves requirements out that it does not understand, and an operation would be open then.
 */
final class SecurityReader {

    private static final String SECURITY = "security";

    private final boolean documentIsOpen;
    private final Problems problems;

    SecurityReader(Fields document, Problems problems) {
        this.problems = problems;
        this.documentIsOpen = document.field(SECURITY).map(this::isOpen).orElse(false);
    }

    /** Whether anybody may call it: nothing is required, or nothing is one of the alternatives. Not so if nothing is said at all. */
    boolean isOpen(Fields operation) {
        Optional<Field> own = operation.field(SECURITY);
        return own.map(this::isOpen).orElse(documentIsOpen);
    }

    private boolean isOpen(Field security) {
        if (!(security.value() instanceof Items items)) {
            return wrong(security.place(), security.value());
        }
        boolean open = items.items().isEmpty();
        for (Value item : items.items()) {
            if (!(item instanceof Fields requirement)) {
                return wrong(item.place(), item);
            }
            open |= requirement.fields().isEmpty();
        }
        return open;
    }

    private boolean wrong(Place place, Value value) {
        problems.add(
                place,
                "security must be a list of maps, and here is " + value.description()
                        + "; write - and the name of a security scheme with a colon, or security: [] for what anybody may call");
        return false;
    }
}
