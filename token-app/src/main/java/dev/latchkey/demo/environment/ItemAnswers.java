package dev.latchkey.demo.environment;

import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.ResultCode;

/** What came of changing items, in the words of the protocol. */
public final class ItemAnswers {

    private ItemAnswers() {}

    /**
     * Returns the answer to a change.
     *
     * @param parameter which parameter names the item
     * @param what the item, in words: {@code the endpoint web}
     */
    public static Answer of(Items.Changed changed, String parameter, String what) {
        return switch (changed) {
            case DONE -> Answer.OK;
            case NO_SUCH_ENVIRONMENT ->
                Answer.error(ResultCode.NO_SUCH_ENVIRONMENT, "the environment has just been deleted");
            case NO_SUCH_ITEM -> none(what);
            case NAME_TAKEN -> Answer.invalidParameter(parameter, Texts.quoted(what) + " exists already");
            case TOO_MANY ->
                Answer.invalidParameter(parameter, "there are " + Items.MAX_ITEMS + " already, and no more can be");
        };
    }

    public static Answer none(String what) {
        return Answer.error(ResultCode.NOT_FOUND, "there is not " + Texts.quoted(what));
    }
}
