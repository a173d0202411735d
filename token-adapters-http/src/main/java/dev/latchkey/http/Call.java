package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import dev.latchkey.Confirmation;
import dev.latchkey.Latchkey;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method, from the request that it comes in to its answer. Handlers get it when its caller is known and permitted. For one
 * thread at a time.
 */
public final class Call {

    private final PlatformMethod method;
    private final RequestHead head;
    private final Supplier<Client> whoseClient;
    private final Latchkey latchkey;
    private final OwnOrigin ownOrigin;
    private final @Nullable Credentials credentials;
    private Reading reading = Reading.NOTHING;
    private Parameters parameters = Parameters.NONE;
    private @Nullable Client client;
    private String credential = "";
    private Optional<Caller> caller = Optional.empty();
    private @Nullable Answer refusal;
    private boolean decided;

    /**
     * @param client where it came from; asked once, if anybody asks for it
     * @param credentials by which changes are confirmed; null if none is asked for
     */
    Call(
            PlatformMethod method,
            RequestHead head,
            Supplier<Client> client,
            Latchkey latchkey,
            OwnOrigin ownOrigin,
            @Nullable Credentials credentials) {
        this.method = method;
        this.head = head;
        this.whoseClient = client;
        this.latchkey = latchkey;
        this.ownOrigin = ownOrigin;
        this.credentials = credentials;
    }

    /**
     * A call that was permitted, without a request: for tests of handlers.
     *
     * @param parameters names and values
     * @param origin by what the server names itself
     */
    public static Call permitted(
            PlatformMethod method,
            Caller caller,
            List<Map.Entry<String, String>> parameters,
            Optional<Upload> upload,
            PublicUrl origin,
            Client client,
            Latchkey latchkey) {
        Call call =
                new Call(method, RequestHead.NONE, () -> client, latchkey, new OwnOrigin(Optional.of(origin)), null);
        call.read(new Reading(parameters, upload, () -> {}));
        call.permit(Optional.of(caller), "");
        return call;
    }

    /** Who it is from; empty if the method is open to anyone. */
    public Optional<Caller> caller() {
        return caller;
    }

    /**
     * The account in whose name it is made.
     *
     * @throws IllegalStateException if the method is open to anyone
     */
    public AccountId account() {
        return caller.orElseThrow(() -> new IllegalStateException("a method open to anyone has no account"))
                .account();
    }

    /** The session or token that it came with, which is a secret; empty if the method is open to anyone. */
    public String credential() {
        return credential;
    }

    public Parameters parameters() {
        return parameters;
    }

    /** The file that came with it; present if the method requires one. */
    public Optional<Upload> upload() {
        return reading.upload();
    }

    /** By what the server names itself: its public URL, or scheme and authority by which it was addressed. */
    public String origin() {
        return ownOrigin.name(head);
    }

    /** Where it came from. */
    public Client client() {
        Client known = client;
        if (known == null) {
            known = whoseClient.get();
            client = known;
        }
        return known;
    }

    /**
     * Makes sure that the account's owner is there, by the parameter {@code password} or what else the platform's
     * {@linkplain Credentials#confirm credentials} go by.
     */
    public Outcome<Confirmation> confirm(Credentials.Change change) {
        if (credentials == null) {
            throw new IllegalStateException("a call without a request can't be confirmed");
        }
        return credentials.confirm(
                credential, account(), parameters.parsed("password", Password::parse), client(), change);
    }

    /** The tokens and the catalog of the platform that it is made on. */
    public Latchkey latchkey() {
        return latchkey;
    }

    /** The method that is called. */
    public PlatformMethod method() {
        return method;
    }

    /** What its request says of itself. */
    RequestHead head() {
        return head;
    }

    /** The methods and templates of the platform. */
    public ApiMethodCatalog catalog() {
        return latchkey.catalog();
    }

    /** Takes what was read of it. While a file comes in, that is what stands before the file; then it is read once more, whole. */
    void read(Reading what) {
        reading = what;
        parameters = Parameters.of(what.pairs());
        decided = false;
    }

    /** Permits it to a caller. */
    void permit(Optional<Caller> to, String by) {
        caller = to;
        credential = by;
        refusal = null;
        decided = true;
    }

    /** Refuses it. */
    void refuse(Answer answer) {
        refusal = requireNonNull(answer);
        decided = true;
    }

    /** Whether it was permitted or refused. */
    boolean isDecided() {
        return decided;
    }

    /** The answer by which it was refused; empty if it was permitted. */
    Optional<Answer> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The method, the caller and the names of its parameters, without the credential. */
    @Override
    public String toString() {
        return "Call[" + method.method() + ", " + caller + ", " + parameters + ", " + client().address() + "]";
    }
}
