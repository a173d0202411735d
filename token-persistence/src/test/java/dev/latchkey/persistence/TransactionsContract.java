package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.token.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a database promises to those who run SQL of their own on it. */
abstract class TransactionsContract {

    /** With its application's table {@code notes}, and empty at the start of a test. */
    protected abstract Database database();

    @Test
    void transaction_whoseWorkFails_changesNothing() {
        assertThatThrownBy(() -> database().transaction(handle -> {
                    handle.execute("INSERT INTO app.notes (id, text) VALUES (1, 'lost')");
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");

        assertThat(notes()).isEmpty();
    }

    @Test
    void transaction_withCallsOfPortsInIt_hasThemInIt() {
        assertThatThrownBy(() -> database().transaction(handle -> {
                    Token token = addToken();
                    assertThat(database().tokens().find(token.fingerprint())).contains(token);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(database().tokens().ownedBy(ALICE)).isEmpty();
        assertThat(addToken().id().value()).isPositive();
    }

    @Test
    void transaction_thatRollsBack_changesNothing() {
        String result = database().transaction(handle -> {
            handle.execute("INSERT INTO app.notes (id, text) VALUES (1, 'lost')");
            handle.rollback();
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(notes()).isEmpty();
    }

    @Test
    void read_seesWhatATransactionWrote() {
        database().transaction(handle -> handle.execute("INSERT INTO app.notes (id, text) VALUES (1, 'kept')"));

        assertThat(notes()).containsExactly("kept");
    }

    private List<String> notes() {
        return database()
                .read(handle -> handle.createQuery("SELECT text FROM app.notes ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    private Token addToken() {
        return database().tokens().add(newToken(), by(ALICE));
    }
}
