package dev.latchkey.app.platform;

import java.net.URI;

/** Addresses of documentation. */
final class WebAddress {

    private WebAddress() {}

    /** @throws IllegalArgumentException if {@code text} is no absolute URL of http or https */
    static URI parse(String text) {
        URI address = URI.create(text);
        boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException("write a URL that begins with https:// or http://");
        }
        return address;
    }
}
