package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with their own accounts, on the server as it runs. */
final class OwnAccountIT {

    private static final String NEW_PASSWORD = "another demo-password";
    private static final String CHECK_SIGN = "users.authentication.CheckSign";

    @TempDir
    private Path directory;

    @Test
    void ownAccount_fromAnotherPasswordToItsHistory() throws Exception {
        try (LocalServer server = new LocalServer(directory)) {
            ApiClient other = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
            ApiClient person = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);

            changePassword(person);
            assertThat(other.result(CHECK_SIGN)).isEqualTo(702);
            assertThat(person.result(CHECK_SIGN)).isZero();
            assertThat(signIn(server.address(), DemoAccount.PASSWORD).getInteger("result"))
                    .isEqualTo(701);

            JsonArray codes = turnOn(person);
            ApiClient again = new ApiClient(
                    server.address(), signIn(server.address(), NEW_PASSWORD).getString("session"));
            assertThat(again.result("users.authentication.Verify2FACode", "code", codes.getString(0)))
                    .isZero();
            assertThat(again.call("users.account.GetSecurity").getInteger("recoveryCodesLeft"))
                    .isEqualTo(9);
            assertThat(kinds(again))
                    .startsWith(
                            "signed_in",
                            "recovery_code_used",
                            "recovery_codes_made",
                            "second_factor_on",
                            "password_changed");
            assertThat(again.result("users.account.Disable2FA", "password", NEW_PASSWORD, "code", codes.getString(1)))
                    .isZero();
            assertThat(person.result(CHECK_SIGN)).isEqualTo(702);
        }
        assertThat(kept()).contains(Event.Kind.SIGN_IN_FAILED, Event.Kind.CODE_ASKED); // written when it ended
    }

    private static void changePassword(ApiClient person) {
        assertThat(person.result(
                        "users.account.ChangePassword", "password", DemoAccount.PASSWORD, "newPassword", NEW_PASSWORD))
                .isZero();
    }

    private static JsonArray turnOn(ApiClient person) {
        JsonObject prepared = person.call("users.account.Prepare2FA", "password", NEW_PASSWORD);
        TotpSecret secret = TotpSecret.ofBytes(BaseEncoding.base32().decode(prepared.getString("secret")));
        JsonObject enabled =
                person.call("users.account.Enable2FA", "password", NEW_PASSWORD, "code", secret.codeAt(Instant.now()));
        return enabled.getJsonArray("recoveryCodes");
    }

    private static List<String> kinds(ApiClient person) {
        return person.call("users.account.GetHistory").getJsonArray("events").stream()
                .map(event -> ((JsonObject) event).getString("kind"))
                .toList();
    }

    private List<Event.Kind> kept() {
        try (Database database = Database.open(DatabaseOptions.inDirectory(directory.resolve("data")))) {
            return database.events().latest(Events.Filter.ALL, 100).stream()
                    .map(recorded -> recorded.event().kind())
                    .toList();
        }
    }

    private static JsonObject signIn(URI server, String password) {
        return new ApiClient(server, "")
                .call("users.authentication.Signin", "login", DemoAccount.LOGIN, "password", password);
    }
}
