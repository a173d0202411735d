package dev.latchkey.demo.tracking;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.ApiMethod;

/** In which log of a node it stands what a method did. */
final class LogPath {

    private static final ImmutableList<String> DEPLOYING = ImmutableList.of("Deploy", "Undeploy", "App", "Context");
    private static final ImmutableList<String> POWER =
            ImmutableList.of("Start", "Stop", "Sleep", "Restart", "Create", "Clone");

    private LogPath() {}

    static String of(ApiMethod method) {
        String name = method.toString().substring(method.toString().lastIndexOf('.') + 1);
        if (DEPLOYING.stream().anyMatch(name::contains)) {
            return "/var/log/deploy.log";
        }
        return POWER.stream().anyMatch(name::startsWith) ? "/var/log/power.log" : "/var/log/platform.log";
    }
}
