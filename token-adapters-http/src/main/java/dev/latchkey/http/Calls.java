package dev.latchkey.http;

import dev.latchkey.Latchkey;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Caller;
import io.vertx.core.Context;
import java.util.Optional;

/**
 * Takes calls that were read through the rest of their way: it recognises who they are from, permits or refuses them, and runs them.
 * Whatever happens, they have an answer of the protocol. Safe for use by many threads.
 */
public final class Calls {

    private final Latchkey latchkey;
    private final Credentials credentials;
    private final Permissions permissions;
    private final OwnOrigin ownOrigin;
    private final Clients clients;

    /**
     * @param credentials who calls are from that bring no token
     * @param observer who is told of decisions
     */
    public Calls(
            Latchkey latchkey,
            Credentials credentials,
            Optional<PublicUrl> publicUrl,
            TrustedProxies trustedProxies,
            Permissions.Observer observer) {
        this.latchkey = latchkey;
        this.credentials = credentials;
        this.permissions = new Permissions(latchkey, credentials, Permissions.Via.API, observer);
        this.ownOrigin = new OwnOrigin(publicUrl);
        this.clients = new Clients(trustedProxies);
    }

    /** A call of which nothing but its method and what its request says of itself is known yet. */
    public Call begin(PlatformMethod method, RequestHead head) {
        return new Call(method, head, () -> clients.of(head), latchkey, ownOrigin, credentials);
    }

    /** Takes what was read of a call. While a file comes in, that is what stands before the file; then it is read once more, whole. */
    public void read(Call call, Reading reading) {
        call.read(reading);
    }

    /** Permits or refuses a call if nothing has to be waited for, and leaves it undecided otherwise. */
    public void decideAtOnce(Call call) {
        attempt(call, () -> recognise(call, false));
    }

    /** Permits or refuses a call, unless that is done. May wait for the store. */
    public void decide(Call call) {
        if (!call.isDecided()) {
            attempt(call, () -> recognise(call, true));
        }
    }

    private void recognise(Call call, boolean mayWait) {
        if (call.method().access() == Access.ANYONE) {
            call.permit(Optional.empty(), "");
            return;
        }
        String credential = credential(call);
        Optional<ApiMethod> method = call.method().access() == Access.ANY_CALLER
                ? Optional.empty()
                : Optional.of(call.method().method());
        if (mayWait) {
            boolean evenRestricted = call.method().evenRestricted();
            decide(call, credential, permissions.ask(credential, method, evenRestricted, call.client()));
        } else if (!credentials.claims(credential)) { // asks for the client of none that has to wait anyway
            permissions
                    .atOnce(credential, method, call.client())
                    .ifPresent(permission -> decide(call, credential, permission));
        }
    }

    /** Whether a call brings a credential or needs none, so that it can be decided. Never waits. */
    public boolean namesCaller(Call call) {
        return call.method().access() == Access.ANYONE
                || !call.parameters().all("session").isEmpty()
                || !call.head().headers("Authorization").isEmpty()
                || credentials.ofBrowser(call.head()).isPresent();
    }

    /**
     * Lets the file of a call in that may be made. May wait for the store.
     *
     * @throws EarlyAnswerException if it may not be made
     */
    public Doorkeeper.Admission admit(Call call) {
        decide(call);
        if (call.refusal().isPresent()) {
            throw new EarlyAnswerException(200, call.refusal().get());
        }
        return new Doorkeeper.Admission(
                call.caller().map(Caller::account), call.method().roomForFile().apply(call));
    }

    /** Whether a call was decided, and {@link #run} does not wait. */
    public boolean runsAtOnce(Call call) {
        return call.isDecided() && (call.refusal().isPresent() || !call.method().blocking());
    }

    /** Answers a call that was decided: by its refusal, or by what its handler makes of it. Waits as the handler does. */
    public Answer run(Call call) {
        Answer answer = call.refusal().orElseGet(() -> handled(call));
        try {
            answer = credentials.sent(call.method().effect(), call.head(), answer);
        } catch (RuntimeException e) {
            answer = Refusals.failure(call, e);
        }
        return call.method().told(answer);
    }

    private static Answer handled(Call call) {
        if (call.method().blocking() && Context.isOnEventLoopThread()) {
            IllegalStateException fault =
                    new IllegalStateException("a handler that may block was run on an event loop");
            return Refusals.failure(call, fault);
        }
        try {
            call.parameters().check(call.method());
            if (call.method().takesFile() && call.upload().isEmpty()) {
                throw new InvalidParameterException("file", "it is missing: send it as multipart/form-data");
            }
            return call.method().handler().handle(call);
        } catch (InvalidParameterException e) {
            return e.answer();
        } catch (RuntimeException e) {
            return Refusals.failure(call, e);
        }
    }

    private static void decide(Call call, String credential, Permission permission) {
        if (permission instanceof Permission.Granted granted) {
            call.permit(Optional.of(granted.caller()), credential);
        } else {
            call.refuse(Refusals.answer((Permission.Denied) permission, call.method()));
        }
    }

    private static void attempt(Call call, Runnable attempt) {
        try {
            attempt.run();
        } catch (InvalidParameterException e) {
            call.refuse(e.answer());
        } catch (RuntimeException e) {
            call.refuse(Refusals.failure(call, e));
        }
    }

    /** The session or token of the parameter {@code session}, of the header (RFC 6750, 2.1), or else of the browser. */
    private String credential(Call call) {
        return CredentialText.of(call.parameters().all("session"), call.head().headers("Authorization"))
                .or(() -> credentials
                        .ofBrowser(call.head())
                        .map(CredentialText::strip)
                        .filter(credential -> !credential.isEmpty()))
                .orElseThrow(() -> new InvalidParameterException(
                        "session", "it is missing: give a token, or a session from users.authentication.Signin"));
    }
}
