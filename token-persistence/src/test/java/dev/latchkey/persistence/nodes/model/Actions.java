package dev.latchkey.persistence.nodes.model;

import java.util.function.Consumer;

/** What one party can do next. */
@FunctionalInterface
interface Actions {

    /** Hands over each step that can follow the state. */
    void after(State state, Consumer<Step> steps);
}
