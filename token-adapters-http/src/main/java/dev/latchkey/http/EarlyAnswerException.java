package dev.latchkey.http;

/** A request is answered before it was read whole. */
public final class EarlyAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Answer answer;

    /** @param status of HTTP, with which {@code answer} is sent */
    public EarlyAnswerException(int status, Answer answer) {
        super(answer.toString(), null, false, false);
        this.status = status;
        this.answer = answer;
    }

    /** The answer to a body, or a file in it, of more than {@code limit} bytes. */
    public static EarlyAnswerException tooLarge(long limit) {
        return new EarlyAnswerException(
                413, Answer.invalidParameter("body", "it has more than the " + limit + " bytes that are taken"));
    }

    /** The answer if there is no room for a request at the moment. */
    public static EarlyAnswerException busy(String error) {
        return new EarlyAnswerException(503, Answer.error(ResultCode.INTERNAL_ERROR, error));
    }

    /** The answer to a request that did not come in within its time. */
    public static EarlyAnswerException late() {
        return new EarlyAnswerException(408, Answer.invalidParameter("body", "it did not come in within its time"));
    }

    /** The answer to a body that is none by the rules of HTTP. */
    public static EarlyAnswerException broken() {
        return new EarlyAnswerException(400, Answer.invalidParameter("body", "it is not what HTTP says a body is"));
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** What was wrong and what to do, in words for the caller. */
    public String detail() {
        return answer.body().toJsonObject().getString("error");
    }

    /** The answer that is sent. */
    public Answer answer() {
        return answer;
    }
}
