package dev.latchkey.persistence.nodes.model;

import com.google.common.collect.ImmutableList;

/** How the claim comes to be broken, step by step. */
record BrokenRun(String wrong, ImmutableList<Step> steps) {

    ImmutableList<String> actions() {
        return steps.stream().map(Step::action).collect(ImmutableList.toImmutableList());
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(wrong).append(", in ").append(steps.size()).append(" steps:");
        for (int i = 0; i < steps.size(); i++) {
            text.append(String.format("%n%4d. %s", i + 1, steps.get(i)));
        }
        return text.toString();
    }
}
