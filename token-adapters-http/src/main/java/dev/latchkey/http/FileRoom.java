package dev.latchkey.http;

/**
 * How large a file a caller may send: what its quota leaves.
 *
 * @param bytes 0 where there is no room at all; the files that the same account is sending share it
 * @param refusal the answer to a file that is larger
 */
public record FileRoom(long bytes, Answer refusal) {

    private static final FileRoom UNBOUNDED =
            new FileRoom(Long.MAX_VALUE, Answer.error(ResultCode.PERMISSION_DENIED, "the file is too large"));

    /** For a platform without quotas. */
    public static FileRoom unbounded() {
        return UNBOUNDED;
    }
}
