package dev.latchkey.app;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.app.administration.Administration;
import dev.latchkey.app.administration.RemoteAdministration;
import dev.latchkey.app.administration.Secrets;
import dev.latchkey.app.administration.ServerAddress;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenValue;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a command works through a server that runs. A secret is never an option, which process lists show. */
final class AdministratorArguments {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Works through the server at this address, which runs, as https://tokens.example.com;"
                    + " http:// on its own machine alone (default: on the data, with the server stopped).")
    private Optional<String> server = Optional.empty();

    @Option(
            names = "--as",
            paramLabel = "LOGIN",
            description = "The administrator who signs in to the server for this command.")
    private Optional<String> login = Optional.empty();

    @Option(
            names = "--session-file",
            paramLabel = "FILE",
            description =
                    "A file with the value of an administrator's session, which is used in place of signing in and"
                            + " stays open.")
    private Optional<Path> sessionFile = Optional.empty();

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the administrator's password; without it, it is asked for."
                    + " The password is no option, as process lists show those.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--admin-password-stdin",
            description =
                    "Read the administrator's password from the standard input: its first line. If the account has"
                            + " two-factor authentication, the code is the next line. Any other secret comes after them.")
    private boolean standardInput;

    @Option(
            names = "--server-certificate",
            paramLabel = "FILE",
            description = "The server's certificate in PEM, if no authority has signed it that this machine trusts. No"
                    + " other is trusted then.")
    private Optional<Path> certificate = Optional.empty();

    /** Whether a server is named. */
    boolean isServer() {
        return server.isPresent();
    }

    /** Signs in, or goes on with the session that is given. */
    Administration open(SecretInput input) {
        ServerAddress address = ServerAddress.parse(server.orElseThrow());
        if (sessionFile.isPresent()) {
            return RemoteAdministration.with(address, certificate, session(sessionFile.get()), secrets(input));
        }
        EmailAddress administrator = UserErrorException.unlessDone(EmailAddress.parse(login.orElseThrow(
                () -> new UserErrorException("say who signs in to the server with --as, or give a --session-file"))));
        return RemoteAdministration.signIn(address, certificate, administrator, secrets(input));
    }

    private static TokenValue session(Path file) {
        return TokenFormat.SESSION
                .parse(SecretInput.firstLine(file, "--session-file").strip())
                .orElseThrow(() -> new UserErrorException(
                        "--session-file: the first line of " + file + " is not the value of a session"));
    }

    private Secrets secrets(SecretInput input) {
        Optional<Password> read = standardInput
                ? Optional.of(parsed(input.line("the administrator's password")))
                : passwordFile.map(file -> parsed(SecretInput.firstLine(file, "--admin-password-file")));
        return new AskedSecrets(read, input);
    }

    private static Password parsed(String text) {
        return UserErrorException.unlessDone(Password.parse(text));
    }

    /** Those that were not read by an option are asked for. */
    private final class AskedSecrets implements Secrets {

        private final SecretInput input;
        private Optional<Password> password;

        AskedSecrets(Optional<Password> password, SecretInput input) {
            this.password = password;
            this.input = input;
        }

        @Override
        public Password password() {
            Password known = password.orElseGet(() -> parsed(input.typed(
                    "Password of the administrator" + login.map(as -> " " + as).orElse("") + ": ",
                    "give the administrator's password with --admin-password-stdin or --admin-password-file")));
            password = Optional.of(known);
            return known;
        }

        @Override
        public String code() {
            return standardInput
                    ? input.line("the code of the administrator's second factor")
                    : input.typed(
                            "Code of the authenticator app: ",
                            "give the code with --admin-password-stdin, in the line after the password");
        }
    }
}
