package dev.latchkey.http.bounds;

/** What is bounded in a server that strangers can reach, so that what one of them does never costs the others. */
public enum Bound {
    /** The bytes of all bodies that are held in memory. */
    BODY_BYTES,
    /** The time that a request may take to come in. */
    REQUEST_TIME,
    /** The time for which an answer may stand still because its client does not read. */
    ANSWER_TIME,
    /** The connections of a listener. */
    CONNECTIONS,
    /** The connections of a network address. */
    CONNECTIONS_OF_ADDRESS,
    /** The calls that wait for a worker. */
    WAITING_CALLS,
    /** The files that are being uploaded. */
    UPLOADS,
    /** The bytes of the files that are being uploaded. */
    UPLOAD_BYTES,
    /** The room that uploads leave on their disk. */
    UPLOAD_DISK
}
