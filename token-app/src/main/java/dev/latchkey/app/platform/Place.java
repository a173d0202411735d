package dev.latchkey.app.platform;

/**
 * Where something stands.
 *
 * @param file as its user names it
 * @param line the first line is 1
 */
record Place(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
