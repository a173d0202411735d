package dev.latchkey.http.introspection;

import dev.latchkey.http.CredentialText;
import dev.latchkey.http.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request, each once at most (RFC 6749, 3.2), and those that are empty as if they were not there. */
final class OauthForm {

    private final Map<String, String> values = new HashMap<>();

    private OauthForm() {}

    /** @throws OauthException if one is given twice */
    static OauthForm of(Resource.Request request) {
        OauthForm form = new OauthForm();
        for (Map.Entry<String, String> pair : request.form()) {
            if (form.values.putIfAbsent(pair.getKey(), pair.getValue()) != null) {
                throw OauthException.invalidRequest(
                        (pair.getKey().equals("token") ? "token" : "a parameter") + " is given more than once");
            }
        }
        return form;
    }

    /**
     * The token in question, without white space around it, whatever it is.
     *
     * @throws OauthException if there is none
     */
    String token() {
        return find("token")
                .map(CredentialText::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> OauthException.invalidRequest("token is missing: give it in the body's form"));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
    }
}
