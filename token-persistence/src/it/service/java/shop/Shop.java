package shop;

import dev.latchkey.Latchkey;
import dev.latchkey.persistence.Database;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service as Spring Boot makes one, with tables and migrations of its own, that guards an endpoint by Latchkey. */
@SpringBootApplication
public class Shop {

    public static void main(String[] arguments) {
        SpringApplication.run(Shop.class, arguments);
    }

    @Bean
    Latchkey latchkey(Database database) {
        return Latchkey.on(database)
                .prefix("shop_")
                .reads("orders.read")
                .changes("orders.cancel")
                .template("All", "*")
                .start();
    }
}
