package dev.latchkey.app.platform;

import dev.latchkey.http.operation.Operation;

/** An operation, and where it is described. */
record Found(Operation operation, Place place) {}
