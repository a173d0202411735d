package shop;

import dev.latchkey.Latchkey;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Authorization.Denied;
import dev.latchkey.token.Authorization.Granted;
import dev.latchkey.token.Client;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Orders {

    private final Latchkey latchkey;

    Orders(Latchkey latchkey) {
        this.latchkey = latchkey;
    }

    @PostMapping("/orders/42/cancel")
    ResponseEntity<String> cancel(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            HttpServletRequest request) {
        String bearer = authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
        Authorization answer =
                latchkey.authorize(bearer, "orders.cancel", new Client(request.getRemoteAddr(), "test"));
        return answer instanceof Denied denied
                ? ResponseEntity.status(denied.status())
                        .header(HttpHeaders.WWW_AUTHENTICATE, denied.challenge())
                        .build()
                : ResponseEntity.ok("cancelled for " + ((Granted) answer).caller().account());
    }
}
