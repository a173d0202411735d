package dev.latchkey.app;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** The tokens of an account that are generated and revoked at one node. Safe for use by many threads. */
final class DoomedTokens {

    /** Answered from memory by a node that may decide; one that asks the database would wait for that. */
    private static final String METHOD = "environment.control.GetRegions";

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
        return Optional.of(new DoomedToken(token.getInteger("id"), token.getString("key"), METHOD));
    }

    /** Revokes one by its value, or every fourth by its id, and stamps it when that was acknowledged. */
    void revoke(DoomedToken token) throws IOException {
        long start = System.nanoTime();
        if (token.id() % 4 == 0) {
            deleteToken(token, start);
        } else {
            revokeValue(node, token, start);
        }
    }

    private void deleteToken(DoomedToken token, long start) {
        JsonObject answer = owner.call(
                "users.authentication.DeleteTokens",
                "ids",
                Integer.toString(token.id()),
                "password",
                DemoAccount.PASSWORD);
        answered(token, start, 200, answer.getInteger("result"), answer.encode());
    }

    /** Revokes one by its value, at another node. */
    void revokeValue(ClusterNode at, DoomedToken token) throws IOException {
        revokeValue(at, token, System.nanoTime());
    }

    private void revokeValue(ClusterNode at, DoomedToken token, long start) throws IOException {
        try (RawClient client = at.connect()) {
            RawAnswer answer = client.exchange(RawHttp.post("/revoke", RawHttp.FORM, "token=" + token.value()));
            answered(token, start, answer.status(), answer.status() == 200 ? 0 : -1, answer.body());
        } catch (SocketTimeoutException e) {
            figures.unanswered();
        }
    }

    private void answered(DoomedToken token, long start, int status, int result, String answer) {
        if (result == 0) {
            token.acknowledged();
            figures.acknowledged(token, start);
        } else {
            figures.unacknowledged(status, result, answer);
        }
    }
}
