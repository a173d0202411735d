package dev.latchkey.app;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/** The tokens of an account that are generated and revoked at one node. Safe for use by many threads. */
final class DoomedTokens {

    private static final String METHOD = "environment.control.GetEnvInfo";

    private final ClusterNode node;
    private final ApiClient owner;
    private final RevocationFigures figures;

    DoomedTokens(ClusterNode node, ApiClient owner, RevocationFigures figures) {
        this.node = node;
        this.owner = owner;
        this.figures = figures;
    }

    /** A new one; empty if none can be generated for the moment. */
    Optional<DoomedToken> generate() {
        JsonObject answer = owner.call(
                "users.authentication.CreateToken",
                "description",
                "doomed",
                "apiList",
                METHOD,
                "password",
                DemoAccount.PASSWORD);
        if (answer.getInteger("result") != 0) {
            figures.notGenerated();
            return Optional.empty();
        }
        JsonObject token = answer.getJsonObject("token");
        return Optional.of(
                new DoomedToken(token.getInteger("id"), token.getString("key"), METHOD, "envName=my-project"));
    }

    /** Revokes one by its value, or every fourth by its id, and stamps it when that was acknowledged. */
    void revoke(DoomedToken token) throws IOException {
        long start = System.nanoTime();
        Optional<String> refusal = token.id() % 4 == 0 ? deleteToken(token) : revokeValue(token);
        if (refusal.isEmpty()) {
            token.acknowledged();
            figures.acknowledged(start);
        } else {
            figures.unacknowledged(refusal.get());
        }
    }

    private Optional<String> deleteToken(DoomedToken token) {
        String answer = owner.text(
                "users.authentication.DeleteTokens",
                "ids",
                Integer.toString(token.id()),
                "password",
                DemoAccount.PASSWORD);
        return answer.equals("{\"result\":0}") ? Optional.empty() : Optional.of(answer);
    }

    private Optional<String> revokeValue(DoomedToken token) throws IOException {
        try (RawClient client = node.connect()) {
            RawAnswer answer = client.exchange(RawHttp.post("/revoke", RawHttp.FORM, "token=" + token.value()));
            return answer.status() == 200 ? Optional.empty() : Optional.of(answer.status() + " " + answer.body());
        }
    }
}
