package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.Item;
import dev.latchkey.demo.environment.ItemAnswers;
import dev.latchkey.demo.environment.Items;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Place;
import dev.latchkey.demo.text.NameList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.regex.Pattern;

/** Domains that the owners of environments bring along. Each leads to one environment of the platform. */
public final class DomainMethods {

    private static final int MAX_LENGTH = 253;

    /** RFC 1123, 2.1: labels of up to 63 letters, digits and hyphens; two of them at least. */
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final Parameter ONE = required("extdomain", TEXT, "the domain");
    private static final Parameter SEVERAL = required("extDomains", TEXT, "the domains: JSON, or divided by commas");

    private final Items items;
    private final Lookup lookup;
    private final String platformDomain;

    public DomainMethods(Items items, Lookup lookup, String platformDomain) {
        this.items = items;
        this.lookup = lookup;
        this.platformDomain = platformDomain;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                binding("environment.binder.BindExtDomain", ONE),
                binding("environment.binder.BindExtDomains", SEVERAL),
                PlatformMethod.changing("environment.binder.RemoveExtDomain", "Takes a domain from an environment")
                        .takes(ENV_NAME, ONE)
                        .handledBy(call -> lookup.environment(call, environment -> remove(call, environment))),
                PlatformMethod.reading("environment.binder.CheckExtDomain", "Tells whether a domain can be bound")
                        .takes(ONE)
                        .handledBy(this::check),
                PlatformMethod.reading("environment.binder.GetExtDomains", "Lists the account's domains")
                        .answers(always(
                                "array",
                                Shape.listOf(Shape.object(
                                        always("id", Shape.whole(17)),
                                        always("domain", Shape.text("www.example.com"))))))
                        .handledBy(this::list));
    }

    private PlatformMethod binding(String name, Parameter domains) {
        return PlatformMethod.changing(name, "Makes domains lead to an environment")
                .takes(ENV_NAME, domains)
                .handledBy(call -> {
                    ImmutableSet<String> parsed = NameList.of(call.parameters(), domains.name(), this::domain);
                    return lookup.environment(call, environment -> bind(environment, domains.name(), parsed));
                });
    }

    private Answer bind(Environment environment, String parameter, ImmutableSet<String> domains) {
        for (String domain : domains) {
            Items.Changed changed =
                    items.add(Place.everywhere(environment), Item.Kind.DOMAIN, domain, new JsonObject());
            if (changed != Items.Changed.DONE) {
                return ItemAnswers.of(changed, parameter, "a binding of " + domain);
            }
        }
        return Answer.OK;
    }

    private Answer remove(Call call, Environment environment) {
        String domain = call.parameters().requiredParsed("extdomain", this::domain);
        return items.of(environment, Item.Kind.DOMAIN).stream()
                .filter(item -> item.name().equals(domain))
                .findFirst()
                .map(item -> ItemAnswers.of(items.remove(item), "extdomain", "the domain " + domain))
                .orElseGet(() -> ItemAnswers.none("the domain " + domain));
    }

    private Answer check(Call call) {
        String domain = call.parameters().requiredParsed("extdomain", this::domain);
        return items.isTaken(Place.EVERYWHERE, Item.Kind.DOMAIN, domain)
                ? Answer.invalidParameter("extdomain", "it leads to an environment already")
                : Answer.OK;
    }

    private Answer list(Call call) {
        JsonArray array = new JsonArray();
        items.ownedBy(call.account(), Item.Kind.DOMAIN)
                .forEach(item -> array.add(new JsonObject().put("id", item.id()).put("domain", item.name())));
        return Answer.ok(new JsonObject().put("array", array));
    }

    private Outcome<String> domain(String text) {
        String domain = text.strip().toLowerCase(Locale.ROOT);
        return domain.length() <= MAX_LENGTH
                        && DOMAIN.matcher(domain).matches()
                        && !("." + domain).endsWith("." + platformDomain)
                ? Outcome.done(domain)
                : Outcome.refused(RefusalReason.INVALID_VALUE, "give a domain of your own, as www.example.com");
    }
}
