package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.TokenTemplate;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which data a command works on that is no server. */
final class DataArguments {

    @Mixin
    private final DatabaseArguments database = new DatabaseArguments();

    @Option(
            names = "--demo",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Works on the data of a server with the demo, in latchkey-demo unless --data names another.")
    private boolean demo;

    /** Opens a database, which is made if it is not there. */
    Database open() {
        return database.open(directory());
    }

    /** @throws UserErrorException if it is not there */
    Database openExisting() {
        return database.openExisting(directory());
    }

    /** The templates that tokens may have been given in it. */
    ImmutableList<TokenTemplate> templates() {
        return demo ? DemoArguments.templates() : ImmutableList.of();
    }

    /** The platform that files describe, if they do; a demo's tokens are as those of none. */
    PlatformStart platform(PlatformArguments files) {
        return files.readBeside(demo).map(PlatformStart::of).orElse(PlatformStart.NONE);
    }

    private Path directory() {
        return demo ? DatabaseArguments.DEMO_DIRECTORY : DatabaseArguments.DEFAULT_DIRECTORY;
    }
}
