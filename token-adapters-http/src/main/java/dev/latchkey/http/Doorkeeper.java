package dev.latchkey.http;

import dev.latchkey.token.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether the file of a request is taken, while the request still comes in. */
public interface Doorkeeper {

    /**
     * Who sends a file.
     *
     * @param account absent where the method is open to anyone
     * @param room how large the file may be
     */
    record Admission(Optional<AccountId> account, FileRoom room) {}

    /** Whether the head of the request and these fields of its body name a caller, so that {@link #admit} can decide. Never waits. */
    boolean namesCaller(List<Map.Entry<String, String>> fields);

    /**
     * Lets a file in. May wait for the store.
     *
     * @param fields all that have come
     * @throws EarlyAnswerException if the caller may not send it; it tells the answer
     */
    Admission admit(List<Map.Entry<String, String>> fields);
}
