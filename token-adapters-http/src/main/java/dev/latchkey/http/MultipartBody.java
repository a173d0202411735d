package dev.latchkey.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is in a body of {@code multipart/form-data}.
 *
 * @param fields in their order
 * @param upload its file
 * @param held what it holds: memory, a file, a place among those on their way; to be closed when its call is done, on a thread
 *     that may block
 */
record MultipartBody(List<Map.Entry<String, String>> fields, Optional<Upload> upload, Runnable held) {

    /** How much it has, as its fields may hold a secret. */
    @Override
    public String toString() {
        return "MultipartBody[" + fields.size() + " fields, " + upload + "]";
    }
}
