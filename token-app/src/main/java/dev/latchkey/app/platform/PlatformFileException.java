package dev.latchkey.app.platform;

/**
 * The files that describe a platform cannot be used. The message has a line for each error, at most {@value Problems#MOST} of them:
 * {@code FILE:LINE: what is wrong; what to write instead}.
 */
public final class PlatformFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PlatformFileException(String message) {
        super(message);
    }
}
