package dev.latchkey.persistence.nodes.model;

/** What happened, and the state after it. */
record Step(String action, State after) {

    @Override
    public String toString() {
        return action + "\n       " + after;
    }
}
