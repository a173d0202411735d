package dev.latchkey.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a token is to be changed; what is absent stays as it is. */
public record TokenEdit(
        Optional<TokenDescription> description, Optional<ApiMethodSet> methods, Optional<Expiry> expiry) {

    public static final TokenEdit NOTHING = new TokenEdit(Optional.empty(), Optional.empty(), Optional.empty());

    /** The names of what is to be changed, as a {@link TokenEvent} tells them: {@code description, expiry}. */
    public String changedFields() {
        List<String> fields = new ArrayList<>();
        description.ifPresent(changed -> fields.add("description"));
        methods.ifPresent(changed -> fields.add("methods"));
        expiry.ifPresent(changed -> fields.add("expiry"));
        return String.join(", ", fields);
    }
}
