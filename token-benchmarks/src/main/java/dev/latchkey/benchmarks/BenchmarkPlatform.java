package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.http.operation.Route;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.TokenTemplate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A platform of some three hundred methods, three of which the benchmarks call. */
final class BenchmarkPlatform {

    /** Open to anyone, and does nothing. */
    static final PlatformMethod NO_OP = doingNothing(
            PlatformMethod.reading("benchmark.call.NoOp", "Does nothing").openTo(Access.ANYONE));

    /** Granted to every generated token, and does nothing. */
    static final PlatformMethod AUTHORIZED =
            doingNothing(PlatformMethod.reading("benchmark.call.Authorized", "Does nothing"));

    /** Granted to no generated token. */
    static final PlatformMethod OUTSIDE =
            doingNothing(PlatformMethod.reading("benchmark.call.Outside", "Does nothing"));

    /** Methods to make sets of. */
    static final ImmutableList<ApiMethod> OTHERS = IntStream.range(0, 300)
            .mapToObj(i -> ApiMethod.of("environment.service%02d.Operation%03d".formatted(i % 20, i)))
            .collect(ImmutableList.toImmutableList());

    /** The template that generated tokens have. */
    static final TokenTemplate TEMPLATE = new TokenTemplate(
            3,
            "Marketplace",
            ImmutableList.of(AUTHORIZED.method().toString(), "environment.service00.*", "environment.service01.*"));

    /** As many operations as a larger API has; gateways ask about the one that calls {@link #AUTHORIZED}. */
    static final Operations OPERATIONS = Operations.of(Stream.concat(
                    Stream.of(operation(AUTHORIZED.method(), "/orders/{id}")),
                    IntStream.range(0, OTHERS.size())
                            .mapToObj(i -> operation(OTHERS.get(i), "/service" + i % 20 + "/{id}/operation" + i)))
            .toList());

    private static Operation operation(ApiMethod method, String path) {
        return new Operation(method, "", true, false, Optional.of(Route.of("GET", path)), Optional.empty());
    }

    private BenchmarkPlatform() {}

    /** The platform, with these methods beside its own. */
    static MethodRegistry registry(List<PlatformMethod> more) {
        ImmutableList.Builder<PlatformMethod> methods =
                ImmutableList.<PlatformMethod>builder().add(NO_OP, AUTHORIZED, OUTSIDE);
        OTHERS.forEach(method ->
                methods.add(doingNothing(PlatformMethod.reading(method.toString(), "Is there to be granted"))));
        return new MethodRegistry(methods.addAll(more).build(), ImmutableList.of(TEMPLATE));
    }

    /** How the methods that are measured are handled: a declaration of theirs belongs here. */
    private static PlatformMethod doingNothing(PlatformMethod.Declaration declaration) {
        return declaration.withoutBlocking().handledBy(call -> Answer.OK);
    }
}
