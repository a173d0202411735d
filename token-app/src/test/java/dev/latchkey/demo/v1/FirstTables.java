package dev.latchkey.demo.v1;

/** Beside this class is the first version of the demo's tables, as data directories have it: it never changes. */
public final class FirstTables {

    private FirstTables() {}
}
