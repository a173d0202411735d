import com.jelastic.api.AbstractService;
import com.jelastic.api.Response;
import com.jelastic.api.billing.Account;
import com.jelastic.api.billing.response.AccountResponse;
import com.jelastic.api.development.response.interfaces.ArrayResponse;
import com.jelastic.api.environment.Control;
import com.jelastic.api.environment.response.EnvironmentInfoResponse;
import com.jelastic.api.environment.response.EnvironmentInfoResponses;
import com.jelastic.api.environment.response.ExecResponse;
import com.jelastic.api.system.persistence.Region;
import com.jelastic.api.users.Authentication;
import com.jelastic.api.users.response.AuthenticationResponse;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A program that a user has written for the platform's Java SDK. It prints a line for each call: the method, the result, and
 * what the SDK read in the answer, or the error.
 *
 * <p>Arguments: the server's address, an environment, one of its nodes, and a token, or a login and its password.
 */
final class JavaSdkClient {

    private static final String ECHO = "[{\"command\": \"echo\", \"params\": \"hello\"}]";

    private final Authentication authentication = new Authentication("");
    private final Control control = new Control();
    private final Account account = new Account("");
    private final String environment;
    private final int node;

    private JavaSdkClient(String environment, int node) {
        this.environment = environment;
        this.node = node;
    }

    public static void main(String[] arguments) {
        AbstractService.SERVER_URL = arguments[0] + "/1.0/";
        JavaSdkClient client = new JavaSdkClient(arguments[1], Integer.parseInt(arguments[2]));
        client.call(arguments.length == 4 ? arguments[3] : client.signIn(arguments[3], arguments[4]));
    }

    private String signIn(String login, String password) {
        AuthenticationResponse answer = authentication.signin(login, password);
        print("signin", answer, answer::getEmail);
        return answer.getSession();
    }

    private void call(String credential) {
        environments(credential);
        environment(credential);
        print("stopEnv", control.stopEnv(environment, credential), () -> "");
        environment(credential);
        print("startEnv", control.startEnv(environment, credential), () -> "");
        environment(credential);
        regions(credential);
        command(credential);
        AccountResponse owner = account.getAccount("", credential);
        print("getAccount", owner, owner::getEmail);
        print("signout", authentication.signout(credential), () -> "");
        environment(credential);
    }

    private void environments(String credential) {
        EnvironmentInfoResponses answer = control.getEnvs(credential);
        print("getEnvs", answer, () -> answer.getResponses().stream()
                .map(info -> info.getEnv().getDisplayName())
                .sorted()
                .collect(Collectors.joining(", ")));
    }

    private void environment(String credential) {
        EnvironmentInfoResponse answer = control.getEnvInfo(environment, credential);
        print("getEnvInfo", answer, () -> answer.getEnv().getDisplayName() + ", status " + answer.getEnv().getStatus());
    }

    private void regions(String credential) {
        ArrayResponse answer = control.getRegions(credential);
        print("getRegions", answer, () -> answer.getArray().stream()
                .map(region -> ((Region) region).getDisplayName())
                .collect(Collectors.joining(", ")));
    }

    private void command(String credential) {
        ExecResponse answer = control.execCmdById(environment, credential, node, ECHO, false);
        print("execCmdById", answer, () -> answer.getResponses().stream()
                .map(response -> response.getNodeId() + " " + response.getOut())
                .collect(Collectors.joining(", ")));
    }

    private static void print(String method, Response answer, Supplier<String> data) {
        String text = answer.isOK() ? data.get() : answer.getError();
        System.out.println((method + " " + answer.getResult() + " " + text).strip());
    }
}
