package dev.latchkey.demo.node;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.latchkey.demo.environment.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What commands on a node answer, while nothing is run: a few commands answer as a container of that number would, {@code exit N}
 * and {@code false} fail, and all others succeed and say that they were not run.
 */
final class SimulatedShell {

    private static final Splitter WORDS =
            Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().limit(2);
    private static final int HIGHEST_STATUS = 255;

    private SimulatedShell() {}

    /**
     * A command, as callers give it.
     *
     * @param params what stands behind it; may be empty
     */
    record Command(String command, String params) {

        /** The program's name, and all that stands behind it. */
        private List<String> words() {
            List<String> words = new ArrayList<>(WORDS.splitToList(command + " " + params));
            words.add("");
            return words;
        }
    }

    /** What all commands came to. A line of {@code out} for each that wrote something. */
    record Result(String out, String errOut, int exitStatus) {}

    /** Runs commands in turn until one fails. */
    static Result run(Node node, List<Command> commands, Instant now) {
        List<String> out = new ArrayList<>();
        for (Command command : commands) {
            List<String> words = command.words();
            int status = status(words.get(0), words.get(1));
            if (status != 0) {
                return new Result(lines(out), words.get(0) + " failed with status " + status, status);
            }
            out.add(output(node, words.get(0), words.get(1).strip(), now));
        }
        return new Result(lines(out), "", 0);
    }

    private static String lines(List<String> out) {
        return out.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static int status(String program, String arguments) {
        if (program.equals("exit") && arguments.strip().matches("[0-9]{1,3}")) {
            return Integer.parseInt(arguments.strip()) & HIGHEST_STATUS;
        }
        return program.equals("false") ? 1 : 0;
    }

    private static String output(Node node, String program, String arguments, Instant now) {
        return switch (program) {
            case "echo" -> unquoted(arguments);
            case "hostname" -> "node" + node.id();
            case "whoami" -> "root";
            case "pwd" -> "/root";
            case "uname" -> "Linux";
            case "date" -> now.toString();
            case "cd", "exit", "export", "sleep", "true" -> "";
            default -> program + ": not run, as this platform is a demo";
        };
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && text.charAt(0) == text.charAt(text.length() - 1)
                && "'\"".indexOf(text.charAt(0)) >= 0;
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
