package dev.latchkey.app.administration;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.token.TokenValue;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An administrator's session with a server. */
final class RemoteSession {

    private static final Logger LOGGER = Logger.getLogger(RemoteSession.class.getName());

    private final WireCalls calls;
    private final Secrets secrets;
    private final String value;
    private final boolean made;

    private RemoteSession(WireCalls calls, Secrets secrets, String value, boolean made) {
        this.calls = calls;
        this.secrets = secrets;
        this.value = value;
        this.made = made;
    }

    /** One that there is. */
    static RemoteSession of(WireCalls calls, Secrets secrets, TokenValue session) {
        return new RemoteSession(calls, secrets, session.reveal(), false);
    }

    /** A new one, for which the account's password is asked for, and a code if the account has two-factor authentication. */
    static RemoteSession signIn(WireCalls calls, Secrets secrets, EmailAddress login) {
        try {
            JsonObject answer = calls.call(
                    "users.authentication.Signin",
                    Map.of("login", login.text(), "password", secrets.password().reveal()));
            RemoteSession session = new RemoteSession(calls, secrets, answer.getString("session"), true);
            if (answer.containsKey("accessType")) {
                session.verify();
            }
            return session;
        } catch (WireRefusalException e) {
            throw e.told();
        }
    }

    private void verify() {
        try {
            JsonObject unused =
                    calls.call("users.authentication.Verify2FACode", Map.of("session", value, "code", secrets.code()));
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    /** Calls a method that changes nothing. */
    JsonObject read(String method, Map<String, String> parameters) {
        try {
            return call(method, parameters, false);
        } catch (WireRefusalException e) {
            throw e.told();
        }
    }

    /** Makes a change. The password goes with it, for which somebody who came with a session is asked now. */
    JsonObject change(String method, Map<String, String> parameters) {
        try {
            return call(method, parameters, true);
        } catch (WireRefusalException e) {
            throw e.told();
        }
    }

    /** Makes a change that only takes rights away: somebody who came with a session is asked for the password only if the server wants it. */
    JsonObject revoke(String method, Map<String, String> parameters) {
        try {
            return call(method, parameters, made);
        } catch (WireRefusalException e) {
            if (!made && e.isForPassword()) {
                return change(method, parameters);
            }
            throw e.told();
        }
    }

    private JsonObject call(String method, Map<String, String> parameters, boolean withPassword) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("session", value);
        if (withPassword) {
            all.put("password", secrets.password().reveal());
        }
        return calls.call(method, all);
    }

    /** Signs out if signing in was its own. What was done stays done if that fails. */
    void end() {
        if (!made) {
            return;
        }
        try {
            JsonObject unused = calls.call("users.authentication.Signout", Map.of("session", value));
        } catch (WireRefusalException e) {
            LOGGER.log(Level.FINE, "the session had ended", e);
        } catch (AdministrationException e) {
            LOGGER.log(Level.WARNING, "the session could not be ended: {0}", e.getMessage());
        }
    }
}
