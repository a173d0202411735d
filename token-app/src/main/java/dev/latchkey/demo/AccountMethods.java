package dev.latchkey.demo;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.demo.environment.Region;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.http.Uid;
import dev.latchkey.http.WireTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/** What the demo's billing, which bills nothing, tells of an account. */
final class AccountMethods {

    private static final int ACTIVE = 1;

    private final Supplier<Accounts> accounts;

    AccountMethods(Supplier<Accounts> accounts) {
        this.accounts = accounts;
    }

    ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(PlatformMethod.reading("billing.account.GetAccount", "Tells about the account")
                .answers(
                        always("uid", Shape.whole(1001), "the account's number"),
                        sometimes("email", Shape.text("ann@example.com"), "absent where the account is gone"),
                        sometimes("createdOn", Shape.text("2026-11-24 10:15:30"), "absent where the account is gone"),
                        always("status", Shape.whole(ACTIVE), "1 for an active account"),
                        always("isEnabled", Shape.whole(1), "1 for an account that is enabled"),
                        always("balance", Shape.whole(0)),
                        always("bonus", Shape.whole(0)),
                        always("group", Shape.text("demo")),
                        always("groupType", Shape.text("BILLING")),
                        always("defaultHardNodeGroup", Shape.text("default_hn_group")),
                        always("hardNodeGroups", Shape.listOf(Shape.text("default_hn_group"))))
                .handledBy(this::getAccount));
    }

    private Answer getAccount(Call call) {
        JsonArray hosts = new JsonArray();
        Region.all().forEach(region -> hosts.add(region.hostGroup()));
        JsonObject answer = new JsonObject()
                .put("uid", Uid.of(call.account()))
                .put("status", ACTIVE)
                .put("isEnabled", 1)
                .put("balance", 0)
                .put("bonus", 0)
                .put("group", "demo")
                .put("groupType", "BILLING")
                .put("defaultHardNodeGroup", Region.byDefault().hostGroup())
                .put("hardNodeGroups", hosts);
        Optional<Account> account = accounts.get().find(call.account());
        account.ifPresent(known ->
                answer.put("email", known.email().text()).put("createdOn", WireTime.format(known.createdAt())));
        return Answer.ok(answer);
    }
}
