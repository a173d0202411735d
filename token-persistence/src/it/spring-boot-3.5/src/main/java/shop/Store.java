package shop;

import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tokens in HSQLDB, in a directory of their own. */
@Configuration
class Store {

    @Bean
    Database database() {
        return Database.open(DatabaseOptions.inDirectory(Path.of("target", "tokens")));
    }
}
