package dev.latchkey.persistence.nodes.model;

/** A PostgreSQL server that nodes take for the primary. */
enum Primary {
    FIRST("the first primary"),

    /** The standby, from its promotion on. */
    SECOND("the second primary");

    private final String text;

    Primary(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
