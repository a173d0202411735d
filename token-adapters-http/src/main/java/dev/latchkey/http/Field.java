package dev.latchkey.http;

/**
 * A field of an object in an answer.
 *
 * @param always whether it is there in every answer
 * @param summary what it tells, where the name does not say it; may be empty
 */
public record Field(String name, Shape shape, boolean always, String summary) {

    /** A field that is there in every answer. */
    public static Field always(String name, Shape shape, String summary) {
        return new Field(name, shape, true, summary);
    }

    /** A field that is there in every answer, and whose name says what it tells. */
    public static Field always(String name, Shape shape) {
        return new Field(name, shape, true, "");
    }

    /** A field that is absent where there is nothing to tell. */
    public static Field sometimes(String name, Shape shape, String summary) {
        return new Field(name, shape, false, summary);
    }
}
