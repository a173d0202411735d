package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of a token's {@link TokenTerms terms} are to be changed, and to what: {@code TokenEdit.NOTHING.expiry(Expiry.never())}. */
public final class TokenEdit {

    /** Changes nothing. */
    public static final TokenEdit NOTHING = new TokenEdit(null, null, null);

    private final @Nullable TokenDescription description;
    private final @Nullable ApiMethodSet methods;
    private final @Nullable Expiry expiry;

    private TokenEdit(@Nullable TokenDescription description, @Nullable ApiMethodSet methods, @Nullable Expiry expiry) {
        this.description = description;
        this.methods = methods;
        this.expiry = expiry;
    }

    /** The same edit, which also changes the description to this. */
    public TokenEdit description(TokenDescription changed) {
        return new TokenEdit(requireNonNull(changed, "changed"), methods, expiry);
    }

    /** The same edit, which also changes the methods to these. */
    public TokenEdit methods(ApiMethodSet changed) {
        return new TokenEdit(description, requireNonNull(changed, "changed"), expiry);
    }

    /** The same edit, which also changes the expiry to this. */
    public TokenEdit expiry(Expiry changed) {
        return new TokenEdit(description, methods, requireNonNull(changed, "changed"));
    }

    /** The new description, or empty if that stays as it is. */
    public Optional<TokenDescription> description() {
        return Optional.ofNullable(description);
    }

    /** The new methods, or empty if they stay as they are. */
    public Optional<ApiMethodSet> methods() {
        return Optional.ofNullable(methods);
    }

    /** The new expiry, or empty if that stays as it is. */
    public Optional<Expiry> expiry() {
        return Optional.ofNullable(expiry);
    }

    /** What it makes of a token's terms. */
    public TokenTerms of(TokenTerms terms) {
        requireNonNull(terms, "terms");
        return new TokenTerms(
                description().orElse(terms.description()),
                methods().orElse(terms.methods()),
                expiry().orElse(terms.expiry()));
    }

    /** The names of what is to be changed, as a {@link Event} tells them: {@code description, expiry}. */
    public String changedFields() {
        List<String> fields = new ArrayList<>();
        description().ifPresent(changed -> fields.add("description"));
        methods().ifPresent(changed -> fields.add("methods"));
        expiry().ifPresent(changed -> fields.add("expiry"));
        return String.join(", ", fields);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenEdit that
                && Objects.equals(description, that.description)
                && Objects.equals(methods, that.methods)
                && Objects.equals(expiry, that.expiry);
    }

    @Override
    public int hashCode() {
        return Objects.hash(description, methods, expiry);
    }

    @Override
    public String toString() {
        return "TokenEdit[" + changedFields() + "]";
    }
}
