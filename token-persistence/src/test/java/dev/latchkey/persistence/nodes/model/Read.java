package dev.latchkey.persistence.nodes.model;

/**
 * A read of the token, from when the database answered it until the node has decided about it.
 *
 * @param live whether the token was not revoked there
 * @param applied whether the node had applied the revoke when it began to read
 * @param afterAcknowledgement whether the revoke was acknowledged by then
 */
record Read(boolean live, boolean applied, Primary at, boolean afterAcknowledgement) {

    @Override
    public String toString() {
        return "read at " + at + (live ? " live" : " revoked");
    }
}
